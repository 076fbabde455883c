"""Numbers, dates and units: what the source counts, the translation must count too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.resources import lexicon

from ..base import Problem
from .counting import Mention
from .measures import check_measures
from .quantities import mentions, rounded
from .words import Side

_CONVERSIONS: dict[str, tuple[float, ...]] = {
    "length": (1.609, 0.3048, 2.54),
    "mass": (0.4536, 28.35),
    "area": (0.4047,),
    "volume": (3.785, 4.546),
    "time": (),
}
_YEAR = re.compile(r"[12]\d{3}")
LEAST_IN_WORDS = 20.0
MOST_PAIRS = 2500  # beyond, it is no sentence
_CONVERSION_SLACK = 0.08
_TIMES = (  # words of time, and how many of the lesser make the greater
    (frozenset("decade decades decennie decennies".split()), 10.0),
    (frozenset("month months mois".split()), 12.0),
    (frozenset("week weeks semaine semaines".split()), 7.0),
)
_NIGHT = frozenset(["nuit", "night", "overnight"])  # Saturday's night is the night to Sunday
_MAGNITUDES = (1e2, 1e3, 1e6, 1e9, 1e12)
_ROUND = frozenset(10.0**zeros for zeros in range(13))  # a manner of speaking, in words
_PARTS = re.compile(r"(\d+)[.,:](\d+)")


@cache
def units(language: str) -> dict[str, tuple[str, str]]:
    """Return the words and signs of a language that name a unit: each with its dimension and the unit's own name."""
    found = {}
    for dimension, named in lexicon("units_of_measure").items():
        for unit, words in named.items():
            for word in words.get(language, "").split() + words.get("both", "").split():
                found[word] = (dimension, unit)
    return found


def check_numbers(source: Side, target: Side, close: bool = True) -> Iterator[Problem]:
    """Yield a problem for each number that was altered, dropped or invented, and for units and dates exchanged.

    Rewrites are not punished: words for figures, 18 h for 6 p.m., thousands and decimals by either convention,
    magnitudes, Roman centuries, decades, miles turned into kilometres. close: the pair is rendered closely enough, or
    has a hole, so that a number that only one side has is hardly meant.
    """
    ours, theirs = mentions(source), mentions(target)
    if ours or theirs:
        yield from _compare(ours, theirs, source, target, close)
    if ours and theirs:
        yield from check_measures(source, target, ours, theirs)
    yield from _exchanged(source, target)


def _compare(ours: list[Mention], theirs: list[Mention], source: Side, target: Side, close: bool) -> Iterator[Problem]:
    lost, added = _unmatched(ours, theirs), _unmatched(theirs, ours)
    strong_lost, strong_added = [m for m in lost if m.strong], [m for m in added if m.strong]
    if not (strong_lost or strong_added):
        ordinal = _weak_conflict(lost, added)
        if ordinal:
            yield ordinal
        return
    if len(lost) * len(added) < MOST_PAIRS:
        _forgive_parts(strong_lost, strong_added)
        _forgive_parts(strong_added, strong_lost)
        _forgive_ellipsis(strong_lost, strong_added, ours, theirs)
        _forgive_conversion(strong_lost, strong_added, source, target)
        _forgive_conversion(strong_lost, list(added), source, target)
        _forgive_conversion(list(lost), strong_added, source, target)
    if strong_lost and strong_added:
        why = f"the source says {_listed(strong_lost)}, the translation {_listed(strong_added)}"
        yield Problem("numbers", "error", why)
    elif strong_lost:
        if added and not any(m.numeral for m in strong_lost):
            yield Problem(
                "numbers", "warning", f"the source says {_listed(strong_lost)}, the translation {_listed(added)}"
            )
        else:
            exact = any((close and _weighty(m)) or _is_precise(m) for m in strong_lost)
            yield Problem(
                "numbers", "warning" if exact else "info", f"{_listed(strong_lost)} is not in the translation"
            )
    elif strong_added:
        # people add a year or an age that the reader needs; one number more is not one put for another
        replaced = len(ours) >= len(theirs) or any(not m.strong for m in lost)
        exact = replaced and any((close and _weighty(m)) or _is_precise(m) for m in strong_added)
        yield Problem("numbers", "warning" if exact else "info", f"{_listed(strong_added)} is not in the source")


def _weighty(mention: Mention) -> bool:
    """Whether a number that only one side has is worth a warning in a close translation: two digits or more."""
    if mention.numeral:
        return sum(map(str.isdigit, mention.text)) > 1
    return len(mention.values) == 1 and LEAST_IN_WORDS <= min(mention.values) not in _ROUND


def _is_precise(mention: Mention) -> bool:
    """Whether a number is so exact that nobody leaves it out or puts it in: three digits or more, and no year."""
    return mention.numeral and sum(map(str.isdigit, mention.text)) > 2 and not _YEAR.fullmatch(mention.text)


def _unmatched(ours: list[Mention], theirs: list[Mention]) -> list[Mention]:
    values = frozenset().union(*(m.values for m in theirs)) if theirs else frozenset()
    return [m for m in ours if m.values.isdisjoint(values)]


def _weak_conflict(lost: list[Mention], added: list[Mention]) -> Problem | None:
    """Tell "le troisième" against "the fourth"; a rough number on one side only says nothing."""
    if len(lost) == 1 and len(added) == 1:
        a, b = min(lost[0].values), min(added[0].values)
        if a >= 1 and b >= 1 and max(a, b) < 100 and not lost[0].numeral and not added[0].numeral:
            return Problem("numbers", "info", f"{lost[0].text!r} became {added[0].text!r}")
    return None


def _forgive_ellipsis(lost: list[Mention], added: list[Mention], ours: list[Mention], theirs: list[Mention]) -> None:
    """Drop pairs such as "100 autres milliards" and "another 100 billion", where the magnitude stands elsewhere."""
    for one in list(lost):
        for other in list(added):
            if one.magnified == other.magnified:
                continue
            ratios = {rounded(b / a) for a in one.values for b in other.values if a and b}
            if any(m in ratios and _has_magnitude(ours, m) for m in _MAGNITUDES) or any(
                rounded(1 / m) in ratios and _has_magnitude(theirs, m) for m in _MAGNITUDES
            ):
                lost.remove(one)
                added.remove(other)
                break


def _forgive_parts(whole: list[Mention], parts: list[Mention]) -> None:
    """Drop numbers such as "5.13" where the other side has its parts apart: "5 h 13", "five or six" for "5,6"."""
    for one in list(whole):
        found = _PARTS.fullmatch(one.text)
        if not found:
            continue
        first, second = ([m for m in parts if float(part) in m.values] for part in found.groups())
        if first and second and first[0] is not second[-1]:
            whole.remove(one)
            parts.remove(first[0])
            parts.remove(second[-1])


def _has_magnitude(found: list[Mention], magnitude: float) -> bool:
    return any(value >= magnitude for m in found for value in m.values) if magnitude >= 1e3 else False


def _forgive_conversion(lost: list[Mention], added: list[Mention], source: Side, target: Side) -> None:
    """Drop pairs such as "225 km/h" and "140mph", "18 mois" and "a year and a half"."""
    if not (lost and added):
        return
    ours, theirs = _units_of(source), _units_of(target)
    factors = [factor for words, factor in _TIMES if not words.isdisjoint(source.folded + target.folded)]
    factors += [f for d in ours.keys() & theirs.keys() if ours[d] != theirs[d] for f in _CONVERSIONS.get(d, ())]
    for one in list(lost):
        for other in list(added):
            ratios = [b / a for a in one.values for b in other.values if a and b]
            if any(
                abs(r * f - 1) < _CONVERSION_SLACK or abs(r / f - 1) < _CONVERSION_SLACK
                for r in ratios
                for f in factors
            ):
                lost.remove(one)
                added.remove(other)
                break


def _units_of(side: Side) -> dict[str, set[str]]:
    """Return the units that a sentence names, by dimension."""
    table = units(side.language)
    found: dict[str, set[str]] = {}
    for word in side.vocabulary & table.keys():
        dimension, unit = table[word]
        found.setdefault(dimension, set()).add(unit)
    for sign in "€$£¥":
        if sign in side.text:
            dimension, unit = table[sign]
            found.setdefault(dimension, set()).add(unit)
    return found


def _exchanged(source: Side, target: Side) -> Iterator[Problem]:
    """Yield a problem where one unit, month or day was put in another's place: euros for dollars, mars for May."""
    ours, theirs = _units_of(source), _units_of(target)
    for dimension in ours.keys() & theirs.keys():
        if dimension in _CONVERSIONS:
            continue
        lost, added = ours[dimension] - theirs[dimension], theirs[dimension] - ours[dimension]
        if lost and added and not (dimension == "day" and _NIGHT.intersection(source.folded + target.folded)):
            why = f"{dimension}: {_named(lost)} in the source, {_named(added)} in the translation"
            yield Problem("numbers", "warning", why)


def _named(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _listed(found: list[Mention]) -> str:
    return ", ".join(m.text for m in sorted(found, key=lambda m: m.start))
