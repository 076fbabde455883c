"""Which content word of one side answers which of the other, by the lexicon, the spelling and the place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from .lexical import UNKNOWN, Entry, Lexicon
from .words import Side

COGNATE_LENGTH = 5
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Link:
    """A content word and its counterpart.

    index: word of the own side. other: word of the other side, -1 when there is none.
    distance: 0..1, how far the two places in their sentences differ. shared: a nearer word has the same counterpart.
    entry: what the lexicon knows of the word. Not frozen, because there are many and that would double their cost.
    """

    index: int
    other: int
    distance: float
    shared: bool
    entry: Entry


def align(own: Side, other: Side, lexicon: Lexicon) -> list[Link]:
    """Return one link for each content word of `own`, in order."""
    places = other.places
    theirs = frozenset(places)
    prefixes: dict[str, frozenset[str]] | None = None
    entries = lexicon.entries
    scale, size = len(other.words) / max(1, len(own.words)), max(1, len(other.words))
    links: list[Link] = []
    taken: dict[int, int] = {}
    stems = own.stems
    for i in own.content:
        key = stems[i]
        entry = entries.get(key, UNKNOWN)
        found = theirs & entry.renderings
        if key in places:
            found = found | {key}
        if not found and len(key) >= COGNATE_LENGTH:
            if prefixes is None:
                prefixes = _by_prefix(places)
            found = prefixes.get(key[:COGNATE_LENGTH], found)
        if not found:
            links.append(Link(i, -1, 1.0, False, entry))
            continue
        expected = i * scale
        if len(found) == 1:
            (word,) = found
            some = places[word]
            best = some[0] if len(some) == 1 else _nearest(some, expected)
        else:
            best = min((_nearest(places[word], expected) for word in found), key=lambda j: abs(j - expected))
        link = Link(i, best, abs(best - expected) / size, False, entry)
        if best in taken:
            rival = links[taken[best]]
            if rival.distance <= link.distance:
                link = Link(i, best, link.distance, True, entry)
            else:
                links[taken[best]] = Link(rival.index, best, rival.distance, True, rival.entry)
                taken[best] = len(links)
        else:
            taken[best] = len(links)
        links.append(link)
    return links


def _by_prefix(stems: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the stems that are long enough for cognates, by their first letters."""
    prefixes: dict[str, frozenset[str]] = {}
    for stem in stems:
        if len(stem) >= COGNATE_LENGTH:
            start = stem[:COGNATE_LENGTH]
            prefixes[start] = prefixes.get(start, _NOTHING) | {stem}
    return prefixes


def _nearest(places: list[int], expected: float) -> int:
    """Return the one of the ascending places that is closest to the expected one."""
    after = bisect_left(places, expected)
    if after == 0:
        return places[0]
    if after == len(places) or expected - places[after - 1] <= places[after] - expected:
        return places[after - 1]
    return places[after]
