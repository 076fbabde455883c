"""Names that differ between the two languages: Londres and London, Otan and NATO."""

from __future__ import annotations

import re
from functools import cache

from cleaners.resources import lexicon

from .words import fold, stem

_LETTERS = re.compile(r"[^\W\d_]+")


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name: "Saint-Pétersbourg" gives ("saint", "petersbourg")."""
    return tuple(fold(word) for word in _LETTERS.findall(name))


@cache
def exonyms(source: str, target: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """Return, for the stem of each word of a name in `source`, the names in `target` that may stand for it, as stems.

    Raises KeyError for a pair of languages other than French and English.
    """
    french_first = {("fr", "en"): True, ("en", "fr"): False}[source, target]
    found: dict[str, set[tuple[str, ...]]] = {}
    for entries in lexicon("exonyms").values():
        for left, right in entries.items():
            ours, theirs = (left, right) if french_first else (right, left)
            renderings = [tuple(map(stem, name_words(name))) for name in theirs.split("|")]
            for name in ours.split("|"):
                for word in name_words(name):
                    if len(word) > 1:
                        found.setdefault(stem(word), set()).update(renderings)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def peoples(language: str) -> frozenset[str]:
    """Return the stems of the names of peoples in French or English, which French writes without a capital."""
    entries = lexicon("exonyms")["peoples"]
    names = "|".join(entries.keys() if language == "fr" else entries.values()).split("|")
    return frozenset(stem(words[0]) for words in map(name_words, names) if len(words) == 1)
