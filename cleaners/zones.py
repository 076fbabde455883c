"""Where a line stands in an article and what it looks like: the evidence that the furniture cleaners weigh.

The head reaches to the first paragraph of prose, the tail begins after the last one, what lies between is the body. Furniture
lives in the head, in the tail, and in short lines between two paragraphs. Lines already judged furniture don't count as
prose, so that the zones of a page are those of the clean page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import accumulate, takewhile

from cleaners.edits import Context, Draft, lines_of
from cleaners.folding import fold
from cleaners.once import once
from cleaners.resources import lexicon
from cleaners.rulebook_matching import trimmed

PROSE = 60
"""A sentence that ends properly and is at least this long is a paragraph of prose."""
LONG_PROSE = 170
"""A line at least this long is a paragraph of prose whatever its end."""
LONG = 4000
"""A line longer than this is not remembered."""

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*", re.UNICODE)
_INNER_STOP = re.compile(r"[.!?…»”\"] ")
_PRACTICAL = re.compile(
    r"\d ?(?:€|euros?|h\b|£|\$|km|m\b)|\b0\d(?:[ .]?\d\d){4}|\b(?:tel|tarifs?|entree|renseignements?|horaires?|adresse|rens|reservations?|"
    r"admission|entrada|ingresso)\b"
)
_CLOSERS = "\"'”’»)]* \u00a0\u202f"
_END = ".!?…"
_NUMBER = re.compile(r"\d")
_SPEECH = re.compile(
    r"\b(?:a(?:-t-(?:il|elle|on))? (?:\w+ )?(?:declare|dit|affirme|explique|ajoute|precise|indique|annonce|assure|estime|confie|"
    r"souligne|rappele|reconnu|poursuivi|conclu|lance|reagi|commente|ecrit|raconte|martele|insiste|regrette)|"
    r"ont (?:declare|dit|affirme|explique|indique|annonce|assure|precise)|"
    r"(?:dit|explique|raconte|confie|souligne|ajoute|precise|affirme|assure|estime|rappelle|resume|glisse|poursuit|insiste|"
    r"conclut|lance|sourit|soupire|temoigne|detaille|commente|reconnait|regrette|previent|plaide|note|selon|d'apres)\b|"
    r"said|says|told|added|according to|explained|announced|stated|claimed|warned|insisted|"
    r"dijo|afirmo|declaro|explico|segun|anadio|ha detto|ha dichiarato|secondo|disse|afirmou|segundo|declarou)\b"
)


STEM = 5
"""Letters of a word that count: « municipal » and « municipalité » are kin."""


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for words in lexicon("language_profiles").values() for word in str(words).split())


class _StemOf(dict[str, str]):
    """The stems of folded words, each worked out once; "" for a word that carries no matter."""

    def __missing__(self, word: str) -> str:
        if len(self) > 1 << 16:
            self.clear()
        matters = len(word) >= 4 and not word.isdigit() and word not in _small_words()
        stem = self[word] = word[:STEM] if matters else ""
        return stem


_stem_of = _StemOf()


@dataclass(frozen=True)
class Row:
    """A line of the draft with what can be told from it alone; `[start:end]` are offsets in the draft's text."""

    index: int
    start: int
    end: int
    text: str
    folded: str

    @once
    def span(self) -> tuple[int, int]:
        """Where its words begin and end in `text`, ornaments left out."""
        return trimmed(self.text)

    @once
    def core(self) -> str:
        """The folded line without ornaments."""
        return self.folded[slice(*self.span)]

    @once
    def bare(self) -> str:
        """The line as written, without ornaments."""
        return self.text[slice(*self.span)]

    @once
    def words(self) -> tuple[str, ...]:
        """Its words as written (at most the first 400 code points are read)."""
        return tuple(_TOKEN.findall(self.text[:400]))

    @once
    def folded_words(self) -> tuple[str, ...]:
        return tuple(_TOKEN.findall(self.folded[:400]))

    @once
    def ends(self) -> str:
        """How it ends: '.', '!', '?', '…', ':', ',', ';' or '' (closing quotes and brackets looked through)."""
        stripped = self.text[-12:].rstrip(_CLOSERS)
        last = stripped[-1:] or self.text[-1:]
        return last if last in ".!?…:,;" else ""

    @once
    def is_sentence(self) -> bool:
        """Ends like a sentence."""
        return self.ends in (".", "!", "?", "…") and self.ends != ""

    @once
    def is_prose(self) -> bool:
        """A paragraph of an article, by its length and end."""
        size = len(self.text)
        if size >= LONG_PROSE:
            return True
        if size < PROSE or not self.ends or len(self.words) < 9:
            return False
        return self.ends in ".…:" or (self.ends in "!?" and (size >= LONG_PROSE or bool(_INNER_STOP.search(self.text))))

    @once
    def quoted(self) -> bool:
        """Holds a quotation mark."""
        return '"' in self.folded

    @once
    def reports(self) -> bool:
        """Tells what somebody said: the work of a journalist."""
        return bool(_SPEECH.search(self.folded[:1200]))

    @once
    def starts_lower(self) -> bool:
        return self.text[:1].islower()

    @once
    def is_capitals(self) -> bool:
        """Written in capitals."""
        start = self.text[:200]
        if any(c.isalpha() and not c.isupper() for c in start):  # in nearly every line one of the first letters
            return False
        return sum(map(str.isalpha, start)) > 1

    @once
    def digits(self) -> int:
        return len(_NUMBER.findall(self.text[:200]))

    @once
    def is_dialogue(self) -> bool:
        """Begins with a dash, or as the question or answer of an interview, and ends like speech."""
        dash = self.text[:1] in "—–-" and len(self.text) > 3 and self.text[1:2] in " \u00a0"
        return self.is_sentence and (dash or bool(_ASKS.match(self.text)))

    @once
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry matter: what a line speaks of."""
        return frozenset([stem for word in self.folded_words if (stem := _stem_of[word])])

    @once
    def is_practical(self) -> bool:
        """Prices, opening hours, telephone numbers, addresses: what an article ends on when it announces something."""
        return bool(_PRACTICAL.search(self.folded))

    @once
    def title_like(self) -> bool:
        """Could be a headline: begins with a capital, a digit or a quotation mark, no full stop, no comma at the end."""
        if not 12 <= len(self.text) <= 220 or self.ends in (".", ",", ";", ":", "…") and self.ends != "":
            return False
        first = self.bare[:1]
        return (first.isupper() or first.isdigit() or first in "«“\"'[¿¡#@") and len(self.words) >= 2 and not self.is_dialogue


_ASKS = re.compile(r"[QARDP](?:\d{1,2})?[ \u00a0]?[:.][ \u00a0]?[«“\"A-ZÀ-Ý¿]")
"""« Q : Qui vient ? », “A. Nobody.”"""
_MARK = re.compile(r"[•▪●◦*–—-](?= )|\d{1,3}(?=[.)] )")


def _mark(row: Row) -> str:
    """The bullet, dash or number that a row begins with; "" for none."""
    found = _MARK.match(row.text)
    return found[0] if found else ""


def _item_shape(text: str) -> str:
    """What a list's item begins with: a dash or bullet, a number, or a word."""
    first = text[:1]
    return "-" if first in "-–—•*▪" else "1" if first.isdigit() else "a"


_SEEN = 4096
"""Lines that are remembered with what was told from them."""
_seen: dict[str, Row] = {}
_seen_folded: dict[str, Row] = {}
_OF_THE_FOLDED = ("folded_words", "quoted", "reports", "stems", "is_practical")
"""What is told from the folded line alone: a line whose quotation marks and spaces changed keeps it."""


def rows_of(draft: Draft) -> tuple[Row, ...]:
    """The lines of a draft that hold anything. A line that was looked at before keeps what was told from it."""
    return _rows(draft.text)


_QUOTATION = re.compile(r'" *([^"\n]*[^" \n]) *"')
_SPACED_MARK = re.compile(r"(?<=\w) +(?=[;:!?%])")


def short_lines(draft: Draft) -> str:
    """The lines that are no paragraphs, folded, without the spaces that French sets inside guillemets and before marks: what
    nearly all that is said of a page's lines is said by."""
    return _short_lines(draft.text)


@lru_cache(maxsize=4)
def _short_lines(text: str) -> str:
    lines = "\n".join([row.folded for row in _rows(text) if not row.is_prose])
    return _SPACED_MARK.sub("", _QUOTATION.sub(r'"\1"', lines))


@lru_cache(maxsize=4)
def _rows(text: str) -> tuple[Row, ...]:
    lines = [(index, line) for index, line in enumerate(lines_of(text)) if line.text.strip()]
    known = {line.text: row for _, line in lines if (row := _seen.get(line.text))}
    new = [line.text for _, line in lines if line.text not in known]
    folded = dict(zip(new, fold("\n".join(new)).split("\n"), strict=True)) if new else {}
    rows: list[Row] = []
    for index, line in lines:
        like = known.get(line.text)
        row = Row(index, line.start, line.end, line.text, like.folded if like else folded[line.text])
        if like:
            row.__dict__.update({**like.__dict__, **row.__dict__})
        elif like := _seen_folded.get(row.folded):
            row.__dict__.update({name: like.__dict__[name] for name in _OF_THE_FOLDED if name in like.__dict__})
        rows.append(row)
    if len(_seen) > _SEEN:
        _seen.clear()
        _seen_folded.clear()
    short = [row for row in rows if len(row.text) <= LONG]
    _seen.update((row.text, row) for row in short)
    _seen_folded.update((row.folded, row) for row in short)
    return tuple(rows)


@dataclass(frozen=True)
class Page:
    """The rows of a page that are still in, with their zones.

    `rows` are in order; a row's place in `rows` is its position here, its `index` the line's in the draft.
    """

    rows: tuple[Row, ...]
    language: str | None
    context: Context
    doubtful: frozenset[int] = frozenset()
    """Indexes of rows that a rule may take: they are no prose to measure zones by."""
    gone: Mapping[int, str] = field(default_factory=dict)
    """Indexes of the rows that were taken from the page so far, each with the family of the rule that took it."""
    gone_rows: tuple[Row, ...] = ()
    """The rows themselves, as they went."""

    @once
    def prose(self) -> tuple[int, ...]:
        """The positions of the paragraphs of prose."""
        return tuple(
            i
            for i, row in enumerate(self.rows)
            if row.is_prose and not (i == 0 and row.title_like) and row.index not in self.doubtful
        )

    @once
    def matter(self) -> frozenset[str]:
        """What the paragraphs speak of, in stems."""
        return frozenset(stem for position in self.prose for stem in self.rows[position].stems)

    @once
    def spoken(self) -> Counter[str]:
        """How many paragraphs speak of a thing, by the stem of its word."""
        return Counter(stem for i in self.prose for stem in self.rows[i].stems)

    @once
    def first_prose(self) -> int:
        """Position of the first paragraph of prose; the number of rows when there is none."""
        return self.prose[0] if self.prose else len(self.rows)

    @once
    def last_prose(self) -> int:
        """Position of the last paragraph of prose; -1 when there is none."""
        return self.prose[-1] if self.prose else -1

    @once
    def has_prose(self) -> bool:
        """Whether anything on the page is a paragraph; a poem or a list has none, and no zones to speak of."""
        return bool(self.prose)

    def zone(self, position: int) -> str:
        """head, body or tail; body where there is no prose to measure by."""
        if not self.prose:
            return "body"
        if position < self.first_prose:
            return "head"
        return "tail" if position > self.last_prose else "body"

    def under_standfirst(self, position: int) -> bool:
        """Between the first paragraph, when that stands right under the title, and the second."""
        prose = self.prose
        return len(prose) > 1 and 0 < prose[0] <= 15 and prose[0] < position < prose[1]

    @once
    def _first_title(self) -> int:
        return next((i for i, row in enumerate(self.rows) if row.title_like and len(row.words) >= 4), len(self.rows))

    def titled_before(self, position: int) -> bool:
        """Whether a line that could be the title stands above."""
        return self._first_title < position

    def before(self, position: int) -> Row | None:
        return self.rows[position - 1] if position > 0 else None

    def after(self, position: int) -> Row | None:
        return self.rows[position + 1] if position + 1 < len(self.rows) else None

    def without(self, families: Mapping[int, str]) -> Page:
        """The page that is left when the rows at these positions go, each under a rule of its family."""
        return replace(
            self,
            rows=tuple(r for i, r in enumerate(self.rows) if i not in families),
            gone={**self.gone, **{self.rows[i].index: family for i, family in families.items()}},
            gone_rows=(*self.gone_rows, *(self.rows[i] for i in sorted(families))),
        )

    def with_rows(self, rows: Collection[Row]) -> Page:
        """The page with some of the rows that were taken back in their places."""
        if not rows:
            return self
        back = {row.index for row in rows}
        return replace(
            self,
            rows=tuple(sorted((*self.rows, *rows), key=lambda row: row.index)),
            gone={index: family for index, family in self.gone.items() if index not in back},
            gone_rows=tuple(row for row in self.gone_rows if row.index not in back),
        )

    def gone_between(self, over: int, under: int) -> int:
        """How many rows were taken from between two positions; the ends of the page count as positions."""
        first = self.rows[over].index if over >= 0 else -1
        last = self.rows[under].index if under < len(self.rows) else 10**9
        return sum(first < index < last for index in self.gone)

    @once
    def _told(self) -> tuple[int, ...]:
        """How many code points of prose stand above each row; the last number is of the whole page."""
        prose = set(self.prose)
        return tuple(accumulate((len(r.text) if i in prose else 0 for i, r in enumerate(self.rows)), initial=0))

    def progress(self, position: int) -> float:
        """The share of the page's prose above a row, 0..1."""
        return self._told[position] / max(1, self._told[-1])

    @once
    def _gaps(self) -> tuple[int, ...]:
        """For each row, the most rows that were taken in a row between two that stay, in the second half above it."""
        widest, gaps = 0, []
        for i, row in enumerate(self.rows):
            if i and self.progress(i) >= 0.5:
                widest = max(widest, row.index - self.rows[i - 1].index - 1)
            gaps.append(widest)
        return tuple(gaps)

    def gap_above(self, position: int) -> int:
        """The widest gap that furniture left above a row, in the second half of the text: the article may end there."""
        return self._gaps[position]

    def beside_furniture(self, position: int, taken: Container[int]) -> tuple[bool, bool]:
        """Whether furniture stands (or stood) right over a row, and right under it. `taken` holds row indexes."""
        index = self.rows[position].index
        over, under = self.before(position), self.after(position)
        return (
            index - 1 in self.gone or (over is not None and over.index in taken),
            index + 1 in self.gone or (under is not None and under.index in taken),
        )

    def run(self, position: int, holds: Callable[[Row], bool], limit: int = 10**9) -> Iterator[int]:
        """The positions from `position` on whose rows satisfy `holds`, up to the first that does not."""
        while position < len(self.rows) and limit > 0 and holds(self.rows[position]):
            yield position
            position += 1
            limit -= 1

    def is_item(self, position: int) -> bool:
        """Whether a row begins with a bullet, a dash or a number, and one beside it does the same, or goes on counting."""
        mark = _mark(self.rows[position])
        beside = (_mark(row) for row in (self.before(position), self.after(position)) if row is not None)
        if not mark.isdigit():
            return bool(mark) and mark in beside
        return any(other.isdigit() and abs(int(other) - int(mark)) == 1 for other in beside)

    @once
    def listed(self) -> frozenset[int]:
        """Positions inside a list that a line ending in a colon introduces: short lines, up to the next paragraph."""
        inside: set[int] = set()
        for i, row in enumerate(self.rows[:-1]):
            if row.ends != ":" or i in inside or len(row.words) < 3:
                continue
            shape = _item_shape(self.rows[i + 1].text)

            def is_item(item: Row, shape: str = shape) -> bool:
                same = _item_shape(item.text) == shape if shape != "a" else True
                return same and not item.is_prose and len(item.text) < LONG_PROSE

            items = self.run(i + 1, is_item, 40 if shape != "a" else 12)
            if shape == "a":  # furniture ends a list that has no marks
                items = takewhile(lambda at: not self.gone_between(at - 1, at), items)
            inside.update(items)
        return frozenset(inside)


def page_of(draft: Draft) -> Page:
    """The whole page of a draft."""
    return Page(rows_of(draft), draft.language, draft.context)
