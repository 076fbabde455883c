"""Lines that put several pieces of furniture side by side: « Par X | Publié le 3 juin 2024 • 2 min de lecture »."""

from __future__ import annotations

import re
from dataclasses import replace

from cleaners.rulebook_matching import Group, Hit, Matcher
from cleaners.zones import Row

LONGEST = 300
"""Code points that a line of several pieces may have."""

_SEPARATOR = re.compile(r"\s*[|•·●▪–—]\s*|\s+-\s+|\s{2,}|\s*\u00a0{2,}\s*|(?<=[a-zà-ÿ\d)]) (?=(?:Publié|Mis à jour|Modifié|Published|Updated|Par|By|Lecture|Temps de lecture) )")
_NOT_ALONE = ("live.stamp", "soc.counter")


def hits_of(row: Row, match: Matcher) -> list[Hit]:
    """What the rulebook says of a row: of the whole line, or of each of its pieces when all of them are furniture."""
    whole = match.line(row.text, row.folded)
    if len(row.text) > LONGEST or len(row.text) < 8 or (row.is_prose and not whole):
        return whole
    pieces = _pieces(row.text)
    if len(pieces) < 2:
        return whole
    found: list[Hit] = []
    for start, end in pieces:
        text, folded = row.text[start:end], row.folded[start:end]
        hits = match.line(text, folded)
        if not hits:
            return whole if whole else []
        found += [replace(hit, groups=tuple(Group(g.name, g.start + start, g.end + start) for g in hit.groups)) for hit in hits]
    return whole + [hit for hit in found if hit.rule.id not in {h.rule.id for h in whole}]


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = 0
    for separator in _SEPARATOR.finditer(text):
        if text[start : separator.start()].strip():
            pieces.append((start, separator.start()))
        start = separator.end()
    if text[start:].strip():
        pieces.append((start, len(text)))
    return pieces
