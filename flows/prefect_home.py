"""Prefect's environment for a run in this process: quiet, without telemetry, and in a home that is ready.

Who has a Prefect server (PREFECT_API_URL, or a profile) or a home of his own keeps it. For everybody else the runs of
`diptych run` live in Diptych's cache folder. Prefect must not be imported before `prepare` has run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from flows.prefect_server import PrefectServer
from flows.publish.files import locked
from translators.places import Places

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",  # libraries that Prefect would let speak
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}


_server: PrefectServer | None = None


def prepare() -> PrefectServer | None:
    """Set the environment variables that are not set yet, make the home ready, and start a server for this process.

    Returns the server, which may not answer yet; None where the user has Prefect set up.
    """
    global _server
    if _server is not None:
        return _server
    for name in ("DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED"):
        os.environ.setdefault(name, QUIET[name])
    if has_own_prefect():
        return None
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    home = Places.default().writable_cache() / f"prefect-{version('prefect')}"
    os.environ["PREFECT_HOME"] = str(home)
    _make_ready(home)
    _server = PrefectServer()
    os.environ["PREFECT_API_URL"] = _server.url
    return _server


def has_own_prefect() -> bool:
    """Whether the user has set Prefect up: a server's address, a home, or profiles."""
    named = any(os.environ.get(name) for name in ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILE"))
    return named or (Path.home() / ".prefect" / "profiles.toml").is_file()


def _make_ready(home: Path) -> None:
    """Make the database once, under a lock: two servers that start on a fresh home at once damage it."""
    ready = home / "ready"
    if ready.exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / "lock"):
        if not ready.exists():
            command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                ready.touch()
