"""The values that the store yields: one `ArticleRecord` per article, with its aligned segments and its edit log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from cleaners.edits import LoggedEdit

Status = Literal["paired", "kept", "failed"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and its translation.

    `paragraph` is the index in the article's `paragraphs` (-1 for the title); `score` runs from 0 to 1; `flags` are
    `severity:check` strings, such as `warning:numbers`, and `notes` says for each of them what was found.
    """

    paragraph: int
    fr: str
    en: str
    score: float
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[tuple[str, str], ...]:
        """Each flag with its note, empty where there is none."""
        return tuple(zip_longest(self.flags, self.notes[: len(self.flags)], fillvalue=""))


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as the store holds it.

    `raw` is the text that went in and `paragraphs` the clean text in the article's own language (`original`); offsets
    of `edits` and `flags` are code points of `raw`. `status` says what became of it: `paired` with its `segments`,
    `kept` clean but without a translation, or `failed`; `reason` says why for the last two.
    """

    id: str
    source: str
    raw: str
    status: Status
    reason: str = ""
    language: str | None = None
    title_fr: str | None = None
    title_en: str | None = None
    date: str | None = None
    author: str | None = None
    agency: str | None = None
    keywords: tuple[str, ...] = ()
    original: Literal["fr", "en"] | None = None
    segments: Sequence[Segment] = ()
    paragraphs: Sequence[str] = ()
    edits: Sequence[LoggedEdit] = ()
    flags: Sequence[dict[str, Any]] = field(default_factory=tuple)
    signature: str = ""

    @property
    def title(self) -> str | None:
        """The title in the language of the article."""
        return self.title_en if self.original == "en" else self.title_fr

    def text(self, language: Literal["fr", "en"]) -> str:
        """Return the body in one language: one paragraph a line, the title left out, segments joined by a space."""
        lines: dict[int, list[str]] = {}
        for segment in self.segments:
            if segment.paragraph >= 0:
                lines.setdefault(segment.paragraph, []).append(segment.fr if language == "fr" else segment.en)
        return "\n".join(" ".join(parts) for _, parts in sorted(lines.items()))
