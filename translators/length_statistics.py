"""How long the translations of a package usually are, estimated from its own, for the guard's bounds of length.

A model that writes tersely would fail a sentence that is whole by the measure of human news, and one that rambles would
pass with a clause missing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median

from .base import Translator
from .checks.shape import LengthStatistics

FEWEST_PAIRS = 50
SHORTEST = 20  # characters; shorter sentences say little
NORMAL = 1.4826  # deviations of a normal distribution in one median absolute deviation
LEAST_DEVIATION, LARGEST_DEVIATION = 0.05, 0.4


def estimate(pairs: Iterable[tuple[str, str]], *, short: float = LengthStatistics(0, 0).short) -> LengthStatistics:
    """Return the statistics of sentences and their translations.

    By the median and the median absolute deviation, so that loops and truncations among them don't count. short: how
    much wider the spread of short sentences is, see `LengthStatistics`.
    Raises ValueError with fewer than FEWEST_PAIRS pairs of SHORTEST characters or more.
    """
    ratios: list[tuple[float, int]] = []
    for source, target in pairs:
        if len(source) >= SHORTEST and target.strip():
            ratios.append((math.log((len(target) + 2) / (len(source) + 2)), len(source) + 2))
    if len(ratios) < FEWEST_PAIRS:
        raise ValueError(
            f"{len(ratios)} pairs of {SHORTEST} characters or more are too few to estimate lengths: "
            f"give at least {FEWEST_PAIRS}"
        )
    mean = median(ratio for ratio, _ in ratios)
    spread = NORMAL * median(abs(ratio - mean) for ratio, _ in ratios)
    widening = short / math.sqrt(median(length for _, length in ratios))
    deviation = min(LARGEST_DEVIATION, max(LEAST_DEVIATION, spread - widening))
    return LengthStatistics(round(mean, 4), round(deviation, 4), short)


def statistics_of(translator: Translator, sentences: Sequence[str]) -> LengthStatistics:
    """Return the statistics of a translator's own translations of some sentences, a few hundred at best.

    Raises ValueError when there are too few; see `estimate`.
    """
    translations = translator.translate(sentences)
    return estimate(zip(sentences, (translation.text for translation in translations), strict=True))
