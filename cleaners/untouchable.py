"""Stretches of text that no repair may enter: web and mail addresses, handles, hashtags, domains, file names, calls in code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

_DOMAINS = (
    "fr|com|org|net|info|io|be|ch|ca|eu|uk|us|de|es|it|pt|ma|dz|tn|sn|ci|cm|ml|bf|tg|bj|ga|cd|cg|mg|re|ht|lu"
    "|mc|int|gov|edu"
    "|gouv|tv|fm|am|co|me|app|dev|ai|ly|cc|ru|ua|id|jp|cn|br|au|html?|php|pdf|jpe?g|png|gif|webp|svg|mp[34]"
    "|docx?|xlsx?|js|css|exe"
)
# Every part starts at an edge and is bounded, so that a line of 10 MB costs what its length costs.
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»“”]+"
    r"|(?<![\w.])www\.[^\s<>\"«»“”]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<!\w)[@#]\w+"
    r"|(?<![\w.])\w{1,63}\.\w{1,63}\(\"[^\"\s]{0,63}\"\)(?:\.\w{1,63}\(\"[^\"\s]{0,63}\"\)){0,3}"
    r"|(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:" + _DOMAINS + r")(?![\w])(?:/[^\s<>\"«»“”]*)?"
)
_HINT = re.compile(r"[@#]|://|www\.|\.[a-zA-Z]|\(\"")


class Stretches:
    """Sorted stretches of a text, asked by offset."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def meet(self, start: int, end: int) -> bool:
        """Whether `start:end` (or the point `start`) lies in one of the stretches or overlaps one."""
        index = bisect_right(self._starts, max(start, end - 1)) - 1
        return index >= 0 and start < self._ends[index]

    def __bool__(self) -> bool:
        return bool(self._starts)


@lru_cache(maxsize=4)
def untouchable(text: str) -> Stretches:
    """Where in `text` addresses, handles, hashtags, domains, file names and calls such as name.encode("utf-8") stand.

    >>> text = "Voir https://exemple.fr/a?b:c et Leboncoin.fr, ou @gazette."
    >>> stretches = untouchable(text)
    >>> stretches.meet(text.index("?"), text.index("?") + 1), stretches.meet(text.index("Voir"), 4)
    (True, False)
    """
    if not _HINT.search(text):
        return Stretches(())
    spans = []
    for match in _ADDRESS.finditer(text):
        if match[0].endswith((".", ",", ";", ":", "!", "?", ")", "…")) and "://" in match[0]:
            spans.append((match.start(), match.start() + len(match[0].rstrip(".,;:!?)…"))))
        else:
            spans.append(match.span())
    return Stretches(spans)
