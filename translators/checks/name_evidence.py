"""What speaks for a name lost, replaced or put in by mistake, as numbers, and what each is worth.

The weights are those of a logistic regression, fitted once on newstest2012 and held-out news, as they are and with the
names that the planters of `tests.bench.guard` take out or replace; both directions share them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .alignment import Link
from .lexical import Lexicon
from .name_search import Missing
from .numbers import units
from .words import Side

WEIGHTS = (
    -0.89, 1.73, 0.50, 2.35, 0.98, -0.28, 1.37, 1.59, 1.19, 0.51, 0.22, -1.01, 0.51, 0.85, 0.80, -0.60, -0.47,
    0.71, 1.76, -0.77, 0.16, 0.21, -0.69, 0.21, 0.26, -0.27, 0.83, -0.35, -0.33, -0.08, 0.24, 0.26, -0.24,
    -0.80, -1.28, 0.84, 0.23, -0.32, -0.04, 0.22, 0.03, 0.04, -0.14, 0.05, 1.57, 0.38, -0.66, -0.62,
)  # fmt: skip
USUAL = 0.6  # reliability of the lexicon
_PERSONS = {
    "fr": "il elle ils elles lui leur leurs son sa ses celui celle ceux ce cette cet ici notre nos nous",
    "en": "he she it they him her them his hers its their this that those these here our we us",
}
_PERSON_WORDS = {language: frozenset(words.split()) for language, words in _PERSONS.items()}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a pair as a whole.

    length: by how many deviations the translation is longer than usual. hole: the most suspect junction of its words,
    see `junctions.hole`. literal: 0..1, how closely it is rendered, the lesser of the two sides.
    """

    length: float
    hole: float
    literal: float


def literalness(own: Side, links: list[Link], lexicon: Lexicon) -> float:
    """Return the share of the words of `own` with a counterpart in its place, of those that usually have one.

    Who renders a sentence freely also says "he" for a name.
    """
    usual = met = 0
    for link in links:
        if lexicon.reliability.get(own.stems[link.index], 0.0) >= USUAL:
            usual += 1
            met += link.other >= 0 and link.distance < 0.35
    return (met + 1) / (usual + 1)


def strength(own: Side, index: int, lexicon: Lexicon) -> float:
    """Return how strongly a word without a counterpart speaks for a loss: by how reliably it is rendered."""
    key = own.stems[index]
    share = min(0.95, lexicon.reliability.get(key, 0.6))
    chance = min(0.3, lexicon.chance.get(key, 0.01))
    return math.log((1 - chance) / (1 - share))


def evidence(found: list[float]) -> float:
    """Return the natural logarithm of the odds that a name was lost, replaced or added; found: see `features`."""
    return sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))


def features(
    source: Side,
    target: Side,
    missing: tuple[Missing, Missing],
    alignment: tuple[list[Link], list[Link]],
    lexicons: tuple[Lexicon, Lexicon],
    circumstances: Circumstances,
) -> list[float]:
    """Return the evidence as numbers in the order of WEIGHTS.

    missing: of the source, and of the target. alignment: from either side. lexicons: source to target, and back.
    """
    (lost, added), (links, back) = missing, alignment
    hole, literal = circumstances.hole, circumstances.literal
    ours, theirs = _kinds(source, lost, lexicons[0]), _kinds(target, added, lexicons[1])
    left_out = _surroundings(lost.names or lost.common, links, back, target, added)
    put_in = _surroundings(added.names, back, links, source, lost)
    torn = torn_out(source, links, back, target, lexicons[0]) if hole >= 2 else (0.0, -1)
    both = float(bool(lost.names) and bool(added.names))
    any_lost = float(bool(lost.names or lost.common))
    any_added = float(bool(added.names))
    persons = sum(w in _PERSON_WORDS[target.language] for w in target.folded) - sum(
        w in _PERSON_WORDS[source.language] for w in source.folded
    )
    person = max(-1.0, min(2.0, persons)) * any_lost
    reverse = max(-2.0, min(1.0, persons)) * any_added
    free = 1.0 - literal
    length = max(-3.0, min(3.0, circumstances.length))
    return [
        1.0, *ours, *theirs, *left_out, *put_in, both, both * free, any_lost * free, any_added * free, hole,
        hole * any_lost,
        float(hole >= 4), torn[0], torn[0] * float(hole >= 4), person, reverse, any_lost * length, any_added * length,
        any_lost * len(lost.names) / (1 + sum(w[0].isupper() for w in source.words)),
        any_added * len(added.names) / (1 + sum(w[0].isupper() for w in target.words)),
        any_lost * min(40, len(source.content)) / 40, any_added * min(40, len(source.content)) / 40,
    ]  # fmt: skip


def _kinds(side: Side, missing: Missing, lexicon: Lexicon) -> list[float]:
    known = max((strength(side, i, lexicon) for i in missing.known), default=0.0)
    calendar = units(side.language)
    proper = [i for i in missing.known if side.words[i][0].isupper() and side.folded[i] not in calendar]
    dated = len(missing.known) > len([i for i in missing.known if side.folded[i] not in calendar])
    common = max((strength(side, i, lexicon) for i in missing.common), default=0.0)
    same = max((strength(side, i, lexicon) for i in missing.same), default=0.0)
    return [
        float(bool(missing.whole)), min(3.0, len(missing.whole)), float(bool(missing.last)),
        float(bool(missing.first)),
        known, float(known > 2), float(bool(proper)), float(dated), common, same, float(bool(missing.acronyms)),
    ]  # fmt: skip


def _surroundings(names: list[int], links: list[Link], back: list[Link], other: Side, new: Missing) -> list[float]:
    """Tell how the other side goes on around the missing names; the most telling one counts.

    Four numbers: the neighbours meet with nothing between; a new name stands between; other unexplained words do; both
    neighbours came across.
    """
    if not names:
        return [0.0] * 4
    at = {link.index: n for n, link in enumerate(links)}
    unexplained = {link.index for link in back if link.other < 0}
    fresh = set(new.names)
    closed = filled = reworded = kept = 0.0
    wanted = set(names)
    for name in names:
        here = at.get(name)
        if here is None:
            continue
        left = _neighbour(links, here, -1, wanted)
        right = _neighbour(links, here, +1, wanted)
        low = left.other if left else -1
        high = right.other if right else len(other.words)
        if low >= high or high - low > 12:
            continue
        kept = max(kept, (0.5 if left else 0.0) + (0.5 if right else 0.0))
        between = range(low + 1, high)
        if any(j in fresh for j in between):
            filled = 1.0
        elif any(j in unexplained for j in between):
            reworded = 1.0
        elif high - low < 6:
            closed = 1.0
    return [closed, filled, reworded, kept]


def _neighbour(links: list[Link], here: int, step: int, names: set[int]) -> Link | None:
    """Return the nearest content word on that side with a counterpart; None beyond four words or the sentence's end."""
    for distance in range(1, 5):
        n = here + step * distance
        if not 0 <= n < len(links):
            return None
        link = links[n]
        if link.other >= 0 and not link.shared and link.index not in names:
            return link
    return None


def torn_out(source: Side, links: list[Link], back: list[Link], target: Side, lexicon: Lexicon) -> tuple[float, int]:
    """Return strength and index of the word of the source that the translation most clearly skips, -1 for none.

    Its neighbours came across and meet, or nothing unexplained stands between them.
    """
    unexplained = {link.index for link in back if link.other < 0}
    best = (0.0, -1)
    for here, link in enumerate(links):
        if link.other >= 0:
            continue
        weight = strength(source, link.index, lexicon)
        if weight <= best[0]:
            continue
        left, right = _neighbour(links, here, -1, set()), _neighbour(links, here, +1, set())
        low, high = left.other if left else -1, right.other if right else len(target.words)
        if low < high <= low + 5 and not any(j in unexplained for j in range(low + 1, high)):
            best = (weight, link.index)
    return best
