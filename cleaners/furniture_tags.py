"""Tags without a label: lines of hashtags, and short lines after the article's end that name its subjects."""

from __future__ import annotations

import re

from cleaners.edits import Fact
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.zones import Page, Row

HASHTAGS = removal("tag.hashtags", "a line of hashtags")
TERMS = removal("tag.terms", "a list of the article's subjects")
RULES = (HASHTAGS, TERMS)

_HASHTAG = re.compile(r"#[\w’'-]+")
_SEPARATED = re.compile(r"^[^.!?:;]{2,40}(?: ?[·•|] ?[^.!?:;·•|]{2,40}){1,12}$")


def hashtag_lines(page: Page) -> Verdicts:
    """Lines made of hashtags. A list with commas or a full stop, and a hashtag in a sentence, are the article's."""
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        tags = _HASHTAG.findall(row.text) if "#" in row.text[:3] else []
        if not tags or row.ends in (".", "!", "?", ":") and row.ends or "," in row.text and len(tags) < 4:
            continue
        if sum(map(len, tags)) < 0.75 * len("".join(row.text.split())) or (len(tags) == 1 and page.zone(i) == "body" and page.has_prose):
            continue
        found[i] = Verdict(HASHTAGS.id, HASHTAGS.why, _facts(row, tags))
    return found


def _facts(row: Row, tags: list[str]) -> tuple[Fact, ...]:
    """A slug exploded word by word is a hint to the title; real tags are keywords."""
    words = [tag[1:] for tag in tags]
    if len(words) >= 5 and sum(w[:1].islower() for w in words) >= 3:
        return (Fact("title_hint", " ".join(words), row.start, row.end, HASHTAGS.id, 0.3),)
    return tuple(Fact("keywords", word, row.start, row.end, HASHTAGS.id) for word in words)


def term_lines(page: Page) -> Verdicts:
    """« Gard · Alès · Incendie » and one-word lines in the tail whose words the article uses."""
    if not page.has_prose:
        return {}
    found: Verdicts = {}
    for i in range(page.last_prose + 1, len(page.rows)):
        row = page.rows[i]
        if i in page.listed or len(row.text) > 160:
            continue
        if _SEPARATED.match(row.text):
            terms = [t.strip() for t in re.split(r"[·•|]", row.text)]
            if len(terms) >= 2 and all(1 <= len(t.split()) <= 5 for t in terms):
                facts = tuple(Fact("keywords", t, row.start, row.end, TERMS.id) for t in terms)
                found[i] = Verdict(TERMS.id, TERMS.why, facts)
    return found
