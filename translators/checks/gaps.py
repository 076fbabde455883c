"""Clauses dropped or added: a suspect stretch weighed with the length, the hole around it and what stands instead.

A free translation has a stretch without counterparts on either side; a clause that was dropped has none on the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Problem, Severity
from .coverage import weight_of
from .junctions import NONE
from .shape import LENGTHS
from .trees import trees
from .views import Circumstances, View

FEATURES = (
    "direction", "evidence", "words", "reach", "evidence a word", "length", "length without it", "share", "literal",
    "literal elsewhere", "hole", "hole here", "evidence instead", "words instead", "room", "gap of the other side",
    "content", "content of the other side", "first", "last", "mark before", "mark behind", "unexplained elsewhere",
    "unexplained in the other", "names", "missing names",
)  # fmt: skip
SUSPECT_OMISSION, SUSPECT_ADDITION = {"en": 1.5, "fr": 1.2}, 3.0  # log odds, by the language of the translation
CERTAIN = 5.0
SMALLEST_EVIDENCE, SMALLEST_REACH = 2.0, 2
_MARKS = frozenset(',;:.!?()–—«»“”"')


def check_gaps(source: View, target: View, pair: Circumstances) -> Iterator[Problem]:
    """Yield a problem for a clause that the translation lacks, and for one that the source does not have."""
    dropped = _odds("omission", features(source, target, pair, 0))
    if dropped > SUSPECT_OMISSION[target.side.language]:
        yield _problem("omission", dropped, source, "not rendered")
    added = _odds("addition", features(target, source, pair, 1))
    if added > SUSPECT_ADDITION:
        yield _problem("addition", added, target, "not in the source")


def _odds(name: str, found: list[float]) -> float:
    model = trees(name)
    return model.log_odds([found])[0] if model and found else -99.0


def features(own: View, other: View, pair: Circumstances, side: int) -> list[float]:
    """Return the evidence in the order of FEATURES; nothing when there is no stretch to speak of.

    side: 0 when `own` is the source, 1 when it is the translation.
    """
    gap, text = own.gap, own.side.text
    lengths = LENGTHS[own.side.language, other.side.language]
    if gap.evidence <= SMALLEST_EVIDENCE or gap.last - gap.first < SMALLEST_REACH:
        return []
    low, high, instead, words_instead = _instead(own, other)
    start, end = own.side.starts[gap.first], own.side.starts[gap.last] + len(own.side.words[gap.last])
    inside = elsewhere = met = unexplained = 0
    for link in own.links:
        if gap.first <= link.index <= gap.last:
            inside += 1
        else:
            elsewhere += 1
            met += link.other >= 0 and link.distance < 0.35
            unexplained += link.other < 0
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    return [
        float(own.side.language == "fr"), gap.evidence, float(inside), float(gap.last - gap.first),
        gap.evidence / (3 + len(own.links)), lengths.score(len(text), len(other.side.text)),
        lengths.score(len(text) - (end - start), len(other.side.text)), (end - start) / len(text), pair.literal,
        (met + 1) / (elsewhere + 1), pair.word_hole, pair.holes.between(other.side, low, high)[1] if not side else NONE,
        instead, words_instead, float(max(-6, min(20, high - low - 1))), other.gap.evidence, float(len(own.links)),
        float(len(other.links)), float(not before), float(behind[:1] in (".", "!", "?", "")),
        float(not before or before[-1] in _MARKS), float(not behind or behind[0] in _MARKS), float(unexplained),
        float(sum(link.other < 0 for link in other.links)),
        float(sum(gap.first <= lost.index <= gap.last for lost in own.missing)), float(len(own.missing)),
    ]  # fmt: skip


def _instead(own: View, other: View) -> tuple[int, int, float, float]:
    """Return what stands on the other side between the counterparts of the words before the gap and behind it.

    The words between which it stands, the sum of the evidence of its words, and how many content words they are.
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
                unexplained += weight_of(link)
    return low, high, unexplained, float(count)


def _problem(name: str, weight: float, view: View, what: str) -> Problem:
    side, gap = view.side, view.gap
    start, end = side.starts[gap.first], side.starts[gap.last] + len(side.words[gap.last])
    severity: Severity = "error" if weight > CERTAIN else "warning"
    return Problem(name, severity, f"{what}: {_shortened(side.text[start:end])!r}")


def _shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[: limit - 2].rstrip()} …"
