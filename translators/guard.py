"""The guard: deterministic checks on a sentence and its translation.

Every check has a name, a reason for a person and a severity. `check` costs a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .base import Problem, Severity
from .checks.alignment import Link, align
from .checks.coverage import largest_gap
from .checks.gaps import check_gaps
from .checks.junctions import junctions
from .checks.lexical import lexicons
from .checks.name_search import missing_names
from .checks.names import check_names
from .checks.negation import check_negation
from .checks.numbers import check_numbers
from .checks.repetition import check_repetition
from .checks.residue import check_residue
from .checks.shape import (
    LENGTHS,
    check_empty,
    check_length,
    check_quotes,
    check_truncation,
)
from .checks.views import Circumstances, View, literalness
from .checks.words import Side

SHARE_KEPT: dict[Severity, float] = {"info": 0.95, "warning": 0.6, "error": 0.25}

TAIL = 2.5  # evidence that the end of the source has no counterpart
CLOSE, TORN = 0.6, 4.5  # of how closely a pair is rendered; log odds of a hole

GlossaryCheck = Callable[[Side, Side], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard thinks of one translation. score: 0 (useless) to 1 (nothing to say)."""

    score: float
    problems: tuple[Problem, ...]

    @property
    def flagged(self) -> bool:
        """Whether any problem is a warning or worse."""
        return is_flagged(self.problems)


def is_flagged(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is a warning or worse."""
    return any(problem.severity != "info" for problem in problems)


def check(
    source: str,
    translation: str,
    source_language: str,
    target_language: str,
    *,
    glossary: GlossaryCheck | None = None,
) -> Verdict:
    """Compare a sentence with its translation.

    glossary: a further check, usually `Glossary.check`.
    Returns the verdict; problems come in the order of the checks. Languages other than French and English get the
    checks that need no words: numbers in figures, repetition, length, truncation, quotes, empty.
    """
    ours, theirs = Side(source, source_language), Side(translation, target_language)
    problems = list(check_empty(ours, theirs))
    if not problems and theirs.text.strip():
        problems.extend(_checks(ours, theirs))
        if glossary:
            problems.extend(glossary(ours, theirs))
    return Verdict(score_of(problems), tuple(problems))


def score_of(problems: Iterable[Problem]) -> float:
    """Return 1 for no problem, less for each, by its severity; 0 for an empty translation."""
    score = 1.0
    for problem in problems:
        if problem.check == "empty":
            return 0.0
        score *= SHARE_KEPT[problem.severity]
    return round(score, 4)


def _checks(source: Side, target: Side) -> Iterable[Problem]:
    residue = list(check_residue(source, target))
    yield from residue
    if any(problem.severity == "error" for problem in residue):
        return  # the rest would only say it again
    yield from check_quotes(source, target)
    lengths = LENGTHS.get((source.language, target.language))
    length_score = lengths.score(len(source.text), len(target.text)) if lengths else 0.0
    if lengths:
        yield from check_length(source, target, lengths)
    read = views(source, target, length_score)
    if not read:
        yield from check_numbers(source, target)
        yield from check_repetition(source, target, None)
        yield from check_truncation(source, target, False, length_score)
        return
    ours, theirs, pair = read
    yield from check_repetition(source, target, theirs.links)
    yield from check_numbers(source, target, pair.literal >= CLOSE or pair.word_hole >= TORN)
    yield from check_names(ours, theirs, pair)
    tail_lost = bool(ours.links) and ours.gap.last == ours.links[-1].index and ours.gap.evidence > TAIL
    yield from check_truncation(source, target, tail_lost, length_score)
    yield from check_gaps(ours, theirs, pair)
    yield from check_negation(source, target, pair.literal)


def views(source: Side, target: Side, length: float) -> tuple[View, View, Circumstances] | None:
    """Return both sides as the checks of names and gaps see them; None for languages without a lexicon.

    length: by how many deviations the translation is longer than usual.
    """
    known = lexicons()
    forward = known.get((source.language, target.language))
    backward = known.get((target.language, source.language))
    if not forward or not backward:
        return None
    links, back = align(source, target, forward), align(target, source, backward)
    literal = min(literalness(links), literalness(back))
    holes = junctions(target)
    pair = Circumstances(length, literal, holes, *holes.worst)
    names = forward.names, backward.names
    lost = missing_names(source, target, links, names, holes, _has_new(target, back))
    added = missing_names(target, source, back, names[::-1], None, _has_new(source, links))
    return (
        View(source, links, largest_gap(links), lost),
        View(target, back, largest_gap(back), added),
        pair,
    )


def _has_new(side: Side, links: Iterable[Link]) -> bool:
    """Whether a side has a word with a capital that answers nothing on the other."""
    return any(link.other < 0 and side.words[link.index][0].isupper() for link in links)
