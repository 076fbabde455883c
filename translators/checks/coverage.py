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
MOST_REMEMBERED = 1 << 17


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
    stems = own.stems
    for position, link in enumerate(links):
        current += weight_of(link, stems[link.index], lexicon)
        if current <= 0:
            current, start = 0.0, position + 1
        elif current > best:
            best, first, last = current, links[start].index, link.index
    return Gap(best, first, last)


def weight_of(link: Link, stem: str, lexicon: Lexicon) -> float:
    """Return how strongly a word speaks for a gap (above 0) or against it.

    A counterpart far from where it should stand is more likely chance: places spread evenly by chance, close to the
    diagonal in a translation.
    """
    odds = lexicon.odds.get(stem)
    if odds is None:
        odds = lexicon.odds[stem] = _odds(
            lexicon.reliability.get(stem, UNKNOWN_RELIABILITY), lexicon.chance.get(stem, UNKNOWN_CHANCE)
        )
        if len(lexicon.odds) > MOST_REMEMBERED:
            lexicon.odds.clear()
    if link.other < 0:
        return odds[0]
    if link.shared:
        return 0.0
    return min(0.0, odds[1] + _FAR[min(100, int(link.distance * 100 + 0.5))])


def _odds(reliability: float, chance: float) -> tuple[float, float]:
    """Return what a word without a counterpart adds, and what one with a counterpart does, its place aside."""
    chance = min(LARGEST_CHANCE, max(LEAST_CHANCE, chance))
    share = min(LARGEST_RELIABILITY, max(chance + 0.02, reliability))
    return math.log((1 - chance) / (1 - share)), math.log(chance / share)


# for each hundredth of the sentence's length: logarithm of how much likelier chance puts a counterpart so far away
_FAR = [math.log(2 * (1.05 - d / 100) / (6 * math.exp(-6 * d / 100) + 0.15)) for d in range(101)]
