"""Lines and quotations in other languages, known to us or not, keep their typography."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean
from cleaners.tongue import is_foreign_quotation, is_strange
from cleaners.vocabulary import frequency, words, zipf

PROSE = "Le maire de la commune a réuni mardi les habitants pour parler de la fontaine, qui ne coule plus depuis le printemps."


def text_of(line: str) -> str:
    return clean(Document("a", "a", f"{PROSE}\n{line}\n{PROSE[:-1]} 2020.\n", "text")).text.splitlines()[1]


@pytest.mark.parametrize("line", ["“Dlo pa gen patwon. Men tiyo a gen yon mèt: se moun ki ranje l la.”", "“Goulenn a ran pep bloaz: piv a zeuio an dour betek ar gêr?”"])
def test_a_line_in_a_language_without_a_list_stays_as_it_is(line: str) -> None:
    assert is_strange(line, "fr")
    assert text_of(line) == line


def test_foreign_sentences_after_french_ones_keep_their_marks() -> None:
    line = "La question reste posée. “The bottom’s the same for everyone,” says the lady’s brother-in-law. “It’s what crawls on it that has opinions.”"
    assert text_of(line) == line


def test_a_quotation_in_another_script_keeps_its_marks() -> None:
    assert "«صابوننا ينظف لا يعلم»" in text_of("On y lit : «صابوننا ينظف لا يعلم», au-dessus de la porte.")


def test_a_foreign_quotation_in_a_french_sentence_has_french_marks_and_its_own_spaces() -> None:
    assert "«\xa0Where are you going tonight?\xa0»" in text_of('Il a demandé "Where are you going tonight?" puis il est parti.')


def test_apostrophes_are_not_restored_in_creole() -> None:
    assert "Lété pi posib rofizé" in text_of('Son auteur, un instituteur, a été payé en fruits. "Lété pi posib rofizé", dit-il.')


@pytest.mark.parametrize("text", ["non, non,", "tasser, couper, coucher", "Où êtes-vous ?", "On verra bien demain, disait-elle"])
def test_french_quotations_are_french(text: str) -> None:
    assert not is_foreign_quotation(text, "fr")


def test_dictated_numbers_stay() -> None:
    line = "The clerk read the number twice, “Zero zero one four two two,” and waited for the council to write it down in full."
    article = clean(Document("a", "a", f"The council met on Tuesday to speak of the fountain, which has been dry since the spring of last year.\n{line}\n", "text"))
    assert line in article.text


def test_a_word_list_tells_what_is_listed_and_how_frequent_it_is() -> None:
    listed = words("fr")
    assert "pays" in listed and "russiequi" not in listed
    assert listed["pays"] == frequency("pays", "fr") > 1e-4 > frequency("russiequi", "fr") == 0.0
    assert next(iter(listed)) in {"de", "la", "le", "et"}
    assert zipf("de", "fr") > 7 > zipf("pays", "fr") > 5 and zipf("russiequi", "fr") == 0.0
    with pytest.raises(KeyError):
        listed["russiequi"]
