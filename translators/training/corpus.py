"""The corpus: read the sources, drop the pairs that teach nothing, keep the rest where any pair is reached at once."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Pair(NamedTuple):
    """A French sentence and its English counterpart."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class LengthLimits:
    """How many words (white-space separated) each side of a pair may have."""

    shortest: int
    longest: int


def read_source(corpus: Path, name: str) -> Iterator[Pair]:
    """Yield the pairs of `corpus/NAME.tsv.xz` or of its parts `NAME-0.tsv.xz`, `NAME-1.tsv.xz`, …

    Raises FileNotFoundError when the folder holds neither.
    """
    files = sorted([*corpus.glob(f"{name}.tsv.xz"), *corpus.glob(f"{name}-[0-9].tsv.xz")])
    if not files:
        raise FileNotFoundError(f"{corpus} holds no {name}.tsv.xz; correct the recipe or the corpus folder")
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 2 and columns[0] and columns[1]:
                    yield Pair(*columns)


def is_useful(pair: Pair, limits: LengthLimits) -> bool:
    """Whether a pair is prose of a sane length whose sides are about equally long."""
    for side in pair:
        if not limits.shortest <= len(side.split()) <= limits.longest:
            return False
        if sum(map(str.isalpha, side)) < 0.55 * len(side):
            return False
    return 0.6 < len(pair.fr) / len(pair.en) < 2.0


class PairStore:
    """The useful pairs of all sources in one memory-mapped file: any pair by number, at next to no memory.

    `sources` maps a source to the range of its pairs' numbers.
    """

    def __init__(self, folder: Path) -> None:
        self._text = np.memmap(folder / "pairs.txt", dtype=np.uint8, mode="r")
        self._ends: npt.NDArray[np.int64] = np.load(folder / "ends.npy")
        ranges: dict[str, list[int]] = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
        self.sources = {name: range(*bounds) for name, bounds in ranges.items()}

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> Pair:
        start = int(self._ends[number - 1]) if number else 0
        line = self._text[start : int(self._ends[number])].tobytes().decode("utf-8")
        return Pair(*line.rstrip("\n").split("\t"))


def prepare(corpus: Path, sources: dict[str, LengthLimits], folder: Path, most: int | None = None) -> dict[str, int]:
    """Write a PairStore of the sources into `folder`; return how many pairs each gave: all, or at most `most`."""
    folder.mkdir(parents=True, exist_ok=True)
    ends: list[int] = []
    ranges: dict[str, tuple[int, int]] = {}
    position = 0
    with (folder / "pairs.txt").open("wb") as out:
        for name, limits in sources.items():
            first = len(ends)
            useful = (pair for pair in read_source(corpus, name) if is_useful(pair, limits))
            for pair in islice(useful, most):
                position += out.write(f"{pair.fr}\t{pair.en}\n".encode())
                ends.append(position)
            ranges[name] = (first, len(ends))
    np.save(folder / "ends.npy", np.array(ends, dtype=np.int64))
    (folder / "sources.json").write_text(json.dumps(ranges, indent=1), encoding="utf-8")
    return {name: last - first for name, (first, last) in ranges.items()}
