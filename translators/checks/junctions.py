"""Two words side by side that grammar keeps apart: "of was", "in ,", "la a". Something between them was lost.

The table was learnt by `translators.training.junctions` from news and debates: how much likelier two neighbours are
where a name or a phrase was taken out than anywhere in a good sentence.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache

from cleaners.resources import lexicon

from .words import Side, fold, function_words

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|[.,;:!?()\"“”«»–—-]")
_MARKS = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "!": ".", "?": "."})
_VOWELS = frozenset("aeiou")
MOST_TOKENS = 2000


def classes(text: str, language: str) -> list[str]:
    """Return the class of each word and mark of a sentence, "$" behind the last.

    A grammar word is its own class; any other word tells only its case and whether it begins with a vowel.
    """
    found = []
    for match in _TOKEN.finditer(text):
        found.append(_class(match[0], language))
        if len(found) > MOST_TOKENS:
            break
    found.append("$")
    return found


@lru_cache(maxsize=1 << 15)
def _class(token: str, language: str) -> str:
    if not token[0].isalpha():
        return "9" if token[0].isdigit() else token.translate(_MARKS)
    folded = fold(token)
    if folded in function_words(language) and (token[0].islower() or len(token) < 4):
        return folded
    kind = "v" if folded[0] in _VOWELS else "c"
    return kind.upper() if token[0].isupper() else kind


@cache
def table(language: str) -> dict[tuple[str, str], float]:
    """Return, for two neighbouring classes, the natural logarithm of how much likelier they are at a hole."""
    found = {}
    for strength, pairs in lexicon("junctions").get(language, {}).items():
        for pair in pairs.split():
            left, _, right = pair.partition("|")
            found[left, right] = float(strength)
    return found


def hole(target: Side) -> float:
    """Return the strength of the most suspect junction of a sentence, 0 when all are usual."""
    strengths = table(target.language)
    if not strengths:
        return 0.0
    found = classes(target.text, target.language)
    return max((strengths.get(pair, 0.0) for pair in itertools.pairwise(found)), default=0.0)
