"""Clauses dropped or added: a stretch of one side whose words have no counterpart on the other.

For each content word we know how often good pairs render it (the lexicon's reliability) and how often chance would.
The logarithm of the ratio says how strongly the word speaks for an omission; the stretch with the greatest sum is the
suspect (Kadane's algorithm, linear). The length of the translation adds its own evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .alignment import Link
from .lexical import Lexicon
from .words import Side

CHANCE = 0.12
LARGEST_RELIABILITY = 0.97
UNKNOWN_RELIABILITY = 0.6


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
    reliability = lexicon.reliability
    for position, link in enumerate(links):
        current += _weight(link, reliability.get(own.stems[link.index], UNKNOWN_RELIABILITY))
        if current <= 0:
            current, start = 0.0, position + 1
        elif current > best:
            best, first, last = current, links[start].index, link.index
    return Gap(best, first, last)


def _weight(link: Link, reliability: float) -> float:
    share = min(LARGEST_RELIABILITY, max(CHANCE, reliability))
    if link.other < 0:
        return math.log((1 - CHANCE) / (1 - share))
    if link.shared:
        return 0.0
    near = math.exp(-6 * link.distance)
    return min(0.0, math.log(CHANCE * 2 * (1.05 - link.distance) / (share * (6 * near + 0.15))))
