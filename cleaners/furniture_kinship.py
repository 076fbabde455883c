"""Lines in the margins that share no word with the article.

A title, a standfirst and an intertitle speak of what the article speaks of; a button, a section's name, a slogan of the
newsletter does not. So kinship with the paragraphs, counted in stems of the words that carry matter, tells the title from
what stands above it, and content from furniture beside it and below the end. Only on a page on which furniture was found
already: on a clean page nothing is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.furniture_names import is_name
from cleaners.furniture_repeats import key
from cleaners.furniture_titles import LEAST_WORDS, is_path, signs, title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

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
    "l'essentiel|essentiel|l'essentiel essentiel|en bref|l'info en bref|en deux mots|resume|le resume|en resume|a retenir|ce qu'il faut retenir|"
    "ce qu'il faut savoir|ce que l'on sait|ce qu'on sait|les points cles|points cles|les faits|le contexte|contexte|repere|reperes|chronologie|bilan|verdict|"
    "lexique|resultats|classement|en chiffres|les chiffres|key points|key facts|key takeaways|takeaways|the latest|what we know|what we know so far|what you need to know|"
    "what to know|at a glance|in brief|summary|the facts|results|timeline|en resumen|en claves|las claves|claves|lo esencial|in sintesi|in breve|i fatti|em resumo|o essencial".split("|")
)
"""Headings of the boxes that editors write: they share no word with the article, and are its own."""


def heads_summary(row: Row) -> bool:
    """Whether a row is the heading of a box that the editors write."""
    return row.core.strip(" :.") in _SUMMARY_HEADS
_COUNT = re.compile(r"^[^:]{2,60} ?: ?\d[\d .,%€$-]*$")
"""A line of results: « Blancs : 88 »."""

_SLIGHT = ("date", "cnt", "by", "src", "init")
"""Families of lines that stand under articles without other furniture: a date, a signature."""

Hits = Mapping[int, Collection[Hit]]


def strangers(page: Page, hits: Hits) -> Verdicts:
    """What stands above the title, and short lines beside and below the article that are no kin of it.

    Left alone: sentences (with their full stop or without), quotations, lists, names, and every line of a page without other furniture.
    """
    if len(page.prose) < 2 or not hits:
        return {}
    matter = page.matter
    title = title_position(page, hits)
    found: Verdicts = {i: Verdict(ABOVE.id, ABOVE.why) for i in range(title or 0) if _is_above(page, i, hits, matter)}
    below_title = range(title + 1, page.first_prose) if title is not None else ()
    tail = range(page.last_prose + 1, len(page.rows))
    furnished = any(hit.rule.family not in _SLIGHT for i in tail for hit in hits.get(page.rows[i].index, ()))
    for i in (*below_title, *(tail if furnished else ())):
        if page.rows[i].index not in hits and _is_stranger(page, i, matter):
            found[i] = Verdict(STRANGER.id, STRANGER.why)
    return found


def _is_above(page: Page, position: int, hits: Hits, matter: frozenset[str]) -> bool:
    """Whether a line above the title is none of the article's: a few words, a path, a slogan; or it is no kin of the text and
    the page prints it again, sets it among furniture, or sets another such line beside it."""
    row = page.rows[position]
    if row.index in hits or row.is_sentence and not row.title_like:
        return False
    if len(row.words) < LEAST_WORDS or _PATH.search(row.text) or is_path(row):
        return True
    if row.stems & matter or not row.title_like or page.gone or signs(page, position + 1, hits):
        return False
    over, under = page.beside_furniture(position, hits)
    again = any(key(other) == key(row) for other in page.rows[position + 1 :])
    company = any(
        0 <= j < len(page.rows) and page.rows[j].index not in hits and page.rows[j].title_like and not page.rows[j].stems & matter
        for j in (position - 1, position + 1)
    )
    return again or over and (under or company) or under and company


def _is_stranger(page: Page, position: int, matter: frozenset[str]) -> bool:
    row = page.rows[position]
    if row.is_sentence or row.quoted or row.is_dialogue or row.starts_lower or position in page.listed:
        return False
    if len(row.words) > LONGEST or row.ends in (":", ",", ";") or row.text[:1] in "•-–—*" or row.digits > 6:
        return False
    if is_name(row.bare) or (len(row.words) >= 3 and row.folded_words[0] in OPENS_A_CLAUSE):
        return False
    if heads_summary(row) or _COUNT.search(row.folded):
        return False
    own = row.stems
    return bool(own) and not own & matter
