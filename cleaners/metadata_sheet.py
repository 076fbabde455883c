"""A page with what was judged of it, and where its lines stand beside its title and its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from cleaners.edits import Fact
from cleaners.furniture_verdicts import Verdict
from cleaners.once import once
from cleaners.zones import Page, Row

RULE = "meta.page"
OTHERS = frozenset("com post related rel soc wa nl app ad spam emb player".split())
"""Families of rules whose lines speak of other articles and other people."""
_FAR = 8
"""Lines below the article's end in which it is still signed and dated."""
_ABOVE = 4
"""Lines above the title in which the article is dated or signed."""


@dataclass(frozen=True)
class Sheet:
    """A page with what was judged of it, and where its title and its text stand, in indexes of lines."""

    page: Page
    gone: Mapping[int, Verdict]
    title: int
    first: int
    second: int
    last: int

    def family(self, row: Row) -> str:
        """The family of the rule that took a row; "" for a row that stays."""
        verdict = self.gone.get(row.index)
        return verdict.family if verdict else ""

    def place(self, row: Row) -> str:
        """head: between title and text (under a standfirst, too); above: over the title; body; tail; far: well below the end."""
        if row.index < self.title:
            return "above" if row.index >= self.title - _ABOVE else "top"
        if row.index < self.first:
            return "head"
        if self.first < row.index < self.second and row.index in self.gone:
            return "head"
        if row.index > self.last:
            return "tail" if self._lines_below(row) <= _FAR else "far"
        return "body"

    @once
    def starts(self) -> list[int]:
        """Where the lines of the page start, in their order."""
        return [row.start for row in self.page.rows]

    @once
    def _indexes(self) -> list[int]:
        return [row.index for row in self.page.rows]

    def _lines_below(self, row: Row) -> int:
        """Lines between the last paragraph and a row below it."""
        return bisect_left(self._indexes, row.index) - bisect_right(self._indexes, self.last)


def sheet_of(page: Page, left: Page, gone: Mapping[int, Verdict], title: Fact | None) -> Sheet:
    """The page with its landmarks. title: the fact that tells the title."""
    prose = [left.rows[i].index for i in left.prose]
    first = prose[0] if prose else len(page.rows)
    named = next((row.index for row in left.rows if title and row.start <= title.start < row.end), -1)
    below = [i for i in prose if i > named]
    first = below[0] if below else first
    second = below[1] if len(below) > 1 and below[0] - named <= 15 else first
    return Sheet(page, gone, named, first, second, prose[-1] if prose else -1)


def row_of(fact: Fact, sheet: Sheet) -> Row | None:
    """The line that a fact was read from; None for a fact of the page as a whole."""
    position = bisect_right(sheet.starts, fact.start) - 1
    row = sheet.page.rows[position] if position >= 0 else None
    return row if row and fact.end > fact.start and fact.start <= row.end else None


def matter_of(sheet: Sheet) -> frozenset[str]:
    """What the paragraphs speak of: stems, and whole words of three letters."""
    page = sheet.page
    return page.matter | {word for i in page.prose for word in page.rows[i].folded_words if len(word) == 3}
