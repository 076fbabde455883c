"""Three rooms, one direction: what may import what, and what a source file may look like."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("cleaners", "translators", "flows")


def test_imports_keep_to_the_rooms_and_their_direction() -> None:
    """The contracts stand in pyproject.toml, under [tool.importlinter]."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_says_what_it_is_for(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        text = path.read_text(encoding="utf-8").lstrip()
        assert not text or text.startswith(('"""', 'r"""')), f"{path.relative_to(ROOT)} has no docstring"


def test_there_is_no_room_for_odds_and_ends() -> None:
    names = {path.name for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    assert not names & {"utils.py", "helpers.py", "misc.py", "common.py"}
