"""Bytes to text, so that the text encodes back to the same bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27} | {127})


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text.encode(encoding, errors)` gives the bytes back. A byte order mark stays in `text`."""

    text: str
    encoding: str
    errors: str


def decode(data: bytes, *, declared: str | None = None, html: bool = False) -> Decoded:
    """Decode `data`: UTF-16 by its mark, UTF-8, the encoding that was declared, UTF-8 with stray bytes, Windows-1252.

    `declared` is the charset of an HTTP header; with `html` the page's own declaration is read too. Stray bytes in text
    that is UTF-8 for the most part become lone surrogates (`surrogateescape`). Never raises.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark) and (decoded := _strictly(data, encoding)):
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
    """Whether `data` is no text at all: more than a tenth of its first 64 KiB are control characters."""
    sample = data[:65536]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) / 10


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
        if name != "utf-8" and text.encode(name) != data:
            return None
    except (LookupError, ValueError):
        return None
    return Decoded(text, name, "strict")
