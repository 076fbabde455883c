"""Clauses dropped or added: a stretch of one side whose words have no counterpart on the other.

For each content word we know how often good pairs render it (the lexicon's reliability) and how often chance would.
The logarithm of the ratio says how strongly the word speaks for an omission; the stretch with the greatest sum is the
suspect (Kadane's algorithm, linear). `gaps.py` weighs it with the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .alignment import Link
from .lexical import Lexicon
from .words import Side

LEAST_CHANCE, LARGEST_CHANCE = 0.05, 0.3
LARGEST_RELIABILITY = 0.93
UNKNOWN_RELIABILITY, UNKNOWN_CHANCE = 0.5, 0.01


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch of a side that most looks as if the other side lacked it.

    evidence: natural logarithm of how much likelier the gap is than a good translation. first, last: word indices.
    """

    evidence: float
    first: int
    last: int


def largest_gap(own: Side, links: list[Link], lexicon: Lexicon) -> Gap:
    """Return the stretch of `own` most likely to have no counterpart; evidence 0 when there is none."""
    best, first, last = 0.0, 0, 0
    current, start = 0.0, 0
    reliability, chance = lexicon.reliability, lexicon.chance
    for position, link in enumerate(links):
        stem = own.stems[link.index]
        current += _weight(link, reliability.get(stem, UNKNOWN_RELIABILITY), chance.get(stem, UNKNOWN_CHANCE))
        if current <= 0:
            current, start = 0.0, position + 1
        elif current > best:
            best, first, last = current, links[start].index, link.index
    return Gap(best, first, last)


def weight_of(link: Link, stem: str, lexicon: Lexicon) -> float:
    """Return how strongly a word speaks for a gap (above 0) or against it."""
    return _weight(link, lexicon.reliability.get(stem, UNKNOWN_RELIABILITY), lexicon.chance.get(stem, UNKNOWN_CHANCE))


def _weight(link: Link, reliability: float, chance: float) -> float:
    """Return how strongly a word speaks for a gap (above 0) or against it.

    A counterpart far from where it should stand is more likely chance: places spread evenly by chance, close to the
    diagonal in a translation.
    """
    chance = min(LARGEST_CHANCE, max(LEAST_CHANCE, chance))
    share = min(LARGEST_RELIABILITY, max(chance + 0.02, reliability))
    if link.other < 0:
        return math.log((1 - chance) / (1 - share))
    if link.shared:
        return 0.0
    near = 6 * math.exp(-6 * link.distance) + 0.15
    return min(0.0, math.log(chance * 2 * (1.05 - link.distance) / (share * near)))
