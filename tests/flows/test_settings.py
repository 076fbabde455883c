"""Command line before environment before --config before config/diptych.toml; what is wrong is named with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaners.resources import config_path
from flows.errors import UsageError
from flows.settings import Settings, load


def test_the_file_of_defaults_has_every_setting_with_its_default_and_a_comment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DIPTYCH_PACKAGES_DIR")
    assert load() == Settings()
    text = config_path("diptych.toml").read_text(encoding="utf-8")
    settings = [line for line in text.splitlines() if "=" in line.partition("#")[0]]
    sections = [field.annotation for field in Settings.model_fields.values()]
    assert len(settings) == sum(len(section.model_fields) for section in sections)  # type: ignore[union-attr]
    for line in settings:
        assert line.partition(" # ")[2].strip(), f"no comment on: {line}"


def test_each_source_wins_over_the_one_behind_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[run]\nbatch_size = 20\nmax_tasks = 21\nworkers = 2\n")
    monkeypatch.setenv("DIPTYCH_RUN_MAX_TASKS", "30")
    monkeypatch.setenv("DIPTYCH_RUN_WORKERS", "3")
    run = load(file, {"run": {"workers": 4}}).run
    assert (run.batch_size, run.max_tasks, run.workers) == (20, 30, 4)


def test_a_list_in_the_environment_has_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_PUBLISH_FORMATS", "jsonl, tmx")
    assert load().publish.formats == ("jsonl", "tmx")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[run]\nbatchsize = 4\n", 2, "did you mean batch_size?"),
        ("# mine\n\n[runn]\nworkers = 1\n", 3, "did you mean run?"),
        ("run.wrokers = 1\n", 1, "did you mean workers?"),
        ('[translate]\nbeam_size = 2\nlanguages = ["fr", "eng"]\n', 3, "did you mean en?"),
        ("[run]\nworkers = 0\n", 2, "greater than or equal to 1"),
        ('[run]\nworkers = "many"\n', 2, "integer"),
        ('[publish]\nformats = ["jsonl", "parket"]\n', 2, "did you mean parquet?"),
        ("workers = 1\n", 1, "unknown section"),
        ("[run\nworkers = 1\n", 1, "not valid TOML"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=re.escape(said)) as raised:
        load(file)
    assert f"line {line}" in str(raised.value) or f"{file}:{line}" in str(raised.value)


def test_a_mistake_in_the_environment_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_RUN_BATCHSIZE", "4")
    with pytest.raises(UsageError, match=r"DIPTYCH_RUN_BATCHSIZE.*did you mean DIPTYCH_RUN_BATCH_SIZE\?"):
        load()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
