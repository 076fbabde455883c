"""Stamps that no label gives away: a full date in the head of a page, with a name, an edition or an hour beside it.

« Roosevelt Jean-Baptiste   20 mai 2024 », « Mise en ligne au matin du 12 septembre 2023 », « juin 14, 2017 Wisly Desravines »,
« Mercredi vingt-trois janvier deux mille dix-neuf ». A title that names a day, « Grève du 12 mars 2024 : les trains », stays.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from cleaners.edits import Fact
from cleaners.folding import fold
from cleaners.furniture_names import signature
from cleaners.furniture_titles import title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.metadata_dates import date_spans, find_date, is_update
from cleaners.zones import Page, Row

STAMP = removal("date.beside-title", "a date in the head of the page, with nothing but a stamp's words or a name beside it")
RULES = (STAMP,)

LONGEST = 140
MOST_BEFORE = 6
"""Words that may stand before the date under a title."""

_TIME = frozenset(
    "a at alle le la du de des the of on el il em as ao às um uhr h hs hrs min mn am pm ist gmt utc est edt et pst pdt cet cest bst wat sast pht "
    "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves "
    "viernes sabado domingo lunedi martedi mercoledi giovedi venerdi sabato domenica feira edition edizione edicion edicao numero n no issue vol "
    "matin soir midi morning evening update updated maj actualise modifie modified ultimo ultima aggiornamento actualizacion atualizacao ore heures "
    "heure hours par by por di da mis mise ligne jour publie published".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = re.compile(r"^[\s|•·/–—,;:.()\[\]-]+|[\s|•·/–—,;:.()\[\]⏱-]+$|\d{1,2}\s?[:h.]\s?\d{0,2}")
_SPELLED = re.compile(
    r"(?:le |el |il )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|"
    r"mercoledi|giovedi|venerdi|sabato|domenica),? (?:[a-z]+[- ]){1,4}(?:de )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|"
    r"giugno|luglio|settembre|ottobre|dicembre)(?: (?:de |del )?(?:(?:19|20)\d\d|deux mille(?:[ -][a-z]+){0,3}|dos mil(?: [a-z]+){0,3}|duemila[a-z]*))(?:[ ,·|-].{0,40})?"
)
"""A day in words, « mercredi vingt-trois janvier deux mille dix-neuf »."""


def stamps(page: Page, taken: Container[int]) -> Verdicts:
    """The lines between title and text, or right over the title, that are such stamps. taken: indexes of rows that went."""
    title = title_position(page, {})
    found: Verdicts = {}
    if title is None or not page.has_prose:
        return found
    for i in range(page.first_prose):
        row = page.rows[i]
        if i == title or row.index in taken or len(row.text) > LONGEST or row.is_sentence or row.quoted:
            continue
        people = _people(row, under=i > title)
        if people is not None:
            found[i] = Verdict(STAMP.id, STAMP.why, tuple(_facts(page, row, people)))
    return found


def _facts(page: Page, row: Row, people: tuple[str, ...]) -> Iterator[Fact]:
    date = find_date(row.text, page.language)
    if date and not is_update(row.text):
        yield Fact("date", date, row.start, row.end, STAMP.id)
    for name in people:
        yield Fact("author", name, row.start, row.end, STAMP.id)


def _people(row: Row, *, under: bool) -> tuple[str, ...] | None:
    """The persons that a stamp names; None if the row is no stamp. under: whether it stands under the title."""
    if _SPELLED.fullmatch(row.core):
        return ()
    spans = date_spans(row.text)
    if not spans:
        return None
    before, after = _bare(row.text[: spans[0][0]]), _bare(row.text[spans[-1][1] :])
    people = tuple(name for part in (before, after) for piece in re.split(r"\s{2,}|\s[|•·–—-]\s", part) for name in signature(piece.strip()))
    if after and _strange(after) and not signature(after) and not people:
        return None
    strange = len(_strange(before))
    if strange == 0 or (under and (people or strange <= MOST_BEFORE)):
        return people
    return None


def _bare(text: str) -> str:
    return _EDGES.sub("", _EDGES.sub("", text)).strip()


def _strange(text: str) -> list[str]:
    """The words that no stamp has of itself."""
    return [word for word in _WORD.findall(fold(text)) if word not in _TIME]
