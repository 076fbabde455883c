"""What goes in and what comes out: `Document` before cleaning, `Article` after it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cleaners.edits import Fact, Flag, LoggedEdit

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it came; never changed.

    `source` says where it came from (a path, `path:line`, a URL). `encoding` and `errors` are how `raw` was decoded,
    so that
    `raw_bytes` gives the file back. `hints` is metadata that came beside the text: title, date, author, url, site,
    language.
    """

    id: str
    source: str
    raw: str
    media: Media = "text"
    encoding: str = "utf-8"
    errors: str = "surrogateescape"
    hints: Mapping[str, str] = field(default_factory=dict)

    def raw_bytes(self) -> bytes:
        return self.raw.encode(self.encoding, self.errors)

    @property
    def sha256(self) -> str:
        """Hash of the bytes and of what came beside them: the same hash gives the same article."""
        digest = hashlib.sha256(self.raw.encode("utf-8", "surrogatepass"))
        for key in sorted(self.hints):
            digest.update(f"\0{key}\0{self.hints[key]}".encode("utf-8", "surrogatepass"))
        digest.update(f"\0{self.media}".encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article with the record of what was done.

    `text` is the title, if the page has one, and the paragraphs, one a line, each line ending in LF; it is `raw` under
    `edits`. `paragraphs` leaves the title out. Offsets of `edits`, `facts` and `flags` are code points of `raw`.
    """

    id: str
    source: str
    raw: str
    text: str
    language: str | None
    title: str | None
    paragraphs: tuple[str, ...]
    edits: tuple[LoggedEdit, ...]
    facts: tuple[Fact, ...] = ()
    flags: tuple[Flag, ...] = ()
    date: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    place: str | None = None
    keywords: tuple[str, ...] = ()

    @property
    def author(self) -> str | None:
        return ", ".join(self.authors) or None

    @property
    def truncated(self) -> bool:
        return self.has("truncated")

    def has(self, name: str) -> bool:
        """Whether a fact of that field was found: truncated, machine_translated, live, foreign_paragraphs …"""
        return any(fact.field == name for fact in self.facts)

    def values(self, name: str) -> tuple[str, ...]:
        """The values found for a field, each once, in the order of the page."""
        return tuple(dict.fromkeys(fact.value for fact in self.facts if fact.field == name))
