"""The pages are well-formed: every element is closed where it should be, no id stands twice, no link leads nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from flows.publish.records import ArticleRecord, Segment
from tests.review.conftest import Site, record

VOID = frozenset("meta link input br img hr circle rect path".split())


class _Checker(HTMLParser):
    """Follows the tags; a tag that is closed out of turn is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice in <{tag}> at {self.getpos()}"
        values = dict(attrs)
        self.ids += filter(None, [values.get("id")])
        if (values.get("href") or "").startswith("#"):
            self.links.append(str(values["href"])[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open and self.open[-1] == tag, f"</{tag}> at {self.getpos()} inside {self.open}"
        self.open.pop()


RECORDS: dict[str, ArticleRecord] = {
    "paired": record(),
    "kept": record(status="kept", segments=(), language="de", original=None),
    "failed": record(status="failed", raw="", edits=(), segments=(), paragraphs=(), flags=()),
    "english": record(original="en", language="en"),
    "long": record(
        segments=[Segment(i // 3, "Une phrase.", "A sentence.", 0.7, ("warning:names",)) for i in range(900)]
    ),
    "markup": record(raw="<p><b>&amp;</b> <!-- x --> 5 < 7", edits=(), flags=()),
}


def _check(path: Path) -> _Checker:
    checker = _Checker()
    checker.feed(path.read_text(encoding="utf-8"))
    checker.close()
    return checker


@pytest.mark.parametrize("name", RECORDS)
def test_pages_are_well_formed(site: Site, name: str) -> None:
    site.write([record(id="before"), RECORDS[name], record(id="later")])
    for path in (*site.articles, site.out / "index.html"):
        checker = _check(path)
        assert checker.open == []
        assert len(checker.ids) == len(set(checker.ids))
        assert set(checker.links) <= set(checker.ids)


def test_the_parser_of_libxml_finds_nothing_to_repair(site: Site) -> None:
    site.write([record()])
    for path in (site.articles[0], site.out / "index.html"):
        parser = etree.HTMLParser(encoding="utf-8")
        etree.fromstring(path.read_bytes(), parser)
        found = [
            error.message for error in parser.error_log if error.type_name != "HTML_UNKNOWN_TAG"
        ]  # libxml knows HTML 4
        assert found == []
