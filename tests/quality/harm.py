"""Do no harm: what the cleaner changes in good human text, where nothing but typography may change.

    python -m tests.quality.harm ../shared/bench/newstest2012.fr --language fr [--lines 25]

The file holds a sentence a line; runs of `--lines` of them are cleaned as one document. Decide on the 2012 set, report
on 2013.
"""

from __future__ import annotations

import argparse
import difflib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaners.document import Document
from cleaners.pipeline import clean
from tests.quality.gold import fold

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬁ": "fi", "ﬂ": "fl"})


@dataclass(frozen=True, slots=True)
class Harm:
    """A line of which a letter or digit changed, or that went: `after` is empty if nothing like it is left."""

    number: int
    before: str
    after: str


def letters(text: str) -> str:
    """Letters and digits, without ligatures and without the accents of capitals: what must be the same."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", text).translate(_LIGATURES):
        if char.isupper():
            char = unicodedata.normalize("NFD", char)[0]
        if char.isalnum():
            kept.append(char)
    # a ligature at the start of a word may come from one capital or two
    return "".join(kept).replace("OE", "Oe").replace("AE", "Ae")


def ours(raw: str, language: str) -> str:
    """Our cleaner's text, as any other cleaner would give it."""
    return clean(Document("text", "text", raw, hints={"language": language})).text


def harm(
    lines: Sequence[str], language: str, size: int, cleaner: Callable[[str, str], str] = ours
) -> tuple[list[Harm], int]:
    """(lines with a letter or digit changed, lines with anything but a kind of space changed).

    `cleaner` takes a text and its language and gives the clean text.
    """
    harmed: list[Harm] = []
    touched = 0
    for first in range(0, len(lines), size):
        before = [line for line in lines[first : first + size] if line.strip()]
        raw = "\n".join(before) + "\n"
        after = [line for line in cleaner(raw, language).split("\n") if line.strip()]
        for number, old, new in _aligned(before, after):
            if letters(old) != letters(new):
                harmed.append(Harm(first + number + 1, old, new))
            touched += fold(old) != fold(new)
    return harmed, touched


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    if len(before) == len(after):
        yield from ((number, old, new) for number, (old, new) in enumerate(zip(before, after, strict=True)))
        return
    matcher = difflib.SequenceMatcher(None, [*map(letters, before)], [*map(letters, after)], autojunk=False)
    for tag, start, end, other, other_end in matcher.get_opcodes():
        if tag == "insert":
            yield start, "", " | ".join(after[other:other_end])
        for step in range(end - start):
            yield start + step, before[start + step], after[other + step] if other + step < other_end else ""


def read_options(description: str | None) -> tuple[list[str], str, int]:
    """The lines of the file that the command line names, their language, and how many make a document."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", choices=["fr", "en"], required=True)
    parser.add_argument("--lines", type=int, default=25, help="sentences in one document")
    options = parser.parse_args()
    return options.file.read_text(encoding="utf-8").splitlines(), options.language, options.lines


def main() -> None:
    lines, language, size = read_options(__doc__)
    harmed, touched = harm(lines, language, size)
    for item in harmed:
        print(f"{item.number}\n  - {item.before}\n  + {item.after}")
    print(f"{len(lines)} lines, {len(harmed)} with a letter or digit changed, {touched} with any mark changed")


if __name__ == "__main__":
    main()
