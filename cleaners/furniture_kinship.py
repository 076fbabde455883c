"""Lines in the margins that share no word with the article.

A title, a standfirst and an intertitle speak of what the article speaks of; a button, a section's name, a slogan of the
newsletter does not. So kinship with the paragraphs, counted in stems of the words that carry matter, tells the title from
what stands above it, and content from furniture beside it and below the end. Only on a page on which furniture was found
already: on a clean page nothing is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.furniture_evidence import is_name
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page

ABOVE = removal("kin.above-title", "above the title, and no sentence")
STRANGER = removal("kin.stranger", "in the margin of the article, and not a word of it")
RULES = (ABOVE, STRANGER)

LONGEST = 5
"""Words of a line that may be judged a stranger; a longer one needs better reasons to go."""

_PATH = re.compile(r"[|›❯»>/·•] ?\w")
OPENS_A_CLAUSE = frozenset(
    "le la les l un une des ce cet cette ces il elle ils elles on nous je son sa ses leur leurs aucun chaque deux trois "
    "the a an this that these those it he she they we i his her its their no every two three "
    "el los las una unos se su il lo gli i uno chi o os as um uma".split()
)
_SUMMARY_HEADS = frozenset(
    "l'essentiel|essentiel|en bref|resume|en resume|a retenir|les faits|points cles|key points|at a glance|in brief|summary|the facts|le contexte|contexte|"
    "repere|reperes|chronologie|bilan|verdict|lexique|resultats|classement|results|timeline|en chiffres|les chiffres".split("|")
)
"""Headings of the boxes that editors write: they share no word with the article, and are its own."""
_COUNT = re.compile(r"^[^:]{2,60} ?: ?\d[\d .,%€$-]*$")
"""A line of results: « Blancs : 88 »."""
_LEAST_TITLE = 4  # words
_LEAST_KINSHIP = 2  # stems that a title shares with the article

Hits = Mapping[int, Collection[Hit]]


def strangers(page: Page, hits: Hits) -> Verdicts:
    """What stands above the title, and short lines beside and below the article that are no kin of it.

    Left alone: sentences (with their full stop or without), quotations, lists, names, and every line of a page without other furniture.
    """
    if len(page.prose) < 2 or not hits:
        return {}
    matter = page.matter
    title = _title(page, hits, matter)
    found: Verdicts = {}
    for i in range(title or 0):
        row = page.rows[i]
        if row.index not in hits and not row.is_sentence and (len(row.words) < _LEAST_TITLE or _PATH.search(row.text)):
            found[i] = Verdict(ABOVE.id, ABOVE.why)
    below_title = range(title + 1, page.first_prose) if title is not None else ()
    tail = range(page.last_prose + 1, len(page.rows))
    furnished = any(page.rows[i].index in hits for i in tail)
    for i in (*below_title, *(tail if furnished else ())):
        if page.rows[i].index not in hits and _is_stranger(page, i, matter):
            found[i] = Verdict(STRANGER.id, STRANGER.why)
    return found


def _title(page: Page, hits: Hits, matter: frozenset[str]) -> int | None:
    """The first line of the head that could be a title and is kin to the article."""
    for i in range(min(page.first_prose, len(page.rows))):
        row = page.rows[i]
        if row.index in hits or not row.title_like or len(row.words) < _LEAST_TITLE:
            continue
        own = row.stems
        if len(own & matter) >= _LEAST_KINSHIP and len(own & matter) * 3 >= len(own):
            return i
    return None


def _is_stranger(page: Page, position: int, matter: frozenset[str]) -> bool:
    row = page.rows[position]
    if row.is_sentence or row.quoted or row.is_dialogue or row.starts_lower or position in page.listed:
        return False
    if len(row.words) > LONGEST or row.ends in (":", ",", ";") or row.text[:1] in "•-–—*" or row.digits > 6:
        return False
    if is_name(row.bare) or (len(row.words) >= 3 and row.folded_words[0] in OPENS_A_CLAUSE):
        return False
    if row.folded_words and " ".join(row.folded_words) in _SUMMARY_HEADS or _COUNT.search(row.folded):
        return False
    own = row.stems
    return bool(own) and not own & matter
