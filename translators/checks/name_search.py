"""Names that one side has and the other lacks: found here, weighed in `name_evidence.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.fuzz import ratio

from cleaners.vocabulary import zipf

from .alignment import Link
from .counting import ROMAN
from .exonyms import exonyms, peoples
from .junctions import Holes
from .lexical import Entry
from .numbers import units
from .residue import is_foreign
from .words import Side, function_words

MOST_UNLINKED = 200  # beyond, it is no sentence
_DOUBTFUL_MONTHS = frozenset(["march", "may", "mars", "mai"])  # words of their own, so no units
_NUMERIC_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
ACRONYM, SHORT = 6, 4  # letters at most, of an acronym and of a name in short
SIMILAR = 72.0
SOUNDS_SIMILAR = 80.0
_SENTENCE_START = re.compile(r"[.!?…:;]\s*[\"'“«»”(\[—–-]*\s*$|^\W*$|[\"“«»”(\[—–]\s*$")
_SOUNDS = (
    ("tch", "c"), ("tsch", "c"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("dj", "j"),
    ("zh", "j"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ei", "e"), ("ai", "e"), ("ae", "e"), ("y", "i"),
    ("w", "v"), ("q", "k"), ("ck", "k"), ("c", "k"), ("z", "s"), ("ee", "i"),
)  # fmt: skip
_GENERIC = frozenset(  # titles and bodies: written with a capital, but said in other words as often as not
    (
        "mr mrs ms dr mme mlle me pr prof sir lord st ste madame monsieur president minister ministre council "
        "conseil union parliament parlement commission committee comite state states etat etats senate senat "
        "congress congres assembly assemblee chamber chambre republic republique party parti bank banque "
        "index internet euro court cour treaty traite group groupe prime premier university universite "
        "ministry ministere department departement institute institut association federation company street "
        "rue avenue square place church eglise house palace palais king roi queen reine law act general "
        "generale national nationale international internationale world mondial mondiale championship cup "
        "coupe league ligue christmas noel eve congressman rep sen gov judge juge professor professeur "
        "chef adm nov oct sept jan feb aug dec ceo chairman secretariat protection constitution jr"
    ).split()
)


_CALENDAR = frozenset(["day", "month"])
COMMON = 3.8  # zipf units
PLAIN_HOLE = 3.0  # log odds of a hole: a word that is no name may be missing there
KINDS = ("plain", "again", "given", "common", "known", "same", "new")
_NAMED = frozenset(["known", "same", "new"])
WHOLE, FIRST, LAST = range(3)


@dataclass(frozen=True, slots=True)
class Missing:
    """A name of one side, or a word of one, without a counterpart on the other.

    index: of the word. kind: "same" (both languages write it alike), "known" (the lexicon knows it by another form,
    days and peoples among them), "new" (no lexicon has it), "common" (an ordinary word with a capital), "given" (a
    first name whose surname stands there alone); and, looked at only where the other side has a hole, "plain" (any
    other word); there, or where it has a name too many, "again" (a name that the other side has less often). part:
    WHOLE, or which part of a name of which the rest came across.
    """

    index: int
    kind: str
    part: int

    @property
    def named(self) -> bool:
        """Whether it is a name rather than an ordinary word."""
        return self.kind in _NAMED


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """Return a folded name as it sounds across transliterations: "poutine" and "putin" come close."""
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", name.rstrip("e"))


def missing_names(
    own: Side,
    other: Side,
    links: list[Link],
    names: tuple[frozenset[str], frozenset[str]],
    holes: Holes | None,
    new: bool,
) -> list[Missing]:
    """Return the names of `own` that have no counterpart in `other`, in order.

    links: the alignment of the content words of `own`. names: stems of names, of either language. holes: those of
    `other`, if it is the translation; where one is, any word without a counterpart may be what is missing. new: `other`
    has a word with a capital and without a counterpart, which may stand for a name that is said elsewhere, too.
    """
    torn = holes is not None and max(holes.worst) >= PLAIN_HOLE
    unlinked = {link.index: link.entry for link in links if link.other < 0 or ((torn or new) and link.shared)}
    if not unlinked or len(unlinked) > MOST_UNLINKED:
        return []
    again = {link.index for link in links if link.other >= 0}
    table = exonyms(own.language, other.language)
    kinds = {i: kind for i, entry in unlinked.items() if (kind := _kind(own, i, entry, names))}
    gone = {i for i in kinds if i not in again and not _answered(own, i, other, table)}
    given = {i for i in gone if kinds[i] in _NAMED and _is_given(own, i, gone, other)}
    gone -= given
    found = []
    for i in unlinked:
        if i in again:
            if kinds.get(i) in _NAMED:
                found.append(Missing(i, "again", WHOLE))
        elif i in gone:
            kind = kinds[i]
            found.append(Missing(i, kind, _part(own, i, gone) if kind in ("same", "new") else WHOLE))
        elif i in given:
            found.append(Missing(i, "given", FIRST))
        elif torn and i not in kinds:
            found.append(Missing(i, "plain", WHOLE))
    return found


def _part(own: Side, index: int, gone: set[int]) -> int:
    if _continues(own, index, gone, +1):
        return FIRST
    return LAST if _continues(own, index, gone, -1) else WHOLE


def _is_given(own: Side, index: int, gone: set[int], other: Side) -> bool:
    """Whether a word is a first name that one side leaves out: "Anna Keller" here, "Keller" there.

    The surname stands on both sides, and there no other name before it.
    """
    following = index + 1
    if following >= len(own.words) or following in gone or own.between(index) != " ":
        return False
    surname = own.words[following]
    if not surname[0].isupper() or own.folded[following] in _GENERIC or not surname[1:].islower():
        return False
    places = [i for i, folded in enumerate(other.folded) if alike(own.folded[following], folded)]
    if any(i and other.words[i - 1][0].isupper() and other.between(i - 1) == " " for i in places):
        return False
    return bool(places)


def _kind(side: Side, index: int, entry: Entry, names: tuple[frozenset[str], frozenset[str]]) -> str:
    """Return what a word is: "same" (a name alike in both), "known", "new" (no lexicon has it), "common", or ""."""
    word, folded, key = side.words[index], side.folded[index], side.stems[index]
    renderings, known = entry.renderings, entry.figures.reliability
    if not word[0].isupper():
        if renderings and known >= 0.7 and _may_name(side, index):
            named = len(renderings & names[1])
            if named and named * 2 >= len(renderings):
                return "known"
        return ""
    if len(word) < 2 or ROMAN.fullmatch(word) or folded in function_words(side.language):
        return ""
    if key in names[0] and folded not in _GENERIC:
        if not renderings or key in renderings:
            return "same"
        return "known" if not renderings.isdisjoint(names[1]) else "common"
    if known >= 0 or folded in _GENERIC:
        return "" if starts_sentence(side, index) else "common"
    if is_foreign(folded, word, side.language, "en" if side.language == "fr" else "fr"):
        return ""  # a common word of this language, whatever its capital
    return "new"


def _may_name(side: Side, index: int) -> bool:
    """Whether a word without a capital may be a name in the other language: a day, a month, a people, a rare word."""
    folded = side.folded[index]
    unit = units(side.language).get(folded)
    if unit:
        return unit[0] in _CALENDAR
    return side.stems[index] in peoples(side.language) or zipf(side.words[index].lower(), side.language) < COMMON


def starts_sentence(side: Side, index: int) -> bool:
    """Whether a word may owe its capital to its place."""
    return bool(_SENTENCE_START.search(side.text[max(0, side.starts[index] - 4) : side.starts[index]]))


def _continues(side: Side, index: int, gone: set[int], step: int) -> bool:
    """Whether the name that the word belongs to goes on, that way, with a word that is not missing."""
    here = index + step
    while 0 <= here < len(side.words) and side.words[here][0].isupper():
        if side.between(min(here, here - step)) not in (" ", "-", ". "):
            return False
        if here not in gone:
            return side.folded[here] not in _GENERIC and not (step < 0 and starts_sentence(side, here) and here == 0)
        here += step
    return False


def _answered(side: Side, index: int, other: Side, table: dict[str, frozenset[tuple[str, ...]]]) -> bool:
    """Whether the other side holds the name: as it is, by its other form, in another spelling, as an acronym."""
    word, folded = side.words[index], side.folded[index]
    names = table.get(side.stems[index])
    if folded in other.vocabulary or (names and any(map(other.stem_set.issuperset, names))):
        return True
    unit = units(side.language).get(folded)
    if unit and any(units(other.language).get(theirs) == unit for theirs in other.folded):
        return True
    if (folded in _DOUBTFUL_MONTHS or (unit and unit[0] == "month")) and _NUMERIC_DATE.search(other.text):
        return True
    if _is_shortened(side, index, other):
        return True
    return _has_alike(folded, other) or _is_acronym(word, other) or _has_acronym(side, index, other)


def _is_shortened(side: Side, index: int, other: Side) -> bool:
    """Whether one side has the name in short, with a full stop: "Va." for "Virginie", "Jan." for "janvier"."""
    word = side.folded[index]
    if 2 <= len(word) <= SHORT and side.between(index).startswith("."):
        return any(len(theirs) > SHORT and _begins(theirs, word) for theirs in other.folded)
    if len(word) <= SHORT:
        return False
    return any(
        2 <= len(theirs) <= SHORT and _begins(word, theirs) and other.between(n).startswith(".")
        for n, theirs in enumerate(other.folded)
    )


def _begins(word: str, short: str) -> bool:
    """Whether a word in short stands for the word: its first letters, or its first and another one."""
    return word.startswith(short) or (len(short) == 2 and word[0] == short[0] and short[1] in word[1:])


def _has_alike(name: str, other: Side) -> bool:
    """Whether the other side holds the name in another spelling; a word without a capital must be closer."""
    for word, folded in zip(other.words, other.folded, strict=True):
        if abs(len(folded) - len(name)) > 4 or (folded[0] != name[0] and len(name) < 5):
            continue
        if word[0].isupper():
            if alike(name, folded):
                return True
        elif len(name) > 5 and folded[:3] == name[:3] and ratio(name, folded) >= 80:
            return True
    return False


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> float:
    """Return how much two folded words sound alike, 0 to 1: which share of the longer one need not be changed."""
    return Levenshtein.normalized_similarity(skeleton(one), skeleton(other))


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether two folded words are the same name in two spellings."""
    if abs(len(one) - len(other)) > 4 or len(other) < 2:
        return False
    if one[:1] == other[:1]:
        if ratio(one, other) >= SIMILAR or (len(one) > 4 and JaroWinkler.similarity(one, other) > 0.9):
            return True
    elif len(one) > 4 and ratio(one, other) >= 78:
        return True
    ours, theirs = skeleton(one), skeleton(other)
    return ours[:1] == theirs[:1] and len(theirs) > 2 and ratio(ours, theirs) >= SOUNDS_SIMILAR


def _is_acronym(word: str, other: Side) -> bool:
    """Whether an acronym is spelt out on the other side, or is an anagram of one there (OTAN and NATO, ONU and UN)."""
    if not _looks_acronym(word):
        return False
    letters = sorted(word.lower())
    if any(o.isupper() and sorted(o.lower()) == letters for o in other.words):
        return True
    initials = "".join(w[0] for w in other.words if w[0].isupper()).lower()
    if len(word) > 2 and (word.lower() in initials or word.lower()[::-1] in initials):
        return True
    return not word.isupper() and word in "".join(w[0] for w in other.words)  # BoJ, Bank of Japan


def _has_acronym(side: Side, index: int, other: Side) -> bool:
    """Whether the other side has the acronym of the name that a word belongs to, and this side has not."""
    if not any(map(_looks_acronym, other.words)):
        return False
    run = [word[0].lower() for word in side.words[max(0, index - ACRONYM) : index + ACRONYM] if word[0].isupper()]
    initials = "".join(run)
    return any(
        len(word) > 2 and (folded in initials or folded[::-1] in initials) and folded not in side.vocabulary
        for word, folded in zip(other.words, other.folded, strict=True)
        if _looks_acronym(word)
    )


def _looks_acronym(word: str) -> bool:
    return 2 <= len(word) <= ACRONYM and word[-1].isupper() and sum(map(str.isupper, word)) * 2 > len(word)
