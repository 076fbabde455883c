"""What a number counts: percent, years, dollars. The same number of something else is another matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.resources import lexicon

from ..base import Problem
from .counting import SPACE, Mention
from .words import Side, fold

_BEHIND = re.compile(rf"[{SPACE}]?[-‑]?[{SPACE}]?(%|°|[€$£¥]|[^\W\d_]+)(?:[{SPACE}]([^\W\d_]+))?")
_SIGN_BEFORE = re.compile(rf"([€$£¥])[{SPACE}]?$")
_LISTED = re.compile(rf"[,;/:–—-]?[{SPACE}]?\d|[–—/+-]")  # another number follows, and what is counted behind it
_PERCENT = frozenset(["%", "percent", "pct", "pourcent", "percentage", "percents"])
_PERCENT_PAIRS = frozenset([("per", "cent"), ("pour", "cent"), ("pour", "cents")])
_ANY_PERCENT = re.compile(r"%|\b(?:per|pour)[\s-]?cents?\b|\bpercent|\bpct\b|\bpourcent|\bpoints?\b", re.IGNORECASE)
_JOINTS = frozenset(
    "a au et ou to and or s st nd rd th e eme h pm am point points".split()
)  # what is counted may stand later
_COUNTED = frozenset(["currency", "length", "mass", "area", "volume", "time"])
PERCENT, OTHER = "percent", ""


@cache
def _units(language: str) -> dict[str, str]:
    """Return the words and signs of what is measured, each with "dimension unit"."""
    return {
        word: f"{dimension} {unit}"
        for dimension, named in lexicon("units_of_measure").items()
        if dimension in _COUNTED
        for unit, words in named.items()
        for word in words.get(language, "").split() + words.get("both", "").split()
    }


def check_measures(source: Side, target: Side, ours: list[Mention], theirs: list[Mention]) -> Iterator[Problem]:
    """Yield a problem for a number that both sides have, but of different units, or of percent on one side only.

    ours, theirs: the numbers of the two sides.
    """
    counted, answers = _measures(source, ours), _measures(target, theirs)
    for value, (text, mine) in counted.items():
        if value not in answers:
            continue
        other, yours = answers[value]
        if None in mine or None in yours or not mine.isdisjoint(yours):
            continue
        one, two = min(filter(None, mine), default=OTHER), min(filter(None, yours), default=OTHER)
        if PERCENT in (one, two):
            more, fewer = (source, target) if one == PERCENT else (target, source)
            if len(_ANY_PERCENT.findall(more.text)) > len(_ANY_PERCENT.findall(fewer.text)):
                where = "source" if one == PERCENT else "translation"
                yield Problem("numbers", "warning", f"{text} is a percentage in the {where} only")
                return
        elif one and two and one.split()[0] == two.split()[0]:
            yield Problem("numbers", "warning", f"{text} {one.split()[1]} became {other} {two.split()[1]}")
            return


def _measures(side: Side, found: list[Mention]) -> dict[float, tuple[str, set[str | None]]]:
    """Return what each value counts, wherever it stands; None where nobody knows."""
    result: dict[float, tuple[str, set[str | None]]] = {}
    for mention in found:
        if mention.strong or mention.numeral:
            measure = _measure(side, mention)
            for value in mention.values:
                result.setdefault(value, (mention.text, set()))[1].add(measure)
    return result


def _measure(side: Side, mention: Mention) -> str | None:
    """Return what a number counts: PERCENT, a unit with its dimension, OTHER; None where it is said elsewhere."""
    text, end = side.text, mention.start + len(mention.text)
    table = _units(side.language)
    if sign := _SIGN_BEFORE.search(text, max(0, mention.start - 2), mention.start):
        return table[sign[1]]
    behind = _BEHIND.match(text, end)
    if not behind:
        return None if _LISTED.match(text, end) else OTHER
    word, following = fold(behind[1]), fold(behind[2] or "")
    if word in _PERCENT or (word, following) in _PERCENT_PAIRS:
        return PERCENT
    if word in _JOINTS:
        return None
    unit = table.get(word) or (table.get(following) if word in ("de", "d", "of", "us") else None)
    return unit or OTHER
