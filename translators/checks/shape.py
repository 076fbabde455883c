"""The outer shape of a translation: empty, cut off, out of proportion, quotes or brackets left open."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..base import Problem, Severity
from .words import Side, function_words

QUOTATION_MARK = "a quotation mark"
SHORT = -1.8
TAIL_SHORT = -0.5
HEADLINE_SHARE = 0.75
HEADLINE_SHORT = -3.0  # of a translation written Like a Headline, which needs no full stop
_ENDS = frozenset(".!?…:;。")
_CLOSERS = "\"'”’»)]} \u00a0\u202f*_"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"))
_ENUMERATION = re.compile(r"(?<!\S)\w{1,3}\)")


@dataclass(frozen=True, slots=True)
class LengthStatistics:
    """How long a translation usually is: log of characters of the target over those of the source.

    mean, deviation: of the log ratio for long sentences. The spread of a short one is wider: deviation grows by
    `short / sqrt(characters)`.
    """

    mean: float
    deviation: float
    short: float = 0.6

    def score(self, source: int, target: int) -> float:
        """Return by how many deviations the translation, in characters, is longer (above 0) or shorter than usual."""
        ours, theirs = source + 2, target + 2
        spread = self.deviation + self.short / math.sqrt(ours)
        return (math.log(theirs / ours) - self.mean) / spread


LENGTHS = {
    ("fr", "en"): LengthStatistics(-0.14, 0.10),
    ("en", "fr"): LengthStatistics(0.14, 0.10),
}


def check_empty(source: Side, target: Side) -> Iterator[Problem]:
    """Yield a problem when nothing, or nothing but punctuation, stands against a source with words."""
    if any(map(str.isalnum, source.text)) and not any(map(str.isalnum, target.text)):
        yield Problem("empty", "error", "the translation is empty")


def check_truncation(source: Side, target: Side, tail_lost: bool, length_score: float) -> Iterator[Problem]:
    """Yield a problem when the source ends its sentence and the translation does not.

    tail_lost: the last words of the source have no counterpart. length_score: see `LengthStatistics.score`.
    A full stop that is missing while nothing else is, is only a hint.
    """
    ours, theirs = _end(source.text), _end(target.text)
    if ours not in _ENDS or not theirs or theirs in _ENDS or len(target.words) < 2:
        return
    last = target.words[-1]
    hanging = theirs.isalpha() and target.folded[-1] in function_words(target.language)
    headline = _is_headline(target)
    cut = length_score < (HEADLINE_SHORT if headline else SHORT)
    if not headline:
        cut = cut or hanging or (tail_lost and length_score < TAIL_SHORT)
    severity: Severity = "warning" if cut else "info"
    yield Problem("truncation", severity, f"the translation stops without a full stop, after {last!r}")


def _is_headline(side: Side) -> bool:
    """Whether most words of a side begin with a capital, as in English headlines."""
    long = [word for word in side.words if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= len(long) * HEADLINE_SHARE


def _end(text: str) -> str:
    return text.rstrip(_CLOSERS)[-1:]


def check_length(source: Side, target: Side, statistics: LengthStatistics) -> Iterator[Problem]:
    """Yield a problem when the translation is out of proportion to its source."""
    score = statistics.score(len(source.text), len(target.text))
    if abs(score) > 5.0:
        what = "longer" if score > 0 else "shorter"
        ratio = len(target.text) / max(1, len(source.text))
        severity: Severity = "error" if abs(score) > 6 else "warning"
        yield Problem("length", severity, f"far {what} than usual ({ratio:.2f} characters for one of the source)")


def check_quotes(source: Side, target: Side) -> Iterator[Problem]:
    """Yield a problem when quotes or brackets that the source closes stay open in the translation, or the reverse."""
    ours, theirs = _unbalanced(source.text), _unbalanced(target.text)
    for mark in sorted(theirs - ours):
        # a quotation may go on in the next sentence, and a bracket of the translator's own is no loss
        closed = mark != QUOTATION_MARK and mark[0] in source.text
        severity: Severity = "warning" if closed else "info"
        yield Problem("quotes", severity, f"{mark} has no partner in the translation")


def _unbalanced(text: str) -> set[str]:
    found = set()
    bare = _ENUMERATION.sub("", text) if text.count(")") > text.count("(") else text
    quotes = 0
    for opening, closing in _PAIRS:
        if opening in bare or closing in bare:
            difference = bare.count(opening) - bare.count(closing)
            if opening in "«“":
                quotes += difference
            elif difference:
                found.add(opening + closing)
    if quotes or text.count('"') % 2:
        found.add(QUOTATION_MARK)
    return found
