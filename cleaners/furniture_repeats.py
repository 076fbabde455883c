"""What a page prints twice: its title, its standfirst, its captions; and what a site prints on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container
from functools import lru_cache

from cleaners.furniture_titles import holds_title_below
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.zones import Page, Row

TITLE = removal("dup.title", "the title again")
LINE = removal("dup.line", "the same line again")
CAPTION = removal("cap.twice", "a caption printed twice")
SITE = removal("site.line", "a line that stands on many pages of this site")
RULES = (TITLE, LINE, CAPTION, SITE)

SITE_PAGES = 3
"""On so many other pages of a site, a line is the site's and not the article's."""

_NOT_A_WORD = re.compile(r"[\W_]+")
_SITE_SUFFIX = re.compile(r"\s+(?:[|•·–—-]|::|»)\s+[^|]{2,40}$")


def key(row: Row) -> str:
    """What two copies of a line have in common: their words."""
    return _words_of(row.folded[:2000])


@lru_cache(maxsize=1024)
def _words_of(folded: str) -> str:
    return _NOT_A_WORD.sub(" ", folded).strip()


def repeats(page: Page, hits: Container[int] = ()) -> Verdicts:
    """Second copies of titles, standfirsts, captions and paragraphs. `hits`: indexes of rows that rules take.

    Left alone: refrains and verse (short lines in a page without prose), answers and intertitles of a few words, a list's
    items, an intertitle that a later sentence repeats.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(page.rows):
        if len(row.text) >= 12:
            places[key(row)].append(i)
    found: Verdicts = {}
    for same in places.values():
        if len(same) > 1:
            found.update(_copies(page, same, hits))
    found.update(_title_variants(page, found))
    found.update(_labelled_copies(page, found))
    return found


def _labelled_copies(page: Page, found: Verdicts) -> Verdicts:
    """« Accueil Culture Le musée rouvre » beside « Le musée rouvre »: the title behind the names of its sections."""
    keys = [(i, key(page.rows[i])) for i in range(min(page.first_prose, 12, len(page.rows))) if i not in found]
    titles = [(i, k) for i, k in keys if len(k) >= 20 and page.rows[i].title_like]
    return {
        i: Verdict(TITLE.id, TITLE.why)
        for i, k in keys
        if any(i != t and (k.endswith(" " + title) or _goes_on_as_stamp(page.rows[i], page.rows[t])) and len(k) - len(title) <= 80 for t, title in titles)
        or holds_title_below(page, i)
    }


def _goes_on_as_stamp(row: Row, title: Row) -> bool:
    """« Le musée rouvre / Le 12h30 / 2 min. / le 8 avril »: the title again, with its programme, its length, its day."""
    rest = row.text[len(title.text) :]
    return row.folded.startswith(title.folded) and rest.lstrip()[:1] in tuple("/|·•–—-") and rest[:1].isspace() and any(c.isdigit() for c in rest)


def _copies(page: Page, same: list[int], hits: Container[int]) -> Verdicts:
    first = page.rows[same[0]]
    if same[0] == 0 and first.title_like:
        return {i: Verdict(TITLE.id, TITLE.why) for i in same[1:]}
    if not page.has_prose or len(first.text) < 30:
        near_head = page.zone(same[0]) == "head" and page.zone(same[1]) == "head" and len(first.text) >= 20
        return {i: Verdict(LINE.id, LINE.why) for i in same[1:]} if near_head and page.has_prose else {}
    in_a_row = same[1] == same[0] + 1
    inside = any(i < same[0] and page.rows[i].index not in hits for i in page.prose)
    if in_a_row and inside and page.zone(same[0]) == "body" and not first.is_sentence and not first.is_prose and len(first.text) >= 40:
        return {i: Verdict(CAPTION.id, CAPTION.why) for i in same}
    if not in_a_row and first.is_sentence and not page.gone:
        return {}
    if in_a_row or page.zone(same[0]) == "head" or same[0] <= page.first_prose + 1:
        return {i: Verdict(LINE.id, LINE.why) for i in same[1:] if i <= same[0] + 6 or page.zone(i) == "tail"}
    return {}


def _title_variants(page: Page, found: Verdicts) -> Verdicts:
    """Copies of the title in the head that carry the site's name, or are cut."""
    if not page.rows or not page.rows[0].title_like:
        return {}
    title = key(page.rows[0])
    variants: Verdicts = {}
    for i in range(1, min(page.first_prose, 12, len(page.rows))):
        row = page.rows[i]
        if i in found or len(row.text) < 20:
            continue
        stem = _NOT_A_WORD.sub(" ", _SITE_SUFFIX.sub("", row.text).lower()).strip()
        cut = row.text.rstrip().endswith(("…", "...")) and title.startswith(key(row)) and len(key(row)) > 20
        if key(row) == title or _NOT_A_WORD.sub(" ", row.folded[: len(stem) + 20]).strip().startswith(title) and _SITE_SUFFIX.search(row.text) or cut:
            variants[i] = Verdict(TITLE.id, TITLE.why)
    return variants


def site_lines(page: Page) -> Verdicts:
    """Lines that stand on many pages of the same site."""
    counts = page.context.line_counts
    if not counts:
        return {}
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        seen = counts.get(row.folded.strip(), 0)
        if seen >= SITE_PAGES and (len(row.text) < 400 or seen >= 3 * SITE_PAGES):
            found[i] = Verdict(SITE.id, f"{SITE.why} ({seen})")
    return found
