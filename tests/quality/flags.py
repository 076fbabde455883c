"""Flags on good human text, where each is a false alarm or a slip of the writer's.

    python -m tests.quality.flags ../shared/bench/newstest2012.fr --language fr [--lines 25]

The file holds a sentence a line; runs of `--lines` of them are cleaned as one document. Aim: less than one in a hundred
sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners.document import Document
from cleaners.edits import Flag
from cleaners.pipeline import clean
from tests.quality.harm import read_options


def flags(lines: Sequence[str], language: str, size: int) -> Iterator[tuple[Flag, str]]:
    """Every flag of a word or a mark, with the raw text that it stands on; not those of whole paragraphs."""
    for first in range(0, len(lines), size):
        raw = "\n".join(lines[first : first + size]) + "\n"
        for flag in clean(Document("text", "text", raw, hints={"language": language})).flags:
            if "\n" not in raw[flag.start : flag.end].strip():
                yield flag, raw[flag.start : flag.end]


def main() -> None:
    lines, language, size = read_options(__doc__)
    counts: Counter[str] = Counter()
    for flag, text in flags(lines, language, size):
        counts[flag.name] += 1
        print(f"{flag.name}  {text!r}  {flag.why}")
    for name, count in counts.most_common():
        print(f"{name:28}{count:5}  {100 * count / len(lines):.2f} in a hundred lines")


if __name__ == "__main__":
    main()
