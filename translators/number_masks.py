"""Numbers that a model gets wrong, translated under another name: 35 000 goes in as 24, and comes back as itself.

A small model copies numbers of two figures and years well, and others less so. Whether each number arrived is seen
from the one that stands for it.
"""

from __future__ import annotations

import re

from .checks.counting import Mention, in_words, number_words
from .checks.words import Side
from .written_numbers import NUMBER, Value

_STAND_INS = ("24", "37", "16", "28", "43", "52", "68", "19", "86", "74", "35", "47")
_YEARS = ("1987", "2006", "1994", "2003", "1978", "1996")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_CENTURY = re.compile(r"\b(?P<roman>[IVX]+)(?:e|ème|ᵉ|è)\b", re.UNICODE)
_HOUR = re.compile(r"\b(\d{1,2}) ?h ?(\d{2})\b")


def plain_numbers(sentence: str, language: str) -> str:
    """The sentence with number words in figures, and with what only French writes so in a form that English has too.

    Words stay where they may be others (un, neuf), and from a million on.

    >>> plain_numbers("Au XIXe siècle, à 6h30, vingt-deux hommes et quatre cent mille autres.", "fr")
    'Au 19e siècle, à 6:30, 22 hommes et 400 000 autres.'
    >>> plain_numbers("Twenty of nine four-cylinder cars, the twenty-first.", "en")
    '20 of 9 4-cylinder cars, the twenty-first.'
    """
    sentence = _figures(sentence, language)
    if language != "fr":
        return sentence
    return _HOUR.sub(r"\1:\2", _CENTURY.sub(lambda match: f"{_arabic(match['roman'])}e", sentence))


def _figures(sentence: str, language: str) -> str:
    words = number_words(language)
    side = Side(sentence, language)
    if words.every.isdisjoint(side.folded):
        return sentence
    for mention in sorted(in_words(side, words, set()), key=lambda one: -one.start):
        value = _value(mention)
        if value is not None and mention.text.split("-")[-1].split()[-1].lower() not in words.ordinals:
            figures = Value(str(value), "", value >= 1000).write(language)
            sentence = sentence[: mention.start] + figures + sentence[mention.start + len(mention.text) :]
    return sentence


def _value(mention: Mention) -> int | None:
    """The whole number that a mention in words stands for, if it is only one; what "twelve" says of hours is left."""
    value = min(mention.values)
    plain = mention.values <= {value, value + 12} and value == int(value) and 2 < value < 1_000_000
    return int(value) if mention.strong and plain else None


def _arabic(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def masked(sentence: str) -> tuple[str, dict[str, str]]:
    """Put an easy number in the place of each number of two figures or more, years for years.

    Returns the sentence and what each easy number stands for; the same number has the same one everywhere, and none is
    a number of the sentence. A number stays when all easy ones are taken.

    >>> masked("De 1 600 à 2 040 m en 1933.")
    ('De 24 à 37 m en 1987.', {'24': '1 600', '37': '2 040', '1987': '1933'})
    """
    own = {match[0] for match in NUMBER.finditer(sentence)}
    years = [number for number in _YEARS if number not in own]
    others = [number for number in _STAND_INS if number not in own]
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        written = match[0]
        if len(written) < 2:
            return written
        free = years if _YEAR.fullmatch(written) else others
        if written not in names and free:
            names[written] = free.pop(0)
        return names.get(written, written)

    text = NUMBER.sub(name, sentence)
    return text, {easy: written for written, easy in names.items()}


def unmasked(translation: str, names: dict[str, str]) -> str:
    """Put the numbers back. Where one that stands for another is gone, nothing is put in its place.

    >>> unmasked("From 24 to 37 metres in 1987.", {"24": "1 600", "37": "2 040", "1987": "1933"})
    'From 1 600 to 2 040 metres in 1933.'
    """
    return NUMBER.sub(lambda match: names.get(match[0], match[0]), translation)
