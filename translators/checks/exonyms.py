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
        for left, right in _with_peoples(entries).items():
            ours, theirs = (left, right) if french_first else (right, left)
            renderings = [tuple(map(stem, name_words(name))) for name in theirs.split("|")]
            for name in ours.split("|"):
                for word in name_words(name):
                    if len(word) > 1:
                        found.setdefault(stem(word), set()).update(renderings)
    return {word: frozenset(names) for word, names in found.items()}


def _with_peoples(entries: dict[str, str]) -> dict[str, str]:
    """Return names with the English forms of a people where one of them is its country: "Colombie", Colombian."""
    found = {}
    for left, right in entries.items():
        forms = _forms(right)
        more = [people for country in forms for people in _peoples_of().get(country, ())]
        found[left] = " | ".join(dict.fromkeys([*forms, *more]))
    return found


@cache
def _peoples_of() -> dict[str, list[str]]:
    """Return the English names of the peoples of each country."""
    found: dict[str, list[str]] = {}
    for right in lexicon("exonyms")["peoples"].values():
        people, *countries = _forms(right)
        for country in countries:
            found.setdefault(country, []).append(people)
    return found


def _forms(names: str) -> list[str]:
    return [name.strip() for name in names.split("|")]


@cache
def peoples(language: str) -> frozenset[str]:
    """Return the stems of the names of peoples in French or English, which French writes without a capital."""
    entries = lexicon("exonyms")["peoples"]
    names = "|".join(entries.keys() if language == "fr" else entries.values()).split("|")
    return frozenset(stem(words[0]) for words in map(name_words, names) if len(words) == 1)
