"""An HTML page as blocks of text, each with its place in the source.

Extraction libraries give text and forget where it stood. We keep offsets, so that what extraction removes is an edit
like
any other: logged, explained, undoable.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p picture pre search
    section select summary table tbody td tfoot th thead title tr ul video audio iframe button label input
    """.split()
)
SKIPPED_TAGS = frozenset("script style noscript template svg iframe object canvas math textarea select head".split())
"""Elements whose text is never shown, or never part of an article. `title` inside `head` is read all the same."""

_CONTROLS = frozenset("input button select textarea".split())
_OF_TEXT = frozenset("p li td th dd blockquote figure h1 h2 h3 h4 h5 h6".split())
"""Elements in which a button belongs to the text: a footnote's, a picture's."""
VOID_TAGS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
DEEPEST = 40
"""How far up an end tag looks for its start tag; further up it is taken for a stray one."""

_ENDS_PARAGRAPH = BLOCK_TAGS - {"option", "button", "label", "input"}
_SPACES = re.compile(r"\s+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Inside « articleShareBar »: three words."""


@dataclass(slots=True)
class Element:
    """An open element: its tag, its class and id (lower case), its number in the page and the one it stands in."""

    tag: str
    label: str
    number: int
    parent: Element | None
    attributes: dict[str, str]

    def ancestors(self) -> Iterator[Element]:
        """This element and those it stands in, from the inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


Kind = Literal["text", "tag", "break"]
_Link = tuple[int, int, Element]
"""Text in a link: its offsets in the page, and the element that it stands in."""


@dataclass(slots=True)
class Block:
    """Text that stands together: `raw[start:end]`, from its first to its last visible character.

    `element` is the innermost element that holds all of it. `pieces` are the texts, inline tags and line breaks between, as (start, end, kind). `text` has entities decoded and
    white space folded, `lines` are what line breaks divide it into. `linked` is the share of its characters that
    are in links, `links` are those, each with its element.
    """

    element: Element
    pieces: list[tuple[int, int, Kind]] = field(default_factory=list)
    text: str = ""
    lines: tuple[str, ...] = ()
    linked: float = 0.0
    links: tuple[tuple[str, Element], ...] = ()
    start: int = 0
    end: int = 0

    @property
    def tag(self) -> str:
        """The tag of the block element that it stands in, inline ones looked through."""
        return self._block_element.tag

    @property
    def home(self) -> Element | None:
        """The element around that block element."""
        return self._block_element.parent

    @property
    def _block_element(self) -> Element:
        return next((e for e in self.element.ancestors() if e.tag in BLOCK_TAGS), self.element)


@dataclass(slots=True)
class Page:
    """The blocks of a page in order, the attributes of its `meta` elements with their place, and the numbers of the elements that
    hold a field or a button outside their paragraphs.
    """

    blocks: list[Block]
    metas: list[tuple[dict[str, str], int, int]]
    controlled: set[int] = field(default_factory=set)


def read_blocks(raw: str) -> Page:
    """The blocks of `raw`. Never fails: broken markup is read as browsers would, roughly. Linear in its length."""
    reader = _Reader(raw)
    reader.feed(raw)
    reader.close()
    reader.end_block()
    return Page([b for b in (_finished(raw, block, links) for block, links in reader.found) if b], reader.metas, reader.controlled)


def _finished(raw: str, block: Block, links: list[_Link]) -> Block | None:
    """The block cut to its visible text, or None when it has none."""
    pieces = list(block.pieces)
    while pieces and (pieces[0][2] != "text" or not _visible(raw, pieces[0])):
        pieces.pop(0)
    while pieces and (pieces[-1][2] != "text" or not _visible(raw, pieces[-1])):
        pieces.pop()
    if not pieces:
        return None
    first, last = raw[pieces[0][0] : pieces[0][1]], raw[pieces[-1][0] : pieces[-1][1]]
    block.start = pieces[0][0] + len(first) - len(first.lstrip())
    block.end = pieces[-1][1] - (len(last) - len(last.rstrip()))
    block.pieces = [(max(s, block.start), min(e, block.end), k) for s, e, k in pieces]
    shown = "".join(_SPACES.sub(" ", raw[s:e]) if k == "text" else "\n" if k == "break" else "" for s, e, k in block.pieces)
    block.lines = tuple(_SPACES.sub(" ", html.unescape(line)).strip() for line in shown.split("\n"))
    block.text = _SPACES.sub(" ", " ".join(block.lines)).strip()
    in_links = sum(len(raw[s:e].strip()) for s, e, _ in links)
    block.links = tuple((text, link) for s, e, link in links if (text := html.unescape(raw[s:e]).strip()))
    block.linked = min(1.0, in_links / max(1, len(block.text)))
    return block if block.text else None


def _shared(one: Element, other: Element | None) -> Element:
    """The innermost element that holds both."""
    if other is None:
        return one
    around = {element.number for element in other.ancestors()}
    return next((element for element in one.ancestors() if element.number in around), one)


def _visible(raw: str, piece: tuple[int, int, Kind]) -> bool:
    return bool(html.unescape(raw[piece[0] : piece[1]]).strip("\u200b\ufeff \t\r\n\f\xa0"))


class _Reader(HTMLParser):
    """Tokens with their absolute offsets, gathered into blocks."""

    def __init__(self, raw: str) -> None:
        super().__init__(convert_charrefs=False)
        self.raw = raw
        self.position = 0
        self.count = 0
        self.open: Element | None = None
        self.skipping = 0
        self.links = 0
        self.block: Block | None = None
        self.block_links: list[_Link] = []
        self.found: list[tuple[Block, list[_Link]]] = []
        self.metas: list[tuple[dict[str, str], int, int]] = []
        self.controlled: set[int] = set()

    def updatepos(self, i: int, j: int) -> int:
        """html.parser tells here how far it has read; everything is fed at once, so `j` is an offset in the page."""
        self.position = j
        return j

    def end_block(self) -> None:
        if self.block is not None:
            self.found.append((self.block, self.block_links))
        self.block, self.block_links = None, []

    def _piece(self, start: int, end: int, kind: Kind) -> None:
        if self.skipping:
            return
        if self.block is None:
            if kind != "text":
                return
            self.block = Block(self.open or Element("body", "", 0, None, {}))
        elif kind == "text" and self.open is not self.block.element:
            self.block.element = _shared(self.block.element, self.open)
        self.block.pieces.append((start, end, kind))
        if self.links and kind == "text":
            self.block_links.append((start, end, self.open or self.block.element))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        end = self.position + len(self.get_starttag_text() or "")
        attributes = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas.append((attributes, self.position, end))
        if tag == "br":
            if self._broken():
                self.end_block()
            else:
                self._piece(self.position, end, "break")
            return
        if tag in _CONTROLS and attributes.get("type") != "hidden":
            self._mark_controlled()
        if tag in BLOCK_TAGS:
            self.end_block()
            if tag in _ENDS_PARAGRAPH and self.open is not None and self.open.tag == "p":
                self._close("p")
        else:
            self._piece(self.position, end, "tag")
        if tag in VOID_TAGS:
            return
        self.count += 1
        label = " ".join((attributes.get("class", ""), attributes.get("id", ""), attributes.get("role", "")))
        label = _CAMEL.sub("-", label).lower()
        self.open = Element(tag, label, self.count, self.open, attributes)
        self.skipping += tag in SKIPPED_TAGS
        self.links += tag == "a"
        if tag == "title":
            self.skipping, self.open.attributes["_skipping"] = 0, str(self.skipping)

    def _mark_controlled(self) -> None:
        for depth, element in enumerate(self.open.ancestors() if self.open else ()):
            if element.number in self.controlled or element.tag in _OF_TEXT or depth >= DEEPEST:
                return
            self.controlled.add(element.number)

    def _broken(self) -> bool:
        """Whether nothing visible stands between this line break and the last one: a new paragraph begins."""
        for start, end, kind in reversed(self.block.pieces if self.block else ()):
            if kind == "break":
                return True
            if kind == "text" and _visible(self.raw, (start, end, kind)):
                return False
        return False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_TAGS:
            self._close(tag)

    def handle_endtag(self, tag: str) -> None:
        end = self.raw.find(">", self.position) + 1 or len(self.raw)
        if tag in BLOCK_TAGS:
            self.end_block()
        else:
            self._piece(self.position, end, "tag")
        self._close(tag)

    def _close(self, tag: str) -> None:
        for depth, element in enumerate(self.open.ancestors() if self.open else ()):
            if element.tag == tag:
                break
            if depth >= DEEPEST or (tag not in BLOCK_TAGS and element.tag in BLOCK_TAGS):
                return
        else:
            return
        while self.open is not None:
            closed, self.open = self.open, self.open.parent
            self.skipping -= closed.tag in SKIPPED_TAGS
            self.links -= closed.tag == "a"
            if closed.tag == "title":
                self.end_block()
                self.skipping = int(closed.attributes.get("_skipping", "0"))
            if closed is element:
                break

    def handle_data(self, data: str) -> None:
        self._piece(self.position, self.position + len(data), "text")

    def handle_entityref(self, name: str) -> None:
        self._reference(len(name) + 1)

    def handle_charref(self, name: str) -> None:
        self._reference(len(name) + 2)

    def _reference(self, length: int) -> None:
        end = self.position + length
        self._piece(self.position, end + self.raw.startswith(";", end), "text")

    def handle_comment(self, data: str) -> None:
        end = self.raw.find("-->", self.position)
        self._piece(self.position, end + 3 if end >= 0 else len(self.raw), "tag")

    def handle_decl(self, decl: str) -> None:
        self._piece(self.position, self.position + len(decl) + 3, "tag")

    def unknown_decl(self, data: str) -> None:
        self._piece(self.position, self.position + len(data) + 5, "tag")

    def handle_pi(self, data: str) -> None:
        self._piece(self.position, self.position + len(data) + 3, "tag")
