"""The store, on SQLite and on PostgreSQL: what goes in comes out, once, and nothing is done twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet
import pytest
from sqlalchemy import text

from cleaners.document import Document
from flows.batch import is_done, process
from flows.errors import UsageError
from flows.publish.exports import export
from flows.publish.publish import publish_all
from flows.publish.read import counts_by_rule, records
from flows.publish.records import ArticleRecord
from flows.publish.store import Store
from flows.report import summary
from flows.settings import Settings, load
from flows.sources import Item, Problem
from translators.base import Translation

from .conftest import ENGLISH, FRENCH, SPANISH

AWKWARD = "Un texte avec \0 et \udce9 et \x1b[0m et 𝄞.\n" + FRENCH


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    opened = Store(url)
    yield opened
    if request.param == "postgresql":
        from flows.publish.tables import metadata

        metadata.drop_all(opened.engine)
    opened.close()


@pytest.fixture
def settings(tmp_path: Path, tiny_package: Path) -> Settings:
    return load(None, {"publish": {"out": tmp_path}, "translate": {"package_fr_en": str(tiny_package)}})


def doc(id: str, raw: str = FRENCH, **hints: str) -> Document:
    return Document(id=id, source=f"in/{id}.txt", raw=raw, hints=hints)


def run(store: Store, settings: Settings, *items: Item) -> str:
    """One run over `items`, without Prefect."""
    run = store.begin_run(["in"])
    list(store.record(run, items))
    process(store, store.ordinals(run), settings, run)
    return run


@pytest.mark.usefixtures("nothing_bundled")
def test_what_became_of_each_article(store: Store, settings: Settings) -> None:
    bad = Problem("in/bad.txt", "is empty")
    items = [doc("fr", FRENCH), doc("en", ENGLISH), doc("es", SPANISH), doc("none", "PUBLICITÉ\n"), bad]
    made = run(store, settings, *items)
    found = {record.id: record for record in records(store, made)}
    assert list(found)[:4] == ["fr", "en", "es", "none"]
    assert [record.status for record in found.values()] == ["paired", "kept", "kept", "failed", "failed"]
    assert "diptych packages install en fr" in found["en"].reason
    assert "Spanish" in found["es"].reason
    assert "no text left" in found["none"].reason
    assert found["es"].paragraphs
    assert store.counts(made) == {"paired": 1, "kept": 2, "failed": 2}
    pair = found["fr"]
    assert pair.text("fr") == FRENCH.strip()
    assert "Le cat du voisin sleeps" in pair.text("en")
    assert pair.signature.startswith("rules@")
    assert "fr_en-1.0" in pair.signature


def test_awkward_characters_come_back_as_they_were(store: Store, settings: Settings) -> None:
    run(store, settings, doc("a", AWKWARD, title="\0\udce9"))
    (record,) = records(store)
    assert record.raw == AWKWARD
    (stored,) = store.documents(store.ordinals("")) or store.documents([1])
    assert stored.document.raw_bytes() == AWKWARD.encode("utf-8", "surrogateescape")
    for edit in record.edits:
        assert AWKWARD[edit.start : edit.end] == edit.before


def test_a_second_run_has_nothing_to_do(store: Store, settings: Settings) -> None:
    items = [doc("fr"), doc("es", SPANISH), doc("none", "PUBLICITÉ\n")]
    run(store, settings, *items)
    before = list(records(store))
    second = store.begin_run(["in"])
    list(store.record(second, items))
    states = store.states(store.ordinals(second))
    assert len(states) == 3
    assert all(is_done(s.content, s.article, s.signature, s.language, settings) for s in states)
    assert list(records(store)) == before
    other = load(
        None, {**_layers(settings), "translate": {"package_fr_en": settings.translate.package_fr_en, "beam_size": 2}}
    )
    left = [s for s in states if not is_done(s.content, s.article, s.signature, s.language, other)]
    assert [s.ordinal for s in left] == [1], "other settings of the translator: the pair is made again"


def _layers(settings: Settings) -> dict[str, dict[str, object]]:
    return {"publish": {"out": settings.publish.out}}


def test_a_changed_article_takes_the_place_of_the_old_one(store: Store, settings: Settings) -> None:
    run(store, settings, doc("a"), doc("b", ENGLISH))
    run(store, settings, doc("a", FRENCH + "Une phrase de plus clôt désormais cet article de presse.\n"))
    found = list(records(store))
    assert [record.id for record in found] == ["a", "b"]
    assert len(found[0].paragraphs) == 4


def test_one_id_from_two_sources_becomes_two(store: Store, settings: Settings) -> None:
    run(store, settings, doc("a"), replace(doc("a", ENGLISH), source="elsewhere/a.txt"))
    ids = [record.id for record in records(store)]
    assert len(set(ids)) == 2
    assert ids[0] == "a"
    assert ids[1].startswith("a-")


def test_two_pages_of_one_name_and_source_are_both_kept_and_found_again(store: Store, settings: Settings) -> None:
    def captures(*texts: str) -> list[Document]:
        return [Document(id="page", source="a.warc#url", raw=f"{text} {FRENCH}") for text in texts]

    run(store, settings, *captures("Un.", "Deux.", "Trois."))
    first = {record.id: record for record in records(store)}
    assert sorted(record.raw[:4] for record in first.values()) == ["Deux", "Troi", "Un. "]
    again = run(store, settings, *captures("Un.", "Deux.", "Trois."))
    assert {record.id: record.source for record in records(store)} == {k: v.source for k, v in first.items()}
    assert all(state.status != "new" for state in store.states(store.ordinals(again)))
    run(store, settings, *captures("Quatre.", "Deux.", "Trois."))
    assert sorted(record.raw[:4] for record in records(store)) == ["Deux", "Quat", "Troi"]


def test_lines_that_a_site_repeats_are_counted(store: Store) -> None:
    footer = "\nMentions légales du site\n"
    pages = [doc(str(n), f"Article {n}{footer}", site="exemple.test") for n in range(3)]
    run = store.begin_run(["in"])
    list(store.record(run, [*pages, doc("x", f"Autre{footer}", site="autre.test"), doc("y", footer)]))
    context = store.context(pages[0])
    assert context.site == "exemple.test"
    assert dict(context.line_counts) == {"mentions legales du site": 2}
    assert not store.context(doc("y", footer)).line_counts
    list(store.record(run, pages))
    assert dict(store.context(pages[0]).line_counts) == {"mentions legales du site": 2}, "counted once"


def test_an_article_that_breaks_a_cleaner_or_the_translator_costs_only_itself(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import batch

    cleaned = batch.clean_document

    def clean(document: Document, *arguments: object) -> object:
        if document.id == "bad":
            raise RecursionError("too deep")
        return cleaned(document, *arguments)  # type: ignore[arg-type]

    class Breaks:
        source, target, signature = "fr", "en", "breaks"

        def translate(self, sentences: list[str]) -> list[Translation]:
            if any("baleine" in sentence for sentence in sentences):
                raise RuntimeError("whale")
            return [Translation(sentence.upper(), 1.0) for sentence in sentences]

    monkeypatch.setattr(batch, "clean_document", clean)
    monkeypatch.setattr(batch, "translator_for", lambda *_: Breaks())
    run(store, settings, doc("a"), doc("bad"), doc("whale", FRENCH.replace("chat", "baleine")), doc("b", FRENCH * 2))
    found = {record.id: (record.status, record.reason) for record in records(store)}
    assert found["a"] == found["b"] == ("paired", "")
    assert found["bad"] == ("failed", "could not be cleaned (RecursionError: too deep)")
    assert found["whale"] == ("failed", "could not be translated (RuntimeError: whale)")


def test_sentences_of_a_batch_are_translated_together_and_once(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import batch

    asked: list[list[str]] = []

    class Counts:
        source, target, signature = "fr", "en", "counts"

        def translate(self, sentences: list[str]) -> list[Translation]:
            asked.append(list(sentences))
            return [Translation("x", 1.0) for _ in sentences]

    counts = Counts()
    monkeypatch.setattr(batch, "translator_for", lambda *_: counts)
    run(store, settings, doc("a"), doc("b", FRENCH + "Une phrase de plus clôt désormais cet article de presse.\n"))
    assert [len(sentences) for sentences in asked] == [4]


def test_every_export_holds_the_same_pairs(store: Store, settings: Settings, tmp_path: Path) -> None:
    made = run(store, settings, doc("a", AWKWARD), doc("es", SPANISH), doc("b", FRENCH))
    out = tmp_path / "out"
    out.mkdir()
    passed: list[ArticleRecord] = list(export(records(store, made), out, ("jsonl", "parquet", "tmx", "moses")))
    assert len(passed) == 3
    lines = [json.loads(line) for line in (out / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    names = "id source title date author agency keywords original text segments flags verdict signature".split()
    assert [list(line) for line in lines] == [names, names]
    for line in lines:
        for side in ("fr", "en"):
            paragraphs: dict[int, list[str]] = {}
            for segment in line["segments"]:
                paragraphs.setdefault(segment["paragraph"], []).append(segment[side])
            assert "\n".join(" ".join(parts) for parts in paragraphs.values()) == line["text"][side]
    table = pyarrow.parquet.read_table(out / "pairs.parquet").to_pylist()
    assert [row["id"] for row in table] == ["a", "b"]
    assert table[1]["segments"][0]["fr"] == lines[1]["segments"][0]["fr"]
    units = ElementTree.parse(out / "pairs.tmx").getroot().findall("body/tu")
    moses = [(out / f"pairs.{side}").read_text(encoding="utf-8").splitlines() for side in ("fr", "en")]
    assert len(units) == len(moses[0]) == len(moses[1]) == sum(len(record.segments) for record in passed)
    assert units[-1].findall("tuv/seg")[0].text == moses[0][-1]
    kept = [json.loads(line) for line in (out / "kept.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line["status"], line["language"]) for line in kept] == [("es", "kept", "es")]


def test_an_export_that_fails_leaves_the_one_before(store: Store, settings: Settings, tmp_path: Path) -> None:
    made = run(store, settings, doc("a"))
    publish_all(store, made, tmp_path / "out", ("jsonl", "tmx", "parquet"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    passing = export(records(store, made), tmp_path / "out", ("jsonl", "tmx", "parquet"))
    next(passing)
    passing.close()
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    with pytest.raises(UsageError, match="can't write there"):
        publish_all(store, made, tmp_path / "out" / "pairs.tmx" / "below", ("jsonl",))


def test_what_rules_did_can_be_counted(store: Store, settings: Settings) -> None:
    run(store, settings, doc("a", "PUBLICITÉ\n" + FRENCH), doc("b", FRENCH + "PUBLICITÉ\n"))
    counts = {rule: (edits, articles) for rule, edits, articles in counts_by_rule(store)}
    assert counts["ad.label"] == (2, 2)


def test_a_killed_run_leaves_its_pairs_to_the_next(store: Store, settings: Settings) -> None:
    killed = run(store, settings, doc("a"))
    second = run(store, settings, doc("a"), doc("b", FRENCH * 2))
    store.claim_pairs(second)
    assert store.pairs_of(second) == [1, 2]
    assert store.pairs_of(killed) == []
    store.finish_run(second, store.counts(second))
    third = run(store, settings, doc("a"))
    store.claim_pairs(third)
    assert store.pairs_of(third) == []


@pytest.mark.parametrize(
    "url", ["sqlite:////proc/none/a.db", "nonsense", "oracle+none://x", "postgresql+psycopg://h:1/x"]
)
def test_a_store_that_cannot_be_opened_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError, match="store"):
        Store(url)


@pytest.mark.parametrize("damage", ["head", "pages"])
def test_a_damaged_store_says_so_wherever_it_is_read(damage: str, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    whole = Store(f"sqlite:///{path}")
    run(whole, settings, *(doc(str(number), f"{number}. {FRENCH}") for number in range(20)))
    whole.close()
    data = path.read_bytes()
    path.write_bytes(b"#" * 4096 + data[4096:] if damage == "head" else data[:8192] + b"#" * (len(data) - 8192))
    with pytest.raises(UsageError, match=r"a\.db can't be used.*damaged: .* move it away"):
        damaged = Store(f"sqlite:///{path}")
        list(records(damaged))


def test_a_store_of_quite_another_version_is_refused_with_what_to_do(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE edits DROP COLUMN family"))
    store.close()
    with pytest.raises(UsageError, match=r"earlier version of Diptych \(edits\.family is missing\).*--store"):
        Store(store.url)
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE edits"))
        connection.execute(text("ALTER TABLE segments ADD COLUMN tone INTEGER NOT NULL DEFAULT 0"))
    Store(store.url).close()
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE segments"))
        connection.execute(text("CREATE TABLE segments (article VARCHAR(64) PRIMARY KEY, tone INTEGER NOT NULL)"))
    with pytest.raises(UsageError, match="version of Diptych"):
        Store(store.url)


def test_two_runs_may_take_in_the_same_documents_at_once(store: Store, settings: Settings) -> None:
    def take(which: int) -> str:
        one = Store(store.url)
        try:
            return run(one, settings, *(doc(str(number), f"{number}. {FRENCH}") for number in range(60)))
        finally:
            one.close()

    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(take, range(4)))
    assert [store.counts(each)["failed"] for each in runs] == [0, 0, 0, 0]
    assert len(list(records(store))) == 60


def test_runs_that_end_together_and_a_review_that_fails_leave_the_output_whole(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    done = run(store, settings, *(doc(str(number), f"{number}. {FRENCH}") for number in range(12)))
    out = tmp_path / "out"
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda _: publish_all(store, done, out, settings.publish.formats), range(4)))
    assert pages == [out / "index.html"] * 4
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    (out / ".review").write_text("a file in the place of a folder")
    with pytest.raises(UsageError, match="can't write there"):
        publish_all(store, done, out, settings.publish.formats)
    (out / ".review").unlink()
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_a_source_whose_name_is_no_text_is_told_in_the_summary(store: Store, settings: Settings) -> None:
    failed = run(store, settings, Problem("in/caf\udce9\n|.txt", "is empty"))
    text_of_it = summary(store, failed, store.counts(failed), settings)
    assert "caf\\udce9" in text_of_it
    text_of_it.encode()
