"""Lines without fixed words, judged by weighing evidence: zone, shape, words of the interface, neighbours, names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.edits import Fact
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

INTERFACE = removal("ui.weighed", "words of an interface where furniture stands")
NAME = removal("by.name", "the byline: a name alone, beside the article")
SECTION = removal("nav.section", "the section's name above the title")
RULES = (INTERFACE, NAME, SECTION)

_PARTICLES = {"de", "du", "des", "da", "dos", "do", "di", "del", "della", "van", "von", "der", "den", "el", "al", "ben", "bin", "la", "le", "y", "d"}
_ROLE = re.compile(r"(?i)\b(?:journaliste|correspondant|reporter|editor|rédact|envoyé|writer|stagiaire|afp|reuters)")


def is_name(text: str) -> bool:
    """Two to four capitalised words and nothing else.

    >>> is_name("Zélie MORVAN"), is_name("Jean-Luc de la Tour"), is_name("Un hiver sans neige")
    (True, True, False)
    """
    words = text.replace("’", "'").split()
    if not 2 <= len(words) <= 5 or not all(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['.-])*", w) for w in words):
        return False
    capitals = [w for w in words if w[0].isupper()]
    return 2 <= len(capitals) <= 4 and all(w[0].isupper() or w.lower() in _PARTICLES for w in words) and words[0][0].isupper()


def names(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """A name alone right after the article's end, or between title and text. Names in lists, interviews, letters stay."""
    found: Verdicts = {}
    if not page.has_prose:
        return found
    candidates = [i for i, row in enumerate(page.rows) if len(row.text) <= 45 and is_name(row.bare)]
    inside = [i for i in candidates if page.zone(i) == "body"]
    if len(candidates) > 3 or inside:
        return found
    for i in candidates:
        row = page.rows[i]
        before = page.before(i)
        if i in page.listed or before is None or before.ends in (":", ",") and before.ends:
            continue
        near_end = page.zone(i) == "tail" and i <= page.last_prose + 2 and not (i - 1 in candidates or i + 1 in candidates)
        in_head = page.zone(i) == "head" and i >= 1 and page.rows[0].title_like and not (i + 1 in candidates)
        if near_end or in_head:
            found[i] = Verdict(NAME.id, NAME.why, (Fact("author", row.bare, row.start, row.end, NAME.id),))
    return found


def interface_lines(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    return {}
