"""Source left in the translation: copied whole, left in part, or a translation in some other language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from cleaners.vocabulary import zipf

from ..base import Problem, Severity
from .lexical import lexicons
from .words import Side, fold, function_words, stem

LANGUAGES = {"fr": "French", "en": "English"}
FOREIGN_GAP = 1.5  # zipf units: some thirty times as frequent in the source's language
LONE_GAP, BORROWED_GAP = 1.8, 2.0  # of a lone word; of one that translations often leave as it is
_TIES = frozenset("de du des d la le les l et en pour a au aux of the and for".split())  # within the name of a body


@cache
def only_in(language: str, other: str) -> frozenset[str]:
    """Return the function words of one language that the other does not have."""
    return function_words(language) - function_words(other)


def check_residue(source: Side, target: Side) -> Iterator[Problem]:
    """Yield a problem when the translation is the source again, holds a run of it, or is in the wrong language."""
    words = target.folded
    if len(words) < 2:
        return
    ours, theirs = only_in(source.language, target.language), only_in(target.language, source.language)
    wrong = sum(map(ours.__contains__, words))
    right = sum(map(theirs.__contains__, words))
    name = LANGUAGES.get(source.language, source.language)
    if words == source.folded and (wrong > right or _foreign_words(target, source, range(len(words)))):
        yield Problem("residue", "error", "the source was copied, not translated")
        return
    if wrong >= 2 and wrong > right:
        yield Problem("residue", "error", f"the translation is in {name}")
        return
    run = _copied_run(source, target)
    if run:
        severity: Severity = "warning" if " " in run or _is_no_loan(run, source, target) else "info"
        yield Problem("residue", severity, f"left in {name}: {run}")
        return
    if len(words) >= 8 and not wrong and right < len(words) * 0.06 and not _mostly_names(target):
        yield Problem(
            "language", "warning", f"hardly a word of {LANGUAGES.get(target.language, target.language)} in it"
        )


def _mostly_names(side: Side) -> bool:
    return sum(not word[0].islower() for word in side.words) > len(side.words) * 0.4


def _copied_run(source: Side, target: Side) -> str:
    """Return the longest run of words that the translation shares with its source and that is not its own language."""
    theirs = source.vocabulary
    best: tuple[int, int, int] = (0, 0, 0)
    start = 0
    count = len(target.words)
    for i in range(count + 1):
        if i == count or target.folded[i] not in theirs:
            if i > start:
                weight = _foreign_words(target, source, range(start, i))
                if weight and (weight, i - start) > best[:2]:
                    best = (weight, i - start, start)
            start = i + 1
    weight, length, start = best
    if not weight:
        return ""
    capitals = sum(not word[0].islower() for word in target.words[start : start + length])
    if capitals * 2 > length:
        return ""  # the name of a firm, a film or a newspaper
    if _names_a_body(target, range(start, start + length)):
        return ""
    if all(target.between(i) == "-" for i in range(start, start + length - 1)):
        weight = min(weight, 1)  # "laissez-faire" is one word
    if weight >= 2 or (weight and length == 1 and len(target.words[start]) > 3):
        first, last = target.starts[start], target.starts[start + length - 1] + len(target.words[start + length - 1])
        return target.text[first:last]
    return ""


def _is_no_loan(word: str, source: Side, target: Side) -> bool:
    """Whether a lone word of the source's language is none that the target's language may have borrowed."""
    lexicon = lexicons().get((source.language, target.language))
    if lexicon is None:
        return False
    key = stem(word)
    entry = lexicon.entries.get(key)
    borrowed = entry is not None and key in entry.renderings
    return _gap(fold(word), word, source.language, target.language) > (BORROWED_GAP if borrowed else LONE_GAP)


def _names_a_body(side: Side, indices: range) -> bool:
    """Whether words are a name such as "Institut de recherche en chimie": a capital first, nothing but ties within."""
    folded = [side.folded[i] for i in indices if side.folded[i] not in _TIES]
    first = next((i for i in indices if side.folded[i] not in _TIES), indices.start)
    grammar = function_words("fr"), function_words("en")
    return first > 1 and side.words[first][0].isupper() and all(words.isdisjoint(folded) for words in grammar)


def _foreign_words(target: Side, source: Side, indices: range) -> int:
    """Count the words that belong to the source's language rather than to the target's; names don't count."""
    return sum(
        target.words[i][0].islower() and is_foreign(target.folded[i], target.words[i], source.language, target.language)
        for i in indices
    )


@lru_cache(maxsize=8192)
def is_foreign(folded: str, word: str, own: str, other: str) -> bool:
    """Whether a word is of language `own` and not of `other`, by its frequency in either."""
    return len(word) > 1 and zipf(word.lower(), own) > 2.5 and _gap(folded, word, own, other) > FOREIGN_GAP


def _gap(folded: str, word: str, own: str, other: str) -> float:
    """Return how much more frequent a word is in `own` than in `other`, in zipf units."""
    word = word.lower()
    return zipf(word, own) - max(zipf(word, other), zipf(folded, other))
