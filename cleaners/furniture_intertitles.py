"""Intertitles that read like labels: « À lire aussi bien assis que debout », “Sign of the times”, « 20 h 44 » above what happened then.

A label is made of a page's words and stands above headlines; an intertitle says something of its own and stands above a
paragraph of its article.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from cleaners.furniture_words import makeup
from cleaners.rulebook_matching import Hit
from cleaners.zones import STEM, Page, Row

LONGEST = 9
"""Words of an intertitle."""

MANY = 6
"""Paragraphs of an article that is not a mere note."""

Hits = Mapping[int, Collection[Hit]]

_MARK = re.compile(r"[:|›>»►▶→➜➤➡⇒☛👉/·•]|\.\.\.|…|\d ?%|[€$£@#]")
_READER = re.compile(r"\b(?:vous|votre|vos|nous|notre|nos|you|your|our|we|us|su|sus|nuestr[oa]s?|nostr[oai]|voce|noss[oa]s?|i|je|my|mon|ma|mes)\b|ez\b|-(?:vous|nous|le|la|les)\b")
_STAMPS = ("date.stamp", "live.stamp", "date.relative")
_OF_LIVE_PAGES = ("live", "soc", "com", "nl", "post", "ui", "nav")
_CLOCK = re.compile(r"(?:a |at )?(\d{1,2}) ?(?:h|:|\.(?=\d)|heures?) ?(\d{2})?(?![\d.]*\d)")
_OF_A_SITE = re.compile(r"\b(?:articles?|dossiers?|pages?|editions?|suite|sites?|videos?|podcasts?|infos?|actu\w*|news|stor(?:y|ies)|noticias?|notas?|p\.|ici|here|hoy|web|rubriques?|categor\w+|section|sujets?|themes?|series?|semaine|week|jour|mois|today|month|moment|annonces?|publicite|lecture|reading|advert\w*|blogs?|jeux|emissions?|unes?|journal|numero|newsletters?|tweets?|facebook|twitter|whatsapp|instagram|youtube|telegram)\b")


def is_intertitle(page: Page, position: int, hits: Hits) -> bool:
    """Whether a row that answers to a rule is an intertitle: a few words between two paragraphs, among them one that no page
    has on a label; and that one is the article's, or the article is bare of furniture."""
    row = page.rows[position]
    before, after = page.before(position), page.after(position)
    if page.zone(position) != "body" or not (before and after and after.is_prose and (before.is_prose or before.is_sentence)):
        return False
    if not 3 <= len(row.words) <= LONGEST or row.ends in (":", ".", "…") or row.is_capitals or not row.text[:1].isupper():
        return False
    if before.index in hits or after.index in hits or _MARK.search(row.folded) or _READER.search(row.folded):
        return False
    made = makeup(row)
    own = {word[:STEM] for word in made.words if word not in made.known and len(word) >= 4 and not _OF_A_SITE.fullmatch(word)}
    return bool(own & page.matter) or bool(own) and is_bare(page, hits) and not _OF_A_SITE.search(row.folded)


def is_bare(page: Page, hits: Hits) -> bool:
    """Whether an article of some length has no furniture but lines between its paragraphs: more likely it has none."""
    taken = [i for i, row in enumerate(page.rows) if row.index in hits]
    return not page.gone and len(page.prose) >= MANY > 2 * len(taken) and all(page.zone(i) == "body" for i in taken)


def heads_paragraph(page: Page, position: int, hits: Hits) -> bool:
    """Whether a row that reads like a label is the heading of a paragraph, on a page without furniture in its margins: it
    stands between two paragraphs, far from other such lines, and the article speaks of it. Several of them in turn:
    `furniture_series`."""
    if page.gone or len(page.prose) < MANY or not _stands_alone(page, position, hits):
        return False
    row, taken = page.rows[position], [i for i, row in enumerate(page.rows) if row.index in hits]
    if row.is_capitals or any(page.zone(i) != "body" for i in taken):
        return False
    return 2 * len(row.stems & page.matter) >= max(1, len(row.stems))


def _stands_alone(page: Page, position: int, hits: Hits) -> bool:
    before, after = page.before(position), page.after(position)
    if page.zone(position) != "body" or len(page.rows[position].words) > LONGEST or before is None or after is None:
        return False
    return before.is_sentence and after.is_prose and before.index not in hits and after.index not in hits


def is_clause(row: Row) -> bool:
    """Whether the words after a label go on with it, so that it is none: nothing marks them off, no headline begins there."""
    mark = _MARK.search(row.folded[:60])
    if mark is None:
        return not any(c.isupper() or c.isdigit() for c in row.text[1:]) and not _OF_A_SITE.search(row.folded) and not row.is_capitals
    return bool(_ADVERB.match(row.folded)) and row.text[mark.end() :].lstrip()[:1].islower()


_ADVERB = re.compile(r"(?:also|plus|more|aussi|ademas|tambien|anche|inoltre|tambem) ?:")


def is_chronology(page: Page, position: int, hits: Hits) -> bool:
    """Dates and times as intertitles: three or more of them, each above a paragraph. A live page has them too, but with the
    notices of one, and the last one first."""
    stamps = [i for i, row in enumerate(page.rows) if any(h.rule.id in _STAMPS for h in hits.get(row.index, ()))]
    above = [i for i in stamps if i + 1 < len(page.rows) and len(page.rows[i + 1].text) >= 60]
    if len(above) < 3 or position not in above and not (position in stamps and position + 1 < len(page.rows) and page.rows[position + 1].is_sentence):
        return False
    texts = [page.rows[i].folded for i in above]
    if not any(_CLOCK.match(text) for text in texts):
        return True
    return not _is_live(page, hits) and _ascends([m for text in texts if (m := _CLOCK.search(text))])


def _is_live(page: Page, hits: Hits) -> bool:
    """Whether anything but stamps says that the page is a live one, or has buttons between its entries."""
    return any(hit.rule.id not in _STAMPS and hit.rule.family in _OF_LIVE_PAGES for found in hits.values() for hit in found) or any(_LIVE.search(row.folded) for row in page.rows[:4])


_LIVE = re.compile(r"\b(?:en direct|live|minuto a minuto|ao vivo|diretta|suivez|follow)\b")


def _ascends(clocks: Sequence[re.Match[str]]) -> bool:
    """Whether times follow one another, past midnight once at most."""
    times = [60 * int(m[1]) + int(m[2] or 0) for m in clocks]
    return len(times) >= 3 and sum(b < a for a, b in pairwise(times)) <= 1 and times != sorted(times, reverse=True)


def is_quotation(row: Row) -> bool:
    """Whether quotation marks hold the whole of a row: what somebody says in the paragraph under it, more likely than a headline."""
    return row.text[:1] in "«“" and row.text[-1:] in "»”"
