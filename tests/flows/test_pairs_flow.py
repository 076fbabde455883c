"""The main flow on a real Prefect server: what it publishes, what it does not do again, what survives a kill."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.settings import load

from .conftest import ENGLISH, FRENCH, SPANISH, start_diptych

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("prefect_server")]
Write = Callable[..., Path]
CONTRACT = (
    "pairs.jsonl",
    "pairs.parquet",
    "pairs.tmx",
    "pairs.fr",
    "pairs.en",
    "kept.jsonl",
    "index.html",
    "diptych.db",
)


@pytest.fixture
def run(tmp_path: Path, tiny_package: Path) -> Callable[..., dict[str, Any]]:
    """Runs the flow in this process; returns its result."""
    from flows.pairs import pairs

    def run(*sources: Path, out: str = "out", **settings: dict[str, Any]) -> dict[str, Any]:
        translate = {"package_fr_en": str(tiny_package), **settings.pop("translate", {})}
        values = load(None, {"publish": {"out": tmp_path / out}, "translate": translate, **settings})
        return pairs(sources=[str(source) for source in sources], settings=values.model_dump(mode="json"))

    return run


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def some_articles(article: Write, count: int) -> Path:
    for number in range(count):
        article(f"{number:02}.txt", f"Le chat numéro {number} du voisin dort depuis hier soir.\n{FRENCH}")
    return article("es.txt", SPANISH).parent


@pytest.mark.usefixtures("nothing_bundled")
def test_a_run_publishes_what_it_promises(article: Write, run: Any, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    article("bad.jsonl", "not json\n")
    article("empty.txt", "")
    article("en.txt", ENGLISH)
    result = run(some_articles(article, 3))
    assert (result["paired"], result["kept"], result["failed"]) == (3, 2, 2)
    for name in CONTRACT:
        assert (tmp_path / "out" / name).is_file(), name
    assert [line["id"] for line in lines(tmp_path / "out" / "pairs.jsonl")] == ["00", "01", "02"]
    kept = {line["source"]: line["reason"] for line in lines(tmp_path / "out" / "kept.jsonl")}
    assert len(kept) == 4
    with get_client(sync_client=True) as client:
        found = [a for a in client.read_artifacts() if a.key == "diptych-pairs"]
    assert any(str(tmp_path) in str(artifact.data) and "**3** paired" in str(artifact.data) for artifact in found)


def test_a_second_run_does_nothing_again_and_writes_the_same(
    article: Write, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = some_articles(article, 5)
    run(folder, run={"batch_size": 2})
    before = {name: (tmp_path / "out" / name).read_bytes() for name in CONTRACT[:6]}
    from flows import pairs

    def process(*_: object) -> None:
        raise AssertionError("there was nothing to do")

    with monkeypatch.context() as patch:
        patch.setattr(pairs, "process", process)
        run(folder, run={"batch_size": 3})
    assert {name: (tmp_path / "out" / name).read_bytes() for name in CONTRACT[:6]} == before
    article("05.txt", FRENCH)
    assert run(folder)["paired"] == 6
    monkeypatch.undo()
    again = run(folder, out="elsewhere")
    assert again["paired"] == 6


def test_a_batch_that_fails_costs_only_its_articles(
    article: Write, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import pairs

    process = pairs.process

    def breaks(store: Any, ordinals: list[int], *arguments: Any) -> None:
        if 3 in ordinals:
            raise MemoryError("no room")
        process(store, ordinals, *arguments)

    monkeypatch.setattr(pairs, "process", breaks)
    result = run(some_articles(article, 5), run={"batch_size": 2})
    assert (result["paired"], result["kept"], result["failed"]) == (3, 1, 2)
    assert all(
        "no room" in line["reason"] for line in lines(tmp_path / "out" / "kept.jsonl") if line["status"] == "failed"
    )
    monkeypatch.undo()
    assert run(some_articles(article, 5), run={"batch_size": 2})["paired"] == 5


def test_dask_gives_the_same_pairs(article: Write, run: Any, tmp_path: Path) -> None:
    pytest.importorskip("prefect_dask")
    folder = some_articles(article, 4)
    run(folder, out="threads", run={"batch_size": 2})
    run(folder, out="dask", run={"batch_size": 2, "runner": "dask", "workers": 2})
    for name in ("pairs.jsonl", "pairs.tmx", "kept.jsonl"):
        assert (tmp_path / "threads" / name).read_bytes() == (tmp_path / "dask" / name).read_bytes()


def test_the_pairs_of_a_run_reach_the_flow_downstream(article: Write, run: Any, tmp_path: Path) -> None:
    from flows.downstream import snapshot

    first = run(some_articles(article, 2))
    article("99.txt", FRENCH)
    second = run(some_articles(article, 2))
    assert snapshot(first["run"], first["out"])["pairs"] == 2
    made = snapshot(second["run"], second["out"])
    assert [line["id"] for line in lines(Path(made["path"]))] == ["99"]


def test_killed_in_the_middle_and_run_again_it_gives_what_an_undisturbed_run_gives(
    article: Write, run: Any, tmp_path: Path, tiny_package: Path
) -> None:
    folder = some_articles(article, 30)
    run(folder, out="whole", run={"batch_size": 1})
    environment = {
        "DIPTYCH_RUN_BATCH_SIZE": "1",
        "DIPTYCH_TRANSLATE_PACKAGE_FR_EN": str(tiny_package),
        "PREFECT_API_URL": _api_url(),
    }
    disturbed = start_diptych("run", folder, "--out", tmp_path / "out", **environment)
    deadline = time.monotonic() + 120
    while _done(tmp_path / "out" / "diptych.db") < 4:
        assert time.monotonic() < deadline
        assert disturbed.poll() is None, "it was over before it could be killed"
        time.sleep(0.02)
    os.kill(disturbed.pid, signal.SIGKILL)
    disturbed.wait(20)
    assert _done(tmp_path / "out" / "diptych.db") < 31
    assert not (tmp_path / "out" / "pairs.jsonl").exists()

    resumed = start_diptych("run", folder, "--out", tmp_path / "out", **environment)
    assert resumed.wait(200) == 0, resumed.stderr.read()  # type: ignore[union-attr]
    for name in CONTRACT[:6]:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


def _done(database: Path) -> int:
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents WHERE status != 'new'").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _api_url() -> str:
    from prefect.settings import PREFECT_API_URL

    return str(PREFECT_API_URL.value())
