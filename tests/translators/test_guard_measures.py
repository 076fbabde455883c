"""What a number counts, words left in the source's language, words said twice, headlines without a full stop."""

from __future__ import annotations

import pytest

from translators.checks.ties import MARK, tie
from translators.checks.words import Side
from translators.guard import check


def _flags(french: str, english: str, name: str) -> list[str]:
    return [p.why for p in check(french, english, "fr", "en").problems if p.check == name and p.severity != "info"]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Les prix ont monté de 12 % en mars.", "Prices rose by 12 in March."),
        ("Le contrat court sur 3 ans.", "The contract runs for 3 months."),
        ("Le pont mesure 40 mètres de long.", "The bridge is 40 kilometres long."),
        ("Elle a payé 500 euros pour la table et 20 dollars de port.", "She paid 500 dollars for the table and 20 euros postage."),
        ("Le port a perdu 30 bateaux.", "The port lost 30% of its ships."),
    ],
)  # fmt: skip
def test_a_number_that_counts_something_else_is_flagged(french: str, english: str) -> None:
    assert _flags(french, english, "numbers")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Les prix ont monté de 10 à 12 % en mars.", "Prices rose by 10% to 12% in March."),
        ("Entre 5 et 8 pour cent des élèves lisent peu.", "Between 5% and 8% of pupils read little."),
        ("Le contrat court sur 3 ans.", "It is a 3-year contract."),
        ("La table coûte 500 euros.", "The table costs €500."),
        ("Le train part à 14 heures.", "The train leaves at 14:00."),
        ("L'indice a perdu 12 points.", "The index lost 12 points."),
        ("Le pont mesure 40 m.", "The bridge is 40 metres long."),
        ("Le train part à 5h13.", "The train leaves at 5.13."),
        ("Cela durera 5,6 ans.", "It will take five or six years."),
        ("Un octogénaire a été blessé.", "An eighty-year-old was hurt."),
    ],
)
def test_the_same_measure_said_otherwise_is_not(french: str, english: str) -> None:
    assert not _flags(french, english, "numbers")


@pytest.mark.parametrize(
    ("french", "english", "flagged"),
    [
        ("Le maire a promis une nouvelle bibliothèque.", "The mayor promised a new bibliothèque.", True),
        ("Les boulangers refusent cette mesure.", "The boulangers reject this measure.", True),
        ("Il tient un café près de la gare.", "He runs a café near the station.", False),
        ("La tranche de pain est trop mince.", "The slice of bread is too thin.", False),
    ],
)
def test_a_lone_word_of_the_source_is_flagged_unless_it_may_be_borrowed(
    french: str, english: str, flagged: bool
) -> None:
    assert bool(_flags(french, english, "residue")) == flagged


@pytest.mark.parametrize(
    ("french", "english", "flagged"),
    [
        ("Le chat dort sur le lit.", "The cat sleeps on the the bed.", True),
        ("Nous nous levons tôt pour voir la mer.", "We get up early to see the sea, sea.", True),
        ("Elle savait qu'il avait eu peur.", "She knew that he had had a fright.", False),
        ("Il est très, très fatigué.", "He is very, very tired.", False),
    ],
)
def test_a_word_said_twice_is_flagged_unless_good_sentences_do(french: str, english: str, flagged: bool) -> None:
    assert bool(_flags(french, english, "repetition")) == flagged


def test_a_headline_needs_no_full_stop() -> None:
    french = "Le maire de la ville promet une nouvelle bibliothèque aux habitants du quartier."
    assert not _flags(french, "Mayor Promises New Library For Residents Of District", "truncation")
    assert _flags(french, "The mayor of the town promises a new", "truncation")


def test_an_exact_number_is_missed_even_in_a_free_translation() -> None:
    french = "Il aurait fallu 226 voix pour que la loi passe malgré tout."
    assert _flags(french, "Its ratification would have needed more support.", "numbers")


def test_a_name_is_tied_to_its_sentence() -> None:
    side = Side("The mayor of Lyon met Keller, in Oslo.", "en")
    kinds = {name: tie(side, side.words.index(name) - 1) for name in ("Lyon", "Keller", "Oslo")}
    assert kinds == {"Lyon": 1, "Keller": 0, "Oslo": 2}
    assert tie(side, side.words.index("Keller")) == tie(side, -1) == MARK
