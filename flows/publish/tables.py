"""The tables of the store. `docs` of each column stand beside it; everything else about them is in store.py."""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeDecorator

_AWKWARD = re.compile("[\0\x1b\ud800-\udfff]")
_ESCAPED = re.compile("\x1b([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    """Text that may hold what databases refuse: NUL and lone surrogates are kept as an escape and four hex digits."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _AWKWARD.sub(lambda m: f"\x1b{ord(m[0]):04x}", value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        if value is None or "\x1b" not in value:
            return None if value is None else str(value)
        return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), value)


metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=True),  # the order of first sight
    Column("id", AnyText, nullable=False, unique=True),  # what outputs call it
    Column("own_id", AnyText, nullable=False),  # what its source called it
    Column("source", AnyText, nullable=False),
    Column("content", String(64), nullable=False),  # hash of the raw text and what came beside it
    Column("media", String(8), nullable=False),
    Column("encoding", String(32), nullable=False),
    Column("errors", String(32), nullable=False),
    Column("raw", LargeBinary, nullable=False),  # UTF-8, lone surrogates included
    Column("hints", Text, nullable=False),  # JSON
    Column("site", AnyText),
    # what became of it, last time
    Column("article", String(64)),  # articles.key
    Column("signature", Text),  # pairs.signature, empty when no package was asked for
    Column("status", String(8), nullable=False, default="new"),  # new, paired, kept, failed
    Column("reason", AnyText, nullable=False, default=""),
    UniqueConstraint("own_id", "source"),
)

articles = Table(
    "articles",
    metadata,
    Column("key", String(64), primary_key=True),  # hash of documents.content and the rule set
    Column("ruleset", String(64), nullable=False),
    Column("language", String(8)),
    Column("title", AnyText),
    Column("date", AnyText),
    Column("author", AnyText),
    Column("agency", AnyText),
    Column("place", AnyText),
    Column("truncated", Boolean, nullable=False),
    Column("keywords", Text, nullable=False),  # JSON
    Column("paragraphs", Text, nullable=False),  # JSON
    Column("flags", Text, nullable=False),  # JSON
    Column("facts", Text, nullable=False),  # JSON
)

edits = Table(
    "edits",
    metadata,
    Column("article", ForeignKey("articles.key"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("rule", String(120), nullable=False),
    Column("start", Integer, nullable=False),  # code points of the raw text
    Column("end", Integer, nullable=False),
    Column("before", AnyText, nullable=False),
    Column("after", AnyText, nullable=False),
    Column("why", AnyText, nullable=False),
    Column("also", Text, nullable=False),  # JSON
    Column("family", String(60), nullable=False),
)
Index("edits_by_rule", edits.c.rule)

pairs = Table(
    "pairs",
    metadata,
    Column("article", ForeignKey("articles.key"), primary_key=True),
    Column("signature", String(200), primary_key=True),  # the package, its version and settings
    Column("original", String(2), nullable=False),
    Column("run", String(40), nullable=False, index=True),  # which made it, then which published it first
    Column("verdict", Text, nullable=False, server_default="{}"),  # JSON: what the checks say of the whole
)

segments = Table(
    "segments",
    metadata,
    Column("article", String(64), primary_key=True),
    Column("signature", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("paragraph", Integer, nullable=False),  # -1 for the title
    Column("fr", AnyText, nullable=False),
    Column("en", AnyText, nullable=False),
    Column("score", Float, nullable=False),
    Column("flags", Text, nullable=False),  # JSON: names of checks
    Column("notes", AnyText, nullable=False),  # JSON: what each problem is
    Column("edits", Text, nullable=False, server_default="[]"),  # JSON: typography of the translation, rule by rule
    Column("attempts", Integer, nullable=False, server_default="1"),  # how often the sentence was decoded
)

runs = Table(
    "runs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("started", String(32), nullable=False),  # ISO 8601, UTC
    Column("finished", String(32)),
    Column("status", String(10), nullable=False),  # running, done, failed
    Column("sources", Text, nullable=False),  # JSON
    Column("counts", Text, nullable=False),  # JSON
)

run_documents = Table(
    "run_documents",
    metadata,
    Column("run", String(40), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
)

problems = Table(
    "problems",
    metadata,
    Column("run", String(40), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", AnyText, nullable=False),
    Column("reason", AnyText, nullable=False),
    Column("missing", Boolean, nullable=False),
)

site_lines = Table(
    "site_lines",
    metadata,
    Column("site", AnyText, primary_key=True),
    Column("line", String(16), primary_key=True),  # hash of the folded line
    Column("documents", Integer, nullable=False),
)


class OtherVersion(Exception):
    """The database was made by a version of Diptych whose tables this one can neither use nor bring up to date."""


def add_missing_columns(connection: Connection) -> None:
    """Bring tables that an earlier version made up to date: columns that came since have a default in the database.

    Raises OtherVersion, with what to do, when they are too old for that, or too new.
    """
    there = inspect(connection)
    quoted = connection.dialect.identifier_preparer
    for table in metadata.sorted_tables:
        found = {column["name"]: column for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name in found:
                continue
            if not column.nullable and column.server_default is None:
                raise OtherVersion(_made_by("an earlier", f"{table.name}.{column.name} is missing"))
            definition = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {quoted.format_table(table)} ADD COLUMN {definition}"))
        for name, more in found.items():
            if name not in table.columns and not more["nullable"] and more["default"] is None:
                raise OtherVersion(_made_by("a later", f"{table.name}.{name} is unknown"))


def _made_by(version: str, reason: str) -> str:
    return (
        f"was made by {version} version of Diptych ({reason}): name another with --store, or another folder with --out"
    )


def insert(connection: Connection, table: Table) -> Any:
    """An INSERT of the connection's dialect, which knows what to do on a conflict."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def as_json(value: Any) -> str:
    """`value` as the JSON columns hold it: ASCII, so that every database takes it."""
    return json.dumps(value, separators=(",", ":"))
