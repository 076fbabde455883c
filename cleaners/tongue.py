"""A cheap second look at the language of a line or of a quotation, by function words alone.

French spacing belongs in French: not in the English verse that a French article quotes. The article's language is
decided elsewhere; here a stretch is only found *foreign* to it when the function words of another language clearly
outnumber its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from cleaners.resources import lexicon
from cleaners.vocabulary import LANGUAGES, frequency, is_known_somewhere, zipf

SAMPLE = 1200
"""Code points of a line that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _languages_of() -> Mapping[str, frozenset[str]]:
    """For each function word the languages that have it."""
    table: dict[str, set[str]] = {}
    for language, words in lexicon("language_profiles").items():
        for word in words.split():
            table.setdefault(str(word), set()).add(str(language))
    return {word: frozenset(languages) for word, languages in table.items()}


@cache
def strange_to(language: str) -> frozenset[str]:
    """The function words that `language` does not have."""
    return frozenset(word for word, languages in _languages_of().items() if language not in languages)


@lru_cache(maxsize=1024)
def is_foreign(text: str, language: str) -> bool:
    """Whether `text` is clearly in another language than `language` (ISO 639-1).

    At least three different function words of one language that `language` lacks, and more than twice as many as the reverse.

    >>> is_foreign("We will not be the ones who leave, he said.", "fr")
    True
    >>> is_foreign("Il a parlé de fake news et de Brexit.", "fr"), is_foreign("Paris", "fr")
    (False, False)
    """
    words = set(_WORD.findall(text[:SAMPLE].lower()))  # "non, non, non" is one word
    if len(words & strange_to(language)) < 3:
        return False
    counts: dict[frozenset[str], int] = {}
    table = _languages_of()
    for word in words:
        languages = table.get(word)
        if languages:
            counts[languages] = counts.get(languages, 0) + 1
    for other in {code for languages in counts for code in languages} - {language}:
        theirs = sum(count for codes, count in counts.items() if other in codes and language not in codes)
        own = sum(count for codes, count in counts.items() if language in codes and other not in codes)
        if theirs >= 3 and theirs > 2 * own:
            return True
    return False


_CODE = re.compile(r"\w ?=[ =]?[\"'\w(\[{]|\w\(\)")
_CODE_END = re.compile(r"[;{}]\s*$|\w\(\);?\s*$")
_QUOTED = re.compile(r"«[^«»]{1,2000}»|“[^“”]{1,2000}”|\"[^\"\n]{1,2000}\"")


_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_NOT_LATIN = re.compile("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\U00010000-\U0003ffff]")


def is_other_script(text: str) -> bool:
    """Whether most letters are none of the Latin alphabet: for the languages that we spell."""
    if text.isascii() or not _NOT_LATIN.search(text[:SAMPLE]):
        return False
    letters = [c for c in text[:SAMPLE] if c.isalpha()]
    return len(letters) > 3 and 2 * sum(bool(_LATIN.match(c)) for c in letters) < len(letters)


@lru_cache(maxsize=1024)
def is_foreign_line(text: str, language: str) -> bool:
    """Whether a line is in another language, judged by what stands outside its quotations if that is enough to tell.

    A line of code is foreign to any language.

    >>> is_foreign_line('theme = "dusk"; if (lines < 80) wrap();', "en")
    True
    """
    if ("=" in text or "()" in text) and _CODE.search(text[:SAMPLE]) and _CODE_END.search(text):
        return True
    if is_other_script(text):
        return True
    if not is_foreign(text, language):
        return False
    outside = _QUOTED.sub(" ", text[:SAMPLE])
    if len(_WORD.findall(outside)) < 4:
        return not any(language in _languages_of().get(word, ()) for word in _WORD.findall(outside.lower()))
    return is_foreign(outside, language)


_RARE = 3.7
"""Mean frequency (zipf units) of a line's words below which it is not in the language. Of five words in a row of French or
English news, one such row in a thousand is below 3.9; of English ones by the French list, half."""
_GAP = 1.0
"""Zipf units by which the words of a line are more frequent in French than in English, or the reverse."""
_LEAST_WORDS = 4


def is_strange(text: str, language: str) -> bool:
    """Whether the words of a line are none of `language`: rare in its list, or far more frequent in English or French.

    Names, and lines of fewer than four words in small letters, tell nothing.

    >>> is_strange("Dlo pa gen patwon, se moun ki ranje l la", "fr"), is_strange("Le vent a tourné dans la nuit", "fr")
    (True, False)
    """
    if language not in LANGUAGES:
        return False
    words = [word for word in _WORD.findall(text[:SAMPLE]) if word.islower()]
    if len(words) < _LEAST_WORDS:
        return False
    mean = sum(zipf(word, language) for word in words) / len(words)
    if mean < _RARE:
        return True
    others = {"en", "fr"} - {language}
    return mean < _RARE + 2 * _GAP and any(sum(zipf(word, other) for word in words) / len(words) > mean + _GAP for other in others)


@lru_cache(maxsize=1024)
def is_untouched_line(text: str, language: str) -> bool:
    """Whether a line is in another language, known to us or not: its typography is its own."""
    return is_foreign_line(text, language) or is_strange(text, language)


def _has_others_words(text: str, language: str) -> bool:
    """Whether two words or more, and half of all, are unknown to `language`, and no names: known to another, as in
    « Bietenfriet? Neen, bedankt. », or in small letters, as in « Lété pi posib rofizé »."""
    if language not in LANGUAGES:
        return False
    words = _WORD.findall(text[:SAMPLE].lower())
    unknown = [word for word in words if len(word) > 2 and not frequency(word, language)]
    if len(unknown) < 2 or 2 * len(unknown) < len(words):
        return False
    written = sum(word.islower() for word in _WORD.findall(text[:SAMPLE]) if word in unknown)
    return sum(is_known_somewhere(word, language) for word in unknown) >= 2 or written >= 2


@lru_cache(maxsize=2048)
def is_foreign_quotation(text: str, language: str) -> bool:
    """Whether a quotation of a few words is in another language: words that are none of `language`, or two function words
    that it lacks and none that it has alone.

    >>> is_foreign_quotation("Where are you ?", "fr"), is_foreign_quotation("Où êtes-vous ?", "fr")
    (True, False)
    """
    if is_foreign(text, language) or "¿" in text or "¡" in text or is_other_script(text) or is_strange(text, language):
        return True
    if _has_others_words(text, language):
        return True
    table = _languages_of()
    found = [languages for word in set(_WORD.findall(text[:SAMPLE].lower())) if (languages := table.get(word))]
    if any(len(languages) == 1 and language in languages for languages in found):
        return False
    for other in {code for languages in found for code in languages} - {language}:
        theirs = sum(other in languages and language not in languages for languages in found)
        own = sum(language in languages and other not in languages for languages in found)
        if theirs >= 2 and not own:
            return True
    return False


def foreign_quotations(text: str, language: str) -> list[tuple[int, int]]:
    """Where the quotations of a line stand that are in another language than `language`, with their marks."""
    found = []
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        if opening not in text:
            continue
        for match in re.finditer(f"{opening}([^{opening}{closing}]{{3,2000}}){closing}", text):
            if is_foreign_quotation(match[1], language):
                found.append(match.span())
    return found
