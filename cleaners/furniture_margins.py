"""What stands among furniture in the margins of a page: below the line where the article surely ended, above its title, and
between its byline and its stamp. No content stands there, so less is asked of a line than elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.furniture_evidence import interface_words
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

BELOW = removal("margin.below", "among furniture below the end of the article")
ABOVE = removal("margin.above", "above the title, among the strings of the page")
BESIDE = removal("margin.beside", "between byline and stamp: the author's role, or a scrap of the page")
BIO = removal("by.bio", "a line about the author, after the article's end")
RULES = (BELOW, ABOVE, BESIDE, BIO)

Hits = Mapping[int, Collection[Hit]]

_END = ("src", "init", "tag", "com", "copy", "disc", "mail")
_END_RULES = ("nav.previous-next", "soc.share", "soc.follow", "soc.counter", "soc.poll", "nl.donate", "by.about")
_STRINGS = ("nav", "ui", "cook", "ad", "feed", "app", "nl", "wa")
_STAMPS = ("by", "date", "cnt", "soc", "src")
_FACTUAL = re.compile(r"\d ?(?:€|euros?|h\b|£|\$|%|km|m\b)|\b0\d(?:[ .]?\d\d){4}|: ?\d|\b(?:tel|tarif|entree|renseignements?|horaires?|adresse|rens|infos?|contact|reservations?|admission|tickets?)\b")
_BIO = re.compile(r"(?:est|sont|is|was|has been|es|e|dirige|enseigne|travaille|vit|covers|writes|works|lives|teaches|reports)\b")


def below(page: Page, hits: Hits) -> Verdicts:
    """Short lines without a full stop after the end of the article: the lines that name its source, tags, comments,
    copyright, neighbours mark the end; what stands below the first of them is the page's.

    Left alone: sentences, prices, opening hours and addresses, lists that a colon introduces.
    """
    found: Verdicts = {}
    if not page.has_prose:
        return found
    end = next((i for i in range(page.last_prose + 1, len(page.rows)) if _marks_end(page.rows[i], hits)), None)
    if end is None:
        return found
    for i in range(end + 1, len(page.rows)):
        row = page.rows[i]
        if row.index in hits or i in page.listed or row.is_dialogue or row.starts_lower and len(row.words) > 2:
            continue
        if row.is_sentence and len(row.words) > 3:
            if row.reports or row.quoted or sum(interface_words(row).values()) < 2:
                continue
        elif _FACTUAL.search(row.folded):
            continue
        found[i] = Verdict(BELOW.id, BELOW.why)
    return found


def _marks_end(row: Row, hits: Hits) -> bool:
    return any(hit.rule.family in _END or hit.rule.id in _END_RULES for hit in hits.get(row.index, ()))


def above(page: Page, hits: Hits) -> Verdicts:
    """Short strings of the page over its title: menu entries and players come between them and a line that is longer."""
    found: Verdicts = {}
    if not page.has_prose:
        return found
    for i in range(page.first_prose):
        row = page.rows[i]
        if row.index in hits:
            continue
        j = i + 1
        families: set[str] = set()
        while j < page.first_prose and page.rows[j].index in hits:
            families |= {hit.rule.family for hit in hits[page.rows[j].index]}
            j += 1
        if j == i + 1 or j >= page.first_prose or not families & set(_STRINGS) or families & {"by", "date"}:
            break
        title = page.rows[j]
        if len(row.words) <= 5 and title.title_like and len(title.words) >= 4 and len(title.text) > len(row.text):
            found[i] = Verdict(ABOVE.id, ABOVE.why)
            continue
        break
    return found


def beside(page: Page, hits: Hits, named: Collection[int]) -> Verdicts:
    """A line of one to four words between the title and the text, right under the byline and with furniture below it."""
    found: Verdicts = {}
    for i in range(1, min(page.first_prose, len(page.rows) - 1)):
        row = page.rows[i]
        if row.index in hits or i in named or len(row.words) > 4 or row.is_sentence or ":" in row.text or row.text[:1] in "•-–—":
            continue
        over = page.rows[i - 1]
        under = page.rows[i + 1]
        byline = i - 1 in named or any(h.rule.family in ("by", "date") for h in hits.get(over.index, ()))
        stamped = i + 1 in named or any(h.rule.family in _STAMPS for h in hits.get(under.index, ()))
        if byline and stamped:
            found[i] = Verdict(BESIDE.id, BESIDE.why)
    return found


def biographies(page: Page, authors: Collection[str]) -> Verdicts:
    """« X est l’auteure de … » after the article's end, when X signs the page."""
    found: Verdicts = {}
    for i in range(max(0, len(page.rows) - 8), len(page.rows)):
        row = page.rows[i]
        for author in authors:
            name = author.casefold()
            if row.text.casefold().startswith(name) and len(row.text) > len(name) + 12 and len(row.text) < 420 and i > page.first_prose:
                rest = row.folded[len(name) :].strip(" ,")
                if _BIO.match(rest) and not row.reports:
                    found[i] = Verdict(BIO.id, BIO.why)
    return found
