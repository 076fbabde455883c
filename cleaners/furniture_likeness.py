"""Lines that read like furniture and stand where furniture stands: a linear model, learnt from labelled pages.

The rules know wordings, the structure knows shapes; this weighs both at once for lines that neither took. A line's
score is the sum of the weights of what is seen in it and around it: its words and pairs of words, its shape, its zone,
whether furniture stood over and under it, and whether it speaks of what the article speaks of.

It only speaks on pages on which furniture was found already, never of quotations, dialogue, lists, or of a line that could
be the title. `config/weights/likeness.tsv` holds the weights; `tests/quality/likeness.py` learns them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from cleaners.furniture_evidence import is_name, signature
from cleaners.furniture_kinship import OPENS_A_CLAUSE
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.resources import config_path
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

LIKE = removal("ui.likeness", "reads like furniture, and stands where furniture stands")
RULES = (LIKE,)

BIAS = "bias"
LEAST_GONE = 4
"""Lines that must have been found furniture before the model may speak."""
LEAST_PROSE = 3
"""Paragraphs of prose that an article has at least, for its margins to be told from its body."""
LONGEST = 400
"""Code points of a line it may judge."""
ENOUGH = 2.0
"""The score at which a line goes: the logarithm of the odds that it is furniture, as the labelled lines have it."""
MORE_FOR_A_SENTENCE = 0.5
MORE_FOR_A_CLAUSE = 1.0
"""A line that opens as a clause does, « Le verdict est attendu vendredi », or gives a score."""
MORE_WHERE_UNSURE = 1.5
"""On a page with little prose, and on a live page: the titles of its entries are short and stand beside stamps."""
LEAST_LIVE = 2
"""Lines of a live page by which it is known."""
MORE_OVER_PROSE = 2.5
"""Right over a paragraph stand intertitles."""
LEAST_TITLE = 4
"""Words of a line that could be the title."""
_SYMBOLS = re.compile(r"[|·•›»>→←↓▶►✓✉@©€$%:/+&]|https?:|www\.")
_SCORE = re.compile(r"(?<![\d-])\d{1,3} ?[-–] ?\d{1,3}(?![\d-])")
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+|[€$£%@©]")

Hits = Mapping[int, Collection[Hit]]


def lines(page: Page, hits: Hits) -> Verdicts:
    """The rows that the model takes, with the three things that weighed most in the reason. `hits`: rows taken, by index."""
    found: Verdicts = {}
    if not page.has_prose or len(page.gone) + len(hits) < LEAST_GONE:
        return found
    weights, spoken = _weights(), spoken_of(page)
    unsure = len(page.prose) < LEAST_PROSE or _is_live(hits)
    for i, row in enumerate(page.rows):
        if row.index in hits or not may_judge(page, i, hits):
            continue
        seen = dict(features(page, i, hits, spoken))
        score = score_of(seen, weights)
        if score >= _enough(row, seen, unsure):
            heaviest = sorted(seen, key=lambda name: -seen[name] * weights.get(name, 0.0))[:3]
            found[i] = Verdict(LIKE.id, f"{LIKE.why} ({', '.join(heaviest)}: {score:.1f})")
    return found


def _is_live(hits: Hits) -> bool:
    return sum(any(hit.rule.family == "live" for hit in found) for found in hits.values()) >= LEAST_LIVE


def _enough(row: Row, seen: Collection[str], unsure: bool) -> float:
    return (
        ENOUGH
        + MORE_FOR_A_SENTENCE * row.is_sentence
        + MORE_WHERE_UNSURE * unsure
        + MORE_OVER_PROSE * ("p:over prose" in seen)
        + MORE_FOR_A_CLAUSE * ("s:a clause" in seen or "s:a score" in seen)
    )


def score_of(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of what is seen."""
    return weights[BIAS] + sum(value * weights[name] for name, value in seen.items() if name in weights)


def may_judge(page: Page, position: int, taken: Collection[int]) -> bool:
    """Whether a row is of a kind that the model may take: no quotation, no item of a list, no paragraph far from furniture."""
    row = page.rows[position]
    if len(row.text) > LONGEST or row.quoted or row.is_dialogue or position in page.listed or row.reports:
        return False
    if row.title_like and len(row.words) >= LEAST_TITLE and (_is_kin(page, row) or _may_be_title(page, position)):
        return False
    return not row.is_prose or page.zone(position) != "body" or any(page.beside_furniture(position, taken))


def _is_kin(page: Page, row: Row) -> bool:
    shared = len(row.stems & page.matter)
    return shared >= (1 if page.rows[0] is row else 2) and 3 * shared >= len(row.stems)


def _may_be_title(page: Page, position: int) -> bool:
    """Whether it shares anything with the article, or no line of the head that could be the title does."""
    if page.zone(position) != "head":
        return False
    shared = len(page.rows[position].stems & page.matter)
    if shared or len(page.prose) < LEAST_PROSE:
        return True
    head = page.rows[: page.first_prose]
    return not any(row.stems & page.matter for row in head if row.title_like and len(row.words) >= LEAST_TITLE)


def spoken_of(page: Page) -> Counter[str]:
    """What the article speaks of: how many of its paragraphs hold each stem."""
    return Counter(stem for position in page.prose for stem in page.rows[position].stems)


def features(page: Page, position: int, taken: Collection[int], spoken: Counter[str]) -> Iterator[tuple[str, float]]:
    """What is seen in a row and around it, each with its strength. `taken` holds the indexes of rows judged furniture."""
    row = page.rows[position]
    yield from of_line(row)
    yield from _of_place(page, position, taken)
    yield from _of_matter(page, position, spoken)


def of_line(row: Row) -> Iterator[tuple[str, float]]:
    """What is seen in a row itself."""
    yield from _of_words(row)
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
        ("symbols", bool(_SYMBOLS.search(row.text))),
        ("practical", row.is_practical),
        ("a clause", len(row.words) >= 3 and row.folded_words[0] in OPENS_A_CLAUSE),
        ("a score", bool(_SCORE.search(row.text))),
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
    before, after = page.before(position), page.after(position)
    if before and before.is_prose and not over:
        yield "p:under prose", 1.0
    if after and after.is_prose and not under:
        yield "p:over prose", 1.0
    if zone == "head" and page.titled_before(position):
        yield "p:below a title", 1.0
    if position == 0:
        yield "p:first", 1.0


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
def _weights() -> Mapping[str, float]:
    rows = config_path("weights/likeness.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for weight, name in (row.split("\t", 1) for row in rows if not row.startswith("#"))}
