"""Grow the trees of `cleaners/trees.py`: gradient boosting of a logistic loss, one question for each level."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cleaners.trees import Trees

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

BINS = 48
DEPTH = 5
TREES = 160
RATE = 0.06
TRIED, LOOKED_AT = 0.35, 0.7  # shares of the numbers and of the rows that each tree sees
FEWEST_TRIED = 8
PENALTY = 5.0  # on the squared value of a leaf


def grow(
    rows: Floats,
    answers: Floats,
    weights: Floats,
    count: int = TREES,
    depth: int = DEPTH,
    *,
    rate: float = RATE,
    bins: int = BINS,
) -> Trees:
    """Return the trees that tell the rows whose answer is 1 from those whose answer is 0.

    count: how many. depth: questions in each, eight at most. rate: the share of its step that each tree takes.
    bins: into how many shares of about the same size the values of a number are parted.
    """
    limits = [_limits(column, bins) for column in rows.T]
    codes = np.stack([np.searchsorted(limit, column) for limit, column in zip(limits, rows.T, strict=True)])
    mean = np.average(answers, weights=weights)
    bias = float(np.log(mean / (1 - mean)))
    scores = np.full(len(rows), bias)
    asked, above, leaves = [], [], []
    rng = np.random.default_rng(1)
    for _ in range(count):
        tried = rng.permutation(len(codes))[: max(FEWEST_TRIED, round(TRIED * len(codes)))]
        seen = rng.random(len(rows)) < LOOKED_AT
        chances = 1 / (1 + np.exp(-scores))
        drawn = weights * seen
        slopes, bends = drawn * (answers - chances), drawn * chances * (1 - chances)
        leaf = np.zeros(len(rows), dtype=np.int64)
        questions = []
        for level in range(depth):
            feature, code = _best(codes, tried, leaf, slopes, bends, 1 << level)
            questions.append((feature, limits[feature][code]))
            leaf = 2 * leaf + (codes[feature] > code)
        values = rate * _sums(leaf, slopes, 1 << depth) / (_sums(leaf, bends, 1 << depth) + PENALTY)
        scores += values[leaf]
        asked.append([feature for feature, _ in questions])
        above.append([limit for _, limit in questions])
        leaves.append(values)
    return Trees(np.array(asked), np.array(above), np.array(leaves), bias)


def _limits(column: Floats, bins: int) -> Floats:
    """Return up to `bins` values that part a column into shares of about the same size."""
    return np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[:-1], method="lower").round(3))


def _best(codes: Codes, tried: Codes, leaf: Codes, slopes: Floats, bends: Floats, leaves: int) -> tuple[int, int]:
    """Return the tried feature and the bin that part all leaves best: those above the bin's limit from the rest."""
    best, choice = -1.0, (0, 0)
    for feature in tried.tolist():
        column = codes[feature]
        width = int(column.max()) + 1
        if width < 2:
            continue
        cells = leaf * width + column
        slope = _sums(cells, slopes, leaves * width).reshape(leaves, width)
        bend = _sums(cells, bends, leaves * width).reshape(leaves, width)
        below, bent = slope.cumsum(axis=1)[:, :-1], bend.cumsum(axis=1)[:, :-1]
        over, over_bent = slope.sum(axis=1, keepdims=True) - below, bend.sum(axis=1, keepdims=True) - bent
        gain = (below**2 / (bent + PENALTY) + over**2 / (over_bent + PENALTY)).sum(axis=0)
        if gain.max() > best:
            best, choice = float(gain.max()), (feature, int(gain.argmax()))
    return choice


def _sums(cells: Codes, values: Floats, count: int) -> Floats:
    return np.bincount(cells, weights=values, minlength=count)
