"""Installing from an index: resumed, verified, recorded; refused with a reason; nothing half-done stays."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.translators.tiny import Tiny, build_zip
from translators import fetch, installer
from translators.fetch import FetchError, fetch_file, fetch_text
from translators.installer import available, install, install_file, install_url, remove, verify
from translators.package_files import PackageError
from translators.packages import find
from translators.places import Places


@dataclass
class Site:
    """A server on this machine that misbehaves as told. failures: answers before the first good one."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    etag: str = '"one"'
    seen: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.seen.append({"path": self.path, **{key.lower(): value for key, value in self.headers.items()}})
            content = site.files.get(self.path)
            failure = site.failures.pop(0) if site.failures else ""
            if failure.isdigit():
                self.send_error(int(failure))
                return
            if failure.startswith("to "):
                self.send_response(302)
                self.send_header("Location", failure[3:])
                self.end_headers()
                return
            if content is None:
                self.send_error(404)
                return
            start = 0
            wanted = self.headers.get("Range", "")
            if wanted and self.headers.get("If-Range") == site.etag:
                start = int(wanted.removeprefix("bytes=").rstrip("-"))
                if start >= len(content):
                    self.send_error(416)
                    return
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            else:
                self.send_response(200)
            self.send_header("ETag", site.etag)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            sent = content[start:]
            self.wfile.write(sent[: len(sent) // 2] if failure == "cut" else sent)

        def log_message(self, format: str, *arguments: Any) -> None:
            del format, arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setattr(fetch, "_WAITS", (0.0,))
    yield site
    server.shutdown()
    server.server_close()


def offer(site: Site, *packages: Path, **extra: object) -> None:
    """Put packages on the site, with an index."""
    index = []
    for path in packages:
        site.files[f"/{path.name}"] = path.read_bytes()
        pair, version = path.stem.removeprefix("translate-").split("-")
        source, target = pair.split("_")
        entry = {
            "package_version": version.replace("_", "."),
            "from_code": source,
            "to_code": target,
            "type": "translate",
        }
        index.append({**entry, "links": ["ipfs://Qm", path.name], **extra})
    site.files["/index.json"] = json.dumps([*index, {"type": "sbd"}, "noise"]).encode()


@pytest.fixture
def served(site: Site, places: Places, tiny_zip: Path) -> Places:
    offer(site, tiny_zip)
    return replace(places, index=f"{site.url}/index.json")


def test_the_newest_version_is_installed_beside_the_others(site: Site, served: Places, tmp_path: Path) -> None:
    offer(site, *(build_zip(tmp_path, Tiny(version=version)) for version in ("1.9", "1.10", "1.8")))
    assert [one.name for one in available(served)] == ["fr_en-1.10", "fr_en-1.9", "fr_en-1.8"]
    assert install("fr", "en", places=served).version == "1.10"
    assert install("fr", "en", version="1.8", places=served).version == "1.8"
    assert find("fr", "en", places=served).version == "1.10"
    assert find("fr", "en", named="1.8", places=served).origin == "installed"
    assert sorted(path.name for path in served.installed.iterdir()) == [
        ".known",
        "translate-fr_en-1.10",
        "translate-fr_en-1.8",
    ]
    assert not list((served.cache / "downloads").iterdir())
    assert all(seen["user-agent"].startswith("Diptych") for seen in site.seen)


def test_an_interrupted_download_goes_on_where_it_was(
    site: Site, served: Places, tiny_zip: Path, tmp_path: Path
) -> None:
    site.failures = ["cut"]
    fetch_file(f"{site.url}/{tiny_zip.name}", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == tiny_zip.read_bytes()
    half = len(tiny_zip.read_bytes()) // 2
    assert site.seen[1]["range"] == f"bytes={half}-"
    assert [path.name for path in tmp_path.iterdir() if "file" in path.name] == ["file"]


def test_a_file_that_changed_meanwhile_is_fetched_again_from_the_start(site: Site, tmp_path: Path) -> None:
    site.files["/file"] = b"old" * 1000
    site.failures = ["cut", "404"]
    with pytest.raises(FetchError):
        fetch_file(f"{site.url}/file", tmp_path / "file")
    assert (tmp_path / "file.part").is_file() and not (tmp_path / "file").exists()
    site.files["/file"], site.etag = b"new" * 1000, '"two"'
    fetch_file(f"{site.url}/file", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"new" * 1000


def test_a_part_that_is_no_beginning_of_the_file_is_given_up(site: Site, tmp_path: Path) -> None:
    """As long as the file or longer: the server has nothing to add, ever."""
    site.files["/file"] = b"new" * 1000
    (tmp_path / "file.part").write_bytes(b"old" * 1000)
    known = {"url": f"{site.url}/file", "validator": site.etag}
    (tmp_path / "file.part.json").write_text(json.dumps(known))
    fetch_file(f"{site.url}/file", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"new" * 1000


def test_the_next_link_is_tried_before_the_first_is_waited_for(site: Site, served: Places, tiny_zip: Path) -> None:
    links = [f"{site.url}/absent", f"{site.url}/slow/{tiny_zip.name}", tiny_zip.name]
    offer(site, tiny_zip)
    index = json.loads(site.files["/index.json"])
    index[0]["links"] = links
    site.files["/index.json"] = json.dumps(index).encode()
    assert install("fr", "en", places=served).name == "fr_en-1.0"
    assert [seen["path"] for seen in site.seen] == ["/index.json", "/absent", links[1][len(site.url) :], f"/{links[2]}"]


def test_a_link_that_leads_nowhere_is_named_once_and_says_what_to_do(site: Site, served: Places) -> None:
    site.files = {"/index.json": site.files["/index.json"]}
    with pytest.raises(FetchError) as caught:
        install("fr", "en", places=served)
    assert str(caught.value).count(" 404 ") == 1 and str(caught.value).count("http") == 1
    assert "Name another version" in str(caught.value)


def test_an_index_that_names_another_version_than_the_package_is_told(
    site: Site, served: Places, tiny_zip: Path, caplog: pytest.LogCaptureFixture
) -> None:
    offer(site, tiny_zip, package_version="7.0")
    assert install("fr", "en", places=served).name == "fr_en-1.0"
    assert "calls it fr_en-7.0, the package itself fr_en-1.0" in caplog.text


def test_a_server_in_trouble_is_asked_again_and_one_that_refuses_is_not(site: Site) -> None:
    site.files["/text"] = "é".encode()
    site.failures = ["503", "429"]
    assert fetch_text(f"{site.url}/text") == "é"
    asked = len(site.seen)
    with pytest.raises(FetchError, match="404"):
        fetch_text(f"{site.url}/absent")
    assert len(site.seen) == asked + 1
    site.failures = ["500"] * 9
    with pytest.raises(FetchError, match="failed 4 times, last: the server answered 500"):
        fetch_text(f"{site.url}/text")


def test_limits_hold_whatever_the_server_says(site: Site, tmp_path: Path) -> None:
    site.files["/big"] = bytes(10_000)
    with pytest.raises(FetchError, match="limit"):
        fetch_file(f"{site.url}/big", tmp_path / "big", limit=9_999)
    with pytest.raises(FetchError, match="longer"):
        fetch_text(f"{site.url}/big", limit=9_999)
    assert not (tmp_path / "big").exists()


@pytest.mark.parametrize(
    "url", ["http://example.org/x", "ftp://example.org/x", "gopher:x", "/etc/passwd", "file://host/x"]
)
def test_other_urls_are_refused_without_a_call(url: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="https and file"):
        fetch_file(url, tmp_path / "x")


def test_a_redirect_to_another_kind_of_url_is_refused(site: Site) -> None:
    site.files["/text"] = b"x"
    site.failures = [f"to {site.url}/text"]
    assert fetch_text(f"{site.url}/text") == "x"
    for bad in ("file:///etc/passwd", "http://example.org/x"):
        site.failures = [f"to {bad}"]
        with pytest.raises(FetchError, match="https and file"):
            fetch_text(f"{site.url}/text")
    site.failures = [f"to {site.url}/text"] * 9
    with pytest.raises(FetchError, match="redirects"):
        fetch_text(f"{site.url}/text")


def test_a_mirror_may_be_a_folder(served: Places, site: Site, tmp_path: Path, tiny_zip: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "index.json").write_bytes(site.files["/index.json"])
    (mirror / tiny_zip.name).write_bytes(tiny_zip.read_bytes())
    places = replace(served, index=(mirror / "index.json").as_uri())
    assert install("fr", "en", places=places).name == "fr_en-1.0"
    assert not site.seen


def test_a_sha256_in_the_index_is_obeyed(site: Site, served: Places, tiny_zip: Path) -> None:
    offer(site, tiny_zip, sha256="0" * 64)
    with pytest.raises(PackageError, match=r"sha256 is .* expected 0000"):
        install("fr", "en", places=served)
    offer(site, tiny_zip, sha256=hashlib.sha256(tiny_zip.read_bytes()).hexdigest())
    assert install("fr", "en", places=served).name == "fr_en-1.0"


def test_the_same_name_with_other_content_is_refused_until_removed(site: Site, served: Places, tmp_path: Path) -> None:
    install("fr", "en", places=served)
    install("fr", "en", places=served)  # again: nothing happens
    other = build_zip(tmp_path, Tiny(glossary={"chat": "moggy"}))
    offer(site, other)
    with pytest.raises(PackageError, match=r"recorded with sha256.*packages remove translate-fr_en-1.0"):
        install("fr", "en", places=served)
    remove("fr_en-1.0", places=served)
    assert install("fr", "en", places=served).digest != ""


@pytest.mark.parametrize("damage", ["cut", "not a model", "wrong language"])
def test_a_bad_package_is_refused_and_leaves_nothing(damage: str, site: Site, served: Places, tmp_path: Path) -> None:
    good = build_zip(tmp_path, Tiny())
    if damage == "cut":
        site.files[f"/{good.name}"] = good.read_bytes()[:5_000]
        why = "cut off"
    elif damage == "wrong language":
        site.files[f"/{good.name}"] = build_zip(tmp_path, Tiny("de", "en")).read_bytes()
        why = "translates de to en, not fr to en"
    else:
        from tests.translators.test_package_files import changed

        bad = changed(
            good,
            tmp_path / "bad.zip",
            lambda archive: archive.writestr("translate-fr_en-1_0/model/model.bin", bytes(500)),
            "model.bin",
        )
        site.files[f"/{good.name}"] = bad.read_bytes()
        why = "can't load the model"
    with pytest.raises(PackageError, match=why):
        install("fr", "en", places=served)
    assert not served.installed.exists() or [path.name for path in served.installed.iterdir()] in ([], [".known"])


def test_what_the_index_lacks_says_what_to_do(site: Site, served: Places, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no package for en to fr"):
        install("en", "fr", places=served)
    with pytest.raises(PackageError, match="in version 7"):
        install("fr", "en", version="7", places=served)
    offer(site, build_zip(tmp_path, Tiny("de", "en")), build_zip(tmp_path, Tiny("en", "fr")))
    with pytest.raises(PackageError, match="packages install de en; diptych packages install en fr"):
        install("de", "fr", places=served)
    site.files["/index.json"] = b"<html>"
    with pytest.raises(FetchError, match="not JSON"):
        install("fr", "en", places=served)


def test_without_a_network_the_message_comes_at_once_and_says_so(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_WAITS", (0.0,))
    with pytest.raises(FetchError, match=r"failed 2 times.*Check the network"):
        install("fr", "en", places=replace(places, index="http://127.0.0.1:9/index.json"))
    with pytest.raises(FetchError, match="can't be read"):
        install("fr", "en", places=places)


def test_verify_finds_the_damaged_one(places: Places, tiny_zip: Path, tmp_path: Path) -> None:
    good = install_file(tiny_zip, "fr", "en", places=places)
    bad = install_file(build_zip(tmp_path, Tiny("en", "fr")), "en", "fr", places=places)
    assert [wrong for _, wrong in verify(places)] == ["", ""]
    (bad.folder / "model" / "model.bin").write_bytes(bytes(500))
    found = {package.name: wrong for package, wrong in verify(places)}
    assert found[good.name] == "" and "its content changed" in found[bad.name]


def test_remove_takes_ours_only(places: Places, tiny_zip: Path) -> None:
    places.bundled.mkdir()
    (places.bundled / tiny_zip.name).write_bytes(tiny_zip.read_bytes())
    install_url(tiny_zip.as_uri(), places=places)
    assert [path.name for path in remove("fr_en-1.0", places=places)] == ["translate-fr_en-1.0"]
    assert find("fr", "en", places=places).origin == "bundled"
    with pytest.raises(PackageError, match="not installed by Diptych but bundled"):
        remove("fr_en-1.0", places=places)
    for name in ("../bundled", "", ".", ".known"):
        with pytest.raises(PackageError):
            remove(name, places=places)
    assert find("fr", "en", places=places).origin == "bundled"


def test_a_model_that_hangs_or_crashes_is_only_a_bad_package(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installer, "_PROBE", "import os; os.abort()")
    with pytest.raises(PackageError, match="can't load"):
        installer.probe(tiny_folder, tiny_folder)
    monkeypatch.setattr(installer, "_PROBE", "import time; time.sleep(60)")
    monkeypatch.setattr(installer, "_PROBE_SECONDS", 1)
    with pytest.raises(PackageError, match="didn't load in 1 s"):
        installer.probe(tiny_folder, tiny_folder)
