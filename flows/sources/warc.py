"""Web archives (WARC, gzipped or not): the HTML and text responses that they hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, BinaryIO

from flows.sources.files import too_large
from flows.sources.items import Item, Items, Problem, document_from_bytes, short_hash

_MEDIA = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_BEGINNING = re.compile(rb"\x1f\x8b\x08[\0-\x1f]|(?<=\n)WARC/1\.")
_DAMAGED = "holds a damaged record at this byte; the records after it are read. Fetch the archive again"
CUT = "is damaged: the archive ends in the middle of it; fetch the archive again"


def read_archive(path: Path, max_bytes: int) -> Items:
    """Each response with status 200 whose body is HTML or text. A damaged record is a Problem; what follows is read."""
    from warcio.archiveiterator import ArchiveIterator

    found = 0
    damaged = False
    with path.open("rb") as stream:
        start: int | None = 0
        while start is not None:
            stream.seek(start)
            records: Any = ArchiveIterator(stream)
            try:
                for record in records:
                    damaged = False
                    if (item := _from_record(record, path, max_bytes)) is not None:
                        found += 1
                        yield item
                break
            except OSError:
                raise
            except Exception as error:  # the library raises what its parsers and zlib raise
                if not damaged:
                    yield Problem(f"{path}@{records.offset}", f"{_DAMAGED} ({_in_words(error)})")
                damaged = True
                start = _next_record(stream, records.offset + 1)
    if not found:
        yield Problem(str(path), "holds no HTML or text response")


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Where the next record may begin, from byte `start` on; None when there is none."""
    stream.seek(start)
    tail = b""
    while data := stream.read(1 << 20):
        if found := _BEGINNING.search(tail + data):
            return start - len(tail) + found.start()
        start += len(data)
        tail = (tail + data)[-8:]
    return None


def _in_words(error: Exception) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())
    return words if len(words) <= 80 else f"{words[:80]}…"


def _from_record(record: Any, path: Path, max_bytes: int) -> Item | None:
    if record.rec_type not in ("response", "resource"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    source = f"{path}#{url}"
    if record.rec_type == "response" and headers is None:
        return Problem(source, CUT)
    if record.rec_type == "response" and headers.get_statuscode() != "200":
        return None
    content_type = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind, _, parameters = content_type.partition(";")
    media = _MEDIA.get(kind.strip().lower())
    if media is None:
        return None
    data = record.content_stream().read(max_bytes + 1)
    if len(data) > max_bytes:
        return Problem(source, too_large(max_bytes))
    while record.raw_stream.read(65536):  # what is left when the page ended before its record did
        pass
    if record.raw_stream.limit > 0:
        return Problem(source, CUT)
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    hints = {"url": url} if url else {}
    name = short_hash(url or record.rec_headers.get_header("WARC-Record-ID") or "")
    return document_from_bytes(
        data, id=name, source=source, media="html" if media == "html" else "text", hints=hints, charset=charset
    )
