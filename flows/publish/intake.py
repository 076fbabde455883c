"""Takes what the sources yield into the store: documents, problems, and the lines that a site repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from cleaners.document import Document
from flows.publish import tables as t
from flows.publish.lines import hashed_lines
from flows.publish.tables import as_json, insert
from flows.sources.items import Item, Problem, short_hash


def record_chunk(connection: Connection, run: str, position: int, chunk: Sequence[Item]) -> None:
    """Take in documents and problems; `position` is the number of the first among the run's items."""
    site_lines: Counter[tuple[str, str]] = Counter()
    for number, item in enumerate(chunk, position):
        if isinstance(item, Problem):
            row = {"run": run, "position": number, "source": item.source, "reason": item.reason}
            connection.execute(t.problems.insert(), {**row, "missing": item.missing})
            continue
        ordinal, changed = _record_document(connection, run, item)
        if changed and (site := item.hints.get("site")):
            site_lines.update((site, line) for line in hashed_lines(item).values())
        listed = {"run": run, "ordinal": ordinal}
        connection.execute(insert(connection, t.run_documents).on_conflict_do_nothing(), listed)
    _count_lines(connection, site_lines)


def _record_document(connection: Connection, run: str, document: Document) -> tuple[int, bool]:
    """The document's ordinal, and whether its content is new.

    Where a source gives one name to several documents (an archive that holds a page twice), the second one's source
    ends in "(2)", so that neither takes the place of the other.
    """
    d, content = t.documents.c, document.sha256
    known = select(d.ordinal, d.content, d.source).where(d.own_id == document.id).order_by(d.ordinal)
    rows = connection.execute(known).all()
    for row in rows:
        if row.content == content:
            return row.ordinal, False
    values = {
        "content": content,
        "media": document.media,
        "encoding": document.encoding,
        "errors": document.errors,
        "raw": document.raw.encode("utf-8", "surrogatepass"),
        "hints": as_json(dict(document.hints)),
        "site": document.hints.get("site"),
        "article": None,
        "signature": None,
        "status": "new",
        "reason": "",
    }
    by_source = {row.source: row.ordinal for row in rows}
    source, number = document.source, 1
    while (ordinal := by_source.get(source)) is not None:
        if not _is_in(connection, run, ordinal):
            connection.execute(update(t.documents).where(d.ordinal == ordinal).values(**values))
            return ordinal, True
        number += 1
        source = f"{document.source} ({number})"
    taken = connection.execute(select(d.ordinal).where(d.id == document.id)).first()
    name = f"{document.id}-{short_hash(source)[:8]}" if taken else document.id
    names = {"id": name, "own_id": document.id, "source": source}
    added = connection.execute(t.documents.insert().returning(d.ordinal), {**values, **names})
    return int(added.scalar_one()), True


def _is_in(connection: Connection, run: str, ordinal: int) -> bool:
    r = t.run_documents.c
    return connection.execute(select(r.ordinal).where(r.run == run, r.ordinal == ordinal)).first() is not None


def _count_lines(connection: Connection, lines: Counter[tuple[str, str]]) -> None:
    rows = [{"site": site, "line": line, "documents": count} for (site, line), count in sorted(lines.items())]
    if rows:
        statement = insert(connection, t.site_lines)
        total = t.site_lines.c.documents + statement.excluded.documents
        connection.execute(
            statement.on_conflict_do_update(index_elements=["site", "line"], set_={"documents": total}), rows
        )
