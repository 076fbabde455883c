"""Length statistics estimated from a package's own translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from translators.base import Translation
from translators.checks.shape import LengthStatistics
from translators.guard import check
from translators.length_statistics import estimate, statistics_of

SOURCES = [f"Le conseil de la ville {'de plus ' * (n % 9)}a voté le budget numéro {n}." for n in range(200)]


@dataclass
class Terse:
    """A translator that needs two thirds of the room; every twentieth sentence it loops."""

    source: str = "fr"
    target: str = "en"
    signature: str = "terse"

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        return [Translation("x" * (len(s) * 2 // 3) if n % 20 else "loop " * 200, 0.8) for n, s in enumerate(sentences)]


def test_the_mean_is_that_of_the_package_whatever_a_few_loops() -> None:
    statistics = statistics_of(Terse(), SOURCES)
    assert statistics.mean == pytest.approx(-0.39, abs=0.03)
    assert statistics.deviation == pytest.approx(0.05, abs=0.02)


def test_a_translation_is_judged_by_its_own_package() -> None:
    source, text = SOURCES[8], "x" * (len(SOURCES[8]) * 2 // 3)
    assert abs(statistics_of(Terse(), SOURCES).score(source, text)) < 0.5
    assert LengthStatistics(0.14, 0.10).score(source, text) < -2


def test_good_news_gives_the_usual_figures() -> None:
    pairs = [(s, s + " and more") for s in SOURCES]
    statistics = estimate(pairs)
    assert not {p.check for p in check(*pairs[0], "fr", "fr", statistics=statistics).problems} & {"length"}


def test_too_few_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="3 pairs of 20 characters or more are too few"):
        estimate([(SOURCES[0], "x")] * 3 + [("Oui.", "Yes.")] * 100)
