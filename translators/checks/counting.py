"""Read numbers in words, by the conventions of French and of English, and Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cleaners.resources import lexicon

from .words import Side

SPACE = " \u00a0\u202f\u2009"
ROMAN = re.compile(r"\b([IVX]|[IVXL]{2,7})(?:e|ème|er|th|st|nd|rd)?\b")
_ROMAN_STARTS = frozenset(a + b for a in "IVX" for b in "IVXLeèrstn") | frozenset(["LI", "LV", "LX"])
_HALF = re.compile(r"\b(?:half an?|half|demi)[ -]$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of a sentence.

    text: as written. start: offset in code points. values: all it may stand for, rounded to ten significant digits.
    numeral: written in figures. strong: precise enough to be missed when the other side lacks it.
    magnified: a magnitude ("millions") belongs to it.
    """

    text: str
    start: int
    values: frozenset[float]
    numeral: bool
    strong: bool
    magnified: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of one language, folded."""

    numbers: dict[str, float]
    magnitudes: dict[str, float]
    weak: dict[str, frozenset[float]]
    ordinals: frozenset[str]
    every: frozenset[str]


@cache
def number_words(language: str) -> Words:
    """Return the number words of a language; empty for one without a list."""
    entry = lexicon("number_words").get(language, {})
    numbers, magnitudes = entry.get("numbers", {}), entry.get("magnitudes", {})
    ordinals = entry.get("ordinals", {})
    weak = {
        word: frozenset(float(v) for v in (value if isinstance(value, list) else [value]))
        for word, value in {**ordinals, **entry.get("rough", {})}.items()
    }
    return Words(numbers, magnitudes, weak, frozenset(ordinals), frozenset([*numbers, *magnitudes, *weak]))


def in_words(side: Side, words: Words, used: set[int]) -> Iterator[Mention]:
    index, count = 0, len(side.words)
    while index < count:
        word = side.folded[index]
        if index in used or word not in words.every:
            index += 1
        elif word in words.weak and not _joins(side, words, index):
            yield Mention(side.words[index], side.starts[index], words.weak[word], False, False)
            index += 1
        else:
            value, last = _run(side, words, index)
            if last == index and word == "cent" and index and side.folded[index - 1] in ("pour", "per"):
                index += 1
                continue
            ordinal = _ordinal_after(side, words, last)
            if ordinal is not None:
                value, last = value + ordinal, last + 1
            end = side.starts[last] + len(side.words[last])
            strong = (value > 2 and word != "neuf") or last > index
            start = side.starts[index]
            if side.folded[index] in words.magnitudes and _HALF.search(side.text[max(0, start - 10) : start].lower()):
                value /= 2
            values = frozenset([value]) | and_a_half(side, last, {value}, words.magnitudes.get(side.folded[last], 1.0))
            if value in (1.0, 2.0) or 11 <= value <= 12:
                values |= {value + 12}
            yield Mention(side.text[start:end], start, values, False, strong)
            index = last + 1


def _ordinal_after(side: Side, words: Words, last: int) -> float | None:
    """Return the value of the ordinal that ends a compound such as "dix-neuvième" or "twenty-first"."""
    if last + 1 < len(side.words) and side.folded[last + 1] in words.ordinals:
        glue = side.between(last)
        if glue.strip() in ("-", "‑") or (glue == " " and side.language == "en"):
            value = min(words.weak[side.folded[last + 1]])
            if value < 10 and words.numbers.get(side.folded[last], 0) >= 10:
                return value
    return None


def _joins(side: Side, words: Words, index: int) -> bool:
    """Whether a weak word is really a magnitude behind a number word, as "millions" in "deux millions"."""
    return side.folded[index] in words.magnitudes and index > 0 and side.folded[index - 1] in words.numbers


def _run(side: Side, words: Words, first: int) -> tuple[float, int]:
    """Add up the number words from `first` on; return the value and the index of the last word taken."""
    total = current = 0.0
    index = last = first
    while index < len(side.words):
        word = side.folded[index]
        if word in words.numbers:
            value = words.numbers[word]
            rest = current % 100
            if rest == 4 and value == 20 and side.language == "fr":
                current += 76
            elif rest == 0 or _adds(side.language, rest, value):
                current += value
            else:
                break
        elif word in words.magnitudes:
            factor = words.magnitudes[word]
            if factor == 100:
                current = max(current, 1.0) * 100
            elif total and not current and factor >= 1e6:
                total *= factor
            else:
                total, current = total + max(current, 1.0) * factor, 0.0
        elif word in ("et", "and") and index > first and _may_follow(side, words, index):
            index += 1
            continue
        else:
            break
        last = index
        if side.between(index).strip(SPACE + "-‑"):
            break
        index += 1
    return total + current, last


def _adds(language: str, rest: float, value: float) -> bool:
    """Whether a number word may follow others that make `rest`: "vingt-deux", "soixante-douze", "dix-sept"."""
    if rest >= 20 and rest % 10 == 0:
        return value < 10 or (rest in (60, 80) and value < 20)
    return rest in (10, 70, 90) and 7 <= value <= 9 and language == "fr"


def _may_follow(side: Side, words: Words, index: int) -> bool:
    """Whether "et" or "and" at `index` joins two parts of one number: "vingt et un", "two hundred and five"."""
    if index + 1 >= len(side.words) or side.between(index).strip(SPACE + "-‑"):
        return False
    before, after = side.folded[index - 1], side.folded[index + 1]
    if side.folded[index] == "et":
        return after in ("un", "une", "onze") and words.numbers.get(before, 0) >= 20
    return before in words.magnitudes and after in words.numbers


def and_a_half(side: Side, index: int, values: set[float], unit: float) -> set[float]:
    """Return the values with a half more when "et demi" or "and a half" stands behind word `index`."""
    following = side.folded[index + 1 : index + 4]
    if following[:2] in (["et", "demi"], ["et", "demie"]) or following == ["and", "a", "half"]:
        return {value + unit / 2 for value in values}
    return set()


def roman(side: Side) -> Iterator[Mention]:
    """Roman numerals: centuries and kings. A lone I, V or X in English is a word or an initial."""
    if _ROMAN_STARTS.isdisjoint([word[:2] for word in side.words]):
        return
    for match in ROMAN.finditer(side.text):
        if len(match[1]) == 1 and match[0] == match[1]:
            continue
        value = 0
        for letter, following in zip(match[1], [*match[1][1:], ""], strict=True):
            unit = _ROMAN_VALUES[letter]
            value += -unit if following and _ROMAN_VALUES[following] > unit else unit
        yield Mention(match[0], match.start(), frozenset([float(value)]), False, False)
