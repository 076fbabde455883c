"""Names exchanged in good translations, for the guard to learn from; the bench plants its own, in other ways."""

from __future__ import annotations

import random
import re

NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w’']*\w(?:[- ’'][A-ZÀ-Þ]\w+| (?:de|du|des|of|von|van|al|la|le|the) [A-ZÀ-Þ]\w+)*"
)  # a run of words with a capital
SHORTEST, NEAREST = 3, 4  # characters of a name, and between two


def names_exchanged(rng: random.Random, text: str) -> str | None:
    """Return the text with two names in each other's place, None when there are no two."""
    matches = [match for match in NAME.finditer(text) if match.start() and len(match[0]) >= SHORTEST]
    if len(matches) < 2:
        return None
    one, two = sorted(rng.sample(matches, 2), key=lambda match: match.start())
    if one[0] == two[0] or two.start() - one.end() < NEAREST:
        return None
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]
