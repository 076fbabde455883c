"""How the edits of one pass meet those of the passes before it, so that the log stays in offsets of the raw text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's share in a change."""

    rule: str
    why: str


class Hunk(NamedTuple):
    """`raw[start:end]` stands as `text[new_start:new_end]`; between hunks the two texts are the same.

    A named tuple, as each pass that edits makes all hunks behind its first edit anew: it is made in a third of the time that a
    frozen dataclass takes.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    steps: tuple[Step, ...]


Span = tuple[int, int, int, Step]
"""start and end in the text before the pass, length of what comes in, whose edit it is."""


def compose(hunks: Sequence[Hunk], spans: Sequence[Span]) -> list[Hunk]:
    """The hunks from the raw text to the text after the pass.

    `hunks` lead from the raw text to the text before the pass; `spans` are the pass's edits on that text, sorted and
    apart. A span that overlaps hunks melts into one with them; one that only touches stays its own. Linear in both.
    """
    if not spans:
        return list(hunks)
    before = bisect_left(hunks, spans[0][0], key=lambda hunk: hunk.new_end)  # these end before the first edit: they stay
    composed = list(hunks[:before])
    # drift: raw offset minus offset before the pass; shift: offset after the pass minus offset before it
    drift = composed[-1].end - composed[-1].new_end if composed else 0
    shift = 0
    for low, high, group in _groups(hunks[before:], spans):
        first = group[0]
        if len(group) == 1 and isinstance(first, Hunk):  # the most frequent case: nothing to melt
            composed.append(Hunk(first.start, first.end, first.new_start + shift, first.new_end + shift, first.steps))
            drift = first.end - first.new_end
            continue
        start, new_start = low + drift, low + shift
        steps: list[Step] = []
        own: list[Step] = []
        for item in group:
            if isinstance(item, Hunk):
                steps += item.steps
                drift = item.end - item.new_end
            else:
                own.append(item[3])
                shift += item[2] - (item[1] - item[0])
        composed.append(Hunk(start, high + drift, new_start, high + shift, tuple(steps + own)))
    return composed


def _groups(hunks: Sequence[Hunk], spans: Sequence[Span]) -> Iterator[tuple[int, int, list[Hunk | Span]]]:
    """Hunks and spans that share text, with the stretch they cover in the text before the pass."""
    low = high = -1
    group: list[Hunk | Span] = []
    for start, end, item in _merged(hunks, spans):
        if group:
            fills_a_gap = low == high == start == end and isinstance(item, Hunk) != isinstance(group[-1], Hunk)
            if start < high or fills_a_gap:
                group.append(item)
                high = max(high, end)
                continue
            yield low, high, group
        low, high, group = start, end, [item]
    if group:
        yield low, high, group


def _merged(hunks: Sequence[Hunk], spans: Sequence[Span]) -> Iterator[tuple[int, int, Hunk | Span]]:
    """Both by place, the hunk first where they share one."""
    later = iter(hunks)
    hunk = next(later, None)
    for span in spans:
        start, end = span[0], span[1]
        while hunk is not None and (hunk.new_start < start or (hunk.new_start == start and hunk.new_end <= end)):
            yield hunk.new_start, hunk.new_end, hunk
            hunk = next(later, None)
        yield start, end, span
    while hunk is not None:
        yield hunk.new_start, hunk.new_end, hunk
        hunk = next(later, None)
