"""File names for article pages: safe on every file system, whatever the ids are."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_UNSAFE = re.compile(r"[^a-z0-9_-]+")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # what Windows keeps for devices


def page_name(article_id: str, copy: int = 0) -> str:
    """Return the name of an article's page, such as `harbour_3f2a.html`.

    An id of lower-case ASCII letters, digits, `-` and `_` names its page as it is. Any other keeps what is legible of
    it and takes a dot and a digest, so that two ids never meet, not even where case makes no difference. `copy` tells
    apart articles that share one id.

    >>> page_name("harbour_3f2a")
    'harbour_3f2a.html'
    >>> page_name("../Été/№ 5")
    'ete-no-5.2c19755174ea.html'
    """
    if not copy and _PLAIN.fullmatch(article_id) and not _RESERVED.fullmatch(article_id):
        return f"{article_id}.html"
    key = f"{article_id}\0{copy}" if copy else article_id
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    ascii_id = unicodedata.normalize("NFKD", article_id[:200]).encode("ascii", "ignore").decode().lower()
    legible = _UNSAFE.sub("-", ascii_id)[:48].strip("-_")
    return f"{legible or 'article'}.{digest}.html"
