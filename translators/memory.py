"""A translation memory: a sentence translated once with the same package and settings is not translated again.

One SQLite file, shared by threads, processes and runs. What is looked up is (signature, direction, sentence), so
another package, version or search setting never answers for this one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translators.base import Decoding, Problem, Translation, Translator, Tunable

_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY,
    text TEXT NOT NULL,
    score REAL NOT NULL,
    problems TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    origin TEXT NOT NULL
) WITHOUT ROWID
"""
_AT_ONCE = 500  # keys a query; SQLite allows 999 variables at least
_WAIT = 30.0  # seconds for another writer
BLOCK = 2_000  # sentences translated between two writes: what a crash can cost


class Memory:
    """The memory in the file `path`, made if absent; ":memory:" keeps it in this process and thread.

    Safe across threads and processes (WAL, one connection a thread). Raises MemoryFileError when the file can't be
    made or is no SQLite file.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._local = threading.local()
        self._connection()

    def get(
        self, signature: str, direction: str, sentences: Iterable[str], alternatives: int = 0
    ) -> dict[str, Translation]:
        """Return what is known of `sentences`; unknown ones are absent. `direction`: e.g. "fr>en".

        alternatives: how many each may have at most.
        """
        known = list(sentences)
        found = self._get(signature, direction, known)
        for place in range(alternatives):
            others = self._get(_beside(signature, place), direction, found)
            if not others:
                break
            for sentence, other in others.items():
                first = found[sentence]
                found[sentence] = replace(first, alternatives=(*first.alternatives, other))
        return found

    def _get(self, signature: str, direction: str, sentences: Iterable[str]) -> dict[str, Translation]:
        keys = {_key(signature, direction, sentence): sentence for sentence in sentences}
        wanted = list(keys)
        found: dict[str, Translation] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, text, score, problems, attempts, origin FROM translation WHERE key IN ({marks})"
            with self._errors() as connection:
                rows = connection.execute(query, some).fetchall()
            for key, text, score, problems, attempts, origin in rows:
                found[keys[key]] = Translation(text, score, _problems(problems), attempts, origin)
        return found

    def put(self, signature: str, direction: str, translations: Mapping[str, Translation]) -> None:
        """Remember translations and their alternatives by their sentences, all or none; what is known is kept."""
        rows = [
            (_key(name, direction, sentence), one.text, one.score, _json(one.problems), one.attempts, one.origin)
            for sentence, first in translations.items()
            for name, one in (
                (signature, first),
                *((_beside(signature, place), other) for place, other in enumerate(first.alternatives)),
            )
        ]
        with self._errors() as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO translation VALUES (?, ?, ?, ?, ?, ?)", rows)

    def __len__(self) -> int:
        with self._errors() as connection:
            count: int = connection.execute("SELECT count(*) FROM translation").fetchone()[0]
        return count

    def close(self) -> None:
        """Close this thread's connection; the next call opens it again."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None and self._local.process == os.getpid():
            return connection
        try:
            if str(self.path) != ":memory:":
                self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_WAIT)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(_SCHEMA)
            connection.commit()
        except (OSError, sqlite3.Error) as error:
            raise MemoryFileError(self.path, error) from error
        self._local.connection = connection
        self._local.process = os.getpid()
        return connection

    @contextlib.contextmanager
    def _errors(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection()
        except sqlite3.Error as error:
            raise MemoryFileError(self.path, error) from error


class MemoryFileError(Exception):
    """The memory's file can't be used: says which, why, and what to do."""

    def __init__(self, path: Path, cause: Exception) -> None:
        remedy = "Name another file, or delete this one: it only saves work"
        super().__init__(f"{path}: the translation memory can't be used ({cause}). {remedy}.")


def _beside(signature: str, place: int) -> str:
    """What the alternatives of a translation are remembered by."""
    return f"{signature}#{place + 1}"


def _key(signature: str, direction: str, sentence: str) -> bytes:
    parts = "\0".join((signature, direction, sentence))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _json(problems: Sequence[Problem]) -> str:
    return json.dumps([[p.check, p.severity, p.why] for p in problems], ensure_ascii=False) if problems else ""


def _problems(text: str) -> tuple[Problem, ...]:
    return tuple(Problem(check, severity, why) for check, severity, why in json.loads(text)) if text else ()


@dataclass(slots=True)
class Counts:
    """hits: distinct sentences answered from the memory; misses: distinct sentences that were translated."""

    hits: int = 0
    misses: int = 0


class CachingTranslator:
    """A translator that asks the memory first. Its words are those of `translator`; so is its signature.

    `counts` grows with each call. What is translated is written down every `BLOCK` sentences, so that a run that is
    killed starts again where it was.
    """

    def __init__(self, translator: Translator, memory: Memory) -> None:
        self.translator = translator
        self.memory = memory
        self.source = translator.source
        self.target = translator.target
        self.signature = translator.signature
        self.counts = Counts()
        self._lock = threading.Lock()

    @property
    def decoding(self) -> Decoding:
        """The settings of the translator inside; the defaults if it has none."""
        return self.translator.decoding if isinstance(self.translator, Tunable) else Decoding()

    def tuned(self, decoding: Decoding) -> CachingTranslator:
        """The same memory around the same model with other search settings."""
        inner = self.translator.tuned(decoding) if isinstance(self.translator, Tunable) else self.translator
        return CachingTranslator(inner, self.memory)

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate what the memory doesn't know, each distinct sentence once; see `Translator`."""
        direction = f"{self.source}>{self.target}"
        distinct = list(dict.fromkeys(sentences))
        known = self.memory.get(self.signature, direction, distinct, self.decoding.hypotheses - 1)
        hits = len(known)
        missing = [sentence for sentence in distinct if sentence not in known]
        for start in range(0, len(missing), BLOCK):
            block = missing[start : start + BLOCK]
            fresh = dict(zip(block, self.translator.translate(block), strict=True))
            self.memory.put(self.signature, direction, fresh)
            known.update(fresh)
        with self._lock:
            self.counts.hits += hits
            self.counts.misses += len(missing)
        return [known[sentence] for sentence in sentences]
