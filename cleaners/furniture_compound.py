"""Lines that put several pieces of furniture side by side: « Par X | Publié le 3 juin 2024 • 2 min de lecture »."""

from __future__ import annotations

import re
from dataclasses import replace

from cleaners.furniture_navigation import section_names
from cleaners.rulebook_matching import Group, Hit, Matcher
from cleaners.zones import Row

LONGEST = 300
"""Code points that a line of several pieces may have."""

_SEPARATOR = re.compile(r"\s*[|•·●▪–—]\s*|\s+-\s+|\s{2,}|\s*\u00a0{2,}\s*|(?<=[a-zà-ÿ\d)]) (?=(?:Publié|Mis à jour|Modifié|Published|Updated|Par|By|Lecture|Temps de lecture) )")
_WORD = re.compile(r"\S+")
_PIECES = ("by", "date", "cnt", "soc", "com", "ui", "live")
UNSEPARATED = 120
"""Code points of a line whose pieces have no separator."""
LONGEST_PIECE = 11
"""Words of one of them."""
_HOUR_LAST = re.compile(r"\d ?(?:hrs?|h|a\.m|p\.m|min|mins|uhr)\.$")
"""A line that ends in the full stop of an hour's abbreviation is no sentence for it."""


def hits_of(row: Row, match: Matcher) -> list[Hit]:
    """What the rulebook says of a row: of the whole line, or of each of its pieces when all of them are furniture."""
    whole = list(match.line(row.text, row.folded))
    if len(row.text) > LONGEST or len(row.text) < 8 or (row.is_prose and not whole):
        return whole
    pieces = _pieces(row.text)
    if len(pieces) < 2:
        return whole or _unseparated(row, match)
    found: list[Hit] = []
    for start, end in pieces:
        text, folded = row.text[start:end], row.folded[start:end]
        hits = match.line(text, folded)
        if not hits and folded.strip(" .:") in section_names():
            continue
        if not hits:
            return whole or _unseparated(row, match)
        found += [replace(hit, groups=tuple(Group(g.name, g.start + start, g.end + start) for g in hit.groups)) for hit in hits]
    return whole + [hit for hit in found if hit.rule.id not in {h.rule.id for h in whole}]


def _unseparated(row: Row, match: Matcher) -> list[Hit]:
    """The hits of pieces that nothing but spaces part: « 4 minutes de lecture Vues : 9 ». All words must be in a piece."""
    if len(row.text) > UNSEPARATED or not row.digits or (row.is_sentence and not _HOUR_LAST.search(row.folded)):
        return []
    words = [(m.start(), m.end()) for m in _WORD.finditer(row.text)]
    if not 3 <= len(words) <= 18:
        return []
    reached: dict[int, list[Hit]] = {0: []}
    for i, (start, _) in enumerate(words):
        if i not in reached:
            continue
        for j in range(i, min(i + LONGEST_PIECE, len(words))):
            if j + 1 in reached or (i == 0 and j + 1 == len(words)):
                continue
            end = words[j][1]
            hits = [h for h in match.line(row.text[start:end], row.folded[start:end]) if h.rule.family in _PIECES]
            if hits:
                moved = [replace(h, groups=tuple(Group(g.name, g.start + start, g.end + start) for g in h.groups)) for h in hits]
                reached[j + 1] = reached[i] + moved
    return reached.get(len(words), [])


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
