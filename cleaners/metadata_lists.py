"""The keywords of a page: lists under a label before hashtags and lines between marks, and these before lines alone.

A list under a label tells all there is to tell: what stands elsewhere without one is a menu or a row of buttons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from cleaners.edits import Fact
from cleaners.metadata_bylines import read_byline
from cleaners.metadata_sheet import OTHERS, RULE, Sheet, matter_of, row_of
from cleaners.metadata_tags import (
    is_interface,
    is_label_alone,
    is_spoken_of,
    is_tag_label,
    is_unparted,
    keywords,
    label_end,
    labelled_tags,
    names_sections,
    tags_of,
)
from cleaners.zones import Row

_LONE = "tag.terms"
_HASHTAGS = "tag.hashtags"
_LIST = "tag.list"
_BUTTONS = frozenset("nav soc copy com nl mail cook pay ad app wa cnt".split())
"""Families of rules whose lines are no subjects."""
_LABELS = frozenset(("ui.label", "ui.pitch", "ui.player", "related.label", "related.inline"))
_MOST = 12
"""Tags that a list may have."""
_LONGEST = 45
"""Code points of a tag alone on its line."""


def tags_on(facts: list[Fact], sheet: Sheet, signed: Collection[str]) -> list[Fact]:
    """The keywords among the facts of the rules and in the lines of the page.

    facts: those on keywords only, as the rules lifted them. signed: the article's authors, who may stand below its tags.
    """
    marked = [f for f in facts if f.rule == _HASHTAGS]
    listed = _labelled(sheet, signed) or _lifted(facts, sheet)
    return sorted([*marked, *(listed or [*_between_marks(sheet)] or _alone(facts, sheet))], key=lambda fact: fact.start)


def _labelled(sheet: Sheet, signed: Collection[str]) -> list[Fact]:
    """The tags of the line that a label opens, or those on lines of their own below one: of several lists the first, one of
    subjects before one of sections, one under the text before one far below."""
    lists: list[tuple[tuple[bool, bool, int], list[Fact]]] = []
    rows, matter = sheet.page.rows, _matter(sheet)
    for i, row in enumerate(rows):
        if not label_end(row.text) or not _may_list(row, sheet):
            continue
        alone = is_label_alone(row.text)
        terms = [] if alone else [(tag, row) for tag in labelled_tags(row.text) or ()]
        if row.index not in sheet.gone and (len(terms) < 2 or 2 * sum(is_spoken_of(tag, matter) for tag, _ in terms) < len(terms)):
            continue
        if alone or len(terms) == 1:
            below = rows[i + 1 : i + 1 + _MOST]
            terms += _below([*takewhile(lambda other: other.bare not in signed, below)], sheet, several=alone)
        if found := [Fact("keywords", tag, at.start, at.end, RULE) for tag, at in terms if not is_tag_label(tag)]:
            lists.append(((names_sections(row.text), sheet.place(row) == "far", i), found))
    return min(lists)[1] if lists else []


def _may_list(row: Row, sheet: Sheet) -> bool:
    """Whether a row may be a list or its label: below the beginning of the text, or where a rule for lists took it."""
    where = sheet.place(row)
    if row.index not in sheet.gone:
        return where in ("tail", "far")
    return where in ("tail", "far", "body") or (sheet.gone[row.index].rule == _LIST and not is_label_alone(row.text))


def _below(rows: Sequence[Row], sheet: Sheet, *, several: bool) -> Iterator[tuple[str, Row]]:
    """What stands under a label until something else begins: one on each line or, if `several` may be, one line of several."""
    for n, row in enumerate(rows):
        if not _is_entry(row, sheet):
            return
        terms = [*keywords(row.text)]
        if len(terms) > 1 and n == 0 and several:
            yield from ((term, row) for term in terms if not is_interface(term))
            return
        if len(terms) != 1 or len(row.text) > _LONGEST or not 1 <= len(row.words) <= 4:
            return
        if is_unparted(terms[0]):
            return
        yield terms[0], row


def _is_entry(row: Row, sheet: Sheet) -> bool:
    """Whether a row may hold tags: it goes, no rule knows it for a button or a label, and it is no sentence."""
    if row.index not in sheet.gone or row.ends or len(row.text) > 240 or is_interface(row.bare) or label_end(row.text):
        return False
    return sheet.family(row) not in _BUTTONS and sheet.gone[row.index].rule not in _LABELS


def _lifted(facts: list[Fact], sheet: Sheet) -> list[Fact]:
    """What a rule for lists of tags lifted, when no label in the lines was read."""
    return [f for f in facts if f.rule not in (_HASHTAGS, _LONE, RULE) and not (is_tag_label(f.value) or is_unparted(f.value))]


def _between_marks(sheet: Sheet) -> Iterator[Fact]:
    """The terms between marks on one line below the text."""
    matter = _matter(sheet)
    for row in sheet.page.rows:
        family = sheet.family(row)
        if sheet.place(row) not in ("tail", "far") or family in ("com", "post") or len(row.text) > 420:
            continue
        if row.index in sheet.gone and sheet.gone[row.index].rule == _HASHTAGS:
            continue
        for tag in tags_of(row.text, matter):
            yield Fact("keywords", tag, row.start, row.end, RULE)


def _alone(facts: list[Fact], sheet: Sheet) -> list[Fact]:
    """The lines alone below the text that name its subjects: of their runs, which end at a button or a heading, the one that the
    article speaks of most."""
    matter = _matter(sheet)
    lone: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.rule == _LONE and not is_interface(fact.value) and (row := row_of(fact, sheet)):
            lone.setdefault(row.index, []).append(fact)
    runs: list[list[Fact]] = [[]]
    for row in sheet.page.rows:
        found = lone.get(row.index, [])
        if not found and sheet.place(row) == "tail" and _is_term(row, sheet):
            found = [Fact("keywords", row.bare, row.start, row.end, RULE)]
        runs[-1] += found
        if not found and runs[-1]:
            runs.append([])
    told = [run for run in runs if _is_told(run, matter)]
    return max(told, key=lambda run: _share(run, matter)) if told else []


def _share(run: list[Fact], matter: Collection[str]) -> float:
    return sum(is_spoken_of(fact.value, matter) for fact in run) / len(run) if run else 0.0


def _is_told(run: list[Fact], matter: Collection[str]) -> bool:
    """Whether lines one under the other are tags: the article speaks of a third of them; of two, and half, where no rule took them
    for any."""
    if not 1 <= len(run) <= _MOST:
        return False
    if any(fact.rule == _LONE for fact in run):
        return 3 * _share(run, matter) >= 1
    return len(run) >= 2 and len(run) * _share(run, matter) >= 2 and 2 * _share(run, matter) >= 1


def _matter(sheet: Sheet) -> frozenset[str]:
    """What the title and the paragraphs speak of."""
    title = next((row.stems for row in sheet.page.rows if row.index == sheet.title), frozenset())
    return matter_of(sheet) | title


def _is_term(row: Row, sheet: Sheet) -> bool:
    """A few words, a capital first, and no mark."""
    if len(row.text) > 40 or len(row.words) > 4 or sheet.family(row) in OTHERS or not _is_entry(row, sheet):
        return False
    return row.bare[:1].isupper() and not read_byline(row.text)
