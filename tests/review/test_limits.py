"""Long and odd documents: the page stays readable, and says what it leaves out."""

from __future__ import annotations

import random

from cleaners.edits import LoggedEdit
from flows.publish.records import Segment
from flows.review.marks import CHUNK_CHARS, CHUNK_PIECES, CHUNKS, Kept, Mark, Run, mark
from tests.review.conftest import RAW, Site, record


def _cut(start: int, before: str, rule: str = "html.markup", family: str = "markup") -> LoggedEdit:
    return LoggedEdit(rule, start, start + len(before), before, "", "markup", (), family)


def test_a_long_removal_is_folded(site: Site) -> None:
    soup = "<script>" + "var a = 1; " * 500 + "</script>"
    page = site.write([record(raw=soup + "Du texte.", edits=(_cut(0, soup),), flags=())]).page()
    fold = page.find_class("run")[0]
    assert "5,517 characters removed" in fold.xpath("./summary")[0].text_content()
    assert fold.tag == "details" and fold.get("open") is None
    assert "var a = 1;" in fold.find_class("folded")[0].text_content()


def test_removals_with_nothing_between_them_share_a_fold() -> None:
    tag = "<li class='entry'>"
    marked = mark(tag * 60 + "Fin", [_cut(i * len(tag), tag) for i in range(60)])
    run, kept = marked.chunks[0].pieces
    assert isinstance(run, Run) and run.characters == 60 * len(tag)
    assert kept == Kept("Fin")


def test_a_long_text_is_folded_and_a_very_long_one_cut_with_a_word_about_it(site: Site) -> None:
    raw = "Une phrase de plus. " * 60_000
    marked = mark(raw, ())
    assert len(marked.chunks) == CHUNKS
    assert marked.hidden == len(raw) - CHUNKS * CHUNK_CHARS
    page = site.write([record(raw=raw, edits=(), flags=())]).page()
    assert "880,000 characters more are not shown here" in page.text_content()
    assert site.articles[0].stat().st_size < 1_000_000


def test_many_edits_are_bounded_too() -> None:
    raw = "a." * 50_000
    marked = mark(raw, [LoggedEdit("x.y", i, i + 1, "a", "b", "w", (), "quotes") for i in range(0, len(raw), 2)])
    assert all(len(chunk.pieces) <= CHUNK_PIECES for chunk in marked.chunks)
    assert marked.hidden > 0


def test_many_segments_are_folded_then_left_out_with_a_word_about_it(site: Site) -> None:
    segments = [Segment(i, f"Phrase {i}.", f"Sentence {i}.", 0.9) for i in range(4_000)]
    page = site.write([record(segments=segments)]).page()
    assert len(page.find_class("segment")) == 3_001
    assert "999 segments more are not shown" in page.text_content()


def test_edits_that_do_not_fit_are_counted_not_shown(site: Site) -> None:
    wrong = (_cut(5, "abc"), _cut(6, "bcd"), _cut(10_000, "x"))
    assert mark(RAW, wrong).misplaced == 2
    assert "2 edits do not fit the raw text" in site.write([record(edits=wrong)]).page().text_content()


def test_the_pieces_are_the_text_whatever_the_edits_and_flags() -> None:
    dice = random.Random(7)
    for _ in range(200):
        raw = "".join(dice.choice("ab \n<") for _ in range(dice.randrange(60)))
        edits, position = [], 0
        while position < len(raw):
            start = position + dice.randrange(4)
            end = min(len(raw), start + dice.randrange(5))
            if start <= len(raw):
                edits.append(LoggedEdit("r.r", start, end, raw[start:end], dice.choice(("", "new")), "w", (), "ad"))
            position = end + dice.randrange(1, 9)
        flags = [{"name": "f", "start": s, "end": s + dice.randrange(9), "why": "w"} for s in range(0, len(raw), 3)]
        shown = ""
        for piece in mark(raw, edits, flags).chunks[0].pieces:
            marks = piece.marks if isinstance(piece, Run) else (piece,)
            shown += "".join(part.edit.before if isinstance(part, Mark) else part.text for part in marks)
        assert shown == raw


def test_an_article_without_title_or_words_goes_by_its_file(site: Site) -> None:
    site.write([record(title_fr=None, title_en=None, raw="", paragraphs=(), segments=(), edits=(), flags=())])
    assert "ferry-01" in site.page().xpath("//h1")[0].text_content()
