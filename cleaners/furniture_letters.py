"""Letters to the editor: paragraphs, who wrote them, and the heading of the next one, which may read like a label.

« … personne n’a répondu. / Odette Marquant, Saulzoir / Réponse à M. Delhaye / Dans votre édition … »: a short bare line
under a paragraph, another one over the next, again and again, and some of the first are names.
"""

from __future__ import annotations

from cleaners.furniture_records import kind_of
from cleaners.furniture_series import is_text
from cleaners.zones import Page, Row

FEWEST = 3
"""Letters that make a page of them."""
NAMES = 2
"""Signatures among them that are told to be names."""
LONGEST = 8
"""Words of a signature, and of a heading."""


def letters(page: Page) -> frozenset[int]:
    """Indexes of the rows that are signatures and headings on a page of letters; empty where it is none."""
    rows = page.rows
    joints = [
        i
        for i in range(1, len(rows) - 1)
        if is_text(rows[i - 1]) and _is_short(rows[i]) and not rows[i].ends and _is_below(page, i)
    ]
    names = sum(kind_of(rows[i]) == "name" for i in joints)
    if len(joints) < FEWEST or names < NAMES:
        return frozenset()
    return frozenset(rows[j].index for i in joints for j in (i, i + 1))


def _is_below(page: Page, position: int) -> bool:
    """Whether a heading and then text stand right below a row."""
    below = page.rows[position + 1 : position + 3]
    return len(below) == 2 and _is_short(below[0]) and is_text(below[1])


def _is_short(row: Row) -> bool:
    return len(row.words) <= LONGEST and not is_text(row)
