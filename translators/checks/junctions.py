"""Where a sentence reads as if something had been taken out: "of was", "in love with, and", "both the grew".

A small network, learnt by `translators.training.junctions`, looks at four words to either side of each place between
two words and says twice how likely a hole is there: one that a name left, and one that words of any kind left.
"""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .words import Side

FILE = Path(__file__).resolve().parent.parent / "bundled" / "junctions-{language}.xz"
TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|\s[,.)]|[.,;:!?()\"“”«»–—-]")
REACH = 4  # words to either side
WIDTH, HIDDEN, WIDE = 16, 64, 1 << 17  # numbers of a word, of the layer between, of the pairs and triples
NONE = -9.0  # no hole at all
MOST_CHARACTERS = 10_000
MOST_REMEMBERED = 1 << 16
BORDER, NUMBER = "$", "9"
MARKS = (" )", " ,", " .", '"', "(", ")", ",", "-", ".", ":", ";")  # a blank before: the mark stands loose
_SAME = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "!": ".", "?": "."})
_VOWELS = frozenset("aeiouyhàâéèêëîïôûœæ")
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def written(token: str) -> str:
    """Return a token as the network reads it: a mark by its kind, any figures alike, a word as it is."""
    if token[0].isalpha():
        return token
    if token[0].isspace():
        return " " + token[1:].translate(_SAME)
    return NUMBER if token[0].isdigit() else token.translate(_SAME)


def shape(word: str) -> str:
    """Return what a rare word shows: its first letter's kind, its case, its last letters."""
    vowel = "+" if word[0].lower() in _VOWELS else "="
    if word.islower():
        return vowel + word[-3:]
    return "^^" if word.isupper() else "^" + vowel + word[-2:].lower()


def class_of(token: str, first: bool, known: dict[str, int]) -> str:
    """Return the class of a token: itself when it is common, else its shape, else its case and first letter alone.

    first: it begins the sentence, so its capital says nothing.
    """
    token = written(token)
    if token in known:
        return token
    if not token[0].isalpha():
        return NUMBER
    if (first or (token.isupper() and len(token) > 3)) and token.lower() in known:
        return token.lower()
    kind = shape(token)
    if kind in known:
        return kind
    vowel = "+" if token[0].lower() in _VOWELS else "="
    return vowel if token.islower() else "^" + vowel


def pairs_and_triples(before: Ints, left: Ints, right: Ints, behind: Ints) -> Ints:
    """Return where the pair of classes around each place and the two threes around it are kept, in three rows.

    left, right: the classes next to the place. before, behind: the ones beyond.
    """
    pair = left * 16411 + right
    kept = np.empty((3, len(pair)), dtype=np.int64)
    kept[0] = pair * 1000003 >> 7
    kept[1] = (pair * 32771 + before) * 1000003 >> 9
    kept[2] = (pair * 65537 + behind * 3) * 1000033 >> 9
    kept &= WIDE - 1
    return kept


@dataclass(frozen=True, slots=True)
class Network:
    """The network of one language.

    numbers: class -> its row in `words`. words, hidden, hidden_bias, out, out_bias: the two layers. wide: what a pair
    or triple adds. known: the row of every token met so far.
    """

    numbers: dict[str, int]
    words: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats
    wide: Floats
    known: dict[str, int] = field(default_factory=dict)

    def number_of(self, token: str) -> int:
        """Return the row of a token that does not begin the sentence."""
        number = self.known.get(token)
        if number is None:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            number = self.known[token] = self.numbers[class_of(token, False, self.numbers)]
        return number

    def odds(self, rows: list[int]) -> Floats:
        """Return the log odds of a hole before each token and at the end, of a name's and of any words'."""
        places = len(rows) + 1
        padded = np.zeros(len(rows) + 2 * REACH, dtype=np.int64)
        padded[REACH:-REACH] = rows
        letters = self.words.take(padded, axis=0)
        windows = np.ndarray((places, 2 * REACH * WIDTH), np.float32, letters, strides=(letters.strides[0], 4))
        layer: Floats = windows @ self.hidden
        layer += self.hidden_bias
        np.maximum(layer, 0.0, out=layer)
        found: Floats = layer @ self.out + self.out_bias
        around = [padded[first : first + places] for first in range(REACH - 2, REACH + 2)]
        found += self.wide.take(pairs_and_triples(*around), axis=0).sum(axis=0)
        return found


class Holes:
    """The places of a sentence where something may be missing, in order.

    names, words: log odds that a name or that any words are missing before each token and at the end.
    """

    def __init__(self, text: str, names: list[float], words: list[float]) -> None:
        self._text = text
        self.names = names
        self.words = words

    @cached_property
    def offsets(self) -> list[int]:
        """Where the token behind each place begins."""
        if not self.names:
            return []
        ends = [match.start() for match in TOKEN.finditer(self._text, 0, MOST_CHARACTERS)]
        return [*ends, min(len(self._text), MOST_CHARACTERS)]

    @property
    def worst(self) -> tuple[float, float]:
        """The highest of `names` and of `words`."""
        return max(self.names, default=NONE), max(self.words, default=NONE)

    def between(self, side: Side, low: int, high: int) -> tuple[float, float]:
        """Return the highest of `names` and of `words` between two words of the side, NONE without a place there.

        low: -1 for the beginning of the sentence. high: the number of words for its end.
        """
        if low >= high or not self.names:
            return NONE, NONE
        start = side.starts[low] if low >= 0 else -1
        end = side.starts[high] if high < len(side.starts) else len(side.text)
        first, last = bisect_right(self.offsets, start), bisect_right(self.offsets, end)
        if first == last:
            return NONE, NONE
        return max(self.names[first:last]), max(self.words[first:last])

    def place(self, side: Side, low: int, high: int) -> int:
        """Return the word behind the worst hole of a name between two words, as for `between`; -1 without any."""
        if low >= high or not self.names:
            return -1
        start = side.starts[low] if low >= 0 else -1
        end = side.starts[high] if high < len(side.starts) else len(side.text)
        first, last = bisect_right(self.offsets, start), bisect_right(self.offsets, end)
        if first == last:
            return -1
        worst = max(range(first, last), key=self.names.__getitem__)
        return bisect_left(side.starts, self.offsets[worst])


@cache
def network(language: str) -> Network | None:
    """Return the network of a language, None when there is none."""
    path = FILE.with_name(FILE.name.format(language=language))
    return unpacked(path.read_bytes()) if path.exists() else None


def packed(numbers: dict[str, int], arrays: list[Floats]) -> bytes:
    """Return the content of `FILE`: the classes, then the arrays of `Network` in its order, each with its scale."""
    parts = ["\t".join(numbers).encode() + b"\n"]
    for array in arrays:
        limit = float(np.quantile(np.abs(array), 0.9999)) or 1.0
        size = 127 if array.size > 1 << 14 else 32_767  # the small ones are kept more exactly
        scale = np.float32(limit / size)
        stored = np.clip(np.round(array / scale), -size, size).astype(np.int8 if size == 127 else "<i2")
        parts.append(scale.astype("<f4").tobytes() + stored.tobytes())
    return lzma.compress(b"".join(parts), preset=9)


def unpacked(content: bytes) -> Network:
    """Return the network that `packed` stored."""
    names, _, rest = lzma.decompress(content).partition(b"\n")
    numbers = {name: number for number, name in enumerate(names.decode().split("\t"))}
    shapes = (len(numbers), WIDTH), (2 * REACH * WIDTH, HIDDEN), (HIDDEN,), (HIDDEN, 2), (2,), (WIDE, 2)
    arrays: list[Floats] = []
    position = 0
    for form in shapes:
        count = int(np.prod(form))
        kind = np.dtype(np.int8 if count > 1 << 14 else "<i2")
        scale = np.frombuffer(rest, "<f4", 1, position)[0]
        stored = np.frombuffer(rest, kind, count, position + 4)
        arrays.append((stored * scale).astype(np.float32).reshape(form))
        position += 4 + count * kind.itemsize
    words, hidden, hidden_bias, out, out_bias, wide = arrays
    return Network(numbers, words, hidden, hidden_bias, out, out_bias, wide)


def junctions(side: Side) -> Holes:
    """Return how much each place of a sentence looks like a hole; nothing for a language without a network."""
    model = network(side.language)
    if model is None:
        return Holes("", [], [])
    tokens = TOKEN.findall(side.text, 0, MOST_CHARACTERS)
    known = model.known
    try:
        rows = [known[token] for token in tokens]
    except KeyError:
        rows = [model.number_of(token) for token in tokens]
    if tokens:
        rows[0] = model.numbers[class_of(tokens[0], True, model.numbers)]
    odds = model.odds(rows)
    return Holes(side.text, odds[:, 0].tolist(), odds[:, 1].tolist())
