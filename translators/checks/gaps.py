"""Clauses dropped or added: a suspect stretch weighed with the length, the hole around it and what stands instead.

A free translation has a stretch without counterparts on either side; a clause that was dropped has none on the other.
The weights are those of a logistic regression, fitted once on newstest2012 and held-out news, as they are and with the
clauses that the planters of `tests.bench.guard` take out or put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..base import Problem, Severity
from .alignment import Link
from .coverage import Gap, weight_of
from .lexical import Lexicon
from .name_evidence import Circumstances
from .words import Side

# constant, evidence, evidence beyond 12, length, length beyond 1.5, unexplained words instead, content words instead,
# nothing instead, hole, hole and nothing instead, literalness, gap of the other side, size, evidence a word
OMISSION = (-3.48, 0.5, -0.31, 1.47, -0.06, -0.07, -0.1, 1.2, 0.62, -0.07, 0.01, -0.25, -0.93, 0.04)
ADDITION = (-4.98, 0.73, -0.24, 1.33, -0.09, -0.18, 0.03, 1.57, 0.0, 0.0, 0.41, -0.22, 1.25, -2.53)
SUSPECT_OMISSION, SUSPECT_ADDITION = 2.6, 3.1
CERTAIN = 5.0
SMALLEST_EVIDENCE, SMALLEST_GAP = 2.0, 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One side with its links to the other and its most suspect stretch. lexicon: from this side to the other."""

    side: Side
    links: list[Link]
    gap: Gap
    lexicon: Lexicon


def check_gaps(source: Reading, target: Reading, pair: Circumstances) -> Iterator[Problem]:
    """Yield a problem for a clause that the translation lacks, and for one that the source does not have.

    pair: what is known of the two together.
    """
    dropped = gap_weight(source, target, Circumstances(-pair.length, pair.hole, pair.literal), OMISSION)
    if dropped > SUSPECT_OMISSION:
        yield _problem("omission", dropped, source, "not rendered")
    added = gap_weight(target, source, Circumstances(pair.length, 0.0, pair.literal), ADDITION)
    if added > SUSPECT_ADDITION:
        yield _problem("addition", added, target, "not in the source")


def gap_weight(own: Reading, other: Reading, pair: Circumstances, weights: tuple[float, ...]) -> float:
    """Return the natural logarithm of the odds that the suspect stretch of `own` has no counterpart."""
    found = features(own, other, pair)
    return sum(w * value for w, value in zip(weights, found, strict=True)) if found else -99.0


def features(own: Reading, other: Reading, pair: Circumstances) -> list[float]:
    """Return the evidence in the order of the weights; nothing when there is no stretch to speak of.

    pair.length: above 0 when `own` is longer than its counterpart usually makes it.
    """
    gap = own.gap
    if gap.evidence <= SMALLEST_EVIDENCE or gap.last - gap.first < SMALLEST_GAP:
        return []
    unexplained, instead = _instead(own, other)
    size = len(own.side.content)
    length = max(-2.0, min(5.0, pair.length))
    nothing = float(instead == 0)
    return [
        1.0, gap.evidence, max(0.0, gap.evidence - 12), length, max(0.0, length - 1.5), min(unexplained, 20.0),
        min(instead, 8.0), nothing, pair.hole, pair.hole * nothing, pair.literal, other.gap.evidence,
        min(40, size) / 40, gap.evidence / (3 + size),
    ]  # fmt: skip


def _instead(own: Reading, other: Reading) -> tuple[float, float]:
    """Return what stands on the other side between the counterparts of the words before the gap and behind it.

    The sum of the evidence of its words, and how many content words they are.
    """
    linked = [link for link in own.links if link.other >= 0 and not link.shared]
    before = [link.other for link in linked if link.index < own.gap.first][-2:]
    behind = [link.other for link in linked if link.index > own.gap.last][:2]
    low, high = max(before, default=-1), min(behind, default=len(other.side.words))
    unexplained, count = 0.0, 0
    for link in other.links:
        if low < link.index < high:
            count += 1
            if link.other < 0:
                unexplained += weight_of(link, other.side.stems[link.index], other.lexicon)
    return unexplained, float(count)


def _problem(name: str, weight: float, reading: Reading, what: str) -> Problem:
    side, gap = reading.side, reading.gap
    start, end = side.starts[gap.first], side.starts[gap.last] + len(side.words[gap.last])
    severity: Severity = "error" if weight > CERTAIN else "warning"
    return Problem(name, severity, f"{what}: {_shortened(side.text[start:end])!r}")


def _shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[: limit - 2].rstrip()} …"
