"""Dates of publication in the forms that pages use, read into ISO 8601.

The first published date counts, not the update. What needs the day of the visit ("il y a 3 mois", "yesterday") stays
unknown: null is better than a guess.

>>> find_date("Mis à jour le 4 juin 2024, publié le 3 juin 2024 à 09:12", "fr")
'2024-06-03'
>>> find_date("03/02/2021", "fr"), find_date("October 22, 2024", "en"), find_date("il y a 3 mois", "fr")
('2021-02-03', '2024-10-22', None)
"""

from __future__ import annotations

import datetime
import re

from cleaners.folding import fold

_MONTHS = {
    1: "janvier janv jan january enero ene gennaio gen janeiro januari januar",
    2: "fevrier fevr fev feb february febrero febbraio fevereiro februari februar",
    3: "mars mar march marzo marco maret maart marz",
    4: "avril avr apr april abril abr aprile",
    5: "mai may mayo maggio mag maio mei",
    6: "juin june jun junio giugno giu junho juni",
    7: "juillet juil july jul julio luglio lug julho juli",
    8: "aout aug august agosto ago agustus agu",
    9: "septembre sept sep september septiembre setiembre settembre set setembro",
    10: "octobre oct october octubre ottobre ott outubro out oktober okt",
    11: "novembre nov november noviembre novembro",
    12: "decembre dec december diciembre dic dicembre dezembro dez desember des dezember",
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"(?<!\d)([0-3]?\d)(?:er|st|nd|rd|th|o|º|°|\.)?(?: (?:de |di |of )?|[-/.])({_NAMES})\b\.?,?(?: (?:de |del )?|[-/.])((?:19|20)\d\d)(?!\d(?!\d?:\d\d))"
)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.? ([0-3]?\d)(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\d(?!\d?:\d\d))")
_RANGE = re.compile(rf"(?<!\d)([0-3]?\d)(?:er)? (?:au|to|al|a|ao|[-–]) [0-3]?\d(?:er)? (?:de )?({_NAMES})\b\.? (?:de )?((?:19|20)\d\d)\b")
"""The days of a weekly paper: it came out on the first."""
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]([01]?\d)[-/.]([0-3]?\d)(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d)\.? ({_NAMES})\.? ([0-3]?\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)([0-3]?\d)(?: ?[/.-] ?|·)([0-3]?\d)(?: ?[/.-] ?|·)((?:19|20)\d\d|\d\d)(?!\d)")
UPDATE = re.compile(
    r"mise? (?:a|au) jour|maj\b|updated?|modifi|actualis|actualiza|aggiornat|atualizad|diperbarui|edited|amended|last|recast|revise|reecrit|"
    r"relecture|\bclos\b|termine|\bfini"
)
_PUBLISHED = re.compile(
    r"publi|poste|recu\b|put online|mis sur le net|mis en ligne|mise en ligne|mis en page|cree|creation|created|paru|diffuse|pubblicat|first|originally|diterbitkan|redige|"
    r"(?<!re)ecrit|affiche|commence|uploaded|soumis|as of|\bstato\b|\bstand\b"
)


def find_date(text: str, language: str | None) -> str | None:
    """The date of publication that `text` (a line, usually) gives, as YYYY-MM-DD; None when it gives none for sure.

    Among several, one that follows a word for publishing wins over the first, and the first over one that follows a word for
    updating. In English text 3/4/2021 is ambiguous and gives None; elsewhere, and between points, the day comes first.
    """
    folded = _WRITTEN.sub(_in_digits, fold(_GLUED.sub(" ", text)))
    found = sorted(_dates(folded, language))
    if not found:
        return None
    ranked: list[tuple[int, int, str]] = []
    end = 0
    for start, stop, iso in found:
        before = folded[end:start]
        updates = [m.start() for m in UPDATE.finditer(before)]
        publishes = [m.start() for m in _PUBLISHED.finditer(before)]
        rank = 1
        if publishes and (not updates or publishes[-1] > updates[-1]):
            rank = 0
        elif updates:
            rank = 2
        ranked.append((rank, start, iso))
        end = stop
    return min(ranked)[2]


_DAY_WORDS = {
    "fr": "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un "
    "vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth "
    "twenty-ninth thirtieth thirty-first",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte "
    "veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta treinta-y-uno",
    "it": "primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti "
    "ventuno ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentuno",
    "pt": "um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezasseis dezassete dezoito dezanove vinte",
}
_DAY_OF = {word: number for words in _DAY_WORDS.values() for number, word in enumerate(words.split(), 1)}
_WRITTEN = re.compile(rf"\b({'|'.join(sorted(_DAY_OF, key=len, reverse=True))})(?= (?:de |di |of )?(?:{_NAMES})\b)")
"""A day in words before its month: « quatorze janvier 2025 »."""


def _in_digits(day: re.Match[str]) -> str:
    return str(_DAY_OF[day[1]])


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where full dates, with a day and a year, stand in a text; in order, none within another."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in sorted(_dates(fold(text), None)):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z]{2,8}\.? \d)")
"""Where a date is glued to a role: « Staff WriterFeb 22, 2024 »."""


def is_publication(text: str) -> bool:
    """Whether a stamp tells when the page came out."""
    return bool(_PUBLISHED.search(fold(text)))


def is_update(text: str) -> bool:
    """Whether a stamp tells of an update only."""
    folded = fold(text)
    return bool(UPDATE.search(folded)) and not _PUBLISHED.search(folded)


def _dates(folded: str, language: str | None) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()

    def add(match: re.Match[str], year: str, month: int, day: str) -> None:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        try:
            iso = datetime.date(full, month, int(day)).isoformat()
        except ValueError:
            return
        found.add((match.start(), match.end(), iso))

    for m in _RANGE.finditer(folded):
        add(m, m[3], _MONTH[m[2]], m[1])
    for m in _DAY_FIRST.finditer(folded):
        add(m, m[3], _MONTH[m[2]], m[1])
    for m in _MONTH_FIRST.finditer(folded):
        add(m, m[3], _MONTH[m[1]], m[2])
    for m in _YEAR_FIRST.finditer(folded):
        add(m, m[1], _MONTH[m[2]], m[3])
    for m in _ISO.finditer(folded):
        add(m, m[1], int(m[2]), m[3])
    for m in _NUMERIC.finditer(folded):
        first, second = int(m[1]), int(m[2])
        dotted = "." in m[0]
        if language == "en" and not dotted and first <= 12 and second <= 12 and first != second:
            continue
        if first > 12 >= second or language != "en" or dotted:
            add(m, m[3], second, m[1])
        else:
            add(m, m[3], first, m[2])
    return found
