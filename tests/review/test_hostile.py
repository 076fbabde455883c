"""Text from the web can hold anything. On the page it is text and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from cleaners.edits import LoggedEdit
from flows.publish.records import Segment
from flows.review.characters import inert, visible
from flows.review.names import page_name
from tests.review.conftest import RAW, Site, record

EVIL = "</title></style></script><script>document.title='owned'</script><img src=x onerror=alert(1)>\u202e\x00\"' on=a"


def _evil_record(**changes: object) -> object:
    edit = LoggedEdit(EVIL, 0, 3, RAW[:3], EVIL, EVIL, (EVIL,), EVIL)
    segment = Segment(0, EVIL, EVIL, 0.5, (EVIL, f"error:{EVIL}"))
    values = dict.fromkeys(("source", "reason", "language", "title_fr", "title_en", "date", "author", "agency"), EVIL)
    flag = {"name": EVIL, "start": 4, "end": 9, "why": EVIL}
    return record(
        **(values | {"id": EVIL, "signature": EVIL, "keywords": (EVIL,), "segments": (segment,), "edits": (edit,)})
        | {"flags": (flag,), "raw": RAW + EVIL, "paragraphs": (EVIL,)}
        | changes
    )


@pytest.mark.parametrize("status", ["paired", "kept", "failed"])
def test_nothing_of_a_record_becomes_markup(site: Site, status: str) -> None:
    segments = {} if status == "paired" else {"segments": ()}
    site.write([_evil_record(status=status, **segments), record(id="next")])  # type: ignore[list-item]
    for page in (site.page(site.articles[0].name), site.page(site.articles[1].name), site.index()):
        assert len(page.xpath("//script")) == len(page.xpath("//style")) == len(page.xpath("//head/title")) == 1
        assert not page.xpath("//img | //iframe | //object | //embed | //base")
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
        assert not page.xpath("//@style")
        assert not [href for href in page.xpath("//@href") if re.match(r"\s*(javascript|data:text)", href)]


def test_no_page_holds_a_bidirectional_control_or_a_control_character(site: Site) -> None:
    site.write([_evil_record()])  # type: ignore[list-item]
    for path in (*site.articles, site.out / "index.html"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", path.read_text(encoding="utf-8"))


def test_a_page_allows_nothing_but_its_own_style_and_script(site: Site) -> None:
    for page in (site.write([record()]).page(), site.index()):
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; img-src data:; ")
        assert "unsafe" not in policy
        for tag in ("style", "script"):
            digest = hashlib.sha256(page.xpath(f"//{tag}")[0].text.encode()).digest()
            assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
        assert not page.xpath("//@src")
        assert all(not link.startswith(("http:", "https:", "//")) for link in page.xpath("//@href"))


def test_only_a_web_address_becomes_a_link(site: Site) -> None:
    address = "https://gazette.example/a?b=1&c=2"
    links = site.write([record(source=address)]).page().xpath("//*[@class='facts']//a[@rel]")
    assert [(link.get("href"), link.get("rel")) for link in links] == [(address, "noreferrer noopener nofollow")]
    for source in ("javascript:alert(1)", "https://a b", 'https://x"onclick="y', "file:///etc/passwd", "https://["):
        assert not site.write([record(source=source)]).page().xpath("//*[@class='facts']//a[@rel]")


def test_lone_surrogates_from_undecodable_bytes_can_be_written(site: Site) -> None:
    raw = "Le d\udce9but\nPUB\n"
    edit = LoggedEdit("ad.label", 9, 13, "PUB\n", "", "\udce9", (), "ad")
    site.write([record(id="\udce9", raw=raw, edits=(edit,), flags=(), title_fr="\udce9", author="\udce9")])
    assert "U+DCE9" in site.page().text_content()


def test_right_to_left_text_keeps_its_direction(site: Site) -> None:
    page = site.write([record(raw="مرحبا بالعالم", language="ar", edits=(), flags=())]).page()
    assert page.xpath("//div[@class='raw']/@dir") == ["auto"]
    assert page.xpath("//div[@class='raw']/@lang") == ["ar"]


@pytest.mark.parametrize(
    "article_id",
    [
        "",
        ".",
        "..",
        "../../etc/passwd",
        "a/b\\c",
        "CON",
        "con",
        "é" * 400,
        "x" * 5000,
        "naïve",
        "a\0b",
        "-rf",
        "\udce9",
        "№",
    ],
)
def test_file_names_are_safe(article_id: str, tmp_path: Path) -> None:
    name = page_name(article_id)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*(\.[0-9a-f]{12})?\.html", name)
    assert len(name) < 90
    assert name.partition(".")[0] not in {"con", "nul"} or name.count(".") == 2
    (tmp_path / name).touch()


def test_file_names_never_meet() -> None:
    ids = ["a", "A", "a/b", "a-b", "a\\b", "a b", "é", "e", "e\u0301", "x" * 100, "x" * 101, page_name("a/b")[:-5]]
    assert len({page_name(article_id).casefold() for article_id in ids}) == len(ids)
    assert page_name("a") == "a.html"


def test_articles_of_one_id_get_a_page_each(site: Site) -> None:
    site.write([record(), record(), record()])
    assert len(site.articles) == 3
    assert len(set(site.index().xpath("//tbody//a/@href"))) == 3


def test_signs_for_what_cannot_be_seen() -> None:
    assert inert("a\u202eb\x07\ufeff") == "a⟨RLO⟩b⟨␇⟩⟨BOM⟩"
    assert inert("12\u202f000\u00a0€ 👩\u200d🚒") == "12\u202f000\u00a0€ 👩\u200d🚒"
    assert visible("<\u2066>") == '&lt;<i class="inv" title="U+2066 left-to-right isolate">LRI</i>&gt;'
