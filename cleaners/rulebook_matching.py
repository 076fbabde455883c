"""Matches lines against the rulebook: one automaton for all the rules of a language and view."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from cleaners.rulebook import LONGEST, BookRule, Rulebook
from cleaners.rulebook_sieve import meshes

_MEMORY = 256 << 20
"""Bytes that an automaton may use for its states; RE2 restarts its cache at the limit."""

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


def _options(memory: int = _MEMORY) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    options.never_capture = False
    return options


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern, _options(8 << 20))


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


class _Automaton:
    """Many patterns, one pass: which of them a text may answer to."""

    def __init__(self, meshes: Sequence[tuple[str, int]], *, whole: bool) -> None:
        self._owners = [owner for _, owner in meshes]
        self._set = re2.Set.FullMatchSet(_options()) if whole else re2.Set.SearchSet(_options())
        for pattern, _ in meshes:
            self._set.Add(pattern)
        if meshes:
            self._set.Compile()

    def owners(self, text: str) -> list[int]:
        if not self._owners:
            return []
        return [self._owners[i] for i in self._set.Match(text) or ()]


class _LineRules:
    """The rules that take whole lines of one view, sieved before they are tried one by one."""

    def __init__(self, rules: Sequence[BookRule]) -> None:
        self._patterns = [(rule, pattern) for rule in rules for pattern in rule.patterns]
        found = [(mesh, i) for i, (_, pattern) in enumerate(self._patterns) for mesh in meshes(pattern)]
        self._whole = _Automaton([(mesh.pattern, i) for mesh, i in found if mesh.whole], whole=True)
        self._parts = _Automaton([(mesh.pattern, i) for mesh, i in found if not mesh.whole], whole=False)
        self._longest = max((rule.longest for rule in rules), default=0)

    def rules(self, text: str, size: int) -> list[BookRule]:
        """The rules for lines of `size` code points that the whole text answers to, in their order."""
        if size > self._longest:
            return []
        through = {*self._whole.owners(text), *self._parts.owners(text)}
        tried = (self._patterns[i] for i in sorted(through))
        return list(dict.fromkeys(r for r, p in tried if size <= r.longest and _compiled(p).fullmatch(text)))


class _SpanRules:
    """The rules of one view that take a part of a line."""

    def __init__(self, rules: Sequence[BookRule]) -> None:
        self._rules = rules
        self._set = _Automaton([(p, i) for i, rule in enumerate(rules) for p in rule.patterns], whole=False)

    def rules(self, text: str) -> list[BookRule]:
        return [self._rules[i] for i in sorted(set(self._set.owners(text)))]


_LINES = 4096
"""Lines whose hits are remembered: those of the next round, and those that all pages of a site have."""


class Matcher:
    """The rules of a rulebook for articles in one language (None: not known). Both functions take a line as it stands and
    folded (`fold`)."""

    line: Callable[[str, str], tuple[Hit, ...]]
    """The line and block rules that the whole line answers to."""
    spans: Callable[[str, str], tuple[Hit, ...]]
    """The places in a line that span rules take."""

    def __init__(self, rulebook: Rulebook, language: str | None) -> None:
        lines = ("line", "block")
        self._lines = {view: _LineRules(rulebook.of(language, lines, view)) for view in ("folded", "exact")}
        self._spans = {view: _SpanRules(rulebook.of(language, ("span",), view)) for view in ("folded", "exact")}
        self.line = lru_cache(maxsize=_LINES)(self._line)
        self.spans = lru_cache(maxsize=_LINES)(self._span_hits)

    def _line(self, exact: str, folded: str) -> tuple[Hit, ...]:
        if len(exact) > LONGEST:
            return ()
        start, end = trimmed(exact)
        hits: list[Hit] = []
        if end > start:
            core = folded[start:end]
            for rule in self._lines["folded"].rules(core, end - start):
                hits.append(Hit(rule, 0, len(exact), _groups(rule, core, start)))
        first = next((i for i, char in enumerate(exact) if char in _KEPT_AT_START or not _ornament(char)), len(exact))
        for shift in (0, first) if first else (0,):
            plain = exact[shift:].replace("\u00a0", " ").replace("\u202f", " ").rstrip()
            found = self._lines["exact"].rules(plain, len(exact))
            hits += [Hit(rule, 0, len(exact), _groups(rule, plain, shift)) for rule in found]
            if found:
                break
        return tuple(hits)

    def _span_hits(self, exact: str, folded: str) -> tuple[Hit, ...]:
        views = (("folded", folded), ("exact", exact))
        return tuple(hit for view, text in views for rule in self._spans[view].rules(text) for hit in _places(rule, text))


def answers(rule: BookRule, core: str) -> bool:
    """Whether a text in the folded view answers to a line rule as a whole."""
    return any(_compiled(pattern).fullmatch(core) for pattern in rule.patterns)


def _groups(rule: BookRule, text: str, shift: int) -> tuple[Group, ...]:
    if rule.action != "lift":
        return ()
    for pattern in rule.patterns:
        match = _compiled(pattern).fullmatch(text)
        if match:
            return _named(match, shift)
    return ()


def _named(match: Any, shift: int) -> tuple[Group, ...]:
    spans = ((name, match.span(number)) for name, number in match.re.groupindex.items())
    return tuple(Group(name, start + shift, end + shift) for name, (start, end) in spans if start >= 0)


def _places(rule: BookRule, text: str) -> Iterator[Hit]:
    """The matches of a span rule; where a pattern has a group `cut`, only that part goes."""
    taken: list[tuple[int, int]] = []
    for pattern in rule.patterns:
        for match in _compiled(pattern).finditer(text):
            groups = _named(match, 0)
            start, end = next(((g.start, g.end) for g in groups if g.name == "cut"), match.span())
            if start < end and not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                yield Hit(rule, start, end, tuple(g for g in groups if g.name != "cut"))


@lru_cache(maxsize=64)
def matcher(rulebook: Rulebook, language: str | None) -> Matcher:
    """The matcher of a rulebook for a language; built once."""
    return Matcher(rulebook, language)
