"""What stands among furniture in the margins of a page: below the line where the article surely ended, and between its title
and its text. No content stands there, so less is asked of a line than elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from cleaners.furniture_kinship import OPENS_A_CLAUSE, heads_summary
from cleaners.furniture_navigation import title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.furniture_words import interface_words
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

BELOW = removal("margin.below", "among furniture below the end of the article")
BESIDE = removal("margin.beside", "between byline and stamp: the author's role, or a scrap of the page")
BIO = removal("by.bio", "a line about the author, after the article's end")
BLOCK = removal("margin.block", "part of an insert: furniture right over it and right under it, and not a word of the article")
RULES = (BELOW, BESIDE, BIO, BLOCK)

Hits = Mapping[int, Collection[Hit]]

_END = ("src", "init", "tag", "com", "copy", "disc", "mail")
_MIDDLE = ("nl", "app", "wa", "pay", "cook", "by", "date", "cnt", "nav")
_END_RULES = ("nav.previous-next", "soc.share", "soc.follow", "soc.counter", "soc.poll", "nl.donate", "by.about")
_FACTUAL = re.compile(r"\d ?(?:€|euros?|h\b|£|\$|%|km|m\b)|\b0\d(?:[ .]?\d\d){4}|: ?\d|\b(?:tel|tarif|entree|renseignements?|horaires?|adresse|rens|reservations?|admission|tickets?)\b")
_BIO = re.compile(r"(?:est|sont|is|was|has been|es|e|dirige|enseigne|travaille|vit|covers|writes|works|lives|teaches|reports)\b")


def below(page: Page, hits: Hits) -> Verdicts:
    """Short lines without a full stop after the end of the article: the lines that name its source, tags, comments,
    copyright, neighbours mark the end; what stands below the first of them is the page's.

    Left alone: sentences, prices, opening hours and addresses, lists that a colon introduces.
    """
    found: Verdicts = {}
    if not page.has_prose:
        return found
    tail = range(page.last_prose + 1, len(page.rows))
    inserts = [i for i in tail if _insert(page, i, hits)]
    starts = [i for i in inserts if _marks_end(page.rows[i], hits) or _insert(page, i + 1, hits)][:1] + inserts[1:2]
    if len(inserts) >= 2 and not _is_insert(page, inserts[0], hits):
        starts.append(inserts[0])
    starts = [i for i in starts if _sentences(page, i, hits) <= _STRAY]
    if not starts:
        return found
    end = min(starts)
    surely = next((i for i in inserts if _marks_end(page.rows[i], hits)), len(page.rows))
    matter = page.matter
    for i in range(end + 1, len(page.rows)):
        row = page.rows[i]
        if row.index in hits or i in page.listed or row.is_dialogue or row.starts_lower and len(row.words) > 2:
            continue
        if row.quoted or (i < surely and len(row.words) >= 4 and row.stems & matter):
            continue
        if row.is_sentence and len(row.words) > 1:
            if row.reports or sum(interface_words(row).values()) < 2:
                continue
        elif _FACTUAL.search(row.folded):
            continue
        found[i] = Verdict(BELOW.id, BELOW.why)
    return found


_STRAY = 3
"""Sentences below a line that may mark the end; with more, the article goes on: an interview, a live page."""


def _sentences(page: Page, position: int, hits: Hits) -> int:
    """Sentences below a line that nothing explains as furniture."""
    return sum(
        row.is_sentence and len(row.words) >= 2 and row.index not in hits and sum(interface_words(row).values()) < 2
        for row in page.rows[position + 1 :]
    )


def _insert(page: Page, position: int, hits: Hits) -> bool:
    """One of the things that stand inside articles too: two in a row stand below them."""
    row = page.rows[position] if position < len(page.rows) else None
    return row is not None and any(h.rule.family in (*_MIDDLE, *_END) for h in hits.get(row.index, ()))


def _marks_end(row: Row, hits: Hits) -> bool:
    return any(hit.rule.family in _END or hit.rule.id in _END_RULES for hit in hits.get(row.index, ()))


_CLOSES = ("tag", "com", "init")
_LEGAL = re.compile(r"droits reserves|rights reserved|derechos reservados|diritti riservati|direitos reservados|copyright|(?:©|\(c\)) ?.{0,40}\d{4}|\d{4} ?(?:©|\(c\))")


def closing(page: Page, hits: Hits) -> Verdicts:
    """What stands below the tags, the comments or the copyright, sentences too, when none of it speaks of the article."""
    half = sum(len(row.text) for row in page.rows) // 2
    above = 0
    for i, row in enumerate(page.rows):
        above += len(row.text)
        if above < half or not _closes(row, hits):
            continue
        if not _goes_on_as_page(page, i, hits):
            return {}
        matter = {stem for r in page.rows[:i] if r.is_prose for stem in r.stems}
        below = [j for j in range(i + 1, len(page.rows)) if page.rows[j].index not in hits]
        named = {word for r in page.rows[:i] if r.is_prose for word in _names(r)}
        if any(_speaks_of_it(page.rows[j], matter) or _tells_on(page.rows[j], named) for j in below) or sum(len(page.rows[j].text) for j in below) > 0.6 * above:
            return {}
        return {j: Verdict(BELOW.id, BELOW.why) for j in below if not page.rows[j].quoted and not page.rows[j].is_dialogue}
    return {}


def _goes_on_as_page(page: Page, position: int, hits: Hits) -> bool:
    """Whether anything else below a row is furniture, or none of it a paragraph: « Next » above the last one is an intertitle."""
    below = page.rows[position + 1 :]
    index = page.rows[position].index
    return not any(row.is_prose for row in below) or any(row.index in hits for row in below) or any(gone > index for gone in page.gone)


def _closes(row: Row, hits: Hits) -> bool:
    return any(
        hit.rule.family in _CLOSES or hit.rule.id == "nav.previous-next" or (hit.rule.family == "copy" and _LEGAL.search(row.folded))
        for hit in hits.get(row.index, ())
    )


def _speaks_of_it(row: Row, matter: Collection[str]) -> bool:
    own = row.stems
    shared = len(own & set(matter))
    return shared > max(0, len(own) // 6) or row.reports or row.quoted or row.is_practical or len(row.text) > 700


def _tells_on(row: Row, named: AbstractSet[str]) -> bool:
    """Whether a row is a paragraph of some length about somebody or something that the article named, and asks its reader for nothing."""
    return row.is_prose and len(row.text) >= _LONG and not _READER.search(row.folded) and not named.isdisjoint(_names(row))


_LONG = 160
"""Code points of a paragraph that no notice in a page's margin has without speaking to the reader."""


def _names(row: Row) -> set[str]:
    """Words of four letters or more that begin with a capital inside a row."""
    return {word for word in row.words[1:] if len(word) >= 4 and word[0].isupper()}


def beside(page: Page, hits: Hits, named: Collection[int]) -> Verdicts:
    """A line of one to five words between the title and the text, with a stamp, a byline or a button next to it.

    Left alone: standfirsts, bullets, the headings of an editorial summary.
    """
    found: Verdicts = {}
    title = title_position(page, hits)
    if title is None:
        return found
    gone = {i for i in range(page.first_prose) if page.rows[i].index in hits} | set(named)
    for _ in range(3):
        for i in range(title + 1, page.first_prose):
            row = page.rows[i]
            if i in gone or len(row.words) > 5 or len(row.text) > 45 or row.is_sentence or row.ends == ":" or row.text[:1] in "•-–—«“\"":
                continue
            if heads_summary(row) or _FACTUAL.search(row.folded) or i in page.listed:
                continue
            over, under = page.beside_furniture(i, {page.rows[j].index for j in gone})
            near = (over and i - 1 != title) + under
            if near == 2 or (near == 1 and len(row.words) <= 2):
                found[i] = Verdict(BESIDE.id, BESIDE.why)
        gone |= set(found)
    return found


_INSERTS = ("nl", "app", "wa", "pay", "cook")


def blocks(page: Page, hits: Hits) -> Verdicts:
    """The heading of a newsletter's box, or a line inside one, between paragraphs."""
    found: Verdicts = {}
    if not page.has_prose:
        return found
    matter = page.matter
    for i, row in enumerate(page.rows):
        if row.index in hits or row.is_dialogue or i in page.listed or page.zone(i) == "head":
            continue
        if _pitch(page, i, hits) and not row.stems & matter:
            found[i] = Verdict(BLOCK.id, BLOCK.why)
            continue
        if len(row.words) > 5 or row.ends:
            continue
        if row.folded_words[:1] and row.folded_words[0] in OPENS_A_CLAUSE and len(row.words) > 3:
            continue
        under, over = _is_insert(page, i + 1, hits), _is_insert(page, i - 1, hits)
        if not row.stems & matter and (under and (over or _is_insert(page, i + 2, hits))):
            found[i] = Verdict(BLOCK.id, BLOCK.why)
    return found


def _pitch(page: Page, position: int, hits: Hits) -> bool:
    """A sentence to the reader right above or below an invitation, in the words of one."""
    row = page.rows[position]
    if not (_is_insert(page, position - 1, hits) or _is_insert(page, position + 1, hits)):
        return False
    if not 4 <= len(row.words) <= 45 or row.quoted or row.reports:
        return False
    return bool(_READER.search(row.folded)) and sum(interface_words(row).values()) >= 1


_READER = re.compile(r"\b(?:vous|votre|vos|notre|nos|nous|you|your|our|us|we|tu|su|sus|nuestr[oa]s?|tuo|tua|nostr[oai]|seu|sua|nosso|nossa)\b|ez-vous\b")


def _is_insert(page: Page, position: int, hits: Hits) -> bool:
    if not 0 <= position < len(page.rows):
        return False
    return any(hit.rule.family in _INSERTS for hit in hits.get(page.rows[position].index, ()))


def biographies(page: Page, authors: Collection[str], hits: Hits) -> Verdicts:
    """« X est l’auteure de … » after the article's end, or beside the byline in the head, when X signs the page."""
    found: Verdicts = {}
    for i in (*range(min(20, page.first_prose + 1, len(page.rows))), *range(max(page.first_prose + 1, len(page.rows) - 20), len(page.rows))):
        row = page.rows[i]
        if i <= page.first_prose and not any(page.beside_furniture(i, hits)):
            continue
        for author in authors:
            name = author.casefold()
            if row.text.casefold().startswith(name) and len(name) + 12 < len(row.text) < 420:
                rest = row.folded[len(name) :].strip(" ,")
                if _BIO.match(rest) and not row.reports:
                    found[i] = Verdict(BIO.id, BIO.why)
    return found
