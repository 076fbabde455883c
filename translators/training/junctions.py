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
MORE = {
    "fr": {"europarl-0": (300_000, 1), "europarl-3": (300_000, 1), "opensubs_ctx": (20_000, 1)}
}  # no help in English
WORDS, SHAPES = 10_000, 700  # classes of their own
STEPS, BATCH, RATE = 9_000, 4_096, 0.004
DECAY = 0.02  # of what pairs and triples add
MEAN_KEPT, SQUARE_KEPT = 0.9, 0.999
PART, BEFORE, LOOSE = 0.25, 0.12, 0.35  # how often a word of a name goes, or the one before too, or a mark stands loose
LENGTHS = (1, 1, 2, 2, 3, 4, 5, 6, 8, 10)  # of the other holes, in tokens
NATURAL, NAME, OTHER = range(3)
LANGUAGES = ("fr", "en")
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


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
    for name, (limit, weight) in (SOURCES | MORE.get(LANGUAGES[side], {})).items():
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


class Optimiser:
    """AdamW (Loshchilov and Hutter 2019) for arrays that it changes in place."""

    def __init__(self, arrays: dict[str, Floats], decay: dict[str, float]) -> None:
        self._arrays, self._decay = arrays, decay
        self._means = {name: np.zeros_like(array) for name, array in arrays.items()}
        self._squares = {name: np.zeros_like(array) for name, array in arrays.items()}

    def step(self, slopes: dict[str, Floats], rate: float, number: int) -> None:
        """Take one step down the slopes. number: how many steps were taken, this one included."""
        for name, array in self._arrays.items():
            slope, mean, square = slopes[name], self._means[name], self._squares[name]
            mean *= MEAN_KEPT
            mean += (1 - MEAN_KEPT) * slope
            square *= SQUARE_KEPT
            square += (1 - SQUARE_KEPT) * slope * slope
            array *= 1 - rate * self._decay.get(name, 0.0)
            size = np.sqrt(square / (1 - SQUARE_KEPT**number)) + 1e-8
            array -= rate / (1 - MEAN_KEPT**number) * mean / size


def begun(size: int) -> dict[str, Floats]:
    """Return a network of `size` classes that has learnt nothing, by the names of `Network`, in its order."""
    rng = np.random.default_rng(2)
    wide = 2 * REACH * WIDTH
    forms = {"hidden": (wide, HIDDEN), "hidden_bias": (HIDDEN,), "out": (HIDDEN, 2), "out_bias": (2,)}
    arrays = {"words": rng.standard_normal((size, WIDTH)) * 0.3}
    for name, form in forms.items():
        limit = (wide if name.startswith("hidden") else HIDDEN) ** -0.5
        arrays[name] = rng.uniform(-limit, limit, form)
    arrays["wide"] = np.zeros((WIDE, 2))
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def slopes_of(arrays: dict[str, Floats], windows: Ints, kinds: Ints) -> tuple[dict[str, Floats], float]:
    """Return how the loss of a batch grows with each number of the network, and the loss.

    A name's hole is no example for or against other words' holes.
    """
    count = len(kinds)
    letters = arrays["words"].take(windows, axis=0).reshape(count, -1)
    layer = np.maximum(letters @ arrays["hidden"] + arrays["hidden_bias"], 0.0)
    odds = layer @ arrays["out"] + arrays["out_bias"]
    kept = pairs_and_triples(*windows[:, REACH - 2 : REACH + 2].T)
    for places in kept:
        odds += arrays["wide"].take(places, axis=0)
    chances = 1 / (1 + np.exp(-odds))
    answers = np.stack([kinds == NAME, kinds != NATURAL], axis=1).astype(np.float32)
    counted = np.stack([(kinds != OTHER) * np.where(kinds == NAME, 2.0, 1.0), np.ones(count)], axis=1)
    slope = ((chances - answers) * counted / count).astype(np.float32)
    back = (slope @ arrays["out"].T) * (layer > 0)
    to_words = (back @ arrays["hidden"].T).reshape(-1, WIDTH)
    loss = -(counted * np.log(np.where(answers > 0, chances, 1 - chances) + 1e-9)).sum() / count
    return {
        "words": _summed(windows.ravel(), to_words, len(arrays["words"])),
        "hidden": letters.T @ back, "hidden_bias": back.sum(axis=0),
        "out": layer.T @ slope, "out_bias": slope.sum(axis=0),
        "wide": _summed(kept.ravel(), np.concatenate([slope] * len(kept)), WIDE),
    }, float(loss)  # fmt: skip


def _summed(rows: Ints, values: Floats, size: int) -> Floats:
    """Return an array of `size` rows with the values added to the row that each names."""
    columns = [np.bincount(rows, weights=column, minlength=size) for column in values.T]
    return np.stack(columns, axis=1).astype(np.float32)


def learn(text: Text, numbers: dict[str, int]) -> list[Floats]:
    """Return the arrays of the network after STEPS batches, in the order of `Network`."""
    rng = np.random.default_rng(1)
    arrays = begun(len(numbers))
    optimiser = Optimiser(arrays, {"wide": DECAY})
    loose = [(numbers[mark.strip()], numbers[mark]) for mark in MARKS if mark[0] == " "]
    for step in range(STEPS):
        rate = RATE * (1 - step / STEPS) * min(1.0, (step + 1) / 100) + 1e-5
        slopes, loss = slopes_of(arrays, *drawn(rng, text, loose))
        optimiser.step(slopes, rate, step + 1)
        if step % 500 == 499:
            print(step + 1, round(loss, 3), flush=True)
    return list(arrays.values())


def main() -> None:
    """Learn both languages and write a file for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="the half of the news to leave out")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one")
    options = parser.parse_args()
    for side, language in enumerate(LANGUAGES):
        if options.language not in (None, language):
            continue
        found = list(sentences(options.corpus, side, options.without))
        texts, weights = [text for text, _ in found], [weight for _, weight in found]
        numbers = classes(texts, weights)
        print(language, len(texts), "sentences,", len(numbers), "classes", flush=True)
        arrays = learn(read(texts, weights, numbers), numbers)
        path = options.folder / FILE.name.format(language=language)
        path.write_bytes(packed(numbers, arrays))
        print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
