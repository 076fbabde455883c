"""What the page of one article shows, worked out of its record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cleaners.edits import LoggedEdit
from cleaners.passes import rules
from flows.publish.records import ArticleRecord, Segment
from flows.review.checks import Badge, badges
from flows.review.classes import CLASSES, EditClass, class_of, leading
from flows.review.marks import Marked, mark

EXAMPLES = 12  # of each rule
EXCERPT = 90  # characters of an example
SEGMENTS = 300  # in a fold
SEGMENT_FOLDS = 10
RAW_SHOWN = 2_000  # characters of a translation as it came


@dataclass(frozen=True, slots=True)
class Aligned:
    """A segment, numbered from 1, and whether it opens a paragraph.

    `sides` holds both languages as stretches of text, each with whether typography set it so; `raw` is the translation
    as the model wrote it, empty where typography changed nothing.
    """

    number: int
    segment: Segment
    opens: bool
    badges: tuple[Badge, ...]
    sides: Mapping[str, tuple[tuple[str, bool], ...]]
    raw: str

    @property
    def flagged(self) -> bool:
        """Whether anything is doubtful about it; a remark alone is no doubt."""
        return any(badge.severity != "info" for badge in self.badges)

    @property
    def grade(self) -> str:
        """How good the score is, as a word for the style sheet."""
        return grade(self.segment.score)


@dataclass(frozen=True, slots=True)
class Example:
    """One edit, shortened, with the number that its mark in the raw text has."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule, what it did to this article and how often."""

    rule: str
    kind: EditClass
    why: str
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A row of the legend: a class, its edits, and the families they belong to."""

    kind: EditClass
    count: int
    families: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything the template of an article needs besides the record."""

    record: ArticleRecord
    heading: str
    untitled: bool
    languages: tuple[str, str]
    title: Aligned | None
    folds: tuple[tuple[Aligned, ...], ...]
    segments_hidden: int
    marked: Marked
    legend: tuple[ClassRow, ...]
    rules: tuple[RuleRow, ...]
    whys: Mapping[str, str]
    removed: int
    mean_score: float | None
    flagged: int
    typeset: int


def grade(score: float) -> str:
    """`good`, `fair` or `poor`, for colours.

    A score is the geometric mean of the probabilities of a translation's tokens, lowered by each problem found. Beam
    search over a compact model gives a sound sentence some 0.5 to 0.8; few are nearer to 1.

    >>> grade(0.7), grade(0.5), grade(0.2)
    ('good', 'fair', 'poor')
    """
    return "good" if score >= 0.6 else "fair" if score >= 0.4 else "poor"


def view(record: ArticleRecord) -> ArticleView:
    """Work out what the page of `record` shows. Sizes are bounded, however long the article is."""
    aligned = list(_aligned(record.segments[: SEGMENTS * SEGMENT_FOLDS + 1], record.original))
    title = aligned[0] if aligned and aligned[0].segment.paragraph < 0 else None
    body = aligned[1:] if title else aligned
    heading = record.title or _first_words(record) or re.split(r"[/\\]", record.source)[-1] or record.id
    edits = sorted(record.edits, key=lambda e: (e.start, e.end))
    whys = reasons(edits)
    return ArticleView(
        record=record,
        heading=heading,
        untitled=not record.title,
        languages=("fr", "en"),
        title=title,
        folds=tuple(tuple(body[i : i + SEGMENTS]) for i in range(0, len(body), SEGMENTS)),
        segments_hidden=len(record.segments) - len(aligned),
        marked=mark(record.raw, edits, record.flags),
        legend=tuple(_legend(edits)),
        rules=tuple(_rules(edits, whys)),
        whys=whys,
        removed=sum(len(edit.before) for edit in edits if not edit.after),
        mean_score=_mean_score(record),
        flagged=sum(any(badge.severity != "info" for badge in badges(s.found)) for s in record.segments),
        typeset=sum(len(segment.edits) for segment in record.segments),
    )


def _mean_score(record: ArticleRecord) -> float | None:
    if record.verdict:
        return record.verdict.score
    scores = [segment.score for segment in record.segments]
    return sum(scores) / len(scores) if scores else None


def reasons(edits: Sequence[LoggedEdit]) -> dict[str, str]:
    """Why each rule acts: in the words of the edits, else, for one that only ever met others, of the rule itself."""
    told = {edit.rule: edit.why for edit in reversed(edits)}
    others = {rule for edit in edits for rule in edit.also} - told.keys()
    known = rules() if others else {}
    return told | {rule: known[rule].why for rule in others if rule in known}


def _first_words(record: ArticleRecord) -> str:
    text = next((p for p in record.paragraphs if p.strip()), "") or record.raw[:200].strip()
    words = text[:80].split()
    return " ".join(words[:9]) + ("…" if len(words) > 9 or len(text) > 80 else "")


def _aligned(segments: Sequence[Segment], original: str | None) -> Iterator[Aligned]:
    target = "en" if original == "fr" else "fr"
    number = 0
    for _, group in groupby(segments, key=lambda segment: segment.paragraph):
        for index, segment in enumerate(group):
            number += 1
            sides: dict[str, tuple[tuple[str, bool], ...]] = {
                code: ((segment.side(code), False),) for code in ("fr", "en")
            }
            raw = ""
            if segment.edits:
                sides[target] = tuple(_stretches(segment.side(target), segment.edits))
                raw = segment.as_translated(original)[:RAW_SHOWN]
            found = badges([*segment.found, *_tries(segment)])
            yield Aligned(number, segment, index == 0, found, sides, raw)


def _tries(segment: Segment) -> Iterator[tuple[str, str]]:
    if segment.attempts > 1:
        yield "info:retry", f"A translation failed the checks; the best of {segment.attempts} stands here."


def _stretches(text: str, edits: Sequence[LoggedEdit]) -> Iterator[tuple[str, bool]]:
    """The typeset text cut where its edits (in offsets of what stood there before) begin and end."""
    position = shift = 0
    for edit in edits:
        start = edit.start + shift
        yield text[position:start], False
        position = start + len(edit.after)
        yield edit.after, True
        shift += len(edit.after) - len(edit.before)
    yield text[position:], False


def _legend(edits: Sequence[LoggedEdit]) -> Iterator[ClassRow]:
    families: Counter[tuple[str, str]] = Counter()
    for edit in edits:
        families[class_of(edit).id, edit.family or edit.rule.partition(".")[0]] += 1
    for kind in CLASSES:
        own = [(family, count) for (class_id, family), count in families.most_common() if class_id == kind.id]
        if own:
            yield ClassRow(kind, sum(count for _, count in own), tuple(own))


def _rules(edits: Sequence[LoggedEdit], whys: Mapping[str, str]) -> Iterator[RuleRow]:
    numbered: dict[str, list[tuple[int, LoggedEdit]]] = {}
    for number, edit in enumerate(edits):
        numbered.setdefault(leading(edit)[1], []).append((number, edit))
    rows = []
    for rule, found in numbered.items():
        kinds = Counter(class_of(edit) for _, edit in found)
        examples = tuple(Example(n, _excerpt(e.before), _excerpt(e.after)) for n, e in found[:EXAMPLES])
        rows.append(RuleRow(rule, kinds.most_common(1)[0][0], whys.get(rule, ""), len(found), examples))
    yield from sorted(rows, key=lambda row: (CLASSES.index(row.kind), -row.count, row.rule))


def _excerpt(text: str) -> str:
    if len(text) <= EXCERPT:
        return text
    return f"{text[: EXCERPT * 2 // 3]} … {text[-EXCERPT // 4 :]}"


def flag_rows(flags: Sequence[dict[str, Any]], raw: str) -> Iterator[tuple[str, str, str]]:
    """Name, reason and excerpt of each flag of an article."""
    for flag in flags[:100]:
        start, end = flag.get("start"), flag.get("end")
        there = raw[start:end] if isinstance(start, int) and isinstance(end, int) else ""
        yield str(flag.get("name", "flag")), str(flag.get("why", "")), _excerpt(there)
