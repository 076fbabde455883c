"""Whether a token is two words run together, and where.

A token that no word list knows is taken for two words if one split alone gives words that fit: one of them a
function word (the strong sign), or, in French, both of them frequent words of four letters or more. English builds
compounds too freely for that. What that leaves undecided is weighed (see `glued_pairs`). The lists are in
config/lexicons/glue.yaml; the thresholds were set on edited text, where nearly all that is split are slips of the typist.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleaners.glued_pairs import weigh
from cleaners.resources import lexicon
from cleaners.vocabulary import frequency, is_known_somewhere, words

RARE = 1e-7
"""Share below which a listed word may be a slip that many made."""
FREQUENT = 1e-4
"""Share of running text from which a word counts as frequent: some 1 in 10,000 words."""
KNOWN = 1e-5
"""Share from which a word is a common one."""


@cache
def _set(language: str, name: str) -> frozenset[str]:
    return frozenset(str(lexicon("glue")[language][name]).split())


@cache
def _pairs(language: str) -> dict[str, int]:
    """Tokens of the closed list with the place of their split."""
    pairs = str(lexicon("glue")[language]["pairs"]).split()
    return {pair.replace("|", ""): pair.index("|") for pair in pairs}


@cache
def _before_articles(language: str) -> dict[str, int]:
    """A small word run into an article ("dansle"), with the place of the split."""
    heads = str(lexicon("glue")[language]["before_articles"]).split()
    articles = str(lexicon("glue")[language]["articles"]).split()
    table: dict[str, int] = {}
    for head in heads:
        for article in articles:
            table.setdefault(head + article, len(head))
    return table


@cache
def _split_of_pair(lower: str, language: str) -> int | None:
    """Where a token of the closed list, or one that is no word of any language, splits into two small words."""
    if lower in _pairs(language):
        return _pairs(language)[lower]
    position = _before_articles(language).get(lower)
    if position is None or frequency(lower, language) >= KNOWN / 10:
        return None
    return None if is_known_somewhere(lower, language, KNOWN / 100) else position


def is_pair(lower: str, language: str) -> bool:
    """Whether the token is two words of the closed list, which word lists may know as a slip."""
    return (lower in _pairs(language) or lower in _before_articles(language)) and _split_of_pair(
        lower, language
    ) is not None


@lru_cache(maxsize=8192)
def split(token: str, language: str, worn: bool = False) -> int | None:
    """Where to split `token` (an offset in it), or None when it is one word or nothing is sure; on a `worn` page less is
    taken for a slip of the typist.

    >>> split("microplastiquesqui", "fr"), split("Kyslytsya", "fr")
    (15, None)
    """
    lower = token.lower()
    if language not in _ENDINGS:
        return weigh(lower, language, worn) if token.islower() and not _is_prefixed(lower, language) else None
    if is_pair(lower, language):
        return _split_of_pair(lower, language) if not token.isupper() else None
    if not token[1:].islower() or frequency(lower, language) >= RARE or _is_inflected(lower, language):
        return None
    splits = [i for i in range(2, len(lower)) if _fits(token, lower[:i], lower[i:], language)]
    if not splits and language == "fr" and token.islower() and not _is_prefixed(lower, language):
        splits = [i for i in range(4, len(lower) - 3) if _are_words(lower[:i], lower[i:])]
    if len(splits) == 1 and not is_known_somewhere(lower):
        return splits[0]
    return weigh(lower, language, worn) if token.islower() and not _is_prefixed(lower, language) else None


def is_prefix(lower: str, language: str) -> bool:
    """Whether the word also builds words: "nonviolent", "proeuropéen"."""
    return lower in _set(language, "prefixes")


@cache
def _after_names(language: str) -> tuple[str, ...]:
    """The words that get glued to names, long ones first."""
    return tuple(
        sorted(_set(language, "last_after_name") | _set(language, "last_after_long_name"), key=len, reverse=True)
    )


def split_after_name(token: str, language: str, text: str) -> int | None:
    """Where a function word was glued to a name that stands elsewhere in `text`: "Vandermolenqui" beside "Vandermolen"."""
    if not token[0].isupper() or not token[1:].islower():
        return None
    for right in _after_names(language) if token.endswith(_after_names(language)) else ():
        name = token[: -len(right)]
        fits = len(right) > 2 and len(name) >= 4 and token.endswith(right)
        if fits and re.search(rf"(?<![\w-]){name}(?![\w-])", text):
            return len(name)
    return None


def _fits(token: str, left: str, right: str, language: str) -> bool:
    """Whether one of the two is a function word that shows the joint."""
    capitalised = token[0].isupper() and left not in _set(language, "first")
    share = frequency(left, language)
    if (right == "ont" and left.endswith("r")) or (right == "sont" and left + "s" in words(language)):
        return False  # a future; the plural has
    if right == "a" and left.endswith("s"):  # "perdusa": the singular takes it
        return False
    if right in ("à", "où"):  # no word ends so but voilà and its kin, which are known
        return len(left) >= 3 and share >= KNOWN / 10
    if right == "a" and language == "fr":  # "croquera" is a future
        return len(left) >= 5 and not capitalised and not left.endswith("r") and share >= KNOWN
    if right in _set(language, "last_after_name") and len(left) >= 4:
        return share > (KNOWN / 10 if capitalised else 0) or (capitalised and _is_name_elsewhere(left))
    if right in _set(language, "last_after_short") and len(left) == 3 and not capitalised:
        return share >= 2 * KNOWN
    if left in _set(language, "auxiliaries") and not capitalised:
        return len(right) >= 4 and right.endswith(_PARTICIPLES) and frequency(right, language) >= KNOWN / 50
    if capitalised:
        return right in _set(language, "last_after_long_name") and len(left) >= 6 and share >= KNOWN / 2
    if right in _set(language, "last") and len(left) >= 4:
        return share >= KNOWN
    if right in _set(language, "last_after_long") and len(left) >= 4:
        return share >= KNOWN / 5
    if left in _set(language, "first") and len(right) >= 4:
        sure = left in _set(language, "first_sure")
        floor = KNOWN / 100 if sure and len(right) >= 6 else KNOWN / 2
        return frequency(right, language) >= floor and not _is_prefixed(token.lower(), language)
    if left in _set(language, "first_before_long") and len(right) >= 6 and not _is_prefixed(right, language):
        return frequency(right, language) >= 3 * KNOWN
    return False


def _is_name_elsewhere(lower: str) -> bool:
    """Whether a word list of some language has the word: "sendai"."""
    return len(lower) >= 5 and is_known_somewhere(lower)


_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "ie", "ies", "u", "us", "ue", "ues", "it", "ert", "er", "ir", "oir")


def _are_words(left: str, right: str) -> bool:
    """Whether both are common French words, and not the parts of a compound that lost its hyphen."""
    if right in ("âmes", "âtes", "êmes") or left in _set("fr", "compounding") or right in _set("fr", "compounding"):
        return False
    return frequency(left, "fr") >= KNOWN and frequency(right, "fr") >= KNOWN


_ENDINGS = {
    "fr": (
        "s",
        "e",
        "es",
        "x",
        "nt",
        "ent",
        "r",
        "nes",
        "ne",
        "té",
        "ment",
        "ons",
        "ez",
        "ait",
        "aient",
        "eront",
        "era",
    ),
    "en": ("s", "es", "ed", "ing", "ly", "er", "ers", "ness", "d", "r"),
}


def _is_inflected(lower: str, language: str) -> bool:
    """Whether taking an ending off, or putting one on, gives a known word: then the token is an unknown form of
    it."""
    known = words(language)
    if any(
        lower.endswith(ending) and len(lower) - len(ending) > 3 and lower[: -len(ending)] in known
        for ending in _ENDINGS[language]
    ):
        return True
    return any(lower + ending in known for ending in ("s", "e", "r", "x"))


def _is_prefixed(lower: str, language: str) -> bool:
    known = words(language)
    if language == "fr" and lower.startswith("des") and "dés" + lower[3:] in known:
        return True
    return any(
        lower.startswith(p) and len(lower) - len(p) > 3 and lower[len(p) :] in known for p in _set(language, "prefixes")
    )
