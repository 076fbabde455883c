"""Units, hours and ordinals in French: 90 km/h, 12 €, 18 h 15, 14e."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.numbers import lines_with_digits
from cleaners.untouchable import untouchable

RULES = (
    Rule("units.space", Promise.LAYOUT, "a space between a number and its unit", "numbers"),
    Rule("units.hour", Promise.SPELLING, "hours are written 18 h 15", "numbers"),
    Rule("units.english-hour", Promise.REPAIR, "hours are written 8:30 in English", "numbers"),
    Rule("units.ordinal", Promise.REPAIR, "an ordinal of the other language", "numbers"),
)
_WHY = {rule.id: rule.why for rule in RULES}

NBSP = "\xa0"
_S = "[ \xa0\u202f\u2009]"


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


_UNIT = re.compile(
    r"(?<![\w.,/-])(?P<number>(?:(?<![^\s(])[-–−])?\d+(?:[.,\u202f]\d+)*)(?P<unit>km/h|km²|km|kg|cm|mm|m²|m³|ha|kWh|MWh|GWh|TWh|MW"
    r"|GW|kW|[kM]VA|kWc|kV|Mbit/s|Gbit/s|mAh|hPa|lux|°C|€|M€|Md€|Mds€|Mo|Go|To|kHz|MHz|GHz"
    r"|mg|ml|cl|hl|dB|tonnes|millions|milliards|euros|dollars|degrés|personnes|heures|secondes|mètres"
    r"|kilomètres|kilos|milligrammes?|gourdes|FCFA|watts|degrés|roupies|francs|habitants|min|(?<=[1-9][1-9])s(?=[ .,;)]|$)|(?<=\d\d)[mtg]|(?<=[.,]\d)[mt])(?![\w/²³€$’']|-[^\W\d_]|\.[a-z])"
)


def french_units(draft: Draft) -> Iterator[Finding]:
    """A space in "90km/h" and "12€". Left alone: 4x4, 5G, 3D, A6, $12, 1m80, names with a number in them."""
    for line in lines_with_digits(draft, "fr"):
        stretches = untouchable(line.text)
        for match in _SLASHED.finditer(line.text):
            yield _edit(line.start + match.start("inside"), line.start + match.end("inside"), "/", "units.space")
        for match in _UNIT.finditer(line.text):
            if not stretches.meet(match.start(), match.end()):
                position = line.start + match.start("unit")
                yield _edit(position, position, NBSP, "units.space")


_HOUR = re.compile(
    r"(?<![\w.,/:])(?<!\d-)(?<!\d[ \xa0\u202f])(?P<hours>[01]?\d|2[0-4])(?P<a>"
    + _S
    + r"?)[hH](?:(?P<b>"
    + _S
    + r"?)(?P<minutes>[0-5]\d))?(?P<end>(?![\w/²]|"
    + _S
    + r"?/|[.]\d|:))"
)


_SLASHED = re.compile(r"(?<=\d)(?P<before>[ \xa0]?)km(?P<inside>[ \xa0]/[ \xa0]?|/[ \xa0])h(?!\w)")
_DURATION = re.compile(
    r"(?i:\b(?:en|de|pendant|durant|sous|toutes les|environ|dans les|après)) (?P<number>\d{2,3})(?=h(?![\w/²’'-]|[.]\d|:))"
)


def french_hours(draft: Draft) -> Iterator[Finding]:
    """Spaces in "18h15", "9h" and "en 36h". Left alone: 24h/24, 12:30, H24, "48h" alone, names such as "20hTF1"."""
    for line in lines_with_digits(draft, "fr"):
        if "h" not in line.text and "H" not in line.text:
            continue
        stretches = untouchable(line.text)
        for match in _DURATION.finditer(line.text):
            if int(match["number"]) > 24 and not stretches.meet(match.start(), match.end()):
                yield _edit(line.start + match.end(), line.start + match.end(), NBSP, "units.hour")
        for match in _HOUR.finditer(line.text):
            if stretches.meet(match.start(), match.end()):
                continue
            if "H" in match[0] and not match["minutes"]:
                continue
            new = match["hours"] + NBSP + "h" + (NBSP + match["minutes"] if match["minutes"] else "")
            if match[0] != new and re.sub(_S, " ", match[0]) != new.replace(NBSP, " "):
                yield _edit(line.start + match.start(), line.start + match.end(), new, "units.hour")


_ENGLISH_SHAPES = (
    (re.compile(r"(?<![\w.,:/])(?P<hours>[01]?\d|2[0-3])[ \xa0]?h[ \xa0]?(?P<minutes>[0-5]\d)(?![\w/])"), "units.english-hour"),
    (re.compile(r"(?<![\w.,/])(?P<hours>[01]?\d|2[0-3])[ \xa0]:(?P<minutes>[0-5]\d)(?![\w/:])"), "units.english-hour"),
    (re.compile(r"(?<=\d)(?P<gap>)(?=[ap]\.m\.)"), "units.space"),
    (re.compile(r"(?<=\d)(?P<gap>)(?=(?:lit(?:er|re)s|met(?:er|re)s|kilomet(?:er|re)s|miles|tons|tonnes|pounds|years|euros|dollars)(?![\w-]))"), "units.space"),
    (re.compile(r"(?<=[$€£])(?P<none>[ \xa0])(?=\d)|(?<=[ (]N)(?P<naira>[ \xa0])(?=[1-9]\d{0,2}(?:,\d{3})+)"), "units.space"),
)


def english_units(draft: Draft) -> Iterator[Finding]:
    """Hours and units in English: "8h30" becomes "8:30", "9.5litres" "9.5 litres", "6:15a.m." "6:15 a.m.", "$ 18,400" "$18,400".

    Left alone: "24h", names with an h in them.
    """
    for line in lines_with_digits(draft, "en"):
        stretches = untouchable(line.text)
        for pattern, rule in _ENGLISH_SHAPES:
            for match in pattern.finditer(line.text):
                if stretches.meet(match.start(), match.end() + 1):
                    continue
                found = match.groupdict()
                new = f"{found['hours']}:{found['minutes']}" if "hours" in found else " " if "gap" in found else ""
                yield _edit(line.start + match.start(), line.start + match.end(), new, rule)


_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?P<number>\d*(?:1st|2nd|3rd|[04-9]th|1[1-3]th))(?=" + _S + r"[a-zà-ÿœ]|[,.;:!?»)]|$)"
)


_MONTH = re.compile(_S + "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\\b")


def french_ordinals(draft: Draft) -> Iterator[Finding]:
    """An English ordinal, "le 14th siècle", becomes "14e". Left alone: 1st with no article, "75th Street", English
    titles, 2ème."""
    for line in lines_with_digits(draft, "fr"):
        for match in _ORDINAL.finditer(line.text):
            digits = match[0][:-2]
            if _MONTH.match(line.text, match.end()):  # "le 30th juin"
                new = digits if digits != "1" else "1er"
                yield _edit(line.start + match.start(), line.start + match.end(), new, "units.ordinal")
                continue
            if _in_english(line.text, match.start()):
                continue
            ending = "e" if digits != "1" else _first(line.text[: match.start()])
            if ending:
                yield _edit(line.start + match.start(), line.start + match.end(), digits + ending, "units.ordinal")


def _first(before: str) -> str:
    """The ending of "1er" or "1re" after an article that shows the gender, else nothing."""
    if re.search(r"\b(?:[Ll]e|[Dd]u|[Aa]u|un|ce) $", before):
        return "er"
    return "re" if re.search(r"\b(?:[Ll]a|une|cette) $", before) else ""


def _in_english(text: str, position: int) -> bool:
    """Whether English words stand around `position`."""
    around = text[max(0, position - 12) : position + 16].lower()
    return (
        re.search(r"\b(?:the|of|on|and|century|anniversary|street|avenue|floor|birthday|day|amendment)\b", around)
        is not None
    )


_FRENCH_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?P<slip>\d?(?<!1)[123])th(?!\w)|"
    r"(?<![\w.,/-])(?P<number>\d{1,3})(?:e|è|ème|er)(?= (?:century|anniversary|edition|floor|birthday|place|day)\b)"
)


def english_ordinals(draft: Draft) -> Iterator[Finding]:
    """A French ordinal in English, "the 14e century", becomes "14th", and "the 31th" "the 31st". Left alone: the 16e arrondissement, names."""
    for line in lines_with_digits(draft, "en"):
        for match in _FRENCH_ORDINAL.finditer(line.text):
            number = match["number"] or match["slip"]
            ending = "th" if number[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
            yield _edit(line.start + match.start(), line.start + match.end(), number + ending, "units.ordinal")
