"""Bytes to text, so that the text encodes back to the same bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text.encode(encoding, errors)` gives the bytes back. A byte order mark stays in `text`."""

    text: str
    encoding: str
    errors: str


def decode(data: bytes, *, declared: str | None = None, html: bool = False) -> Decoded:
    """Decode `data`: UTF-32 and UTF-16 by their marks, UTF-16 without one, UTF-8, the encoding that was declared,
    UTF-8 with stray bytes, Windows-1252.

    `declared` is the charset of an HTTP header; with `html` the page's own declaration is read too. Stray bytes in text
    that is UTF-8 for the most part become lone surrogates (`surrogateescape`). Never raises.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (decoded := _strictly(data, encoding)):
            return decoded
    if (unmarked := _utf16_without_mark(data)) and (decoded := _strictly(data, unmarked)):
        return decoded
    if decoded := _strictly(data, "utf-8"):
        return decoded
    if html and declared is None and (found := _META.search(data[:4096])):
        declared = found[1].decode("ascii")
    if declared and (decoded := _strictly(data, declared)):
        return decoded
    text = data.decode("utf-8", "surrogateescape")
    stray = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    if stray <= len(_MULTIBYTE.findall(data)):
        return Decoded(text, "utf-8", "surrogateescape")
    return _strictly(data, "cp1252") or Decoded(data.decode("latin-1"), "latin-1", "strict")


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text at all: of its first 64 KiB, one byte in thirty or more is a control character.

    Compressed and random data have one in ten; a text has none, or a few by accident.
    """
    sample = data[:65536]
    if sample.startswith(tuple(mark for mark, _ in _MARKS)) or _utf16_without_mark(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > max(3, len(sample) / 30)


def _utf16_without_mark(data: bytes) -> str | None:
    """The byte order of UTF-16 text in a Latin alphabet: every other byte is 0, or nearly."""
    sample = data[:65536]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most, few = len(sample) * 0.4, len(sample) * 0.02
    if odd > most and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd <= few else None


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
        if name != "utf-8" and text.encode(name) != data:
            return None
    except (LookupError, ValueError):
        return None
    return Decoded(text, name, "strict")
