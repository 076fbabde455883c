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
from collections.abc import Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz

from cleaners import html_metadata
from cleaners.edits import Draft, Edit, Fact, Finding, Promise, Rule
from cleaners.html_asides import facts_beside
from cleaners.html_blocks import Block, Element, Page, read_blocks
from cleaners.html_forms import small_forms
from cleaners.html_names import listed, names
from cleaners.html_opinion import Opinion, ask, folded
from cleaners.html_related import related

RULES = (
    Rule("html.markup", Promise.REMOVAL, "markup between and around the text", "markup"),
    Rule("html.tag", Promise.REMOVAL, "an inline tag or comment", "markup"),
    Rule("html.break", Promise.LAYOUT, "a block of the page is a line of the text", "markup"),
    Rule("html.space", Promise.LAYOUT, "white space in HTML source is one space", "markup"),
    Rule("html.navigation", Promise.REMOVAL, "navigation, header, footer or form of the page", "nav"),
    Rule("html.form", Promise.REMOVAL, "part of a small box with a field or a button in it", "furniture"),
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
_PART_TAGS = frozenset("td th li dt dd caption".split())
_PARTED_TAGS = frozenset("table thead tbody tfoot tr ul ol dl".split())
_TEXT_TAGS = frozenset(("p", "blockquote", *_PART_TAGS))
_LOOSE_TAGS = frozenset("div td center section article main body".split())
"""Elements in which text stands without a paragraph of its own."""
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SHORT = 220
"""Code points of a block that goes with a part whose name speaks against it less surely."""
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]]$")
_MARKUP = re.compile(r"<[a-zA-Z!/]")
_STANDFIRST = 9
"""Words of a line under the title that are more than a place, a byline or a stamp."""
_SOURCE_SPACE = re.compile(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*|  +")


def html_article(draft: Draft) -> Iterator[Finding]:
    """Cuts a page down to its article, one block a line, and lifts its metadata.

    A text that holds no markup comes through unchanged. Offsets are those of the draft, which must be the raw page.
    """
    if not _MARKUP.search(draft.text):
        return
    page = read_blocks(draft.text)
    opinion = ask(draft.text, draft.context.hints.get("url"))
    verdicts = _verdicts(page, opinion)
    title = _title(page, verdicts, opinion)
    _keep_between(page, verdicts, title)
    for block in facts_beside(page.blocks, verdicts):
        verdicts[id(block)] = None
    shown = [block for block in page.blocks if block.tag != "title"]
    for block in related(shown, [verdicts[id(block)] is None for block in shown]):
        if block is not title:
            verdicts[id(block)] = "html.links"
    kept = [block for block in page.blocks if verdicts[id(block)] is None]
    yield from _edits(draft.text, page, verdicts)
    for block in kept:
        yield from _inside(draft.text, block)
    if title is not None:
        yield Fact("title", title.text, title.start, title.end, "html.title")
    yield from html_metadata.facts(page, verdicts, opinion)


def _verdicts(page: Page, opinion: Opinion) -> dict[int, str | None]:
    """For each block (by `id`) None when it stays, else the rule by which it goes."""
    sized = [(block, opinion.holds(block)) for block in page.blocks if block.tag != "title"]
    inside: Counter[int] = Counter()
    for block, held in sized:
        if held or not opinion.lines:
            for element in block.element.ancestors():
                inside[element.number] += len(block.text)
    most = max((len(b.text) for b, h in sized if h), default=0)
    total = sum(len(b.text) for b, h in sized if h or not opinion.lines)
    bodies = {number for number, size in inside.items() if size >= max(0.4 * total, most)}
    forms = small_forms(page) - bodies
    homes = Counter(home for b, held in sized if held and b.linked < 0.5 for home in _homes(b))
    verdicts: dict[int, str | None] = {}
    for block in page.blocks:
        if block.tag == "title":
            verdicts[id(block)] = "html.title"
            continue
        verdicts[id(block)] = _verdict(block, opinion, bodies, homes, forms)
    return verdicts


def _verdict(block: Block, opinion: Opinion, bodies: set[int], homes: Counter[int], forms: set[int]) -> str | None:
    held = opinion.holds(block)
    heading = block.tag in _HEADINGS
    for element in block.element.ancestors():
        if element.number in bodies:
            break
        rule = _by_container(element, block) or ("html.form" if element.number in forms else None)
        if rule and not (heading and element.tag == "header") and not (held and rule == "html.outside"):
            return rule
    if block.linked > 0.8 and not (heading and held) and not _is_sentence(block.text):
        return "html.links"
    if held or not opinion.lines:
        return None
    around = list(islice(block.element.ancestors(), 3))
    if block.tag == "h1" or any(names(element) & listed("standfirst") for element in around):
        return None
    if block.linked < 0.5 and _at_home(block, homes) and (_is_sentence(block.text) or heading or block.tag in _TEXT_TAGS):
        return None
    return "html.outside"


def _homes(block: Block) -> Iterator[int]:
    """The elements that a block of the article makes a part of the article: the one around its paragraph, or the one
    that it stands in without a paragraph, between line breaks."""
    if block.tag == "p" and block.home:
        yield block.home.number
    elif block.tag in _LOOSE_TAGS:
        yield block.element.number


def _at_home(block: Block, homes: Counter[int]) -> bool:
    """Whether other blocks of the article stand beside this one, or beside the table or list that it is a part of."""
    if block.tag in _LOOSE_TAGS and homes[block.element.number] >= 1:
        return True
    home = block.home
    while home is not None and block.tag in _PART_TAGS and home.tag in _PARTED_TAGS:
        home = home.parent
    return home is not None and (homes[home.number] >= 2 or (homes[home.number] >= 1 and len(homes) <= 2))


def _by_container(element: Element, block: Block) -> str | None:
    called = names(element)
    if element.tag in _CAPTIONS or called & listed("caption"):
        return "html.caption"
    if (element.tag == "blockquote" and called & listed("embed")) or "tweet" in called or "instagram" in called:
        return "html.embed"
    if called & listed("standfirst"):
        return None
    if element.tag == "time" or (called & listed("date") and len(block.text) < 120):
        return "html.date"
    if ("author" in element.attributes.get("rel", "") or called & listed("byline")) and len(block.text) < 160:
        return "html.byline"
    if element.tag in _NAVIGATION:
        return "html.navigation"
    if called & listed("furniture") or element.tag == "aside":
        return "html.furniture"
    if called & listed("short") and len(block.text) <= _SHORT:
        return "html.furniture"
    return None


def _is_sentence(text: str, longer: int = 40) -> bool:
    return len(text) > longer and len(text.split()) >= 6 and bool(_SENTENCE_END.search(text))


def _is_standfirst(text: str) -> bool:
    return len(text.split()) >= _STANDFIRST and not text[:1].isdigit()


def _keep_between(page: Page, verdicts: dict[int, str | None], title: Block | None) -> None:
    """Sentences outside the body, but right under the title or between two of its paragraphs, are the article's, and so is a
    line of many words next to the title: its standfirst."""
    if title is not None and title.tag in _HEADINGS:
        for under, block in zip(page.blocks, page.blocks[1:], strict=False):
            if under is title and verdicts[id(block)] == "html.outside" and block.linked <= 0.2 and _is_standfirst(block.text):
                verdicts[id(block)] = None
    shown = [block for block in page.blocks if verdicts[id(block)] in (None, "html.outside")]
    for before, block, after in zip(shown, shown[1:], shown[2:], strict=False):
        if verdicts[id(block)] is None or block.linked > 0.2 or not _is_sentence(block.text, 25):
            continue
        if verdicts[id(after)] is None and (before is title or verdicts[id(before)] is None and before.tag not in _HEADINGS):
            verdicts[id(block)] = None


def _title(page: Page, verdicts: dict[int, str | None], opinion: Opinion) -> Block | None:
    """The block that is the title; it is kept, and other headlines of the page before it are not."""
    headings = [b for b in page.blocks if b.tag in ("h1", "h2") or "title" in names(b.element)]
    ones = [b for b in headings if b.tag == "h1" or any(e.tag == "h1" for e in b.element.ancestors())]
    chosen = _named_in_head(page, headings)
    if chosen is None and opinion.title:
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


def _named_in_head(page: Page, headings: Sequence[Block]) -> Block | None:
    """The headline that the page's `title` element or `og:title` begins with or holds beside the site's name."""
    names = [b.text for b in page.blocks if b.tag == "title"]
    names += [m.get("content", "") for m, _, _ in page.metas if m.get("property") == "og:title" or m.get("name") == "og:title"]
    named = {folded(name) for name in names}
    fitting = [b for b in headings if len(b.text.split()) >= 4 and any(folded(b.text) in name for name in named)]
    return max(fitting, key=lambda b: len(b.text), default=None)


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
    tags: list[str] = []
    for start, end, kind in block.pieces:
        if kind == "text":
            if _side_by_side(tags) and raw[start - 1] == ">" and raw[start].isupper() and _last_shown(raw, block, start).isalnum():
                yield Edit(start, start, " ", "html.space", "two parts of a line that only their style sets apart")
            tags = []
            for match in _SOURCE_SPACE.finditer(raw, start, end):
                new = "" if broken and match.start() == start else " "
                yield Edit(match.start(), match.end(), new, "html.space", _WHY["html.space"])
            broken = False
            continue
        yield _removal(start, end, "html.tag")
        tags.append(raw[start : start + 2])
        if kind == "break":
            yield Edit(end, end, "\n", "html.break", "a line break of the page")
            broken = True


def _side_by_side(tags: Sequence[str]) -> bool:
    """Whether one inline element ends and another begins: a byline and a stamp, with no space between."""
    return len(tags) >= 2 and tags[0] == "</" and tags[-1] != "</"


def _last_shown(raw: str, block: Block, position: int) -> str:
    """The last visible character of a block before `position`."""
    shown = (raw[end - 1] for start, end, kind in reversed(block.pieces) if kind == "text" and end <= position and end > start)
    return next(shown, "")
