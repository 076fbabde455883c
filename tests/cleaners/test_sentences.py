"""Where sentences end in news, what a long one is cut at, and that nothing is ever lost."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clauses as clauses_module
from cleaners import sentences as sentences_module
from cleaners.clauses import clauses, within
from cleaners.sentences import LONG, Span, split
from tests.calls import calls

FRENCH = [
    ["M. Dupont est arrivé.", "Il est reparti aussitôt."],
    ["Selon Mme. Roche et Me. Blanc, rien ne change.", "Le col. Martin confirme."],
    ["L’auteure J. K. Roland écrit.", "G.-W. Berger la lit."],
    ["La ville, fondée en 52 av. J.-C., est vide.", "On ignore pourquoi."],
    ["Elle date de 300 av. J.-C.", "Elle reste debout."],
    ["C’est ce qu’a dit M. X.", "Il est parti."],
    ["Le plan B.", "Les autres attendent."],
    ["Il manque de vitamine C.", "Son médecin le dit."],
    ["Le taux atteint 3.5 % selon l’art. 12 du texte.", "Il baissera en nov. 2031."],
    ["Voir p. 12 et fig. 3.", "C’est clair."],
    ["1. Ouvrez la porte.", "2. Fermez-la."],
    ["« Non ! » a-t-il crié.", "Personne n’a bougé."],
    ["« Partez ! », a-t-elle dit.", "« Oui ? »", "Il se tait."],
    ["« Nous restons. Nous attendons. »", "Puis il est sorti."],
    ["« C’est fini. C’est triste », a dit M. X.", "« Nous partons ! », a-t-il ajouté."],
    ["Il a dit “Bon.”", "Elle a ri (beaucoup !).", "Fin."],
    ["– Tu viens ?", "– Non."],
    ["Vraiment ?!", "Oui.", "Peut-être…"],
    ["Il hésite… puis il part.", "Voilà !"],
    ["Le site Yahoo! ferme.", "Personne ne le regrette."],
    ["Né à Paris (XIVe arr.), il y vit.", "Sa sœur aussi."],
]
ENGLISH = [
    ["Mr. Brown met Gen. Mark A. Stone at 5 p.m. on Sunday.", "He left."],
    ["The U.S. Army came.", "No. 5 is here."],
    ["It cost 3.5 million.", "That is a lot."],
    ["“Go! Now!” she said.", "Nobody moved."],
    ["He said no.", "“We shall see,” she said."],
    ["Smith vs. Jones ended.", "Smith won."],
]


def texts(paragraph: str, spans: list[Span]) -> list[str]:
    return [paragraph[span.start : span.end] for span in spans]


@pytest.mark.parametrize("sentences", FRENCH, ids=lambda some: some[0][:30])
def test_french_news(sentences: list[str]) -> None:
    paragraph = " ".join(sentences)
    assert texts(paragraph, split(paragraph, "fr")) == sentences


@pytest.mark.parametrize("sentences", ENGLISH, ids=lambda some: some[0][:30])
def test_english_news(sentences: list[str]) -> None:
    paragraph = " ".join(sentences)
    assert texts(paragraph, split(paragraph, "en")) == sentences


def test_no_break_spaces_inside_guillemets_change_nothing() -> None:
    paragraph = "«\u00a0Non\u202f!\u00a0» a-t-il crié. «\u00a0Partez.\u00a0» Il sort."
    assert len(split(paragraph, "fr")) == 3


def test_a_long_quotation_is_split_between_its_sentences() -> None:
    inner = "Nous avons vu la mer monter pendant la nuit et personne ne nous a prévenus de rien."
    short = f"« {inner} {inner} », a dit le maire."
    assert len(split(short, "fr")) == 1
    long = f"« {inner} {inner} {inner} {inner} », a dit le maire."
    assert len(long) > LONG
    assert len(split(long, "fr")) == 4


def test_other_languages_are_split_too() -> None:
    assert texts("你好。再见。", split("你好。再见。", "zh")) == ["你好。", "再见。"]
    assert len(split("Guten Tag. Wie geht es?", "de")) == 2
    assert len(split("Abc def. Ghi jkl.", "xx")) == 2


def test_empty_and_blank_paragraphs_have_no_sentence() -> None:
    assert split("", "fr") == split(" \n\u00a0", "fr") == []


def test_a_line_break_always_ends_a_sentence_with_words() -> None:
    assert texts("Un titre\nLe texte. Fin", split("Un titre\nLe texte. Fin", "fr"))[-1] == "Fin"


_WORDS = ["M.", "J.", "av.", "12", "é", "Il", "le", "😀", " "]
_MARKS = st.sampled_from([*".!?…«»“”\"'’()[]-–,;: \u00a0\u202f\n\t", *_WORDS])


@settings(max_examples=300, deadline=None)
@given(st.lists(_MARKS, max_size=60).map("".join), st.sampled_from(["fr", "en", "de"]))
def test_spans_are_in_order_and_only_white_space_lies_between(paragraph: str, language: str) -> None:
    for spans in (split(paragraph, language), clauses(paragraph, language), within(paragraph, language, 7)):
        position = 0
        for span in spans:
            assert span.start < span.end
            assert not paragraph[position : span.start].strip()
            assert paragraph[span.start : span.end] == paragraph[span.start : span.end].strip()
            position = span.end
        assert not paragraph[position:].strip()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc ,;.é", max_size=200), st.integers(1, 50))
def test_no_piece_is_longer_than_the_limit(sentence: str, limit: int) -> None:
    assert all(span.end - span.start <= limit for span in within(sentence, "fr", limit))


@pytest.mark.parametrize(
    "unit", ["« Il a dit non. ", "'", "« ", "» ", "1. ", "... ", '" Oui. ', "mot ", "a.b.c.", ", et "]
)
def test_work_grows_with_the_length(unit: str) -> None:
    def work(characters: int) -> int:
        paragraph = unit * (characters // len(unit))
        return calls(lambda: (split(paragraph, "fr"), within(paragraph, "fr", 500)))

    work(1_000)
    assert work(200_000) < 12 * work(20_000)


def test_a_sentence_is_cut_at_the_strongest_mark_within_reach() -> None:
    sentence = "Le chat dort sur le toit, le chien garde la cour ; la vieille dame les regarde tous les deux"
    assert texts(sentence, within(sentence, "fr", 60))[0] == "Le chat dort sur le toit, le chien garde la cour ;"
    assert texts("abcdefgh", within("abcdefgh", "fr", 3)) == ["abc", "def", "gh"]
    assert within("", "fr", 5) == []
    with pytest.raises(ValueError, match="positive"):
        within("abc", "fr", 0)


def test_examples() -> None:
    assert doctest.testmod(sentences_module).failed == doctest.testmod(clauses_module).failed == 0


def test_an_opening_mark_stands_with_what_it_opens() -> None:
    text = "«\u00a0Nous partons, a dit Lou Berthet lors d’une visite à Rome. «\u00a0Que font-ils – cela reste à voir."
    assert [text[s.start : s.end] for s in split(text, "fr")] == [
        "«\u00a0Nous partons, a dit Lou Berthet lors d’une visite à Rome.",
        "«\u00a0Que font-ils – cela reste à voir.",
    ]
