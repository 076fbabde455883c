"""Loops: a word or a phrase said again, more often than the source says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import Problem, Severity
from .alignment import Link
from .words import Side, fold, function_words

LONGEST_PHRASE = 12
SHORTEST_RETURN = 3  # words of a phrase that comes back later: `_returning` counts in threes
SURE_RETURN = 5  # enough without a lexicon to ask
_TOKEN = re.compile(r"\w+")
_NUMBER = re.compile(r"[\d_]")
_SENTENCE_MARK = re.compile(r"[.:;?!] ")
_JOINTS = frozenset(["and", "et", "or", "ou"])
_DOUBLED = {
    "fr": frozenset(["nous", "vous", "faire"]),
    "en": frozenset(["that", "had"]),
}  # words that good sentences double


def check_repetition(source: Side, target: Side, back: list[Link] | None) -> Iterator[Problem]:
    """Yield a problem when a phrase stands twice in a row, or comes back, and the source gives no reason for it.

    back: the links of the translation's content words to the source, None where there is no lexicon.
    """
    words = _tokens(target)
    length, index, times = adjacent_repeat(words)
    if length:
        tokens = list(_TOKEN.finditer(target.text))
        start, end = tokens[index].start(), tokens[index + length - 1].end()
        phrase = target.text[start:end]
        own_words = _tokens(source)
        own_length, own_index, own_times = adjacent_repeat(own_words)
        if own_length == 1 and own_words[own_index] in _DOUBLED.get(source.language, ()):
            own_times = 0  # "nous nous" says nothing twice
        once_more = length == 1 and times == 2
        allowed = own_times >= times or len(phrase) == 1 or phrase.lower() == "peu à"
        if once_more and not allowed:
            apart = target.text[end : tokens[index + 1].start()].strip()
            stressed = bool(apart) and (apart != "," or words[index] in function_words(target.language))
            allowed = stressed or words[index] in _DOUBLED.get(target.language, ()) or not phrase.isalpha()
        if times == 2 and _SENTENCE_MARK.match(target.text, end) and phrase[0].isupper():
            allowed = True  # "… of Deutsche Bank: Deutsche Bank pays …"
        if not allowed:
            severity: Severity = "warning" if once_more else "error"
            yield Problem("repetition", severity, f"{phrase!r} is said {times} times in a row")
            return
    phrase = _joined_repeat(words) or _returning(source, target, back)
    if phrase and not _joined_repeat(_tokens(source)):
        yield Problem("repetition", "warning", f"{phrase!r} comes back, though the source says it once")


def _tokens(side: Side) -> list[str]:
    """Return the words of a side, numbers among them, folded."""
    if _NUMBER.search(side.text):
        return [fold(word) for word in _TOKEN.findall(side.text)]
    return side.folded


def adjacent_repeat(words: list[str]) -> tuple[int, int, int]:
    """Return length, index and number of times of the longest phrase that stands again right behind itself.

    Zeros when there is none. Linear in the words, for phrases of up to LONGEST_PHRASE words.
    """
    count = len(words)
    if len(set(words)) == count:
        return 0, 0, 0
    best = (0, 0, 0)
    returns = _returns(words)
    for length in range(1, min(LONGEST_PHRASE, count // 2) + 1):
        if returns[length] < length:
            continue  # too few words come back at that distance to make a phrase
        run = 0
        for i in range(count - length):
            if words[i] != words[i + length]:
                run = 0
                continue
            run += 1
            times = run // length + 1
            if times >= 2 and (length, times) > (best[0], best[2]):
                multiple = best[0] and length % best[0] == 0 and best[2] > times
                if not multiple:  # not a longer cut of the same loop
                    best = (length, i + 1 - run, times)
    return best


def _returns(words: list[str]) -> list[int]:
    """Return, for each distance up to LONGEST_PHRASE, how many words stand again so many words later."""
    counts = [0] * (LONGEST_PHRASE + 1)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        earlier = places.get(word)
        if earlier is None:
            places[word] = [index]
            continue
        for place in reversed(earlier):
            if index - place > LONGEST_PHRASE:
                break
            counts[index - place] += 1
        earlier.append(index)
    return counts


def _joined_repeat(words: list[str]) -> str:
    """Return a phrase of two words or more that is said again behind "and" or "or"; nothing if there is none."""
    bare = [word for word in words if word not in _JOINTS]
    if len(bare) == len(words):
        return ""
    length, index, _ = adjacent_repeat(bare)
    return " ".join(bare[index : index + length]) if length >= 2 else ""


def _returning(source: Side, target: Side, back: list[Link] | None) -> str:
    """Return a phrase that comes back later in the translation and that the source does not hold as often."""
    words = target.folded
    grams = list(zip(words, words[1:], words[2:], strict=False))
    if len(set(grams)) == len(grams):
        return ""
    seen: dict[tuple[str, ...], int] = {}
    links = {link.index: link for link in back or ()}
    index = 0
    while index + SHORTEST_RETURN <= len(words):
        gram = grams[index]
        first = seen.setdefault(gram, index)
        length = 0
        if first + SHORTEST_RETURN <= index:
            length = SHORTEST_RETURN
            while (
                index + length < len(words)
                and first + length < index
                and words[first + length] == words[index + length]
            ):
                length += 1
            if _unsupported(first, index, length, source, links, back is not None):
                return " ".join(target.words[index : index + length])
        index += max(1, length - SHORTEST_RETURN + 1)
    return ""


def _unsupported(first: int, second: int, length: int, source: Side, links: dict[int, Link], known: bool) -> bool:
    """Whether one of two occurrences of a phrase answers nothing in the source."""
    if not known:
        return length >= SURE_RETURN and len(set(source.folded)) > len(source.folded) - length
    stems = [source.stems[i] for i in source.content]
    source_repeats = len(set(stems)) < len(stems)
    for start in (second, first):
        content = [links[i] for i in range(start, start + length) if i in links]
        shared = sum(link.shared for link in content)
        if source_repeats and not shared:
            continue  # words that the lexicon does not know, and the source may well say them twice
        idle = shared + sum(link.other < 0 for link in content)
        if len(content) >= 2 and idle >= len(content) * (0.6 if length > SURE_RETURN else 1.0):
            return True
    return False
