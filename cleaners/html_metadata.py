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
from cleaners.metadata import authors
from cleaners.metadata_bylines import read_byline
from cleaners.metadata_dates import find_date, is_publication, is_update
from cleaners.metadata_notices import is_translation_notice, is_wall
from cleaners.metadata_tags import (
    is_interface,
    is_label_alone,
    is_tag_label,
    label_end,
    labelled_tags,
    tags_of,
    terms_of,
)
from cleaners.metadata_tags import keywords as split
from cleaners.zones import PROSE, STEM

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
    if not opinion.date:
        yield from _stamps(page, verdicts)
    if not opinion.author:
        yield from _signatures(page, verdicts)
    yield from _notices(page, verdicts)
    keywords = opinion.keywords or [_COUNTED.sub("", tag) for tag in _keywords(page, verdicts)]
    for keyword in dict.fromkeys(keywords):
        start, end = _place(page, verdicts, keyword, "html.furniture")
        yield Fact("keywords", keyword, start, end, "html.metadata")


def _stamps(page: Page, verdicts: Verdicts) -> Iterator[Fact]:
    """The date of the stamp between the headline and the text, one that says that something came out first."""
    first = next((i for i, block in enumerate(page.blocks) if block.tag == "h1"), None)
    if first is None:
        return
    found: list[tuple[bool, int, str, Block]] = []
    for i, block in enumerate(page.blocks[first + 1 : first + 9]):
        if len(block.text) > 140:
            if verdicts[id(block)] is None and i > 1:
                break
            continue
        if verdicts[id(block)] not in ("html.caption", "html.links") and not is_update(block.text) and (date := find_date(block.text, None)):
            found.append((not is_publication(block.text), i, date, block))
    if found:
        _, _, date, block = min(found, key=lambda one: one[:2])
        yield Fact("date", date, block.start, block.end, "html.metadata")


def _keywords(page: Page, verdicts: Verdicts) -> Iterator[str]:
    """The tags of the page: a list under a label; links in what is named a list of tags, or its line; terms below the article that it
    speaks of."""
    kept = [i for i, block in enumerate(page.blocks) if verdicts[id(block)] is None]
    matter = {word[:STEM] for i in kept for word in _WORDS.findall(fold(page.blocks[i].text))}
    last = max((i for i in kept if len(page.blocks[i].text) >= PROSE), default=len(page.blocks))
    able = [(i, block) for i, block in enumerate(page.blocks) if block.tag != "title" and (i > last or verdicts[id(block)])]
    yield from _labelled(page, able) or _named(able, matter) or _unnamed([block for i, block in able if i > last], matter)


def _labelled(page: Page, able: list[tuple[int, Block]]) -> list[str]:
    """The tags of the first block that a label opens: its links, or its words at their divider, or what follows a label alone."""
    for i, block in able:
        before = block.text.find(block.links[0][0]) if block.links else 0
        end = label_end(block.text[:before].strip() if before > 0 else block.text)
        if not end or block.tag in ("a", "nav", "header", "button"):
            continue
        if before > 0 and sum(len(text) for text, _ in block.links) >= 0.4 * len(block.text):
            terms = [text for text, _ in block.links]
        elif is_label_alone(block.text):
            terms = [*_followers(page, i, {n for n, _ in able})]
        else:
            terms = labelled_tags(block.text) or []
        terms = [term for term in terms if not is_interface(term)]
        if len(terms) > 1 or (terms and not is_label_alone(block.text)):
            return terms
    return []


def _followers(page: Page, label: int, able: set[int]) -> Iterator[str]:
    """The blocks that stand beside a label alone, in what holds it, as long as they are short."""
    inside = page.blocks[label].element.parent
    for i in range(label + 1, min(label + 13, len(page.blocks))):
        block = page.blocks[i]
        if i not in able or inside is None or inside not in islice(block.element.ancestors(), 4):
            return
        terms = [text for text, _ in block.links] or [block.text]
        if any(len(term.split()) > 5 for term in terms):
            return
        yield from terms


def _named(able: list[tuple[int, Block]], matter: set[str]) -> list[str]:
    """Tags in what the page itself names a list of tags."""
    found: list[str] = []
    for _, block in able:
        tagged = [text for text, link in block.links if _tagged(link, block)]
        if not tagged and len(block.links) > 1 and block.linked > 0.9 and _is_tag_list(block):
            tagged = [text for text, _ in block.links]
        if tagged:
            found += [text for text in tagged if not is_tag_label(text)]
        elif _is_tag_list(block):
            short = len(block.text) <= 40 and not is_interface(block.text)
            found += split(block.text) if short else tags_of(block.text, matter)
    return found


def _unnamed(below: list[Block], matter: set[str]) -> list[str]:
    """Terms below the article that it speaks of: links and nothing else, or the entries of one list."""
    lists: dict[int, list[str]] = {}
    for block in below:
        if block.linked > 0.9 and len(block.links) >= 2:
            lists[block.element.number] = [text for text, _ in block.links]
        elif block.tag == "li" and block.element.parent:
            lists.setdefault(-block.element.parent.number, []).append(block.text)
    return next((found for terms in lists.values() if (found := [*terms_of(terms, matter)])), [])


def _is_tag_list(block: Block) -> bool:
    """Whether what is around a block, or its own name, says that it lists tags."""
    return any(names(element) & listed("tag") or _TAG_NAME.search(element.label) for element in islice(block.element.ancestors(), 3))


_TAG_NAME = re.compile(r"(?:^|[ _-])(?:item)?tags?(?:block|list|links?|cloud|$|[ _-])|(?:^|[ _-])(?:themes?|topics|keywords?|mots-?cles?|sujets|etiquettes|etiquetas|temas|topicos|assuntos|argomenti|etiket(?:ler)?)(?:$|[ _-])")
_COUNTED = re.compile(r"\s*\(\d+\)$")
_WORDS = re.compile(r"\w{3,}")


def _notices(page: Page, verdicts: Verdicts) -> Iterator[Fact]:
    """Notices of machine translation in what goes, and of a wall below the text."""
    last = max((i for i, block in enumerate(page.blocks) if verdicts[id(block)] is None and len(block.text) >= PROSE), default=-1)
    for i, block in enumerate(page.blocks):
        if not verdicts[id(block)] or len(block.text) > 600:
            continue
        for line in block.lines:
            if is_translation_notice(fold(line)):
                yield Fact("machine_translated", "true", block.start, block.end, "html.metadata")
            if i > last and is_wall(fold(line)):
                yield Fact("truncated", "true", block.start, block.end, "html.metadata")


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
