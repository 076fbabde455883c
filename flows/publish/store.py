"""The store: what was read, what became of it, and which run asked for it. SQLite by default, PostgreSQL by URL.

No work is done twice: a clean article is kept under the hash of its content and the rule set, its translation under
that and the package's signature. A batch is saved in one transaction, so a run that is killed leaves whole batches or
nothing, and the next run goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, func, select, update

from cleaners.document import Document
from cleaners.edits import Context
from flows.publish import tables as t
from flows.publish.engine import for_writing, lock, open_engine
from flows.publish.intake import record_chunk
from flows.publish.lines import hashed_lines
from flows.publish.saving import Outcome, save_outcome
from flows.publish.tables import as_json
from flows.sources.items import Item

CHUNK = 200
"""Documents recorded in one transaction."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document of the store and what became of it last time (`status` "new": nothing yet)."""

    ordinal: int
    document: Document
    content: str
    article: str | None
    signature: str | None
    status: str


class Store:
    """One database. Safe to use from several threads and processes."""

    def __init__(self, url: str) -> None:
        """Open the database at `url` (SQLAlchemy's form), making its tables; UsageError when that can't be done."""
        self.url = url
        self.engine = open_engine(url)

    def _writing(self) -> AbstractContextManager[Connection]:
        return for_writing(self.engine).begin()

    def close(self) -> None:
        """Let its connections go; it opens new ones when it is used again."""
        self.engine.dispose()

    # -- runs -------------------------------------------------------------------------------------------------

    def begin_run(self, sources: Iterable[str]) -> str:
        """Note that a run begins; returns its id."""
        run = uuid4().hex
        row = {"id": run, "started": _now(), "status": "running", "sources": as_json(list(sources)), "counts": "{}"}
        with self._writing() as connection:
            connection.execute(t.runs.insert(), row)
        return run

    def finish_run(self, run: str, counts: dict[str, int], status: str = "done") -> None:
        """Note how a run ended."""
        values = {"finished": _now(), "status": status, "counts": as_json(counts)}
        with self._writing() as connection:
            connection.execute(update(t.runs).where(t.runs.c.id == run).values(**values))

    def record(self, run: str, items: Iterable[Item]) -> Iterator[int]:
        """Take in what a source yields, a chunk at a time; yields how many items are in so far."""
        chunk: list[Item] = []
        position = 0
        for item in items:
            chunk.append(item)
            if len(chunk) >= CHUNK:
                self._take(run, position, chunk)
                position += len(chunk)
                chunk = []
                yield position
        if chunk:
            self._take(run, position, chunk)
            yield position + len(chunk)

    def _take(self, run: str, position: int, chunk: Sequence[Item]) -> None:
        with self._writing() as connection:
            lock(connection)
            record_chunk(connection, run, position, chunk)

    # -- work -------------------------------------------------------------------------------------------------

    def ordinals(self, run: str, first: int = 0, last: int | None = None, limit: int | None = None) -> list[int]:
        """The documents of a run from ordinal `first` to `last`, in order, at most `limit`."""
        r = t.run_documents.c
        query = select(r.ordinal).where(r.run == run, r.ordinal >= first).order_by(r.ordinal).limit(limit)
        if last is not None:
            query = query.where(r.ordinal <= last)
        with self.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def number_of_documents(self, run: str) -> int:
        """How many documents a run has."""
        query = select(func.count()).select_from(t.run_documents).where(t.run_documents.c.run == run)
        with self.engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def documents(self, ordinals: Sequence[int]) -> list[Stored]:
        """The documents with these ordinals, in order."""
        d = t.documents.c
        with self.engine.connect() as connection:
            rows = connection.execute(select(t.documents).where(d.ordinal.in_(ordinals)).order_by(d.ordinal)).all()
        return [_stored(row) for row in rows]

    def states(self, ordinals: Sequence[int]) -> list[Any]:
        """Rows of ordinal, content, article, signature, status and language: enough to see what is left to do."""
        d = t.documents.c
        columns = (d.ordinal, d.content, d.article, d.signature, d.status, t.articles.c.language)
        query = select(*columns).outerjoin(t.articles, t.articles.c.key == d.article)
        with self.engine.connect() as connection:
            return list(connection.execute(query.where(d.ordinal.in_(ordinals)).order_by(d.ordinal)).all())

    def context(self, document: Document) -> Context:
        """What is known of the document's site: on how many OTHER documents each of its folded lines stands."""
        site = document.hints.get("site")
        if not site:
            return Context()
        lines = hashed_lines(document)
        s = t.site_lines.c
        counts: dict[str, int] = {}
        hashes = sorted(set(lines.values()))
        with self.engine.connect() as connection:
            for start in range(0, len(hashes), 500):
                part = hashes[start : start + 500]
                query = select(s.line, s.documents).where(s.site == site, s.line.in_(part), s.documents > 1)
                counts.update((row.line, row.documents) for row in connection.execute(query))
        return Context(site, {line: counts[hash] - 1 for line, hash in lines.items() if hash in counts})

    def has_pair(self, article: str, signature: str) -> bool:
        """Whether an article has been translated by that package."""
        p = t.pairs.c
        with self.engine.connect() as connection:
            found = connection.execute(select(p.article).where(p.article == article, p.signature == signature)).first()
        return found is not None

    def clean_text(self, article: str) -> tuple[str | None, str | None, list[str]] | None:
        """Language, title and paragraphs of an article cleaned before; None when it wasn't."""
        a = t.articles.c
        with self.engine.connect() as connection:
            row = connection.execute(select(a.language, a.title, a.paragraphs).where(a.key == article)).first()
        return None if row is None else (row.language, row.title, json.loads(row.paragraphs))

    def save(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what a batch did, all of it or (when the process is killed meanwhile) nothing."""
        with self._writing() as connection:
            for outcome in outcomes:
                save_outcome(connection, outcome)

    def give_up(self, ordinals: Sequence[int], reason: str) -> None:
        """Note why nothing became of these documents; the next run tries again."""
        d = t.documents.c
        values = {"status": "failed", "reason": reason, "article": None, "signature": None}
        with self._writing() as connection:
            connection.execute(update(t.documents).where(d.ordinal.in_(ordinals), d.status == "new").values(**values))

    def forget(self, ordinals: Sequence[int]) -> None:
        """Drop what became of these documents, so that it is done again."""
        d = t.documents.c
        with self._writing() as connection:
            keys = select(d.article).where(d.ordinal.in_(ordinals), d.article.is_not(None))
            found = list(connection.execute(keys).scalars())
            for table in (t.segments, t.pairs, t.edits):
                connection.execute(delete(table).where(table.c.article.in_(found)))
            connection.execute(delete(t.articles).where(t.articles.c.key.in_(found)))
            values = {"status": "new", "reason": "", "article": None, "signature": None}
            connection.execute(update(t.documents).where(d.article.in_(found)).values(**values))

    def problems(self, run: str) -> Iterator[tuple[str, str, bool]]:
        """Source, reason and whether the argument leads nowhere, for each item that a run could not read or do."""
        p, d, r = t.problems.c, t.documents.c, t.run_documents.c
        failed = select(d.source, d.reason).join(t.run_documents, r.ordinal == d.ordinal).where(r.run == run)
        with self.engine.connect() as connection:
            for row in connection.execute(select(t.problems).where(p.run == run).order_by(p.position)):
                yield row.source, row.reason, row.missing
            for row in connection.execute(failed.where(d.status == "failed").order_by(d.ordinal)):
                yield row.source, row.reason, False

    def claim_pairs(self, run: str) -> None:
        """Count the pairs that a killed run made, and never published, among those of `run`."""
        unpublished = select(t.runs.c.id).where(t.runs.c.status != "done")
        with self._writing() as connection:
            connection.execute(update(t.pairs).where(t.pairs.c.run.in_(unpublished)).values(run=run))

    def kept(self, run: str) -> Iterator[tuple[str, str]]:
        """Source and reason for each document of a run that has no pair."""
        d, r = t.documents.c, t.run_documents.c
        query = select(d.source, d.reason).join(t.run_documents, r.ordinal == d.ordinal)
        with self.engine.connect() as connection:
            for row in connection.execute(query.where(r.run == run, d.status == "kept").order_by(d.ordinal)):
                yield row.source, row.reason

    def state_of(self, document: Document) -> Any | None:
        """The row that `states` would give for a document that is in the store with this content; None if it isn't."""
        d = t.documents.c
        query = select(d.ordinal).where(d.own_id == document.id, d.content == document.sha256)
        with self.engine.connect() as connection:
            ordinal = connection.execute(query).scalar()
        return self.states([ordinal])[0] if ordinal is not None else None

    def pairs_of(self, run: str) -> list[int]:
        """The documents whose pairs `run` was the first to publish, in order."""
        d, p = t.documents.c, t.pairs.c
        made = (p.article == d.article) & (p.signature == d.signature)
        query = select(d.ordinal).join(t.pairs, made).where(p.run == run).order_by(d.ordinal)
        with self.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def counts(self, run: str) -> dict[str, int]:
        """How many documents of a run were paired, kept and failed, the unreadable ones among the failed."""
        d, r = t.documents.c, t.run_documents.c
        query = select(d.status, func.count()).join(t.run_documents, r.ordinal == d.ordinal).where(r.run == run)
        unreadable = select(func.count()).select_from(t.problems).where(t.problems.c.run == run)
        with self.engine.connect() as connection:
            found = {str(row[0]): int(row[1]) for row in connection.execute(query.group_by(d.status))}
            found["failed"] = found.get("failed", 0) + int(connection.execute(unreadable).scalar_one())
        return {name: found.get(name, 0) for name in ("paired", "kept", "failed")}


def _stored(row: Any) -> Stored:
    document = Document(
        id=row.id,
        source=row.source,
        raw=row.raw.decode("utf-8", "surrogatepass"),
        media=row.media,
        encoding=row.encoding,
        errors=row.errors,
        hints=json.loads(row.hints),
    )
    return Stored(row.ordinal, document, row.content, row.article, row.signature, row.status)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
