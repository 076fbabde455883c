"""Loops: a word or a phrase said again, more often than the source says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..base import Problem
from .words import Side, fold, function_words

LONGEST_PHRASE = 12
_TOKEN = re.compile(r"\w+")
_DOUBLED = {  # words that good sentences double
    "fr": frozenset("nous vous tres bien non oui ha hein si ne la que".split()),
    "en": frozenset("that had very her is so no yes ha bye many much more".split()),
}


def check_repetition(source: Side, target: Side) -> Iterator[Problem]:
    """Yield a problem when a phrase stands twice in a row, or comes back, and the source gives no reason for it."""
    tokens = list(_TOKEN.finditer(target.text))
    words = [fold(match[0]) for match in tokens]
    length, index, times = adjacent_repeat(words)
    if length:
        start, end = tokens[index].start(), tokens[index + length - 1].end()
        phrase = target.text[start:end]
        own_length, _, own_times = adjacent_repeat([fold(word) for word in _TOKEN.findall(source.text)])
        single = length == 1 and times == 2
        allowed = own_length and own_times >= times
        if single:
            apart = target.text[end : tokens[index + 1].start()].strip()
            allowed = allowed or apart or words[index] in _DOUBLED.get(target.language, ()) or not phrase.isalpha()
        if not allowed and len(phrase) > 1:
            severity = "warning" if single else "error"
            yield Problem("repetition", severity, f"{phrase!r} is said {times} times in a row")
            return
    yield from _comes_back(source, target)


def adjacent_repeat(words: list[str]) -> tuple[int, int, int]:
    """Return length, index and number of times of the longest phrase that stands again right behind itself.

    Zeros when there is none. Linear in the words, for phrases of up to LONGEST_PHRASE words.
    """
    count = len(words)
    best = (0, 0, 0)
    for length in range(1, min(LONGEST_PHRASE, count // 2) + 1):
        run = 0
        for i in range(count - length):
            if words[i] == words[i + length]:
                run += 1
                if run >= length and run // length + 1 >= 2 and (length, run // length + 1) > (best[0], best[2]):
                    start = i + 1 - run
                    times = run // length + 1
                    if best[0] and length % best[0] == 0 and best[1] <= start and best[2] > times:
                        continue  # a longer cut of the same loop
                    best = (length, start, times)
            else:
                run = 0
    return best


def _comes_back(source: Side, target: Side) -> Iterator[Problem]:
    """Yield a problem for phrases of four words or more that come back, when the source repeats none of that length."""
    again = repeated_share(target)
    if again[0] >= 4 and repeated_share(source)[0] < max(2, again[0] - 3):
        severity = "warning" if again[0] >= 5 else "info"
        yield Problem("repetition", severity, f"{again[1]!r} comes back, though the source says it once")


def repeated_share(side: Side) -> tuple[int, str]:
    """Return the length in words, and the text, of the longest phrase with a content word that stands twice."""
    words = side.folded
    if len(words) < 6 or len(set(words)) > len(words) - 2:
        return 0, ""
    grammar = function_words(side.language)
    length, found = 1, ""
    for size in range(2, len(words) // 2 + 1):
        grams = Counter(zip(*(words[k:] for k in range(size)), strict=False))
        if grams.most_common(1)[0][1] < 2:
            break
        length = size
        repeated = [g for g, n in grams.items() if n > 1 and not grammar.issuperset(g)]
        found = " ".join(repeated[0]) if repeated else ""
        if size > 40:
            break
    return (length, found) if found else (0, "")
