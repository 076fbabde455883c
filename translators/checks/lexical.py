"""The small French–English lexicon that ships with the guard: which stems may stand for which, and how reliably.

Learnt by `translators.training.lexicon` from public bitext; it holds stems and statistics, no sentence.
"""

from __future__ import annotations

import lzma
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parent.parent / "bundled" / "lexicon-fr_en.xz"
LEAST_CHANCE, LARGEST_CHANCE = 0.05, 0.3
LARGEST_RELIABILITY = 0.93


class Figures(NamedTuple):
    """How a stem fares in good pairs.

    reliability: 0..1, how often a good pair renders it by a stem of the lexicon; -1 when nobody knows.
    strength: logarithm of the odds that a lone stem without a counterpart was lost. unmet, met: the same for a stem
    within a gap, cautiously: what it adds when it has no counterpart, and when it has one (its place aside).
    """

    reliability: float
    strength: float
    unmet: float
    met: float


class Entry(NamedTuple):
    """What the lexicon knows of one stem: the stems that may render it, and its figures."""

    renderings: frozenset[str]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One direction. entries: by stem. names: stems that are nearly always written with a capital."""

    entries: dict[str, Entry]
    names: frozenset[str]


def _figures(reliability: float, chance: float) -> Figures:
    """Return the figures of a stem. chance: 0..1, how often the translation of another sentence seems to render it."""
    low = min(LARGEST_CHANCE, max(LEAST_CHANCE, chance))
    share = min(LARGEST_RELIABILITY, max(low + 0.02, reliability))
    strength = math.log((1 - min(LARGEST_CHANCE, chance)) / (1 - min(0.95, reliability)))
    return Figures(reliability, strength, math.log((1 - low) / (1 - share)), math.log(low / share))


UNKNOWN = Entry(frozenset(), _figures(0.5, 0.01)._replace(reliability=-1.0, strength=_figures(0.6, 0.01).strength))


@cache
def _read_figures(written: str) -> Figures:
    """Read two figures of reliability, in hundredths, and one of chance, minus its binary logarithm."""
    return _figures((int(written[:2]) + 0.5) / 100, 2.0 ** -int(written[2]))


@cache
def lexicons() -> dict[tuple[str, str], Lexicon]:
    """Return the lexicon of each direction that we have, by (source, target); empty when the file is not there."""
    if not FILE.exists():
        return {}
    french: dict[str, Entry] = {}
    english: dict[str, Figures] = {}
    inverse: dict[str, list[str]] = {}
    names: tuple[list[str], list[str]] = ([], [])
    lines = iter(lzma.decompress(FILE.read_bytes()).decode().splitlines())
    for line in lines:
        own, _, rest = line.partition(" ")
        if own == "-":
            break
        share, *renderings = rest.split(" ")
        if share[3:]:
            names[0].append(own)
        french[own] = Entry(frozenset(renderings), _read_figures(share[:3]))
        for rendering in renderings:
            inverse.setdefault(rendering, []).append(own)
    for line in lines:
        own, _, share = line.partition(" ")
        if share[3:]:
            names[1].append(own)
        english[own] = _read_figures(share[:3])
    back = {
        stem: Entry(frozenset(inverse.get(stem, ())), english.get(stem, UNKNOWN.figures))
        for stem in dict.fromkeys([*english, *inverse])
    }
    return {
        ("fr", "en"): Lexicon(french, frozenset(names[0])),
        ("en", "fr"): Lexicon(back, frozenset(names[1])),
    }
