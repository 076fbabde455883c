"""What an HTML page says of itself: date, site, authors, keywords, tied to the place that says it where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaners.edits import Fact, Finding
from cleaners.furniture_names import is_name
from cleaners.html_blocks import Block, Element, Page
from cleaners.html_names import listed, names
from cleaners.html_opinion import Opinion, folded
from cleaners.metadata import authors

Verdicts = dict[int, str | None]
"""A block's `id` -> the rule by which it goes, None when it stays."""

def facts(page: Page, verdicts: Verdicts, opinion: Opinion) -> Iterator[Finding]:
    """What the page says of itself, tied to the place that says it where there is one."""
    for name, value in (("date", opinion.date), ("site", opinion.site), ("author", opinion.author)):
        if not value:
            continue
        values = [person for part in value.split(";") for person in _persons(part)] if name == "author" else [value]
        for part in dict.fromkeys(filter(None, values)):
            start, end = _place(page, verdicts, part, f"html.{'byline' if name == 'author' else name}")
            yield Fact(name, part, start, end, "html.metadata")
    if not opinion.author:
        yield from _signatures(page, verdicts)
    keywords = list(opinion.keywords)
    for block in page.blocks:
        if verdicts[id(block)]:
            keywords += [text for text, link in block.links if _tagged(link, block) and text not in keywords]
    for keyword in keywords:
        start, end = _place(page, verdicts, keyword, "html.furniture")
        yield Fact("keywords", keyword, start, end, "html.metadata")


def _signatures(page: Page, verdicts: Verdicts) -> Iterator[Fact]:
    """The names alone in what the page calls a byline, when nothing else on the page tells its author."""
    for block in page.blocks:
        if verdicts[id(block)] == "html.byline":
            for person in _persons(block.text):
                if is_name(person):
                    yield Fact("author", person, block.start, block.end, "html.metadata")


def _tagged(link: Element, block: Block) -> bool:
    """Whether a link stands in a list of tags: what is around it says so, up to the block that holds little else."""
    depth = 3 if block.linked > 0.5 else 2
    return any(names(element) & listed("tag") for element in islice(link.ancestors(), depth + 1))


_BY = re.compile(r"(?i)^(?:par|by|por|di|von|de|texte|text|auteur|author)\s*:?\s+(?=[A-ZÀ-Ý])")
_STAMPED = re.compile(r"(?<=[a-zà-ÿ])(?=(?:Publié|Published|Mis à jour|Updated|Posted))|\s+(?:Publié|Published|Mis à jour|Updated)\b")


def _persons(byline: str) -> Iterator[str]:
    """The names in an author field, without the words and stamps around them."""
    name = _STAMPED.split(_BY.sub("", byline.strip()))[0]
    yield from authors(name)


def _place(page: Page, verdicts: Verdicts, value: str, rule: str) -> tuple[int, int]:
    wanted = folded(value)
    for block in page.blocks:
        if verdicts[id(block)] == rule and wanted in folded(block.text):
            return block.start, block.end
    for attributes, start, end in page.metas:
        if wanted and wanted in folded(attributes.get("content", "")):
            return start, end
    return 0, 0
