"""A raw text with its edits and flags, cut into pieces that a page can show, bounded in size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from cleaners.edits import LoggedEdit
from flows.review.classes import MARKUP, TYPOGRAPHY, EditClass, leading

FOLD = 700  # removed characters in a row that are worth a fold
BRIEF = 160  # and of markup, which nobody reads
SHOWN = 3_000  # characters of one edit that are shown
CHUNK_CHARS = 40_000  # characters shown before the rest of a text is folded away
CHUNK_PIECES = 3_000  # and pieces
CHUNKS = 8  # folds of a text; what is beyond is counted, not shown


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of raw text that stayed. `flags` are the (name, why) of the damage reported in it."""

    text: str
    flags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One edit, under its leading `rule`.

    `head` and `tail` are what both sides of a typographic change begin and end with; `before` and `after` lie between.
    `left_out` counts the characters of the two that are too many to show.
    """

    number: int
    edit: LoggedEdit
    kind: EditClass
    rule: str
    before: str
    after: str
    head: str = ""
    tail: str = ""
    left_out: int = 0

    def reason(self, whys: Mapping[str, str]) -> str:
        """What was done, by which rules and why, a rule a line. `whys` knows the other rules' reasons."""
        done = "rewritten" if self.edit.before and self.edit.after else "added" if self.edit.after else "removed"
        rules = dict.fromkeys((self.rule, *self.edit.also, self.edit.rule))
        known = {**whys, self.edit.rule: self.edit.why}
        told = "\n".join(f"{rule}: {known[rule]}" if known.get(rule) else rule for rule in rules)
        return f"{self.kind.label}, {done} · {told}"

    @property
    def size(self) -> int:
        return len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring removals that go together behind a fold. `characters` counts all of them."""

    marks: tuple[Mark, ...]
    characters: int
    rules: tuple[str, ...]
    kind: EditClass

    @property
    def size(self) -> int:
        return sum(mark.size for mark in self.marks)


Piece = Kept | Mark | Run


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of the text: the first is open, the others are folds. `start` and `end` are offsets in the raw text."""

    pieces: tuple[Piece, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """The text as a page shows it: `hidden` characters at its end are too many, `misplaced` edits did not fit."""

    chunks: tuple[Chunk, ...]
    hidden: int
    misplaced: int


def mark(raw: str, edits: Sequence[LoggedEdit], flags: Iterable[Mapping[str, Any]] = ()) -> Marked:
    """Cut `raw` into chunks of pieces: what stayed, what was changed, long removals folded.

    Offsets of `edits` and `flags` are code points of `raw`; a mark's number is its edit's place in `edits`, which come
    in the order of the text. Edits that overlap an earlier one or lie outside the text are left out and counted.
    """
    placed = list(_placed(raw, edits))
    misplaced = len(edits) - len(placed)
    chunks: list[Chunk] = []
    pieces: list[Piece] = []
    start = end = size = 0
    for piece, piece_end in _folded(_pieces(raw, placed, _flag_spans(raw, flags))):
        if size >= CHUNK_CHARS or len(pieces) >= CHUNK_PIECES:
            chunks.append(Chunk(tuple(pieces), start, end))
            pieces, size, start = [], 0, end
            if len(chunks) == CHUNKS:
                return Marked(tuple(chunks), len(raw) - end, misplaced)
        pieces.append(piece)
        size += piece.size if isinstance(piece, (Mark, Run)) else len(piece.text)
        end = piece_end
    chunks.append(Chunk(tuple(pieces), start, end))
    return Marked(tuple(chunks), 0, misplaced)


def _placed(raw: str, edits: Sequence[LoggedEdit]) -> Iterator[tuple[int, LoggedEdit]]:
    position = 0
    for number, edit in enumerate(edits):
        if position <= edit.start <= edit.end <= len(raw):
            yield number, edit
            position = edit.end


Span = tuple[int, int, tuple[tuple[str, str], ...]]


def _flag_spans(raw: str, flags: Iterable[Mapping[str, Any]]) -> list[Span]:
    """The flags as spans that don't overlap, each with the names and reasons that hold there."""
    found: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for flag in flags:
        start, end = flag.get("start"), flag.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(raw):
            found.setdefault((start, end), []).append((str(flag.get("name", "flag")), str(flag.get("why", ""))))
    spans: list[Span] = []
    position = 0
    for (start, end), reasons in sorted(found.items()):
        if end > position:
            spans.append((max(start, position), end, tuple(reasons)))
            position = end
        elif spans:
            spans[-1] = (*spans[-1][:2], spans[-1][2] + tuple(reasons))
    return spans


def _pieces(raw: str, edits: Sequence[tuple[int, LoggedEdit]], spans: Sequence[Span]) -> Iterator[tuple[Piece, int]]:
    """Each piece with the offset at which it ends."""
    position = at = 0
    for number, edit in chain(edits, ((-1, None),)):
        until = len(raw) if edit is None else edit.start
        while position < until:
            while at < len(spans) and spans[at][1] <= position:
                at += 1
            flagged = at < len(spans) and spans[at][0] <= position
            stop = spans[at][1] if flagged else spans[at][0] if at < len(spans) else until
            stop = min(stop, until, position + CHUNK_CHARS)
            yield Kept(raw[position:stop], spans[at][2] if flagged else ()), stop
            position = stop
        if edit is not None:
            yield _mark(number, edit), edit.end
            position = edit.end


def _mark(number: int, edit: LoggedEdit) -> Mark:
    kind, rule = leading(edit)
    before, after = edit.before[:SHOWN], edit.after[:SHOWN]
    left_out = len(edit.before) + len(edit.after) - len(before) - len(after)
    if kind is not TYPOGRAPHY or left_out:
        return Mark(number, edit, kind, rule, before, after, left_out=left_out)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    ends = slice(head, -tail or None)
    return Mark(number, edit, kind, rule, before[ends], after[ends], before[:head], before[len(before) - tail :])


def _shared(one: str, two: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _folded(pieces: Iterable[tuple[Piece, int]]) -> Iterator[tuple[Piece, int]]:
    """Long removals, and chains of removals with nothing kept between, become runs."""
    waiting: list[Mark] = []
    end = 0
    for piece, piece_end in pieces:
        if isinstance(piece, Mark) and not piece.edit.after:
            waiting.append(piece)
            end = piece_end
            continue
        yield from _run(waiting, end)
        waiting.clear()
        yield piece, piece_end
    yield from _run(waiting, end)


def _run(marks: Sequence[Mark], end: int) -> Iterator[tuple[Piece, int]]:
    characters = sum(len(mark.edit.before) for mark in marks)
    if characters < FOLD:
        for each in marks:
            brief = each.kind is MARKUP and len(each.edit.before) >= BRIEF
            yield Run((each,), len(each.edit.before), (each.rule,), MARKUP) if brief else each, each.edit.end
        return
    weight: dict[EditClass, int] = {}
    for each in marks:
        weight[each.kind] = weight.get(each.kind, 0) + len(each.edit.before)
    shown: list[Mark] = []
    size = 0
    for each in marks:
        if size > SHOWN or len(shown) >= 200:
            break
        shown.append(each)
        size += each.size
    rules = tuple(dict.fromkeys(each.rule for each in marks))
    yield Run(tuple(shown), characters, rules, max(weight, key=lambda kind: weight[kind])), end
