"""Small boxes of an HTML page with a field or a button in them: to sign up, to vote, to share.

What they say is as free as any text, and their names are each site's own; that one can type or press something there is not.
"""

from __future__ import annotations

from collections import Counter

from cleaners.html_blocks import Page

LARGEST = 600
"""Code points of such a box; a larger one may hold a piece of the article."""
LONGEST = 260
"""Code points of a block in it: a longer one is told by the article."""


def small_forms(page: Page) -> set[int]:
    """The numbers of the elements that are small boxes with a field or a button: to sign up, to vote, to share.

    Each element is looked at once, however deep it stands: its size goes to the one around it.
    """
    sizes: Counter[int] = Counter()
    told: set[int] = set()
    around: dict[int, int] = {}
    for block in page.blocks:
        sizes[block.element.number] += len(block.text)
        if block.tag == "h1" or len(block.text) > LONGEST:
            told.add(block.element.number)
        for element in block.element.ancestors():
            if element.number in around or element.parent is None:
                break
            around[element.number] = element.parent.number
    for number in sorted(around, reverse=True):  # an element has a higher number than the one that it stands in
        sizes[around[number]] += sizes[number]
        if number in told:
            told.add(around[number])
    return {number for number in page.controlled if sizes[number] <= LARGEST} - told
