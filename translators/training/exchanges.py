"""Learn what tells names that changed places from another order of the sentence, for `checks/exchanges.py`.

    python -m translators.training.exchanges CORPUS OUT

CORPUS is the folder of parallel text. Names are exchanged in its news, in both directions, with a fixed seed; the pairs
of names that cross then are told from those that cross in good translations.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from translators.checks.alignment import align
from translators.checks.exchanges import Swap, swaps
from translators.checks.lexical import lexicons
from translators.checks.name_evidence import literalness
from translators.checks.trees import dumped
from translators.checks.words import Side
from translators.training.boosting import grow
from translators.training.planting import names_exchanged

SOURCES = {  # the first and the last line to take of each
    "wmt_news_dev": (0, 12_000), "wce_news_pe": (0, 12_000), "mt_geneval": (0, 4_000), "cds_blog": (0, 2_000),
    "europarl-1": (90_000, 93_000),
}  # fmt: skip
FAULT = 0.35  # how much an exchange counts for, a good crossing being 1


def pairs(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield the French and the English side of the pairs to learn from."""
    for name, (first, last) in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= last:
                    break
                if number >= first:
                    french, _, english = line.rstrip("\n").partition("\t")
                    yield french, english


def crossing(source: str, target: str, languages: tuple[str, str]) -> list[Swap]:
    """Return the names that cross in a pair, as the guard sees them."""
    ours, theirs = Side(source, languages[0]), Side(target, languages[1])
    forward, backward = lexicons()[languages], lexicons()[languages[::-1]]
    links, back = align(ours, theirs, forward), align(theirs, ours, backward)
    literal = min(literalness(ours, links, forward), literalness(theirs, back, backward))
    return swaps(ours, theirs, back, literal)


def main() -> None:
    """Learn from both directions together and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rng = random.Random("exchanges")
    good: list[list[float]] = []
    bad: list[list[float]] = []
    for french, english in pairs(options.corpus):
        for source, target, languages in ((french, english, ("fr", "en")), (english, french, ("en", "fr"))):
            usual = crossing(source, target, languages)
            good.extend(swap.numbers for swap in usual)
            if spoilt := names_exchanged(rng, target):
                known = {(swap.first, swap.second) for swap in usual}
                new = crossing(source, spoilt, languages)
                bad.extend(swap.numbers for swap in new if (swap.first, swap.second) not in known)
    rows, answers = np.array(good + bad), np.array([0.0] * len(good) + [1.0] * len(bad))
    print(len(good), "good crossings,", len(bad), "exchanges")
    model = grow(rows, answers, np.where(answers > 0, FAULT, 1.0))
    options.out.write_bytes(dumped({"exchanged": model}))
    print(options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
