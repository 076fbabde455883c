"""The wheel carries its rules, word lists, templates and package, and works from any folder."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import FRENCH, ROOT

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run_installed(installed: Path, folder: Path, *arguments: str, stdin: str = "") -> str:
    """Run a command with the wheel's files alone, from `folder`."""
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from flows.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, input=stdin).stdout


def test_nothing_of_the_training_is_in_it(installed: Path) -> None:
    assert not (installed / "translators" / "training").exists()
    assert sum(path.stat().st_size for path in installed.rglob("*")) < 100_000_000


def test_it_cleans_and_translates_from_any_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PUBLICITÉ\n" + FRENCH, encoding="utf-8")
    run_installed(installed, tmp_path, "clean", "a.txt", "--out", "out")
    edits = json.loads((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))["edits"]
    assert "ad.label" in [edit["rule"] for edit in edits]
    translated = run_installed(installed, tmp_path, "translate", "--from", "fr", "--to", "en", stdin="La Commission a adopté le rapport.\n")
    assert "Commission" in translated
    assert "report" in translated


def test_the_locks_hold_no_host_and_nothing_that_brings_torch() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = {line.partition("==")[0] for line in text.splitlines() if "==" in line}
        assert "ctranslate2" in pinned
        assert not pinned & {"torch", "stanza", "spacy", "minisbd", "sacremoses"}
