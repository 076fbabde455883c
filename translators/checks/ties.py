"""By what kind of word a name is tied to its sentence: "of Paris", "in Paris", "with Paris", "the Paris …"."""

from __future__ import annotations

from .words import Side

_TIES = (
    "de du des d of s",
    "a au aux en dans sur in at to into on from",
    "par avec pour contre entre chez by with for against",
    "le la les l un une the an",
)
_KINDS = {word: kind for kind, words in enumerate(_TIES, 1) for word in words.split()}
MARK = len(_TIES) + 1


def tie(side: Side, index: int) -> int:
    """Return the kind of the word at `index`, before a name: 0 for a word of matter, MARK for a mark or no word."""
    if index < 0 or index >= len(side.words) or side.between(index).strip(" '’-"):
        return MARK
    return _KINDS.get(side.folded[index], 0)
