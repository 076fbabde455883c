"""The guard: deterministic checks on a sentence and its translation.

Every check has a name, a reason for a person and a severity. `check` costs a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .base import Problem, Severity
from .checks.alignment import align
from .checks.coverage import largest_gap
from .checks.gaps import Reading, check_gaps
from .checks.junctions import hole
from .checks.lexical import lexicons
from .checks.name_evidence import Circumstances, literalness
from .checks.names import check_names
from .checks.negation import check_negation
from .checks.numbers import check_numbers
from .checks.repetition import check_repetition
from .checks.residue import check_residue
from .checks.shape import (
    DEFAULT_LENGTHS,
    LengthStatistics,
    check_empty,
    check_length,
    check_quotes,
    check_truncation,
)
from .checks.words import Side

SHARE_KEPT: dict[Severity, float] = {"info": 0.95, "warning": 0.6, "error": 0.25}

TAIL = 2.5  # evidence that the end of the source has no counterpart
CLOSE, TORN = 0.5, 2.0  # of how closely a pair is rendered; of `junctions.hole`
LITERAL = 0.8  # of how closely a pair is rendered: another turn of phrase is unlikely

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
    statistics: LengthStatistics | None = None,
    glossary: GlossaryCheck | None = None,
) -> Verdict:
    """Compare a sentence with its translation.

    statistics: how long translations of this direction are; by default those of good French and English news.
    glossary: a further check, usually `Glossary.check`.
    Returns the verdict; problems come in the order of the checks. Languages other than French and English get the
    checks that need no words: numbers in figures, repetition, length, truncation, quotes, empty.
    """
    ours, theirs = Side(source, source_language), Side(translation, target_language)
    problems = list(check_empty(ours, theirs))
    if not problems and theirs.text.strip():
        lengths = statistics or DEFAULT_LENGTHS.get((source_language, target_language))
        problems.extend(_checks(ours, theirs, lengths))
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


def _checks(source: Side, target: Side, lengths: LengthStatistics | None) -> Iterable[Problem]:
    residue = list(check_residue(source, target))
    yield from residue
    if any(problem.severity == "error" for problem in residue):
        return  # the rest would only say it again
    yield from check_quotes(source, target)
    length_score = lengths.score(source.text, target.text) if lengths else 0.0
    if lengths:
        yield from check_length(source, target, lengths)
    known = lexicons()
    forward = known.get((source.language, target.language))
    backward = known.get((target.language, source.language))
    if not forward or not backward:
        yield from check_numbers(source, target)
        yield from check_repetition(source, target, None)
        yield from check_truncation(source, target, False, length_score)
        return
    links, back = align(source, target, forward), align(target, source, backward)
    yield from check_repetition(source, target, back)
    literal = min(literalness(source, links, forward), literalness(target, back, backward))
    circumstances = Circumstances(length_score, hole(target), literal)
    yield from check_numbers(source, target, literal >= CLOSE or circumstances.hole >= TORN)
    yield from check_names(source, target, links, back, (forward, backward), circumstances)
    dropped, added = largest_gap(source, links, forward), largest_gap(target, back, backward)
    tail_lost = bool(links) and dropped.last == links[-1].index and dropped.evidence > TAIL
    yield from check_truncation(source, target, tail_lost, length_score)
    ours, theirs = Reading(source, links, dropped, forward), Reading(target, back, added, backward)
    yield from check_gaps(ours, theirs, circumstances)
    yield from check_negation(source, target, literal >= LITERAL)
