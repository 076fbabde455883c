"""One piece of furniture at a time in a plain article: which wordings of each class are known.

    python -m tests.quality.lines [--show]

A piece is missed if it stays, if a paragraph of the article goes with it, or if its date, author or agency isn't found.
A look-alike (its class begins with =) is missed if it goes. Pieces: tests/cases/lines/dev.yaml.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.quality.cases import ROOT
from tests.quality.measure import fold, words
from tests.quality.score import found_metadata

FILE = ROOT / "lines" / "dev.yaml"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines, the zone of the article where they go, and the metadata that they carry."""

    label: str
    language: str
    zone: str
    text: str
    metadata: dict[str, Any]

    @property
    def alike(self) -> bool:
        return self.label.startswith("=")


@cache
def bases() -> dict[str, str]:
    """The plain articles, by language: title and paragraphs, one a line."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8"))["bases"])


def pieces() -> Iterator[Piece]:
    """Every piece of the file."""
    for group in yaml.safe_load(FILE.read_text(encoding="utf-8"))["pieces"]:
        metadata = {name: str(group[name]) for name in ("date", "author", "agency") if name in group}
        for text in group["lines"]:
            yield Piece(group["class"], group["language"], group["zone"], text, metadata)


def with_piece(piece: Piece) -> str:
    """The plain article with the piece in its zone."""
    title, *paragraphs = bases()[piece.language].rstrip("\n").split("\n")
    at = {"head": 0, "mid": 2, "tail": len(paragraphs)}[piece.zone]
    return "\n".join([title, *paragraphs[:at], piece.text, *paragraphs[at:]]) + "\n"


def verdict(piece: Piece) -> str:
    """What is wrong; empty if nothing is."""
    article = clean(Document("line", "line", with_piece(piece)))
    found = Counter(words(article.text))
    base = Counter(words(bases()[piece.language]))
    own = Counter(words(piece.text))
    lost = base - found
    if lost:
        return f"the article lost: {' '.join(lost.elements())[:80]}"
    left = own & (found - base)
    if piece.alike:
        return "" if left == own else "a look-alike went"
    if own and 2 * sum(left.values()) > sum(own.values()):
        return "left"
    if not own and fold(piece.text) in fold(article.text).split("\n"):
        return "left"
    metadata = found_metadata(article)
    for name, value in piece.metadata.items():
        if " ".join(words(str(metadata[name]))) != " ".join(words(value)):
            return f"{name} found: {metadata[name]!r}"
    return ""


def known() -> float:
    """The share of the pieces of furniture that are treated rightly."""
    verdicts = [verdict(piece) == "" for piece in pieces() if not piece.alike]
    return sum(verdicts) / len(verdicts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="each piece that is missed")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for piece in pieces():
        row = f"{piece.language} {piece.label} {piece.zone}"
        total[row] += 1
        if wrong := verdict(piece):
            missed[row] += 1
            if options.show:
                print(f"{row:12} {wrong:10} {piece.text!r}")
    for row, count in total.items():
        print(f"{row:14} {count - missed[row]:3} of {count}")
    print(f"all            {total.total() - missed.total()} of {total.total()}")


if __name__ == "__main__":
    main()
