"""Letters to the editor: paragraphs, who wrote them, and the heading of the next one, which may read like a label.

« … personne n’a répondu. / Odette Marquant, Saulzoir / Réponse à M. Delhaye / Dans votre édition … »: a short bare line
under a paragraph, another one over the next, again and again, and some of the first are names.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.furniture_records import kind_of
from cleaners.furniture_series import is_text
from cleaners.zones import Page, Row

FEWEST = 3
"""Letters that make a page of them."""
NAMES = 2
"""Signatures among them that are told to be names."""
LONGEST = 8
"""Words of a line of a signature, and of a heading."""
MOST = 4
"""Lines between two letters: the name, what its bearer is, the place, the heading of the next."""


def letters(page: Page) -> frozenset[int]:
    """Indexes of the rows that are signatures and headings on a page of letters; empty where it is none."""
    joints = [joint for joint in _between_texts(page) if 2 <= len(joint) <= MOST and not joint[-1].digits]
    names = sum(kind_of(joint[0]) == "name" for joint in joints)
    if len(joints) < FEWEST or names < NAMES:
        return frozenset()
    return frozenset(row.index for joint in joints for row in joint)


def _between_texts(page: Page) -> Iterator[list[Row]]:
    """The short bare rows that stand between two texts, run by run; runs that hold anything else are left out."""
    run: list[Row] = []
    below_text = False
    for row in page.rows:
        if is_text(row):
            if below_text and run:
                yield run
            run, below_text = [], True
        elif len(row.words) <= LONGEST and not row.ends:
            run.append(row)
        else:
            below_text = False
