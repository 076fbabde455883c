"""An invented article with every class of edit, and ways to write and read a site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from cleaners.edits import LoggedEdit
from flows.publish.records import ArticleRecord, Segment
from flows.review.render import write_site

RAW = (
    "Le bac de Morvent change d’horaire\n"
    "Le bac de Morvent change d’horaire\n"
    "\n"
    "Publié le 3 mai 2024\n"
    "PUBLICITÉ\n"
    'Le maire a confirmé "la reprise" du service, et la mise en oeuvre commence lundi\u200b.\n'
    "Deux cents passagers ont réclamé départ\u00a0immédiat & sans frais.\n"
    "Lire aussi\n"
    "   <b>Le pont de Lys</b> ferme\n"
)


def edits(*changes: tuple[str, str, str, str]) -> tuple[LoggedEdit, ...]:
    """Edits of RAW as (before, after, rule, family), each looked for after the one before it."""
    found: list[LoggedEdit] = []
    position = 0
    for before, after, rule, family in changes:
        start = RAW.index(before, position)
        position = start + len(before)
        found.append(LoggedEdit(rule, start, position, before, after, f"the reason of {rule}", (), family))
    return tuple(found)


EDITS = (
    LoggedEdit("title.repeated", 35, 70, RAW[35:70], "", "the title stands twice", ("layout.blank",), "duplicate"),
    *edits(
        ("\nPublié le 3 mai 2024\n", "", "date.published", "date"),
        ("PUBLICITÉ\n", "", "ad.label", "ad"),
        ('"', "«\u00a0", "quotes.pair", "quotes"),
        ('"', "\u00a0»", "quotes.pair", "quotes"),
        ("oe", "œ", "ligature.oe", "ligature"),
        ("\u200b", "", "unicode.zero-width", "unicode"),
        ("Lire aussi\n   <b>Le pont de Lys</b> ferme\n", "", "related.block", "related"),
    ),
)
SEGMENTS = (
    Segment(-1, "Le bac de Morvent change d’horaire", "The Morvent ferry changes its timetable", 0.93),
    Segment(0, "Le maire a confirmé « la reprise » du service.", "The mayor confirmed the service would resume.", 0.81),
    Segment(1, "Deux cents passagers.", "Three hundred passengers.", 0.42, ("error:numbers", "info:retry")),
)


def record(**changes: Any) -> ArticleRecord:
    """The invented article, with some fields changed."""
    values: dict[str, Any] = {
        "id": "ferry-01",
        "source": "inbox/ferry-01.txt",
        "raw": RAW,
        "status": "paired",
        "language": "fr",
        "title_fr": SEGMENTS[0].fr,
        "title_en": SEGMENTS[0].en,
        "date": "2024-05-03",
        "keywords": ("bac", "Morvent"),
        "original": "fr",
        "segments": SEGMENTS,
        "paragraphs": tuple(segment.fr for segment in SEGMENTS[1:]),
        "edits": EDITS,
        "flags": ({"name": "grammar.lost-word", "start": 187, "end": 202, "why": "a word is missing"},),
        "signature": "rules:1|argos:fr_en-0.1@00",
    }
    return ArticleRecord(**(values | changes))


class Site:
    """A written site, read back."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def write(self, records: Sequence[ArticleRecord] | Iterator[ArticleRecord]) -> Site:
        assert write_site(records, self.out) == self.out / "index.html"
        return self

    @property
    def articles(self) -> list[Path]:
        return sorted((self.out / "articles").iterdir())

    def page(self, name: str | None = None) -> html.HtmlElement:
        """An article's page, parsed (the only one by default)."""
        path = self.out / "articles" / name if name else self.articles[0]
        return html.document_fromstring(path.read_bytes())

    def index(self, name: str = "index.html") -> html.HtmlElement:
        return html.document_fromstring((self.out / name).read_bytes())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "out")
