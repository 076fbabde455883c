"""Work grows in line with length. What is counted is calls, which every machine counts alike; seconds are for `make bench`."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.bench.growth import TEXTS, Text

_ROOM = 1.2  # of ten times: rounds of cleaning differ a little from text to text


def calls(text: str) -> int:
    """Calls of functions, Python's and C's, in one cleaning."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        clean(Document("growth", "growth", text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.__name__)
def test_ten_times_the_text_takes_ten_times_the_calls(text: Text) -> None:
    clean(Document("growth", "growth", text(2_000)))
    assert calls(text(60_000)) < 10 * _ROOM * calls(text(6_000))
