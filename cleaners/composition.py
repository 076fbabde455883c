"""How the edits of one pass meet those of the passes before it, so that the log stays in offsets of the raw text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's share in a change."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """`raw[start:end]` stands as `text[new_start:new_end]`; between hunks the two texts are the same."""

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
    composed: list[Hunk] = []
    drift = 0  # raw offset minus offset before the pass
    shift = 0  # offset after the pass minus offset before it
    for low, high, group in _groups(hunks, spans):
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
    i = j = 0
    while i < len(hunks) or j < len(spans):
        if j == len(spans):
            take_hunk = True
        elif i == len(hunks):
            take_hunk = False
        else:
            take_hunk = (hunks[i].new_start, hunks[i].new_end) <= (spans[j][0], spans[j][1])
        if take_hunk:
            yield hunks[i].new_start, hunks[i].new_end, hunks[i]
            i += 1
        else:
            yield spans[j][0], spans[j][1], spans[j]
            j += 1
