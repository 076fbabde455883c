"""Matches lines against the rulebook, for articles in one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cleaners.rulebook import LONGEST, BookRule, Rulebook
from cleaners.rulebook_automata import LINES, compiled, line_rules, span_rules

_KEPT_AT_START = "\"'«“„([{@#©®&%+/.…<$€£¿¡\\"
_KEPT_AT_END = "\"'”)]}.…?!%@/$€£>;,"


@dataclass(frozen=True, slots=True)
class Group:
    """What a named group of a pattern holds: `[start:end]` are offsets in the text given to the matcher."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and the part of the text that it takes, with its named groups."""

    rule: BookRule
    start: int
    end: int
    groups: tuple[Group, ...] = ()


@lru_cache(maxsize=4096)
def _ornament(char: str) -> bool:
    return not char.isalnum() and unicodedata.category(char)[0] in "SPZCM"


def trimmed(text: str) -> tuple[int, int]:
    """Where the words of a line begin and end, without bullets, arrows, dashes, pipes, pictograms around them.

    A dialogue dash before a sentence is no ornament: the line then begins at the dash.

    >>> line = "► À lire aussi :"
    >>> line[slice(*trimmed(line))]
    'À lire aussi'
    """
    start, end = 0, len(text)
    if text[:1] == "«" and "»" not in text:
        start = 1
    while start < end and text[start] not in _KEPT_AT_START and _ornament(text[start]):
        start += 1
    if start and text[0] in "—–" and text[-1] in ".!?…»”":
        return 0, end
    while end > start and text[end - 1] not in _KEPT_AT_END and _ornament(text[end - 1]):
        end -= 1
    if (
        end - start > 2
        and text[start] + text[end - 1] in ("()", "[]", "{}")
        and not text[start + 1 : end - 1].count(text[start])
    ):
        inner = trimmed(text[start + 1 : end - 1])
        return start + 1 + inner[0], start + 1 + inner[1]
    return start, end


class Matcher:
    """The rules of a rulebook for articles in one language (None: not known). Both functions take a line as it stands and
    folded (`fold`)."""

    line: Callable[[str, str], tuple[Hit, ...]]
    """The line and block rules that the whole line answers to."""
    spans: Callable[[str, str], tuple[Hit, ...]]
    """The places in a line that span rules take."""

    def __init__(self, rulebook: Rulebook, language: str | None) -> None:
        self._rulebook, self._language = rulebook, language
        self.line = lru_cache(maxsize=LINES)(self._line)
        self.spans = lru_cache(maxsize=LINES)(self._span_hits)

    def _line(self, exact: str, folded: str) -> tuple[Hit, ...]:
        if len(exact) > LONGEST:
            return ()
        start, end = trimmed(exact)
        hits: list[Hit] = []
        if end > start:
            core = folded[start:end]
            hits += self._answering("folded", core, end - start, len(exact), start)
        first = next((i for i, char in enumerate(exact) if char in _KEPT_AT_START or not _ornament(char)), len(exact))
        for shift in (0, first) if first else (0,):
            plain = exact[shift:].replace("\u00a0", " ").replace("\u202f", " ").rstrip()
            found = self._answering("exact", plain, len(exact), len(exact), shift)
            hits += found
            if found:
                break
        return tuple(hits)

    def _answering(self, view: str, text: str, size: int, end: int, shift: int) -> list[Hit]:
        found = line_rules(self._rulebook, view).answering(text, size)
        return [Hit(r, 0, end, _groups(r, branch, text, shift)) for r, branch in found if r.speaks(self._language)]

    def _span_hits(self, exact: str, folded: str) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        for view, text in (("folded", folded), ("exact", exact)):
            for rule in span_rules(self._rulebook, view).found(text):
                if rule.speaks(self._language):
                    hits += _places(rule, text)
        return tuple(hits)


def answers(rule: BookRule, core: str) -> bool:
    """Whether a text in the folded view answers to a line rule as a whole."""
    return any(compiled(pattern).fullmatch(core) for pattern in rule.patterns)


def _groups(rule: BookRule, branch: str, text: str, shift: int) -> tuple[Group, ...]:
    match = compiled(branch).fullmatch(text) if rule.action == "lift" else None
    return _named(match, shift) if match else ()


def _named(match: Any, shift: int) -> tuple[Group, ...]:
    spans = ((name, match.span(number)) for name, number in match.re.groupindex.items())
    return tuple(Group(name, start + shift, end + shift) for name, (start, end) in spans if start >= 0)


def _places(rule: BookRule, text: str) -> Iterator[Hit]:
    """The matches of a span rule; where a pattern has a group `cut`, only that part goes."""
    taken: list[tuple[int, int]] = []
    for pattern in rule.patterns:
        for match in compiled(pattern).finditer(text):
            groups = _named(match, 0)
            start, end = next(((g.start, g.end) for g in groups if g.name == "cut"), match.span())
            if start < end and not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                yield Hit(rule, start, end, tuple(g for g in groups if g.name != "cut"))


@lru_cache(maxsize=64)
def matcher(rulebook: Rulebook, language: str | None) -> Matcher:
    """The matcher of a rulebook for a language; built once."""
    return Matcher(rulebook, language)
