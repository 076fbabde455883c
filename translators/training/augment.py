"""Variations of a pair: what the cleaners and the press write, and what the corpus shows too seldom.

The style of the target follows the source: straight quotes give straight quotes, “ ” give « » and back. Apostrophes of
the target are always straight: which one French print wants is for the cleaners to say, and they say it without fail.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from translators.training.corpus import Pair
from translators.training.number_forms import rewrite_numbers
from translators.training.recipe import Direction, Variation

_OPENING = {"fr": "« ", "en": "“"}
_CLOSING = {"fr": " »", "en": "”"}
_QUOTE = re.compile(r"«\s*|\s*»|[“”„]")
_APOSTROPHE = str.maketrans("’‘ʼ", "'''")
_ELISION = re.compile(r"\b((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)')\s+(?=\w)", re.IGNORECASE)
_FRENCH_MARK = re.compile(r"(?<=[\w\"')%\]])\s*([?!;:])(?=\s|$|\")")
_ENGLISH_MARK = re.compile(r"(?<=\S)\s+([?!;:,.])(?=\s|$)")
_PERCENT = re.compile(r"(?<=\d)\s*%")
_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ]+) ([A-Z][a-zà-ÿ]{3,}(?:-[A-Z][a-zà-ÿ]+)?)\b")
_SMALL_WORDS = frozenset("a an and as at but by for from in into of on or over the to with".split())


@dataclass(frozen=True, slots=True)
class Example:
    """What the model reads and what it is to write."""

    source: str
    target: str


def plain(text: str, language: str) -> str:
    """Straight quotes and apostrophes, and a language's own spacing before : ; ? ! % with a plain space.

    >>> plain("Il dit: « l’ Otan perd 5% »", "fr")
    'Il dit : "l\\'Otan perd 5 %"'
    """
    text = _QUOTE.sub('"', text).translate(_APOSTROPHE)
    if language == "fr":
        text = _PERCENT.sub(" %", _ELISION.sub(r"\1", text))
        return _FRENCH_MARK.sub(r" \1", text)
    return _PERCENT.sub("%", _ENGLISH_MARK.sub(r"\1", text))


def curl(text: str, language: str) -> str:
    """Straight double quotes as a language's typographic ones, opening and closing in turn; odd ones stay."""
    pieces = text.split('"')
    if len(pieces) % 2 == 0:
        return text
    opening, closing = _OPENING[language], _CLOSING[language]
    return "".join(piece + (("", opening, closing)[_turn(i, len(pieces))]) for i, piece in enumerate(pieces))


def _turn(index: int, count: int) -> int:
    if index == count - 1:
        return 0
    return 1 if index % 2 == 0 else 2


def surnames(pairs: Sequence[Pair]) -> list[str]:
    """Surnames that both sides of some pair hold after the same first name."""
    return [name for pair in pairs for first, name in _FULL_NAME.findall(pair.fr) if f"{first} {name}" in pair.en]


def rename(pair: Pair, pool: Sequence[str], rng: random.Random) -> Pair:
    """Give the first person that both sides name in full another surname from the pool."""
    for first, name in _FULL_NAME.findall(pair.fr):
        if f"{first} {name}" in pair.en and pool:
            word, new = re.compile(rf"\b{re.escape(name)}\b"), rng.choice(pool)
            return Pair(word.sub(new, pair.fr), word.sub(new, pair.en))
    return pair


def headline(text: str) -> str:
    """An English sentence as a headline in title case, without its full stop."""
    words = text.removesuffix(".").split(" ")
    return " ".join(w if i and w in _SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(words))


def vary(pair: Pair, direction: Direction, chance: Variation, pool: Sequence[str], rng: random.Random) -> Example:
    """One variation of a pair, drawn anew each time the pair comes round.

    `pool` holds surnames to choose from; the same state of `rng` gives the same example.
    """
    source, target = direction.split("-")
    pair = Pair(plain(pair.fr, "fr"), plain(pair.en, "en"))
    pair = rewrite_numbers(pair, source, chance.new_number, chance.number_form, rng)
    if rng.random() < chance.new_surname:
        pair = rename(pair, pool, rng)
    sides = {"fr": pair.fr, "en": pair.en}
    if rng.random() < chance.no_full_stop and all(_ends_in_one_stop(text) for text in pair):
        sides = {language: text[:-1] for language, text in sides.items()}
    if rng.random() < chance.headline and len(pair.en.split()) <= 12:
        sides = {language: text.removesuffix(".") for language, text in sides.items()}
        if source == "en":
            sides["en"] = headline(sides["en"])
    elif rng.random() < chance.capitals:
        sides = {language: text.upper() for language, text in sides.items()}
    curly = rng.random() < chance.curly
    if curly and all(text.count('"') % 2 == 0 for text in pair):
        sides = {language: curl(text, language) for language, text in sides.items()}
    if curly != (rng.random() < chance.other_apostrophe):
        sides[source] = sides[source].replace("'", "’")
    return Example(sides[source], sides[target])


def _ends_in_one_stop(text: str) -> bool:
    return text.endswith(".") and not text.endswith("..")
