"""The lines of a page, for counting on how many pages of one site each stands."""

from __future__ import annotations

import hashlib

from cleaners.document import Document
from cleaners.folding import fold
from cleaners.html_blocks import read_blocks

LONGEST = 300
"""Code points; longer lines are paragraphs, and furniture that repeats is shorter."""


def hashed_lines(document: Document) -> dict[str, str]:
    """Each folded line of the page once, without its margins, with sixteen hex digits that stand for it."""
    if document.media == "html":
        texts = [block.text for block in read_blocks(document.raw).blocks]
    else:
        texts = document.raw.split("\n")
    lines = {fold(text.strip()) for text in texts if 2 < len(text.strip()) <= LONGEST}
    return {line: hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16] for line in sorted(lines)}
