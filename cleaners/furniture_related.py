"""Labels of links to other articles, the headlines that they introduce, and runs of headlines without a label."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from cleaners.furniture_intertitles import is_quotation
from cleaners.furniture_series import stands_alone
from cleaners.furniture_titles import speaks_as_title, title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

HEADLINE = removal("related.headline", "a headline of another article, under a label")
TICKER = removal("related.ticker", "a line of a news ticker")
RUN = removal("related.run", "one of several headlines of other articles, after the article's end")
ARROW = removal("related.arrow", "a link to another article, behind an arrow")
RULES = (HEADLINE, TICKER, RUN, ARROW)

_TICKER = re.compile(
    r"(?:[0-2]?\d ?[:h] ?[0-5]\d|[0-3]?\d/[01]?\d(?: [0-2]?\d[:h][0-5]\d)?)(?: ?[|·•-])? ?"
    r"(?:[a-z][\w'-]*(?:[ -][\w'&-]+){0,3} ?(?: - | \| | : |: |– )).{8,}"
)
_TICKER_RUN = re.compile(r"(?:[0-2]?\d[:h][0-5]\d [^|]{8,140} ?[|•·] ?){1,40}[0-2]?\d[:h][0-5]\d .{8,}")
_ARROW = re.compile(r"^(?:[»›>]{1,3}|[►▶→➜➔➡☞👉🔗📌]\ufe0f?)\s?[A-ZÀ-Ý«“\"\d].{10,}")
_HEADLINE = re.compile(r' : |: | \| |^"|^\W?(?:video|photos?|images?|direct|live|exclusif|opinion|analys[ei]s|interview)\b')
_MARK = re.compile(r' : |: | \| | ?[?!]$|^"|^\W?(?:video|photos?|images?|direct|live|exclusif|opinion|analys[ei]s|interview)\b')


def is_headline(row: Row) -> bool:
    """Looks like a headline and like nothing else."""
    if row.is_practical:
        return False
    if row.text.count("«") != row.text.count("»") or row.text.count("“") != row.text.count("”") or row.text.count('"') % 2:
        return False
    return row.title_like and not row.is_prose or (row.title_like and len(row.text) < 190 and not row.is_sentence)


_RANK = re.compile(r"[#n°]{0,2} ?0?\d{1,2} ?[.)°]?")
"""A number alone on its line: a place in a list of what is read most."""
_STAMPS = ("live.stamp", "date.stamp", "date.relative")
_OTHERS = ("ui", "ad", "nl", "app", "wa", "cook", "soc")
"""Families of lines that don't stand inside a list of links, but after it."""
_STRETCH = 40
"""Lines below a label that are looked at: a list of links to other articles with their own labels is no longer."""


def followers(
    page: Page, position: int, hits: Mapping[int, Collection[Hit]], most: int, *, intertitled: bool
) -> list[int]:
    """The positions of the headlines that the label at `position` introduces. intertitled: the article has intertitles.

    An intertitle may stand right after them: a short line that shares a word with the paragraph under it, the last one of
    several, when it is much shorter, or a single short line that nothing marks as a headline, is left to the article.
    """
    run: list[int] = []
    end = min(len(page.rows), position + _STRETCH)
    above = page.zone(position) == "head"
    if above:
        title = title_position(page, hits)
        above = title is None or title > position
        if title is not None and title > position:
            end = min(end, title)  # a ticker above the title
        elif title is None and not page.titled_before(position):
            return run  # what follows may be the title
    i = position + 1
    while i < end and len(run) < most:
        row = page.rows[i]
        if found := hits.get(row.index):
            if _opens_entry(page, i, hits) or page.zone(i) == "body" and all(hit.rule.family in _OTHERS for hit in found):
                break
            i += 1
            continue
        if _RANK.fullmatch(row.text) and i + 1 < end and is_headline(page.rows[i + 1]):
            run += (i, i + 1)
            i += 2
            continue
        if not is_headline(row) or above and speaks_as_title(page, i, hits) or _is_said(page, row):
            break
        run.append(i)
        i += 1
    if page.zone(position) == "tail" or i >= len(page.rows) or not run:
        return run
    if not page.rows[i].is_prose and page.zone(i) == "body":
        return run
    last = page.rows[run[-1]]
    if len(last.words) <= 6 and not _MARK.search(last.folded) and last.stems & page.rows[i].stems:
        run.pop()  # an intertitle speaks of what stands under it
        return run
    if len(run) == 1:
        advert = any(hit.rule.family == "ad" for hit in hits.get(page.rows[position].index, ()))
        own = _button_above(page, position, hits) or advert and 2 * len(last.stems & page.matter) >= len(last.stems)
        return run if _surely(last) and not own else []
    others = [page.rows[j] for j in run[:-1]]
    marked = all(_LED.match(row.text) for row in others) and not _LED.match(last.text)
    shorter = len(last.text) < 0.7 * sum(len(row.text) for row in others) / len(others)
    quoted = (is_quotation(last) or last.text[:1] in "«“" and len(last.words) <= 7) and not any(row.text[:1] in "«“" for row in others)
    alike = len(last.words) <= 8 and not _HEADLINE.search(last.folded) and intertitled
    if marked and len(last.words) <= 8 or shorter and not _is_long(last) or alike or quoted:
        run.pop()
    return run


def _is_said(page: Page, row: Row) -> bool:
    """« G. P. : Et les plongeurs ? » where a paragraph begins with a speaker, too, and another row with this one."""
    speaker = _SPEAKER.match(row.text)
    if speaker is None:
        return False
    again = sum(other.text.startswith(speaker[0]) for other in page.rows)
    return again > 1 and any(other.is_prose and _SPEAKER.match(other.text) and len(speaker[0]) <= 40 for other in page.rows)


_SPEAKER = re.compile(r"(?:[A-ZÀ-Ý][\w’'.-]*[ \u00a0]?){1,4} ?:[ \u00a0]")


def has_intertitles(page: Page, hits: Mapping[int, Collection[Hit]]) -> bool:
    """Whether a short line that no rule takes stands between two paragraphs somewhere: this article has intertitles."""
    return any(row.index not in hits and stands_alone(page, i) for i, row in enumerate(page.rows))


_LED = re.compile(r"[^\w«“\"'‘(]")
"""A headline of a list begins with an arrow, a dash, a bullet; an intertitle does not."""


def _button_above(page: Page, position: int, hits: Mapping[int, Collection[Hit]]) -> bool:
    """Whether a label stands right under a button: then it is one, too, « Accepter / Plus d’infos »."""
    over = page.before(position)
    return over is not None and any(hit.rule.family in ("cook", "nl", "app") for hit in hits.get(over.index, ()))


def _opens_entry(page: Page, position: int, hits: Mapping[int, Collection[Hit]]) -> bool:
    """Whether a row is the stamp of a live page's entry: its title and its text stand below."""
    if not any(hit.rule.id in _STAMPS for hit in hits.get(page.rows[position].index, ())):
        return False
    below = page.rows[position + 1 : position + 4]
    return any(row.is_prose for row in below)


def _surely(row: Row) -> bool:
    return _is_long(row) or bool(_MARK.search(row.folded))


def _is_long(row: Row) -> bool:
    return len(row.words) >= 5 or len(row.text) >= 32


def tickers(page: Page) -> Verdicts:
    """Lines of a news ticker: a time, a section, a headline. A programme has times too, but no sections: it stays."""
    found: Verdicts = {}
    lines = [i for i, row in enumerate(page.rows) if _is_ticker(row)]
    for i in lines:
        row = page.rows[i]
        alone = i - 1 not in lines and i + 1 not in lines
        if _TICKER_RUN.fullmatch(row.folded) or (not alone and i not in page.listed) or page.zone(i) == "tail":
            found[i] = Verdict(TICKER.id, TICKER.why)
    return found


def _is_ticker(row: Row) -> bool:
    if not row.text[:1].isdigit() or len(row.text) > 600 or row.ends == ".":
        return False
    return bool(_TICKER.fullmatch(row.folded[:600]) or _TICKER_RUN.fullmatch(row.folded))


def arrows(page: Page) -> Verdicts:
    """A headline behind an arrow or a closing guillemet that closes nothing: « » Le métro repoussé »."""
    return {
        i: Verdict(ARROW.id, ARROW.why)
        for i, row in enumerate(page.rows)
        if _ARROW.match(row.text) and not row.is_sentence and len(row.text) <= 180 and "«" not in row.text and i not in page.listed
    }


def runs(page: Page, hits: Mapping[int, Collection[Hit]]) -> Verdicts:
    """Three or more headlines in a row after the last paragraph, introduced by nothing."""
    found: Verdicts = {}
    matter = page.matter
    if not hits and not page.gone:
        return found  # nothing else on the page is furniture: the headlines are a second article's, or the article's own
    for run in _tail_runs(page, hits):
        rows = [page.rows[i] for i in run]
        long_enough = sum(len(row.words) >= 6 for row in rows)
        strangers = sum(not row.stems & matter for row in rows)
        if len(run) >= 3 and long_enough >= 0.7 * len(run) and 2 * strangers > len(run) and not any(i in page.listed for i in run):
            found.update({i: Verdict(RUN.id, RUN.why) for i in run})
    return found


def _tail_runs(page: Page, hits: Mapping[int, Collection[Hit]]) -> Iterator[list[int]]:
    run: list[int] = []
    start = page.last_prose + 1 if page.has_prose else len(page.rows)
    for i in range(start, len(page.rows)):
        row = page.rows[i]
        if is_headline(row) and len(row.text) >= 28 and not hits.get(row.index):
            run.append(i)
        else:
            yield run
            run = []
    yield run
