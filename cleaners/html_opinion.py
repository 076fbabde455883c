"""What trafilatura makes of an HTML page: which of its lines are the article, and its metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cleaners.html_blocks import Block

_FOLD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What trafilatura makes of the page: its lines, folded, and its metadata."""

    lines: frozenset[str]
    whole: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    keywords: tuple[str, ...] = ()

    def holds(self, block: Block) -> bool:
        """Whether trafilatura kept the block: most of it, when line breaks divide it."""
        own = [line for text in block.lines if (line := folded(text))]
        held = sum(len(line) for line in own if line in self.lines or (len(line) >= 25 and line in self.whole))
        return held > 0 and 2 * held >= sum(map(len, own))


def ask(raw: str, url: str | None) -> Opinion:
    """trafilatura's opinion of the page `raw`; an empty one when it finds no article."""
    import trafilatura  # a second to import: only pages need it

    found = trafilatura.bare_extraction(
        raw, url=url, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_dates()
    )
    if found is None or isinstance(found, dict):
        return Opinion(frozenset(), "")
    lines = [folded(line.lstrip("-–• ")) for line in (found.text or "").split("\n")]
    tags = [*(found.tags or []), *(found.categories or [])] if isinstance(found.tags, list) else []
    return Opinion(
        lines=frozenset(filter(None, lines)),
        whole="\n".join(lines),
        title=found.title,
        author=found.author,
        date=found.date,
        site=found.sitename or found.hostname,
        keywords=tuple(dict.fromkeys(part.strip() for tag in tags for part in str(tag).split(",") if part.strip())),
    )


def _dates() -> dict[str, object]:
    """How a page's date is looked for: in its head and its machine-readable places. Dates in words are read by our own rules;
    reading them in two hundred languages takes trafilatura seconds once in each process, and some tenths of one a page."""
    return {"original_date": True, "extensive_search": False, "max_date": date.today().isoformat()}


def folded(text: str) -> str:
    """The letters and digits of a text, in small letters: what two printings of it have in common."""
    return _FOLD.sub("", text.casefold())
