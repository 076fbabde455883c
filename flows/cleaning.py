"""`diptych clean`: documents in, `NAME.txt` and `NAME.json` out. No translation, no Prefect, no store."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaners.document import Article, Document
from cleaners.edits import Context
from flows.errors import UsageError
from flows.publish.files import write_text
from flows.sources.items import Item, Problem, short_hash

if TYPE_CHECKING:
    from cleaners.rulebook import Rulebook

NO_TEXT = "has no text left after cleaning: `diptych explain` says why each line went"
FEW = 16
"""Up to so many documents are cleaned in this process; for more it is worth starting others."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one document: the files that were written, or why it failed (both when no text was left)."""

    source: str
    reason: str = ""
    written: Path | None = None
    missing: bool = False


def clean_document(document: Document, rules: tuple[Path, ...] = (), context: Context | None = None) -> Article:
    """Clean one document under the rules that came with Diptych and those of the folders `rules`."""
    from cleaners.pipeline import clean

    return clean(document, rulebook=rulebook(rules), context=context)


@cache
def rulebook(rules: tuple[Path, ...] = ()) -> Rulebook:
    """The rules that came with Diptych, and over them those of the folders `rules`.

    Raises UsageError naming file and line of what is wrong in them.
    """
    from cleaners.resources import config_path
    from cleaners.rulebook import RulebookError, bundled, load

    for folder in rules:
        if not folder.is_dir():
            raise UsageError(f"{folder}: is no folder of rules; --rules takes a folder with YAML files")
    try:
        return load(config_path("rules"), *rules) if rules else bundled()
    except RulebookError as error:
        raise UsageError("\n".join(error.problems)) from None


def clean_all(items: Iterable[Item], out: Path, rules: tuple[Path, ...] = (), jobs: int = 0) -> Iterator[Cleaned]:
    """Clean each item and write it to `out`; yields in order. `jobs` processes work at it (0: one per core).

    Two documents of one name get different files: the second one's name ends with a hash of its source.
    """
    prepare_folder(out)
    names = _Names(out)
    items = iter(items)
    first = list(islice(items, FEW + 1))
    jobs = jobs or os.cpu_count() or 1
    everything = chain(first, items)
    results: Iterator[tuple[Item, Article | str]]
    if len(first) <= FEW or jobs == 1:
        results = ((item, _try(item, rules)) for item in everything)
    else:
        results = _in_processes(everything, rules, jobs)
    for item, result in results:
        if isinstance(item, Problem):
            yield Cleaned(item.source, item.reason, missing=item.missing)
        elif isinstance(result, str):
            yield Cleaned(item.source, result)
        else:
            path = names.path_for(item)
            write_article(result, item, path)
            yield Cleaned(item.source, "" if result.paragraphs or result.title else NO_TEXT, path)


def write_article(article: Article, document: Document, path: Path) -> None:
    """Write `path` (the text) and, beside it, the JSON with the metadata and the edit log."""
    write_text(path, article_text(article.title, article.paragraphs))
    text = json.dumps(article_fields(article, document), ensure_ascii=False, indent=1)
    write_text(path.with_name(path.name.removesuffix(".txt") + ".json"), text + "\n")


def article_text(title: str | None, paragraphs: Iterable[str]) -> str:
    """The title if there is one, then a paragraph a line; every line ends in LF."""
    return "".join(f"{line}\n" for line in (*([title] if title else []), *paragraphs))


def article_fields(article: Article, document: Document) -> dict[str, Any]:
    """What NAME.json holds. Offsets are Unicode code points of the raw text."""
    return {
        "id": article.id,
        "source": article.source,
        "encoding": document.encoding,
        "language": article.language,
        "title": article.title,
        "date": article.date,
        "author": article.author,
        "agency": article.agency,
        "place": article.place,
        "keywords": list(article.keywords),
        "flags": [asdict(flag) for flag in article.flags],
        "truncated": article.truncated,
        "paragraphs": list(article.paragraphs),
        "facts": [asdict(fact) for fact in article.facts],
        "edits": [asdict(edit) for edit in article.edits],
    }


def prepare_folder(out: Path) -> None:
    """Make the output folder; UsageError when it can't be made or written to."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".diptych-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UsageError(f"{out}: can't write there: {error.strerror}. Name another folder with --out") from None


def safe_name(name: str) -> str:
    """`name` as a file name: what is no letter, digit, dot, dash or underscore becomes `_`; long names get a hash."""
    safe = re.sub(r"[^\w.-]", "_", name).lstrip(".") or "_"
    return safe if safe == name and len(safe) <= 120 else f"{safe[:100]}-{short_hash(name)[:8]}"


class _Names:
    """Gives each document its file, and none to two; never one that was read from."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.taken: set[int] = set()

    def path_for(self, document: Document) -> Path:
        name = safe_name(document.id)
        if hash(name.casefold()) in self.taken:
            name = f"{name}-{short_hash(document.source)[:8]}"
        if hash(name.casefold()) in self.taken:
            name = f"{name}-{document.sha256[:8]}"
        self.taken.add(hash(name.casefold()))
        path = self.out / f"{name}.txt"
        for written in (path, self.out / f"{name}.json"):
            if written.exists() and Path(document.source).exists() and written.samefile(document.source):
                raise UsageError(
                    f"{written}: the output would overwrite its own source; name another folder with --out"
                )
        return path


def _try(item: Item, rules: tuple[Path, ...]) -> Article | str:
    """The clean article, or why there is none: an error inside the cleaners costs one article, not the others."""
    if isinstance(item, Problem):
        return item.reason
    try:
        return clean_document(item, rules)
    except UsageError:
        raise
    except Exception as error:
        return f"could not be cleaned ({type(error).__name__}: {error}); please report it with the file"


def _in_processes(items: Iterator[Item], rules: tuple[Path, ...], jobs: int) -> Iterator[tuple[Item, Article | str]]:
    pool = ProcessPoolExecutor(jobs)
    try:
        while chunk := list(islice(items, jobs * 32)):
            try:
                results = list(pool.map(_Try(rules), chunk, chunksize=8))
            except BrokenProcessPool:
                results = list(_one_by_one(chunk, rules))
                pool = ProcessPoolExecutor(jobs)
            yield from zip(chunk, results, strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(items: Iterable[Item], rules: tuple[Path, ...]) -> Iterator[Article | str]:
    """The results of items among which one, perhaps, has its process killed, for want of memory most likely."""
    pool = ProcessPoolExecutor(1)
    for item in items:
        try:
            yield pool.submit(_Try(rules), item).result()
        except BrokenProcessPool:
            yield "could not be cleaned: its process was killed twice. Is there enough memory for it?"
            pool = ProcessPoolExecutor(1)
    pool.shutdown()


@dataclass(frozen=True, slots=True)
class _Try:
    rules: tuple[Path, ...]

    def __call__(self, item: Item) -> Article | str:
        return _try(item, self.rules)
