"""Names: those of the source must come out, those of the translation must have come from somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from ..base import Problem, Severity
from .alignment import Link
from .exonyms import exonyms
from .lexical import Lexicon
from .numbers import units
from .quantities import ROMAN
from .residue import is_foreign
from .words import Side, function_words

MOST_UNLINKED = 200  # beyond, it is no sentence
SIMILAR = 72.0
SOUNDS_SIMILAR = 80.0
LITERAL_ENOUGH_TO_SWAP = 0.45
LITERAL = 0.6
WELL_KNOWN_LITERAL = 0.75  # well-known names are the ones that people leave out, or say "here" for
USUAL = 0.6  # reliability of the lexicon
SURE = 0.9  # reliability of the lexicon
_SENTENCE_START = re.compile(r"[.!?…:;]\s*[\"'“«»”(\[—–-]*\s*$|^\W*$|[\"“«»”(\[—–]\s*$")
_SOUNDS = (
    ("tch", "c"), ("tsch", "c"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("dj", "j"),
    ("zh", "j"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ei", "e"), ("ai", "e"), ("ae", "e"), ("y", "i"),
    ("w", "v"), ("q", "k"), ("ck", "k"), ("c", "k"), ("z", "s"), ("ee", "i"),
)  # fmt: skip
_HOLES = {
    "en": re.compile(
        r"\b(?:the|a|an|of|in|at|by|with|from|for|to|and|near|between|against) "
        r"(?:[,.;:)]|(?:is|was|has|had|were|are|will|and|or|of|said|says|who|would|could|can)\b)|"
        r"(?<=\s)'s\b|  |, ,|[\"“] said [,.]"
    ),
    "fr": re.compile(
        r"\b(?:le|la|les|l'|de|d'|du|des|à|au|en|dans|par|avec|pour|chez|et|entre|contre|un|une) ?"
        r"(?:(?<= )[,.;)]|"
        r"(?<=[' ])(?:est|a|ont|sont|était|avait|et|ou|de|qui|dit|sera|du|des)\b)|  |, ,"
    ),
}
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
    ).split()
)


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """Return a folded name as it sounds across transliterations: "poutine" and "putin" come close."""
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", name.rstrip("e"))


def check_names(
    source: Side, target: Side, links: list[Link], back: list[Link], lexicons: tuple[Lexicon, Lexicon]
) -> Iterator[Problem]:
    """Yield a problem when names of the source are missing from the translation, or new ones stand in it.

    links, back: the alignment of either side's content words with the other's. lexicons: source to target, and back.
    New names alone are no more than a hint: people spell out acronyms and say who is meant.
    """
    lost = missing_names(source, target, links, lexicons)
    added = missing_names(target, source, back, lexicons[::-1])
    if not (lost or added):
        return
    literal = min(literalness(source, links, lexicons[0]), literalness(target, back, lexicons[1]))
    loose = literal < LITERAL_ENOUGH_TO_SWAP
    if lost and added and not all(_is_first_name(source, i, lost) for i in lost):
        acronyms = all(source.words[i].isupper() for i in lost) and all(target.words[i].isupper() for i in added)
        yield Problem(
            "names",
            "info" if acronyms or loose else "warning",
            f"{_listed(source, lost)} became {_listed(target, added)}",
        )
    elif lost:
        known = len(lost) == 1 and source.stems[lost[0]] in lexicons[0].reliability
        unsure = (
            (known and literal < WELL_KNOWN_LITERAL)
            or (loose and len(lost) == 1)
            or all(source.words[i].isupper() or _is_first_name(source, i, lost) for i in lost)
        )
        severity: Severity = "info" if unsure else "warning"
        yield Problem("names", severity, f"{_listed(source, lost)} is not in the translation")
    elif added:
        yield Problem("names", "info", f"{_listed(target, added)} is not in the source")


def _has_hole(side: Side) -> bool:
    """Whether an article or a preposition stands before a mark or a verb, as where a name was taken out."""
    pattern = _HOLES.get(side.language)
    return bool(pattern and pattern.search(side.text))


def literalness(own: Side, links: list[Link], lexicon: Lexicon) -> float:
    """Return the share of the words of `own` with a counterpart in its place, of those that usually have one.

    Who renders a sentence freely also says "he" for a name.
    """
    usual = [link for link in links if lexicon.reliability.get(own.stems[link.index], 0.0) >= USUAL]
    met = sum(link.other >= 0 and link.distance < 0.35 for link in usual)
    return (met + 1) / (len(usual) + 1)


def missing_names(own: Side, other: Side, links: list[Link], lexicons: tuple[Lexicon, Lexicon]) -> list[int]:
    """Return the indices of the words of `own` that are names and have no counterpart in `other`."""
    unlinked = {link.index for link in links if link.other < 0}
    if not unlinked or len(unlinked) > MOST_UNLINKED:
        return []
    table = exonyms(own.language, other.language)
    missing = []
    for i in sorted(unlinked):
        if not is_name(own, i, lexicons):
            continue
        folded = own.folded[i]
        if folded in other.vocabulary or any(other.vocabulary.issuperset(name) for name in table.get(folded, ())):
            continue
        if _has_alike(folded, other) or _is_acronym(own.words[i], other):
            continue
        missing.append(i)
    return missing


def _is_first_name(side: Side, index: int, missing: list[int]) -> bool:
    """Whether a name that is not missing follows: news drops first names, and adds them, as its style goes."""
    following = index + 1
    if following in missing:
        return _is_first_name(side, following, missing)
    if following >= len(side.words) or side.between(index) not in (" ", "-", ". "):
        return False
    return side.words[following][0].isupper()


def is_name(side: Side, index: int, lexicons: tuple[Lexicon, Lexicon]) -> bool:
    """Whether a word is a name: with a capital, and known as a name in both languages or in neither.

    "German" and "État" are no names here: the other language writes their counterparts small.
    """
    lexicon, other = lexicons
    word = side.words[index]
    if len(word) < 2 or not word[0].isupper() or side.folded[index] in _GENERIC:
        return False
    if side.folded[index] in function_words(side.language) or ROMAN.fullmatch(word):
        return False
    key = side.stems[index]
    if side.folded[index] in units(side.language):
        return False  # days, months and currencies are the numbers' business
    if key in lexicon.names:
        renderings = lexicon.translations.get(key, frozenset())
        alike = key in renderings or lexicon.reliability.get(key, 0) < SURE
        return alike or not renderings or not renderings.isdisjoint(other.names)
    if side.language == "en" and key in lexicon.reliability:
        return False  # English gives capitals to titles of all kinds
    if is_foreign(side.folded[index], word, side.language, "en" if side.language == "fr" else "fr"):
        return False  # a common word of this language, whatever its capital
    before = side.text[max(0, side.starts[index] - 4) : side.starts[index]]
    return key not in lexicon.reliability or not _SENTENCE_START.search(before)


def _has_alike(name: str, other: Side) -> bool:
    """Whether the other side holds the name in another spelling; a word without a capital must be closer."""
    for word, folded in zip(other.words, other.folded, strict=True):
        if abs(len(folded) - len(name)) > 4 or (folded[0] != name[0] and len(name) < 5):
            continue
        if word[0].isupper():
            if _alike(name, folded):
                return True
        elif len(name) > 5 and folded[:3] == name[:3] and ratio(name, folded) >= 80:
            return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two folded words are the same name in two spellings."""
    if abs(len(one) - len(other)) > 4 or len(other) < 2:
        return False
    if one[:1] == other[:1]:
        if ratio(one, other) >= SIMILAR or (len(one) > 4 and JaroWinkler.similarity(one, other) > 0.9):
            return True
    elif len(one) > 4 and ratio(one, other) >= 85:
        return True
    ours, theirs = skeleton(one), skeleton(other)
    return ours[:1] == theirs[:1] and len(theirs) > 2 and ratio(ours, theirs) >= SOUNDS_SIMILAR


def _is_acronym(word: str, other: Side) -> bool:
    """Whether an acronym is spelt out on the other side, or is an anagram of one there (OTAN and NATO, ONU and UN)."""
    if not word.isupper() or len(word) > 6:
        return False
    letters = sorted(word.lower())
    if any(o.isupper() and sorted(o.lower()) == letters for o in other.words):
        return True
    initials = "".join(w[0] for w in other.words if w[0].isupper()).lower()
    return len(word) > 2 and (word.lower() in initials or word.lower()[::-1] in initials)


def _listed(side: Side, indices: list[int]) -> str:
    return ", ".join(side.words[i] for i in indices)
