"""What a text must hold for a rule's pattern to match it, in a form that an automaton looks for at little cost.

An automaton for all rules at once, counters (`.{0,80}`) and all, needs a new state for nearly each letter of a text that it
has not seen. A sieve lets through all that matches and little else: counts become « any number », and of an alternative that
begins with anything (« .{0,60}reproduction ») only the part that says something is looked for. What comes through is then
tried against the pattern itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

_TOKEN = re.compile(
    r"\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\[pP]?.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?<?[=!]|\(\?[a-zA-Z-]*:|\(\?[a-zA-Z-]+\)"
    r"|[()|]|[?*+]|\{\d+(?:,\d*)?\}|.",
    re.DOTALL,
)
_COUNT = re.compile(r"\{(\d+)(,?)(\d*)\}")
_CONDITIONS = ("(?=", "(?!", "(?<=", "(?<!")
_ANYTHING = re.compile(r"\.$|\\[wWSDpP]|\[\^|\[.*(?:a-z|A-Z|\\[wSp])", re.DOTALL)
"""A token that the beginning of most lines matches."""
_BY_HAND = re.compile(r"\(\?[a-zA-Z-]+\)|\\Q|\\C")
"""Flags for the rest of a pattern, quoted stretches: such a pattern is not taken apart."""

TELLING = 3
"""Characters, spaces apart, that the part looked for must have at least."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """One alternative of a rule's pattern, loosened. A text that `branch` matches as a whole matches `pattern`: as a whole too
    when `whole`, anywhere otherwise."""

    branch: str
    pattern: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Element:
    """One atom of an alternative with its quantifier: a character, a class, a group."""

    tokens: tuple[str, ...]
    times: str

    @property
    def optional(self) -> bool:
        return self.times[:1] in ("?", "*") or self.times.startswith("{0")

    @property
    def group(self) -> bool:
        return self.tokens[0][0] == "(" and len(self.tokens) > 1

    def text(self) -> str:
        return "".join(map(_loose, self.tokens)) + _loose(self.times)


def meshes(pattern: str) -> Iterator[Mesh]:
    """One mesh for each alternative of `pattern`: a text that it matches as a whole comes through one of them.

    >>> [mesh.pattern for mesh in meshes("read +(?:also|more).{0,30}|.{0,60}(?:photo|image) +credit")]
    ['read +(?:also|more).*', '(?:photo|image) +credit']
    """
    if _BY_HAND.search(pattern):
        yield Mesh(pattern, pattern, whole=True)
        return
    for branch in _branches(_TOKEN.findall(pattern)):
        telling = "" if _begins_narrow(branch) else _telling(_elements(branch))
        yield Mesh("".join(branch), telling or "".join(map(_loose, branch)), whole=not telling)


def telling_parts(pattern: str) -> Iterator[str]:
    """For each alternative of `pattern` a part of it that says something; one of them is found wherever `pattern` matches.

    Edges of words and conditions on what stands around, which a linear-time engine may not know, are left out.

    >>> list(telling_parts(r"\\b[a-z]+(?<!no )rain(?:ed|s){1,3} (?!cats)and|snow"))
    ['rain(?:ed|s)+ and', 'snow']
    """
    for branch in _branches(list(_plain(_TOKEN.findall(pattern)))):
        yield _telling(_elements(branch)) or "".join(map(_loose, branch))


def _plain(tokens: list[str]) -> Iterator[str]:
    depth = 0  # of brackets inside a condition
    for token in tokens:
        if depth or token in _CONDITIONS:
            depth += (token[0] == "(") - (token == ")")
        elif token not in ("\\b", "\\B"):
            yield token


@cache
def _loose(token: str) -> str:
    """A count as « any number »: its limits cost an automaton a state for each repetition."""
    count = _COUNT.fullmatch(token)
    if not count or token in ("{1}", "{2}", "{0}"):
        return token
    return "*" if count[1] == "0" else "+"


def _branches(tokens: list[str]) -> Iterator[list[str]]:
    """The alternatives at the outermost level."""
    depth, start = 0, 0
    for i, token in enumerate(tokens):
        if token[0] == "(":
            depth += 1
        elif token == ")":
            depth -= 1
        elif token == "|" and depth == 0:
            yield tokens[start:i]
            start = i + 1
    yield tokens[start:]


def _elements(tokens: list[str]) -> Iterator[_Element]:
    i = 0
    while i < len(tokens):
        start, depth = i, 0
        while True:
            depth += (tokens[i][0] == "(") - (tokens[i] == ")")
            i += 1
            if depth <= 0 or i >= len(tokens):
                break
        end = i
        while i < len(tokens) and (tokens[i] in ("?", "*", "+") or _COUNT.fullmatch(tokens[i])):
            i += 1
        yield _Element(tuple(tokens[start:end]), "".join(tokens[end:i]))


def _begins_narrow(branch: list[str]) -> bool:
    """Whether few lines begin as the alternative does."""
    for element in _elements(branch):
        if _is_wide(element):
            return False
        if not element.optional:
            return True
    return False


@lru_cache(maxsize=4096)
def _is_wide(element: _Element) -> bool:
    if not element.group:
        return bool(_ANYTHING.match(element.tokens[0]))
    return any(not _begins_narrow(branch) for branch in _branches(list(element.tokens[1:-1])))


def _telling(elements: Iterator[_Element]) -> str:
    """The stretch of an alternative without anything wide that has the most characters; "" if that is too few."""
    best, best_size = "", TELLING - 1
    run: list[_Element] = []
    for element in chain(elements, (None,)):
        if element is not None and not element.optional and not _is_wide(element):
            run.append(element)
            continue
        size = sum(map(_size, run))
        if size > best_size:
            best, best_size = "".join(e.text() for e in run), size
        run = []
    return best


@lru_cache(maxsize=4096)
def _size(element: _Element) -> int:
    """Characters, spaces apart, that an element stands for at least."""
    if element.optional:
        return 0
    if element.group:
        return min(sum(map(_size, _elements(branch))) for branch in _branches(list(element.tokens[1:-1])))
    return int(element.tokens[0] not in (" ", "^", "$", "\\b", "\\A", "\\z"))
