"""What makes a line read like furniture: its words, its shape, its place, what it speaks of, each with a learnt weight.

A line's sum is that of the weights of what is seen in it and around it. `furniture_evidence` puts it beside what the whole page
tells, `furniture_learnt` decides. `config/weights/likeness.tsv` holds the weights; `tests/quality/likeness.py` learns them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from cleaners.furniture_kinship import OPENS_A_CLAUSE, heads_summary
from cleaners.furniture_names import is_name, signature
from cleaners.furniture_titles import title_position
from cleaners.furniture_words import makeup
from cleaners.resources import config_path
from cleaners.zones import STEM, Page, Row

BIAS = "bias"
LONGEST = 400
"""Code points of a line it may judge."""
MOST_OF_IT = 0.5
"""The share of an interface's words in a line that begins in small letters, to tell it from a piece of a sentence."""
LEAST_TITLE = 4
"""Words of a line that could be the title."""
LEAST_CUT = 8
"""Words of a line without an end that a line in small letters may go on."""
ENDED = 2
"""Lines of furniture below the last paragraph with which the article has ended."""
SYMBOLS = re.compile(r"[|·•›»>→←↓▶►✓✉@©€$%:/+&]|https?:|www\.")
_SCORE = re.compile(r"(?<![\d-])\d{1,3} ?[-–] ?\d{1,3}(?![\d-])")
_HYPHENATED = re.compile(r"[a-zà-ÿ]{2}[-\u00ad]$")
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+|[€$£%@©]")


def score_of(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of what is seen."""
    return weights[BIAS] + sum(value * weights[name] for name, value in seen.items() if name in weights)


def restraint(page: Page, position: int) -> str:
    """What keeps the model from taking a row: that it is "speech", an "item" of a list, a "cut" sentence, the "title"; "" when nothing does."""
    row = page.rows[position]
    if len(row.text) > LONGEST or row.is_dialogue or heads_summary(row):
        return "speech"
    if position in page.listed or page.is_item(position):
        return "item"
    if row.text.count("«") != row.text.count("»") or row.text.count("“") != row.text.count("”") or _HYPHENATED.search(row.text):
        return "cut"  # a quotation or a word that a line break cut
    above = page.rows[position - 1] if position else None
    if row.starts_lower and above is not None and above.is_prose and not above.ends and len(row.words) >= 2:
        return "cut"  # the sentence above goes on in it
    if row.starts_lower and len(row.words) >= LEAST_TITLE and not has_ended(page, position) and makeup(row).share < MOST_OF_IT:
        return "cut"
    if not row.ends and len(row.words) >= LEAST_CUT and _goes_on(page.rows[position + 1 : position + 3]):
        return "cut"
    if is_titled(row) and page.zone(position) == "head" and _is_title(page, position):
        return "title"
    return ""


def _goes_on(below: Sequence[Row]) -> bool:
    """Whether a sentence may go on in the next line, or in the paragraph behind it, where an advertisement cut it."""
    return bool(below) and (below[0].starts_lower or below[-1].starts_lower and below[-1].is_prose)


def _is_title(page: Page, position: int) -> bool:
    """Whether a line of the head is the title, for all that is known: that, or none of the others speaks of the article."""
    title = title_position(page, {})
    others = (row for i, row in enumerate(page.rows[: page.first_prose]) if i != position and is_titled(row))
    return title == position or title is None and not any(row.stems & page.matter for row in others)


def is_titled(row: Row) -> bool:
    """Whether a row could be a title, and is as long as one."""
    return row.title_like and len(row.words) >= LEAST_TITLE


def has_ended(page: Page, position: int) -> bool:
    """Whether the article ended above a row: furniture stood between it and the last paragraph."""
    return page.zone(position) == "tail" and page.gone_between(page.last_prose, position) >= ENDED


def features(page: Page, position: int, taken: Collection[int], spoken: Counter[str]) -> Iterator[tuple[str, float]]:
    """What is seen in a row and around it, each with its strength. `taken` holds the indexes of rows judged furniture."""
    row = page.rows[position]
    yield from of_line(row)
    yield from _of_place(page, position, taken)
    yield from _of_matter(page, position, spoken)


def of_line(row: Row) -> Iterator[tuple[str, float]]:
    """What is seen in a row itself."""
    yield from _of_words(row)
    yield from _of_interface(row)
    yield from _of_shape(row)


def _of_words(row: Row) -> Iterator[tuple[str, float]]:
    words = [_FIGURES.sub("0", word) for word in _WORD.findall(row.folded[:LONGEST])]
    if not words:
        return
    names = {f"w:{word}" for word in words}
    names.update(f"w:{one} {other}" for one, other in zip(("^", *words), (*words, "$"), strict=True))
    strength = min(1.0, (12 / len(names)) ** 0.5)  # a long line has many words, and is none the more furniture
    for name in sorted(names):
        yield name, strength
    stems = {word[:STEM] for word in words if len(word) > STEM}
    for stem in sorted(stems):
        yield f"t:{stem}", min(1.0, (12 / len(stems)) ** 0.5)


def _of_interface(row: Row) -> Iterator[tuple[str, float]]:
    """How much of a row a page's interface is made of: its deeds and things, and whether a deed comes first."""
    made = makeup(row)
    yield "v:share", made.share
    if not made.words or made.share == 1:
        yield f"v:{'all' if made.words else 'none'}", 1.0
    yield f"v:{min(made.deeds, 2)} deeds", 1.0
    yield f"v:{min(made.things, 2)} things", 1.0
    if made.opens:
        yield "v:a deed first", 1.0


def _of_shape(row: Row) -> Iterator[tuple[str, float]]:
    count = len(row.words)
    yield f"s:words {count if count < 4 else 4 if count < 7 else 7 if count < 12 else 12 if count < 20 else 20}", 1.0
    yield f"s:ends {row.ends or 'bare'}", 1.0
    yield "s:capitals", sum(word[0].isupper() for word in row.words) / max(1, count)
    for name, seen in (
        ("all capitals", row.is_capitals),
        ("begins lower", row.starts_lower),
        ("figures", bool(row.digits)),
        ("many figures", row.digits > 4),
        ("a name", is_name(row.bare)),
        ("a signature", bool(signature(row.bare))),
        ("like a title", row.title_like),
        ("symbols", bool(SYMBOLS.search(row.text))),
        ("practical", row.is_practical),
        ("a clause", len(row.words) >= 3 and row.folded_words[0] in OPENS_A_CLAUSE),
        ("a score", bool(_SCORE.search(row.text))),
        ("quoted", row.quoted),
        ("reports", row.reports),
        ("commas", row.text.count(",") > 1),
        ("prose", row.is_prose),
    ):
        if seen:
            yield f"s:{name}", 1.0


def _of_place(page: Page, position: int, taken: Collection[int]) -> Iterator[tuple[str, float]]:
    zone = page.zone(position)
    yield f"p:{zone}", 1.0
    over, under = page.beside_furniture(position, taken)
    if over:
        yield f"p:{zone} under furniture", 1.0
    if under:
        yield f"p:{zone} over furniture", 1.0
    if over and under:
        yield f"p:{zone} amid furniture", 1.0
    yield from _of_neighbours(page, position)
    yield f"p:{zone} {_binned(100 * page.progress(position), (1, 20, 50, 80, 95, 100))} % told", 1.0
    yield f"p:{zone} under a gap of {_binned(page.gap_above(position), (0, 1, 3, 6, 10))}", 1.0
    if zone != "body":
        depth = page.gone_between(*((page.last_prose, position) if zone == "tail" else (position, page.first_prose)))
        yield f"p:{zone} {_binned(depth, (0, 1, 2, 5))} lines from the text", 1.0
    before, after = page.before(position), page.after(position)
    if before and before.is_prose and not over:
        yield "p:under prose", 1.0
    if after and after.is_prose and not under:
        yield "p:over prose", 1.0
    if zone == "head" and page.titled_before(position):
        yield "p:below a title", 1.0
    if position == 0:
        yield "p:first", 1.0


def _binned(number: float, steps: Sequence[int]) -> int:
    """The highest step that a number reaches; 0 below the first."""
    return max((step for step in steps if number >= step), default=0)


def _of_neighbours(page: Page, position: int) -> Iterator[tuple[str, float]]:
    """Of what family the furniture right over and under a row was, or one line further where a line of text is between."""
    index = page.rows[position].index
    for side, step in (("over", -1), ("under", 1)):
        if family := page.gone.get(index + step):
            yield f"n:{side} {family}", 1.0
        elif family := page.gone.get(index + 2 * step):
            yield f"n:near {side} {family}", 1.0


def _of_matter(page: Page, position: int, spoken: Counter[str]) -> Iterator[tuple[str, float]]:
    row = page.rows[position]
    if not row.stems:
        return
    once = position in page.prose  # a paragraph counts among those that speak
    kin = sum(spoken[stem] > once for stem in row.stems)
    kind = "sentence" if row.is_sentence else "line"
    yield f"k:share of kin, {kind}", kin / len(row.stems)
    yield f"k:{min(kin, 3)} kin, {kind}", 1.0


@cache
def weights() -> Mapping[str, float]:
    """The learnt weights, by what is seen."""
    rows = config_path("weights/likeness.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for weight, name in (row.split("\t", 1) for row in rows if not row.startswith("#"))}
