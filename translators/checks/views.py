"""Both sides of a pair as the checks of names and of gaps see them, and what is known of the pair as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from .alignment import Link
from .coverage import Gap
from .junctions import Holes
from .name_search import Missing
from .words import Side

USUAL = 0.6  # reliability of the lexicon
REACH = 4  # content words to either side that say where a word belongs


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a pair as a whole.

    length: by how many deviations the translation is longer than usual. literal: 0..1, how closely it is rendered, the
    lesser of the two sides. holes: where the translation looks torn. name_hole, word_hole: the worst of them.
    """

    length: float
    literal: float
    holes: Holes
    name_hole: float
    word_hole: float


@dataclass(frozen=True, slots=True)
class View:
    """One side with its links to the other, its most suspect stretch and its missing names."""

    side: Side
    links: list[Link]
    gap: Gap
    missing: list[Missing]


def literalness(links: list[Link]) -> float:
    """Return the share of the words of a side with a counterpart in its place, of those that usually have one.

    Who renders a sentence freely also says "he" for a name.
    """
    usual = met = 0
    for link in links:
        if link.entry.figures.reliability >= USUAL:
            usual += 1
            met += link.other >= 0 and link.distance < 0.35
    return (met + 1) / (usual + 1)


def neighbour(links: list[Link], here: int, step: int, gone: set[int]) -> Link | None:
    """Return the nearest link on that side with a counterpart; None beyond REACH links or the sentence's end.

    here: place in the list. gone: words to pass over.
    """
    for distance in range(1, REACH + 1):
        n = here + step * distance
        if not 0 <= n < len(links):
            return None
        link = links[n]
        if link.other >= 0 and not link.shared and link.index not in gone:
            return link
    return None
