"""What a page as a whole tells of itself, and which of several tellings to believe.

Rules lift what their own lines carry; here every line that goes, and every line between title and text, is read for a byline,
a stamp, a source, tags and notices, whatever took it. Where a line stands decides: under the title an author is the
article's, below the comments anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from cleaners.edits import Draft, Fact
from cleaners.furniture_datelines import dateline
from cleaners.furniture_names import is_name
from cleaners.metadata import authors, is_person, spelled_place
from cleaners.metadata_bylines import is_short_for, read_byline
from cleaners.metadata_dates import UPDATE, date_spans, find_date, is_publication
from cleaners.metadata_lists import tags_on
from cleaners.metadata_notices import agency_of, is_translation_notice, is_wall
from cleaners.metadata_sheet import OTHERS, RULE, Sheet, row_of
from cleaners.metadata_sheet import sheet_of as sheet_of
from cleaners.metadata_tags import is_spoken_of
from cleaners.zones import Row

_PICTURES = frozenset(("cap", "credit", "photo"))
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
        told = _first_comment(sheet)
        dates = [f for f in facts if f.field == "date" and ((row := row_of(f, sheet)) is None or row.index <= told)]
        kept += _best(dates, sheet, _date_rank)
    for field in ("place", "agency"):
        if field not in known:
            kept += _best([f for f in facts if f.field == field], sheet, _source_rank)
    if "keywords" not in known:
        kept += tags_on([f for f in facts if f.field == "keywords"], sheet, {f.value for f in kept if f.field == "author"})
    kept = [replace(f, value=spelled_place(_town_behind_code(f, sheet))) if f.field == "place" else f for f in kept]
    return list({(fact.field, fact.value): fact for fact in reversed(kept)}.values())[::-1]


_CODED = re.compile(r"[(\[][A-Za-z]{2,10}[)\]] ?[–—-] ?(?P<place>[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,2})(?:, ?\d{1,2} \w{3,10}\.?)? ?[–—-] ")
"""« (AGM) - ROMA, 27 NOV - »: the agency stands before the place."""


def _town_behind_code(fact: Fact, sheet: Sheet) -> str:
    """The place of a dateline that an agency's code in brackets opens: what stands behind it."""
    row = row_of(fact, sheet)
    coded = _CODED.match(row.text) if row else None
    return coded["place"] if row and coded and fact.value in row.text[: coded.start("place")] else fact.value


_LIVE_TITLE = re.compile(r"\b(?:direct|live|en vivo|diretta|ao vivo|minuto a minuto|minute by minute|recap)\b")
_LIVE_NOTICE = re.compile(r"\b(?:ce|le|notre|cette|this|our|the|dans) (?:\w+ )?(?:direct|live|session|suivi|fil|live ?blog|blog)\b")
_TIME_ALONE = re.compile(r"[0-2]?\d ?(?:h|:|\.) ?[0-5]\d\.?(?: ?(?:am|pm|gmt))?")
_READ_ALOUD = re.compile(r"\b(?:lu|lue|voix|vocale?|voice|audio|ecoute\w*|listen|read aloud|synthese)\b")
_NO_HOUSE = re.compile(r"(?i)^(?:une?|des|nos|notre|correspond|par|by|envoy)\b.*|^correspond.*|.*\b(?:19|20)\d\d\b.*|fr|en")
_NO_PLACE = re.compile(r"(?i)^(?:par|by|por|de|photo|file|published|régions?|words)\b.*|.*\b(?:ats|afp|reuters)\b.*")


def _holds(fact: Fact, sheet: Sheet) -> bool:
    """Whether what a line seems to tell is told: a button « Direct » makes no live page, a voice that reads no translation."""
    row = row_of(fact, sheet)
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
    for row in sheet.page.rows:
        family, where = sheet.family(row), sheet.place(row)
        if len(row.text) > 420:
            continue
        if family in OTHERS:
            continue
        if where in ("head", "above", "tail"):
            yield from _signed(row, sheet)
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
    if row.is_sentence or len(row.text) > 90:
        return False
    dated = sum(end - start for start, end in date_spans(row.text))
    return is_publication(row.text) or (dated > 0 and 2 * dated >= len(row.text))


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


def _signed(row: Row, sheet: Sheet) -> Iterator[Fact]:
    """The byline that a row is. A row that stays, goes for a picture or stands below the text must say who wrote, unless a stamp
    stands under it, or a surname in capitals tells a signature."""
    byline = read_byline(row.text)
    if byline is None:
        return
    family, where = sheet.family(row), sheet.place(row)
    if byline.place and family == "by":
        yield Fact("place", byline.place, row.start, row.end, RULE, 0.5)
    doubtful = not family or family in _PICTURES or family == "dup" or where == "tail"
    if doubtful and (not byline.labelled or (where == "tail" and not family)) and not _is_signature(row, sheet):
        return
    for name in byline.names:
        yield Fact("author", name, row.start, row.end, RULE, 0.9 if byline.labelled else 0.8)
    if byline.place and where != "above" and family != "by":
        yield Fact("place", byline.place, row.start, row.end, RULE, 0.5)
    town = _TOWN_LAST.search(row.text) if byline.labelled and not byline.place else None
    if town and where == "head" and town["town"] not in byline.names and is_spoken_of(town["town"], sheet.page.matter):
        yield Fact("place", town["town"], row.start, row.end, RULE, 0.5)


_TOWN_LAST = re.compile(r"(?:, | [—–] )(?P<town>[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+){0,2})$")
"""“By Tess Askew, Brest”: a town when the article speaks of it."""


_SURNAME = re.compile(r"(?:[A-ZÀ-Ý][\w’'.-]* ){1,3}(?:[A-ZÀ-Ý]{2,}[A-ZÀ-Ý’' -]*)\.?")


def _is_signature(row: Row, sheet: Sheet) -> bool:
    """Whether a name alone on its line signs: right above a stamp or an agency under the title, or, with its surname in capitals,
    right below the text."""
    if not is_name(row.bare):
        return False
    rows = sheet.page.rows
    under = next((other for other in rows if other.index == row.index + 1), None)
    if sheet.place(row) == "head" and row.index > sheet.title >= 0 and under and under.index in sheet.gone:
        return bool(find_date(under.text, sheet.page.language)) or sheet.family(under) in ("date", "src")
    return sheet.last < row.index <= sheet.last + 2 and not row.bare.isupper() and bool(_SURNAME.fullmatch(row.bare))


_WHERE = {"head": 0, "above": 2, "tail": 3, "body": 4, "top": 5, "far": 6}


def _authors(facts: list[Fact], sheet: Sheet) -> list[Fact]:
    """The authors that the best line names: under the title before above it, labelled before names alone; in full if they are anywhere."""
    ranked: list[tuple[tuple[int, int, int], Fact]] = []
    others = _names(facts, sheet)
    dates = [row.index for row in sheet.page.rows if sheet.place(row) == "head" and row.digits and find_date(row.text, None)]
    told = _first_comment(sheet)
    for fact in facts:
        if not is_person(fact.value) and not any(is_short_for(fact.value, name) for name in others):
            continue
        row = row_of(fact, sheet)
        if row is None:
            ranked.append(((99, 0, 0), fact))
            continue
        byline = read_byline(row.text)
        labelled = byline.labelled if byline else fact.rule.startswith("by.") and fact.rule != "by.name"
        if byline and fact.value.casefold() not in {name.casefold() for name in byline.names}:
            continue
        if row.index > told:
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


def _first_comment(sheet: Sheet) -> int:
    """Index of the line below the text where readers begin to speak; beyond the page when none does."""
    below = (r.index for r in sheet.page.rows if r.index > sheet.last and sheet.family(r) == "com" and sheet.gone[r.index].rule != "com.form")
    return next(below, len(sheet.page.rows))


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
    row = row_of(fact, sheet)
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
    row = row_of(fact, sheet)
    if fact.score < 0.6:
        return 9
    return (8 if row is None else _WHERE[sheet.place(row)]) + (1 if fact.rule == RULE else 0)
