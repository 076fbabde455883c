"""Our cleaner beside trafilatura, jusText, ftfy and datatrove's C4 filter: same documents, one run, one core.

    python -m tests.bench [--split dev heldout] [--harm-lines 3000]

Prints a Markdown table. Peers that want HTML get the text documents a paragraph an element; peers that want text get
the visible text of the HTML documents. Speed is characters of the raw documents per second of CPU time: of the labelled
documents, and of clean news (newstest2012 in documents of 25 lines) where that is there. Every other document is timed,
once, after the others: so everything is loaded, and no document was seen before. Below the table: what a start costs.
"""

from __future__ import annotations

import argparse
import html
import importlib.metadata
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.quality.cases import SPLITS, Case, load
from tests.quality.gold import strip_tags
from tests.quality.harm import harm
from tests.quality.measure import Measures, measure

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
STOPLISTS = {
    "fr": "French", "en": "English", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "de": "German", "id": "Indonesian",
}  # fmt: skip

Cleaner = Callable[[str, str, str], str]  # (raw, media, language) -> clean text


@dataclass(frozen=True, slots=True)
class Peer:
    """A cleaner of text. `load` imports it, and raises ImportError where it isn't installed."""

    name: str
    package: str
    load: Callable[[], Cleaner]


def as_html(raw: str, media: str) -> str:
    """The document as HTML, a line a paragraph if it is text."""
    if media == "html":
        return raw
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in raw.split("\n") if line.strip())
    return f'<html><head><meta charset="utf-8"></head><body><article>\n{body}\n</article></body></html>'


def as_text(raw: str, media: str) -> str:
    """The document as text, without its tags if it is HTML."""
    return strip_tags(raw) if media == "html" else raw


def _raw() -> Cleaner:
    return lambda raw, media, language: as_text(raw, media)


def _diptych() -> Cleaner:
    def run(raw: str, media: str, language: str) -> str:
        return clean(Document("bench", "bench", raw, "html" if media == "html" else "text")).text

    return run


def _trafilatura() -> Cleaner:
    import trafilatura

    return lambda raw, media, language: trafilatura.extract(as_html(raw, media)) or ""


def _justext() -> Cleaner:
    import justext

    stoplists = {code: justext.get_stoplist(name) for code, name in STOPLISTS.items()}

    def run(raw: str, media: str, language: str) -> str:
        paragraphs = justext.justext(as_html(raw, media).encode(), stoplists[language], encoding="utf-8")
        return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)

    return run


def _ftfy() -> Cleaner:
    import ftfy

    settings = ftfy.TextFixerConfig(uncurl_quotes=False)
    return lambda raw, media, language: ftfy.fix_text(as_text(raw, media), settings)


def _c4() -> Cleaner:
    from datatrove.data import Document as Page
    from datatrove.pipeline.filters import C4QualityFilter

    keep = C4QualityFilter(min_num_sentences=-1)  # counting sentences needs a tokenizer's model for each language

    def run(raw: str, media: str, language: str) -> str:
        page = Page(text=as_text(raw, media), id="bench")
        return page.text if keep.filter(page) is True else ""

    return run


def _c4_ftfy() -> Cleaner:
    filtered, fixed = _c4(), _ftfy()
    return lambda raw, media, language: fixed(filtered(raw, media, language), "text", language)


PEERS = (
    Peer("raw text", "", _raw),
    Peer("**Diptych**", "diptych", _diptych),
    Peer("trafilatura", "trafilatura", _trafilatura),
    Peer("jusText", "justext", _justext),
    Peer("ftfy (quotes left)", "ftfy", _ftfy),
    Peer("datatrove's C4 filter", "datatrove", _c4),
    Peer("C4 filter, then ftfy", "datatrove", _c4_ftfy),
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters per second of CPU time."""

    documents: float
    news: float
    """0 where the news is not there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A peer's figures over all documents."""

    peer: Peer
    measures: list[Measures]
    harmed: dict[str, int]
    speed: Speed

    def markdown(self, standard: float) -> str:
        """A row of the table; `standard` is the speed of jusText on the labelled documents, 0 when it was not run."""
        ms = self.measures
        furniture, repairs = sum(m.furniture for m in ms), sum(m.repairs for m in ms)
        cleans = [m for m in ms if m.clean]
        cells = [
            self.peer.name,
            f"{sum(m.f1 for m in ms) / len(ms):.3f}",
            f"{1 - sum(len(m.left) for m in ms) / max(1, furniture):.3f}",
            f"{sum(len(m.lost_words) for m in ms) / sum(m.gold_words for m in ms):.4f}",
            f"{1 - sum(len(m.wrong) for m in ms) / max(1, repairs):.3f}",
            f"{sum(len(m.touched) for m in ms)} of {sum(m.lookalikes for m in ms)}",
            f"{sum(m.unchanged for m in cleans)} of {len(cleans)}",
            *(str(count) for count in self.harmed.values()),
            f"{self.speed.documents:,.0f}",
            f"{self.speed.news:,.0f}" if self.speed.news else "",
            f"{self.speed.documents / standard:.2f}" if standard else "",
        ]
        return "| " + " | ".join(cells) + " |"


Page = tuple[str, str, str]
"""A document as a cleaner takes it: raw, media, language."""
LINES = 25
"""Lines of news in a document."""


def news_pages() -> list[Page]:
    """Clean news as documents, French and then English; empty where it is not there."""
    pages: list[Page] = []
    for language in ("fr", "en"):
        file = BENCH / f"newstest2012.{language}"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        starts = range(0, len(lines), LINES)
        pages += [("\n".join(lines[start : start + LINES]) + "\n", "text", language) for start in starts]
    return pages


def characters_per_second(cleaner: Cleaner, pages: Sequence[Page]) -> float:
    """How fast a cleaner takes every other page, after the rest; 0.0 for no pages."""
    for page in pages[::2]:
        cleaner(*page)
    characters, start = 0, time.process_time()
    for page in pages[1::2]:
        cleaner(*page)
        characters += len(page[0])
    return characters / (time.process_time() - start) if characters else 0.0


def run_peer(peer: Peer, cleaner: Cleaner, cases: Sequence[Case], harm_lines: int) -> Row:
    """Measures one peer: speed first, while every document is new to it, then quality."""
    pages = [(case.raw, case.media, case.language) for case in cases]
    speed = Speed(characters_per_second(cleaner, pages), characters_per_second(cleaner, news_pages()))
    measures = [measure(case, cleaner(case.raw, case.media, case.language)) for case in cases]
    harmed: dict[str, int] = {}
    for language in ("fr", "en"):
        file = BENCH / f"newstest2013.{language}"
        if harm_lines and file.exists():
            lines = file.read_text(encoding="utf-8").splitlines()[:harm_lines]
            harmed[language] = len(harm(lines, language, LINES, lambda raw, code: cleaner(raw, "text", code))[0])
    return Row(peer, measures, harmed, speed)


def start_up(text: str) -> float:
    """Seconds of CPU time that `diptych clean FILE` takes for one short document, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.txt"
        file.write_text(text, encoding="utf-8")
        program = "from flows.cli import main; main()"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", program, "clean", str(file), "--out", f"{folder}/out"],
            check=True,
            capture_output=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "?"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", nargs="+", choices=[*SPLITS], default=[*SPLITS])
    parser.add_argument("--harm-lines", type=int, default=3000, help="lines of the news test sets for harm; 0: none")
    options = parser.parse_args(arguments)
    _one_core()
    cases = [case for split in options.split for case in load(split)]
    rows: list[Row] = []
    skipped: list[str] = []
    for peer in PEERS:
        try:
            cleaner = peer.load()
        except ImportError:
            skipped.append(f"{peer.name} is skipped: not installed (pip install 'diptych[bench]')")
            continue
        rows.append(run_peer(peer, cleaner, cases, options.harm_lines))
    print_table(rows, cases, options.harm_lines)
    short = next(case.raw for case in cases if case.media == "text")
    print(f"`diptych clean` of one document: {min(start_up(short) for _ in range(3)):.2f} s of CPU time.")
    print(*skipped, sep="\n")


def print_table(rows: Sequence[Row], cases: Sequence[Case], harm_lines: int) -> None:
    """The table, with the versions it was made with."""
    heads: list[Any] = ["cleaner", "token F1", "furniture removed", "content lost", "repairs right"]
    heads += ["look-alikes touched", "clean documents unchanged"]
    heads += [f"lines harmed, {language}" for language in rows[0].harmed]
    heads += ["characters/s, one core", "the same on clean news", "times jusText"]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    standard = next((row.speed.documents for row in rows if row.peer.package == "justext"), 0.0)
    print(*(row.markdown(standard) for row in rows), sep="\n")
    versions = {p.package: version(p.package) for p in PEERS if p.package and p.package != "diptych"}
    installed = ", ".join(f"{name} {number}" for name, number in versions.items() if number != "?")
    print(f"\n{len(cases)} documents, {sum(len(case.raw) for case in cases):,} characters; {installed}.", end=" ")
    if rows[0].harmed:
        print(f"Lines harmed: of {harm_lines} of newstest2013, those in which a letter or digit changed.", end="")
    print()


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    main()
