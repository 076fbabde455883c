"""Work grows in line with length. What is counted is calls, which every machine counts alike; seconds are for `make bench`."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.bench.growth import TEXTS, Text
from tests.calls import calls

_ROOM = 1.2  # of ten times: rounds of cleaning differ a little from text to text


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.__name__)
def test_ten_times_the_text_takes_ten_times_the_calls(text: Text) -> None:
    def work(characters: int) -> int:
        return calls(lambda: clean(Document("growth", "growth", text(characters))))

    work(2_000)
    assert work(60_000) < 10 * _ROOM * work(6_000)
