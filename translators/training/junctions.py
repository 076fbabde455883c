"""Learn which neighbours betray a hole in a sentence, for the guard's `checks/junctions.py`.

    python -m translators.training.junctions CORPUS FOLDER [--without FOLD]

CORPUS is the folder of parallel text. How often two words meet in good sentences is counted against how often they
would meet if one to four words between them, or a name, were gone. FOLDER gets a table of statistics for each language:
no sentence, no rare word. --without leaves one half of the news out, as for the lexicon.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from translators.checks.junctions import FILE, MARKS, STEP, TOKEN, ZERO, Neighbours
from translators.training.lexicon import FOLDS, NEWS, fold_of

SOURCES = {  # how many sentences to take of each, and what each counts for
    "wmt_news_dev": (100_000, 4), "wce_news_pe": (100_000, 4), "cds_blog": (10_000, 1), "mt_geneval": (10_000, 2),
    "europarl-0": (120_000, 1), "tatoeba": (20_000, 1), "tico19_tm": (1_000, 2),
}  # fmt: skip
WORDS, ENDINGS = 800, 60  # classes of their own
REACH = 5  # the longest hole is a word shorter
NAME_WEIGHT = 12.0  # of a hole that a name leaves
TRUST = 0.06  # share of what chance would give, added to both counts
LEAST = 0.4
STRONGEST = 7.0
Counts = npt.NDArray[np.float64]


def sentences(corpus: Path, side: int, without: int | None) -> Iterator[tuple[list[str], int]]:
    """Yield the tokens of the sentences of one side (0 French, 1 English), and what each sentence counts for."""
    for name, (limit, weight) in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= limit:
                    break
                pair = line.rstrip("\n").split("\t")
                if name not in NEWS or fold_of(pair[0]) != without:
                    yield TOKEN.findall(pair[side]), weight


def classes(texts: list[list[str]]) -> list[str]:
    """Return the classes of a language: its commonest words, the marks, the commonest endings and shapes."""
    words = Counter(token for text in texts for token in text if token[0].isalpha() and token.islower())
    common = [word for word, _ in words.most_common(WORDS)]
    known = set(common)
    endings: Counter[str] = Counter()
    for word, count in words.items():
        if word not in known and len(word) > 3:
            endings["+" + word[-3:]] += count
    shapes = [vowel + ending[1:] for ending, _ in endings.most_common(ENDINGS) for vowel in "+="]
    return ["$", *common, "9", *sorted(MARKS), "+", "=", "^+", "^=", *shapes]


def strengths(texts: list[list[str]], weights: list[int], names: list[str]) -> npt.NDArray[np.uint8]:
    """Return the table: for each class (row) before each class (column), the stored strength of a hole."""
    size = len(names)
    model = Neighbours({name: number for number, name in enumerate(names)}, b"")
    lengths = np.array([len(text) + 2 for text in texts])
    ids = np.fromiter(
        chain.from_iterable([0, *map(model.number_of, text), 0] for text in texts), dtype=np.int64, count=lengths.sum()
    )
    sentence = np.repeat(np.arange(len(texts)), lengths)
    weight = np.repeat(np.array(weights, dtype=np.float64), lengths)
    capital = np.isin(ids, [names.index("^+"), names.index("^=")])

    def met(distance: int, share: Counts) -> Counts:
        left, right = slice(None, -distance), slice(distance, None)
        within = sentence[left] == sentence[right]
        keys = (ids[left] * size + ids[right])[within]
        return np.bincount(keys, weights=(weight[left] * share[left])[within], minlength=size * size)

    usual = met(1, np.ones(len(ids)))
    holes = np.zeros(size * size)
    named = np.ones(len(ids))
    for distance in range(2, REACH + 1):
        named[: -distance + 1] *= capital[distance - 1 :]  # all that would go is a name
        holes += met(distance, 1.0 + NAME_WEIGHT * named)
    holes *= usual.sum() / holes.sum()
    table = usual.reshape(size, size)
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)).ravel() / usual.sum() * TRUST + LEAST
    odds = np.log((holes + chance) / (usual + chance)).clip(-STRONGEST, STRONGEST)
    stored: npt.NDArray[np.uint8] = (np.round(odds * STEP) + ZERO).astype(np.uint8)
    return stored


def main() -> None:
    """Learn both languages and write a file for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="the half of the news to leave out")
    options = parser.parse_args()
    for side, language in enumerate(("fr", "en")):
        read = list(sentences(options.corpus, side, options.without))
        texts, weights = [text for text, _ in read], [weight for _, weight in read]
        names = classes(texts)
        table = strengths(texts, weights, names)
        path = options.folder / FILE.name.format(language=language)
        path.write_bytes(lzma.compress(" ".join(names).encode() + b"\n" + table.tobytes(), preset=9))
        print(language, len(texts), "sentences,", len(names), "classes,", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
