"""Read the numbers of a sentence, in figures and in words, by the conventions of French and of English.

A mention holds every value it may stand for: "1.500" is 1500 or 1.5, "18 h" is 18 or 6 (p.m.), "90s" is 90 or 1990.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cleaners.resources import lexicon

from .words import Side

_SPACE = " \u00a0\u202f\u2009"
_NUMERAL = re.compile(
    rf"\d{{1,3}}(?:[{_SPACE}'’]\d{{3}}(?!\d))+(?:[.,]\d+)?|(?<!\d)\d{{1,2}}, \d{{1,2}}(?=[{_SPACE}]?%)|\d+(?:[.,]\d+)*"
)
_GLUE = re.compile(rf"[{_SPACE}]*[-‑]?[{_SPACE}]*")
_SUFFIX = re.compile(rf"[{_SPACE}]?(bn|tn|mn|m|k|Mds?|M)(?=[\s€$£).,;:]|$)", re.IGNORECASE)
_SUFFIXES = {"bn": 1e9, "tn": 1e12, "mn": 1e6, "m": 1e6, "k": 1e3, "md": 1e9, "mds": 1e9}
_HOUR = re.compile(rf"[{_SPACE}]?(?:h(?![a-zé])|heures?\b|[ap]\.?m\b|hrs?\b|o['’]clock)", re.IGNORECASE)
_RANGE = re.compile(rf"[{_SPACE}]?(?:-|–|—|to|à|et|and|or|ou)[{_SPACE}]?(?=\d)")
ROMAN = re.compile(r"\b([IVXL]{1,7})(?:e|ème|er|th|st|nd|rd)?\b")
_HALF = re.compile(r"\b(?:half an?|half|demi)[ -]$")
_REST = re.compile(rf"[{_SPACE}](\d{{3}})(?![\d.,]\d|\d)")
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


def mentions(side: Side) -> list[Mention]:
    """Return every number of a sentence: figures first, then words, each in order."""
    used: set[int] = set()
    found: list[Mention] = []
    if any(map(str.isdigit, side.text)):
        found.extend(_numerals(side, used))
    words = number_words(side.language)
    if not words.every.isdisjoint(side.folded):
        found.extend(_in_words(side, words, used))
    found.extend(_roman(side))
    return found


def rounded(value: float) -> float:
    """Return the value with ten significant digits, so that 3.7 × 10⁹ and 3 700 000 000 are the same."""
    return float(f"{value:.10g}")


def _numerals(side: Side, used: set[int]) -> Iterator[Mention]:
    words = number_words(side.language)
    text = side.text
    position = 0
    while match := _NUMERAL.search(text, position):
        start, end = match.span()
        position = end
        written = match[0]
        clock = written.split(".") if _HOUR.match(text, end) else []
        if len(clock) == 2 and len(clock[1]) == 2:
            yield Mention(clock[0], start, _hour_values(int(clock[0])), True, True)
            yield Mention(clock[1], start + len(clock[0]) + 1, frozenset([float(clock[1])]), True, clock[1] != "00")
            continue
        parts = _dotted_date(written)
        if parts:
            for part in parts:
                yield Mention(part, start, frozenset([float(part)]), True, True)
            continue
        readings = _readings(written)
        scaled, end = _magnify(side, readings, end, words, used)
        magnified = scaled is not readings
        if magnified and (rest := _REST.match(text, end)):  # "5 mille 352"
            scaled, end = {value + int(rest[1]) for value in scaled}, rest.end()
        if not magnified:
            scaled = readings | _in_context(side, written, readings, start, end, words)
        formula = start > 0 and text[start - 1].isalpha() and len(written) == 1  # CO2, G8
        strong = written != "00" and not formula
        yield Mention(text[start:end], start, frozenset(map(rounded, scaled)), True, strong, magnified)
        position = max(position, end)


def _readings(written: str) -> set[float]:
    """Return what a run of figures and separators may stand for."""
    plain = re.sub(rf"[{_SPACE}'’]", "", written)
    if plain.isdigit():
        return {float(plain)}
    marks = [c for c in plain if c in ".,"]
    groups = re.split(r"[.,]", plain)
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"
    if len(marks) == 1:
        values = {float(f"{groups[0]}.{groups[1]}")}
        if grouped:
            values.add(float("".join(groups)))
        return values
    if len(set(marks)) == 1:
        return {float("".join(groups))}
    return {float("".join(groups[:-1]) + "." + groups[-1])}


def _dotted_date(written: str) -> list[str]:
    """Return day, month and year of 12.10.2008; nothing for any other number."""
    parts = written.split(".")
    if len(parts) == 3 and all(part.isdigit() and len(part) in (1, 2, 4) for part in parts):
        return [] if len(parts[0]) == 4 and len(parts[2]) == 4 else parts
    return []


def _magnify(side: Side, readings: set[float], end: int, words: Words, used: set[int]) -> tuple[set[float], int]:
    """Multiply by "millions", "bn" and the like behind the figures; return the values and where the number ends."""
    text, values = side.text, readings
    while True:
        glue = _GLUE.match(text, end)
        after = glue.end() if glue else end
        index = bisect_left(side.starts, after)
        if index >= len(side.starts) or side.starts[index] != after:
            break
        factor = words.magnitudes.get(side.folded[index])
        if factor is None or index in used:
            break
        used.add(index)
        scaled = {value * factor for value in values}
        if factor > 1e11 and side.language == "fr":  # "billion" is 10¹², yet translators copy the English 10⁹
            scaled |= {value * (1e9 if factor < 1e13 else 1e12) for value in values}
        if side.folded[index] == "cents":
            scaled |= values
        end = after + len(side.words[index])
        values = scaled | _and_a_half(side, index, scaled, factor)
    if values is readings and (suffix := _SUFFIX.match(text, end)):
        factor = _SUFFIXES.get(suffix[1].lower(), 1.0)
        return readings | {value * factor for value in readings}, end
    return values, end


def _and_a_half(side: Side, index: int, values: set[float], unit: float) -> set[float]:
    """Return the values with a half more when "et demi" or "and a half" stands behind word `index`."""
    following = side.folded[index + 1 : index + 4]
    if following[:2] in (["et", "demi"], ["et", "demie"]) or following == ["and", "a", "half"]:
        return {value + unit / 2 for value in values}
    return set()


def _hour_values(hour: int) -> frozenset[float]:
    return frozenset(float(value) for value in (hour, hour - 12 if hour > 12 else hour + 12))


def _in_context(side: Side, written: str, readings: set[float], start: int, end: int, words: Words) -> set[float]:
    """Return what else plain figures may stand for: an hour, a decade, a short year, the low end of a range."""
    text, extra = side.text, set[float]()
    if not written.isdigit():
        return extra
    value = int(written)
    if value <= 24 and (_HOUR.match(text, end) or text[end : end + 1] == ":"):
        extra |= _hour_values(value)
    before = text[max(0, start - 8) : start].lower()
    if before.endswith(("années ", "années\u00a0")) or re.match(r"['’]?s\b", text[end : end + 3]):
        extra |= {value + 1900.0, value + 2000.0} if value < 100 else {value % 100.0}
    if len(written) == 2 and before[-1:] in ("-", "–", "/", "'", "’"):
        extra |= {value + 1900.0, value + 2000.0}
    if len(written) == 4 and 1900 <= value < 2100:
        extra.update([value % 100.0] if before[-1:] in ("-", "–", "/") else [])
    if following := _RANGE.match(text, end):
        upper = _NUMERAL.match(text, following.end())
        if upper:
            index = bisect_left(side.starts, upper.end())
            if index < len(side.folded):
                extra |= {v * words.magnitudes.get(side.folded[index], 1.0) for v in readings}
    index = bisect_left(side.starts, end)
    if index and index < len(side.starts):
        extra |= _and_a_half(side, index - 1, readings, 1.0)
        extra |= _and_a_half(side, index, readings, 1.0)
    return extra


def _in_words(side: Side, words: Words, used: set[int]) -> Iterator[Mention]:
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
            values = frozenset([value]) | _and_a_half(side, last, {value}, words.magnitudes.get(side.folded[last], 1.0))
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
        if side.between(index).strip(_SPACE + "-‑"):
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
    if index + 1 >= len(side.words) or side.between(index).strip(_SPACE + "-‑"):
        return False
    before, after = side.folded[index - 1], side.folded[index + 1]
    if side.folded[index] == "et":
        return after in ("un", "une", "onze") and words.numbers.get(before, 0) >= 20
    return before in words.magnitudes and after in words.numbers


def _roman(side: Side) -> Iterator[Mention]:
    """Roman numerals: centuries and kings. A lone I, V or X in English is a word or an initial."""
    for match in ROMAN.finditer(side.text):
        if len(match[1]) == 1 and match[0] == match[1]:
            continue
        value = 0
        for letter, following in zip(match[1], [*match[1][1:], ""], strict=True):
            unit = _ROMAN_VALUES[letter]
            value += -unit if following and _ROMAN_VALUES[following] > unit else unit
        yield Mention(match[0], match.start(), frozenset([float(value)]), False, False)
