"""Faults planted in good translations, for the guard to learn from; the bench plants its own, in other ways."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w’'.-]*\w(?:[- ’'][A-ZÀ-Þ]\w+| (?:de|du|des|of|von|van|al|la|le|the) [A-ZÀ-Þ]\w+)*"
)  # a run of words with a capital
SHORTEST, NEAREST = 3, 4  # characters of a name, and between two
LOOSE = 0.3  # how often a mark stays where it was
WHOLE = 0.6  # how often names are exchanged whole, rather than a word of each
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]\w{2,}")
_RELATIVE = re.compile(
    r",? \b(?:which|who|that|because|when|while|where|if|as|qui|que|dont|où|quand|lorsque|si|car|comme)\b[^,;:()–—.]*"
)  # a clause from the word that ties it to the next mark
_BEFORE = re.compile(r"(?:\b(?:in|of|at|from|to|by|with|for|the|de|du|des|à|au|en|par|pour|le|la)|\b[dl]['’]) ?$")
_LOOSE = re.compile(r"\s+(?=[,.;:!?)»”]|['’]s\b)|(?<=[(«“])\s+")
_CLAUSE = re.compile(r"[^,;:()–—]+[,;:()–—]*\s*")

Planter = Callable[[random.Random, str, Sequence[str]], str | None]


def names(text: str) -> list[re.Match[str]]:
    """Return the runs of words with a capital that are long enough; the first word of a sentence counts if more do."""
    found = [match for match in NAME.finditer(text) if len(match[0]) >= SHORTEST]
    return [match for match in found if match.start() or " " in match[0]]


def names_exchanged(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text with two names in each other's place, None when there are no two."""
    wanted = names(text) if rng.random() < WHOLE else _CAPITAL.finditer(text)
    matches = [match for match in wanted if match.start()]
    if len(matches) < 2:
        return None
    one, two = sorted(rng.sample(matches, 2), key=lambda match: match.start())
    if one[0] == two[0] or two.start() - one.end() < NEAREST:
        return None
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def name_lost(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text without a name; now and then its preposition or article goes too, or the comma behind it.

    A mark may be left loose, as by a program that takes out a word and no more.
    """
    found = names(text)
    if not found:
        return None
    match = rng.choice(found)
    start, end = match.span()
    if rng.random() < 0.15 and (before := _BEFORE.search(text[:start])):
        start = before.start()
    if rng.random() < 0.1 and text[end : end + 1] == ",":
        end += 1
    if rng.random() < LOOSE:
        return re.sub(r"  +", " ", text[:start] + text[end:]).strip()
    return _closed(text[:start], text[end:])


def part_lost(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text without one word of a name of several."""
    found = [match for match in names(text) if " " in match[0]]
    if not found:
        return None
    match = rng.choice(found)
    words = match[0].split(" ")
    del words[rng.randrange(len(words))]
    return text[: match.start()] + " ".join(words) + text[match.end() :]


def name_replaced(rng: random.Random, text: str, others: Sequence[str]) -> str | None:
    """Return the text with another sentence's name for one of its own, or for one word of it."""
    found = names(text)
    pool = [match[0] for match in names(rng.choice(others))] + [match[0] for match in names(rng.choice(others))]
    if not found or not pool:
        return None
    match, new = rng.choice(found), rng.choice(pool)
    if new in text:
        return None
    if " " in match[0] and rng.random() < 0.3:
        words = match[0].split(" ")
        words[rng.randrange(len(words))] = new.split(" ")[-1]
        new = " ".join(words)
    return text[: match.start()] + new + text[match.end() :]


def name_doubled(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text with one of its names in the place of another."""
    found = names(text)
    if len({match[0] for match in found}) < 2:
        return None
    match = rng.choice(found)
    new = rng.choice([other[0] for other in found if other[0] != match[0]])
    return text[: match.start()] + new + text[match.end() :]


def clause_lost(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text without what stands between two marks, three words or more."""
    clauses = [match for match in _CLAUSE.finditer(text) if len(match[0].split()) >= 3]
    if len(clauses) < 2:
        return None
    match = rng.choice(clauses)
    rest = _closed(text[: match.start()], text[match.end() :])
    ended = rest.rstrip(" ,;:(–—")
    return ended if ended[-1:] in tuple(".!?") or text[-1:] not in tuple(".!?") else ended + text[-1]


def relative_lost(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text without a clause that a word such as "which" or "quand" ties to it."""
    found = [match for match in _RELATIVE.finditer(text) if len(match[0].split()) >= 4]
    if not found:
        return None
    match = rng.choice(found)
    return _closed(text[: match.start()], text[match.end() :])


def words_lost(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text without three to fifteen words in a row."""
    spaces = [match.start() for match in re.finditer(r" ", text)]
    size = rng.randint(3, min(15, max(3, len(spaces) // 2)))
    if len(spaces) < size + 4:
        return None
    at = rng.randrange(len(spaces) - size)
    return _closed(text[: spaces[at]] + " ", text[spaces[at + size] :])


def end_lost(rng: random.Random, text: str, others: Sequence[str] = ()) -> str | None:
    """Return the text without its last words, a full stop behind the rest."""
    words = text.split()
    if len(words) < 8:
        return None
    return " ".join(words[: rng.randint(len(words) // 3, len(words) - 4)]).rstrip(",;:") + "."


def clause_added(rng: random.Random, text: str, others: Sequence[str]) -> str | None:
    """Return the text with three to twelve words of another sentence in it, at a mark or anywhere."""
    words = rng.choice(others).split()
    size = rng.randint(3, 12)
    if len(words) <= size:
        return None
    at = rng.randrange(len(words) - size)
    new = " ".join(words[at : at + size]).strip(",;:.!?")
    places = [match.end() for match in re.finditer(r"[,;:] " if rng.random() < 0.5 else r" ", text)]
    if not places:
        return None
    place = rng.choice(places)
    return f"{text[:place]}{new}, {text[place:]}"


def sentence_added(rng: random.Random, text: str, others: Sequence[str]) -> str | None:
    """Return the text with another sentence behind or before it."""
    other = rng.choice(others)
    if not 4 <= len(other.split()) <= 25:
        return None
    return f"{text} {other}" if rng.random() < 0.7 else f"{other} {text}"


def _closed(left: str, right: str) -> str:
    """Return two parts as one text without the doubled or loose spaces that a planter leaves."""
    return _LOOSE.sub("", re.sub(r"  +", " ", left + right)).strip()


NAMES: tuple[Planter, ...] = (*[name_lost] * 5, *[name_replaced] * 4, part_lost, name_doubled)
LOSSES: tuple[Planter, ...] = (clause_lost, words_lost, end_lost, relative_lost)
ADDITIONS: tuple[Planter, ...] = (clause_added, sentence_added)
