"""Lists of facts that an article ends on or has in a box: results, figures, names, opening hours, who voted how.

Their lines are short and bare, and speak of nothing that the paragraphs spoke of: by their looks they could be a menu. What
tells them is that they are alike: « Lombardie : 1 420 places », « Vénétie : 780 places ». Only verdicts that weigh looks
yield to that, never the wordings that rules know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from cleaners.furniture_names import is_name, signature
from cleaners.furniture_words import makeup
from cleaners.zones import Page, Row

LONGEST = 160
"""Code points of a line of such a list."""
FEWEST = 3
"""Lines of a list; two are enough under a heading, or where the article goes on below."""
MOST_OF_IT = 0.5
"""The share of an interface's words, on average, from which lines are no facts: « Commentaires : 12 », « Vues : 340 »."""
FEW = 6
"""Words behind a colon that say what a thing is."""
HEADING = 8
"""Words of a heading."""

SURE_OF_PRACTICAL = 3.0
SURE_OF_LISTS: Mapping[str, float] = {"head": 3.0, "body": 5.0, "tail": 7.0}
"""Of the lines that trees which had not seen them took and these guards held, all 13 sentences were furniture; of lines of lists all five in
the head, three of three in the body from 5 on; of six in the tail between 5 and 7, five were the article's."""

_PAIR = re.compile(r"[^:|]{2,70}? ?(?<!https)(?<!http): ?[^:/|\s][^|]*")
_FIGURE = re.compile(
    r"(?:\d{1,3}(?:[ .,]\d{3})+|\d+(?:[.,]\d+)?)(?: ?(?:%|€|\$|£))?(?: (?:millions?|milliards?|billion|millones|milioni|milhoes))?(?: d[e']| of)? ?[a-z].*"
)
_RANK = re.compile(r"\d{1,2}(?:[.)]| [A-Z])")
_LIST_OF_NAMES = re.compile(
    r"(?:(?:M\.|Mme|Mr|Mrs|Ms|Dr|Prof|Me|Engr|Sr|Sra) ?)?[A-ZÀ-ÖØ-Ý][\w’'.-]*(?: [A-ZÀ-ÖØ-Ý][\w’'.-]*){1,3}(?:,? [^,]{3,40})?"
)


def facts(page: Page, taken: Collection[int]) -> dict[int, float]:
    """Indexes of the rows that belong to such a list, its heading included, or tell when and where: each with the log-odds of the
    trees from which it is furniture all the same. taken: indexes of rows that rules take.
    """
    sure = dict.fromkeys(practical(page, taken), SURE_OF_PRACTICAL)
    listed = lists(page, taken)
    return sure | {row.index: SURE_OF_LISTS[page.zone(i)] for i, row in enumerate(page.rows) if row.index in listed}


def lists(page: Page, taken: Collection[int]) -> set[int]:
    """Indexes of the rows of such lists."""
    found: set[int] = set()
    for kind, run in _runs(page, taken):
        over = page.before(run[0])
        if kind == "pair" and over is not None and over.index in taken:
            continue  # headlines under their label: « Moissons : les règles à connaître »
        heading = _heading(page, run[0], taken)
        if sum(makeup(page.rows[i]).share for i in run) >= MOST_OF_IT * len(run):
            continue
        if _ended(page, run[0]) and (kind != "figure" or heading is None):
            continue
        goes_on = run[-1] < page.last_prose
        if len(run) >= FEWEST or kind == "pair" and len(run) == FEWEST - 1 and (heading is not None or goes_on):
            found.update(page.rows[i].index for i in run)
            if heading is not None:
                found.add(page.rows[heading].index)
    return found


def practical(page: Page, taken: Collection[int]) -> Iterator[int]:
    """Indexes of sentences that tell when, where and for how much, right below the text: « Renseignements : 02 99 00 36 44, dès 9 h. »"""
    for i, row in enumerate(page.rows):
        if (
            row.is_practical
            and row.is_sentence
            and row.index not in taken
            and page.zone(i) != "head"
            and not _ended(page, i)
        ):
            yield row.index


def _runs(page: Page, taken: Collection[int]) -> Iterator[tuple[str, list[int]]]:
    """Neighbouring rows of one kind."""
    kind, run = "", list[int]()
    for i, row in enumerate(page.rows):
        own = "" if row.index in taken else kind_of(row)
        if run and own == kind:
            run.append(i)
            continue
        if run:
            yield kind, run
        kind, run = own, [i] if own else []
    if run:
        yield kind, run


def kind_of(row: Row) -> str:
    """What a row would be in a list of facts: a figure, a pair of a thing and what it is, a name; "" for nothing of it."""
    if len(row.text) > LONGEST or row.is_prose or row.ends in ("?", "…", ":"):
        return ""
    if _FIGURE.fullmatch(row.folded) and not _RANK.match(row.text):
        return "figure"
    if _PAIR.fullmatch(row.folded) and _tells_what(row):
        return "pair"
    if is_name(row.bare) or signature(row.bare) or _LIST_OF_NAMES.fullmatch(row.text):
        return "name"
    return ""


def _tells_what(row: Row) -> bool:
    """Whether what stands behind a colon is no clause: a figure, names, a few words."""
    words = row.text.partition(":")[2].split()
    capitals = sum(word[0].isupper() for word in words)
    return len(words) <= FEW or 2 * capitals >= len(words) or any(c.isdigit() for word in words for c in word)


def _heading(page: Page, position: int, taken: Collection[int]) -> int | None:
    """The position of the row over a list, if that is short and no rule takes it."""
    over = page.before(position)
    if over is None or over.is_prose or over.index in taken or len(over.words) > HEADING:
        return None
    return None if makeup(over).share == 1 and len(over.words) < FEWEST else position - 1


def _ended(page: Page, position: int) -> bool:
    """Whether furniture stands or stood between the last paragraph and a row below it."""
    return page.zone(position) == "tail" and page.gone_between(page.last_prose, position) > 0
