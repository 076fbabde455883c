"""`diptych packages ...` against a server on this machine that serves an index as Argos's does: the whole way."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.settings import load
from flows.translation import make_translator
from tests.translators.test_package_files import HOSTILE, changed

from .conftest import start_diptych

Command = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.usefixtures("nothing_bundled")


@dataclass
class Server:
    """Serves `files`; sends only `held_back` bytes of a package while that is set, then waits."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    held_back: int = 0
    ranges: list[str | None] = field(default_factory=list)


@pytest.fixture
def server(tiny_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    served = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = served.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            wanted = self.headers.get("Range")
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            if self.path.endswith(".argosmodel"):
                served.ranges.append(wanted)
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("ETag", '"one"')
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            if served.held_back and self.path.endswith(".argosmodel"):
                self.wfile.write(content[start : start + served.held_back])
                while served.held_back:
                    time.sleep(0.02)
                return
            self.wfile.write(content[start:])

        def log_message(self, format: str, *arguments: object) -> None:
            del format, arguments

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{http.server_port}"
    entry = {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": "fr",
        "from_name": "French",
        "to_code": "en",
        "to_name": "English",
        "code": "translate-fr_en",
        "type": "translate",
        "links": [f"{served.url}/translate-fr_en-1_0.argosmodel", "ipfs://Qm"],
    }
    served.files = {
        "/index.json": json.dumps([entry]).encode(),
        "/translate-fr_en-1_0.argosmodel": tiny_package.read_bytes(),
    }
    monkeypatch.setenv("DIPTYCH_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("DIPTYCH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DIPTYCH_PACKAGE_INDEX", f"{served.url}/index.json")
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    yield served
    served.held_back = 0
    http.shutdown()
    http.server_close()


def test_from_the_index_to_a_translation_and_away_again(server: Server, diptych: Command, tmp_path: Path) -> None:
    code, out, _ = diptych("packages", "list", "--available")
    assert code == 0 and out.startswith("fr_en-1.0\tavailable\tfr → en\t" + server.url)
    code, out, err = diptych("packages", "install", "fr", "en")
    assert (code, err) == (0, "")
    assert out == f"installed fr_en-1.0 in {tmp_path / 'packages' / 'translate-fr_en-1.0'}\n"
    assert diptych("packages", "verify")[:2] == (0, "fr_en-1.0\tinstalled\tok\n")
    server.files.clear()  # from here on there is no network
    (translation,) = make_translator("fr", "en", load(None, {"translate": {"memory": "off"}})).translate(
        ["le chat dort"]
    )
    assert translation.text == "the cat sleeps"
    assert diptych("packages", "remove", "fr_en-1.0")[0] == 0
    assert diptych("packages", "list")[1] == ""


def test_an_install_that_was_killed_goes_on_where_it_stopped(server: Server, diptych: Command, tmp_path: Path) -> None:
    server.held_back = 100_000
    killed = start_diptych("packages", "install", "fr", "en", **os.environ)
    part = tmp_path / "cache" / "downloads" / "fr_en-1.0.argosmodel.part"
    deadline = time.monotonic() + 120
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.05)
    killed.kill()
    killed.communicate(timeout=20)
    size = part.stat().st_size
    server.held_back = 0
    assert diptych("packages", "install", "fr", "en")[0] == 0
    assert server.ranges == [None, f"bytes={size}-"]
    assert not list(part.parent.iterdir())


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_package_is_refused_and_nothing_of_it_stays(
    case: str, server: Server, diptych: Command, tiny_package: Path, tmp_path: Path
) -> None:
    bad = changed(tiny_package, tmp_path / "bad.zip", HOSTILE[case][0])
    server.files["/translate-fr_en-1_0.argosmodel"] = bad.read_bytes()
    code, out, err = diptych("packages", "install", "fr", "en")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1 and err.startswith("diptych: ")
    left = [path for folder in ("packages", "cache/downloads") for path in (tmp_path / folder).rglob("*")]
    assert [path for path in left if path.is_file()] == []


def test_without_a_network_the_commands_that_need_none_work_and_the_one_that_does_says_so(
    server: Server, diptych: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert diptych("packages", "install", "fr", "en")[0] == 0
    monkeypatch.setenv("DIPTYCH_PACKAGE_INDEX", "http://127.0.0.1:9/index.json")
    assert diptych("packages", "list")[0] == diptych("packages", "verify")[0] == 0
    code, _, err = diptych("packages", "install", "en", "fr")
    assert code == 2 and "Check the network, or name a mirror" in err
