"""Cost grows in line with length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.quality.lines import bases


def seconds(text: str) -> float:
    """CPU seconds of one cleaning: the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        clean(Document("speed", "speed", text))
        times.append(time.process_time() - start)
    return min(times)


def paragraphs(characters: int) -> str:
    text = "".join(bases()["fr"].split("\n", 1)[1])
    return (text * (characters // len(text) + 1))[:characters]


def one_line(characters: int) -> str:
    return paragraphs(characters).replace("\n", " ")


def quotation_marks(characters: int) -> str:
    return "« “" * (characters // 3)


def hard_words(characters: int) -> str:
    return "Publiéle" * (characters // 8)


def short_lines(characters: int) -> str:
    return "Lire aussi\n" * (characters // 11)


@pytest.mark.slow
@pytest.mark.parametrize("text", [paragraphs, one_line, quotation_marks, hard_words, short_lines])
def test_ten_times_the_text_takes_ten_times_the_time(text: Callable[[int], str]) -> None:
    seconds(text(2_000))
    short, long = seconds(text(15_000)), seconds(text(150_000))
    assert long < 18 * max(short, 0.02)
