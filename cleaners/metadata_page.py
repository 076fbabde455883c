"""What a page as a whole tells of itself, and which of several tellings to believe.

Rules lift what their own lines carry; here every line that goes, and every line between title and text, is read for a byline,
a stamp, a source, tags and notices, whatever took it. Where a line stands decides: under the title an author is the
article's, below the comments anybody's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cleaners.edits import Draft, Fact
from cleaners.furniture_datelines import dateline
from cleaners.furniture_verdicts import Verdict
from cleaners.metadata import authors, is_person, is_tag_label, spelled_place
from cleaners.metadata_bylines import is_short_for, read_byline
from cleaners.metadata_dates import UPDATE, find_date, is_publication
from cleaners.metadata_notices import agency_of, is_spoken_of, is_translation_notice, is_wall, tags_of
from cleaners.zones import Page, Row

RULE = "meta.page"
_OTHERS = frozenset("com post related rel soc wa nl app ad spam emb player".split())
"""Families of rules whose lines speak of other articles and other people."""
_PICTURES = frozenset(("cap", "credit", "photo"))
_FAR = 8
"""Lines below the article's end in which it is still signed and dated."""
_ABOVE = 4
"""Lines above the title in which the article is dated or signed."""


@dataclass(frozen=True)
class Sheet:
    """A page with what was judged of it, and where its title and its text stand, in indexes of lines."""

    page: Page
    gone: Mapping[int, Verdict]
    title: int
    first: int
    second: int
    last: int

    def family(self, row: Row) -> str:
        """The family of the rule that took a row; "" for a row that stays."""
        verdict = self.gone.get(row.index)
        return verdict.family if verdict else ""

    def place(self, row: Row) -> str:
        """head: between title and text (under a standfirst, too); above: over the title; body; tail; far: well below the end."""
        if row.index < self.title:
            return "above" if row.index >= self.title - _ABOVE else "top"
        if row.index < self.first:
            return "head"
        if self.first < row.index < self.second and row.index in self.gone:
            return "head"
        if row.index > self.last:
            return "tail" if self._lines_below(row) <= _FAR else "far"
        return "body"

    def _lines_below(self, row: Row) -> int:
        return sum(self.last < other.index < row.index for other in self.page.rows)


def sheet_of(page: Page, left: Page, gone: Mapping[int, Verdict], title: Fact | None) -> Sheet:
    """The page with its landmarks. title: the fact that tells the title."""
    prose = [left.rows[i].index for i in left.prose]
    first = prose[0] if prose else len(page.rows)
    named = next((row.index for row in left.rows if title and row.start <= title.start < row.end), -1)
    below = [i for i in prose if i > named]
    first = below[0] if below else first
    second = below[1] if len(below) > 1 and below[0] - named <= 15 else first
    return Sheet(page, gone, named, first, second, prose[-1] if prose else -1)


def hinted_authors(draft: Draft) -> Iterator[Fact]:
    """The author that came with the page, without the "Par" before the name."""
    hint = draft.context.hints.get("author", "").strip()
    named = re.match(r"(?i)(?:par|by|por|de|di|von)\s+(?=\w)", hint)
    if named and hint[named.end()].isupper():
        for name in authors(hint[named.end() :]):
            yield Fact("author", name, 0, 0, "meta.hint")


def chosen(found: Iterable[Fact | None], sheet: Sheet, draft: Draft) -> list[Fact]:
    """The facts to believe: those found so far and what the page tells besides, one telling of author, date, place, agency."""
    known = {fact.field for fact in draft.facts}
    facts = [fact for fact in (*found, *_readings(sheet)) if fact is not None and _holds(fact, sheet)]
    kept = [f for f in facts if f.field not in ("author", "date", "place", "agency", "keywords")]
    if "author" not in known:
        kept += _authors([f for f in facts if f.field == "author"], sheet)
    if "date" not in known:
        kept += _best([f for f in facts if f.field == "date"], sheet, _date_rank)
    for field in ("place", "agency"):
        if field not in known:
            kept += _best([f for f in facts if f.field == field], sheet, _source_rank)
    kept += _tags([f for f in facts if f.field == "keywords"], sheet)
    kept = [replace(f, value=spelled_place(f.value)) if f.field == "place" else f for f in kept]
    return list({(fact.field, fact.value): fact for fact in reversed(kept)}.values())[::-1]


_LIVE_TITLE = re.compile(r"\b(?:direct|live|en vivo|diretta|ao vivo|minuto a minuto|minute by minute|recap)\b")
_LIVE_NOTICE = re.compile(r"\b(?:ce|le|notre|cette|this|our|the|dans) (?:\w+ )?(?:direct|live|session|suivi|fil|live ?blog|blog)\b")
_TIME_ALONE = re.compile(r"[0-2]?\d ?(?:h|:|\.) ?[0-5]\d\.?(?: ?(?:am|pm|gmt))?")
_READ_ALOUD = re.compile(r"\b(?:lu|lue|voix|vocale?|voice|audio|ecoute\w*|listen|read aloud|synthese)\b")
_NO_HOUSE = re.compile(r"(?i)^(?:une?|des|nos|notre|correspond|par|by|envoy)\b.*|^correspond.*|.*\b(?:19|20)\d\d\b.*|fr|en")
_NO_PLACE = re.compile(r"(?i)^(?:par|by|por|de|photo|file|published|régions?|words)\b.*|.*\b(?:ats|afp|reuters)\b.*")


def _holds(fact: Fact, sheet: Sheet) -> bool:
    """Whether what a line seems to tell is told: a button « Direct » makes no live page, a voice that reads no translation."""
    row = _row_of(fact, sheet)
    if row is None:
        return True
    if fact.field == "live":
        title = next((r.folded for r in sheet.page.rows if r.index == sheet.title), "")
        stamps = sum(bool(_TIME_ALONE.fullmatch(r.core)) for r in sheet.page.rows)
        return bool(_LIVE_TITLE.search(title)) or stamps >= 3 or (len(row.words) >= 4 and bool(_LIVE_NOTICE.search(row.folded)))
    if fact.field == "machine_translated":
        return not _READ_ALOUD.search(row.folded) or bool(re.search(r"tradu|transl", row.folded))
    if fact.field == "agency":
        return not _NO_HOUSE.fullmatch(fact.value) and row.text.strip() != "AA"
    return fact.field != "place" or not _NO_PLACE.fullmatch(fact.value)


def _readings(sheet: Sheet) -> Iterator[Fact]:
    """What the lines of the page tell, whichever rule took them."""
    matter = _matter(sheet)
    for row in sheet.page.rows:
        family, where = sheet.family(row), sheet.place(row)
        if len(row.text) > 420:
            continue
        tagged = where in ("tail", "far") and family not in ("com", "post")
        if tagged and (row.index not in sheet.gone or sheet.gone[row.index].rule != "tag.hashtags"):
            for tag in tags_of(row.text, matter):
                yield Fact("keywords", tag, row.start, row.end, RULE)
        if family in _OTHERS:
            continue
        if where in ("head", "above", "tail"):
            yield from _signed(row, family, where)
        if where in ("head", "above") and _is_stamp(row, family) and (date := find_date(row.text, sheet.page.language)):
            yield Fact("date", date, row.start, row.end, RULE)
        sourced = where in ("head", "tail") or family in ("src", "init")
        if sourced and (family not in _PICTURES or "|" in row.text) and (agency := agency_of(row.text)):
            yield Fact("agency", agency, row.start, row.end, RULE)
        if where == "head" and family:
            yield from _placed(row)
        if (family or where != "body" or row.index == sheet.last) and is_translation_notice(row.folded) and not _speaks_of_translation(sheet, row):
            yield Fact("machine_translated", "true", row.start, row.end, RULE)
        if where not in ("above", "top") and is_wall(row.folded):
            yield Fact("truncated", "true", row.start, row.end, RULE)


def _is_stamp(row: Row, family: str) -> bool:
    """Whether a date in a row may be the page's: the row goes and is no sentence, or says that something came out."""
    if family:
        return family not in _PICTURES and family != "copy" and (len(row.text) <= 170 and not row.is_sentence)
    return len(row.text) <= 90 and is_publication(row.text)


_STAMPED_PLACE = re.compile(r"\d.*\b(?:IST|GMT|UTC|[CE]?E?S?T|BST)\s*[–—|-]\s*(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý .'’-]{3,40})$")
_PLACE_ALONE = re.compile(r"(?P<place>[A-ZÀ-Ý][\w’'-]+(?:[ -](?:(?:de|du|la|le|les|sur|of|del|do|da) )?[A-ZÀ-Ý][\w’'-]+){0,2}) ?[—–-]{1,2}$")


def _placed(row: Row) -> Iterator[Fact]:
    """The place (and agency) of a dateline in a row that goes."""
    match = _STAMPED_PLACE.search(row.text) or _PLACE_ALONE.match(row.text) or dateline(row.text)
    groups = match.groupdict() if match else {}
    if match and match.re not in (_STAMPED_PLACE, _PLACE_ALONE) and not groups.get("agency"):
        return  # a paper's name in capitals
    for name, field in (("place", "place"), ("agency", "agency"), ("site", "agency")):
        if groups.get(name):
            yield Fact(field, groups[name].strip(" ,"), row.start, row.end, RULE, 0.9)


def _speaks_of_translation(sheet: Sheet, row: Row) -> bool:
    """Whether the article itself is about translating: then a line on it may be the article's."""
    return any(
        other.index != row.index and other.index not in sheet.gone and other.is_prose and re.search(r"\b(?:tradu[cit]|translat)", other.folded)
        for other in sheet.page.rows
    ) and row.index not in sheet.gone


def _signed(row: Row, family: str, where: str) -> Iterator[Fact]:
    """The byline that a row is. A row that stays, goes for a picture or stands below the text must say who wrote."""
    byline = read_byline(row.text)
    if byline is None:
        return
    if byline.place and family == "by":
        yield Fact("place", byline.place, row.start, row.end, RULE, 0.5)
    if not byline.labelled and (not family or family in _PICTURES or family == "dup" or where == "tail"):
        return
    if where == "tail" and not family:
        return
    for name in byline.names:
        yield Fact("author", name, row.start, row.end, RULE, 0.9 if byline.labelled else 0.8)
    if byline.place and where != "above" and family != "by":
        yield Fact("place", byline.place, row.start, row.end, RULE, 0.5)


def _row_of(fact: Fact, sheet: Sheet) -> Row | None:
    starts = [row.start for row in sheet.page.rows]
    position = bisect_right(starts, fact.start) - 1
    row = sheet.page.rows[position] if position >= 0 else None
    return row if row and fact.end > fact.start and fact.start <= row.end else None


_WHERE = {"head": 0, "above": 2, "tail": 3, "body": 4, "top": 5, "far": 6}


def _authors(facts: list[Fact], sheet: Sheet) -> list[Fact]:
    """The authors that the best line names: under the title before above it, labelled before names alone; in full if they are anywhere."""
    ranked: list[tuple[tuple[int, int, int], Fact]] = []
    others = _names(facts, sheet)
    dates = [row.index for row in sheet.page.rows if sheet.place(row) == "head" and row.digits and find_date(row.text, None)]
    for fact in facts:
        if not is_person(fact.value) and not any(is_short_for(fact.value, name) for name in others):
            continue
        row = _row_of(fact, sheet)
        if row is None:
            ranked.append(((99, 0, 0), fact))
            continue
        byline = read_byline(row.text)
        labelled = byline.labelled if byline else fact.rule.startswith("by.") and fact.rule != "by.name"
        if byline and fact.value.casefold() not in {name.casefold() for name in byline.names}:
            continue
        where = sheet.place(row)
        if where in ("above", "top") and not labelled and sheet.title >= 0:
            continue  # a paper, a section
        apart = 0 if labelled else _apart(row.index, dates)
        ranked.append(((2 * _WHERE[where] + (not labelled), apart, row.index), fact))
    if not ranked:
        return []
    ranked = _blocks(ranked)
    best = min(key for key, _ in ranked)
    if best[0] == 2 * _WHERE["far"] + 1 and sheet.title >= 0:
        return []  # a name alone, far from the article
    named = [fact for key, fact in ranked if key == best]
    full = [replace(fact, value=next((other for other in others if is_short_for(fact.value, other)), fact.value)) for fact in named]
    return list({fact.value.casefold(): fact for fact in sorted(full, key=lambda fact: not fact.value.isupper())}.values())


def _names(facts: list[Fact], sheet: Sheet) -> list[str]:
    """Every name that a line of the page is, or that a fact gives: one may be in full what another shortens."""
    bylines = (read_byline(row.text) for row in sheet.page.rows if row.index in sheet.gone)
    return [*(fact.value for fact in facts), *(name for byline in bylines if byline for name in byline.names)]


def _apart(index: int, dates: list[int]) -> int:
    """How far from a stamp a name stands: 0 on its line; names stand above it rather than below."""
    return min((i - index if index <= i else index - i + 1 for i in dates), default=0) if dates else 0


def _blocks(ranked: list[tuple[tuple[int, int, int], Fact]]) -> list[tuple[tuple[int, int, int], Fact]]:
    """Of names on lines one under the other, the first is the author's, the others tell the town or the paper."""
    by_line = {key[2]: key for key, _ in ranked}
    found = []
    for key, fact in ranked:
        under = by_line.get(key[2] + 1)
        if under and under[0] == key[0] and 0 < under[1] < key[1]:
            key = (key[0], under[1], key[2])
        found.append((key, fact))
    return found


def _best(facts: list[Fact], sheet: Sheet, rank: Callable[[Fact, Sheet], int]) -> list[Fact]:
    ranked = [(rank(fact, sheet), n, fact) for n, fact in enumerate(facts)]
    return [min(ranked, key=lambda one: one[:2])[2]] if ranked else []


def _date_rank(fact: Fact, sheet: Sheet) -> int:
    row = _row_of(fact, sheet)
    if row is None:
        return 8
    where = _WHERE[sheet.place(row)]
    update, year = UPDATE.search(row.folded), _YEAR.search(row.folded)
    only_update = update is not None and (year is None or update.start() < year.start())
    kind = 0 if is_publication(row.text) else 2 if only_update else 1
    return where + 2 * kind


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d|/\d\d\b")


def _source_rank(fact: Fact, sheet: Sheet) -> int:
    if fact.rule.startswith("dl."):
        return -1 if "/" not in fact.value else 1
    row = _row_of(fact, sheet)
    if fact.score < 0.6:
        return 9
    return (8 if row is None else _WHERE[sheet.place(row)]) + (1 if fact.rule == RULE else 0)


_LONE = "tag.terms"


def _tags(facts: list[Fact], sheet: Sheet) -> list[Fact]:
    """The keywords: those that a label or marks announce; of lines alone below the text, the run that the article speaks of."""
    rows = {row.index: row for row in sheet.page.rows}
    at = {id(fact): row.index for fact in facts if (row := _row_of(fact, sheet))}
    ruled = {index for fact in facts if fact.rule != RULE and (index := at.get(id(fact))) is not None}
    matter = _matter(sheet)
    runs: list[list[int]] = []
    for index in sorted({at[id(f)] for f in facts if f.rule == _LONE and id(f) in at}):
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    strange: set[int] = set()
    beside: list[int] = []
    for run in runs:
        terms = [f.value for f in facts if at.get(id(f)) in run and f.rule == _LONE and not is_tag_label(f.value)]
        label = any(i in rows and is_tag_label(rows[i].text) for i in (run[0] - 1, *run))
        spoken = sum(is_spoken_of(term, matter) for term in terms)
        if (4 if label else 3) * spoken < len(terms):
            strange.update(run)
        elif label:
            beside.append(run[-1] + 1)
    kept = [f for f in facts if not ((f.rule == _LONE and at.get(id(f)) in strange) or (f.rule == RULE and at.get(id(f)) in ruled))]
    for index in beside:
        row = rows.get(index)
        if row and index in sheet.gone and index not in ruled and sheet.family(row) not in _OTHERS and _is_term(row):
            kept.append(Fact("keywords", row.bare, row.start, row.end, RULE))
    return sorted(kept, key=lambda fact: fact.start)


def _matter(sheet: Sheet) -> frozenset[str]:
    """What the paragraphs speak of: stems, and whole words of three letters."""
    page = sheet.page
    return page.matter | {word for i in page.prose for word in page.rows[i].folded_words if len(word) == 3}


def _is_term(row: Row) -> bool:
    """A few words, a capital first, and no mark."""
    return len(row.text) <= 40 and len(row.words) <= 4 and row.bare[:1].isupper() and not (row.ends or row.digits or is_tag_label(row.text) or read_byline(row.text))
