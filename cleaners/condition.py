"""In what condition a page is: how many of the repairs that a bad translation or scraper calls for it has needed so far.

Some slips can't be told from what an author wrote where they stand alone: "la Cendre retombe" may be a name. On a page whose
words are glued, doubled and broken every few lines they are slips.
"""

from __future__ import annotations

from cleaners.edits import Draft

_TELLING = (
    "glue.", "slips.", "misread.", "apostrophes.lost", "quotes.missing", "quotes.spurious", "spacing.comma", "spelling.case",
    "numbers.thousands", "units.ordinal",
)  # fmt: skip
"""Rules, or families of rules, whose repairs tell of damage: not of typesetting, nor of an encoding."""
_LEAST = 4
"""Repairs: fewer tell nothing."""
_DENSE = 2.2
"""Repairs in a thousand code points: twice as many as sound pages need."""


def is_worn(draft: Draft) -> bool:
    """Whether the page has needed so many repairs that more of the same kind are likely.

    Only what was repaired so far counts, so a clean text is never worn and cleaning it again changes nothing.
    """
    repairs = sum(step.rule.startswith(_TELLING) for hunk in draft.hunks for step in hunk.steps)
    return repairs >= _LEAST and 1000 * repairs >= _DENSE * len(draft.text)
