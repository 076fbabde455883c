"""Which line of the head is the title.

The first line that stays is often a slogan, a path to the page or the headline of another article. The title speaks of
what the paragraphs speak of, so kinship with them decides, and the page's own repetition of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping

from cleaners.furniture_names import is_name
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

LEAST_WORDS = 4
_LEAST_KINSHIP = 2  # stems that a title shares with the article
_PATH = re.compile(r"[|›❯»>/·•] ?\w")
_SLUG = re.compile(r"#\w+")

Hits = Mapping[int, Collection[Hit]]


def holds_title_below(page: Page, position: int) -> bool:
    """Whether a row ends in the whole of a row right below: the path to the page, « AccueilSociétéLe musée rouvre »."""
    row = page.rows[position]
    below = page.rows[position + 1 : position + _PATH_OVER_TITLE]
    return any(len(other.text) >= _LEAST_TITLE and other.title_like and len(row.text) > len(other.text) and row.folded.endswith(other.folded) for other in below)


_PATH_OVER_TITLE = 6
"""Rows below a path among which the title stands."""
_LEAST_TITLE = 20
"""Code points of a title that can't be another line's ending by chance."""


def is_path(row: Row) -> bool:
    """A path to the page, or names of sections side by side: « Inicio > Regional > Elqui »."""
    return len(_PATH.findall(row.text)) >= 2 and "«" not in row.text or bool(_SITE.match(row.text))


_SITE = re.compile(r"(?:[A-ZÀ-Ý0-9]{4,}|[\w-]+\.(?:com|fr|net|org|info|es|it|br|in|ng|ke)) ?[–—|:-] ?[^\d«]{4,50}$")
"""« NOTICIAS24 – Tout en un clic »: a site's name in capitals, and its slogan."""


def kin(row: Row, matter: Collection[str]) -> bool:
    """Whether a line speaks of what the article speaks of: a third of its words that carry matter, two at least."""
    own = row.stems
    shared = sum(stem in matter for stem in own)
    return shared >= min(_LEAST_KINSHIP, len(own)) and shared * 3 >= len(own) and shared > 0


def title_position(page: Page, hits: Hits) -> int | None:
    """Position of the line of the head that is the title; None when none is for sure.

    A slug in hashtags under the article names it best; else it is the first line that could be one and is kin to the text.
    Below a byline or stamp that has such a line above it, no title is looked for.
    """
    head: list[int] = []
    for i in range(min(page.first_prose, len(page.rows))):
        if could_be_title(page.rows[i], hits):
            if not holds_title_below(page, i):
                head.append(i)
        elif head and signs(page, i, hits) and not (len(head) == 1 and _SLOGAN.match(page.rows[head[0]].text)):
            break
    if not head or not page.has_prose:
        return None
    slugs = [_slug_words(row) for row in page.rows[page.last_prose + 1 :] if row.text.count("#") >= 4]
    for i in head:
        own = set(page.rows[i].folded_words)
        if any(len(own & slug) >= 0.6 * len(slug) for slug in slugs):
            return i
    matter = page.matter
    related = [i for i in head if kin(page.rows[i], matter)]
    if len(related) < 2:
        return related[0] if related else None
    spoken = page.spoken
    first, *others = ((_closeness(page.rows[i], spoken), i) for i in related)
    best = max(others)
    return best[1] if best[0] >= CLOSER * first[0] else first[1]


_SLOGAN = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,3} ?(?:[–—|:-]|\.{3}|…) ?[^\d«]{6,60}$")
"""« Mboa Quotidien – L’info au pluriel »: a name, and what may be its slogan."""
CLOSER = 2.0
"""How much closer to the article a later line must be than the first one, which may be the site's name and its slogan."""
_MOST_SPOKEN = 4


def _closeness(row: Row, spoken: Mapping[str, int]) -> float:
    """In how many paragraphs, `_MOST_SPOKEN` at most, a word of the row is spoken of on average."""
    return sum(min(spoken.get(stem, 0), _MOST_SPOKEN) for stem in row.stems) / max(1, len(row.stems))


def speaks_as_title(page: Page, position: int, hits: Hits) -> bool:
    """Whether a row of the head could be the title and speaks of the text, or stands right over a byline or stamp.

    A name without a label may stand between.
    """
    row = page.rows[position]
    if not could_be_title(row, hits):
        return False
    named = position + 1 < len(page.rows) and is_name(page.rows[position + 1].bare)
    return kin(row, page.matter) or signs(page, position + 1, hits) or named and signs(page, position + 2, hits)


def signs(page: Page, position: int, hits: Hits) -> bool:
    """Whether a row is a byline or a stamp: it stands under the title."""
    row = page.rows[position] if position < len(page.rows) else None
    return row is not None and any(hit.rule.family in ("by", "date") for hit in hits.get(row.index, ()))


def could_be_title(row: Row, taken: Container[int] = ()) -> bool:
    """By its shape alone. `taken`: indexes of rows that are furniture."""
    return row.index not in taken and row.title_like and len(row.words) >= LEAST_WORDS and not is_path(row)


def _slug_words(row: Row) -> set[str]:
    return {word[1:] for word in _SLUG.findall(row.folded)}
