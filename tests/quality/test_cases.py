"""The labelled documents are sound: an editor's own text gets full marks, and the raw text doesn't."""

from __future__ import annotations

import pytest

from tests.quality.cases import SPLITS, Case, load
from tests.quality.gold import fold
from tests.quality.measure import measure

CASES = [case for split in SPLITS for case in load(split)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_gold_text_gets_full_marks(case: Case) -> None:
    best = measure(case, case.gold)
    assert best.f1 == 1
    assert not best.lost_words
    assert [piece.text for piece in best.left] == []
    assert [repair.keys for repair in best.wrong] == []
    assert [alike.raw for alike in best.touched] == []
    assert best.unchanged


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_is_noisy_or_clean_as_it_says(case: Case) -> None:
    if case.clean:
        assert fold(case.raw) == fold(case.gold)
        assert not case.furniture
        assert not case.repairs
    else:
        assert case.furniture or case.repairs
    assert not set("⟦⟧⇒‖⍽\ue000\ue001\ue002") & set(case.raw + case.gold)


@pytest.mark.parametrize("case", [case for case in CASES if case.media == "text"], ids=lambda case: case.name)
def test_the_raw_text_holds_what_is_labelled(case: Case) -> None:
    nothing_done = measure(case, case.raw)
    assert len(nothing_done.left) == nothing_done.furniture
    assert not nothing_done.touched


def test_the_two_splits_share_no_line() -> None:
    """But for a few words of furniture that all sites have."""
    lines = [{line for case in load(split) for line in fold(case.gold).split("\n")} for split in ("dev", "heldout")]
    assert not {line for line in lines[0] & lines[1] if len(line) > 15}
