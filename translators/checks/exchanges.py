"""Names that changed places: each stands where the other one's neighbours are."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from ..base import Problem
from .alignment import Link
from .name_search import alike
from .numbers import units
from .ties import MARK, tie
from .trees import trees
from .views import Circumstances
from .words import Side

FEATURES = (
    "lesser pull", "greater pull", "apart", "apart in the source", "one of the calendar", "both of the calendar",
    "lesser support", "greater support", "capitals in the source", "disorder", "literal", "between", "names",
    "lesser hole", "greater hole", "name hole", "strangers", "torn apart", "ties", "ties if exchanged",
)  # fmt: skip
SUSPECT = 1.3  # log odds
REACH = 4  # words to either side that say where a name belongs
CLIP = 12.0
MOST_NAMES = 12
MOST_WORDS = 200
NEAR = 2  # words between the parts of one name


@dataclass(slots=True)
class _Name:
    """A run of words with a capital: its first and last word, the first one's place in the source."""

    first: int
    last: int
    place: int
    calendar: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """Two names of the translation, in its order, that the source has in the other. numbers: as in FEATURES."""

    first: str
    second: str
    numbers: list[float]


def check_exchanges(source: Side, target: Side, back: list[Link], pair: Circumstances) -> Iterator[Problem]:
    """Yield a problem when the surroundings of two names say that each belongs where the other stands.

    back: the links of the translation's content words to the source.
    """
    model = trees("exchanged")
    found = swaps(source, target, back, pair) if model else []
    if model and found:
        odds, swap = max(
            zip(model.log_odds([swap.numbers for swap in found]), found, strict=True), key=lambda each: each[0]
        )
        if odds > SUSPECT:
            yield Problem("names", "warning", f"{swap.first} and {swap.second} have changed places")


def swaps(source: Side, target: Side, back: list[Link], pair: Circumstances) -> list[Swap]:
    """Return the names that cross, each pair with what tells an exchange from another order of the sentence."""
    names, others = _split(source, target, back)
    if not 2 <= len(names) <= MOST_NAMES:
        return []
    forth = {link.index: link.other for link in back if link.other >= 0}
    there = {other: index for index, other in forth.items()}
    crossed = sum(a[1] > b[1] for a, b in itertools.pairwise(others))
    disorder = crossed / (len(others) + 1)
    found = []
    for n, one in enumerate(names):
        for two in names[n + 1 :]:
            if one.place <= two.place:
                continue
            around = others + [(name.first, name.place) for name in names if name is not one and name is not two]
            (pull, support), (other_pull, other_support) = _pull(one, two, around), _pull(two, one, around)
            between = sum(one.last < index < two.first for index, _ in others)
            holes = sorted(max(pair.holes.between(target, name.first - 1, name.last + 1)) for name in (one, two))
            capitals = source.words[one.place][0].isupper() + source.words[two.place][0].isupper()
            found.append(Swap(target.words[one.first], target.words[two.first], [
                min(pull, other_pull), max(pull, other_pull), float(two.first - one.last),
                float(one.place - two.place), float(one.calendar != two.calendar),
                float(one.calendar and two.calendar), min(support, other_support), max(support, other_support),
                float(capitals), disorder, pair.literal, float(between), float(len(names)), *holes, pair.name_hole,
                float(_strangers(one, target, forth) + _strangers(two, target, forth)),
                float(_torn(one, source, there) + _torn(two, source, there)),
                float(_same_tie(one, one, source, target) + _same_tie(two, two, source, target)),
                float(_same_tie(one, two, source, target) + _same_tie(two, one, source, target)),
            ]))  # fmt: skip
    return found


def _split(source: Side, target: Side, back: list[Link]) -> tuple[list[_Name], list[tuple[int, int]]]:
    """Return the names with a counterpart, and the other words with one as (target, source) places."""
    calendar = units(target.language)
    names: list[_Name] = []
    others: list[tuple[int, int]] = []
    for link in back:
        index, other = link.index, link.other
        capital = target.words[index][0].isupper()
        if other < 0 and capital and len(source.words) < MOST_WORDS:
            other = _place(target.folded[index], source)
        if other < 0 or link.shared:
            continue
        if not capital or not (index or target.folded[index] == source.folded[other]):
            others.append((index, other))
        elif (
            names
            and names[-1].last == index - 1
            and target.between(index - 1) in (" ", "-")
            and abs(other - names[-1].place) <= NEAR + index - names[-1].first
        ):
            names[-1].last = index
        else:
            names.append(_Name(index, index, other, target.folded[index] in calendar))
    return names, others


def _place(name: str, source: Side) -> int:
    """Return the one place of a name in another spelling, -1 when there is none or more than one."""
    if len(name) < 3:
        return -1
    places = [i for i, word in enumerate(source.words) if word[0].isupper() and i and alike(name, source.folded[i])]
    return places[0] if len(places) == 1 else -1


def _pull(name: _Name, rival: _Name, others: list[tuple[int, int]]) -> tuple[float, float]:
    """Return how much nearer to the rival's place in the source than to its own the words around a name stand.

    The second number says how many there are, the near ones counting for more.
    """
    pull = support = 0.0
    for index, other in others:
        distance = name.first - index if index < name.first else index - name.last
        if distance <= REACH:
            near = 1 / (1 + distance)
            support += near
            pull += near * (min(CLIP, abs(other - name.place)) - min(CLIP, abs(other - rival.place)))
    return pull, support


def _strangers(name: _Name, target: Side, forth: dict[int, int]) -> int:
    """Count the words with a capital right beside a name that stand elsewhere in the source."""
    found = 0
    for here, glue in ((name.first - 1, name.first - 1), (name.last + 1, name.last)):
        if 0 < here < len(target.words) and target.words[here][0].isupper() and target.between(glue) in (" ", "-"):
            found += abs(forth.get(here, name.place) - name.place) > NEAR + 2
    return found


def _torn(name: _Name, source: Side, there: dict[int, int]) -> int:
    """Count the words with a capital right beside a name in the source that stand elsewhere in the translation."""
    found = 0
    for here, glue in ((name.place - 1, name.place - 1), (name.place + 1, name.place)):
        if 0 < here < len(source.words) and source.words[here][0].isupper() and source.between(glue) in (" ", "-"):
            other = there.get(here, name.first)
            found += min(abs(other - name.first), abs(other - name.last)) > NEAR
    return found


def _same_tie(own: _Name, other: _Name, source: Side, target: Side) -> int:
    """Return 1 when the one's tie in the source is the other's in the translation, -1 when they contradict, else 0."""
    one, two = tie(source, own.place - 1), tie(target, other.first - 1)
    if one == two:
        return int(one > 0)
    return -int(0 < one < MARK and 0 < two < MARK)
