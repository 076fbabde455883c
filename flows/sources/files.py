"""Text, HTML and JSONL files, plain or gzipped, read as a stream: never more than one article in memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from cleaners.document import Document, Media
from flows.sources.decode import decode
from flows.sources.items import (
    Item,
    Items,
    Problem,
    document_from_bytes,
    hints_from,
    looks_like_html,
    short_hash,
    with_site,
)

TEXT = (".txt", ".text", ".md", "")
HTML = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson", ".json")


def suffix_of(path: Path) -> str:
    """The suffix in lower case, that of the compressed file for `.gz`."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def stem_of(path: Path) -> str:
    """The name without its suffixes: `a.jsonl.gz` is `a`."""
    stem = path.stem if path.suffix.lower() != ".gz" else Path(path.stem).stem
    return stem or path.name


def read_page(path: Path, max_bytes: int) -> Item:
    """The one article of a text or HTML file."""
    with open_binary(path) as stream:
        data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        return Problem(str(path), too_large(max_bytes))
    media: Media | None = "html" if suffix_of(path) in HTML else None
    return document_from_bytes(data, id=stem_of(path), source=str(path), media=media, hints={})


def read_lines(path: Path, max_bytes: int) -> Items:
    """The articles of a JSONL file: an object a line, with `text` or `html` and perhaps id, title, date, url, author.

    Without an id the text names the article, so that a file that grows or turns over stays in step.
    A bad line is a Problem that names `path:line`; the rest goes on.
    """
    with open_binary(path) as stream:
        for number, line in _bounded_lines(stream, max_bytes):
            source = f"{path}:{number}"
            if line is None:
                yield Problem(source, too_large(max_bytes))
            elif line.strip():
                yield _from_line(line, source, stem_of(path))


def open_binary(path: Path) -> IO[bytes]:
    """Open a file, unpacking it when it is gzipped."""
    return cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def too_large(max_bytes: int) -> str:
    """What to say about an article beyond the limit."""
    return (
        f"is larger than an article should be ({max_bytes:,} bytes): split it, or raise the limit "
        "(sources.max_bytes in the settings)"
    )


def _bounded_lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1; None for a line longer than `limit`, which is skipped in pieces."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (piece := stream.readline(limit)) and not piece.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _from_line(line: bytes, source: str, stem: str) -> Item:
    decoded = decode(line.removeprefix(b"\xef\xbb\xbf"))
    try:
        fields: Any = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        return Problem(source, f"is not valid JSON ({reason}); expected one object a line")
    if not isinstance(fields, dict):
        return Problem(source, "is not a JSON object; expected one object a line, with a field text or html")
    for name in ("text", "html"):
        value = fields.get(name)
        if not isinstance(value, str):
            continue
        if not value.strip():
            return Problem(source, f"has an empty {name}: there is nothing to clean")
        is_html = name == "html" or looks_like_html(value[:1024].encode("utf-8", "replace"))
        given = fields.get("id")
        return Document(
            id=str(given) if isinstance(given, str | int) and str(given).strip() else f"{stem}-{short_hash(value)}",
            source=source,
            raw=value,
            media="html" if is_html else "text",
            encoding="utf-8",
            errors="surrogatepass",
            hints=with_site(hints_from(fields)),
        )
    present = ", ".join(sorted(map(str, fields))[:8]) or "none"
    return Problem(source, f"has no field text or html (its fields: {present})")
