"""What is seen of a row and of its page, in numbers: what the learnt trees decide by.

The linear model (`furniture_likeness`) adds up; it can't know that a bare word between two paragraphs is a button on a page
full of furniture and an intertitle on a clean one. The trees ask such questions one after another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from cleaners import furniture_likeness as likeness
from cleaners.folding import fold
from cleaners.furniture_captions import names_what_is_seen
from cleaners.furniture_kinship import OPENS_A_CLAUSE
from cleaners.furniture_names import is_name, signature
from cleaners.furniture_series import is_text
from cleaners.furniture_words import ADDRESS, TELLS, makeup
from cleaners.rulebook_matching import Hit
from cleaners.zones import STEM, Page, Row

Hits = Mapping[int, Collection[Hit]]

FAMILIES = (
    "ad", "app", "box", "by", "cap", "cnt", "com", "cook", "copy", "date", "disc", "dl", "init", "kin", "live", "mail",
    "margin", "meta", "nav", "nl", "pay", "post", "related", "repeat", "soc", "spam", "src", "tag", "ui", "wa",
)  # fmt: skip
"""Families of rules that may have taken a row: a number for each, 1 for the one that did."""
_OF_THE_MARGINS = frozenset(("by", "com", "copy", "date", "nav", "soc", "tag", "src"))
_KINDS = {
    "invites": frozenset(("nl", "app", "wa", "mail", "pay")),
    "leads on": frozenset(("related", "repeat", "kin", "margin", "box")),
    "sells": frozenset(("ad", "spam")),
    "works": frozenset(("ui", "soc", "com", "nav", "cook", "post", "cnt", "live")),
    "names": frozenset(("by", "tag", "date", "src", "copy", "cap", "meta", "init", "disc", "dl")),
}
"""What the furniture beside a row is for, by the families of the rules that took it."""
_FURTHEST = 9
_ENDS = {"": 0, ".": 1, "!": 2, "?": 3, "…": 4, ":": 5, ",": 6, ";": 6}
_ZONES = {"head": 0, "body": 1, "tail": 2}


class PageEvidence:
    """What is seen of the rows that are left on a page."""

    def __init__(self, page: Page, weights: Mapping[str, float]) -> None:
        self._page, self._weights = page, weights

    def of(self, position: int, family: str = "") -> list[float]:
        """The numbers of a row, in the order of `names()`. family: of the rule or structure that takes it, "" when none does."""
        return [float(number) for _, number in self._numbers(position, family)]

    def seen(self, position: int) -> dict[str, float]:
        """What the linear model sees in a row, each with its strength."""
        return dict(likeness.features(self._page, position, (), self._page.spoken))

    @cached_property
    def _of_page(self) -> tuple[tuple[str, float], ...]:
        page = self._page
        first = page.rows[page.first_prose].index if page.has_prose else 10**9
        last = page.rows[page.last_prose].index if page.has_prose else -1
        families = set(page.gone.values())
        short = [i for i, row in enumerate(page.rows) if not row.is_prose]
        return (
            ("gone in head", sum(index < first for index in page.gone)),
            ("gone in body", sum(first < index < last for index in page.gone)),
            ("gone in tail", sum(index > last for index in page.gone)),
            ("families", len(families)),
            ("families of margins", len(families & _OF_THE_MARGINS)),
            ("paragraphs", len(page.prose)),
            ("short rows", len(short)),
            ("short rows, share", len(short) / max(1, len(page.rows))),
            ("alone", sum(self._is_alone(i) for i in short)),
            ("language", ("fr", "en").index(page.language) if page.language in ("fr", "en") else 2),
        )

    def _is_alone(self, position: int) -> bool:
        before, after = self._page.before(position), self._page.after(position)
        return before is not None and after is not None and is_text(before) and is_text(after)

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        """For each row the first and last position of the rows that stand with it between two paragraphs."""
        runs: list[tuple[int, int]] = []
        start = 0
        rows = self._page.rows
        for i in range(len(rows) + 1):
            if i == len(rows) or rows[i].is_prose:
                runs += [(start, i - 1)] * (i - start)
                if i < len(rows):
                    runs.append((i, i))
                start = i + 1
        return runs

    @cached_property
    def _of_furniture(self) -> tuple[frozenset[str], frozenset[str]]:
        """What the page's furniture speaks of, in stems, and its capitalised words, folded: the site's own names among them."""
        rows = self._page.gone_rows
        names = (w for row in rows if not row.is_capitals for w in row.words[1:] if w[0].isupper() and len(w) > 2)
        return frozenset(stem for row in rows for stem in row.stems), frozenset(fold(" ".join(names)).split())

    def _numbers(self, position: int, family: str) -> Iterator[tuple[str, float]]:
        row = self._page.rows[position]
        seen = self.seen(position)
        lexical = sum(value * self._weights.get(name, 0.0) for name, value in seen.items() if name[:2] in ("w:", "t:"))
        yield "lexical", lexical
        yield "linear", likeness.score_of(seen, self._weights)
        yield from _of_row(row)
        yield from self._of_place(position)
        yield from self._of_page
        yield "taken", family != ""
        for known in FAMILIES:
            yield f"taken as {known}", family == known

    def _of_place(self, position: int) -> Iterator[tuple[str, float]]:
        page, row = self._page, self._page.rows[position]
        zone = page.zone(position)
        over, under = page.beside_furniture(position, ())
        first, last = self._runs[position]
        yield "zone", _ZONES[zone]
        yield "under furniture", over
        yield "over furniture", under
        yield "rows with it", last - first + 1
        yield "rows above it", position - first
        yield "progress", page.progress(position)
        yield "gap above", page.gap_above(position)
        yield from self._of_company(position)
        depth = 0
        if zone != "body":
            depth = page.gone_between(*((page.last_prose, position) if zone == "tail" else (position, page.first_prose)))
        yield "gone between it and the text", depth
        yield "below a title", page.titled_before(position)
        yield "position", min(position, 30)
        yield "from the end", min(len(page.rows) - position, 30)
        yield "listed", position in page.listed
        yield "item", page.is_item(position)
        for side, beside in (("before", page.before(position)), ("after", page.after(position))):
            yield f"{side}: words", -1 if beside is None else min(len(beside.text) // 6, 100)
            yield f"{side}: sentence", beside is not None and beside.is_sentence
            yield f"{side}: title", beside is not None and beside.title_like
        kin = sum(self._page.spoken[stem] > (position in page.prose) for stem in row.stems)
        yield "kin", kin
        yield "kin, share", kin / max(1, len(row.stems))
        known, named = self._of_furniture
        foreign = [stem for stem in row.stems if stem in known and self._page.spoken[stem] <= (position in page.prose)]
        yield "kin of furniture", len(foreign)
        yield "kin of furniture, share", len(foreign) / max(1, len(row.stems))
        own = (word for word, folded in zip(row.words[1:], row.folded_words[1:], strict=False) if word[0].isupper() and folded in named)
        yield "names of furniture", sum(word[:STEM].lower() not in page.matter for word in own)

    def _of_company(self, position: int) -> Iterator[tuple[str, float]]:
        """What furniture stood with a row between two paragraphs: how far off, and of which kinds."""
        page = self._page
        first, last = self._runs[position]
        index = page.rows[position].index
        low = page.rows[first - 1].index if first else -1
        high = page.rows[last + 1].index if last + 1 < len(page.rows) else page.rows[-1].index + _FURTHEST
        over = [index - i for i in range(max(low + 1, index - _FURTHEST), index) if i in page.gone]
        under = [i - index for i in range(index + 1, min(high, index + _FURTHEST + 1)) if i in page.gone]
        yield "furniture over it, off", min(over, default=_FURTHEST + 1)
        yield "furniture under it, off", min(under, default=_FURTHEST + 1)
        yield "furniture over it", len(over)
        yield "furniture under it", len(under)
        families = [page.gone[index - step] for step in over] + [page.gone[index + step] for step in under]
        for kind, members in _KINDS.items():
            yield f"beside what {kind}", sum(family in members for family in families)
        nearest = page.gone.get(index - 1, ""), page.gone.get(index + 1, "")
        for kind, members in _KINDS.items():
            yield f"next to what {kind}", (nearest[0] in members) + 2 * (nearest[1] in members)


def _of_row(row: Row) -> Iterator[tuple[str, float]]:
    words = row.words
    made = makeup(row)
    yield "words", len(words)
    yield "length", min(len(row.text), 600)
    yield "ends", _ENDS[row.ends]
    yield "capitals", sum(word[0].isupper() for word in words) / max(1, len(words))
    yield "digits", row.digits
    yield "name", is_name(row.bare)
    yield "signature", bool(signature(row.bare))
    yield "title", row.title_like
    yield "symbols", bool(likeness.SYMBOLS.search(row.text))
    yield "practical", row.is_practical
    yield "clause", len(words) >= 3 and row.folded_words[0] in OPENS_A_CLAUSE
    yield "quoted", row.quoted
    yield "reports", row.reports
    yield "dialogue", row.is_dialogue
    yield "commas", row.text.count(",")
    yield "colon inside", ":" in row.text[:-1]
    yield "starts small", row.starts_lower
    yield "all capitals", row.is_capitals
    yield "prose", row.is_prose
    yield "interface, share", made.share
    yield "other words", len(made.words) - len(made.known)
    yield "deeds", made.deeds
    yield "things", made.things
    yield "a deed first", made.opens
    yield "speaks to readers", min(4, sum(1 for _ in ADDRESS.finditer(row.folded)))
    yield "tells", min(4, sum(1 for _ in TELLS.finditer(row.folded)))
    yield "no verb", names_what_is_seen(row)
    yield "signed", _signed(row)


_SIGNED = re.compile(r"[.»”\")][ \u00a0][–—-]? ?(?P<name>[A-ZÀ-Ý][\w’'.-]*(?: [\w’'.-]+){1,4})$")
_SIGNED_IN_CAPITALS = re.compile(r"[a-zà-ÿ] ?[,–—-]? ?(?P<name>(?:[A-ZÀ-Ý]{2,}[’'-]?[A-ZÀ-Ý]*|[A-Z]\.)(?: (?:[A-ZÀ-Ý]{2,}[’'-]?[A-ZÀ-Ý]*)){1,3})$")


def _signed(row: Row) -> int:
    """Whether a line ends in a name: 1 after a full stop, 2 in capitals, as credits of pictures do; 0 otherwise."""
    end = row.text[-60:].rstrip(")] ")
    for kind, pattern in ((2, _SIGNED_IN_CAPITALS), (1, _SIGNED)):
        found = pattern.search(end)
        if found and len(row.words) >= 6 and (kind == 2 or is_name(found["name"])):
            return kind
    return 0


def names() -> Sequence[str]:
    """The names of the numbers, in their order."""
    from cleaners.edits import Context, Draft
    from cleaners.zones import page_of

    page = page_of(Draft("Un titre\nUn texte.", context=Context()))
    return [name for name, _ in PageEvidence(page, {likeness.BIAS: 0.0})._numbers(0, "")]
