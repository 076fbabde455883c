"""Typography of what a model wrote: the marks of its language, and not a letter more or less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.edits import revert
from translators.typesetting import typeset

NB, NNB = "\xa0", "\u202f"
CASES = {
    "en": {
        "« We leave tomorrow ! », she said.": "“We leave tomorrow!”, she said.",
        '"We leave tomorrow," she said.': "“We leave tomorrow,” she said.",
        "It's the owners' boat, the 'old' one.": "It’s the owners’ boat, the ‘old’ one.",
        "Some 1 200 boats , or 3,5 % more...": "Some 1,200 boats, or 3.5% more…",
        "Nothing to set here.": "Nothing to set here.",
    },
    "fr": {
        '"Nous partons demain!", a-t-elle dit.': f"«{NB}Nous partons demain{NNB}!{NB}», a-t-elle dit.",
        "L'eau monte, dit “le maire”.": f"L’eau monte, dit «{NB}le maire{NB}».",
        "Il manque 1,200 tonnes; soit 3.5% de plus.": f"Il manque 1{NNB}200 tonnes{NNB}; soit 3,5{NB}% de plus.",
        "Voir https://exemple.fr/a?b:c'd": "Voir https://exemple.fr/a?b:c'd",
    },
}
SENTENCES = st.lists(st.text(alphabet="aZé09 .,:;!?'\"«»“”‘’()%-…\xa0\u202f\n", max_size=40), max_size=6)


@pytest.mark.parametrize(("language", "sentence", "wanted"), [(k, *c) for k, v in CASES.items() for c in v.items()])
def test_marks_of_the_language(language: str, sentence: str, wanted: str) -> None:
    (made,) = typeset([sentence], language)
    assert made.text == wanted
    assert revert(made.text, made.edits) == sentence
    assert all(edit.rule and edit.why for edit in made.edits)


def test_a_quotation_over_two_sentences_is_one_quotation() -> None:
    first, second = typeset(['He said: "The water rises.', 'Leave now."'], "en")
    assert (first.text, second.text) == ("He said: “The water rises.", "Leave now.”")


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        ("en", '"The water rises, said the mayor.', "“The water rises, said the mayor."),
        ("en", 'The water rises", said the mayor.', "The water rises”, said the mayor."),
        ("en", "The water « rises, said the mayor.", "The water “rises, said the mayor."),
        ("en", "The water rises ».", "The water rises”."),
        ("en", 'A screen of 27" stands there.', 'A screen of 27" stands there.'),
        ("fr", '"L’eau monte, dit le maire.', f"«{NB}L’eau monte, dit le maire."),
        ("fr", 'L’eau monte", dit le maire.', f"L’eau monte{NB}», dit le maire."),
    ],
)
def test_a_mark_whose_partner_the_model_forgot_has_its_style_and_no_partner_is_made_up(
    language: str, sentence: str, wanted: str
) -> None:
    (made,) = typeset([sentence], language)
    assert made.text == wanted
    assert revert(made.text, made.edits) == sentence


def test_a_sentence_left_in_another_language_keeps_its_typography() -> None:
    french = "« Il a dit que les bateaux ne sont pas dans le port ! »"
    assert typeset([french], "en")[0].text == french


def test_other_languages_come_back_as_they_are() -> None:
    assert typeset(['"Ja", sagt er .'], "de")[0].text == '"Ja", sagt er .'


@given(SENTENCES, st.sampled_from(["fr", "en"]))
def test_no_letter_and_no_digit_changes_nothing_moves_and_once_is_enough(sentences: list[str], language: str) -> None:
    made = typeset(sentences, language)
    for sentence, one in zip(sentences, made, strict=True):
        assert [c for c in one.text if c.isalnum()] == [c for c in sentence if c.isalnum()]
        assert revert(one.text, one.edits) == sentence
    texts = [one.text for one in made]
    assert [one.text for one in typeset(texts, language)] == texts
