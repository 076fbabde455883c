"""Boxes of facts beside an article's text: `aside` elements that belong to it.

An `aside` is mostly the page's: links, a newsletter, a ticker. One that holds no link and no form, has several lines, and
speaks of what the article speaks of (« La panne en cinq chiffres ») is a part of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cleaners.folding import fold
from cleaners.html_blocks import Block, Element
from cleaners.html_names import listed, names
from cleaners.zones import STEM

FEWEST = 3
"""Lines of a box of facts, its heading included."""
LEAST_KIN = 0.5
"""The share of its lines that have a word in common with the article."""


def facts_beside(blocks: Sequence[Block], verdicts: Mapping[int, str | None]) -> Iterator[Block]:
    """The blocks of the page's boxes of facts. verdicts: for each block (by `id`) None when it stays, else a rule."""
    spoken = {stem for block in blocks if verdicts[id(block)] is None for stem in _stems(block.text)}
    for aside, group in groupby(blocks, key=_aside):
        box = list(group)
        if aside is None or len(box) < FEWEST or names(aside) & listed("furniture"):
            continue
        if any(block.linked or verdicts[id(block)] != "html.furniture" for block in box):
            continue
        kin = sum(not spoken.isdisjoint(_stems(block.text)) for block in box)
        if kin >= LEAST_KIN * len(box):
            yield from box


def _aside(block: Block) -> Element | None:
    return next((element for element in block.element.ancestors() if element.tag == "aside"), None)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in fold(text).replace("'", " ").split() if len(word) >= STEM and word.isalpha()}
