"""The layout of clean text: one paragraph a line, no blank line, no indent, no space used as a ruler."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule

RULES = (
    Rule("layout.indent", Promise.LAYOUT, "space at the edge of a line"),
    Rule("layout.blank-line", Promise.LAYOUT, "a blank line"),
    Rule("layout.odd-space", Promise.LAYOUT, "a space of unusual width, or a tab"),
    Rule("layout.run-of-spaces", Promise.LAYOUT, "several spaces where one does"),
    Rule("layout.last-line", Promise.LAYOUT, "a text ends with a line feed"),
)
_WHY = {rule.id: rule.why for rule in RULES}


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


def edges(draft: Draft) -> Iterator[Finding]:
    """Indents, trailing space and blank lines go; the text ends with one line feed. Left alone: spaces inside a line.

    "  Une ligne \\n\\n\\xa0\\nUne autre" becomes "Une ligne\\nUne autre\\n".
    """
    text = draft.text
    lines = draft.lines
    last_kept = None
    for line in lines:
        stripped = line.text.strip()
        if not stripped:
            end = line.end + 1 if line.end < len(text) else line.end
            yield _edit(line.start, end, "", "layout.blank-line")
            continue
        last_kept = line
        if len(stripped) == len(line.text):
            continue
        start = line.start + len(line.text) - len(line.text.lstrip())
        if start > line.start:
            yield _edit(line.start, start, "", "layout.indent")
        if start + len(stripped) < line.end:
            yield _edit(start + len(stripped), line.end, "", "layout.indent")
    if last_kept is not None and last_kept.end == len(text):
        yield _edit(len(text), len(text), "\n", "layout.last-line")


_ODD = re.compile("[\t\u1680\u2000-\u2008\u200a\u205f\u3000]+")


def odd_spaces(draft: Draft) -> Iterator[Finding]:
    """Tabs, en, em and other quads become plain spaces, as many. Left alone: no-break and thin spaces
    (typography)."""
    for match in _ODD.finditer(draft.text):
        yield _edit(match.start(), match.end(), " " * len(match[0]), "layout.odd-space")


_RUN = re.compile("[ \xa0\u202f\u2009]{2,}")


def runs_of_spaces(draft: Draft) -> Iterator[Finding]:
    """Several spaces in a row become one: a no-break one if any was.

    It runs late, since such runs tell the parts of a line of furniture apart ("28 octobre    Lu : 97").
    """
    for match in _RUN.finditer(draft.text):
        new = next((space for space in ("\u202f", "\xa0") if space in match[0]), " ")
        yield _edit(match.start(), match.end(), new, "layout.run-of-spaces")
