"""Where articles come from: text, HTML, JSONL, WARC, folders, URLs and feeds, each read as a stream of Documents.

`read` is the one entry: arguments in, Documents (or Problems that say what was wrong and where) out, in a stable order
and one at a time, so that memory doesn't grow with their number.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.sources.files import HTML, LINES, TEXT, read_lines, read_page, suffix_of
from flows.sources.items import Item, Items, Problem, is_url, one_line
from flows.sources.warc import read_archive

__all__ = ["Item", "Items", "Problem", "one_line", "read"]

_ARCHIVES = (".warc",)
_KNOWN = (*TEXT, *HTML, ".jsonl", ".ndjson", *_ARCHIVES)


def read(sources: Iterable[str | Path], *, max_bytes: int, network: bool = False, timeout: float = 20.0) -> Items:
    """Read every source in order; a folder with everything in it, in the order of the names.

    An article larger than `max_bytes` is a Problem. URLs are read only with `network`; `timeout` is in seconds.
    """
    for source in sources:
        if is_url(str(source)):
            if network:
                from flows.sources.web import read_url

                yield from read_url(str(source), max_bytes=max_bytes, timeout=timeout)
            else:
                yield Problem(str(source), "is on the network, and reading from there is off: allow it with --network")
        else:
            yield from _read_path(Path(source), max_bytes)


def _read_path(path: Path, max_bytes: int) -> Items:
    if not path.exists():
        yield Problem(str(path), "does not exist: check the path", missing=True)
    elif path.is_dir():
        empty = True
        for found in _files_in(path):
            empty = False
            if isinstance(found, Problem):
                yield found
            else:
                yield from _read_file(found, max_bytes)
        if empty:
            known = ", ".join(suffix for suffix in _KNOWN if suffix)
            yield Problem(str(path), f"is a folder without articles (looked for {known})", missing=True)
    else:
        yield from _read_file(path, max_bytes)


def _files_in(folder: Path) -> Iterator[Path | Problem]:
    """The files with a known suffix in `folder` and the folders below it; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Problem(str(folder), f"can't be listed: {error.strerror}; what lies in it was not read")
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            if not path.is_symlink():
                yield from _files_in(path)
        elif suffix_of(path) in _KNOWN:
            if path.is_file():
                yield path
            elif path.is_symlink():
                yield Problem(str(path), "is a link that leads to no file")


def _read_file(path: Path, max_bytes: int) -> Items:
    kind = suffix_of(path)
    found = 0
    try:
        if kind in LINES:
            items = read_lines(path, max_bytes)
        elif kind in _ARCHIVES:
            items = read_archive(path, max_bytes)
        else:
            items = iter((read_page(path, max_bytes),))
        for item in items:
            yield item
            found += not isinstance(item, Problem)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        place = f" after {found} articles" if found else ""
        yield Problem(str(path), f"is damaged{place} ({error}): fetch or compress it again")
    except OSError as error:
        yield Problem(str(path), f"can't be read: {error.strerror or error}")
