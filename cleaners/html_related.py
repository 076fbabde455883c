"""Links to other articles in an HTML page: the element that holds a label and headlines, and labels whose links went.

The element ends the run of headlines: what stands outside it, an intertitle say, is the article's.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.folding import fold
from cleaners.html_blocks import Block, Element
from cleaners.rulebook import bundled
from cleaners.rulebook_matching import matcher

LONGEST = 100
"""Code points that a label may have."""
HEADLINE = 200
"""Code points that a headline may have."""

_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())


def related(blocks: Sequence[Block], kept: Sequence[bool]) -> list[Block]:
    """The kept blocks that are labels above links to other articles, with the headlines that share their element.

    `kept` tells of each of `blocks`, in order, whether it stays so far.
    """
    found: list[Block] = []
    for i, block in enumerate(blocks):
        if kept[i] and _is_label(block):
            inside = _box(blocks, i)
            if len(inside) > 1:
                found += [blocks[j] for j in inside if kept[j]]
            elif i + 1 < len(blocks) and (not kept[i + 1] and blocks[i + 1].linked > 0.5 or _heads_text(blocks, i + 1, block)):
                found.append(block)
    return found


def _is_label(block: Block) -> bool:
    if len(block.text) > LONGEST:
        return False
    hits = matcher(bundled(), None).line(block.text, fold(block.text))
    return any(hit.rule.scope == "block" and hit.rule.family == "related" for hit in hits)


def _box(blocks: Sequence[Block], position: int) -> range:
    """The blocks of the widest element that begins with the label and holds nothing but short lines."""
    best = range(position, position + 1)
    for element in blocks[position].element.ancestors():
        end = position
        while end < len(blocks) and _holds(element, blocks[end]):
            end += 1
        before = position > 0 and _holds(element, blocks[position - 1])
        if before or any(len(block.text) > HEADLINE or block.text.endswith(".") for block in blocks[position + 1 : end]):
            break
        best = range(position, end)
    return best


def _holds(element: Element, block: Block) -> bool:
    return any(around.number == element.number for around in block.element.ancestors())


def _heads_text(blocks: Sequence[Block], position: int, label: Block) -> bool:
    """Whether the block under a label is a heading with a paragraph under it: an intertitle, no headline of a list."""
    under = blocks[position + 1] if position + 1 < len(blocks) else None
    return label.tag not in _HEADINGS and blocks[position].tag in _HEADINGS and under is not None and len(under.text) > HEADLINE
