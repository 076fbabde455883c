"""French nouns without their article, or with one that isn't theirs: "par passagers", "au signée", "une moteur"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from cleaners.edits import Draft, Finding
from cleaners.grammar import lost, sentence_lines, side_by_side
from cleaners.grammar_verbs import is_feminine, is_infinitive, is_participle, word_list
from cleaners.resources import lexicon
from cleaners.sentence_tokens import small_words, tokens
from cleaners.vocabulary import frequency

_BEFORE_ARTICLE = frozenset("avec par sur dans contre vers chez avant après depuis selon".split())
_HAVE = frozenset("a ont avait avaient ai as avons avez aurait auraient aura auront ayant avoir".split())


@cache
def _never_bare(where: str) -> frozenset[str]:
    return frozenset(str(lexicon("bare_nouns")[where]).split())


@cache
def _nouns() -> frozenset[str]:
    """The nouns that are never bare, wherever."""
    return _never_bare("after_par") | _never_bare("after_preposition") | _never_bare("after_verb")


@lru_cache(maxsize=8192)
def _is_plural_verb(word: str) -> bool:
    """Whether a small word is a verb of the third person plural, "cherchent", and nothing else."""
    if not word.endswith("ent") or len(word) < 6 or word in word_list("masculine") or word in word_list("nouns_like_plural_verbs"):
        return False
    return is_infinitive(word[:-3] + "er") and frequency(word + "s", "fr") < frequency(word, "fr") / 20


def bare_nouns(draft: Draft) -> Iterator[Finding]:
    """Nouns that lost their article: "par passagers", "avant année prochaine", "a réussi billet", "heurter trains"."""
    if draft.language != "fr":
        return
    for line in sentence_lines(draft):
        if _nouns().isdisjoint(small_words(line.text)):
            continue
        row = tokens(line.text)
        for place in range(1, len(row)):
            noun, before = row[place], row[place - 1]
            if before.lower not in _BEFORE_ARTICLE and noun.lower not in _never_bare("after_verb"):
                continue
            if not noun.text[0].islower() or before.text != before.lower or not side_by_side(line.text, before, noun):
                continue
            if before.lower in _BEFORE_ARTICLE:
                abstract = noun.lower.endswith(("tion", "sion", "té", "ment", "ance", "ence"))  # "par explosion"
                where = "after_par" if before.lower == "par" else "after_preposition"
                bare = noun.lower in _never_bare(where) and not abstract
            else:
                has = any(token.lower in _HAVE for token in row[max(0, place - 4) : place - 1])
                participle = before.lower in word_list("participles") or is_participle(before.lower)
                bare = is_infinitive(before.lower) or (has and participle) or _is_plural_verb(before.lower)
            if bare:
                yield lost(line, before, noun, f"“{before.text} {noun.text}”: an article is lost before the noun")


_MASCULINE_ARTICLES = frozenset("un du au ce".split())
_FEMININE_ARTICLES = frozenset("une cette".split())
_SEVERAL = frozenset("quelques plusieurs ces ses mes nos vos deux trois quatre cinq six sept huit neuf dix douze vingt trente".split())

_ARTICLES = _MASCULINE_ARTICLES | _FEMININE_ARTICLES | _SEVERAL


def disagreements(draft: Draft) -> Iterator[Finding]:
    """Articles and nouns that don't go together: "au signée", "une bateau", "dans quelques semaine"."""
    if draft.language != "fr":
        return
    for line in sentence_lines(draft):
        if not any(_disagreement(first, noun) for first, noun in pairwise(small_words(line.text)) if first in _ARTICLES):
            continue
        for first, noun in pairwise(tokens(line.text)):
            if first.lower not in _ARTICLES:
                continue
            if not noun.text[0].islower() or len(noun.lower) < 4 or not side_by_side(line.text, first, noun):
                continue
            why = _disagreement(first.lower, noun.lower)
            if why:
                yield lost(line, first, noun, f"“{first.text} {noun.text}”: {why}")


@lru_cache(maxsize=8192)
def _disagreement(article: str, noun: str) -> str:
    """What is wrong between the two; empty if nothing is."""
    if article in _MASCULINE_ARTICLES:
        feminine = noun in word_list("feminine") or (noun.endswith(("tion", "sion", "ée", "ées", "trice", "ette")) and is_feminine_form(noun))
        if feminine and noun not in word_list("masculine"):
            return "a masculine article before a feminine word"
    elif article in _FEMININE_ARTICLES:
        if noun in word_list("masculine"):
            return "a feminine article before a masculine noun"
    elif article in _SEVERAL and not noun.endswith(("s", "x", "z")):
        counted = is_feminine(noun) or noun in word_list("masculine")
        if counted and frequency(noun + "s", "fr") > 1e-6:
            return "a plural before a singular noun"
    return ""


def is_feminine_form(noun: str) -> bool:
    """Whether a word in -tion, -ée and the like is a feminine one that French has."""
    return frequency(noun, "fr") > 1e-7 and noun not in _MASCULINE_WORDS


_MASCULINE_WORDS = frozenset(
    "bastion lycée musée trophée mausolée apogée caducée gynécée scarabée camée squelette coryphée athénée pygmée rez-de-chaussée"
    " bébé quintette sextette million".split()
)
