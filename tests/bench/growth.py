"""Cost in line with length: CPU seconds for a text and for ten times that text.

    python -m tests.bench.growth

The texts are those in which something that looks at its neighbours could take the square of the time: one long line,
short lines in a row, marks that never close, words glued together.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.quality.lines import bases

Text = Callable[[int], str]


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


TEXTS: tuple[Text, ...] = (paragraphs, one_line, quotation_marks, hard_words, short_lines)


def seconds(text: str) -> float:
    """CPU seconds of one cleaning: the best of three."""
    times: list[float] = []
    for _ in range(3):
        start = time.process_time()
        clean(Document("growth", "growth", text))
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Prints a Markdown table."""
    print("| text | 20,000 characters, s | 200,000, s | times |\n|---|---|---|---|")
    for text in TEXTS:
        short, long = seconds(text(20_000)), seconds(text(200_000))
        print(f"| {text.__name__.replace('_', ' ')} | {short:.3f} | {long:.3f} | {long / short:.1f} |")


if __name__ == "__main__":
    main()
