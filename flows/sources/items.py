"""What a source yields: a Document, or a Problem where there should have been one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cleaners.document import Document, Media
from flows.sources.decode import decode, is_binary


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that could not be read. `source` is `path`, `path:line` or a URL; `reason` says what to do too.

    `missing` marks an argument that leads to nothing at all (no such path, an empty folder).
    """

    source: str
    reason: str
    missing: bool = False


Item = Document | Problem
Items = Iterator[Item]

HINTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "date": ("date", "published", "date_published", "publication_date", "timestamp"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link"),
    "site": ("site", "hostname", "domain"),
    "language": ("language", "lang"),
}
"""Each hint, and the field names it goes by in JSONL."""


def document_from_bytes(
    data: bytes,
    *,
    id: str,
    source: str,
    media: Media | None,
    hints: Mapping[str, str],
    charset: str | None = None,
) -> Item:
    """Decode one page. `media` None looks at its beginning. Empty and binary data become a Problem."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v\0"):
        return Problem(source, "is empty: there is nothing to clean")
    if is_binary(data):
        return Problem(source, "is not text (binary data); give text, HTML, JSONL or WARC")
    if media is None:
        media = "html" if looks_like_html(data) else "text"
    decoded = decode(data, declared=charset, html=media == "html")
    return Document(
        id=id,
        source=source,
        raw=decoded.text,
        media=media,
        encoding=decoded.encoding,
        errors=decoded.errors,
        hints=with_site(hints),
    )


def is_url(source: str) -> bool:
    """Whether an argument is a web address and not a path."""
    return source.lower().startswith(("http://", "https://"))


def looks_like_html(data: bytes) -> bool:
    """Whether a page starts as an HTML page does."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def hints_from(fields: Mapping[str, Any]) -> dict[str, str]:
    """The hints among the fields of a JSON object; lists are joined by ", ", empty values left out."""
    hints = {}
    for hint, names in HINTS.items():
        for name in names:
            value = fields.get(name)
            if isinstance(value, list):
                value = ", ".join(str(part) for part in value if part)
            if hint == "date" and isinstance(value, int | float) and not isinstance(value, bool):
                value = _from_timestamp(value)
            if isinstance(value, str) and value.strip():
                hints[hint] = value.strip()
                break
    return hints


def with_site(hints: Mapping[str, str]) -> dict[str, str]:
    """The hints, with the site that the URL names."""
    hints = dict(hints)
    if "url" in hints and "site" not in hints:
        try:
            host = urlsplit(hints["url"]).hostname
        except ValueError:
            host = None
        if host:
            hints["site"] = host.removeprefix("www.")
    return hints


def one_line(name: str) -> str:
    """A name or an address for a message: what would break the line or can't be written stands as its escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def short_hash(text: str) -> str:
    """Sixteen hex digits that stand for `text` in an id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _from_timestamp(value: float) -> str | None:
    try:
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
