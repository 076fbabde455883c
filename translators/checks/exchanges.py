"""Names that changed places: each stands where the other one's neighbours are."""

from __future__ import annotations

from .alignment import Link
from .name_search import alike
from .numbers import units
from .words import Side

REACH = 4  # words to either side that say where a name belongs
CLIP = 12.0
MARGIN = 1.3
MOST_NAMES = 12
MOST_WORDS = 200


def exchanged(source: Side, target: Side, back: list[Link]) -> tuple[str, str] | None:
    """Return two names of the translation whose surroundings say that each belongs where the other stands.

    back: the links of the translation's content words to the source. Only names that cross (the source has them in
    the other order) are asked: did the words around each move along with it?
    """
    names, others = _split(source, target, back)
    if not 2 <= len(names) <= MOST_NAMES:
        return None
    best: tuple[float, tuple[str, str]] | None = None
    for n, (first, first_source) in enumerate(names):
        for second, second_source in names[n + 1 :]:
            if first_source <= second_source:
                continue
            a = _pull(first, first_source, second_source, others)
            b = _pull(second, second_source, first_source, others)
            pull = a + b + min(a, b)  # both must say so
            if pull > MARGIN and (best is None or pull > best[0]):
                best = (pull, (target.words[first], target.words[second]))
    return best[1] if best else None


def _split(source: Side, target: Side, back: list[Link]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the linked names, one for each run of capitals, and the other linked words, as (target, source) places."""
    names: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    previous = -9
    for link in back:
        index, other = link.index, link.other
        capital = target.words[index][0].isupper()
        if other < 0 and capital and len(source.words) < MOST_WORDS:
            other = _place(target.folded[index], source)
        if other < 0 or link.shared:
            continue
        if capital and target.folded[index] in units(target.language):
            continue  # a day or a month goes with its phrase, to where the language wants it
        if capital and (index or target.folded[index] == source.folded[other]):
            if index - previous > 2:
                names.append((index, other))
            previous = index
        else:
            others.append((index, other))
    return names, others


def _place(name: str, source: Side) -> int:
    """Return the one place of a name in another spelling, -1 when there is none or more than one."""
    if len(name) < 3:
        return -1
    places = [i for i, word in enumerate(source.words) if word[0].isupper() and i and alike(name, source.folded[i])]
    return places[0] if len(places) == 1 else -1


def _pull(place: int, own: int, rival: int, others: list[tuple[int, int]]) -> float:
    """Return how much nearer to the rival's place in the source than to its own the words around a name stand."""
    pull = 0.0
    for index, other in others:
        distance = abs(index - place)
        if distance <= REACH:
            pull += (min(CLIP, abs(other - own)) - min(CLIP, abs(other - rival))) / (1 + distance)
    return pull
