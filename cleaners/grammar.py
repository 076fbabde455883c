"""Sentences that no author wrote: small words that never follow each other, verbs without what carries them.

Scraping drops the text of links, and translation machines drop words at their edges. Nothing here changes a text; a
flag says which words don't go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from cleaners.edits import Draft, Finding, Flag, Line
from cleaners.resources import lexicon
from cleaners.sentence_tokens import Token, small_words, tokens
from cleaners.tongue import is_foreign_line

SHORTEST = 30
"""Code points of a line that is read as a sentence: labels and titles are written in another grammar."""


def sentence_lines(draft: Draft) -> Iterator[Line]:
    """The lines of an article that are sentences in its language, if that is one whose grammar is known here."""
    language = draft.language
    if language not in lexicon("impossible_pairs"):
        return
    for line in draft.lines:
        if len(line.text) >= SHORTEST and not is_foreign_line(line.text, language):
            yield line


@cache
def _impossible(language: str) -> Mapping[str, frozenset[str]]:
    """For each small word those that never follow it."""
    table: dict[str, set[str]] = {}
    for entry in lexicon("impossible_pairs")[language]:
        for first in str(entry["first"]).split():
            table.setdefault(first, set()).update(str(entry["then"]).split())
    return {first: frozenset(then) for first, then in table.items()}


def impossible_pairs(draft: Draft) -> Iterator[Finding]:
    """Small words side by side that never are: "menée par avec l’aide", "chercheuse à depuis 2009", "la rue des."

    Left alone: words in capitals, words quoted as words, titles, what stands in another language.
    """
    table = _impossible(draft.language or "")
    for line in sentence_lines(draft):
        words = small_words(line.text)
        if not any(then in table[first] for first, then in pairwise(words) if first in table):
            continue
        row = tokens(line.text)
        for place, (first, then) in enumerate(pairwise(row)):
            never = table.get(first.lower)
            if never is None or then.lower not in never or not side_by_side(line.text, first, then):
                continue
            if place and row[place - 1].lower in ("qu’", "quelqu’"):  # "quelqu’un les arrête"
                continue
            if _is_quoted(row, place) or (place and first.text[0].isupper() and row[place - 1].lower not in ".!?…:«»“”\""):
                continue
            yield lost(line, first, then, f"“{first.text} {then.text}”: a word is lost between them, or one is too many")


def lost(line: Line, first: Token, last: Token, why: str) -> Flag:
    """The flag over the tokens `first` to `last` of a line."""
    return Flag("grammar.lost-word", line.start + first.start, line.start + last.end, why)


def side_by_side(text: str, first: Token, then: Token) -> bool:
    """Whether nothing but a space parts the two, and the second is written small."""
    between = text[first.end : then.start]
    if not then.text[0].isalpha():
        return not between and not text[then.end : then.end + 1].isdigit() and text[then.end : then.end + 2] != ".."
    return not between.strip(" \xa0") and then.text[0].islower()


def _is_quoted(row: list[Token], place: int) -> bool:
    """Whether the small word stands alone within quotation marks, or is an example of itself."""
    return place > 0 and row[place - 1].text in "«“\"'‘" and place + 2 < len(row) and row[place + 1].text in "»”\"'’"


_ENGLISH_SHAPES = (
    (
        re.compile(
            r"\b(?i:an?|the|this|that|one) (?:[a-z]+ )?(?:study|report|survey|analysis|poll|review|paper) (?:19|20)\d\d (?!by\b|from\b|in\b|of\b|edition\b|on\b)[a-z]"
        ),
        "a word is lost before the year",
    ),
    (
        re.compile(
            r"\b(?:asked|told|ordered|urged|forced|allowed|wanted|expected|invited|encouraged) (?:him|them|us|me|people) (?:write|go|come|leave|pay|take|give|do|make|be"
            r"|stay|wait|stop|sign|move|help|keep|bring|send|speak|tell|return|join|show|find|use|build|sell|buy|carry|work)\b"
        ),
        "“to” is lost before the verb",
    ),
    (
        re.compile(r"\b(?:statement|letter|message|report|reply|interview|speech) to that (?:he|she|it|they|the)\b"),
        "a name is lost after “to”",
    ),
)


def english_shapes(draft: Draft) -> Iterator[Finding]:
    """English sentences that lost a word: "a study 2025 found", "asked them write", "in a statement to that it"."""
    if draft.language != "en":
        return
    for line in sentence_lines(draft):
        for pattern, lost_what in _ENGLISH_SHAPES:
            for match in pattern.finditer(line.text):
                why = f"“{match[0]}”: {lost_what}"
                yield Flag("grammar.lost-word", line.start + match.start(), line.start + match.end(), why)
