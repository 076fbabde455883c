"""The figures of a run, added up article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.review.article import ArticleView
from flows.review.classes import CLASSES, EditClass


@dataclass(slots=True)
class Totals:
    """What the index says about all articles together."""

    articles: int = 0
    edits: int = 0
    segments: int = 0
    flagged: int = 0
    score_sum: float = 0.0
    status: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    def add(self, seen: ArticleView) -> None:
        """Add one article."""
        record = seen.record
        self.articles += 1
        self.edits += len(record.edits)
        self.segments += len(record.segments)
        self.flagged += seen.flagged
        self.score_sum += (seen.mean_score or 0.0) * len(record.segments)
        self.status[record.status] += 1
        self.languages[record.language or "und"] += 1
        for row in seen.legend:
            self.classes[row.kind.id] += row.count

    @property
    def mean_score(self) -> float | None:
        """The mean over all segments, None without any."""
        return self.score_sum / self.segments if self.segments else None

    def bars(self) -> Iterator[tuple[EditClass, float, float, int]]:
        """Each class that occurs, where its bar begins, how wide it is (of 1000), and its count."""
        whole = sum(self.classes.values())
        x = 0.0
        for kind in CLASSES:
            if count := self.classes[kind.id]:
                width = 1000 * count / whole
                yield kind, round(x, 2), round(width, 2), count
                x += width
