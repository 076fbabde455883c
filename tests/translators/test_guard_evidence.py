"""What speaks for a lost name or clause: as many numbers as the trees were grown on, and told of the right word."""

from __future__ import annotations

import pytest

from translators.checks import gaps, name_evidence
from translators.checks.name_search import likeness
from translators.checks.names import USUAL, weight
from translators.checks.shape import LENGTHS
from translators.checks.trees import trees
from translators.checks.views import Circumstances, View
from translators.checks.words import Side
from translators.guard import views

SOURCE = (
    "Le ministre a rencontré Merkel à Berlin avant le vote, mais les députés ont refusé de signer le texte proposé."
)
WHOLE = "The minister met Merkel in Berlin before the vote, but the deputies refused to sign the proposed text."


def _views(target: str) -> tuple[View, View, Circumstances]:
    length = LENGTHS["fr", "en"].score(len(SOURCE), len(target))
    found = views(Side(SOURCE, "fr"), Side(target, "en"), length)
    assert found is not None
    return found


def _value(row: list[float], name: str) -> float:
    return row[name_evidence.FEATURES.index(name)]


def test_a_whole_translation_misses_no_name() -> None:
    source, target, pair = _views(WHOLE)
    assert not name_evidence.features(source, target, pair, 0) and not name_evidence.features(target, source, pair, 1)


def test_a_lost_name_is_described_with_the_hole_it_leaves() -> None:
    source, target, pair = _views(WHOLE.replace("Berlin ", ""))
    rows = name_evidence.features(source, target, pair, 0)
    (row,) = [row for missing, row in rows.items() if source.side.words[missing.index] == "Berlin"]
    assert len(row) == len(name_evidence.FEATURES)
    assert _value(row, "name hole here") > 2.0 and _value(row, "new names between") == 0


def test_a_name_replaced_is_told_on_both_sides() -> None:
    source, target, pair = _views(WHOLE.replace("Berlin", "Oslo"))
    (lost,) = name_evidence.features(source, target, pair, 0).values()
    (added,) = name_evidence.features(target, source, pair, 1).values()
    assert _value(lost, "new names between") == _value(added, "new names between") == 1
    assert (_value(lost, "side"), _value(added, "side")) == (0, 1)


def test_a_lost_clause_is_described() -> None:
    source, target, pair = _views(WHOLE.split(",")[0] + ".")
    row = gaps.features(source, target, pair, 0)
    assert len(row) == len(gaps.FEATURES)
    assert row[gaps.FEATURES.index("words instead")] == 0
    assert row[gaps.FEATURES.index("length")] < -1
    assert abs(row[gaps.FEATURES.index("length without it")]) < abs(row[gaps.FEATURES.index("length")])


def test_the_bundled_trees_ask_for_what_is_there() -> None:
    for name, features in (
        ("names", name_evidence.FEATURES),
        ("omission", gaps.FEATURES),
        ("addition", gaps.FEATURES),
    ):
        model = trees(name)
        assert model is not None
        assert int(model.asked.max()) < len(features)


def test_a_name_gone_and_a_new_one_confirm_each_other() -> None:
    assert weight([2.0], [1.0]) > weight([2.0], [0.0]) > weight([2.0], [USUAL])


def test_a_name_in_whose_place_nothing_stands_counts_more() -> None:
    assert weight([2.0], []) > weight([2.0], [USUAL - 1.0]) > weight([2.0], [USUAL])


def test_a_name_counts_less_among_many_or_if_only_the_translation_has_it() -> None:
    assert weight([2.0], []) > weight([2.0, -1.0, -1.0], [])
    assert weight([2.0], [1.0]) > weight([1.0], [2.0])


def test_a_name_that_the_other_side_has_less_often_is_looked_at_where_another_stands() -> None:
    source = "Rossi a vu Merkel, et Merkel a salué les députés de Lyon."
    target = "Rossi saw Merkel, and Keller greeted the deputies of Lyon."
    read = views(Side(source, "fr"), Side(target, "en"), 0.0)
    assert read is not None
    found = {(read[0].side.words[one.index], one.kind) for one in read[0].missing}
    assert ("Merkel", "again") in found
    assert [read[1].side.words[one.index] for one in read[1].missing] == ["Keller"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("chostakovitch", "shostakovich", True), ("dmitri", "dmitry", True), ("kharkiv", "harkiv", True),
        ("verona", "vancouver", False), ("marina", "vienna", False), ("keller", "marchand", False),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_more_alike_than_two_names(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) > 0.5) == alike


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le bureau de Raleigh ferme le 8 janvier.", "The Raleigh office closes on Jan. 8."),
        ("Il vient de l'Illinois.", "He is from Ill. by birth."),
    ],
)
def test_a_name_in_short_is_no_other_name(french: str, english: str) -> None:
    read = views(Side(french, "fr"), Side(english, "en"), 0.0)
    assert read is not None
    assert not [one for view in read[:2] for one in view.missing if one.kind != "common"]


def _missing(french: str, english: str) -> list[str]:
    read = views(Side(french, "fr"), Side(english, "en"), 0.0)
    assert read is not None
    return [view.side.words[one.index] for view in read[:2] for one in view.missing if one.named]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le discours d'Anna Keller a duré une heure.", "Keller's speech lasted an hour."),
        ("Keller a répondu au juge.", "Peter Keller answered the judge."),
    ],
)
def test_a_first_name_that_one_side_leaves_out_is_style(french: str, english: str) -> None:
    assert not _missing(french, english)


def test_a_first_name_left_out_is_looked_at_as_such() -> None:
    french, english = "Le discours d'Anna Keller a duré une heure.", "Keller's speech lasted an hour."
    read = views(Side(french, "fr"), Side(english, "en"), 0.0)
    assert read is not None
    assert [(read[0].side.words[one.index], one.kind) for one in read[0].missing] == [("Anna", "given")]


@pytest.mark.parametrize(
    ("french", "english", "lost"),
    [
        ("Le discours d'Anna Keller a duré une heure.", "Martha Keller's speech lasted an hour.", "Anna"),
        ("Le discours d'Anna Keller a duré une heure.", "Anna's speech lasted an hour.", "Keller"),
    ],
)
def test_another_first_name_or_a_lost_surname_is_none(french: str, english: str, lost: str) -> None:
    assert lost in _missing(french, english)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Les banques américaines ont perdu.", "Banks in the USA have lost."),
        ("Une entreprise italienne de Turin a fermé.", "A firm in Turin, Italy, has closed."),
        ("Les passants new-yorkais n'ont rien vu.", "Passers-by in New York saw nothing."),
        ("Il vit à Arlington, en Virginie.", "He lives in Arlington, Va., they say."),
        ("Le gouverneur de la BoJ a parlé.", "The governor of the Bank of Japan spoke."),
        ("Une délégation venue de Colombie est là.", "A Colombian delegation is there."),
        ("Elle est née en Forêt-Noire.", "She was born in the Black Forest."),
    ],
)
def test_a_country_answers_for_its_people_in_any_form(french: str, english: str) -> None:
    assert not _missing(french, english)


def test_an_ordinary_word_is_no_name_because_the_other_language_writes_a_capital() -> None:
    assert not _missing("Une maison et son assemblée de membres ont brûlé.", "It burned down.")
