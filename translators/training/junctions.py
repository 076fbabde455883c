"""Learn where a sentence reads as if something were gone, for the guard's `checks/junctions.py`.

    python -m translators.training.junctions CORPUS FOLDER [--without FOLD] [--language fr]

CORPUS is the folder of parallel text. Names and other words are taken out of its sentences, and a small network learns
to tell the places where they were from all the others. FOLDER gets a file for each language: common words and numbers,
no sentence. --without leaves one half of the news out, as for the lexicon, so that the trees can be grown on it; the
bundled networks leave out half 1.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from translators.checks.junctions import (
    BORDER,
    FILE,
    HIDDEN,
    MARKS,
    NUMBER,
    REACH,
    TOKEN,
    WIDE,
    WIDTH,
    class_of,
    packed,
    pairs_and_triples,
    shape,
    written,
)
from translators.training.lexicon import FOLDS, NEWS, fold_of

SOURCES = {  # how many sentences to take of each, and what each counts for
    "wmt_news_dev": (100_000, 4), "wce_news_pe": (100_000, 4), "cds_blog": (10_000, 1), "mt_geneval": (10_000, 3),
    "europarl-0": (130_000, 1), "tatoeba": (15_000, 1), "tico19_tm": (1_000, 2),
}  # fmt: skip
WORDS, SHAPES = 10_000, 700  # classes of their own
STEPS, BATCH, RATE = 5_000, 4_096, 0.004
PART, BEFORE, LOOSE = 0.25, 0.12, 0.35  # how often a word of a name goes, or the one before too, or a mark stands loose
LENGTHS = (1, 1, 2, 2, 3, 4, 5, 6, 8, 10)  # of the other holes, in tokens
NATURAL, NAME, OTHER = range(3)
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of one language, one behind the other with REACH borders between.

    rows: the classes. places: where a hole may be, each as often as its sentence counts. sentence: the number of the
    sentence that a row belongs to. first, last: where each name begins and ends. names: which of them, as often as the
    sentence counts.
    """

    rows: Ints
    places: Ints
    sentence: Ints
    first: Ints
    last: Ints
    names: Ints


def sentences(corpus: Path, side: int, without: int | None) -> Iterator[tuple[list[str], int]]:
    """Yield the tokens of the sentences of one side (0 French, 1 English), and what each sentence counts for."""
    for name, (limit, weight) in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= limit:
                    break
                pair = line.rstrip("\n").split("\t")
                if name not in NEWS or fold_of(pair[0]) != without:
                    yield [written(token) for token in TOKEN.findall(pair[side])], weight


def classes(texts: list[list[str]], weights: list[int]) -> dict[str, int]:
    """Return the classes of a language, numbered: its commonest words, the marks, the commonest shapes."""
    words: Counter[str] = Counter()
    for text, weight in zip(texts, weights, strict=True):
        for place, token in enumerate(text):
            if token[0].isalpha():
                words[token if place else token.lower()] += weight
    common = [word for word, _ in words.most_common(WORDS)]
    known = set(common)
    shapes: Counter[str] = Counter()
    for word, count in words.items():
        if word not in known and len(word) > 3:
            shapes[shape(word)] += count
    rest = ["+", "=", "^+", "^=", "^^", *(kind for kind, _ in shapes.most_common(SHAPES))]
    return {name: number for number, name in enumerate(dict.fromkeys([BORDER, *common, NUMBER, *MARKS, *rest]))}


def read(texts: list[list[str]], weights: list[int], numbers: dict[str, int]) -> Text:
    """Return the sentences as one row of numbers."""
    known: dict[tuple[str, bool], int] = {}
    rows, capital, weight = [0] * REACH, [0] * REACH, [0] * REACH
    for text, counts in zip(texts, weights, strict=True):
        for place, token in enumerate(text):
            key = token, not place
            if key not in known:
                known[key] = numbers[class_of(token, not place, numbers)]
            rows.append(known[key])
            capital.append(int(place > 0 and token[0].isupper()))
        rows += [0] * REACH
        capital += [0] * REACH
        weight += [counts] * (len(text) + 1) + [0] * (REACH - 1)
    row, count = np.array(rows, dtype=np.int64), np.array(weight)
    edges = np.diff(np.array([0, *capital, 0]))
    first, last = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    places = np.flatnonzero(count)
    begins = (row == 0) & (np.roll(row, -1) != 0)
    return Text(
        row, np.repeat(places, count[places]), np.cumsum(begins), first, last,
        np.repeat(np.arange(len(first)), count[first]),
    )  # fmt: skip


def drawn(rng: np.random.Generator, text: Text, loose: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Return the windows of a batch and what each holds: as many without a hole as with one.

    loose: the class of a mark, and of the same mark behind a blank.
    """
    half = BATCH // 2
    usual = rng.choice(text.places, BATCH)
    name = rng.choice(text.names, half)
    first, last = text.first[name].copy(), text.last[name].copy()
    part = (last - first > 1) & (rng.random(half) < PART)
    front = rng.random(half) < 0.5
    first, last = np.where(part & ~front, last - 1, first), np.where(part & front, first + 1, last)
    first -= (rng.random(half) < BEFORE) & (text.rows[first - 1] != 0) & (text.rows[first - 2] != 0)
    start = rng.choice(text.places, half)
    end = np.minimum(start + rng.choice(LENGTHS, half), len(text.rows) - 1)
    within = (text.sentence[start] == text.sentence[end]) & (text.rows[start] != 0)
    starts = np.concatenate([usual, first, start[within]])
    ends = np.concatenate([usual, last, end[within]])
    behind = np.minimum(ends[:, None] + np.arange(REACH), len(text.rows) - 1)
    windows = np.concatenate([text.rows[starts[:, None] + np.arange(-REACH, 0)], text.rows[behind]], axis=1)
    kinds = np.repeat([NATURAL, NAME, OTHER], [BATCH, half, int(within.sum())])
    untidy = (kinds != NATURAL) & (rng.random(len(kinds)) < LOOSE)
    for tight, apart in loose:
        windows[untidy & (windows[:, REACH] == tight), REACH] = apart
    return windows, kinds


class Net(torch.nn.Module):
    """What `checks.junctions.Network` does, in a form that learns."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(size, WIDTH)
        torch.nn.init.normal_(self.words.weight, std=0.3)
        self.wide = torch.nn.EmbeddingBag(WIDE, 2, mode="sum")
        torch.nn.init.zeros_(self.wide.weight)
        self.hidden = torch.nn.Linear(2 * REACH * WIDTH, HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, 2)

    def forward(self, windows: Ints) -> torch.Tensor:
        layer = torch.relu(self.hidden(self.words(torch.from_numpy(windows)).flatten(1)))
        return self.out(layer) + self.wide(torch.from_numpy(np.stack(pairs_and_triples(windows), axis=1)))

    def content(self, numbers: dict[str, int]) -> bytes:
        """Return the network as it is stored."""
        tensors = (
            self.words.weight, self.hidden.weight.T, self.hidden.bias, self.out.weight.T, self.out.bias,
            self.wide.weight,
        )  # fmt: skip
        return packed(numbers, [np.ascontiguousarray(tensor.detach().numpy()) for tensor in tensors])


def learn(text: Text, numbers: dict[str, int]) -> Net:
    """Return the network after STEPS batches; a name's hole is no example for or against other words' holes."""
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    net = Net(len(numbers))
    rest = [weights for name, weights in net.named_parameters() if name != "wide.weight"]
    groups = [{"params": rest, "weight_decay": 0.0}, {"params": [net.wide.weight], "weight_decay": 0.02}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    loose = [(numbers[mark.strip()], numbers[mark]) for mark in MARKS if mark[0] == " "]
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / STEPS) * min(1.0, (step + 1) / 100) + 1e-5
        windows, kinds = drawn(rng, text, loose)
        odds, kind = net(windows), torch.from_numpy(kinds)
        counted = (kind != OTHER) * torch.where(kind == NAME, 2.0, 1.0)
        of_names = binary_cross_entropy_with_logits(odds[:, 0], (kind == NAME).float(), reduction="none")
        of_words = binary_cross_entropy_with_logits(odds[:, 1], (kind != NATURAL).float())
        loss = (of_names * counted).mean() + of_words
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 500 == 499:
            print(step + 1, round(loss.item(), 3), flush=True)
    return net


def main() -> None:
    """Learn both languages and write a file for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="the half of the news to leave out")
    parser.add_argument("--language", choices=("fr", "en"), help="only this one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    for side, language in enumerate(("fr", "en")):
        if options.language not in (None, language):
            continue
        found = list(sentences(options.corpus, side, options.without))
        texts, weights = [text for text, _ in found], [weight for _, weight in found]
        numbers = classes(texts, weights)
        print(language, len(texts), "sentences,", len(numbers), "classes", flush=True)
        net = learn(read(texts, weights, numbers), numbers)
        path = options.folder / FILE.name.format(language=language)
        path.write_bytes(net.content(numbers))
        print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
