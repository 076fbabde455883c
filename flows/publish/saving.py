"""Writes what became of documents: clean articles with their edits, pairs with their segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, update

from cleaners.document import Article
from flows.publish import tables as t
from flows.publish.records import Segment, Status
from flows.publish.tables import as_json, insert
from translators.ladder import ArticleVerdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document in a batch. `article_key` is None when cleaning itself failed: it is tried again.

    `article` is given when it was cleaned just now, `segments` when they were translated just now.
    """

    ordinal: int
    status: Status
    reason: str = ""
    article_key: str | None = None
    ruleset: str = ""
    article: Article | None = None
    signature: str = ""
    original: str = ""
    segments: Sequence[Segment] | None = None
    verdict: ArticleVerdict | None = None
    run: str = ""


def save_outcome(connection: Connection, outcome: Outcome) -> None:
    """Write one outcome; what is there already under the same key stays."""
    if outcome.article is not None and outcome.article_key is not None:
        _save_article(connection, outcome.article_key, outcome.ruleset, outcome.article)
    if outcome.segments is not None:
        _save_segments(connection, outcome)
    values = {
        "article": outcome.article_key,
        "signature": outcome.signature,
        "status": outcome.status,
        "reason": outcome.reason,
    }
    connection.execute(update(t.documents).where(t.documents.c.ordinal == outcome.ordinal).values(**values))


def _save_article(connection: Connection, key: str, ruleset: str, article: Article) -> None:
    row = {
        "key": key,
        "ruleset": ruleset,
        "language": article.language,
        "title": article.title,
        "date": article.date,
        "author": article.author,
        "agency": article.agency,
        "place": article.place,
        "truncated": article.truncated,
        "keywords": as_json(article.keywords),
        "paragraphs": as_json(article.paragraphs),
        "flags": as_json([{"name": f.name, "start": f.start, "end": f.end, "why": f.why} for f in article.flags]),
        "facts": as_json([[f.field, f.value, f.start, f.end, f.rule, f.score] for f in article.facts]),
    }
    if not connection.execute(
        insert(connection, t.articles).on_conflict_do_nothing().returning(t.articles.c.key), row
    ).first():
        return  # the same content under another name
    edits = [
        {
            "article": key,
            "position": position,
            "rule": edit.rule,
            "start": edit.start,
            "end": edit.end,
            "before": edit.before,
            "after": edit.after,
            "why": edit.why,
            "also": as_json(edit.also),
            "family": edit.family,
        }
        for position, edit in enumerate(article.edits)
    ]
    if edits:
        connection.execute(t.edits.insert(), edits)


def _save_segments(connection: Connection, outcome: Outcome) -> None:
    pair = {"article": outcome.article_key, "signature": outcome.signature}
    statement = insert(connection, t.pairs).on_conflict_do_nothing().returning(t.pairs.c.article)
    verdict = as_json(asdict(outcome.verdict) if outcome.verdict else {})
    values = {**pair, "original": outcome.original, "run": outcome.run, "verdict": verdict}
    if not connection.execute(statement, values).first():
        return
    rows = [
        {
            **pair,
            "position": position,
            "paragraph": segment.paragraph,
            "fr": segment.fr,
            "en": segment.en,
            "score": segment.score,
            "flags": as_json(segment.flags),
            "notes": as_json(segment.notes),
            "edits": as_json([asdict(edit) for edit in segment.edits]),
            "attempts": segment.attempts,
        }
        for position, segment in enumerate(outcome.segments or ())
    ]
    if rows:
        connection.execute(t.segments.insert(), rows)
