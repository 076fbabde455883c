"""Everything that a run puts into the output folder, in one pass over the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from flows.errors import UsageError
from flows.publish.exports import export
from flows.publish.files import locked
from flows.publish.read import records
from flows.publish.records import ArticleRecord
from flows.publish.store import Store


def publish_all(store: Store, run: str, out: Path, formats: Sequence[str]) -> Path | None:
    """Write the exports and the review; returns the path of the review's index when it is among `formats`.

    Runs that end at the same time write one after the other. Raises UsageError when `out` can't be written; what stood
    there before stays.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out / ".lock"), closing(export(records(store, run), out, formats)) as passing:
            if "review" not in formats:
                _exhaust(passing)
                return None
            from flows.review.render import write_site

            page = write_site(passing, out)
            _exhaust(passing)
    except OSError as error:
        reason = f"{error.filename or out}: can't write there: {error.strerror}"
        raise UsageError(f"{reason}. Make space, or name another folder with --out") from None
    return page


def _exhaust(passing: Iterable[ArticleRecord]) -> None:
    for _ in passing:
        pass
