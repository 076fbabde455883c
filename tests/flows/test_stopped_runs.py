"""Runs with the Prefect server that Diptych starts by itself, stopped in the middle."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import FRENCH, children_of, start_diptych

pytestmark = [
    pytest.mark.flow,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for the server's process in /proc"),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of its own, whose Prefect database is made once for these tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_run_says_so_and_leaves_no_server_behind(
    how: signal.Signals, cache: Path, article: Callable[..., Path], tiny_package: Path, tmp_path: Path
) -> None:
    for number in range(30):
        article(f"{number:02}.txt", f"Le chat numéro {number} dort sur le mur.\n{FRENCH}")
    run = start_diptych(
        "run",
        tmp_path / "in",
        "--out",
        tmp_path / "out",
        DIPTYCH_CACHE_DIR=str(cache),
        DIPTYCH_RUN_BATCH_SIZE="1",
        DIPTYCH_TRANSLATE_PACKAGE_FR_EN=str(tiny_package),
        HOME=str(tmp_path),  # no settings of Prefect in it
        PREFECT_API_URL="",
        PREFECT_HOME="",
    )
    assert run.stderr is not None
    for line in run.stderr:
        if b" of 30 done" in line:
            break
    else:
        raise AssertionError("it ended before it could be stopped")
    servers = children_of(run.pid, b"prefect")
    assert servers
    os.killpg(run.pid, how)
    _, said = run.communicate(timeout=120)
    if how != signal.SIGKILL:
        assert (run.returncode, b"What is done is kept" in said, b"Traceback" in said) == (2, True, False), said
    deadline = time.monotonic() + 60
    while any(map(_lives, servers)):
        assert time.monotonic() < deadline, "the server lives on"
        time.sleep(0.1)


def _lives(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "cmdline").read_bytes() != b""  # a zombie has none
    except OSError:
        return False
