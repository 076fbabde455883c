"""What an HTML page says of itself: date, site, authors, keywords, tied to the place that says it where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaners.edits import Fact, Finding
from cleaners.folding import fold
from cleaners.furniture_names import is_name
from cleaners.html_blocks import Block, Element, Page
from cleaners.html_names import listed, names
from cleaners.html_opinion import Opinion, folded
from cleaners.metadata import authors, is_tag_label
from cleaners.metadata import keywords as split
from cleaners.metadata_bylines import read_byline
from cleaners.metadata_notices import is_translation_notice, tags_of, terms_of
from cleaners.zones import STEM

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
    yield from _notices(page, verdicts)
    keywords = list(opinion.keywords) or list(dict.fromkeys(_keywords(page, verdicts)))
    for keyword in keywords:
        start, end = _place(page, verdicts, keyword, "html.furniture")
        yield Fact("keywords", keyword, start, end, "html.metadata")


def _keywords(page: Page, verdicts: Verdicts) -> Iterator[str]:
    """The tags of the page: links in a list of tags, its labelled line, or terms below the article that it speaks of."""
    kept = [i for i, block in enumerate(page.blocks) if verdicts[id(block)] is None]
    matter = {word[:STEM] for i in kept for word in _WORDS.findall(fold(page.blocks[i].text))}
    last = kept[-1] if kept else len(page.blocks)
    found = False
    for i, block in enumerate(page.blocks):
        if not verdicts[id(block)] or block.tag == "title":
            continue
        tagged = [text for text, link in block.links if _tagged(link, block)]
        named = _is_tag_list(block)
        found = found or bool(tagged) or named
        if tagged:
            yield from tagged
        elif named and len(block.text) <= 40 and not is_tag_label(block.text):
            yield from split(block.text)
        elif named:
            yield from tags_of(block.text, matter)
        elif not found and i > last and block.linked > 0.9 and len(block.links) >= 2:
            yield from terms_of([text for text, _ in block.links], matter)


def _is_tag_list(block: Block) -> bool:
    """Whether what is around a block, or its own name, says that it lists tags."""
    return any(names(element) & listed("tag") or _TAG_NAME.search(element.label) for element in islice(block.element.ancestors(), 3))


_TAG_NAME = re.compile(r"(?:^|[ _-])(?:item)?tags?(?:block|list|links?|cloud|$|[ _-])|(?:^|[ _-])(?:themes?|topics|keywords?|mots-?cles?|etiquettes|etiquetas|temas)(?:$|[ _-])")
_WORDS = re.compile(r"\w{3,}")


def _notices(page: Page, verdicts: Verdicts) -> Iterator[Fact]:
    """Notices of machine translation and agencies in what goes."""
    for block in page.blocks:
        if not verdicts[id(block)] or len(block.text) > 600:
            continue
        for line in block.lines:
            if is_translation_notice(fold(line)):
                yield Fact("machine_translated", "true", block.start, block.end, "html.metadata")


def _signatures(page: Page, verdicts: Verdicts) -> Iterator[Fact]:
    """The names alone in what the page calls a byline, when nothing else on the page tells its author; else the first line
    that says who wrote."""
    signed = False
    for block in page.blocks:
        if verdicts[id(block)] == "html.byline":
            byline = read_byline(block.text)
            for person in byline.names if byline else _persons(block.text):
                if is_name(person):
                    yield Fact("author", person, block.start, block.end, "html.metadata")
                    signed = True
    if signed:
        return
    kept = [i for i, block in enumerate(page.blocks) if verdicts[id(block)] is None]
    for i, block in enumerate(page.blocks):
        byline = read_byline(block.text) if verdicts[id(block)] and kept and i < kept[-1] else None
        if byline and byline.labelled and verdicts[id(block)] not in ("html.caption", "html.embed"):
            for person in byline.names:
                yield Fact("author", person, block.start, block.end, "html.metadata")
            return


def _tagged(link: Element, block: Block) -> bool:
    """Whether a link stands in a list of tags: what is around it says so, up to the block that holds little else."""
    depth = 3 if block.linked > 0.5 else 2
    return any(names(element) & listed("tag") for element in islice(link.ancestors(), depth + 1))


_BY = re.compile(r"(?i)^(?:par|by|por|di|von|de|texte|text|auteur|author)\s*:?\s+(?=[A-ZÀ-Ý])")
_STAMPED = re.compile(r"(?<=[a-zà-ÿ])(?=(?:Publié|Published|Mis à jour|Updated|Posted))|\s+(?:Publié|Published|Mis à jour|Updated)\b")


def _persons(byline: str) -> Iterator[str]:
    """The names in an author field, without the words and stamps around them."""
    read = read_byline(byline)
    if read and read.labelled:
        yield from read.names
        return
    name = _STAMPED.split(_BY.sub("", byline.strip()))[0]
    yield from authors(re.sub(r"(?: [a-z][\w.@-]*)+$", "", name))


def _place(page: Page, verdicts: Verdicts, value: str, rule: str) -> tuple[int, int]:
    wanted = folded(value)
    for block in page.blocks:
        if verdicts[id(block)] == rule and wanted in folded(block.text):
            return block.start, block.end
    for attributes, start, end in page.metas:
        if wanted and wanted in folded(attributes.get("content", "")):
            return start, end
    return 0, 0
