"""The title of a page: the line that its hint names, else the line of the head that speaks of the article or is signed below.

Nothing is made up: hashtags and slugs tell no title, and a lead paragraph or an intertitle is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaners.edits import Draft, Fact
from cleaners.furniture_navigation import title_start
from cleaners.furniture_titles import LEAST_WORDS, could_be_title, kin, title_position
from cleaners.furniture_verdicts import Verdict, removal
from cleaners.metadata_bylines import read_byline
from cleaners.metadata_dates import find_date
from cleaners.zones import Page, Row

TITLE = removal("meta.title", "the title stays as the first line")
RULES = (TITLE,)

_DEEPEST = 0.4
"""The share of a page's lines among which its title is."""
_LONGEST_STANDFIRST = 400
_UNDER = 5
"""Lines under a title in which its byline or stamp is found, a standfirst between them perhaps."""


def title_of(page: Page, draft: Draft, gone: Mapping[int, Verdict], whole: Page) -> Fact | None:
    """The title of the clean page `page`. whole: the page as it came; gone: the verdicts on the rows that were taken from it.

    The first line counts only when it has no full stop, is not as long as a paragraph, and prose follows.
    """
    told = _told(page, draft) or _hinted(page, draft)
    if told or not page.rows:
        return told
    rows = {row.index: row for row in whole.rows}
    named = _position(page, gone, rows)
    if named is not None and page.has_prose and named > page.last_prose:
        named = None  # what stands below the text names a paper
    row = page.rows[named or 0]
    begins = title_start(row)
    if begins:
        return Fact("title", row.text[begins:].strip(), row.start + begins, row.end, TITLE.id, 0.9)
    above = named is not None or page.first_prose > 0
    if row.title_like and not (row.is_prose and row.ends == ".") and len(row.words) >= 3 and page.has_prose and above:
        return Fact("title", row.text, row.start, row.end, TITLE.id, 0.9)
    return None


def _told(page: Page, draft: Draft) -> Fact | None:
    """The line of which an earlier look, with more of the page to see, said that it is the title."""
    starts = [fact.start for fact in draft.facts if fact.field == "title" and fact.end > fact.start]
    for row in page.rows[:10] if starts else ():
        start, end = draft.raw_span(row.start, row.end)
        if any(start <= position < end for position in starts):
            return Fact("title", row.text, row.start, row.end, TITLE.id)
    return None


def _hinted(page: Page, draft: Draft) -> Fact | None:
    """The line that the page's hint names."""
    wanted = _letters(draft.context.hints.get("title", "").strip())
    for row in page.rows[: max(6, page.first_prose + 1)] if wanted else ():
        have = _letters(row.text)
        if have and (have == wanted or (len(have) > 20 and (wanted.startswith(have) or have.startswith(wanted)))):
            return Fact("title", row.text, row.start, row.end, TITLE.id)
    return None


def _position(page: Page, gone: Mapping[int, Verdict], rows: Mapping[int, Row]) -> int | None:
    """Position of the title: the line with its byline or stamp right below, unless a line above speaks of the article and is
    signed under its standfirst; None when no line is for sure.
    """
    named = title_position(page, {})
    if not page.has_prose:
        return named
    deepest = max(12, int(_DEEPEST * len(rows)))
    able = [
        i
        for i, row in enumerate(page.rows)
        if row.index <= deepest and could_be_title(row) and not row.is_prose and row.text[-1:] not in "›→>" and row.text[:1] not in "←‹<"
    ]
    gaps = {i: gap for i in able if (gap := _signed_after(page, i, gone, rows)) is not None}
    direct = [i for i, gap in gaps.items() if gap == 0]
    if named in gaps and all(i >= named for i in direct):
        return named
    if not direct:
        fitting = [i for i in gaps if kin(page.rows[i], page.matter)]
        return fitting[0] if fitting else named
    first = max(direct, key=lambda i: (kin(page.rows[i], page.matter), len(page.rows[i].words) > LEAST_WORDS, -i))
    if named is not None and named < first and not kin(page.rows[first], page.matter):
        return named
    above = first - 1
    if above in able and page.rows[above].index == page.rows[first].index - 1 and " - " not in page.rows[above].text:
        return above
    return first


def _signed_after(page: Page, position: int, gone: Mapping[int, Verdict], rows: Mapping[int, Row]) -> int | None:
    """How many lines that stay, 0 or 1, stand between a line and the byline or stamp below it; None without one."""
    index = page.rows[position].index
    stays = 0
    for under in range(index + 1, index + 1 + _UNDER):
        row, verdict = rows.get(under), gone.get(under)
        if row is None:
            continue
        if verdict is None:
            stays += len(row.text) > 8  # initials do not count
            if stays > 1 or row.is_prose and len(row.text) > _LONGEST_STANDFIRST:
                return None
        elif verdict.family not in ("related", "com", "post") and len(row.text) <= 170:
            byline = read_byline(row.text)
            written = verdict.family == "by" or (verdict.family == "date" and len(row.words) > 1)
            if written or (byline and byline.labelled) or find_date(row.text, page.language):
                return stays
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
