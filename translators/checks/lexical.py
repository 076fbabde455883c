"""The small French–English lexicon that ships with the guard: which stems may stand for which, and how reliably.

Learnt by `translators.training.lexicon` from public bitext; it holds stems and statistics, no sentence.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "bundled" / "lexicon-fr_en.xz"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One direction. translations: stem -> stems. reliability: stem -> 0..1, how often a good pair renders it so.
    chance: stem -> 0..1, how often the translation of some other sentence seems to.
    names: stems that are nearly always written with a capital. odds: what `coverage.weight_of` has worked out so far.
    """

    translations: dict[str, frozenset[str]]
    reliability: dict[str, float]
    chance: dict[str, float]
    names: frozenset[str]
    odds: dict[str, tuple[float, float]] = field(default_factory=dict)


@cache
def lexicons() -> dict[tuple[str, str], Lexicon]:
    """Return the lexicon of each direction that we have, by (source, target); empty when the file is not there."""
    if not _FILE.exists():
        return {}
    forward: dict[str, frozenset[str]] = {}
    inverse: dict[str, set[str]] = {}
    reliable: tuple[dict[str, float], dict[str, float]] = ({}, {})
    chances: tuple[dict[str, float], dict[str, float]] = ({}, {})
    names: tuple[set[str], set[str]] = (set(), set())
    english = False
    with lzma.open(_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            own, _, rest = line.rstrip("\n").partition(" ")
            if own == "-":
                english = True
                continue
            share, *renderings = rest.split(" ")
            reliable[english][own] = (int(share[:2]) + 0.5) / 100
            chances[english][own] = 2.0 ** -int(share[2])
            if share[3:]:
                names[english].add(own)
            if not english:
                forward[own] = frozenset(renderings)
                for rendering in renderings:
                    inverse.setdefault(rendering, set()).add(own)
    backward = {stem: frozenset(own) for stem, own in inverse.items()}
    return {
        ("fr", "en"): Lexicon(forward, reliable[0], chances[0], frozenset(names[0])),
        ("en", "fr"): Lexicon(backward, reliable[1], chances[1], frozenset(names[1])),
    }
