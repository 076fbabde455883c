"""Clauses dropped or added: a stretch of one side whose words have no counterpart on the other.

For each content word we know how often good pairs render it (the lexicon's reliability) and how often chance would.
The logarithm of the ratio says how strongly the word speaks for an omission; the stretch with the greatest sum is the
suspect (Kadane's algorithm, linear). `gaps.py` weighs it with the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .alignment import Link


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch of a side that most looks as if the other side lacked it.

    evidence: natural logarithm of how much likelier the gap is than a good translation. first, last: word indices.
    """

    evidence: float
    first: int
    last: int


def largest_gap(links: list[Link]) -> Gap:
    """Return the stretch of the linked side most likely to have no counterpart; evidence 0 when there is none."""
    best, first, last = 0.0, 0, 0
    current, start = 0.0, 0
    for position, link in enumerate(links):
        if link.other < 0:
            current += link.entry.figures.unmet
        elif not link.shared:
            weight = link.entry.figures.met + _FAR[int(link.distance * 100 + 0.5)]
            if weight < 0:
                current += weight
        if current <= 0:
            current, start = 0.0, position + 1
        elif current > best:
            best, first, last = current, links[start].index, link.index
    return Gap(best, first, last)


def weight_of(link: Link) -> float:
    """Return how strongly a word speaks for a gap (above 0) or against it.

    A counterpart far from where it should stand is more likely chance: places spread evenly by chance, close to the
    diagonal in a translation.
    """
    if link.other < 0:
        return link.entry.figures.unmet
    if link.shared:
        return 0.0
    return min(0.0, link.entry.figures.met + _FAR[min(100, int(link.distance * 100 + 0.5))])


# for each hundredth of the sentence's length: logarithm of how much likelier chance puts a counterpart so far away
_FAR = [math.log(2 * (1.05 - d / 100) / (6 * math.exp(-6 * d / 100) + 0.15)) for d in range(101)]
