"""What the furniture cleaners say of a line, and the names under which they say it."""

from __future__ import annotations

from dataclasses import dataclass

from cleaners.edits import Edit, Fact, Promise, Rule
from cleaners.zones import Row

Verdicts = dict[int, "Verdict"]
"""Position on the page -> why the row there is furniture."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row is furniture: under which rule, why, and which metadata it carries.

    odds: the logarithm of the odds that it is, where the learnt trees say so; 0 for rules and structure.
    """

    rule: str
    why: str
    facts: tuple[Fact, ...] = ()
    odds: float = 0.0

    @property
    def family(self) -> str:
        return self.rule.partition(".")[0]


def removal(identifier: str, why: str) -> Rule:
    """A structural rule: it removes lines, or spans of them."""
    return Rule(identifier, Promise.REMOVAL, why)


def removed_line(text: str, row: Row, rule: str, why: str) -> Edit:
    """The edit that takes a line with its line feed; a last line without one takes the line feed before it."""
    if row.end < len(text):
        return Edit(row.start, row.end + 1, "", rule, why)
    return Edit(max(0, row.start - 1), row.end, "", rule, why)
