"""What speaks for a name lost, replaced or put in by mistake, as numbers for the trees to weigh."""

from __future__ import annotations

from functools import lru_cache

from cleaners.vocabulary import zipf

from .exonyms import exonyms
from .junctions import NONE
from .name_search import KINDS, Missing, likeness, starts_sentence
from .numbers import units
from .ties import tie
from .views import REACH, Circumstances, View, neighbour
from .words import Side

FEATURES = (
    "side", "direction", "plain", "again", "given", "common", "known", "same", "new", "part", "run", "strength",
    "reliability", "frequency", "letters", "capitals", "begins the sentence", "calendar", "times", "left", "right",
    "room", "room taken", "new names between", "unexplained between", "evidence between", "capitals between",
    "name hole here", "word hole here", "name hole", "word hole", "name hole against the worst", "own name hole",
    "own word hole", "likeness", "frequency there", "frequency of the new", "literal", "length", "missing",
    "new names", "new capitals", "names", "other names", "names met", "words", "persons", "in brackets", "gap",
    "within the gap", "mark before", "mark behind", "met around", "place", "names not met around",
    "persons there", "doubled there", "tie before", "tie there", "tie behind", "ties differ",
)  # fmt: skip
WIDEST = 30  # words between two neighbours that still tell a place
WIDE = 3.0  # log odds of a hole: enough for a word that is no name
_DOUBTFUL = frozenset(["plain", "again", "given"])
_PERSONS = {
    "fr": "il elle ils elles lui leur leurs son sa ses celui celle ceux ce cette cet ici notre nos nous",
    "en": "he she it they him her them his hers its their this that those these here our we us",
}
_PERSON_WORDS = {language: frozenset(words.split()) for language, words in _PERSONS.items()}


def features(own: View, other: View, pair: Circumstances, side: int) -> dict[Missing, list[float]]:
    """Return the evidence for each missing name of `own`, in the order of FEATURES.

    side: 0 when `own` is the source, 1 when it is the translation. Other words than names count only at a hole.
    """
    if not own.missing:
        return {}
    source, target = own.side, other.side
    at = {link.index: n for n, link in enumerate(own.links)}
    gone = {lost.index for lost in own.missing if lost.kind not in _DOUBTFUL}
    unexplained = {link.index: link for link in other.links if link.other < 0 or link.shared}
    fresh = [new.index for new in other.missing if new.named]
    capitals = [j for j in unexplained if j and target.words[j][0].isupper()]
    named = [link for link in own.links if source.words[link.index][0].isupper()]
    met = sum(link.other >= 0 for link in named)
    persons = _persons(target) - _persons(source)
    calendar, table = units(source.language), exonyms(source.language, target.language)
    whole = [
        pair.literal, pair.length, float(len(gone)), float(len(fresh)), float(len(capitals)), float(len(named)),
        float(sum(target.words[link.index][0].isupper() for link in other.links)), met / (len(named) + 1),
        float(len(own.links)), float(max(-2, min(2, persons))),
    ]  # fmt: skip
    rows: dict[Missing, list[float]] = {}
    for lost in own.missing:
        i = lost.index
        word, folded, figures = source.words[i], source.folded[i], own.links[at[i]].entry.figures
        left, right = neighbour(own.links, at[i], -1, gone), neighbour(own.links, at[i], +1, gone)
        low = left.other if left else -1
        high = right.other if right else len(target.words)
        torn, wide = pair.holes.between(target, low, high) if not side else (NONE, NONE)
        between = range(low + 1, high)
        there = [j for j in capitals if j in between]
        if max(torn, wide) < WIDE and (lost.kind == "plain" or (lost.kind == "again" and not there)):
            continue
        around = own.links[max(0, at[i] - REACH) : at[i] + REACH + 1]
        own_torn, own_wide = pair.holes.between(source, i - 1, i + 1) if side else (NONE, NONE)
        room = float(max(-6, min(12, high - low - 1)))
        taken = float((right.index if right else len(source.words)) - (left.index if left else -1) - 1)
        news = sum(j in between for j in fresh)
        others = [j for j in between if j in unexplained] if len(between) < WIDEST else []
        rows[lost] = [
            float(side), float(source.language == "fr"), *(float(lost.kind == kind) for kind in KINDS),
            float(lost.part), float(_run(source, i, gone)), figures.strength, figures.reliability,
            _frequency(folded, source.language),
            float(len(word)), float(sum(map(str.isupper, word))), float(starts_sentence(source, i)),
            float(folded in calendar), float(len(source.places.get(source.stems[i], ()))),
            float(i - left.index if left else 9), float(right.index - i if right else 9), room, taken, float(news),
            float(len(others)), sum(unexplained[j].entry.figures.strength for j in others),
            float(len(there)),
            torn, wide, pair.name_hole, pair.word_hole, torn - pair.name_hole, own_torn, own_wide,
            max((likeness(folded, target.folded[j]) for j in there or fresh), default=0.0),
            _frequency(folded, target.language),
            max((_frequency(target.folded[j], source.language) for j in there), default=-1.0), *whole,
            float(_bracketed(source, i)), own.gap.evidence, float(own.gap.first <= i <= own.gap.last),
            float(_marked(source, i - 1)), float(_marked(source, i)),
            float(sum(link.other >= 0 for link in around)), float(source.stems[i] in table),
            float(sum(link.other < 0 and source.words[link.index][0].isupper() for link in around)),
            float(sum(target.folded[j] in _PERSON_WORDS[target.language] for j in between)),
            float(sum(unexplained[j].shared for j in there)),
            *_ties(source, i, target, _place(pair, target, there, (low, high), side)),
        ]  # fmt: skip
    return rows


def _place(pair: Circumstances, other: Side, there: list[int], room: tuple[int, int], side: int) -> int:
    """Return the word of the other side that stands where the name should, or that follows the hole there; else -1."""
    if there:
        return there[0]
    return -1 if side else pair.holes.place(other, *room)


def _ties(own: Side, index: int, other: Side, place: int) -> tuple[float, float, float, float]:
    """Return by what kind of word a name is tied to the sentence, its place on the other side, and what follows it."""
    before = tie(own, index - 1)
    if place < 0:
        return float(before), -1.0, -1.0, 0.0
    there = tie(other, place - 1)
    return float(before), float(there), float(tie(other, place)), float(before != there)


def _persons(side: Side) -> int:
    return sum(word in _PERSON_WORDS[side.language] for word in side.folded)


@lru_cache(maxsize=8192)
def _frequency(word: str, language: str) -> float:
    return zipf(word, language)


def _run(side: Side, index: int, gone: set[int]) -> int:
    """Return how many words in a row are missing around a word."""
    first = last = index
    while first - 1 in gone:
        first -= 1
    while last + 1 in gone:
        last += 1
    return last - first + 1


def _marked(side: Side, index: int) -> bool:
    """Whether more than spaces stands between a word and the next one."""
    return index < 0 or side.between(index).strip() not in ("", "-", "'", "’")


def _bracketed(side: Side, index: int) -> bool:
    before = side.text[: side.starts[index]]
    return before.count("(") > before.count(")")
