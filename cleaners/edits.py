"""The one idea: a cleaner proposes edits, an engine applies them.

A cleaner is a pure function from a `Draft` to findings: edits of the text, facts lifted out of it, flags on damage that
stays. The engine applies the edits of one pass, carries every offset back to the raw text and refuses what breaks a
rule's promise. Whatever the passes did, two things always hold:

>>> raw = "Il a dit : 'Non'.\\nPUB\\n"
>>> rules = {"ad.label": Rule("ad.label", Promise.REMOVAL, "an advertising label")}
>>> draft = Draft(raw).apply([Edit(18, 22, "", "ad.label", "an advertising label")], rules)
>>> apply(raw, draft.log) == draft.text
True
>>> revert(draft.text, draft.log) == raw
True
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from cleaners.composition import Hunk, Step, compose
from cleaners.once import once


class Promise(StrEnum):
    """What the edits of a rule may do to the text."""

    LAYOUT = "layout"  # only white space differs
    TYPOGRAPHY = "typography"  # the letters and digits stay, in their order
    SPELLING = "spelling"  # letters stay but for case, accents and ligatures; digits stay
    REMOVAL = "removal"  # nothing is inserted
    REPAIR = "repair"  # digits stay, something remains
    DECODING = "decoding"  # characters stood for others (entities, escapes, mojibake, look-alikes)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason for edits. `family` groups rules for statistics and colours; by default the id's first part."""

    id: str
    promise: Promise
    why: str
    family: str = ""

    @property
    def group(self) -> str:
        return self.family or self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` of the draft given to the cleaner by `new`. Offsets count code points."""

    start: int
    end: int
    new: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Metadata found at `start:end` (offsets like an edit's; in the draft's facts and the article: in the raw text)."""

    field: str
    value: str
    start: int
    end: int
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Flag:
    """Damage that is reported and left as it is. Offsets as in `Fact`."""

    name: str
    start: int
    end: int
    why: str


Finding = Edit | Fact | Flag


class Line(NamedTuple):
    """A line of the draft's text, without its line feed: `text[start:end]`. (A named tuple: all lines are made anew after each
    edit.)"""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text. The empty one after a final line feed is not counted."""
    lines: list[Line] = []
    start = 0
    for part in text.split("\n"):
        lines.append(Line(start, start + len(part), part))
        start += len(part) + 1
    if not lines[-1].text:
        lines.pop()
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Context:
    """What a cleaner may know beyond the text.

    `site` names the source of the page (its host, say), `line_counts` tells on how many other documents of that site a
    folded line was seen, `hints` is metadata that came with the document (title, date, author, url, language).
    """

    site: str | None = None
    line_counts: Mapping[str, int] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoggedEdit:
    """What became of `raw[start:end]`: it stands as `after` in the clean text.

    Where several rules met on one place, `rule` and `why` are the last one's and `also` names the others, in order.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    why: str
    also: tuple[str, ...] = ()
    family: str = ""


class OverlappingEdits(ValueError):
    """A log holds two edits of the same place."""


class BrokenPromise(ValueError):
    """An edit does what its rule promises not to do."""


class Replacement(Protocol):
    """Anything with a place in the raw text and what stands there before and after."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def apply(raw: str, log: Iterable[Replacement]) -> str:
    """The clean text of `raw` under `log` (in any order; offsets in `raw`). Leave a rule's edits out to undo the
    rule."""
    parts: list[str] = []
    position = 0
    for edit in sorted(log, key=lambda e: (e.start, e.end)):
        if edit.start < position:
            raise OverlappingEdits(f"two edits meet at offset {edit.start}")
        parts += (raw[position : edit.start], edit.after)
        position = edit.end
    parts.append(raw[position:])
    return "".join(parts)


def revert(clean: str, log: Iterable[Replacement]) -> str:
    """The raw text that `log` made `clean` of: the inverse of `apply` with the same log."""
    parts: list[str] = []
    position = shift = 0  # shift: offset in the clean text minus offset in the raw text
    for edit in sorted(log, key=lambda e: (e.start, e.end)):
        start = edit.start + shift
        if start < position:
            raise OverlappingEdits(f"two edits meet at offset {edit.start}")
        parts += (clean[position:start], edit.before)
        position = start + len(edit.after)
        shift += len(edit.after) - (edit.end - edit.start)
    parts.append(clean[position:])
    return "".join(parts)


_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def _alnum(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _folded_letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return _alnum(folded)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


_KEEPS: Mapping[Promise, Callable[[str, str], bool]] = {
    Promise.LAYOUT: lambda before, after: "".join(before.split()) == "".join(after.split()),
    Promise.TYPOGRAPHY: lambda before, after: _alnum(before) == _alnum(after),
    Promise.SPELLING: lambda before, after: _folded_letters(before) == _folded_letters(after),
    Promise.REMOVAL: lambda before, after: not after,
    Promise.REPAIR: lambda before, after: _digits(before) == _digits(after) and bool(after.strip()),
    Promise.DECODING: lambda before, after: True,
}


def keeps_promise(promise: Promise, before: str, after: str) -> bool:
    """Whether replacing `before` by `after` is within `promise`."""
    return _KEEPS[promise](before, after)


def resolve(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of one pass in the order of the text, one to a place, whatever order they came in.

    Of two that overlap the longer stays, then the one whose rule id comes first. Edits that only touch both stay; two
    insertions at one point are two answers to one question, and one stays.
    """
    edits = list(edits)
    if all(one.end <= two.start and (one.start < two.start or one.end < two.end) for one, two in pairwise(edits)):
        return edits
    chosen: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.start, e.end, e.rule, e.new)):
        if chosen:
            last = chosen[-1]
            same_point = edit.start == edit.end == last.start == last.end
            if edit.start < last.end or same_point:
                if edit.end - edit.start > last.end - last.start:
                    chosen[-1] = edit
                continue
        chosen.append(edit)
    return chosen


@dataclass(frozen=True)
class Draft:
    """A text on its way from raw to clean: immutable, one per pass.

    `language` is an ISO 639-1 code, None until it is known. `facts` and `flags` were found by earlier passes; their
    offsets, and those of `log`, are in `raw`.
    """

    raw: str
    current: str | None = None
    language: str | None = None
    context: Context = field(default_factory=Context)
    facts: tuple[Fact, ...] = ()
    flags: tuple[Flag, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.raw if self.current is None else self.current

    @once
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, as `lines_of` tells them."""
        return lines_of(self.text)

    @once
    def log(self) -> tuple[LoggedEdit, ...]:
        """Every change since `raw`, in the order of the text."""
        logged = []
        for hunk in self.hunks:
            last = hunk.steps[-1]
            also = tuple(dict.fromkeys(s.rule for s in hunk.steps[:-1] if s.rule != last.rule))
            before, after = self.raw[hunk.start : hunk.end], self.text[hunk.new_start : hunk.new_end]
            family = self.families.get(last.rule, last.rule.partition(".")[0])
            logged.append(LoggedEdit(last.rule, hunk.start, hunk.end, before, after, last.why, also, family))
        return tuple(logged)

    @once
    def _hunk_starts(self) -> list[int]:
        return [hunk.new_start for hunk in self.hunks]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `raw`; a change that it cuts into is taken in whole."""
        return self._to_raw(start, at_end=False), self._to_raw(end, at_end=end > start)

    def _to_raw(self, position: int, *, at_end: bool) -> int:
        before = bisect_right(self._hunk_starts, position) - 1
        if at_end:
            while before >= 0 and self.hunks[before].new_start >= position:
                before -= 1
        if before < 0:
            return position
        hunk = self.hunks[before]
        if position >= hunk.new_end:
            return position + hunk.end - hunk.new_end
        return hunk.end if at_end else hunk.start

    def apply(
        self,
        findings: Iterable[Finding],
        rules: Mapping[str, Rule],
        refused: Callable[[Edit, Rule], None] | None = None,
    ) -> Draft:
        """The next draft: `findings` of one cleaner, whose offsets are in this draft's text, applied and logged.

        An edit that breaks its rule's promise raises `BrokenPromise`, or goes to `refused` when that is given and the
        rest is applied. An edit under an unknown rule raises KeyError; one outside the text, ValueError.
        """
        edits: list[Edit] = []
        facts, flags = list(self.facts), list(self.flags)
        for finding in findings:
            if isinstance(finding, Edit):
                if self._accepts(finding, rules[finding.rule], refused):
                    edits.append(finding)
                continue
            start, end = self.raw_span(finding.start, finding.end)
            if isinstance(finding, Fact):
                facts.append(replace(finding, start=start, end=end))
            else:
                flags.append(replace(finding, start=start, end=end))
        kept = resolve(edits)
        text, hunks = self._rewritten(kept)
        return replace(
            self,
            current=text,
            hunks=hunks,
            facts=tuple(dict.fromkeys(facts)) if len(facts) > len(self.facts) else self.facts,
            flags=tuple(dict.fromkeys(flags)) if len(flags) > len(self.flags) else self.flags,
            families={**self.families, **{e.rule: rules[e.rule].group for e in kept}},
        )

    def _accepts(self, edit: Edit, rule: Rule, refused: Callable[[Edit, Rule], None] | None) -> bool:
        if not 0 <= edit.start <= edit.end <= len(self.text):
            raise ValueError(f"{rule.id}: the edit {edit.start}:{edit.end} is outside the text of {len(self.text)}")
        before = self.text[edit.start : edit.end]
        if before == edit.new:
            return False
        if keeps_promise(rule.promise, before, edit.new):
            return True
        if refused is None:
            shown = f"{before[:60]!r} -> {edit.new[:60]!r}"
            raise BrokenPromise(f"{rule.id} promises {rule.promise.value}, but at offset {edit.start}: {shown}")
        refused(edit, rule)
        return False

    def _rewritten(self, edits: Sequence[Edit]) -> tuple[str, tuple[Hunk, ...]]:
        if not edits:
            return self.text, self.hunks
        parts: list[str] = []
        position = 0
        for edit in edits:
            parts += (self.text[position : edit.start], edit.new)
            position = edit.end
        parts.append(self.text[position:])
        text = "".join(parts)
        spans = [(e.start, e.end, len(e.new), Step(e.rule, e.why)) for e in edits]
        hunks = compose(self.hunks, spans)
        return text, tuple(h for h in hunks if h.end - h.start != h.new_end - h.new_start or self.raw[h.start : h.end] != text[h.new_start : h.new_end])


Cleaner = Callable[[Draft], Iterable[Finding]]
