"""The index: every article in a row, the figures of the run, and what happens to the site of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.publish.records import ArticleRecord
from tests.review.conftest import EDITS, Site, record


def _mixed() -> list[ArticleRecord]:
    unpaired = {"segments": (), "title_fr": None, "title_en": None, "flags": ()}
    return [
        record(),
        record(id="kept-1", status="kept", reason="the article is in Dutch", language="nl", **unpaired),
        record(id="bad", status="failed", reason="bad.txt: not a text", raw="", edits=(), paragraphs=(), **unpaired),
    ]


def test_a_row_tells_what_became_of_an_article(site: Site) -> None:
    rows = site.write(_mixed()).index().xpath("//tbody/tr")
    cells = [cell.text_content().strip() for cell in rows[0].xpath("./td")][1:]
    assert cells == ["2024-05-03", "ferry-01.txt", "French", "paired", str(len(EDITS)), "1", "0.72"]
    assert rows[0].xpath(".//a/@href") == ["articles/ferry-01.html"]
    assert rows[0].xpath(".//a/@lang") == ["fr"]
    assert "the article is in Dutch" in rows[1].text_content()
    assert "bad.txt: not a text" in rows[2].text_content()
    assert [row.get("data-s") for row in rows] == ["p", "k", "f"]


def test_the_run_has_totals(site: Site) -> None:
    totals = site.write(_mixed()).index().find_class("totals")[0]
    figures = {div.xpath("./dt")[0].text: div.xpath("./dd")[0].text for div in totals.xpath("./div")}
    assert figures == {
        "articles": "3",
        "paired": "1",
        "kept unpaired": "1",
        "failed": "1",
        "edits": str(2 * len(EDITS)),
        "segments": "3",
        "flagged": "1",
        "mean score": "0.72",
    }


def test_many_articles_are_paged_and_the_first_page_can_still_sort_them_all(site: Site) -> None:
    site.write(record(id=f"a{i}", edits=(), segments=(), flags=(), raw="Mot.") for i in range(450))
    pages = [site.index(name) for name in ("index.html", "index-2.html", "index-3.html")]
    assert [len(page.xpath("//tbody[@id='rows']/tr")) for page in pages] == [200, 200, 50]
    assert len(pages[0].xpath("//template//tr")) == 250
    assert pages[1].xpath("//nav[@id='pages']/a/@href") == ["index.html", "index-3.html"]
    hrefs = [href for page in pages for href in page.xpath("//tbody[@id='rows']//a/@href")]
    assert hrefs == [f"articles/a{i}.html" for i in range(450)]


def test_articles_are_written_as_they_come_and_not_kept(site: Site) -> None:
    def stream() -> Iterator[ArticleRecord]:
        for number in range(30):
            if number > 2:
                written = site.out / ".review" / "articles" / f"a{number - 3}.html"
                assert written.stat().st_size > 0
            yield record(id=f"a{number}")

    assert len(site.write(stream()).articles) == 30


def test_no_article_at_all_gives_an_index_that_says_so(site: Site) -> None:
    assert "No article was written" in site.write([]).index().text_content()


def test_pages_of_an_earlier_run_go(site: Site) -> None:
    site.write(record(id=f"a{i}", edits=(), flags=()) for i in range(401))
    site.write([record(id="b")])
    assert [path.name for path in site.articles] == ["b.html"]
    assert sorted(path.name for path in site.out.iterdir()) == ["articles", "index.html"]


def test_a_review_that_fails_leaves_the_one_before_it(site: Site) -> None:
    site.write([record(id="a")])

    def broken() -> Iterator[ArticleRecord]:
        yield record(id="b")
        raise RuntimeError("the store is gone")

    with pytest.raises(RuntimeError, match="the store is gone"):
        site.write(broken())
    assert [path.name for path in site.articles] == ["a.html"]
    assert sorted(path.name for path in site.out.iterdir()) == ["articles", "index.html"]


def test_two_reviews_of_the_same_articles_are_the_same(tmp_path: Path) -> None:
    first, second = Site(tmp_path / "1").write(_mixed()), Site(tmp_path / "2").write(_mixed())
    pages = [[path.read_bytes() for path in (site.out / "index.html", *site.articles)] for site in (first, second)]
    assert pages[0] == pages[1]
