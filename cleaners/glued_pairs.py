"""Whether an unknown token is two common words run together, by what both parts are worth: "ofapplause", "lallave".

Every split into two words is weighed by how frequent both are. One has to be far ahead of the others, and a function word
(the `joints` of config/lexicons/glue.yaml) has to be one of its parts, or both parts have to be very common words.
A token that one wrong key could have made of a known word stays: it may be a slip of the typist.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10

from cleaners.resources import lexicon
from cleaners.vocabulary import frequency, is_known_somewhere, words

_AHEAD = 1.0
"""How far the best split has to be ahead of the next one: ten times as frequent, both parts together."""
_COMMON, _KNOWN, _RARE = 1e-4, 3e-6, 5e-7
"""Shares of running text: of a word that may stand short, of one beside a function word, of a long one beside it."""
_BOTH = {"fr": 2e-5, "en": 1e-4}
"""Share from which two words show their joint without a function word; only these languages: elsewhere too few were read."""
_LISTED = 1e-7
"""Share from which a token that a word list has is a word; below, it may be two words that many ran together."""
_SURELY = -5.0
"""The weight from which two words are far likelier than a word that nearly no one writes."""
_JUNK = -7.0
"""The weight from which a token that only lists of other languages have, nearly without a share, is two words."""
_SLIPPING = -1.0
"""How much likelier than two words run together a word with one wrong key is taken to be, by its share alone."""
_KEYS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùœñáíóúãõìò"


@cache
def _joints(language: str) -> frozenset[str]:
    return frozenset(str(lexicon("glue")[language]["joints"]).split())


@cache
def _hyphened(language: str) -> frozenset[str]:
    return frozenset(str(lexicon("glue")[language].get("compounding", "")).split())


@cache
def _enclitics(language: str) -> frozenset[str]:
    return frozenset(str(lexicon("glue")[language].get("enclitics", "")).split())


@lru_cache(maxsize=8192)
def weigh(lower: str, language: str, worn: bool = False) -> int | None:
    """Where to split a token in small letters that no word list has (an offset in it), or None; `worn`: the page is in bad
    condition, and what might be a slip of the typist is none.

    >>> weigh("ofapplause", "en"), weigh("lorsqueson", "fr"), weigh("tablorium", "en")
    (2, 7, None)
    """
    listed = is_known_somewhere(lower)
    if listed and is_known_somewhere(lower, least=_LISTED):
        return None
    splits = sorted(_splits(lower, language), reverse=True)
    if not splits or (len(splits) > 1 and splits[1][0] > splits[0][0] - _AHEAD):
        return None
    weight, place = splits[0]
    foreign = listed and frequency(lower, language) == 0.0 and weight > _JUNK
    if listed and not foreign and not (language in _BOTH and weight > _SURELY and max(len(lower) - place, place) > 3):
        return None
    if not _fit(lower[:place], lower[place:], language):
        return None
    return place if worn or not _is_slip(lower, language, weight) else None


def _splits(lower: str, language: str) -> list[tuple[float, int]]:
    """Every split into two words, with the weight of both."""
    found = []
    for place in range(1, len(lower)):
        parts = lower[:place], lower[place:]
        if any(len(part) < 3 and part not in _joints(language) for part in parts):
            continue
        shares = [frequency(part, language) for part in parts]
        if min(shares) > 1e-7:
            found.append((log10(shares[0]) + log10(shares[1]), place))
    return found


def _fit(left: str, right: str, language: str) -> bool:
    joints = _joints(language)
    if left == "sans" or (right.startswith("même") and len(right) < 6) or _is_turned_round(left, right, language):
        return False  # parts of a word that lost its hyphen
    if (language == "fr" and right == "ont" and left.endswith("r")) or right in _enclitics(language):
        return False  # a future, or a verb with its pronoun
    if language == "fr" and right == "sont" and left + "s" in words(language):
        return False  # "écoliersont": the plural has
    if left in joints and right in joints:
        return len(left) > 1 and len(right) > 1
    if language == "fr" and left in _NUMBERS and right not in _NUMBERS:
        return right.endswith(("s", "x")) and len(right) > 4 and frequency(right, "fr") >= _RARE
    if left in joints or right in joints:
        joint, other = (left, right) if left in joints else (right, left)
        share = frequency(other, language)
        if joint == left and len(joint) > 3 and len(other) > 7:
            return share >= _RARE / 3
        if joint == left == "de" and len(other) > 5:
            return share >= _RARE
        if len(other) == 3:
            return share >= _COMMON and (len(joint) > 2 or joint == "de")
        if len(other) > 7 and joint == left:
            return share >= 2 * _RARE
        return share >= (_RARE if len(other) > 5 and len(joint) > 2 else _KNOWN)
    shares = frequency(left, language), frequency(right, language)
    common = language in _BOTH and min(shares) >= _BOTH[language] and min(len(left), len(right)) >= 4 + (language == "en")
    return common and not {left, right} & _hyphened(language)


_NUMBERS = frozenset("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille".split())


def _is_turned_round(left: str, right: str, language: str) -> bool:
    """Whether a French verb and its pronoun lost their hyphen: "doivent-ils"."""
    return language == "fr" and right in ("il", "elle", "on", "ils", "elles", "ce", "nous", "vous") and left[-1] in "tdz"


@lru_cache(maxsize=8192)
def _is_slip(lower: str, language: str, weight: float) -> bool:
    """Whether one letter less, more, other or exchanged makes a word of the token, one that outweighs the split."""
    known = words(language)
    least = max(1e-6, 10 ** (weight + _SLIPPING))
    for place in range(len(lower) + 1):
        head, tail = lower[:place], lower[place:]
        candidates = [head + key + tail for key in _KEYS]
        if tail:
            candidates += [head + key + tail[1:] for key in _KEYS]
            candidates.append(head + tail[1:])
        if len(tail) > 1:
            candidates.append(head + tail[1] + tail[0] + tail[2:])
        if any(known.share(candidate) > least for candidate in candidates):
            return True
    return False
