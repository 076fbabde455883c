"""Articles whose intertitles are the words of a page: « Publicité », « À lire aussi », “All rights reserved”.

One such line proves nothing: a feed may hold no furniture but « PUBLICITÉ » or a link between two paragraphs. But where
short lines stand between paragraphs in turn, some of them words that no rule knows, and among the others something that
never stands there (a copyright line, the heading of the comments) or a bit of everything, the page is a clean article
about pages, and all of them are its intertitles. A page scraped with its furniture has some around the text, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from cleaners.furniture_verdicts import Verdicts
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

Hits = Mapping[int, Collection[Hit]]

LONGEST = 10
"""Words of an intertitle."""
FEWEST = 3
"""Intertitles that make a series."""
OWN = 2
"""Intertitles of a series that nothing takes for furniture; one is enough among furniture of many kinds."""
KINDS = 3
"""Families of furniture that no feed without any around its text has between the paragraphs."""

_OF_FEEDS = frozenset(("ad", "app", "nl", "related", "soc", "wa"))
"""Families that stand between paragraphs even where nothing else was scraped."""
_OF_THE_MARGINS = frozenset(("by", "com", "copy", "date", "disc", "init", "live", "src", "tag"))
"""Families that stand above or below a text, never in it."""
_STAMPS = ("by", "cnt", "date", "dl")
"""Families that stand under a standfirst, which reads like a paragraph."""


def intertitles(page: Page, verdicts: Verdicts, hits: Hits) -> frozenset[int]:
    """Indexes of the rows that are intertitles of a clean article, though they read like furniture.

    verdicts: what the first look at the page takes for furniture; hits: the rules that rows answer to, by index. Empty
    unless the page is clean otherwise: all of that stands alone between two paragraphs, no two lines read the same, and
    others stand so that nothing takes.
    """
    if not verdicts or page.gone or not all(stands_alone(page, i) for i in verdicts):
        return frozenset()
    if any(verdict.family in _STAMPS and page.under_standfirst(i) for i, verdict in verdicts.items()):
        return frozenset()
    series = [i for i in range(len(page.rows)) if stands_alone(page, i)]
    answered = {hit.rule.family for i in series for hit in hits.get(page.rows[i].index, ())}
    kinds = answered | {verdict.family for verdict in verdicts.values()}
    texts = Counter(page.rows[i].core for i in series)
    own = [page.rows[i] for i in series if i not in verdicts]
    lone = len(verdicts) == 1 and len(own) >= FEWEST and all(v.family == "ad" for v in verdicts.values())  # one among many, in their shape
    if not kinds & _OF_THE_MARGINS and len(kinds) < (KINDS if kinds <= _OF_FEEDS else KINDS - 1) and not lone:
        return frozenset()
    if len(series) < FEWEST or len(own) < (OWN if len(kinds) < KINDS else 1) or max(texts.values()) > 1:
        return frozenset()
    if len(kinds) <= KINDS and any(page.rows[i].is_capitals for i in verdicts) and sum(row.is_capitals for row in own) < min(OWN, len(own)):
        return frozenset()
    return frozenset(page.rows[i].index for i in series)


def stands_alone(page: Page, position: int) -> bool:
    """Whether a row is a short line with the article's text right above it and right under it."""
    row, before, after = page.rows[position], page.before(position), page.after(position)
    if before is None or after is None or page.zone(position) != "body" or position in page.listed:
        return False
    if len(row.words) > LONGEST or row.ends == ":":
        return False
    if is_text(row) or not is_text(before):
        return False
    below = page.after(position + 1)
    return is_text(after) or after.ends == "?" and after.is_sentence and below is not None and is_text(below)


def is_text(row: Row) -> bool:
    """A paragraph, or several short sentences on a line."""
    return row.is_prose or row.is_sentence and len(row.words) >= LONGEST
