"""Learn what tells a fault from a free translation: names lost or new, names exchanged, clauses dropped and added.

    python -m translators.training.faults CORPUS OUT WITHOUT_0 WITHOUT_1

CORPUS is the folder of parallel text. Faults are planted in it, with a fixed seed, in both directions; what the guard
sees then is told from what it sees in the good pairs. Pairs that the lexicon was learnt from would mislead: each folder
holds the lexicon and the networks of holes learnt without one half of the news (`--without 0`, `--without 1`), and that
half is looked at with them. OUT holds the trees of the checks.
"""

from __future__ import annotations

import argparse
import gc
import lzma
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cleaners.trees import Trees, dumps
from translators.checks import gaps, junctions, lexical, name_evidence
from translators.checks.exchanges import swaps
from translators.checks.name_search import Missing
from translators.checks.shape import LENGTHS
from translators.checks.words import Side
from translators.guard import View, views
from translators.training.boosting import grow
from translators.training.lexicon import FOLDS, fold_of
from translators.training.planting import ADDITIONS, LOSSES, NAMES, names_exchanged

SOURCES = {  # the first and the last line to take of each, and what a pair counts for
    "wmt_news_dev": (0, 12_000, 2.5), "wce_news_pe": (0, 12_000, 1.0), "privacy_guides": (0, 3_000, 1.0),
    "europarl-1": (90_000, 106_000, 1.0), "europarl-2": (90_000, 106_000, 1.0), "opensource_guide": (0, 2_000, 1.0),
}  # fmt: skip
PLANTED = 3  # names spoilt in each pair, one at a time
SIZES = {"names": (320, 6)}  # how many trees to grow and how deep, if not as for the rest


@dataclass(slots=True)
class Examples:
    """What the trees of one check learn from: rows of numbers, whether each is a fault, what each counts for."""

    rows: list[npt.NDArray[np.float32]] = field(default_factory=list)
    faults: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, rows: Iterable[list[float]], fault: bool, weight: float) -> None:
        """Take in rows of one pair; an empty one says nothing."""
        for row in rows:
            if row:
                self.rows.append(np.array(row, dtype=np.float32))
                self.faults.append(fault)
                self.weights.append(weight)

    def grown(self, *size: int) -> Trees:
        """Return the trees that tell the faults from the rest, either counting for as much in all."""
        answers, weights = np.array(self.faults, dtype=np.float64), np.array(self.weights)
        weights[answers > 0] *= weights[answers == 0].sum() / weights[answers > 0].sum()
        return grow(np.array(self.rows, dtype=np.float64), answers, weights, *size)


Checks = dict[str, Examples]


def pairs(corpus: Path, fold: int) -> Iterator[tuple[str, str, float]]:
    """Yield the French and the English side of the pairs of one half to learn from, and what each counts for."""
    for name, (first, last, weight) in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= last:
                    break
                french, _, english = line.rstrip("\n").partition("\t")
                if number >= first and fold_of(french) == fold:
                    yield french, english, weight


def look_with(folder: Path) -> None:
    """Let the guard use the lexicon and the networks of a folder from now on."""
    lexical.FILE, junctions.FILE = folder / lexical.FILE.name, folder / junctions.FILE.name
    lexical.lexicons.cache_clear()
    junctions.network.cache_clear()


class Reading:
    """What the guard sees in one pair, by what is asked."""

    def __init__(self, source: str, target: str, languages: tuple[str, str]) -> None:
        ours, theirs = Side(source, languages[0]), Side(target, languages[1])
        read = views(ours, theirs, LENGTHS[languages].score(len(source), len(target)))
        assert read, "there is a lexicon for French and English"
        source_view, target_view, pair = read
        self.names = _by_word(source_view, name_evidence.features(source_view, target_view, pair, 0), 0)
        self.names |= _by_word(target_view, name_evidence.features(target_view, source_view, pair, 1), 1)
        self.omission = gaps.features(source_view, target_view, pair, 0)
        self.addition = gaps.features(target_view, source_view, pair, 1)
        self.gaps = source_view.gap, target_view.gap
        self.swaps = {(s.first, s.second): s.numbers for s in swaps(ours, theirs, target_view.links, pair)}


def _by_word(view: View, rows: dict[Missing, list[float]], side: int) -> dict[tuple[int, str, int], list[float]]:
    """Return the rows of missing names by side, word and how many of the same are missing so far."""
    found: dict[tuple[int, str, int], list[float]] = {}
    for missing, row in rows.items():
        word = view.side.folded[missing.index]
        times = 0
        while (side, word, times) in found:
            times += 1
        found[side, word, times] = row
    return found


def look(
    rng: random.Random,
    pair: tuple[str, str],
    languages: tuple[str, str],
    others: Sequence[str],
    checks: Checks,
    weight: float,
) -> None:
    """Add what a good pair shows, and what it shows besides when a fault of each kind is planted in it."""
    source, target = pair
    usual = Reading(source, target, languages)
    checks["names"].add(usual.names.values(), False, weight)
    checks["exchanged"].add(usual.swaps.values(), False, weight)
    checks["omission"].add([usual.omission], False, weight)
    checks["addition"].add([usual.addition], False, weight)
    for spoilt in {rng.choice(NAMES)(rng, target, others): None for _ in range(PLANTED)}:
        if spoilt:
            new = Reading(source, spoilt, languages)
            checks["names"].add((row for key, row in new.names.items() if key not in usual.names), True, weight)
    if spoilt := names_exchanged(rng, target):
        new = Reading(source, spoilt, languages)
        checks["exchanged"].add((row for key, row in new.swaps.items() if key not in usual.swaps), True, weight)
    if spoilt := rng.choice(LOSSES)(rng, target, others):
        new = Reading(source, spoilt, languages)
        if new.gaps[0] != usual.gaps[0]:
            checks["omission"].add([new.omission], True, weight)
    if spoilt := rng.choice(ADDITIONS)(rng, target, others):
        new = Reading(source, spoilt, languages)
        if new.gaps[1] != usual.gaps[1]:
            checks["addition"].add([new.addition], True, weight)


def collect(found: list[tuple[str, str, float]], checks: Checks) -> None:
    """Add the rows of good pairs and of faults for each of the trees."""
    rng = random.Random(len(found))
    sides = [french for french, _, _ in found], [english for _, english, _ in found]
    for french, english, weight in found:
        for source, target, languages in ((french, english, ("fr", "en")), (english, french, ("en", "fr"))):
            look(rng, (source, target), languages, sides[languages[1] == "en"], checks, weight)


def main() -> None:
    """Learn from both directions together and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("without", type=Path, nargs=FOLDS, help="the folders, in the order of the halves")
    options = parser.parse_args()
    checks: Checks = defaultdict(Examples)
    gc.disable()  # the rows are many and none of them is garbage
    for fold, folder in enumerate(options.without):
        look_with(folder)
        collect(list(pairs(options.corpus, fold)), checks)
    models: dict[str, Trees] = {}
    for name, examples in sorted(checks.items()):
        print(name, len(examples.rows), "rows,", sum(examples.faults), "of faults", flush=True)
        models[name] = examples.grown(*SIZES.get(name, ()))
    options.out.write_bytes(dumps(models))
    print(options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
