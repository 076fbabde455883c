"""Faults planted for the guard to learn from: each does what it says and nothing else."""

from __future__ import annotations

import random

import pytest

from translators.training.planting import ADDITIONS, LOSSES, NAMES, Planter, name_lost, name_replaced, part_lost

TEXT = (
    "On Monday the mayor of Lyon met Anna Marchand in Warsaw, because the port, which Rossi had bought, was for sale."
)
OTHERS = ["The judges of Vienna heard Peter Johnson for two hours, and the court adjourned the case until autumn."]


def _planted(planter: Planter) -> set[str]:
    found = {planter(random.Random(seed), TEXT, OTHERS) for seed in range(40)}
    return {text for text in found if text is not None}


@pytest.mark.parametrize("planter", [*NAMES, *LOSSES, *ADDITIONS])
def test_every_planter_changes_the_text_and_only_a_lost_name_may_leave_a_mark_loose(planter: Planter) -> None:
    found = _planted(planter)
    assert found and TEXT not in found
    assert not [text for text in found if "  " in text]
    loose = [text for text in found if " ," in text or " ." in text]
    assert bool(loose) == (planter is name_lost)
    assert all(text.replace(" ,", ",") in found for text in loose)


@pytest.mark.parametrize("planter", LOSSES)
def test_a_loss_keeps_the_order_of_the_rest(planter: Planter) -> None:
    whole = TEXT.rstrip(".").replace(",", "").split()
    for text in _planted(planter):
        words = iter(whole)
        assert all(word in words for word in text.rstrip(".").replace(",", "").split()), text


def test_a_lost_name_is_gone() -> None:
    gone = {
        name
        for name in ("Lyon", "Anna Marchand", "Warsaw", "Rossi", "Monday")
        for t in _planted(name_lost)
        if name not in t
    }
    assert {"Lyon", "Anna Marchand", "Warsaw", "Rossi"} <= gone


def test_of_a_name_of_two_words_one_is_lost() -> None:
    assert any("met Anna in" in text for text in _planted(part_lost))
    assert any("met Marchand in" in text for text in _planted(part_lost))


def test_a_new_name_is_another_sentences() -> None:
    assert all(any(new in text for new in ("Vienna", "Peter", "Johnson")) for text in _planted(name_replaced))


@pytest.mark.parametrize("planter", NAMES)
def test_nothing_is_planted_where_there_is_no_name(planter: Planter) -> None:
    assert planter(random.Random(1), "the bank grew.", OTHERS) is None
