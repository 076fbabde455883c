"""Lines that read like furniture and stand where furniture stands: what learnt trees say of those that no rule took.

The rules know wordings, the structure knows shapes; the trees weigh both at once, and know what kind of page it is. They only
speak on pages on which furniture was found already or several lines read like it, never of quotations, dialogue, lists, or of a line that could be the
title, and more is asked of a line the more it may be the article's. `config/weights/likeness.json.xz` holds the trees;
`tests/quality/likeness.py` grows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from cleaners.furniture_evidence import PageEvidence
from cleaners.furniture_likeness import has_ended, is_titled, restraint, weights
from cleaners.furniture_titles import could_be_title, title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.resources import config_path
from cleaners.rulebook_matching import Hit
from cleaners.trees import Trees, loads
from cleaners.zones import Page, Row

LIKE = removal("ui.likeness", "reads like furniture, and stands where furniture stands")
OVER_TITLE = removal("ui.over-title", "stands over the title, and reads far more like furniture")
RULES = (LIKE, OVER_TITLE)

LEAST_GONE = 2
"""Lines that must have been found furniture before the trees may speak."""
LEAST_LIKELY = 6
LIKELY = 2.0
"""Or so many lines with this score; a line that was found stands for two. Of 478 blocks of 25 unrelated sentences of news none
has them."""
EDGE = 3
"""Lines at either end of a page, of which one at least must be such."""
MANY_GONE = 4
"""Lines of furniture with which it is a page like those that they were learnt from."""
LEAST_PROSE = 3
"""Paragraphs of prose that an article has at least, for its margins to be told from its body."""
ENOUGH = 1.3
"""The score at which a line goes: the logarithm of the odds that it is furniture, as the labelled lines have it."""
MORE_FOR_A_SENTENCE = 1.0
MORE_FOR_A_CLAUSE = 0.25
"""A line that opens as a clause does, « Le verdict est attendu vendredi », or gives a score."""
MORE_WHERE_UNSURE = 0.55
"""On a page with little prose or furniture, and on a live page: the titles of its entries are short and stand beside stamps."""
MORE_WHERE_HELD = {"item": 3.0, "cut": 3.0, "title": 4.5}
"""A line that could be an item of a list, a piece of a sentence, or the title. Of twelve sets that trees had not seen, eleven items and
pieces were this far above what is asked otherwise, none of them the article's; of titles one was at 3.4. Speech never goes."""
LESS_THAN_TITLE = 2.5
"""By how much a line must read more like furniture than a likely title below it. Of the lines of fourteen sets, all four such lines were."""
LEAST_LIVE = 2
"""Lines of a live page by which it is known."""
MORE_OVER_PROSE = 1.2
"""Right over a paragraph stand intertitles: of 57 such lines that trees which had not seen them scored below this, 21 were."""
MORE_FOR_SPEECH = 0.6
"""A line that quotes or reports."""
MORE_FOR_KIN = 0.8
"""A line like a title that speaks of what the article speaks of."""
MORE_FOR_A_TITLE = 0.9
"""The same in the head, where another line is more likely the title."""

DOUBTFUL = 3.0
"""The score below which a line that a rule takes stays, when it stands alone between two paragraphs. On 135 documents that
were left out of learning, this spared 20 lines of articles and one of furniture."""
MORE_DOUBTFUL = 0.5
"""The same for a line right over a paragraph, whatever stands above it. Of 55 lines that rules took and that trees which had not seen
them scored below 0, 43 were the article's; of 56 more below 1, 20."""
MOST_DOUBTED = 30
LEAST_TEXT = 5
"""Paragraphs of prose of a page on which the trees may spare a line."""
_NEVER_SPARED = ("ad", "cap", "related")
"""Families that stand between paragraphs even where nothing else was scraped: their lines are never spared."""
_LOOSE = ("related.headline", "related.label", "ui.", "nl.", "pay.", "soc.", "com.", "nav.", "live.")
"""Rules that go by a label above, or by words that articles have, too."""

Hits = Mapping[int, Collection[Hit]]


def lines(page: Page, hits: Hits) -> Verdicts:
    """The rows that the trees take, with the three things that weighed most in the words' sum. `hits`: rows taken, by index."""
    furniture = len(page.gone) + sum(index in page.gone or not _is_told(found) for index, found in hits.items())
    if not page.has_prose:
        return {}
    evidence = PageEvidence(page, weights())
    held = {i: restraint(page, i) for i in range(len(page.rows))}
    judged = [i for i, kind in held.items() if not kind]
    if furniture < LEAST_GONE:
        edges = [evidence.of(i) for i in (*judged[:EDGE], *judged[-EDGE:])]
        if max(trees().log_odds(edges), default=0.0) < LIKELY:
            return {}
    scores = trees().log_odds([evidence.of(i) for i in judged])
    if furniture < LEAST_GONE and sum(score >= LIKELY for score in scores) < LEAST_LIKELY - 2 * furniture:
        return {}
    unsure = furniture < MANY_GONE or len(page.prose) < LEAST_PROSE or _is_live(hits)
    pieces = [i for i, kind in held.items() if kind in MORE_WHERE_HELD]
    judged, scores = judged + pieces, scores + trees().log_odds([evidence.of(i) for i in pieces])
    found = _over_title(page, evidence, [i for i, kind in held.items() if kind == "title"])
    for i, score in zip(judged, scores, strict=True):
        if score < ENOUGH:
            continue
        seen = evidence.seen(i)
        if score >= _enough(page, i, seen, unsure) + MORE_WHERE_HELD.get(held[i], 0.0):
            heaviest = sorted(seen, key=lambda name: -seen[name] * weights().get(name, 0.0))[:3]
            found[i] = Verdict(LIKE.id, f"{LIKE.why} ({', '.join(heaviest)}: {score:.1f})", odds=score)
    return found


def _over_title(page: Page, evidence: PageEvidence, titled: Sequence[int]) -> Verdicts:
    """What could be the title but for a line below that could be as well, and reads far less like furniture: « Chronique du matin »."""
    found: Verdicts = {}
    for i in titled:
        below = [j for j in range(i + 1, page.first_prose) if could_be_title(page.rows[j])]
        score, *others = trees().log_odds([evidence.of(j) for j in (i, *below)])
        if others and score >= 0 and score - min(others) >= LESS_THAN_TITLE:
            found[i] = Verdict(OVER_TITLE.id, OVER_TITLE.why, odds=score)
    return found


def spared(page: Page, judged: Sequence[tuple[Row, Verdict]]) -> list[Row]:
    """Rows that rules took and that the trees take for the article's: an intertitle alone between two rows of its text, or what
    stands right over a paragraph and hardly reads like furniture.

    page: what is left; judged: what went, with the reasons. A page with more than `MOST_DOUBTED` of a kind keeps none of it:
    there they are no exceptions; a page of a few paragraphs has too little to go by.
    """
    if len(page.prose) < LEAST_TEXT:
        return []
    index = {row.index: i for i, row in enumerate(page.rows)}
    if sum(verdict.family == "live" for _, verdict in judged) > LEAST_LIVE:
        judged = [(row, verdict) for row, verdict in judged if verdict.family != "live"]  # stamps stand over its entries
    doubted = [(row, verdict, limit) for row, verdict in judged if (limit := _doubt(page, row, verdict, index)) is not None]
    counts = Counter(limit for _, _, limit in doubted)
    doubted = [doubt for doubt in doubted if counts[doubt[2]] <= MOST_DOUBTED]
    numbers = [PageEvidence(page.with_rows([r]), weights()).of(index[r.index + 1], v.family) for r, v, _ in doubted]
    return [row for (row, _, limit), score in zip(doubted, trees().log_odds(numbers), strict=True) if score < limit]


def _doubt(page: Page, row: Row, verdict: Verdict, index: Mapping[int, int]) -> float | None:
    """The score below which a row that went comes back; None when it stays away. index: positions of the rows left, by theirs."""
    over, under = index.get(row.index - 1), index.get(row.index + 1)
    if under is None or page.zone(under) != "body":
        return None
    if over is not None and page.zone(over) == "body" and verdict.family not in _NEVER_SPARED:
        return DOUBTFUL
    return MORE_DOUBTFUL if page.rows[under].is_prose and verdict.rule.startswith(_LOOSE) else None


def _is_told(hits: Collection[Hit]) -> bool:
    """Whether a row that stayed answers to nothing but rules for stamps and names: a diary's days, a list of authors."""
    return all(hit.rule.family in ("by", "date", "init", "live", "tag") for hit in hits)


def _is_live(hits: Hits) -> bool:
    return sum(any(hit.rule.family == "live" for hit in found) for found in hits.values()) >= LEAST_LIVE


def _enough(page: Page, position: int, seen: Collection[str], unsure: bool) -> float:
    """The score at which a row goes: the more it may be the article's, the higher."""
    row = page.rows[position]
    ended = has_ended(page, position)
    return (
        ENOUGH
        + MORE_FOR_A_SENTENCE * row.is_sentence
        + MORE_WHERE_UNSURE * unsure
        + MORE_OVER_PROSE * ("p:over prose" in seen)
        + MORE_FOR_A_CLAUSE * (("s:a clause" in seen or "s:a score" in seen) and position >= (title_position(page, {}) or 0))
        + MORE_FOR_SPEECH * ((row.quoted or row.reports) and not ended)
        + _more_for_title(page, position) * (is_titled(row) and not ended)
    )


def _more_for_title(page: Page, position: int) -> float:
    """What a line like a title needs besides: the more, the more likely it is the article's title, or an intertitle of it."""
    if page.zone(position) == "head" and (page.rows[position].stems & page.matter or len(page.prose) < LEAST_PROSE):
        return MORE_FOR_A_TITLE
    return MORE_FOR_KIN * _is_kin(page, page.rows[position])


def _is_kin(page: Page, row: Row) -> bool:
    shared = len(row.stems & page.matter)
    return shared >= (1 if page.rows[0] is row else 2) and 3 * shared >= len(row.stems)


@cache
def trees() -> Trees:
    """The learnt trees."""
    return loads(config_path("weights/likeness.json.xz").read_bytes())["likeness"]
