"""Common nouns with the capital of the link or title that they were: "une Source à la présidence", "cette Opération".

Closed lists (config/lexicons/spelling.yaml) and the article itself decide. Wording never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.resources import lexicon
from cleaners.spelling import french_lines

RULES = (Rule("spelling.case", Promise.SPELLING, "a common noun with the capital of a link or title"),)


def small(start: int, noun: str) -> Edit:
    """The edit that takes the capital off `noun` at `start`."""
    return Edit(start, start + 1, noun[0].lower(), "spelling.case", RULES[0].why)


def nouns_with_capital() -> list[str]:
    """The nouns of the closed lists as they stand where their capital is too much, long ones first."""
    nouns = lexicon("spelling")["nouns"]
    return sorted({w.capitalize() for w in (nouns["plain"] + " " + nouns["weak"]).split()}, key=len, reverse=True)


_DETERMINERS = (
    "un|une|ce|cet|cette|ces|des|plusieurs|quelques|deux|trois|quatre|son|sa|ses|leur|leurs|notre"
    "|nos|chaque|certains|certaines|autre|autres"
)
_DEFINITE = "le|la|les|du|au|aux|l’|l'|d’|d'"


@cache
def _case() -> re.Pattern[str]:
    nouns = lexicon("spelling")["nouns"]
    plain = "|".join(w.capitalize() for w in sorted(nouns["plain"].split(), key=len, reverse=True))
    weak = "|".join(w.capitalize() for w in sorted(nouns["weak"].split(), key=len, reverse=True))
    after = (
        r"(?![\w’'-]|[ \xa0](?:[A-ZÀ-Þ]|d[eu’'][ \xa0]?[A-ZÀ-Þ]|nationale?|générale?|internationale?"
        r"|européenne?|mondiale?|populaire|suprême)|[ \xa0]?[»”\"])"
    )
    return re.compile(
        rf"(?<=[a-zà-ÿœ,;] )(?:(?:{_DETERMINERS}) (?:\w{{3,12}} )??(?P<weak>{weak}|{plain})"
        rf"|(?:{_DEFINITE})(?:(?<=[’']) ?| )(?P<plain>{plain})){after}"
        rf"|^(?:Un|Une|Ce|Cet|Cette|Ces|Selon (?:une|un|cette|ce|des|la|le)|Plusieurs|Des|D’après (?:une|cette"
        rf"|la)) (?P<first>{weak}|{plain}){after}"
        rf"|(?<=[.!?»:] )(?:Un|Une|Ce|Cet|Cette|Ces|Selon (?:une|un|cette|ce|des|la|le)|Plusieurs"
        rf"|Des) (?P<later>{weak}|{plain}){after}"
        rf"|(?<=[a-zà-ÿœ] )(?P<anywhere>Microplastiques?){after}"
        rf"|(?<=[a-zà-ÿœ,;] )(?<!\bde )(?<!\bà )la (?P<said>Source)(?= (?:a|qui|citée|précise|ajoute|affirme|indique)\b)"
        rf"|(?:lors|au cours|à l[’']issue) de la (?P<meeting>Réunion){after}"
        rf"|(?<=[a-zà-ÿœ] )[dl]e (?P<station>Commissariat)(?! (?:à|aux|général|européen|au)\b){after}"
    )


def case_of_nouns(draft: Draft) -> Iterator[Finding]:
    """Small letters: "une Source à la présidence" becomes "une source à la présidence": a common noun from the list,
    after a determiner.

    Left alone: proper nouns, institutions, titles of works in quotation marks, a noun that another capital follows,
    a word that the article writes so most of the time, lines in title case.
    """
    if draft.language != "fr":
        return
    for line in french_lines(draft):
        if len(line.text) < 40 or not _prefilter().search(line.text):
            continue
        capitals = sum(word[:1].isupper() for word in line.text[:600].split())
        if 2 * capitals > len(line.text[:600].split()):
            continue
        for match in _case().finditer(line.text):
            for name, word in match.groupdict().items():
                if word:
                    start = line.start + match.start(name)
                    before = line.text[: match.start()].split()[-1:]
                    if (
                        match[0].startswith(("des ", "du ", "d’", "d'"))
                        and before
                        and before[0][:1].isupper()
                        and before[0].isalpha()
                    ):
                        continue  # "Système national des Chercheurs"
                    if not in_quotation_of_title(line.text, match.start(name)):
                        yield small(start, word)


@cache
def _prefilter() -> re.Pattern[str]:
    nouns = lexicon("spelling")["nouns"]
    every = sorted({w.capitalize() for w in (nouns["plain"] + " " + nouns["weak"]).split()}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(every) + r")(?!\w)")


def in_quotation_of_title(text: str, position: int) -> bool:
    """Whether the noun stands within the first words of a quotation: a title of a work, perhaps."""
    head = text[max(0, position - 12) : position]
    return any(mark in head for mark in '«“"')
