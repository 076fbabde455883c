"""A Prefect server for the runs of one process. It ends with that process, however that ends.

Prefect starts one by itself, but leaves it behind when the run is killed, and takes it down with the run's own Ctrl-C.
This one watches the pipe from its parent, and starts while the parent still imports what it needs.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from flows.errors import UsageError

PATIENCE = 120.0
"""Seconds until a server that does not answer is given up."""


class PrefectServer:
    """The server's process; `url` is the address of its API."""

    def __init__(self) -> None:
        """Start the process; it answers some seconds later."""
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.prefect_server"],
            stdin=subprocess.PIPE,  # closed when this process ends, which ends the server
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"},
            start_new_session=True,  # Ctrl-C in the terminal is for the run alone
        )
        atexit.register(self.stop)
        assert self._process.stdout is not None
        port = self._process.stdout.readline().decode().strip()
        if not port:
            raise self._failed()
        self.url = f"http://127.0.0.1:{port}/api"

    def wait(self) -> None:
        """Return when the server answers; UsageError with its last words when it doesn't."""
        direct = build_opener(ProxyHandler({}))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with direct.open(f"{self.url}/health", timeout=10):
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        raise self._failed()

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _failed(self) -> UsageError:
        self.stop()
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1] if lines else f"no answer within {PATIENCE:.0f} s"
        return UsageError(
            f"Prefect's server did not start: {reason}. Its database lies in {os.environ.get('PREFECT_HOME')}; "
            "it may be deleted, and is made again. DIPTYCH_CACHE_DIR moves it elsewhere"
        )


def _serve() -> None:
    import uvicorn

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    config = uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on")
    uvicorn.Server(config).run(sockets=[listener])


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    _serve()
