"""Numbers that a model copied are written as the target's language writes them; their value never changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translators.written_numbers import localized


@pytest.mark.parametrize(
    ("source", "translation", "wanted"),
    [
        ("Quelque 12 000 habitants.", "Some 12 000 inhabitants.", "Some 12,000 inhabitants."),
        ("Quelque 12\u202f000 habitants.", "Some 12 000 inhabitants.", "Some 12,000 inhabitants."),
        ("Un budget de 1.250.000 euros.", "A budget of 1.250.000 euros.", "A budget of 1,250,000 euros."),
        ("Une hausse de 3,5 %.", "A rise of 3,5%.", "A rise of 3.5%."),
        (
            "Les 2 500 élèves et les 40 maîtres.",
            "The 2 500 pupils and 40 teachers.",
            "The 2,500 pupils and 40 teachers.",
        ),
    ],
)
def test_french_forms_become_english(source: str, translation: str, wanted: str) -> None:
    assert localized(source, translation, "fr", "en") == wanted


@pytest.mark.parametrize(
    ("source", "translation", "wanted"),
    [
        ("About 1,400 people.", "Environ 1,400 personnes.", "Environ 1\u202f400 personnes."),
        ("It rose 2.5 percent to $1,234.50.", "Hausse de 2.5 pour cent à 1,234.50 dollars.",
         "Hausse de 2,5 pour cent à 1\u202f234,50 dollars."),
    ],
)  # fmt: skip
def test_english_forms_become_french(source: str, translation: str, wanted: str) -> None:
    assert localized(source, translation, "en", "fr") == wanted


@pytest.mark.parametrize(
    ("source", "translation", "languages"),
    [
        ("Le 12 mai 2024 à 18 h 30.", "On 12 May 2024 at 18 h 30.", "fr en"),
        ("The bridge opened in 1998.", "Le pont a ouvert en 1998.", "en fr"),
        ("It starts at 6.30 pm.", "Cela commence à 6.30 pm.", "en fr"),
        ("It needs Python 3.11 to run.", "Il faut Python 3.11 pour l'exécuter.", "en fr"),
        ("See section 4.2 of the act.", "Voir la section 4.2 de la loi.", "en fr"),
        ("Il mesure 1,500 mètre.", "It measures 1,500 metre.", "fr en"),  # French may mean a decimal
        ("Quelque 800 voix.", "Some 1 200 votes.", "fr en"),  # not a copy: the guard's business
        ("Son numéro : 06 12 34 56 78.", "His number: 06 12 34 56 78.", "fr en"),
        ("1 500 Einwohner", "1 500 habitantes", "de es"),
    ],
)
def test_what_is_no_copied_number_stays(source: str, translation: str, languages: str) -> None:
    assert localized(source, translation, *languages.split()) == translation


@given(st.text(alphabet="0123456789 .,\u202f%a€", max_size=40), st.sampled_from([("fr", "en"), ("en", "fr")]))
@example("0,000", ("en", "fr"))
def test_no_digit_changes_and_twice_is_once(text: str, languages: tuple[str, str]) -> None:
    once = localized(text, text, *languages)
    assert [c for c in once if c.isdigit()] == [c for c in text if c.isdigit()]
    assert localized(text, once, *languages) == once
