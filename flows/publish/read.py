"""Reads the store back: one `ArticleRecord` per document, in the order of first sight, a page at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, ColumnElement, Connection, distinct, func, select

from cleaners.edits import LoggedEdit
from flows.publish import tables as t
from flows.publish.records import ArticleRecord, Segment
from flows.publish.store import Store
from flows.ruleset import detector_signature
from flows.sources.items import short_hash
from translators.ladder import ArticleVerdict

_Pair = tuple[str | None, str | None]  # article and translator, as `documents` name them

PAGE = 100
"""Documents held in memory at once."""


def records(store: Store, run: str | None = None, only: Sequence[int] | None = None) -> Iterator[ArticleRecord]:
    """Every document of the store that something became of; those that `run` could not read come last, as failed.

    `only` restricts it to the documents with these ordinals.
    """
    after = 0
    for start in range(0, len(only or ()), PAGE):
        with store.engine.connect() as connection:
            chosen = t.documents.c.ordinal.in_((only or ())[start : start + PAGE])
            page = list(_page(connection, chosen))
        yield from (record for _, record in page if record is not None)
    if only is not None:
        return
    while True:
        with store.engine.connect() as connection:
            page = list(_page(connection, t.documents.c.ordinal > after))
        if not page:
            break
        after = page[-1][0]
        yield from (record for _, record in page if record is not None)
    if run is not None:
        yield from _unreadable(store, run)


def signature(ruleset: str, translator: str) -> str:
    """What made an article: rule set, detector and package, e.g. `rules@12ab langdetect-1.0.9 argos:fr_en-0.1@...`."""
    return " ".join(part for part in (f"rules@{ruleset[:12]}", detector_signature(), translator) if part)


def _page(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[int, ArticleRecord | None]]:
    d, a = t.documents, t.articles
    query = select(d, a).outerjoin(a, a.c.key == d.c.article).where(where)
    rows = (
        connection.execute(query.order_by(d.c.ordinal).limit(PAGE).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL))
        .mappings()
        .all()
    )
    keys = sorted({row["documents_article"] for row in rows if row["documents_article"]})
    edits = _edits(connection, keys)
    segments, verdicts = _segments(connection, keys), _verdicts(connection, keys)
    for row in rows:
        if row["documents_status"] == "new":
            yield row["documents_ordinal"], None
        else:
            key = row["documents_article"]
            pair = (key, row["documents_signature"])
            yield row["documents_ordinal"], _record(row, edits[key], segments[pair], verdicts.get(pair))


def _record(
    row: Any, edits: list[LoggedEdit], segments: list[Segment], verdict: ArticleVerdict | None
) -> ArticleRecord:
    language = row["articles_language"]
    title = row["articles_title"]
    titles = [segment for segment in segments if segment.paragraph < 0]
    original = language if segments else None
    translated = {
        "fr": " ".join(segment.fr for segment in titles) or None,
        "en": " ".join(segment.en for segment in titles) or None,
    }
    if language in translated:
        translated[language] = title
    elif title:
        translated["fr"] = title
    return ArticleRecord(
        id=row["documents_id"],
        source=row["documents_source"],
        raw=row["documents_raw"].decode("utf-8", "surrogatepass"),
        status=row["documents_status"],
        reason=row["documents_reason"],
        language=language,
        title_fr=translated["fr"],
        title_en=translated["en"],
        date=row["articles_date"],
        author=row["articles_author"],
        agency=row["articles_agency"],
        keywords=tuple(json.loads(row["articles_keywords"] or "[]")),
        original=original,
        segments=segments,
        paragraphs=json.loads(row["articles_paragraphs"] or "[]"),
        edits=edits,
        flags=json.loads(row["articles_flags"] or "[]"),
        signature=signature(row["articles_ruleset"] or "", row["documents_signature"] or ""),
        verdict=verdict,
    )


def _edits(connection: Connection, keys: list[str]) -> dict[str | None, list[LoggedEdit]]:
    e = t.edits.c
    found: dict[str | None, list[LoggedEdit]] = defaultdict(list)
    for row in connection.execute(select(t.edits).where(e.article.in_(keys)).order_by(e.article, e.position)):
        also = tuple(json.loads(row.also))
        edit = LoggedEdit(row.rule, row.start, row.end, row.before, row.after, row.why, also, row.family)
        found[row.article].append(edit)
    return found


def _segments(connection: Connection, keys: list[str]) -> dict[_Pair, list[Segment]]:
    s = t.segments.c
    found: dict[_Pair, list[Segment]] = defaultdict(list)
    query = select(t.segments).where(s.article.in_(keys)).order_by(s.article, s.signature, s.position)
    for row in connection.execute(query):
        flags, notes = tuple(json.loads(row.flags)), tuple(json.loads(row.notes))
        edits = tuple(LoggedEdit(**fields) for fields in json.loads(row.edits))
        segment = Segment(row.paragraph, row.fr, row.en, row.score, flags, notes, edits, row.attempts)
        found[row.article, row.signature].append(segment)
    return found


def _verdicts(connection: Connection, keys: list[str]) -> dict[_Pair, ArticleVerdict]:
    p = t.pairs.c
    found: dict[_Pair, ArticleVerdict] = {}
    for row in connection.execute(select(p.article, p.signature, p.verdict).where(p.article.in_(keys))):
        if fields := json.loads(row.verdict):
            problems = tuple((name, count) for name, count in fields.pop("problems"))
            found[row.article, row.signature] = ArticleVerdict(**fields, problems=problems)
    return found


def _unreadable(store: Store, run: str) -> Iterator[ArticleRecord]:
    p = t.problems.c
    for page in count():
        with store.engine.connect() as connection:
            query = select(t.problems).where(p.run == run).order_by(p.position).limit(PAGE).offset(page * PAGE)
            rows = connection.execute(query).all()
        for row in rows:
            name = f"unreadable-{short_hash(row.source)}"
            yield ArticleRecord(id=name, source=row.source, raw="", status="failed", reason=row.reason)
        if len(rows) < PAGE:
            return


def counts_by_rule(store: Store) -> list[tuple[str, int, int]]:
    """Each rule with the number of its edits and of the articles it acted in, the busiest first."""
    e, d = t.edits.c, t.documents.c
    query = select(e.rule, func.count(), func.count(distinct(d.ordinal)))
    query = query.join(t.documents, d.article == e.article).group_by(e.rule)
    with store.engine.connect() as connection:
        rows = connection.execute(query).all()
    return sorted(((str(r[0]), int(r[1]), int(r[2])) for r in rows), key=lambda row: (-row[1], row[0]))


def translators_used(store: Store) -> list[str]:
    """The signatures of the packages that made the pairs now in force."""
    d = t.documents.c
    query = select(d.signature).where(d.status == "paired").distinct().order_by(d.signature)
    with store.engine.connect() as connection:
        return [str(name) for name in connection.execute(query).scalars()]
