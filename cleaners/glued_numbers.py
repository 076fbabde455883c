"""Numbers and words that lost the space between them: "22octobre", "à3 500", "12soldats"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.glued_words import FREQUENT
from cleaners.untouchable import untouchable
from cleaners.vocabulary import frequency

RULES = (Rule("glue.number", Promise.LAYOUT, "a number and a word lost the space between them"),)

_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|January"
    "|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY_MONTH = re.compile(
    r"(?<![\w.,/-])(?:[0-3]?\d|1er)(?=(?:"
    + _MONTHS
    + r")(?![^\W\d_]))|(?<![^\W\d_])(?:"
    + _MONTHS
    + r")(?=(?:19|20)\d\d(?!\d))"
)
_WORD_NUMBER = re.compile(
    r"(?<![\w’'@#./-])(?:à|de|du|des|les|en|et|dans|par|aux|ou|dont|depuis|avant|après|entre|vers|environ|sur|pour|avec|contre|jusqu’en|jusqu'en|que|sont|ont|est|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|of|in|the|and|to"
    r"|from|for|over|than|about|since|until|between|about|nearly|almost|with|was|were|are|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"(?=\d{1,4}(?:[ \xa0\u202f.,]\d{1,3}){0,4}(?:[hH]\d{0,2}|er)?(?![\w/]))"
)
_ELIDED_NUMBER = re.compile(r"(?<=[^\W\d_]u[’'])(?:à|en|aux?|après|avant|entre)(?=\d{1,4}(?:[hH]\d{0,2})?(?![\w/]))")
"""After an elision: "qu’à18h"."""
_OTHER_WORD_NUMBER = re.compile(
    r"(?<![\w’'@#./-])(?:de|en|con|por|para|entre|desde|hasta|unos|unas|los|las|el|y|di|da|per|in|nel|dal|al|dei|delle|tra|fra|circa|com|em|no|na|dos|das|até|os|as|uns|e)"
    r"(?=\d{2,4}(?:[.,]\d{1,3}){0,2}(?![\w/]))"
)
_VERB_NUMBER = re.compile(r"(?<![\w’'@#./-])(?P<word>[a-zà-ÿœ]{5,15})(?=\d{1,3} (?P<counted>[a-zà-ÿœ]{4,20}[sx])(?![\w/-]))")
"""A word that runs into a number of things: "attend48 élèves"."""
_NUMBER_JOINT = re.compile(
    r"(?<![\w.,/+-])\d{1,3}(?:[.,]\d{3})+(?=(?:and|to|for|in|of|on|at|by|from|with|a|et|de|à|au|aux|en|le|la|les|pour|par|dans|sur|qui)(?![\w@/.-]))"
)
_PERCENT_WORD = re.compile(r"(?<=\d)[ \xa0\u202f]?%(?=[a-zà-ÿœ]{2})")
_NUMBER_WORD = re.compile(r"(?<![\w.,/+-])\d{1,3}(?:[ \xa0\u202f.,]\d{3})*(?=(?P<word>[a-zà-ÿœ]{4,25})(?![\w@/.-]\w))")


_COUNT_WORD = re.compile(r"(?<![\w.,/+-])\d{1,3}(?=(?:ans|mois|jours|fois)(?![\w@/-]|\.[a-z]))")
"""A number glued to a short word that is counted: "94ans"."""
_YEAR_WORD = re.compile(
    r"(?<![\w.,/+-])(?:19|20)\d\d(?=(?:par|sur|des|les?|la|une?|ils?|elles?|dans|pour|avec|et|est|que|qui|à|au|aux|en|ont|sont|by|the|and|to|in|of|for|was|were|with|he|she|they|it)(?![\w@/.-]))"
)


_GLUED_DIGIT = re.compile(r"[0-9](?=[a-zà-ÿœJFMASOND])|[a-zà-ÿœ](?=[0-9])|%(?=[a-zà-ÿœ])")


_PATTERNS = (_DAY_MONTH, _WORD_NUMBER, _ELIDED_NUMBER, _NUMBER_JOINT, _PERCENT_WORD, _COUNT_WORD, _YEAR_WORD)


def numbers_glued(draft: Draft) -> Iterator[Finding]:
    """A space in "22octobre", "à3 500", "12soldats". Left alone: 3e, 18h15, 4x4, A6, 5G, names such as
    "20minutes"."""
    text = draft.text
    language = draft.language
    if language not in ("fr", "en", "es", "it", "pt") or not _GLUED_DIGIT.search(text):
        return
    stretches = untouchable(text)
    for pattern in _PATTERNS if language in ("fr", "en") else (_OTHER_WORD_NUMBER,):
        for match in pattern.finditer(text):
            if not stretches.meet(match.start(), match.end() + 1):
                yield Edit(match.end(), match.end(), " ", "glue.number", RULES[0].why)
    for match in _VERB_NUMBER.finditer(text):
        known = frequency(match["word"], language) > FREQUENT / 10 and frequency(match["counted"], language) > FREQUENT / 100
        if known and not stretches.meet(match.start(), match.end() + 1):
            yield Edit(match.end(), match.end(), " ", "glue.number", RULES[0].why)
    for match in _NUMBER_WORD.finditer(text):
        word = match["word"]
        counted = word.endswith("s") and len(word) > 4
        floor = FREQUENT / 200 if counted else FREQUENT / 4
        if word in ("minutes", "ème", "eme", "ième", "nde", "ers") or frequency(word, language) < floor:
            continue
        if not stretches.meet(match.start(), match.end("word")):
            yield Edit(match.end(), match.end(), " ", "glue.number", RULES[0].why)
