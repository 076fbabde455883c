"""The glossary: terms are found, checked, mended; an error in a file names the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from translators.checks.words import Side
from translators.glossary import Glossary
from translators.glossary_file import GlossaryError, read_terms


@pytest.fixture(scope="module")
def own() -> Glossary:
    return Glossary.load()


@pytest.mark.parametrize(
    ("source", "wrong", "right"),
    [
        ("L'Otan a réagi.", "Otan reacted.", "NATO reacted."),
        ("L'OTAN a réagi.", "The OTAN reacted.", "The NATO reacted."),
        ("La Corée du Nord a tiré.", "Korea of the North fired.", "North Korea fired."),
        ("Selon Pyongyang, rien.", "According to Pyong Yang, nothing.", "According to Pyongyang, nothing."),
        ("Ils sont à Koursk.", "They are in Koursk.", "They are in Kursk."),
        ("Zelensky est venu.", "Zelensky came.", "Zelensky came."),
    ],
)
def test_known_wrong_renderings_are_mended(own: Glossary, source: str, wrong: str, right: str) -> None:
    assert own.mended(source, wrong, "fr", "en") == right


@pytest.mark.parametrize(
    ("source", "wrong", "right"),
    [
        ("NATO reacted.", "La NATO a réagi.", "L'Otan a réagi."),
        ("They left NATO.", "Ils ont quitté le NATO.", "Ils ont quitté l'Otan."),
        ("The UN voted.", "L'UN a voté.", "L'ONU a voté."),
        ("He lives in London.", "Il vit à London.", "Il vit à Londres."),
    ],
)
def test_mended_french_keeps_its_elisions(own: Glossary, source: str, wrong: str, right: str) -> None:
    assert own.mended(source, wrong, "en", "fr") == right


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Who is there?", "Qui est là ?"),
        ("It is for us.", "C'est pour nous."),
        ("Les cadres de l'entreprise partent.", "The managers are leaving."),
        ("Le G7 se réunit.", "The G7 meets."),
    ],
)
def test_ordinary_words_are_no_terms(own: Glossary, source: str, translation: str) -> None:
    for a, b, x, y in (("en", "fr", source, translation), ("fr", "en", source, translation)):
        assert own.mended(x, y, a, b) == y


def test_a_lacking_term_is_a_problem(own: Glossary) -> None:
    problems = list(own.check(Side("La Corée du Nord a tiré.", "fr"), Side("The Korea fired.", "en")))
    assert [(p.check, p.severity) for p in problems] == [("glossary", "warning")]
    assert problems[0].why == "'Corée du Nord' must be rendered 'North Korea'"


def test_any_right_form_will_do(own: Glossary) -> None:
    assert not list(own.check(Side("Kiev a répondu.", "fr"), Side("Kyiv answered.", "en")))
    assert not list(own.check(Side("Kiev a répondu.", "fr"), Side("Kiev answered.", "en")))


def test_the_longer_term_wins() -> None:
    glossary = Glossary.load()
    (found,) = glossary.occurrences(Side("la Corée du Nord", "fr"))
    assert found.term.forms["en"][0] == "North Korea"
    assert (found.start, found.end) == (3, 16)


def test_foretold(own: Glossary) -> None:
    assert own.foretold("La Corée du Nord et l'Otan.", "fr", "en") == "La North Korea et l'NATO."


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "- {fr: comité d'entreprise, en: works council, wrong_en: [enterprise committee]}\n"
        "- {fr: [Otan], en: [NATO], wrong_en: [Atlantic Alliance]}\n",
        encoding="utf-8",
    )
    glossary = Glossary.load([mine])
    assert len(glossary.terms) == len(Glossary.load().terms) + 1
    mended = glossary.mended("Le comité d'entreprise vote.", "The enterprise committee votes.", "fr", "en")
    assert mended == "The works council votes."
    assert glossary.mended("L'Otan vote.", "The Atlantic Alliance votes.", "fr", "en") == "The NATO votes."


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- {fr: Otan, en: NATO}\n- {fr: Otan, eng: NATO}\n", 2, "did you mean 'en'"),
        ("- {fr: Otan}\n", 1, "lacks its 'en' form"),
        ("- fr: Otan\n  en: NATO\n- fr: x\n  en: [a, 3]\n", 4, "in quotes"),
        ("- fr: x\n  en: ''\n", 2, "is empty"),
        ("- fr: x\n  en: no\n", 2, "in quotes"),
        ("fr: x\nen: y\n", 1, "a list of terms"),
        ("- Otan\n", 1, "a mapping"),
        ("- {fr: a, en: b, wrong_en: [b]}\n", 1, "both right and wrong"),
        ("- {fr: a, fr: b, en: c}\n", 1, "stands twice"),
        ("- fr: x\n  en: 'y\n", 3, "not YAML"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError) as error:
        read_terms(path)
    assert f"bad.yaml:{line}:" in str(error.value)
    assert said in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"none\.yaml"):
        Glossary.load([tmp_path / "none.yaml"])


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_terms(path) == []
