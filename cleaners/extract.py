"""HTML: which blocks of a page are the article, as edits of its source.

trafilatura says what the article is. It drops titles, standfirsts and short paragraphs now and then, and leaves
captions, link lists and share bars in; so its verdict is one voice, and the page's own structure (containers, class
names, share of linked text, the place of the block among those kept) the other. What stays goes through the cleaners
like
any text. What goes is in the log, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

import yaml
from rapidfuzz import fuzz

from cleaners.edits import Draft, Edit, Fact, Finding, Promise, Rule
from cleaners.html_blocks import Block, Element, Page, read_blocks
from cleaners.resources import config_path

RULES = (
    Rule("html.markup", Promise.REMOVAL, "markup between and around the text", "markup"),
    Rule("html.tag", Promise.REMOVAL, "an inline tag or comment", "markup"),
    Rule("html.break", Promise.LAYOUT, "a block of the page is a line of the text", "markup"),
    Rule("html.space", Promise.LAYOUT, "white space in HTML source is one space", "markup"),
    Rule("html.navigation", Promise.REMOVAL, "navigation, header, footer or form of the page", "nav"),
    Rule(
        "html.furniture", Promise.REMOVAL, "the page's own name for this part says it is not the article", "furniture"
    ),
    Rule("html.caption", Promise.REMOVAL, "a caption or credit of a picture", "caption"),
    Rule("html.embed", Promise.REMOVAL, "an embedded post", "embed"),
    Rule("html.links", Promise.REMOVAL, "a block that is nothing but links", "related"),
    Rule("html.date", Promise.REMOVAL, "the date of publication, kept as metadata", "date"),
    Rule("html.byline", Promise.REMOVAL, "the byline, kept as metadata", "byline"),
    Rule("html.outside", Promise.REMOVAL, "outside the article's body", "furniture"),
    Rule(
        "html.title",
        Promise.REMOVAL,
        "the page's title, which stands in the article too, or is not the article's",
        "dup",
    ),
)
_WHY = {rule.id: rule.why for rule in RULES}

_NAVIGATION = frozenset("nav footer form button dialog menu label input select option legend".split())
_CAPTIONS = frozenset("figcaption caption audio video picture".split())
_NAMES = re.compile(r"[a-z]+|\d+")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]]$")
_MARKUP = re.compile(r"<[a-zA-Z!/]")
_FOLD = re.compile(r"[\W_]+")
_SOURCE_SPACE = re.compile(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*|  +")


@cache
def _listed(kind: str) -> frozenset[str]:
    """Words in class names and ids that say what a part of a page is."""
    lists: Mapping[str, str] = yaml.safe_load(config_path("lexicons/html.yaml").read_text("utf-8"))
    return frozenset(lists[kind].split())


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

    def holds(self, text: str) -> bool:
        folded = _fold(text)
        return folded in self.lines or (len(folded) >= 25 and folded in self.whole)


def html_article(draft: Draft) -> Iterator[Finding]:
    """Cuts a page down to its article, one block a line, and lifts its metadata.

    A text that holds no markup comes through unchanged. Offsets are those of the draft, which must be the raw page.
    """
    if not _MARKUP.search(draft.text):
        return
    page = read_blocks(draft.text)
    opinion = _ask_trafilatura(draft.text, draft.context.hints.get("url"))
    verdicts = _verdicts(page, opinion)
    title = _title(page, verdicts, opinion)
    kept = [block for block in page.blocks if verdicts[id(block)] is None]
    yield from _edits(draft.text, page, verdicts)
    for block in kept:
        yield from _inside(draft.text, block)
    if title is not None:
        yield Fact("title", title.text, title.start, title.end, "html.title")
    yield from _metadata(page, verdicts, opinion)


def _ask_trafilatura(raw: str, url: str | None) -> Opinion:
    import trafilatura  # a second to import: only pages need it

    found = trafilatura.bare_extraction(raw, url=url, include_comments=False, include_tables=True, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Opinion(frozenset(), "")
    lines = [_fold(line.lstrip("-–• ")) for line in (found.text or "").split("\n")]
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


def _fold(text: str) -> str:
    return _FOLD.sub("", text.casefold())


def _names(element: Element) -> set[str]:
    return set(_NAMES.findall(element.label))


def _verdicts(page: Page, opinion: Opinion) -> dict[int, str | None]:
    """For each block (by `id`) None when it stays, else the rule by which it goes."""
    sized = [(block, opinion.holds(block.text)) for block in page.blocks if block.tag != "title"]
    inside: Counter[int] = Counter()
    for block, held in sized:
        if held or not opinion.lines:
            for element in block.element.ancestors():
                inside[element.number] += len(block.text)
    most = max((len(b.text) for b, h in sized if h), default=0)
    total = sum(len(b.text) for b, h in sized if h or not opinion.lines)
    bodies = {number for number, size in inside.items() if size >= max(0.4 * total, most)}
    homes = Counter(b.home.number for b, held in sized if held and b.tag == "p" and b.home)
    verdicts: dict[int, str | None] = {}
    for block in page.blocks:
        if block.tag == "title":
            verdicts[id(block)] = "html.title"
            continue
        verdicts[id(block)] = _verdict(block, opinion, bodies, homes)
    return verdicts


def _verdict(block: Block, opinion: Opinion, bodies: set[int], homes: Counter[int]) -> str | None:
    held = opinion.holds(block.text)
    heading = block.tag in _HEADINGS
    for element in block.element.ancestors():
        if element.number in bodies:
            break
        rule = _by_container(element, block)
        if rule and not (heading and element.tag == "header") and not (held and rule == "html.outside"):
            return rule
    if block.linked > 0.8 and not (heading and held) and not _is_sentence(block.text):
        return "html.links"
    if held or not opinion.lines:
        return None
    around = list(islice(block.element.ancestors(), 3))
    if block.tag == "h1" or any(_names(element) & _listed("standfirst") for element in around):
        return None
    parent = block.home
    at_home = parent is not None and (homes[parent.number] >= 2 or (homes[parent.number] >= 1 and len(homes) <= 2))
    if (
        at_home
        and block.linked < 0.5
        and (_is_sentence(block.text) or heading or block.tag in ("p", "blockquote"))
    ):
        return None
    return "html.outside"


def _by_container(element: Element, block: Block) -> str | None:
    names = _names(element)
    if element.tag in _CAPTIONS or names & _listed("caption"):
        return "html.caption"
    if (element.tag == "blockquote" and names & _listed("embed")) or "tweet" in names or "instagram" in names:
        return "html.embed"
    if names & _listed("standfirst"):
        return None
    if element.tag == "time" or (names & _listed("date") and len(block.text) < 120):
        return "html.date"
    if ("author" in element.attributes.get("rel", "") or names & _listed("byline")) and len(block.text) < 160:
        return "html.byline"
    if element.tag in _NAVIGATION:
        return "html.navigation"
    if names & _listed("furniture") or element.tag == "aside":
        return "html.furniture"
    return None


def _is_sentence(text: str) -> bool:
    return len(text) > 40 and len(text.split()) >= 6 and bool(_SENTENCE_END.search(text))


def _title(page: Page, verdicts: dict[int, str | None], opinion: Opinion) -> Block | None:
    """The block that is the title; it is kept, and other headlines of the page before it are not."""
    headings = [b for b in page.blocks if b.tag in ("h1", "h2") or "title" in _names(b.element)]
    ones = [b for b in headings if b.tag == "h1" or any(e.tag == "h1" for e in b.element.ancestors())]
    chosen: Block | None = None
    if opinion.title:
        chosen = max(headings, key=lambda b: fuzz.ratio(b.text, opinion.title or ""), default=None)
        if chosen is not None and fuzz.ratio(chosen.text, opinion.title) < 75:
            chosen = None
    chosen = chosen or (ones[0] if ones else None)
    if chosen is None:
        return _title_in_head(page, verdicts, opinion)
    verdicts[id(chosen)] = None
    for block in ones:
        if block is not chosen and block.start < chosen.start:
            verdicts[id(block)] = "html.title"
    return chosen


def _title_in_head(page: Page, verdicts: dict[int, str | None], opinion: Opinion) -> Block | None:
    """The `title` element, cut to the title without the site's name."""
    block = next((b for b in page.blocks if b.tag == "title"), None)
    if block is None or not opinion.title or len(block.pieces) != 1:
        return None
    at = block.text.find(opinion.title)
    if at < 0 or len(opinion.title.split()) < 3:
        return None
    if block.text == opinion.title or block.end - block.start == len(block.text):
        block.start += at
        block.end = block.start + len(opinion.title)
        block.pieces = [(block.start, block.end, "text")]
        block.text = opinion.title
        verdicts[id(block)] = None
        return block
    return None


def _edits(raw: str, page: Page, verdicts: dict[int, str | None]) -> Iterator[Finding]:
    """Removes all that stands between the kept blocks, and puts each of those on a line."""
    position = 0
    first = True
    for block in page.blocks:
        rule = verdicts[id(block)]
        if block.start > position:
            yield _removal(position, block.start, "html.markup")
        if rule is None:
            if not first:
                yield Edit(block.start, block.start, "\n", "html.break", _WHY["html.break"])
            first = False
        else:
            yield _removal(block.start, block.end, rule)
        position = block.end
    if position < len(raw):
        yield _removal(position, len(raw), "html.markup")


def _removal(start: int, end: int, rule: str) -> Edit:
    return Edit(start, end, "", rule, _WHY[rule])


def _inside(raw: str, block: Block) -> Iterator[Finding]:
    """Inline tags, line breaks and the white space of the source, within a block that stays."""
    broken = True
    for start, end, kind in block.pieces:
        if kind == "text":
            for match in _SOURCE_SPACE.finditer(raw, start, end):
                new = "" if broken and match.start() == start else " "
                yield Edit(match.start(), match.end(), new, "html.space", _WHY["html.space"])
            broken = False
            continue
        yield _removal(start, end, "html.tag")
        if kind == "break":
            yield Edit(end, end, "\n", "html.break", "a line break of the page")
            broken = True


def _metadata(page: Page, verdicts: dict[int, str | None], opinion: Opinion) -> Iterator[Finding]:
    """What the page says of itself, tied to the place that says it where there is one."""
    for name, value in (("date", opinion.date), ("site", opinion.site), ("author", opinion.author)):
        if not value:
            continue
        values = [part.strip() for part in value.split(";")] if name == "author" else [value]
        for part in filter(None, values):
            start, end = _place(page, verdicts, part, f"html.{'byline' if name == 'author' else name}")
            yield Fact(name, part, start, end, "html.metadata")
    keywords = list(opinion.keywords)
    for block in page.blocks:
        tagged = any(_names(element) & _listed("tag") for element in islice(block.element.ancestors(), 3))
        if verdicts[id(block)] and tagged and block.linked > 0.5:
            keywords += [part for part in block.link_texts if part not in keywords]
    for keyword in keywords:
        start, end = _place(page, verdicts, keyword, "html.furniture")
        yield Fact("keywords", keyword, start, end, "html.metadata")


def _place(page: Page, verdicts: dict[int, str | None], value: str, rule: str) -> tuple[int, int]:
    folded = _fold(value)
    for block in page.blocks:
        if verdicts[id(block)] == rule and folded in _fold(block.text):
            return block.start, block.end
    for attributes, start, end in page.metas:
        if folded and folded in _fold(attributes.get("content", "")):
            return start, end
    return 0, 0
