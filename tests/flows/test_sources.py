"""What comes in: every kind of source, and every kind of bad one, by name and place."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaners.document import Document
from flows.sources import Problem, read
from flows.sources.decode import decode
from flows.sources.web import read_url

from .conftest import FRENCH, ROOT

Write = Callable[..., Path]
LIMIT = 1_000_000
LONG = "<p>Été " + " ".join(str(number * number) for number in range(1000))


def read_all(*sources: Path | str, limit: int = LIMIT) -> list[Document | Problem]:
    return list(read(sources, max_bytes=limit))


def documents(*sources: Path | str) -> list[Document]:
    found = read_all(*sources)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def problem(*sources: Path | str, limit: int = LIMIT) -> Problem:
    (item,) = read_all(*sources, limit=limit)
    assert isinstance(item, Problem)
    return item


@given(st.binary(max_size=200))
def test_any_bytes_decode_and_encode_back(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.text.encode(decoded.encoding, decoded.errors) == data


@pytest.mark.parametrize(
    ("data", "encoding", "start"),
    [
        ("déjà vu".encode(), "utf-8", "déjà"),
        ("\ufeffdéjà".encode(), "utf-8", "\ufeffdéjà"),
        ("déjà vu, « l’été »".encode("cp1252"), "cp1252", "déjà vu, « l’été »"),
        ("déjà".encode("utf-16"), "utf-16-le", "\ufeffdéjà"),
        ("déjà".encode("utf-32"), "utf-32-le", "\ufeffdéjà"),
        ("déjà vu".encode("utf-16-le"), "utf-16-le", "déjà"),
        ("déjà vu".encode("utf-16-be"), "utf-16-be", "déjà"),
        ("l’été à Brême ".encode() * 9 + b"\xe9", "utf-8", "l’été"),
        (b"caf\xe9 \x81", "latin-1", "café"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str, start: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text.startswith(start)
    assert decoded.text.encode(decoded.encoding, decoded.errors) == data


def test_a_page_may_declare_its_encoding() -> None:
    data = '<html><meta charset="iso-8859-15"><p>10 €, cœur'.encode("iso-8859-15")
    assert "10 €, cœur" in decode(data, html=True).text
    assert "10 €" in decode("10 €".encode("iso-8859-15"), declared="iso-8859-15").text
    assert decode(b"caf\xe9", declared="no-such-charset").text == "café"


def test_a_folder_is_read_with_everything_in_it_in_the_order_of_names(article: Write) -> None:
    article("b/2.txt")
    article("a.html", "<!doctype html><p>Bonjour")
    article("b/1.md")
    article("b/.hidden.txt")
    article("b/picture.png", b"\x89PNG")
    found = documents(article("c.jsonl", json.dumps({"text": FRENCH, "id": "x"})).parent)
    assert [(d.id, d.media) for d in found] == [("a", "html"), ("1", "text"), ("2", "text"), ("x", "text")]


def test_a_folder_that_cannot_be_listed_and_a_link_to_nothing_are_named_and_the_rest_is_read(article: Write) -> None:
    locked, first = article("a/1.txt").parent, article("0.txt")
    article("z.txt")
    (first.parent / "lost.txt").symlink_to("nowhere.txt")
    (first.parent / "self.txt").symlink_to("self.txt")
    (first.parent / "circle").symlink_to(first.parent)
    locked.chmod(0)
    script = (
        "import sys; from flows.sources import Problem, read\n"
        "for item in read([sys.argv[1]], max_bytes=1000):"
        " print(item.source, item.reason if isinstance(item, Problem) else 'read')"
    )
    command = [sys.executable, "-c", script, str(first.parent)]
    if os.getuid() == 0:  # root may list any folder, unless it gives that up
        if not shutil.which("capsh"):
            pytest.skip("root without capsh")
        command = ["capsh", "--drop=cap_dac_override,cap_dac_read_search", "--", "-c", 'exec "$0" "$@"', *command]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    finally:
        locked.chmod(0o755)
    found = dict(line.removeprefix(f"{first.parent}/").split(" ", 1) for line in done.stdout.splitlines())
    assert list(found) == ["0.txt", "a", "lost.txt", "self.txt", "z.txt"]
    assert found["0.txt"] == found["z.txt"] == "read"
    assert "Permission denied" in found["a"]
    assert "leads to no file" in found["lost.txt"]


def test_what_stands_beside_the_text_in_jsonl_is_kept_as_hints(article: Write) -> None:
    fields = {
        "id": 7,
        "text": FRENCH,
        "title": "Le chat",
        "date": 1700000000,
        "authors": ["A. Un", "B. Deux"],
        "url": "https://www.exemple.test/a",
    }
    (document,) = documents(article("a.jsonl.gz", gzip.compress(json.dumps(fields).encode())))
    assert document.id == "7"
    assert document.hints == {
        "title": "Le chat",
        "date": "2023-11-14",
        "author": "A. Un, B. Deux",
        "url": "https://www.exemple.test/a",
        "site": "exemple.test",
    }


def test_a_bad_line_of_jsonl_is_named_and_the_rest_goes_on(article: Write) -> None:
    lines = ['{"text": "Bonjour"}', "{", "[1]", '{"body": "x"}', '{"text": " "}', "", '{"html": "<p>Bonjour</p>"}']
    path = article("a.jsonl", "\n".join(lines))
    items = read_all(path)
    said = [(item.source, item.reason) for item in items if isinstance(item, Problem)]
    assert [source for source, _ in said] == [f"{path}:{number}" for number in (2, 3, 4, 5)]
    assert ["JSON" in said[0][1], "object" in said[1][1], "body" in said[2][1], "empty" in said[3][1]] == [True] * 4
    assert [item.media for item in items if isinstance(item, Document)] == ["text", "html"]


def test_an_article_without_an_id_keeps_its_name_when_the_file_turns_over(article: Write) -> None:
    before = documents(article("a.jsonl", '{"text": "un"}\n{"text": "deux"}\n'))
    after = documents(article("a.jsonl", '{"text": "deux"}\n{"text": "trois"}\n'))
    assert before[1].id == after[0].id
    assert len({document.id for document in before + after}) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x00" * 50, "empty"),
        (bytes(range(32)) * 20, "binary"),
        (random.Random(5).randbytes(5000), "binary"),
        (zlib.compress(LONG.encode()), "binary"),
    ],
)
def test_a_file_without_text_is_named(article: Write, content: bytes, said: str) -> None:
    path = article("a.txt", content)
    found = problem(path)
    assert found.source == str(path)
    assert said in found.reason


def test_a_stray_nul_is_no_reason_to_refuse_an_article(article: Write) -> None:
    (document,) = documents(article("a.txt", FRENCH.replace("chat", "ch\0at")))
    assert document.raw_bytes() == FRENCH.replace("chat", "ch\0at").encode()


def test_what_is_too_large_is_not_read(article: Write) -> None:
    assert "max_bytes" in problem(article("a.txt", "a" * 101), limit=100).reason
    path = article("a.jsonl", '{"text": "' + "a" * 300_000 + '"}\n{"text": "ok"}')
    tracemalloc.start()
    items = read_all(path, limit=1000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(item) for item in items] == [Problem, Document]
    assert peak < 150_000, "a long line is skipped, not held"


def test_a_missing_path_and_a_folder_without_articles_are_named(tmp_path: Path) -> None:
    assert "does not exist" in problem(tmp_path / "none.txt").reason
    empty = problem(tmp_path)
    assert ".jsonl" in empty.reason
    assert empty.missing


def archive_of(count: int, *, zipped: bool) -> tuple[bytes, list[int]]:
    """A web archive of `count` pages, and where each record begins."""
    stream, starts = io.BytesIO(), []
    writer = WARCWriter(stream, gzip=zipped)
    for number in range(count):
        starts.append(stream.tell())
        body = f"<p>{FRENCH} Page {number}.".encode()
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url = f"https://exemple.test/{number}"
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))
    return stream.getvalue(), starts


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("damaged", [0, 2])
def test_a_damaged_record_of_an_archive_costs_only_itself(zipped: bool, damaged: int, tmp_path: Path) -> None:
    data, starts = archive_of(5, zipped=zipped)
    start = starts[damaged]
    path = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    path.write_bytes(data[: start + 5] + b"\xff\n#" * 12 + data[start + 41 :])
    items = read_all(path)
    (found,) = [item for item in items if isinstance(item, Problem)]
    assert found.source == f"{path}@{start}"
    assert "fetch the archive again" in found.reason.lower()
    assert found.reason.isprintable()
    whole = [item.source.rpartition("/")[2] for item in items if isinstance(item, Document)]
    assert whole == [str(number) for number in range(5) if number != damaged]


def test_a_damaged_gzip_file_is_named_with_the_place_and_the_rest_goes_on(article: Write) -> None:
    lines = b"".join(json.dumps({"text": f"{number} {FRENCH}"}).encode() + b"\n" for number in range(2000))
    packed = bytearray(gzip.compress(lines, 1))
    packed[-400:-380] = b"\xff" * 20
    article("a.jsonl.gz", bytes(packed))
    items = read_all(article("b.txt").parent)
    (found,) = [item for item in items if isinstance(item, Problem) and "is damaged" in item.reason]
    articles = [item for item in items if isinstance(item, Document)]
    assert f"after {len(articles) - 1} articles" in found.reason
    assert len(articles) > 1000
    assert articles[-1].id == "b"


def test_the_articles_of_a_web_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    pages = [
        ("https://www.exemple.test/1", "200 OK", "text/html; charset=iso-8859-1", LONG.encode("latin-1")),
        ("https://www.exemple.test/2", "404 Not Found", "text/html", b"<p>rien"),
        ("https://www.exemple.test/3", "200 OK", "image/png", b"\x89PNG"),
    ]
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, status, kind, body in pages:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            writer.write_record(record)
    (document,) = documents(path)
    assert document.raw == LONG
    assert document.media == "html"
    assert document.source == f"{path}#https://www.exemple.test/1"
    assert document.hints["site"] == "exemple.test"
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(path.read_bytes()[:2000])
    assert "damaged" in problem(cut).reason


def test_the_network_is_off_unless_asked_for() -> None:
    assert "--network" in problem("https://exemple.test/").reason


def test_a_feed_leads_to_its_articles_and_an_error_to_a_problem() -> None:
    feed = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
    <item><title>Le chat</title><link>https://exemple.test/1</link>
      <pubDate>Tue, 14 Nov 2023 10:00:00 GMT</pubDate></item>
    <item><title>Perdu</title><link>https://exemple.test/2</link></item></channel></rss>"""

    def answer(request: httpx.Request) -> httpx.Response:
        pages = {"/feed": feed, "/1": b"<p>Bonjour"}
        if request.url.path not in pages:
            return httpx.Response(404)
        return httpx.Response(200, content=pages[request.url.path], headers={"content-type": "text/html"})

    transport = httpx.MockTransport(answer)
    items = list(read_url("https://exemple.test/feed", max_bytes=LIMIT, timeout=1, transport=transport))
    assert isinstance(items[0], Document)
    assert items[0].hints == {
        "title": "Le chat",
        "date": "2023-11-14",
        "url": "https://exemple.test/1",
        "site": "exemple.test",
    }
    assert items[1] == Problem("https://exemple.test/2", "answered 404 Not Found")


def test_reading_holds_one_article_at_a_time(article: Write) -> None:
    def peak(count: int) -> int:
        path = article(
            f"{count}.jsonl", "".join(json.dumps({"text": f"{i} " + "x" * 5000}) + "\n" for i in range(count))
        )
        stream: Iterator[Document | Problem] = read([path], max_bytes=LIMIT)
        tracemalloc.start()
        assert sum(1 for _ in stream) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(800) < 2 * peak(50)
