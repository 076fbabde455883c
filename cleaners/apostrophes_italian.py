"""Italian elisions that lost their apostrophe: "lultima", "dallacqua", "allinizio"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaners.apostrophes import RULES
from cleaners.edits import Draft, Edit, Finding
from cleaners.tongue import is_foreign_line
from cleaners.untouchable import untouchable
from cleaners.vocabulary import frequency, is_known_somewhere

_TOKEN = re.compile(
    r"(?<![\w@#/_.’'-])(?P<head>(?:[Dd]all|[Aa]ll|[Nn]ell|[Dd]ell|[Ss]ull|[Cc]oll|[Qq]uell|[Uu]n|[Ll]|[Dd]))(?P<tail>[aeiouàèéìòù][a-zàèéìòù]{3,20})(?![\w@/_’'-])"
)


def lost_in_italian(draft: Draft) -> Iterator[Finding]:
    """"Lalbergo è sullacqua" becomes "L’albergo è sull’acqua": no word as it stands, a frequent one without its head.

    Left alone: words of any language we know, names, foreign lines.
    """
    if draft.language != "it":
        return
    stretches = untouchable(draft.text)
    for line in draft.lines:
        for match in _TOKEN.finditer(line.text):
            place = line.start + match.end("head")
            if _is_elided(match[0].lower(), match["tail"]) and not stretches.meet(place, place + 1) and not is_foreign_line(line.text, "it"):
                yield Edit(place, place, "’", "apostrophes.lost", RULES[0].why)


@lru_cache(maxsize=4096)
def _is_elided(lower: str, tail: str) -> bool:
    share, tail_share = frequency(lower, "it"), frequency(tail, "it")
    if tail_share < 3e-6 or share > 2e-7 or tail_share < 500 * share:
        return False
    inflected = any(frequency(lower[:-1] + ending, "it") > 1e-7 for ending in "aeio" if ending != lower[-1])
    return not inflected and not is_known_somewhere(lower, "it", least=1e-7)
