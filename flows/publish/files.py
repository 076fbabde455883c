"""Files that are whole or not there: written beside their place, then renamed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_SURROGATE = re.compile("[\ud800-\udfff]")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it doesn't.

    An OSError names the file, as far as the error itself doesn't name another.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as stream:
            yield stream
        temporary.replace(path)
    except OSError as error:
        error.filename = error.filename or str(path)  # a write that fails does not say where
        raise
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait until no other process is in such a block with the same `path`, a file that stays."""
    with path.open("w") as stream:
        try:
            import fcntl
        except ImportError:  # Windows: no lock; two runs on one folder should not end together there
            yield
            return
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with the line ends that it has."""
    with replacing(path) as stream:
        stream.write(to_utf8(text))


def to_utf8(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 has no bytes for, becomes its `\\udc80` escape as JSON writes it."""
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8")


def valid_text(text: str) -> str:
    """`text` with lone surrogates replaced by U+FFFD, for formats that can't hold them."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
