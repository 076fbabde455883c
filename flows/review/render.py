"""Writes the review site: `index.html` and one self-contained page per article."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from markupsafe import Markup

from flows.publish.records import ArticleRecord
from flows.review.article import ArticleView, flag_rows, view
from flows.review.names import page_name
from flows.review.pages import environment, write_page
from flows.review.totals import Totals

ROWS = 200  # articles on a page of the index
REACH = 20_000  # articles that the first page can sort and filter
_WORK = ".review"

Placed = tuple[ArticleView, str]
"""An article and the name of its page."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article's page, for the links to the previous and the next."""

    page: str
    heading: str


def write_site(records: Iterable[ArticleRecord], out: Path) -> Path:
    """Write the review of `records`, in their order, to `out` and return the path of its `index.html`.

    `records` is read once and nothing of an article is kept when its page is done, so a run of any size fits. Pages are
    made in `out/.review` and moved when all are done: a review that stops half-way leaves the one before it as it was.
    `out/articles` belongs to the review; pages of an earlier run go. Raises OSError when `out` can't be written.
    """
    work = out / _WORK
    shutil.rmtree(work, ignore_errors=True)
    (work / "articles").mkdir(parents=True)
    try:
        totals = Totals()
        with (work / "rows").open("w+", encoding="utf-8", newline="\n") as spool:
            _write_articles(records, work, spool, totals)
            _write_index(work, spool, totals)
        (work / "rows").unlink()
        _move(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return out / "index.html"


def _write_articles(records: Iterable[ArticleRecord], work: Path, spool: IO[str], totals: Totals) -> None:
    article, row = environment().get_template("article.html.jinja"), environment().get_template("row.html.jinja")
    before: Neighbour | None = None
    for (seen, page), following in _with_next(_placed(records, work)):
        here = Neighbour(page, seen.heading)
        after = Neighbour(following[1], following[0].heading) if following else None
        values: dict[str, Any] = {"view": seen, "before": before, "after": after}
        values["flag_rows"] = list(flag_rows(seen.record.flags, seen.record.raw))
        write_page(work / "articles" / page, article, values)
        link = f"articles/{page}"
        spool.write(row.render(view=seen, record=seen.record, page=link).replace("\n", " ") + "\n")
        totals.add(seen)
        before = here


def _placed(records: Iterable[ArticleRecord], work: Path) -> Iterator[Placed]:
    """Each article with the name of its page, which is taken at once, so that equal ids don't meet."""
    for record in records:
        copy = 0
        while (work / "articles" / page_name(record.id, copy)).exists():
            copy += 1
        page = page_name(record.id, copy)
        (work / "articles" / page).touch()
        yield view(record), page


def _with_next(items: Iterator[Placed]) -> Iterator[tuple[Placed, Placed | None]]:
    current = next(items, None)
    while current is not None:
        following = next(items, None)
        yield current, following
        current = following


def _write_index(work: Path, spool: IO[str], totals: Totals) -> None:
    template = environment().get_template("index.html.jinja")
    pages = max(1, -(-totals.articles // ROWS))
    common: dict[str, Any] = {"pages": pages, "totals": totals, "left_out": max(0, totals.articles - REACH)}
    lines = _lines(spool)
    first = {"rows": islice(lines, ROWS), "rest": islice(lines, REACH - ROWS), "page": 1}
    write_page(work / "index.html", template, common | first | {"page_links": _page_links(1, pages)})
    lines = _lines(spool)
    deque(islice(lines, ROWS), maxlen=0)
    for page in range(2, pages + 1):
        values = common | {"rows": islice(lines, ROWS), "page": page, "page_links": _page_links(page, pages)}
        write_page(work / f"index-{page}.html", template, values)


def _lines(spool: IO[str]) -> Iterator[Markup]:
    spool.seek(0)
    return (Markup(line) for line in iter(spool.readline, ""))


def _page_links(page: int, pages: int) -> list[int | None]:
    """The first, the last and the near pages; None where some are left out."""
    near = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    links: list[int | None] = []
    for number in near:
        if links and number - (links[-1] or 0) > 1:
            links.append(None)
        links.append(number)
    return links


def _move(work: Path, out: Path) -> None:
    """Put the new pages where they belong, the index last, and take away pages of an earlier run."""
    (out / "articles").mkdir(exist_ok=True)
    for page in (out / "articles").glob("*.html"):
        if not (work / "articles" / page.name).exists():
            page.unlink()
    for page in (work / "articles").iterdir():
        page.replace(out / "articles" / page.name)
    for page in out.glob("index-*.html"):
        if page.stem.removeprefix("index-").isdigit() and not (work / page.name).exists():
            page.unlink()
    for page in sorted(work.glob("index*.html"), reverse=True):
        page.replace(out / page.name)
