"""Faults in numbers and names that the bench of the guard plants in good translations; the rest: `guard_planters.py`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Material:
    """A good pair and what a planter may borrow from. others: translations of other sentences; names: theirs."""

    source: str
    target: str
    language: str
    others: Sequence[str]
    names: Sequence[str]


Planter = Callable[[random.Random, Material], str | None]  # the spoilt translation, None where nothing can be planted

_FIGURES = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
NAME = re.compile(r"(?<=[a-zà-ÿ,] )(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:[- ][A-ZÀ-Þ][a-zà-ÿ]+)*)")
_COUNTS = {
    "en": ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty", "fifty"],
    "fr": ["trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "vingt", "trente", "cinquante"],
}
_SCALES = {
    "en": ["thousand", "million", "billion"],
    "fr": ["mille", "millions", "milliards"],
}


def _replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _pick(rng: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return rng.choice(matches) if matches else None


def numbers_digit(rng: random.Random, m: Material) -> str | None:
    """One figure of a number becomes another."""
    match = _pick(rng, _FIGURES, m.target)
    if not match:
        return None
    at = rng.choice([i for i, c in enumerate(match[0]) if c.isdigit()])
    figure = rng.choice([c for c in "123456789" if c != match[0][at]])
    return _replaced(m.target, match, match[0][:at] + figure + match[0][at + 1 :])


def numbers_other(rng: random.Random, m: Material) -> str | None:
    """A number becomes quite another."""
    match = _pick(rng, _FIGURES, m.target)
    new = str(rng.randrange(3, 10 ** rng.randrange(1, 5) + 3))
    return _replaced(m.target, match, new) if match and new != match[0] else None


def numbers_year(rng: random.Random, m: Material) -> str | None:
    """A year is off by a few."""
    match = _pick(rng, re.compile(r"\b(?:19|20)\d\d\b"), m.target)
    return _replaced(m.target, match, str(int(match[0]) + rng.choice([-10, -3, -1, 1, 2, 9]))) if match else None


def numbers_decimal(rng: random.Random, m: Material) -> str | None:
    """The decimals change place or are lost."""
    match = _pick(rng, re.compile(r"\b(\d+)([.,])(\d{1,2})\b"), m.target)
    if not match or match[1] == match[3]:
        return None
    return _replaced(m.target, match, rng.choice([match[1] + match[3], match[3] + match[2] + match[1]]))


def numbers_zero(rng: random.Random, m: Material) -> str | None:
    """A zero more."""
    match = _pick(rng, re.compile(r"(?<![.,\d])\b[1-9]\d{0,2}\b(?![.,]\d)"), m.target)
    return _replaced(m.target, match, match[0] + "0") if match else None


def numbers_scale(rng: random.Random, m: Material) -> str | None:
    """Millions for billions."""
    words = _SCALES[m.language]
    match = _pick(rng, re.compile(rf"\b({'|'.join(words)})\b"), m.target)
    return _replaced(m.target, match, rng.choice([w for w in words if w != match[0]])) if match else None


def numbers_word(rng: random.Random, m: Material) -> str | None:
    """A number in words becomes another."""
    words = _COUNTS[m.language]
    match = _pick(rng, re.compile(rf"\b({'|'.join(words)})\b"), m.target)
    return _replaced(m.target, match, rng.choice([w for w in words if w != match[0]])) if match else None


def numbers_drop(rng: random.Random, m: Material) -> str | None:
    """A number of two figures or more is left out."""
    match = _pick(rng, re.compile(r"\b\d\d+\b(?![.,]\d) "), m.target)
    return _replaced(m.target, match, "") if match else None


def names_drop(rng: random.Random, m: Material) -> str | None:
    """A name is left out, whole."""
    match = _pick(rng, NAME, m.target)
    return re.sub(r"  +", " ", _replaced(m.target, match, "")) if match else None


def names_drop_word(rng: random.Random, m: Material) -> str | None:
    """One word of a name is left out."""
    match = _pick(rng, re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{2,} "), m.target)
    return _replaced(m.target, match, "") if match else None


def names_drop_shared(rng: random.Random, m: Material) -> str | None:
    """A name that both sides write alike is left out."""
    shared = [x for x in NAME.finditer(m.target) if x[0] in m.source]
    if not shared:
        return None
    return re.sub(r"  +", " ", _replaced(m.target, rng.choice(shared), ""))


def names_replace_shared(rng: random.Random, m: Material) -> str | None:
    """A name that both sides write alike becomes another."""
    shared = [x for x in NAME.finditer(m.target) if x[0] in m.source]
    new = rng.choice(m.names)
    return _replaced(m.target, rng.choice(shared), new) if shared and new not in m.target else None


def names_replace(rng: random.Random, m: Material) -> str | None:
    """A name becomes another."""
    match = _pick(rng, NAME, m.target)
    new = rng.choice(m.names)
    return _replaced(m.target, match, new) if match and new not in m.target else None


def names_exchange(rng: random.Random, m: Material) -> str | None:
    """Two names change places."""
    matches = list(NAME.finditer(m.target))
    if len(matches) < 2:
        return None
    a, b = sorted(rng.sample(matches, 2), key=lambda x: x.start())
    if a[0] == b[0] or b.start() - a.end() < 8:
        return None
    return m.target[: a.start()] + b[0] + m.target[a.end() : b.start()] + a[0] + m.target[b.end() :]
