"""The values that the store yields: one `ArticleRecord` per article, with its aligned segments and its edit log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal

from cleaners.edits import LoggedEdit, revert

if TYPE_CHECKING:
    from translators.ladder import ArticleVerdict

Status = Literal["paired", "kept", "failed"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and its translation.

    `paragraph` is the index in the article's `paragraphs` (-1 for the title); `score` runs from 0 to 1; `flags` are
    `severity:check` strings, such as `warning:numbers`, and `notes` says for each of them what was found. `edits` are
    what the typography of its language changed in the translation (offsets in code points of what the model wrote);
    `attempts` counts how often the sentence was decoded.
    """

    paragraph: int
    fr: str
    en: str
    score: float
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    edits: tuple[LoggedEdit, ...] = ()
    attempts: int = 1

    def side(self, language: str) -> str:
        """The sentence in one of the two languages."""
        return self.fr if language == "fr" else self.en

    def as_translated(self, original: str | None) -> str:
        """The translation as the model wrote it, of an article whose own language is `original`."""
        return revert(self.side("en" if original == "fr" else "fr"), self.edits)

    @property
    def found(self) -> tuple[tuple[str, str], ...]:
        """Each flag with its note, empty where there is none."""
        return tuple(zip_longest(self.flags, self.notes[: len(self.flags)], fillvalue=""))


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as the store holds it.

    `raw` is the text that went in and `paragraphs` the clean text in the article's own language (`original`); offsets
    of `edits` and `flags` are code points of `raw`. `status` says what became of it: `paired` with its `segments`,
    `kept` clean but without a translation, or `failed`; `reason` says why for the last two. `verdict` is what the
    checks say of the translation as a whole, None without one.
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
    verdict: ArticleVerdict | None = None

    @property
    def title(self) -> str | None:
        """The title in the language of the article."""
        return self.title_en if self.original == "en" else self.title_fr

    def text(self, language: Literal["fr", "en"]) -> str:
        """Return the body in one language: one paragraph a line, the title left out, segments joined by a space."""
        lines: dict[int, list[str]] = {}
        for segment in self.segments:
            if segment.paragraph >= 0:
                lines.setdefault(segment.paragraph, []).append(segment.side(language))
        return "\n".join(" ".join(parts) for _, parts in sorted(lines.items()))
