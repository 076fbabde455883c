"""Two words side by side that seldom meet but in a sentence with a hole: "of was", "both the grew", "la a".

The table was learnt by `translators.training.junctions`: how much likelier two neighbours are where something between
them was taken out than anywhere in a good sentence.
"""

from __future__ import annotations

import lzma
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .words import Side

FILE = Path(__file__).resolve().parent.parent / "bundled" / "neighbours-{language}.xz"
TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|[.,;:!?()\"“”«»–—-]")
STEP = 4.0  # stored units in a natural logarithm
ZERO = 64  # what stands for no evidence
WEAKEST = 1.0
MOST_CHARACTERS = 10_000
MOST_REMEMBERED = 1 << 16
_SAME = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "!": ".", "?": "."})
MARKS = frozenset('.,;:()"-')
_VOWELS = frozenset("aeiouyhàâéèêëîïôûœæ")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The classes of one language and how they meet.

    numbers: class -> its number. table: strength of the row's class before the column's, see STEP and ZERO.
    known: the number of every token met so far.
    """

    numbers: dict[str, int]
    table: bytes
    known: dict[str, int] = field(default_factory=dict)

    def number_of(self, token: str) -> int:
        """Return the number of a token's class."""
        number = self.known.get(token)
        if number is None:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            number = self.known[token] = self.numbers[class_of(token, self.numbers)]
        return number


def class_of(token: str, known: dict[str, int]) -> str:
    """Return the class of a token: itself when it is a common word or a mark, else what its shape tells.

    That is a capital, or its last three letters when they are common, and whether it begins with a vowel.
    """
    if not token[0].isalpha():
        mark = token.translate(_SAME)
        return mark if mark in MARKS else "9"
    lower = token.lower()
    if lower in known and (token == lower or len(token) < 5):
        return lower
    vowel = "+" if lower[0] in _VOWELS else "="
    if token != lower:
        return "^" + vowel
    ending = vowel + lower[-3:]
    return ending if ending in known else vowel


@cache
def neighbours(language: str) -> Neighbours | None:
    """Return the table of a language, None when there is none."""
    path = FILE.with_name(FILE.name.format(language=language))
    if not path.exists():
        return None
    names, _, table = lzma.decompress(path.read_bytes()).partition(b"\n")
    return Neighbours({name: number for number, name in enumerate(names.decode().split(" "))}, table)


def junctions(side: Side) -> list[tuple[int, float]]:
    """Return the suspect junctions of a sentence: the offset where the right one of two words begins, its strength.

    A strength is the natural logarithm of the odds that something is missing there, against what is usual.
    """
    model = neighbours(side.language)
    if model is None:
        return []
    known, table, size = model.known, model.table, len(model.numbers)
    found = []
    before = model.numbers["$"]
    limit = ZERO + WEAKEST * STEP
    for match in TOKEN.finditer(side.text, 0, MOST_CHARACTERS):
        token = match[0]
        number = known.get(token)
        if number is None:
            number = model.number_of(token)
        strength = table[before * size + number]
        if strength >= limit:
            found.append((match.start(), (strength - ZERO) / STEP))
        before = number
    strength = table[before * size + model.numbers["$"]]
    if strength >= limit:
        found.append((len(side.text), (strength - ZERO) / STEP))
    return found


def hole(found: list[tuple[int, float]]) -> float:
    """Return the strength of the most suspect junction, 0 when all are usual."""
    return max((strength for _, strength in found), default=0.0)
