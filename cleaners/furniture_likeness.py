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
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from cleaners.furniture_kinship import OPENS_A_CLAUSE, heads_summary
from cleaners.furniture_names import is_name, signature
from cleaners.furniture_titles import title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.furniture_words import makeup, subject_of
from cleaners.resources import config_path
from cleaners.rulebook_matching import Hit
from cleaners.zones import STEM, Page, Row

LIKE = removal("ui.likeness", "reads like furniture, and stands where furniture stands")
RULES = (LIKE,)

BIAS = "bias"
LEAST_GONE = 2
"""Lines that must have been found furniture before the model may speak."""
MANY_GONE = 4
"""Lines of furniture with which it is a page like those that it was learnt from."""
LEAST_PROSE = 3
"""Paragraphs of prose that an article has at least, for its margins to be told from its body."""
LONGEST = 400
"""Code points of a line it may judge."""
ENOUGH = 1.5
"""The score at which a line goes: the logarithm of the odds that it is furniture, as the labelled lines have it."""
MORE_FOR_A_SENTENCE = 1.0
MORE_FOR_A_CLAUSE = 1.0
"""A line that opens as a clause does, « Le verdict est attendu vendredi », or gives a score."""
MORE_WHERE_UNSURE = 1.5
"""On a page with little prose or furniture, and on a live page: the titles of its entries are short and stand beside stamps."""
LEAST_LIVE = 2
"""Lines of a live page by which it is known."""
MORE_OVER_PROSE = 2.0
"""Right over a paragraph stand intertitles."""
MORE_FOR_SPEECH = 2.5
"""A line that quotes or reports."""
MORE_FOR_KIN = 2.5
"""A line like a title that speaks of what the article speaks of."""
MORE_FOR_A_TITLE = 3.0
"""The same in the head, where another line is more likely the title."""
MORE_FOR_PROSE = 3.0
"""A paragraph between two others, far from furniture."""
MORE_IF_SPARED = 2.5
"""A line that answers to a rule and was spared."""
MOST_OF_IT = 0.5
"""The share of an interface's words in a line that begins in small letters, to tell it from a piece of a sentence."""
LEAST_TITLE = 4
"""Words of a line that could be the title."""
ENDED = 2
"""Lines of furniture below the last paragraph with which the article has ended."""
_SYMBOLS = re.compile(r"[|·•›»>→←↓▶►✓✉@©€$%:/+&]|https?:|www\.")
_SCORE = re.compile(r"(?<![\d-])\d{1,3} ?[-–] ?\d{1,3}(?![\d-])")
_HYPHENATED = re.compile(r"[a-zà-ÿ]{2}[-\u00ad]$")
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+|[€$£%@©]")

Hits = Mapping[int, Collection[Hit]]


def lines(page: Page, hits: Hits) -> Verdicts:
    """The rows that the model takes, with the three things that weighed most in the reason. `hits`: rows taken, by index."""
    found: Verdicts = {}
    furniture = len(page.gone) + len(hits)
    if not page.has_prose or furniture < LEAST_GONE:
        return found
    weights, spoken = _weights(), subject_of(page)
    unsure = furniture < MANY_GONE or len(page.prose) < LEAST_PROSE or _is_live(hits)
    for i in range(len(page.rows)):
        if not may_judge(page, i):
            continue
        seen = dict(features(page, i, hits, spoken))
        score = score_of(seen, weights)
        if score >= _enough(page, i, seen, hits, unsure):
            heaviest = sorted(seen, key=lambda name: -seen[name] * weights.get(name, 0.0))[:3]
            found[i] = Verdict(LIKE.id, f"{LIKE.why} ({', '.join(heaviest)}: {score:.1f})")
    return found


def _is_live(hits: Hits) -> bool:
    return sum(any(hit.rule.family == "live" for hit in found) for found in hits.values()) >= LEAST_LIVE


def _enough(page: Page, position: int, seen: Collection[str], taken: Collection[int], unsure: bool) -> float:
    """The score at which a row goes: the more it may be the article's, the higher."""
    row = page.rows[position]
    ended = has_ended(page, position)
    adrift = row.is_prose and page.zone(position) == "body" and not any(page.beside_furniture(position, taken))
    return (
        ENOUGH
        + MORE_FOR_A_SENTENCE * row.is_sentence
        + MORE_WHERE_UNSURE * unsure
        + MORE_OVER_PROSE * ("p:over prose" in seen)
        + MORE_FOR_A_CLAUSE * (("s:a clause" in seen or "s:a score" in seen) and position >= (title_position(page, {}) or 0))
        + MORE_FOR_SPEECH * ((row.quoted or row.reports) and not ended)
        + _more_for_title(page, position) * (_is_titled(row) and not ended)
        + MORE_FOR_PROSE * adrift
        + MORE_IF_SPARED * (row.index in taken)
    )


def _more_for_title(page: Page, position: int) -> float:
    """What a line like a title needs besides: the more, the more likely it is the article's title, or an intertitle of it."""
    if page.zone(position) == "head" and (page.rows[position].stems & page.matter or len(page.prose) < LEAST_PROSE):
        return MORE_FOR_A_TITLE
    return MORE_FOR_KIN * _is_kin(page, page.rows[position])


def score_of(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of what is seen."""
    return weights[BIAS] + sum(value * weights[name] for name, value in seen.items() if name in weights)


def may_judge(page: Page, position: int) -> bool:
    """Whether a row is of a kind that the model may take: no speech, no item of a list, no piece of a sentence, not the title."""
    row = page.rows[position]
    if len(row.text) > LONGEST or row.is_dialogue or position in page.listed or page.is_item(position) or heads_summary(row):
        return False
    if row.text.count("«") != row.text.count("»") or row.text.count("“") != row.text.count("”"):
        return False  # a quotation that a line break cut
    if _HYPHENATED.search(row.text):
        return False
    if row.starts_lower and len(row.words) >= LEAST_TITLE and not has_ended(page, position) and makeup(row).share < MOST_OF_IT:
        return False
    return not (_is_titled(row) and page.zone(position) == "head" and _is_title(page, position))


def _is_title(page: Page, position: int) -> bool:
    """Whether a line of the head is the title, for all that is known: that, or none of the others speaks of the article."""
    title = title_position(page, {})
    others = (row for i, row in enumerate(page.rows[: page.first_prose]) if i != position and _is_titled(row))
    return title == position or title is None and not any(row.stems & page.matter for row in others)


def _is_titled(row: Row) -> bool:
    return row.title_like and len(row.words) >= LEAST_TITLE


def has_ended(page: Page, position: int) -> bool:
    """Whether the article ended above a row: furniture stood between it and the last paragraph."""
    return page.zone(position) == "tail" and page.gone_between(page.last_prose, position) >= ENDED


def _is_kin(page: Page, row: Row) -> bool:
    shared = len(row.stems & page.matter)
    return shared >= (1 if page.rows[0] is row else 2) and 3 * shared >= len(row.stems)


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
        ("symbols", bool(_SYMBOLS.search(row.text))),
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
def _weights() -> Mapping[str, float]:
    rows = config_path("weights/likeness.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for weight, name in (row.split("\t", 1) for row in rows if not row.startswith("#"))}
