"""Tags without a label: lines of hashtags, and short lines after the article's end that name its subjects."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cleaners.edits import Fact
from cleaners.furniture_names import is_name
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
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


_AND = re.compile(r"\s(?:et|and|y|e|ou|or)\s")


def term_lines(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """« Gard · Alès · Incendie », « Gard, Alès, Incendie », and subjects alone on their lines, below the article's end.

    Left alone: a single short line (the article's last words may be that), lists that a colon introduces, and terms with verbs,
    numbers or marks of a sentence.
    """
    if not page.has_prose:
        return {}
    found: Verdicts = {}
    lone: list[int] = []
    for i in range(page.last_prose + 1, len(page.rows)):
        row = page.rows[i]
        if i in page.listed or len(row.text) > 160:
            continue
        terms = _terms(row)
        if not terms and _is_small_list(row, page.matter):
            terms = [part.strip() for part in row.text.split(",")]
            found[i] = Verdict(TERMS.id, TERMS.why, tuple(Fact("keywords", t, row.start, row.end, TERMS.id) for t in terms))
        elif len(terms) >= 2 and ("," not in row.text or any(page.beside_furniture(i, hits))):
            facts = tuple(Fact("keywords", t, row.start, row.end, TERMS.id) for t in terms)
            found[i] = Verdict(TERMS.id, TERMS.why, facts)
        elif len(row.text) <= 40 and (len(terms) == 1 or _is_small_term(row)):
            lone.append(i)
    for i in lone:
        capital = page.rows[i].text[:1].isupper()
        if (i - 1 in lone or i + 1 in lone) if capital else any({i + a, i + b} <= set(lone) for a, b in _TRIPLES):
            row = page.rows[i]
            found[i] = Verdict(TERMS.id, TERMS.why, (Fact("keywords", row.bare, row.start, row.end, TERMS.id),))
    return found


_TRIPLES = ((-2, -1), (-1, 1), (1, 2))


def _is_small_term(row: Row) -> bool:
    """A subject in small letters: one or two words and no mark. Only a run of three lines of the kind is a list."""
    return row.starts_lower and 1 <= len(row.words) <= 2 and not (row.ends or row.digits or row.quoted) and row.bare == row.text


def _is_small_list(row: Row, matter: Collection[str]) -> bool:
    """« patrimoine, horlogerie, lycée »: three subjects or more in small letters, one of which the article speaks of."""
    parts = [part.strip() for part in row.text.split(",")]
    if len(parts) < 3 or row.ends or row.digits or row.quoted or row.stems.isdisjoint(matter):
        return False
    return all(1 <= len(part.split()) <= 2 and part[:1].islower() and not _AND.search(f" {part} ") for part in parts)


def _terms(row: Row) -> list[str]:
    """The terms of a line that is nothing but terms: one to three words each, a capital first, no digit, no mark."""
    if row.ends or row.digits or row.quoted or ":" in row.text:
        return []
    parts = re.split(r"[·•|]", row.text) if _SEPARATED.match(row.text) else row.text.split(",")
    terms = [part.strip(" –—-") for part in parts]
    parted = len(terms) > 1 and "," not in row.text
    if not all(t and 1 <= len(t.split()) <= (5 if parted else 3) and t[0].isupper() and (parted or not _AND.search(t)) for t in terms):
        return []
    if len(terms) == 1 and (len(row.words) > 2 or is_name(row.bare)):
        return []
    return terms
