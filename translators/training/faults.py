"""Learn what tells a fault from a free translation: names lost or new, names exchanged, clauses dropped and added.

    python -m translators.training.faults CORPUS OUT FOLDER --fold 1

CORPUS is the folder of parallel text. Faults are planted in it, with a fixed seed, in both directions; what the guard
sees then is told from what it sees in the good pairs. Pairs that the lexicon was learnt from would mislead: FOLDER
holds the lexicon and the networks of holes learnt without one half of the news (`--without 1`), and that half is
looked at. OUT holds the trees of the checks.
"""

from __future__ import annotations

import argparse
import gc
import lzma
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

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

SOURCES = {  # the first and the last line to take of each
    "wmt_news_dev": (0, 12_000), "wce_news_pe": (0, 8_000), "privacy_guides": (0, 3_000),
    "europarl-1": (90_000, 106_000), "opensource_guide": (0, 2_000),
}  # fmt: skip
PLANTED = 3  # names spoilt in each pair, one at a time
SIZES = {"names": (220, 6)}  # how many trees to grow and how deep, if not as for the rest
Rows = dict[str, tuple[list[list[float]], list[list[float]]]]  # of good pairs, of faults


def pairs(corpus: Path, fold: int) -> Iterator[tuple[str, str]]:
    """Yield the French and the English side of the pairs of one half to learn from."""
    for name, (first, last) in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= last:
                    break
                french, _, english = line.rstrip("\n").partition("\t")
                if number >= first and fold_of(french) == fold:
                    yield french, english


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
    rng: random.Random, pair: tuple[str, str], languages: tuple[str, str], others: Sequence[str], rows: Rows
) -> None:
    """Add what a good pair shows, and what it shows besides when a fault of each kind is planted in it."""
    source, target = pair
    usual = Reading(source, target, languages)
    rows["names"][0].extend(usual.names.values())
    rows["exchanged"][0].extend(usual.swaps.values())
    if usual.omission:
        rows["omission"][0].append(usual.omission)
    if usual.addition:
        rows["addition"][0].append(usual.addition)
    for spoilt in {rng.choice(NAMES)(rng, target, others): None for _ in range(PLANTED)}:
        if spoilt:
            new = Reading(source, spoilt, languages)
            rows["names"][1].extend(row for key, row in new.names.items() if key not in usual.names)
    if spoilt := names_exchanged(rng, target):
        new = Reading(source, spoilt, languages)
        rows["exchanged"][1].extend(row for key, row in new.swaps.items() if key not in usual.swaps)
    if spoilt := rng.choice(LOSSES)(rng, target, others):
        new = Reading(source, spoilt, languages)
        if new.omission and new.gaps[0] != usual.gaps[0]:
            rows["omission"][1].append(new.omission)
    if spoilt := rng.choice(ADDITIONS)(rng, target, others):
        new = Reading(source, spoilt, languages)
        if new.addition and new.gaps[1] != usual.gaps[1]:
            rows["addition"][1].append(new.addition)


def collect(found: list[tuple[str, str]], rows: Rows) -> None:
    """Add the rows of good pairs and of faults for each of the trees."""
    rng = random.Random(len(found))
    sides = [french for french, _ in found], [english for _, english in found]
    for french, english in found:
        for source, target, languages in ((french, english, ("fr", "en")), (english, french, ("en", "fr"))):
            look(rng, (source, target), languages, sides[languages[1] == "en"], rows)


def main() -> None:
    """Learn from both directions together and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), required=True, help="the half of the news to look at")
    options = parser.parse_args()
    rows: Rows = defaultdict(lambda: ([], []))
    look_with(options.folder)
    gc.disable()  # the rows are many and none of them is garbage
    collect(list(pairs(options.corpus, options.fold)), rows)
    models: dict[str, Trees] = {}
    for name, (good, bad) in sorted(rows.items()):
        print(name, len(good), "in good pairs,", len(bad), "faults", flush=True)
        answers = np.array([0.0] * len(good) + [1.0] * len(bad))
        weights = np.where(answers > 0, len(good) / len(bad), 1.0)
        models[name] = grow(np.array(good + bad), answers, weights, *SIZES.get(name, ()))
    options.out.write_bytes(dumps(models))
    print(options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
