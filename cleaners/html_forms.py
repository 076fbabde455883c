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
    """The numbers of the elements that are small boxes with a field or a button: to sign up, to vote, to share."""
    sizes: Counter[int] = Counter()
    told: set[int] = set()
    for block in page.blocks:
        for element in block.element.ancestors():
            sizes[element.number] += len(block.text)
            if block.tag == "h1" or len(block.text) > LONGEST:
                told.add(element.number)
    return {number for number in page.controlled if sizes[number] <= LARGEST} - told
