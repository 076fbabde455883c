"""Faults that the bench of the guard plants in good translations, by family; each with what a reader would see.

The guard's own training plants others, in other ways (`translators.training.planting`), so that the bench stays a test.
"""

from __future__ import annotations

import random
import re

from tests.bench.guard_facts import (
    NAME,
    Material,
    Planter,
    names_drop,
    names_drop_shared,
    names_drop_word,
    names_exchange,
    names_replace,
    names_replace_shared,
    numbers_decimal,
    numbers_digit,
    numbers_drop,
    numbers_other,
    numbers_scale,
    numbers_word,
    numbers_year,
    numbers_zero,
)

__all__ = ["NAME", "PLANTERS", "Material"]

_CLAUSE = re.compile(r"(?<=[,;:])\s+")


def repetition_tail(rng: random.Random, m: Material) -> str | None:
    """The last words loop."""
    words = m.target.split()
    if len(words) < 6:
        return None
    size = rng.randrange(1, 6)
    return " ".join([*words, *words[-size:] * rng.randrange(2, 8)])


def repetition_middle(rng: random.Random, m: Material) -> str | None:
    """A phrase within the sentence is said twice."""
    words = m.target.split()
    if len(words) < 8:
        return None
    size = rng.randrange(2, 6)
    at = rng.randrange(0, len(words) - size)
    return " ".join([*words[: at + size], *words[at : at + size], *words[at + size :]])


def repetition_clause(rng: random.Random, m: Material) -> str | None:
    """A clause comes back at the end."""
    clauses = [c for c in _CLAUSE.split(m.target) if len(c.split()) >= 4]
    if len(clauses) < 2:
        return None
    return m.target.rstrip(".!?") + ", " + rng.choice(clauses[:-1]).rstrip(",;:.") + "."


def repetition_phrase_later(rng: random.Random, m: Material) -> str | None:
    """A phrase of three to six words comes back somewhere later."""
    words = m.target.split()
    if len(words) < 14:
        return None
    size = rng.randrange(3, 7)
    at = rng.randrange(0, len(words) - size - 6)
    to = rng.randrange(at + size + 1, len(words))
    return " ".join([*words[:to], *words[at : at + size], *words[to:]])


def repetition_connected(rng: random.Random, m: Material) -> str | None:
    """A phrase is said again after "and" or a comma."""
    words = m.target.split()
    if len(words) < 8:
        return None
    size = rng.randrange(3, 6)
    at = rng.randrange(0, len(words) - size)
    joint = rng.choice([["and"] if m.language == "en" else ["et"], [","]])
    return " ".join([*words[: at + size], *joint, *words[at : at + size], *words[at + size :]])


def addition_clause(rng: random.Random, m: Material) -> str | None:
    """A clause of another sentence gets in."""
    clauses = [c for c in _CLAUSE.split(rng.choice(m.others)) if 4 <= len(c.split()) <= 20]
    if not clauses:
        return None
    parts = _CLAUSE.split(m.target)
    parts.insert(rng.randrange(1, len(parts) + 1), rng.choice(clauses).rstrip(".,;:!?") + ",")
    text = " ".join(parts)
    return text.rstrip(",") + "." if text.endswith(",") else text


def addition_sentence(rng: random.Random, m: Material) -> str | None:
    """A whole sentence too many."""
    other = rng.choice(m.others)
    return f"{m.target} {other}" if 5 <= len(other.split()) <= 20 else None


def deletion_clause(rng: random.Random, m: Material) -> str | None:
    """A clause of four words or more is gone."""
    parts = _CLAUSE.split(m.target)
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 4]
    if len(parts) < 2 or not long:
        return None
    at = rng.choice(long)
    kept = parts[:at] + parts[at + 1 :]
    text = " ".join(kept)
    return text.rstrip(",;:") + "." if at == len(parts) - 1 else text


def deletion_span(rng: random.Random, m: Material) -> str | None:
    """A stretch of a quarter to a half of the words is gone."""
    words = m.target.split()
    if len(words) < 12:
        return None
    size = int(len(words) * rng.uniform(0.25, 0.5))
    at = rng.randrange(0, len(words) - size)
    return " ".join(words[:at] + words[at + size :])


def truncation_cut(rng: random.Random, m: Material) -> str | None:
    """The end is gone, full stop and all."""
    words = m.target.split()
    if len(words) < 6 or m.source[-1] not in ".!?":
        return None
    return " ".join(words[: max(2, int(len(words) * rng.uniform(0.3, 0.9)))])


def truncation_letters(rng: random.Random, m: Material) -> str | None:
    """The end is gone, in the middle of a word."""
    return m.target[: int(len(m.target) * rng.uniform(0.3, 0.9))] if len(m.target) > 30 else None


def truncation_stopped(rng: random.Random, m: Material) -> str | None:
    """A good part of the end is gone, and a full stop hides it."""
    words = m.target.split()
    return " ".join(words[: int(len(words) * rng.uniform(0.3, 0.65))]).rstrip(",;:") + "." if len(words) >= 8 else None


def residue_copy(rng: random.Random, m: Material) -> str | None:
    """The source, as it is."""
    return m.source if m.source != m.target and len(m.source.split()) > 3 else None


def residue_clause(rng: random.Random, m: Material) -> str | None:
    """A clause is left in the source's language."""
    ours, theirs = _CLAUSE.split(m.source), _CLAUSE.split(m.target)
    if len(ours) != len(theirs) or len(ours) < 2:
        return None
    at = rng.randrange(len(ours))
    if len(ours[at].split()) < 3:
        return None
    return " ".join([*theirs[:at], ours[at], *theirs[at + 1 :]])


def residue_half(rng: random.Random, m: Material) -> str | None:
    """One half translated, the other not."""
    ours, theirs = m.source.split(), m.target.split()
    if len(ours) < 8 or len(theirs) < 8:
        return None
    share = rng.uniform(0.3, 0.7)
    a, b = int(len(ours) * share), int(len(theirs) * share)
    return " ".join(theirs[:b] + ours[a:] if rng.random() < 0.5 else ours[:a] + theirs[b:])


def residue_phrase(rng: random.Random, m: Material) -> str | None:
    """Three to five words of the source stand among the translation."""
    ours, theirs = m.source.split(), m.target.split()
    if len(ours) < 8 or len(theirs) < 8:
        return None
    size = rng.randrange(3, 6)
    at = rng.randrange(0, len(ours) - size)
    to = int(at / len(ours) * len(theirs))
    return " ".join(theirs[:to] + ours[at : at + size] + theirs[to + size :])


def empty(rng: random.Random, m: Material) -> str | None:
    """Nothing, or nothing but marks."""
    return rng.choice(["", " ", ".", "…", "-", "\u00a0", '""'])


def negation_lost(rng: random.Random, m: Material) -> str | None:
    """The translation says the contrary."""
    if m.language == "en":
        text = re.sub(r"\b(do|does|did) not |\b(is|are|was|were|will|would|can|could|has|have) not\b", r"\2 ", m.target)
        text = re.sub(r"n't\b", "", text) if text == m.target else text
    else:
        text = re.sub(r"\b(?:ne |n')(\w+) (?:pas|jamais|plus) ", r"\1 ", m.target)
    return text if text != m.target else None


PLANTERS: dict[str, list[Planter]] = {
    "numbers": [
        numbers_digit, numbers_other, numbers_year, numbers_decimal, numbers_zero, numbers_scale, numbers_word,
        numbers_drop,
    ],
    "names": [
        names_drop, names_drop_shared, names_drop_word, names_replace, names_replace_shared, names_exchange,
    ],
    "repetition": [
        repetition_tail, repetition_middle, repetition_clause, repetition_phrase_later, repetition_connected,
    ],
    "addition": [addition_clause, addition_sentence],
    "deletion": [deletion_clause, deletion_span],
    "truncation": [truncation_cut, truncation_letters, truncation_stopped],
    "residue": [residue_copy, residue_clause, residue_half, residue_phrase],
    "empty": [empty],
    "negation": [negation_lost],
}  # fmt: skip
