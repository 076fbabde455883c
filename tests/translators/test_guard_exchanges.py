"""Names in each other's place: what is told from what, and how the trees that tell it are grown and walked."""

from __future__ import annotations

import random

import numpy as np
import pytest

from cleaners.trees import Trees, dumps
from translators.checks.exchanges import FEATURES, Swap, swaps
from translators.checks.trees import trees
from translators.checks.words import Side
from translators.guard import check, views
from translators.training.boosting import grow
from translators.training.planting import names_exchanged

SOURCE = "Rossi a dirigé l'usine de Lyon, puis Marchand a repris la banque de Varsovie."
TARGET = "Rossi ran the factory in Lyon, then Marchand took over the bank in Warsaw."


def _swaps(source: str, target: str) -> list[Swap]:
    ours, theirs = Side(source, "fr"), Side(target, "en")
    read = views(ours, theirs, 0.0)
    assert read is not None
    return swaps(ours, theirs, read[1].links, read[2])


def test_names_in_their_order_do_not_cross() -> None:
    assert _swaps(SOURCE, TARGET) == []


def test_names_in_the_other_order_cross_and_are_described() -> None:
    found = _swaps(SOURCE, TARGET.replace("Lyon", "X").replace("Warsaw", "Lyon").replace("X", "Warsaw"))
    assert ("Warsaw", "Lyon") in {(swap.first, swap.second) for swap in found}
    assert {len(swap.numbers) for swap in found} == {len(FEATURES)}


@pytest.mark.parametrize(("one", "other"), [("Lyon", "Warsaw"), ("Rossi", "Marchand")])
def test_an_exchange_is_flagged_with_both_names(one: str, other: str) -> None:
    spoilt = TARGET.replace(one, "X").replace(other, one).replace("X", other)
    reasons = [p.why for p in check(SOURCE, spoilt, "fr", "en").problems if p.check == "names"]
    assert any(one in why and other in why and "changed places" in why for why in reasons), reasons


def test_a_surname_behind_a_strange_first_name_is_described() -> None:
    source = "Hier, Anna Rossi a repris la banque de Lyon."
    swapped = _swaps(source, "Yesterday, Anna Lyon took over the bank of Rossi.")
    (swap,) = [swap for swap in swapped if {swap.first, swap.second} == {"Lyon", "Rossi"}]
    assert swap.numbers[FEATURES.index("strangers")] == 1
    assert swap.numbers[FEATURES.index("torn apart")] == 1


def test_a_clause_that_moved_with_its_name_is_no_exchange() -> None:
    moved = "Marchand took over the bank in Warsaw after Rossi ran the factory in Lyon."
    assert not check(SOURCE, moved, "fr", "en").flagged


def test_trees_walk_down_by_their_answers() -> None:
    model = Trees(np.array([[0, 1]]), np.array([[0.5, 2.0]]), np.array([[1.0, 2.0, 3.0, 4.0]]), 10.0)
    assert model.log_odds([[0, 0], [0, 3], [1, 0], [1, 3]]) == [11.0, 12.0, 13.0, 14.0]
    assert model.log_odds([]) == []
    assert model.log_odds([[0, 0], [1, 3]] * 200) == [11.0, 14.0] * 200  # walked a few at a time


def test_the_bundled_trees_ask_for_what_is_there() -> None:
    model = trees("exchanged")
    assert model is not None
    assert int(model.asked.max()) < len(FEATURES)


def test_grown_trees_tell_what_no_sum_of_the_numbers_tells() -> None:
    """One number or the other, but not both: it needs two questions in a row."""
    rows = np.random.default_rng(1).random((2000, 3)).round(2)
    answers = ((rows[:, 0] > 0.5) != (rows[:, 1] > 0.5)).astype(float)
    model = grow(rows, answers, np.ones(len(rows)))
    odds = model.log_odds([[0.1, 0.9, 0.5], [0.9, 0.9, 0.5], [0.9, 0.1, 0.5], [0.1, 0.1, 0.5]])
    assert [odd > 1 for odd in odds] == [True, False, True, False]
    assert dumps({"one": model}) == dumps({"one": grow(rows, answers, np.ones(len(rows)))})


def test_trees_are_as_many_and_as_deep_as_asked() -> None:
    rows = np.random.default_rng(1).random((200, 3))
    model = grow(rows, (rows[:, 0] > 0.5).astype(float), np.ones(len(rows)), 4, 6)
    assert model.asked.shape == (4, 6) and model.leaves.shape == (4, 64)
    low, high = model.log_odds([[0.1, 0.5, 0.5], [0.9, 0.5, 0.5]])
    assert low < 0 < high


def test_the_planter_exchanges_two_names_and_nothing_else() -> None:
    spoilt = {names_exchanged(random.Random(seed), TARGET) for seed in range(20)} - {None}
    assert spoilt
    assert all(sorted(text.split()) != TARGET.split() and text != TARGET for text in spoilt if text)
    assert names_exchanged(random.Random(1), "The bank of Warsaw grew.") is None
