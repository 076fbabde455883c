"""Batches of token numbers: drawn by weight, varied, cut into pieces, sorted by length; the same from the same state.

A block is some thousand pairs. Which pairs it holds follows from its number and the cursors alone, so a run that was
interrupted goes on where it stood, and blocks can be made by other processes ahead of need.
"""

import random
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

from translators.training.augment import surnames, vary
from translators.training.corpus import PairStore
from translators.training.recipe import Direction, Recipe

Tokens = npt.NDArray[np.int64]
START, END = 2, 3
LONGEST = 160
_SEED = 11


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences padded with 0: `source` and `target_in` (after the start mark) are read, `target_out` (up to the end
    mark) is learnt. Shapes: sentences × pieces."""

    source: Tokens
    target_in: Tokens
    target_out: Tokens


@dataclass(frozen=True, slots=True)
class Block:
    """The plan of a block: its number and, for each source, from which draw on and how many."""

    number: int
    draws: dict[str, tuple[int, int]]


class Drawing:
    """Decides which pairs come next. `number` and `cursors` are its whole state."""

    def __init__(self, store: PairStore, weights: dict[str, float], pairs: int) -> None:
        shares = {name: weights[name] * len(numbers) for name, numbers in store.sources.items()}
        self._expected = {name: pairs * share / sum(shares.values()) for name, share in shares.items()}
        self.number = 0
        self.cursors = dict.fromkeys(shares, 0)

    def next_block(self) -> Block:
        rng = random.Random(f"{_SEED} {self.number}")
        draws = {}
        for name, expected in self._expected.items():
            count = int(expected) + (rng.random() < expected % 1)
            draws[name] = (self.cursors[name], count)
            self.cursors[name] += count
        block = Block(self.number, draws)
        self.number += 1
        return block


class BatchMaker:
    """Turns a block into batches: pure, and light to send to another process."""

    def __init__(self, data: Path, vocabulary: Path, recipe: Recipe, direction: Direction) -> None:
        self._data, self._vocabulary, self._recipe, self._direction = data, vocabulary, recipe, direction
        self._store: PairStore | None = None
        self._orders: dict[tuple[str, int], npt.NDArray[np.int64]] = {}

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_store": None, "_orders": {}, "_pieces": None}

    def batches(self, block: Block) -> list[Batch]:
        """The block's batches, in an order drawn for the block."""
        store = self._opened()
        rng = random.Random(f"{_SEED} {block.number} variation")
        pairs = [store[n] for name, (first, count) in block.draws.items() for n in self._drawn(name, first, count)]
        pool = surnames(pairs)
        examples = [vary(pair, self._direction, self._recipe.variation, pool, rng) for pair in pairs]
        sources: list[list[int]] = self._pieces.encode([example.source for example in examples], num_threads=1)
        targets: list[list[int]] = self._pieces.encode([example.target for example in examples], num_threads=1)
        coded = [
            (source, target)
            for source, target in zip(sources, targets, strict=True)
            if 0 < len(source) <= LONGEST and 0 < len(target) <= LONGEST
        ]
        coded.sort(key=lambda st: (max(len(st[0]), len(st[1]) + 1) + rng.random() * 3, len(st[0])))
        batches = [_padded(group) for group in _groups(coded, self._recipe.optimiser.batch)]
        rng.shuffle(batches)
        return batches

    def _opened(self) -> PairStore:
        if self._store is None:
            self._store = PairStore(self._data)
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(self._vocabulary))
        return self._store

    def _drawn(self, name: str, first: int, count: int) -> Iterator[int]:
        numbers = self._opened().sources[name]
        for draw in range(first, first + count):
            turn, place = divmod(draw, len(numbers))
            yield numbers[int(self._order(name, turn)[place])]

    def _order(self, name: str, turn: int) -> npt.NDArray[np.int64]:
        if (name, turn) not in self._orders:
            self._orders = {key: order for key, order in self._orders.items() if key[0] != name or key[1] >= turn - 1}
            seed = random.Random(f"{_SEED} {name} {turn}").getrandbits(63)
            size = len(self._opened().sources[name])
            self._orders[name, turn] = np.random.default_rng(seed).permutation(size)
        return self._orders[name, turn]


def made_blocks(drawing: Drawing, maker: BatchMaker, workers: int) -> Iterator[tuple[int, dict[str, int], list[Batch]]]:
    """Yield, block after block, the drawing's state before it (number and cursors) and its batches.

    With `workers` processes the blocks are made ahead; with none, here and when asked for.
    """

    def plan() -> tuple[int, dict[str, int], Block]:
        return drawing.number, dict(drawing.cursors), drawing.next_block()

    if workers == 0:
        while True:
            number, cursors, block = plan()
            yield number, cursors, maker.batches(block)
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[tuple[int, dict[str, int], Future[list[Batch]]]] = deque()
        while True:
            while len(waiting) < 2 * workers:
                number, cursors, block = plan()
                waiting.append((number, cursors, pool.submit(maker.batches, block)))
            number, cursors, made = waiting.popleft()
            yield number, cursors, made.result()


def _groups(coded: list[tuple[list[int], list[int]]], tokens: int) -> Iterator[list[tuple[list[int], list[int]]]]:
    group: list[tuple[list[int], list[int]]] = []
    longest = 0
    for source, target in coded:
        length = max(len(source), len(target) + 1)
        if group and max(longest, length) * (len(group) + 1) > tokens:
            yield group
            group, longest = [], 0
        group.append((source, target))
        longest = max(longest, length)
    if group:
        yield group


def _padded(group: list[tuple[list[int], list[int]]]) -> Batch:
    source = np.zeros((len(group), max(len(s) for s, _ in group)), np.int64)
    target_in = np.zeros((len(group), max(len(t) for _, t in group) + 1), np.int64)
    target_out = np.zeros_like(target_in)
    for row, (s, t) in enumerate(group):
        source[row, : len(s)] = s
        target_in[row, : len(t) + 1] = [START, *t]
        target_out[row, : len(t) + 1] = [*t, END]
    return Batch(source, target_in, target_out)
