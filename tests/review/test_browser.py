"""The pages in a real browser, where one is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from tests.review.conftest import Site, record

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --virtual-time-budget=3000"
).split()
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


def _loaded(page: Path, tmp_path: Path) -> html.HtmlElement:
    """The page as the browser has it once its script ran."""
    assert CHROMIUM
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return html.document_fromstring(done.stdout)


def test_the_script_is_allowed_and_hostile_text_is_inert(site: Site, tmp_path: Path) -> None:
    evil = "</script><script>document.title='owned'</script><img src=x onerror=document.title='owned'>"
    site.write([record(title_fr=evil, source=evil, author=evil)])
    page = _loaded(site.articles[0], tmp_path)
    assert page.get("class") == "js"
    assert page.xpath("//title")[0].text.startswith("</script><script>")
    assert len(page.xpath("//*[@class='raw']//*[@tabindex='0']")) == 1  # one stop for the Tab key, arrows go on


def test_the_index_gathers_all_rows_and_offers_the_filter(site: Site, tmp_path: Path) -> None:
    site.write(record(id=f"a{i}", edits=(), flags=(), raw="Mot.") for i in range(230))
    page = _loaded(site.out / "index.html", tmp_path)
    assert page.get_element_by_id("count").text == "230 articles"
    assert page.get_element_by_id("filter").get("hidden") is None
    assert page.get_element_by_id("pages").get("hidden") is not None
    assert len(page.xpath("//tbody[@id='rows']/tr")) == 200
