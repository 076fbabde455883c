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
    return [Token(match[0], match[0].lower().replace("'", "’"), *match.span()) for match in _TOKEN.finditer(line)]
