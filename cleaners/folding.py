"""The folded view of a text: what the rulebook's patterns look at, position for position the same text.

Case, accents, kinds of apostrophe, quotation mark, dash and space are folded away, so that one pattern covers
« À lire aussi », “A LIRE AUSSI” and « à lire aussi ». One code point stays one code point, so an offset in the folded view is
the offset in the text.

>>> print(fold("À LIRE AUSSI : l’été à Brême — suite"))
a lire aussi : l'ete a breme - suite
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SINGULAR = {
    **dict.fromkeys("‘’‚‛ʼʹ`´′＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("…", "…"),
    **dict.fromkeys("ǀ│┃▏｜¦", "|"),
    **dict.fromkeys("：", ":"),
    "\u0131": "i",
    "ø": "o",
    "đ": "d",
    "ł": "l",
}


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    """The one character that stands for a non-ASCII one in the folded view."""
    if char in _SINGULAR:
        return _SINGULAR[char]
    if char.isspace() or unicodedata.category(char) in ("Zs", "Cf"):
        return " "
    if unicodedata.category(char)[0] not in "LNM":  # ⓒ and ™ are no letters
        return char
    base = "".join(c for c in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(c))
    if len(base) == 1 and (base.isalnum() or base in "-'\""):
        return base
    return char


def fold(text: str) -> str:
    """`text` with case, accents and kinds of quote, dash and space folded; as long as `text`, code point for code point."""
    folded = text.lower()
    if len(folded) != len(text):  # a few capitals have no single small letter: İ
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if folded.isascii():
        return folded.replace("\t", " ")
    for char in set(folded):
        if char > "\x7f":
            folded = folded.replace(char, _folded(char))
    return folded.replace("\t", " ")
