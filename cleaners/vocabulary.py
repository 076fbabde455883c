"""Which words exist, and how frequent they are: wordfreq's lists, loaded once and only when asked."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log10
from pathlib import Path
from typing import Any

import msgpack
import numpy as np

LANGUAGES = ("fr", "en", "es", "it", "pt", "de", "nl", "id")
"""The languages whose words are left alone inside a French or English article."""


REMEMBERED = 1 << 14
"""Words of a language looked up last that are found at once."""


class WordList(Mapping[str, float]):
    """The word forms of a language (lower case, accents kept) with their share of running text, 0 < share < 1.

    Kept as the words' hashes in order and how rare each is: ten bytes a word, where a dictionary takes a hundred. That a
    word has another's hash is one chance in ten million million. Iterating reads the list again, the most frequent
    first.
    """

    def __init__(self, language: str) -> None:
        lists = _list(language)
        hashes = np.fromiter((hash(word) for alike in lists for word in alike), dtype=np.int64)
        centibels = np.repeat(np.arange(len(lists), dtype=np.int16), [len(alike) for alike in lists])
        order = np.argsort(hashes)
        self._language = language
        self._hashes, self._centibels = hashes[order], centibels[order]
        self.share = lru_cache(maxsize=REMEMBERED)(self._share)
        """The share of a word, 0.0 if it isn't listed."""

    def _share(self, word: str) -> float:
        sought = hash(word)
        place = int(self._hashes.searchsorted(sought))
        if place < len(self._hashes) and self._hashes[place] == sought:
            return _shares()[int(self._centibels[place])]
        return 0.0

    def __getitem__(self, word: str) -> float:
        if share := self.share(word):
            return share
        raise KeyError(word)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.share(word) > 0.0

    def __len__(self) -> int:
        return len(self._hashes)

    def __iter__(self) -> Iterator[str]:
        return (word for alike in _list(self._language) for word in alike)


@cache
def _shares() -> list[float]:
    return [10.0 ** (-centibels / 100) for centibels in range(1000)]


@cache
def words(language: str) -> WordList:
    """Every known word form of `language`, loaded once."""
    return WordList(language)


def _list(language: str) -> list[list[str]]:
    """The words of wordfreq's best list by frequency: what stands at n has the share 10 ** (-n / 100).

    The file is read as wordfreq reads it; importing wordfreq itself, with its tokenizers, would take longer than that.
    """
    package = find_spec("wordfreq")
    assert package is not None and package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0]) / "data"
    best = next(path for size in ("large", "small") if (path := folder / f"{size}_{language}.msgpack.gz").exists())
    content: list[Any] = msgpack.unpackb(gzip.decompress(best.read_bytes()), raw=False)
    head, lists = content[0], content[1:]
    if head.get("format") != "cB" or head.get("version") != 1:
        raise ValueError(f"{best}: not a word list of wordfreq 3")
    return lists


def frequency(word: str, language: str) -> float:
    """The share of running text that the lower-case form `word` has in `language`; 0.0 when it is unknown.

    >>> frequency("pays", "fr") > 1e-4 > frequency("russiequi", "fr") == 0.0
    True
    """
    return words(language).share(word)


def zipf(word: str, language: str) -> float:
    """How frequent the lower-case form `word` is: the logarithm to base 10 of its times in a thousand million words; 0.0
    when it is unknown. The scale is van Heuven and others', 2014.
    """
    share = words(language).share(word)
    return round(log10(share) + 9, 2) if share else 0.0


@lru_cache(maxsize=8192)
def is_known_somewhere(word: str, besides: str = "", least: float = 0.0) -> bool:
    """Whether the lower-case form `word` is a word, or a frequent slip, of any of `LANGUAGES` but `besides`.

    least: the share of running text that it has there at least, 0..1.
    """
    return any(_is_listed(word, language, least) for language in LANGUAGES if language != besides)


def _is_listed(word: str, language: str, least: float) -> bool:
    return 0.0 < words(language).share(word) >= least


LONGEST = 40
"""Letters: no word of our languages is longer; what is, is no word."""

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1024)
def words_of_line(line: str) -> frozenset[str]:
    """The runs of letters in a line, as they are written, each once."""
    return frozenset(_WORD.findall(line))


@lru_cache(maxsize=4)
def distinct_words(text: str) -> frozenset[str]:
    """The words of four letters or more of a text, as they are written, each once."""
    every: frozenset[str] = frozenset().union(*map(words_of_line, text.split("\n")))
    return frozenset(word for word in every if 4 <= len(word) <= LONGEST)


def unknown_words(text: str, language: str) -> frozenset[str]:
    """Those of `distinct_words` that the list of `language` does not have."""
    return _unknown(distinct_words(text), language)


def rare_words(text: str, language: str) -> frozenset[str]:
    """Those of `distinct_words` in small letters that the list of `language` has with next to no share."""
    return _rare(distinct_words(text), language)


@lru_cache(maxsize=4)
def _rare(distinct: frozenset[str], language: str) -> frozenset[str]:
    share = words(language).share
    return frozenset(word for word in distinct if word.islower() and 0.0 < share(word) < 1e-7)


@lru_cache(maxsize=4)
def _unknown(distinct: frozenset[str], language: str) -> frozenset[str]:
    known = words(language)
    return frozenset(word for word in distinct if word.lower() not in known)
