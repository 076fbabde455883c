"""How long the translations of a package usually are, learnt from its own as they come: the guard's bounds of length.

A model that writes tersely would fail a sentence that is whole by the measure of human news, and one that rambles would
pass with a clause missing. Until a package has shown enough, the figures of human news count for most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from .checks.shape import DEFAULT_LENGTHS, LengthStatistics

FEWEST_PAIRS = 50  # without usual figures to start from
TRUST = 200  # pairs that the usual figures count for
SHORTEST = 20  # characters; shorter sentences say little
FARTHEST = 0.3  # how far from the usual mean a package may lead; beyond, its lengths are the fault to be found
NORMAL = 1.4826  # deviations of a normal distribution in one median absolute deviation
LEAST_DEVIATION, LARGEST_DEVIATION = 0.05, 0.4
STEP = 0.01  # of the log ratios that are counted together


class RunningLengths:
    """The statistics of a package, kept up to date in little memory, whatever the order of the sentences.

    usual: what to assume before anything was seen, the figures of news by default; None for none. By the median and the
    median absolute deviation, so that loops and truncations among the translations don't count.
    """

    def __init__(self, usual: LengthStatistics | None) -> None:
        self.usual = usual
        self.pairs = 0
        self._short = usual.short if usual else LengthStatistics(0, 0).short
        self._ratios: Counter[int] = Counter()  # of the log ratio in STEPs
        self._widening = 0.0

    @classmethod
    def of(cls, source: str, target: str) -> RunningLengths:
        """Return an empty record for a direction (two language codes), with its usual figures where we have them."""
        return cls(DEFAULT_LENGTHS.get((source, target)))

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take in sentences and their translations; short sentences and empty translations are left out."""
        for source, target in pairs:
            if len(source) >= SHORTEST and target.strip():
                length = len(source) + 2
                self._ratios[round(math.log((len(target) + 2) / length) / STEP)] += 1
                self._widening += self._short / math.sqrt(length)
                self.pairs += 1

    @property
    def statistics(self) -> LengthStatistics | None:
        """The statistics by now; None when there are neither usual figures nor FEWEST_PAIRS pairs."""
        if not self.pairs or (self.usual is None and self.pairs < FEWEST_PAIRS):
            return self.usual
        middle = _median(self._ratios)
        distances: Counter[int] = Counter()
        for ratio, count in self._ratios.items():
            distances[abs(ratio - middle)] += count
        spread = NORMAL * max(0.5, _median(distances)) * STEP
        mean, deviation = middle * STEP, spread - self._widening / self.pairs
        if self.usual:
            share = self.pairs / (self.pairs + TRUST)
            mean = max(self.usual.mean - FARTHEST, min(self.usual.mean + FARTHEST, mean))
            mean = self.usual.mean + share * (mean - self.usual.mean)
            deviation = self.usual.deviation + share * (max(LEAST_DEVIATION, deviation) - self.usual.deviation)
        deviation = max(LEAST_DEVIATION, min(LARGEST_DEVIATION, deviation))
        return LengthStatistics(round(mean, 4), round(deviation, 4), self._short)


def _median(counts: Counter[int]) -> int:
    """Return the lower median of counted values."""
    half = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        half -= counts[value]
        if half <= 0:
            return value
    raise ValueError("the median of nothing")
