"""The titles of a live page's entries: short lines between a stamp and the text of what happened then."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cleaners.furniture_series import is_text
from cleaners.furniture_verdicts import Verdicts
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page

Hits = Mapping[int, Collection[Hit]]

FEWEST = 2
"""Stamps by which a page of entries is known."""
LONGEST = 16
"""Words of an entry's title."""
_STAMP = "live"


def titles(page: Page, verdicts: Verdicts, hits: Hits) -> frozenset[int]:
    """Indexes of the rows that head an entry: right under its stamp, or under the name that signs it, and over its text.

    verdicts: what this look at the page takes. Empty on a page with fewer than two stamps; rows that a rule takes are none.
    """
    gone = {**page.gone, **{page.rows[i].index: verdict.family for i, verdict in verdicts.items()}}
    stamps = {index for index, family in gone.items() if family == _STAMP}
    if len(stamps) < FEWEST:
        return frozenset()
    heads = {index + 1 for index in stamps} | {index + 2 for index in stamps if gone.get(index + 1) == "by"}
    return frozenset(
        row.index
        for i, row in enumerate(page.rows)
        if row.index in heads and row.index not in hits and len(row.words) <= LONGEST and _opens_text(page, i)
    )


def _opens_text(page: Page, position: int) -> bool:
    """Whether the next row is an entry's text: a paragraph, or a line that a list follows."""
    below = page.after(position)
    return below is not None and (is_text(below) or below.ends == ":")
