"""The bench of the guard: each of its planters changes a sentence that has what it looks for."""

from __future__ import annotations

import random

import pytest

from tests.bench.guard import measure
from tests.bench.guard_facts import Planter
from tests.bench.guard_planters import PLANTERS, Material
from tests.bench.guard_variants import VARIANTS

FRENCH = (
    "Le 12 mars 2009, le président Anna Keller n'a pas vu, selon le juge Rossi, les 40 euros, les sept bateaux, les 1,5 "
    "millions de livres que la ville de Lyon avait promis, ni les 30 % de pertes, mais elle a salué la foule de Varsovie."
)
ENGLISH = (
    "On 12 March 2009, President Anna Keller did not see, according to the judge Rossi, the 40 euros, the seven ships, "
    "the 1.5 million books that the city of Lyon had promised, or the 30% of losses, but she greeted the crowd of Warsaw."
)
OTHERS = [
    "Une autre phrase, que le port de Vienne avait gardée pour lui, parle de Peter Johnson et de sa sœur.",
    "Another sentence, which the port of Vienna had kept for itself, speaks of Peter Johnson and his sister.",
]
EVERY = [planter for families in (PLANTERS, VARIANTS) for planters in families.values() for planter in planters]


@pytest.mark.parametrize("planter", EVERY, ids=lambda planter: planter.__name__)
@pytest.mark.parametrize(("source", "target", "language"), [(FRENCH, ENGLISH, "en"), (ENGLISH, FRENCH, "fr")])
def test_every_planter_changes_the_sentence(planter: Planter, source: str, target: str, language: str) -> None:
    material = Material(source, target, language, OTHERS, ["Vienna", "Peter Johnson"])
    spoilt = {planter(random.Random(seed), material) for seed in range(30)} - {None}
    assert spoilt - {target}


def test_the_bench_counts_what_it_planted() -> None:
    tallies = measure([(FRENCH, ENGLISH)], "fr", "en")
    assert tallies["good"].planted == 1 and tallies["empty"].found == tallies["empty"].planted == 1
    assert tallies["numbers"].planted == sum(t.planted for kind, t in tallies.items() if kind.startswith("numbers: "))
