"""Names that a scraper broke: "Mo hamed Zitouni", "Jean -Noël", "Mc Elroy", "N’ Golo".

A name is joined where the whole is a name that word lists know, or one that the article writes elsewhere. Only a space goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.untouchable import untouchable
from cleaners.vocabulary import distinct_words, frequency, is_known_somewhere

RULES = (Rule("names.broken", Promise.LAYOUT, "a space inside a name", "space"),)

_HYPHEN = re.compile(r"(?<![\w-])(?P<first>[A-ZÀ-Þ][a-zà-ÿœ]{1,11})(?P<gap>[ \xa0]-|-[ \xa0])(?P<second>[A-ZÀ-Þ][a-zà-ÿœ]{1,14})(?![\w-])")
_GIVEN = frozenset(
    "jean marie anne ann an anna pierre paul louis jules charles rose claire karl carl hans lou mary saint sainte st ste henri françois marc luc"
    " jacques eva hans heinz klaus ernst franz georg maria juan josé ana luis carlos gian pier mohammed abdel abou al el ben ould".split()
)
"""Given names and particles that are joined to another by a hyphen."""
_HALVES = re.compile(
    r"(?<=[ \n(«“’'])(?<!\. )(?P<first>[A-ZÀ-Þ][a-zà-ÿœğışçñ]{1,5})[ \xa0](?P<second>[a-zà-ÿœðğışçñ]{2,7})(?=[ \xa0][A-ZÀ-ÞÐ]|-[A-ZÀ-Þ])"
)
_PARTICLES = frozenset("de da do dos das di del della della der den van von la le les el al ben bin ibn ould et y e und zu zum of the and du des d".split())
_PREFIX = re.compile(r"(?<![\w’'-])(?P<prefix>Mc|Mac|[DNO][’'])(?P<gap>[ \xa0])(?P<rest>[A-ZÀ-Þ][a-zà-ÿ]{2,12})(?![\w’'])")
_SMALL_HYPHEN = re.compile(r"(?<![\w-])(?P<first>[a-zà-ÿœ]{2,12}) -(?P<second>[a-zà-ÿœ]{3,14})(?![\w’'-])")
_COMPOUNDING = frozenset("off on bas haut demi mi semi non ex vice sous porte avant après mid post pre anti well long short self co re cross".split())


def broken_names(draft: Draft) -> Iterator[Finding]:
    """"Mo hamed Zitouni" becomes "Mohamed Zitouni", "Jean -Noël" "Jean-Noël", "off -season" "off-season".

    Left alone: a dash between two names ("Lyon -Rennes"), particles, "Mc" and "Mac" before what no list has as a name.
    """
    text = draft.text
    stretches = untouchable(text)
    for gap, _ in _gaps(text):
        if not stretches.meet(gap, gap + 1):
            yield Edit(gap, gap + 1, "", "names.broken", RULES[0].why)


def _gaps(text: str) -> Iterator[tuple[int, str]]:
    if " -" in text or "- " in text:
        for match in _HYPHEN.finditer(text):
            if match["first"].lower() in _GIVEN or f"{match['first']}-{match['second']}" in _compounds(text):
                gap = match.start("gap") + (0 if match["gap"][0] in " \xa0" else 1)
                yield gap, match[0]
        for match in _SMALL_HYPHEN.finditer(text):
            if match["first"] in _COMPOUNDING or f"{match['first']}-{match['second']}" in _compounds(text):
                yield match.end("first"), match[0]
    for match in _HALVES.finditer(text):
        if _is_halved(match["first"], match["second"], text):
            yield match.end("first"), match[0]
    for match in _PREFIX.finditer(text):
        whole = match["prefix"] + match["rest"]
        if "’" in whole or "'" in whole:
            named = match["prefix"][0] in "DO" or match["prefix"] + match["rest"] in _compounds(text)
        else:
            named = whole in distinct_words(text) or frequency(whole.lower(), "en") > 1e-7
        if named and text[max(0, match.start() - 2) : match.start()].strip(" ").isalpha():
            yield match.start("gap"), match[0]


@lru_cache(maxsize=4)
def _compounds(text: str) -> frozenset[str]:
    """The words of a text that a hyphen or an apostrophe joins, as they are written."""
    return frozenset(re.findall(r"[^\W\d_]{1,20}[-’'][^\W\d_]{1,20}", text))


def _is_halved(first: str, second: str, text: str) -> bool:
    """Whether two pieces are one name: the text has it elsewhere, or word lists do while one of the pieces is hardly a word."""
    if second in _PARTICLES or first.lower() in _PARTICLES:
        return False
    whole = first + second
    if len(whole) > 5 and whole in distinct_words(text):
        return True
    lower = whole.lower()
    if len(whole) < 4 or is_known_somewhere(second, least=3e-4) or not is_known_somewhere(lower, least=3e-7):
        return False
    if not (is_known_somewhere(second, least=2e-6) and is_known_somewhere(first.lower(), least=2e-6)):
        return True
    return is_known_somewhere(lower, least=1e-6) and not any(is_known_somewhere(part, least=1e-4) for part in (first.lower(), second))
