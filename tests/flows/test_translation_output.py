"""What a reader of the output sees of the translation: its typography, what the model wrote, what the checks say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html
from sqlalchemy import text

from cleaners.document import Document
from flows import batch
from flows.batch import process
from flows.publish.publish import publish_all
from flows.publish.read import records
from flows.publish.store import Store
from flows.settings import Settings, load
from flows.translation import make_translator
from tests.translators.tiny import Tiny, build_folder
from translators.base import Problem, Translation

FRENCH = (
    "Le maire a confirmé la reprise du service.\n"
    "« L'eau monte depuis hier », dit le maire. Il faut partir avant la nuit.\n"
    "Deux cents passagers attendent encore les horaires de la commune.\n"
)
ANSWERS = {
    "Le maire a confirmé la reprise du service.": Translation("The mayor's office confirmed it .", 0.9),
    "« L'eau monte depuis hier », dit le maire.": Translation('"The water is rising," says the mayor.', 0.8, (), 3),
    "Il faut partir avant la nuit.": Translation("It's time to leave.", 0.8, (Problem("quotes", "info", "a remark"),)),
}
DOUBTFUL = Translation("", 0.1, (Problem("numbers", "error", "the source says 200"),), 5)


class Scripted:
    source, target, signature = "fr", "en", "scripted"

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        known = {key.replace("'", "’").replace("« ", "«\xa0").replace(" »", "\xa0»"): v for key, v in ANSWERS.items()}
        return [known.get(sentence, DOUBTFUL) for sentence in sentences]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'a.db'}")
    yield opened
    opened.close()


@pytest.fixture
def published(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The output folder of one article, its last sentence withheld."""
    monkeypatch.setattr(batch, "translator_for", lambda *_: Scripted())
    run = store.begin_run(["in"])
    list(store.record(run, [Document(id="a", source="in/a.txt", raw=FRENCH)]))
    process(store, store.ordinals(run), load(None, {"publish": {"out": tmp_path / "out"}}), run)
    publish_all(store, run, tmp_path / "out", ("jsonl", "parquet", "tmx", "moses", "review"))
    return tmp_path / "out"


def line(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "pairs.jsonl").read_text(encoding="utf-8")))


def test_the_translation_has_the_typography_of_its_language_and_the_raw_one_stays_known(published: Path) -> None:
    segments = line(published)["segments"]
    assert [s["en"] for s in segments[:3]] == [
        "The mayor’s office confirmed it.",
        "“The water is rising,” says the mayor.",
        "It’s time to leave.",
    ]
    assert [s["raw"] for s in segments[:3]] == [t.text for t in ANSWERS.values()]
    assert segments[0]["rules"] == ["spacing.comma", "typography.apostrophe"]
    assert segments[1]["rules"] == ["quotes.style"]
    assert segments[3]["raw"] is None


def test_the_store_knows_each_change_with_its_reason(published: Path, store: Store) -> None:
    (record,) = records(store)
    first = record.segments[0]
    assert first.as_translated("fr") == "The mayor's office confirmed it ."
    assert [(e.before, e.after) for e in first.edits] == [("'", "’"), (" .", ".")]
    assert all(edit.why for edit in first.edits)


def test_the_verdict_counts_warnings_and_errors_not_remarks(published: Path, store: Store) -> None:
    verdict = line(published)["verdict"]
    assert (verdict["sentences"], verdict["flagged"], verdict["withheld"], verdict["retried"]) == (4, 1, 1, 2)
    assert verdict["problems"] == [{"check": "numbers", "segments": 1}]
    (record,) = records(store)
    assert record.verdict is not None and record.verdict.summary == verdict["summary"]
    import pyarrow.parquet

    (row,) = pyarrow.parquet.read_table(published / "pairs.parquet").to_pylist()
    assert row["verdict"]["summary"] == verdict["summary"]


def test_what_was_withheld_is_no_unit_of_a_training_set(published: Path) -> None:
    assert line(published)["segments"][3]["en"] == ""
    units = ElementTree.parse(published / "pairs.tmx").getroot().findall("body/tu")
    sides = [(published / f"pairs.{code}").read_text(encoding="utf-8").splitlines() for code in ("fr", "en")]
    assert len(units) == len(sides[0]) == len(sides[1]) == 3


def test_the_review_page_shows_the_verdict_the_raw_translation_and_only_real_doubts(published: Path) -> None:
    page = html.document_fromstring((published / "articles" / "a.html").read_bytes())
    assert "1 of 4 sentences doubtful (numbers 1), 1 withheld, 2 tried again" in page.text_content()
    rows = page.find_class("segment")
    assert ["flagged" in row.get("class") for row in rows] == [False, False, False, True]
    english = rows[0].find_class("en")[0]
    assert english.get("title") == "As the model wrote it: The mayor's office confirmed it ."
    assert english.text_content() == "The mayor’s office confirmed it."
    assert [mark.text for mark in english.find_class("set")] == ["’", "."]
    assert rows[0].find_class("fr")[0].get("title") is None
    assert "tried again" in rows[1].text_content()


def test_a_store_of_an_earlier_version_is_brought_up_to_date(published: Path, store: Store) -> None:
    with store.engine.begin() as connection:
        for table, column in (("pairs", "verdict"), ("segments", "edits"), ("segments", "attempts")):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    store.close()
    (record,) = records(Store(store.url))
    assert record.verdict is None
    assert [segment.attempts for segment in record.segments] == [1, 1, 1, 1]
    assert record.segments[0].en == "The mayor’s office confirmed it."


@pytest.fixture
def two_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    """Installed: 2.0, which never ends a translation, and 1.0, which does. Gives settings."""
    monkeypatch.setenv("DIPTYCH_PACKAGES_DIR", str(tmp_path / "packages"))
    build_folder(tmp_path / "packages", Tiny(version="2.0", endless=True))
    build_folder(tmp_path / "packages", Tiny())
    return lambda **translate: load(None, {"publish": {"out": tmp_path}, "translate": {"threads": 1, **translate}})


@pytest.mark.usefixtures("nothing_bundled")
def test_what_the_best_package_gets_wrong_is_asked_of_the_second(two_packages: Callable[..., Settings]) -> None:
    translator = make_translator("fr", "en", two_packages())
    (made,) = translator.translate(["le chat dort"])
    assert made.text == "the cat sleeps"
    assert "fr_en-1.0" in made.origin
    assert "fr_en-2.0" in translator.signature and "else:argos:fr_en-1.0" in translator.signature


@pytest.mark.usefixtures("nothing_bundled")
@pytest.mark.parametrize("alone", [{"second_package": False}, {"attempts": 1}])
def test_the_second_package_may_be_left_alone(two_packages: Callable[..., Settings], alone: dict[str, Any]) -> None:
    translator = make_translator("fr", "en", two_packages(**alone))
    (made,) = translator.translate(["le chat dort"])
    assert "fr_en-2.0" in made.origin and made.problems
    assert "fr_en-1.0" not in translator.signature


@pytest.mark.usefixtures("nothing_bundled")
def test_a_loop_that_nothing_mends_is_withheld_if_the_settings_say_so(two_packages: Callable[..., Settings]) -> None:
    kept = make_translator("fr", "en", two_packages(second_package=False))
    withheld = make_translator("fr", "en", two_packages(second_package=False, on_fail="withhold"))
    (one,), (other,) = kept.translate(["le chat dort"]), withheld.translate(["le chat dort"])
    assert one.text and not other.text
    assert {p.check for p in one.problems} == {p.check for p in other.problems} >= {"truncation"}


@pytest.mark.usefixtures("nothing_bundled")
def test_a_damaged_second_package_costs_nothing_but_itself(
    two_packages: Callable[..., Settings], tmp_path: Path
) -> None:
    settings = two_packages()
    (tmp_path / "packages" / "translate-fr_en-1_0" / "model" / "model.bin").write_bytes(b"no model at all")
    (made,) = make_translator("fr", "en", settings).translate(["le chat dort"])
    assert made.problems and "fr_en-2.0" in made.origin
