"""Articles, "à" and other words of a letter or two that ran into a word: "àvoix haute", "aélu", "ina week", "Laprovince".

Too short to be weighed by their share alone, each is known by its own shape and by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.glued_words import KNOWN
from cleaners.vocabulary import frequency, is_known_somewhere

_AT = re.compile(r"(?<![\w@#/.-])(?:(?<=[’' \n(«“])|^)[àÀ](?=(?P<rest>[a-zà-ÿœ]{3,20})(?![\w’'-]))")
_HAS = re.compile(r"(?<=[^\W\d_][ ,] )a(?=(?P<rest>[b-df-hj-np-tv-zéèê][a-zà-ÿœ]{1,14}(?:é|i|u|is|it))[ \xa0][a-zà-ÿœ])|(?<=[^\W\d_] )a(?=(?P<participle>[b-df-hj-np-tv-zéèê][a-zà-ÿœ]{1,14}(?:é|i|u|is|it))[ \xa0][a-zà-ÿœ])")
_OPENING = re.compile(r"(?:^|(?<=[.!?…»”] ))(?P<article>La|Le|Les|Un|Une|Des)(?=(?P<rest>[a-zà-ÿœ]{4,20})(?:,? [a-zà-ÿœ]|,? [ldnsc][’']))", re.MULTILINE)
_NOT = re.compile(r"(?<![\w@#/_.’'-])(?:[CcJj]e|[Ii]ls?|[Oo]n|[Ee]lles?|[Qq]ui|[Nn]ous|[Vv]ous)(?=[ntsmlyd][’'][a-zà-ÿœ])")
_AFTER_QU = re.compile(r"(?<=[Qq]u[’'])(?P<word>ils?|elles?|on|une?|en|à)(?=(?P<rest>[a-zà-ÿœ]{2,20})(?![\w’'-])|(?<=à)[ld][’'])")

_A = re.compile(
    r"(?<![\w@#/_.’'-])(?:[Ii]n|[Oo]f|for|was|is|with|has|had|than|into|once|twice|like|such|after|from|by|at|as|on)(?=a [a-z]{3,})"
)
_WORDS_IN_A = frozenset("fora isa asa ona ata bya".split())
_A_OPENING = re.compile(r"(?:^|(?<=[.!?”] ))A(?=(?P<rest>[a-z]{5,18}) [a-z])", re.MULTILINE)
_CONTRACTED = re.compile(r"(?<=[a-z]n[’']t)(?=(?P<rest>[a-z]{3,18})(?![\w’'-]))")


def french_joints(text: str) -> Iterator[int]:
    """Where a small French word ran into the next: "àvoix", "aélu mardi", "Laprovince a promis", "Cen’était"."""
    for match in _AT.finditer(text):
        rest = match["rest"]
        slips = ("a" + rest, "â" + rest)  # "àge" is "âge"
        if frequency(rest, "fr") > KNOWN / 10 and not any(frequency(slip, "fr") > KNOWN / 100 for slip in slips):
            yield match.end()
    for match in _HAS.finditer(text):
        rest = match["rest"] or match["participle"]
        if frequency("a" + rest, "fr") == 0 and frequency(rest, "fr") > KNOWN / 10 and not _is_doubling_lost(rest):
            yield match.end()
    for match in _OPENING.finditer(text):
        if _opens_with_noun(match["article"], match["rest"]):
            yield match.end()
    for match in _NOT.finditer(text):
        yield match.end()
    for match in _AFTER_QU.finditer(text):
        rest = match["rest"]
        if rest is None or (frequency(match["word"] + rest, "fr") < KNOWN / 100 and frequency(rest, "fr") > 2 * KNOWN):
            yield match.end()


def _is_doubling_lost(rest: str) -> bool:
    """Whether "a" and the rest are a word that lost one of two letters: "apelé", "acouru"."""
    return frequency("a" + rest[0] + rest, "fr") > 0


_FEMININE = ("tion", "sion", "té", "ure", "ance", "ence", "ée", "ie", "ette", "esse", "trice", "ade", "ière", "ine", "ale", "ise", "te", "re", "ne", "e")


def _opens_with_noun(article: str, rest: str) -> bool:
    """Whether an article and a common noun that agree begin a sentence as one word that no name list has."""
    token = article.lower() + rest
    if is_known_somewhere(token) or frequency(rest, "fr") < KNOWN / 20:
        return False
    many = rest.endswith(("s", "x"))
    if article in ("Les", "Des"):
        return many
    if many and not rest.endswith(("eux", "ix", "rs", "is", "us", "oux", "oix")):
        return False
    return rest.endswith(_FEMININE) if article in ("La", "Une") else not rest.endswith(_FEMININE[:11])


def english_joints(text: str) -> Iterator[int]:
    """Where a small English word ran into the next, or the next into it: "ina week", "Asecond tree", "hadn’tlaughed"."""
    for match in _A.finditer(text):
        if match[0].lower() + "a" not in _WORDS_IN_A:
            yield match.end()
    for match in _A_OPENING.finditer(text):
        if frequency(match["rest"], "en") > KNOWN and not is_known_somewhere("a" + match["rest"], least=1e-7):
            yield match.end()
    for match in _CONTRACTED.finditer(text):
        if frequency(match["rest"], "en") > KNOWN / 10:
            yield match.end()


def has_side_by_side(text: str, left: str, right: str) -> bool:
    """Whether the two words stand side by side in the text: "budgetmeeting" where it speaks of "the budget meeting"."""
    return f"{left} {right}" in text
