"""Good news as negative examples: pages with the furniture of labelled documents around articles that real papers printed.

The labelled documents were written to be hard; what most pages hold is ordinary prose, of which they show too little. A
corpus of news gives it, one sentence a line, in the order in which it was printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from cleaners.folding import fold
from tests.quality.cases import Case
from translators.training.corpus import read_source

LANGUAGES = ("fr", "en")
TRANSPLANTED, PLAIN = "wmt_news_dev", "wce_news_pe"
"""Sources of the corpus (`SOURCES.md` there): for articles amid furniture, and for pages with nothing else."""
BLOCK = 25
"""Lines of a page with nothing but news."""
MOST_BLOCKS = 160


class News:
    """The lines of the sources, by language, each given once."""

    def __init__(self, corpus: Path) -> None:
        pairs = list(read_source(corpus, TRANSPLANTED))
        self._corpus = corpus
        self._lines = {language: iter([pair[side] for pair in pairs]) for side, language in enumerate(LANGUAGES)}

    def transplanted(self, case: Case) -> Case | None:
        """A document of which every line of the article is one of the news; None if there are none left, or not in its language.

        Whatever is not all furniture is taken for the article.
        """
        if case.media != "text" or case.language not in self._lines:
            return None
        furniture = {line_key(line) for piece in case.furniture for line in piece.text.split("\n")}
        lines = case.raw.split("\n")
        places = [i for i, line in enumerate(lines) if line.strip() and line_key(line) not in furniture]
        news = list(islice(self._lines[case.language], len(places)))
        if len(news) < len(places):
            return None
        for i, line in zip(places, news, strict=True):
            lines[i] = line
        return replace(case, raw="\n".join(lines), gold="\n".join(news))

    def plain(self, case: Case) -> Iterator[Case]:
        """Pages of nothing but news, as documents like `case`."""
        pairs = read_source(self._corpus, PLAIN)
        for number in range(MOST_BLOCKS):
            side = number % len(LANGUAGES)
            text = "\n".join(pair[side] for pair in islice(pairs, BLOCK))
            yield replace(case, head={"language": LANGUAGES[side]}, raw=text, gold=text, furniture=())


def line_key(text: str) -> str:
    """What a line of the raw text, of a label and of the clean text have in common: folded, its spaces single."""
    return " ".join(fold(text).split())
