"""What class names, ids and roles say that a part of a page is."""

from __future__ import annotations

import re
from functools import cache

from cleaners.html_blocks import Element
from cleaners.resources import lexicon

_NAMES = re.compile(r"[a-z]+|\d+")


@cache
def listed(kind: str) -> frozenset[str]:
    """Words in class names and ids that say what a part of a page is."""
    return frozenset(str(lexicon("html")[kind]).split())


def names(element: Element) -> set[str]:
    """The words of an element's class, id and role."""
    return set(_NAMES.findall(element.label))
