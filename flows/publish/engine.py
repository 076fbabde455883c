"""Opens the database of the store, and says what is wrong when it can't be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from flows.errors import UsageError
from flows.publish import tables as t

_LOCK = 1145655892
"""Any number, the same for all: what the advisory lock of PostgreSQL goes by."""


def open_engine(url: str) -> Engine:
    """Connect to the database at `url` (SQLAlchemy's form) and make its tables, or bring them up to date.

    Raises UsageError when that can't be done; so does, later, every statement that the database refuses.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(f"store.url = {url!r}: {error}") from None
    except ModuleNotFoundError as error:
        raise UsageError(f"store.url = {url!r}: {error.name} is missing: install diptych[postgresql]") from None
    except OSError as error:
        raise UsageError(f"the store {url} can't be used: its folder can't be made: {error.strerror}") from None
    event.listen(engine, "handle_error", _say_what_is_wrong)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _make_tables(engine)
    except UsageError:
        engine.dispose()
        raise
    return engine


def _make_tables(engine: Engine) -> None:
    url = engine.url.render_as_string()
    try:
        with for_writing(engine).begin() as connection:
            lock(connection)
            t.metadata.create_all(connection)
            t.add_missing_columns(connection)
    except t.OtherVersion as error:
        raise UsageError(f"the store {url} {error}") from None
    except SQLAlchemyError as error:
        raise UsageError(_explained(url, error)) from None


def for_writing(engine: Engine) -> Engine:
    """The engine for transactions that write: they begin one after another, so that none is refused half-way."""
    return engine.execution_options(writing=True)


def lock(connection: Connection) -> None:
    """Wait for other processes that look and then insert. SQLite's writers wait for each other anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # no BEGIN of its own: `_begin_sqlite` says which
    for pragma in ("busy_timeout=60000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _say_what_is_wrong(context: ExceptionContext) -> None:
    if context.is_pre_ping or context.sqlalchemy_exception is None:
        return
    url = context.engine.url.render_as_string() if context.engine else "of this run"
    raise UsageError(_explained(url, context.sqlalchemy_exception)) from context.original_exception


def _explained(url: str, error: SQLAlchemyError) -> str:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    if "malformed" in reason or "not a database" in reason:
        advice = "The file is damaged: put a copy of it back, or move it away, and the next run makes a new one"
    else:
        advice = "Is there space, may the folder be written, is the server up?"
    return f"the store {url} can't be used: {reason}. {advice}"
