"""Read the numbers of a sentence, in figures and in words, by the conventions of French and of English.

A mention holds every value it may stand for: "1.500" is 1500 or 1.5, "18 h" is 18 or 6 (p.m.), "90s" is 90 or 1990.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from .counting import SPACE, Mention, Words, and_a_half, in_words, number_words, roman
from .words import Side

_NUMERAL = re.compile(
    rf"\d{{1,3}}(?:[{SPACE}'’]\d{{3}}(?!\d))+(?:[.,]\d+)?|(?<!\d)\d{{1,2}}, \d{{1,2}}(?=[{SPACE}]?%)|\d+(?:[.,]\d+)*"
)
_GLUE = re.compile(rf"[{SPACE}]*[-‑]?[{SPACE}]*")
_SUFFIX = re.compile(rf"[{SPACE}]?(bn|tn|mn|m|k|Mds?|M)(?=[\s€$£).,;:]|$)", re.IGNORECASE)
_SUFFIXES = {"bn": 1e9, "tn": 1e12, "mn": 1e6, "m": 1e6, "k": 1e3, "md": 1e9, "mds": 1e9}
_HOUR = re.compile(rf"[{SPACE}]?(?:h(?![a-zé])|heures?\b|[ap]\.?m\b|hrs?\b|o['’]clock)", re.IGNORECASE)
_RANGE = re.compile(rf"[{SPACE}]?(?:-|–|—|to|à|et|and|or|ou)[{SPACE}]?(?=\d)")
_ROUND = re.compile(
    rf"(?:e|es|ème|èmes|th|ths)[{SPACE}](?:de[{SPACE}]finales?|finals?)\b"
)  # an eighth: the last sixteen
_WHOLE = r"(?![\d.,]\d|\d)"  # no figure follows, nor a decimal
_REST = re.compile(
    rf"[{SPACE}](?P<thousands>\d{{1,3}})[{SPACE}]mille\b(?:[{SPACE}](?P<units>\d{{1,3}}){_WHOLE})?"
    rf"|[{SPACE}](?P<rest>\d{{3}}){_WHOLE}|(?<=mille)[{SPACE}](?P<few>\d{{1,2}}){_WHOLE}"
)


def mentions(side: Side) -> list[Mention]:
    """Return every number of a sentence: figures first, then words, each in order."""
    used: set[int] = set()
    found: list[Mention] = []
    if any(map(str.isdigit, side.text)):
        found.extend(_numerals(side, used))
    words = number_words(side.language)
    if not words.every.isdisjoint(side.folded):
        found.extend(in_words(side, words, used))
    found.extend(roman(side))
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
        if magnified and (rest := _REST.match(text, end)):  # "5 millions 352 mille 12"
            more = {name: int(part) for name, part in rest.groupdict("0").items()}
            if rest["thousands"]:
                used.add(bisect_left(side.starts, rest.end("thousands")))
            whole = more.pop("thousands") * 1000 + sum(more.values())
            scaled, end = {value + whole for value in scaled}, rest.end()
        if not magnified:
            scaled = readings | _in_context(side, written, readings, start, end, words)
        formula = start > 0 and text[start - 1].isalpha() and len(written) == 1  # CO2, G8
        strong = written != "00" and not formula
        yield Mention(text[start:end], start, frozenset(map(rounded, scaled)), True, strong, magnified)
        position = max(position, end)


def _readings(written: str) -> set[float]:
    """Return what a run of figures and separators may stand for."""
    plain = re.sub(rf"[{SPACE}'’]", "", written)
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
        values = scaled | and_a_half(side, index, scaled, factor)
    if values is readings and (suffix := _SUFFIX.match(text, end)):
        factor = _SUFFIXES.get(suffix[1].lower(), 1.0)
        return readings | {value * factor for value in readings}, end
    return values, end


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
    if _ROUND.match(text, end):
        extra.add(value * 2.0)
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
        extra |= and_a_half(side, index - 1, readings, 1.0)
        extra |= and_a_half(side, index, readings, 1.0)
    return extra
