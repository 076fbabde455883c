"""The automata of a rulebook: all its rules for one view, whatever the language, looked for at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import re2

from cleaners.rulebook import BookRule, Rulebook
from cleaners.rulebook_sieve import meshes

LINES = 1024
"""Lines whose hits are remembered: those of the next round, and those that all pages of a site have."""

_MEMORY = 256 << 20
"""Bytes that an automaton may use for its states; RE2 restarts its cache at the limit."""


def _options(memory: int = _MEMORY) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    options.never_capture = False
    return options


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """The pattern, ready to match."""
    return re2.compile(pattern, _options(8 << 20))


class _Automaton:
    """Many patterns, one pass: which of them a text answers to."""

    def __init__(self, patterns: Sequence[tuple[str, int]], *, whole: bool) -> None:
        self._owners = [owner for _, owner in patterns]
        self._set = re2.Set.FullMatchSet(_options()) if whole else re2.Set.SearchSet(_options())
        for pattern, _ in patterns:
            self._set.Add(pattern)
        if patterns:
            self._set.Compile()

    def owners(self, text: str) -> list[int]:
        if not self._owners:
            return []
        return [self._owners[i] for i in self._set.Match(text) or ()]


class LineRules:
    """The rules that take whole lines: their alternatives are sieved, and what comes through is tried."""

    answering: Callable[[str, int], tuple[tuple[BookRule, str], ...]]
    """The rules for lines of so many code points that a whole text answers to, in their order, each with the alternative of
    its patterns that the text matches."""

    def __init__(self, rules: Sequence[BookRule]) -> None:
        found = [(rule, mesh) for rule in rules for pattern in rule.patterns for mesh in meshes(pattern)]
        self._branches = [(rule, mesh.branch) for rule, mesh in found]
        self._whole = _Automaton([(mesh.pattern, i) for i, (_, mesh) in enumerate(found) if mesh.whole], whole=True)
        self._parts = _Automaton([(mesh.pattern, i) for i, (_, mesh) in enumerate(found) if not mesh.whole], whole=False)
        self._longest = max((rule.longest for rule in rules), default=0)
        self.answering = lru_cache(maxsize=LINES)(self._answering)

    def _answering(self, text: str, size: int) -> tuple[tuple[BookRule, str], ...]:
        if size > self._longest:
            return ()
        answers: dict[str, tuple[BookRule, str]] = {}
        for index in sorted((*self._whole.owners(text), *self._parts.owners(text))):
            rule, branch = self._branches[index]
            if rule.id not in answers and size <= rule.longest and compiled(branch).fullmatch(text):
                answers[rule.id] = (rule, branch)
        return tuple(answers.values())


class SpanRules:
    """The rules that take a part of a line."""

    def __init__(self, rules: Sequence[BookRule]) -> None:
        self._rules = rules
        self._automaton = _Automaton([(p, i) for i, rule in enumerate(rules) for p in rule.patterns], whole=False)

    def found(self, text: str) -> list[BookRule]:
        """The rules that match somewhere in a text, in their order."""
        return [self._rules[i] for i in sorted(set(self._automaton.owners(text)))]


@lru_cache(maxsize=16)
def line_rules(rulebook: Rulebook, view: str) -> LineRules:
    """The line and block rules of a view; built once."""
    return LineRules(rulebook.of(None, ("line", "block"), view))


@lru_cache(maxsize=16)
def span_rules(rulebook: Rulebook, view: str) -> SpanRules:
    """The span rules of a view; built once."""
    return SpanRules(rulebook.of(None, ("span",), view))
