"""The words and marks of a line, as the checks of grammar read them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]{1,12}[’'](?=[^\W\d_])|[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,:  \u202f]?\d+)*|[^\w\s]")


class Token(NamedTuple):
    """A token with its place in the line, `line[start:end]`; `lower` is in small letters, its apostrophe curly."""

    text: str
    lower: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def tokens(line: str) -> list[Token]:
    """The words, numbers and marks of a line, in order; an elided word is a token of its own. Callers must not change them.

    >>> [token.lower for token in tokens("L'eau, dit-il, monte à 3,5 m.")]
    ['l’', 'eau', ',', 'dit-il', ',', 'monte', 'à', '3,5', 'm', '.']
    """
    return [Token(word := match[0], _lower(word), *match.span()) for match in _TOKEN.finditer(line)]


@lru_cache(maxsize=8192)
def _lower(word: str) -> str:
    return word.lower().replace("'", "’")


@lru_cache(maxsize=1024)
def small_words(line: str) -> tuple[str, ...]:
    """The tokens of a line in small letters alone: what a first look needs, in a third of the time."""
    return tuple(map(_lower, _TOKEN.findall(line)))
