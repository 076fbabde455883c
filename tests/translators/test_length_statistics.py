"""Length statistics learnt from a package's own translations."""

from __future__ import annotations

import random

import pytest

from translators.checks.shape import DEFAULT_LENGTHS, LengthStatistics
from translators.length_statistics import FARTHEST, FEWEST_PAIRS, RunningLengths

SOURCES = [f"Le conseil de la ville {'de plus ' * (n % 9)}a voté le budget numéro {n}." for n in range(1000)]
USUAL = DEFAULT_LENGTHS["fr", "en"]


def _terse(sources: list[str]) -> list[tuple[str, str]]:
    """A package that needs two thirds of the room; every twentieth sentence it loops."""
    return [(s, "x" * (len(s) * 2 // 3) if n % 20 else "loop " * 200) for n, s in enumerate(sources)]


def _learnt(pairs: list[tuple[str, str]], usual: LengthStatistics | None = USUAL) -> LengthStatistics:
    lengths = RunningLengths(usual)
    lengths.add(pairs)
    assert lengths.statistics is not None
    return lengths.statistics


def test_before_anything_was_seen_the_usual_figures_hold() -> None:
    assert RunningLengths.of("fr", "en").statistics == USUAL
    assert RunningLengths.of("de", "es").statistics is None


def test_a_few_odd_translations_hardly_move_them() -> None:
    statistics = _learnt([(s, "Non.") for s in SOURCES[:5]])
    assert statistics.mean == pytest.approx(USUAL.mean, abs=0.02)


def test_many_translations_outweigh_them_whatever_a_few_loops() -> None:
    statistics = _learnt(_terse(SOURCES))
    assert statistics.mean == pytest.approx(-0.35, abs=0.03)
    source, text = _terse(SOURCES)[8]
    assert abs(statistics.score(source, text)) < 1 < abs(USUAL.score(source, text))


def test_a_package_that_halves_everything_does_not_become_the_rule() -> None:
    pairs = [(s, s[: len(s) // 3]) for s in SOURCES]
    statistics = _learnt(pairs)
    assert statistics.mean >= USUAL.mean - FARTHEST
    assert statistics.score(*pairs[8]) < -4


def test_the_order_does_not_matter() -> None:
    pairs = _terse(SOURCES)
    shuffled = random.Random(1).sample(pairs, len(pairs))
    assert _learnt(pairs) == _learnt(shuffled)


def test_without_usual_figures_a_language_needs_some_pairs() -> None:
    lengths = RunningLengths.of("de", "es")
    lengths.add(_terse(SOURCES[: FEWEST_PAIRS - 1]))
    assert lengths.statistics is None
    lengths.add(_terse(SOURCES[-1:]))
    assert lengths.statistics is not None


def test_short_sentences_and_empty_translations_do_not_count() -> None:
    lengths = RunningLengths.of("fr", "en")
    lengths.add([("Oui.", "Yes, of course, why not?"), (SOURCES[0], " ")])
    assert lengths.pairs == 0
