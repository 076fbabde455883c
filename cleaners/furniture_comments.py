"""The comments of readers below the article, after the heading of their section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import LONG_PROSE, Page, Row

COMMENT = removal("com.comment", "a reader's comment, below the heading of the comments")
RULES = (COMMENT,)

LIVE = 2
"""Stamps above a heading that make the page a live one, each entry with its own link to the comments."""
NEAR = 6
"""Lines below a heading within which a paragraph goes on with the article; other furniture may stand between."""
KIN = 3
"""Words of matter that a paragraph of the article shares with the others."""

_AUTHOR = re.compile(
    r"^(?:@?[\w.'’-]{2,25}(?: [\w.'’-]{1,20}){0,2}) ?(?::|(?:a dit|says?|dit|wrote|a ecrit|dice|ha scritto|said)\b ?:?|[·•|,-] ?(?:il y a|\d|le |on |hier|hace|ha ))"
)
_STAMP = re.compile(
    r"(?:il y a \d+|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?|heures?|jours?|semaines?|mois|ans?|h|j|d|min) (?:ago)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2} \w{3,10}\.? \d{4}|\w{3,10} \d{1,2}, \d{4}|\d{1,2}[h:]\d\d|hier a)"
)
_NICK = re.compile(r"^@?[\w.'-]{2,24}\d{0,4}$")


def comments(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """Everything from the heading of the comments to the end, if what follows looks like comments.

    A heading that counts comments may also be a link at the top of the page: then prose follows and nothing goes.
    """
    found: Verdicts = {}
    stamped, spoken = 0, page.spoken
    for i, row in enumerate(page.rows):
        stamped += any(hit.rule.family == "live" for hit in hits.get(row.index, ()))
        if any(hit.rule.id in ("com.section", "com.terms", "com.moderation") for hit in hits.get(row.index, ())):
            if stamped >= LIVE or _goes_on(page, i, hits, spoken):
                continue  # the next entry of a live page, or of the article
            if page.has_prose and i > page.last_prose and row.index in hits and i + 1 < len(page.rows):
                rest = (j for j in range(i + 1, len(page.rows)) if not hits.get(page.rows[j].index))
                return {**found, **{j: Verdict(COMMENT.id, COMMENT.why) for j in rest}}
            if _is_section(page, i, hits):
                found.update({j: Verdict(COMMENT.id, COMMENT.why) for j in _section(page, i, hits)})
    return found


def _goes_on(page: Page, position: int, hits: Mapping[int, Collection[Hit]], spoken: Counter[str]) -> bool:
    """Whether the article goes on below a heading of comments: with a paragraph that nobody signs and that speaks of its
    matter. `spoken`: how many paragraphs hold each stem."""
    for row in page.rows[position + 1 : position + 1 + NEAR]:
        if len(row.text) >= LONG_PROSE:
            itself = row.is_prose and row.index not in page.doubtful
            return not _sign(row, {}) and sum(spoken[stem] > itself for stem in row.stems) >= KIN
        if row.index not in hits:
            return False
    return False


def _section(page: Page, position: int, hits: Mapping[int, Collection[Hit]]) -> Iterator[int]:
    """The comments below a heading: lines that sign themselves, and the one or two that follow a line with only a name or a
    time. Any other paragraph ends the section."""
    room = 0
    for i in range(position + 1, len(page.rows)):
        row = page.rows[i]
        if hits.get(row.index):
            room = max(room, 1) if _sign(row, hits) else room
            continue
        sign = _sign(row, hits)
        if not sign and not room:
            return
        room = (2 if len(row.text) < 60 and sign == 1 else 0) if sign else room - 1
        yield i


def _is_section(page: Page, position: int, hits: Mapping[int, Collection[Hit]]) -> bool:
    below = page.rows[position + 1 :]
    if not below or position < 0.3 * len(page.rows):
        return False
    if sum(len(r.text) for r in below) > 0.6 * sum(len(r.text) for r in page.rows):
        return False
    signs = sum(_sign(row, hits) for row in below)
    unknown = [row for row in below if not hits.get(row.index)]
    return bool(unknown) and signs >= 1 and signs >= 0.25 * len(unknown)


def _sign(row: Row, hits: Mapping[int, Collection[Hit]]) -> int:
    if any(hit.rule.family in ("com", "soc", "date", "live") for hit in hits.get(row.index, ())):
        return 1
    if len(row.text) < 60 and (_STAMP.search(row.folded) or _NICK.match(row.folded)):
        return 1
    return 2 if _AUTHOR.match(row.folded[:80]) and not row.folded[:4].isdigit() else 0
