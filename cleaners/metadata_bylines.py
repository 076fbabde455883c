"""Bylines: the persons that a short line of a page signs with, in the many shapes that pages give them.

A byline is told from a sentence by what stands around the name: a word for writing before it, a stamp, a role, a place, a
house or nothing after it. A line with anything else is none.

>>> read_byline("Texte : Zélie Morvan")
Byline(names=('Zélie Morvan',), labelled=True, place=None)
>>> read_byline("Zélie Morvan et Paul Sorel Publié le 3 mai 2024 à 06h33")
Byline(names=('Zélie Morvan', 'Paul Sorel'), labelled=False, place=None)
>>> read_byline("Par Zélie Morvan, envoyée spéciale à Brest").place
'Brest'
>>> read_byline("Par Zélie Morvan et son frère, la ferme a tenu.") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cleaners.folding import fold
from cleaners.furniture_names import is_name
from cleaners.metadata import authors
from cleaners.metadata_dates import date_spans
from cleaners.resources import lexicon

LONGEST = 170
"""Code points that a byline may have, stamps and counters beside it included."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs; labelled: a word for writing says so; place: where they wrote from, when the byline tells."""

    names: tuple[str, ...]
    labelled: bool
    place: str | None = None


_U = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĽŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚ"
_WORD = rf"[{_U}][\w’'.-]*"
_NAME = rf"{_WORD}(?: (?:(?:de|du|des|da|dos|do|di|del|della|van|von|der|den|el|al|ben|bin|ibn|le|la|y) |[dD]['’]){{0,2}}{_WORD}){{1,4}}"
_AND = r"(?: ?[,;&] ?| / | (?:et|and|y|e|und|avec|with) )"
_NAMES = re.compile(rf"{_NAME}(?:{_AND}{_NAME}){{0,4}}")
_CAPITALS = re.compile(rf"[{_U}][{_U}’'.-]+(?: [{_U}][{_U}’'.-]*){{1,3}}(?= [{_U}][a-zà-ÿ])")
"""A name in capitals before words that are not: « TESS MORVAN Harbour staff »."""

_WROTE = (
    r"[ée]crite?s?|r[ée]dig[ée]e?s?|publi[ée]e?s?|post[ée]e?s?|soumise?s?|propos[ée]e?s?|r[ée]alis[ée]e?s?|recueillis?|sign[ée]e?s?|"
    r"mise?s? en ligne|written|posted|reported|published|submitted|compiled|redactad[oa]|escrit[oa]|publicad[oa]|scritt[oa]|pubblicat[oa]|"
    r"texto|testo|texte|text|article|r[ée]cit|enqu[êe]te|entretien|interview|words|story|report|contributor|rep|r[ée]d|plume"
)
"""Words for writing: they need a colon or a preposition before the name."""
_WRITER = (
    r"auteure?s?|autrice|authors?|autor[ae]?s?|autore|journaliste|r[ée]dact(?:eur|rice)|redactora?|redattore|redattrice|jornalista|"
    r"periodista|giornalista|reporter|writers?|correspondante?|correspondent|corresponsal|envoy[ée]e? sp[ée]ciale?|penulis|reportage|"
    r"reportaje|reportagem"
)
_OF = (
    r"(?: (?:du|de la|de l['’]|of the|del|the|le|la|our|notre|personnel|staff|mat[ée]riel|article|texte|pour|photos?|et|and))"
)
_PIECE = (
    r"chronique|billet|tribune|papier|r[ée]cit|portrait|reportage|enqu[êe]te|dossier|analyse|critique|[ée]dito(?:rial)?|carnet|lettre|notes?|column|"
    r"diary|review|analysis|essay|feature|dispatch|cr[óo]nica|columna|rubrica|sujet(?: radio)?|propos(?: et images)?|voix|testo e voce"
)
"""What a person signs: it needs a colon or a preposition before the name, and nothing behind it."""
_STAFF = (
    r"coll?aborat\w+|correspond\w+|corrispondent\w+|envoy[ée]\w*|reporters?|chroniqueu\w+|stagiaire|journalist\w*|enviad\w+|inviat\w+|corresponsal\w*|"
    r"columnists?|critics?|critique"
)
_TOWN = rf"{_WORD}(?:[ -](?:(?:de|du|la|le|les|sur|en|of|the|di|do|da)[ -])*{_WORD}){{0,2}}"
_LABEL = re.compile(
    rf"(?:(?i:par|by|por|di|von|vum|gant|door|oleh|ekri pa) ?:? ?|(?i:de|from|(?:dc:)?creator|escriben?|[ée]crivaine?|authored by) ?: ?|"
    rf"(?:De|Vum) (?={_NAME}(?:{_AND}{_NAME})*$)|"
    rf"(?:(?i:(?:{_WROTE}) )?(?i:par|by|de|from|por|di|da) )?(?:(?i:notre|nos|our|nuestr[oa]s?|nostr[oa]|regional|local|political) )(?i:{_STAFF})(?: [a-zà-ÿ’'-]+){{0,3}}?(?: (?:à|au|aux|en|in|at|a|em|dans) (?P<town>{_TOWN}))? ?[,:]? ?|"
    rf"(?i:(?:(?:un|une|la|le|notre|ma|a|the|our) )?(?:{_PIECE}) (?:de|by|from|di|von|por|par)) (?={_NAME}(?:{_AND}{_NAME})*$)|"
    rf"(?i:(?:{_PIECE}) ?:) ?|"
    rf"(?i:(?:(?:a|an|un|une|la|le|l['’]|el|il|o|cet|this|propos) ?)?(?:{_WROTE}){_OF}{{0,3}}(?: (?:par|by|por|da|de|di|from){_OF}{{0,2}}| ?:)) ?:? ?|"
    rf"(?i:(?:(?:un|une|la|le|l['’]|el|il|o|notre|our) ?)?(?:{_WRITER}){_OF}{{0,3}}(?: (?:par|by|por|da|de|di|from|du))?) ?:? ?|"
    rf"(?i:de|from) (?i:notre|nos|our|nuestr[oa]|nostr[oa]) [a-zà-ÿ’' ]{{3,40}}?[,:]? |"
    rf"(?:De|Da|Di|Von) (?={_NAME}, (?i:{_WRITER}|envoy|enviad|inviat))"
    rf")(?={_WORD} )"
)
_REPORTS = re.compile(rf"(?P<names>{_NAME}(?:{_AND}{_NAME})?) (?:reports?|reporting|rapporte|rapportent|informa|riferisce)(?: (?:from|in|at|depuis|de|desde|da) (?P<town>{_TOWN}))?\.?$")
"""“Tess Askew reports”, “Tess Askew reporting from Brest”."""
_HOUSE = re.compile(rf"(?:[{_U}]{{2,6}}|[\w-]+\.(?:com|fr|net|org|info)) ?[/|] ?|[^|/•·]{{2,40}} [|/•·] (?=(?:Par|By|PAR|BY|Por|Di) )")
"""« JO / Par Rita … », « PTI | Shashikala … »."""
_STAMP = re.compile(
    r"\s*[,;|•·(–—-]*\s*(?:\b(?:publi[ée]e?s?|published|posted|(?:last |first )?(?:updated|posted|published|uploaded)|mise?s? [àa] jour|modifi[ée]e?|publicado|pubblicato|atualizado|actualizado|il y a|hace|depuis|le|el|on|temps de lecture|lecture)\s*:?\s*)*"
    r"(?:\b\d{1,2}(?:er)? ?(?:[/.:h-] ?\d{1,2}\b| [a-zà-ÿéû]{3,10}\.? ?,? ?(?:\d{4}|\d{1,2}:\d\d)?)|\b(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b|\b\d+ (?:[a-z]+ )?ago\b|\bil y a \d|\b(?:publi[ée]|published|posted|last updated|updated|mis [àa] jour)\b).*$",
    re.IGNORECASE,
)
_STAMP_BEFORE = re.compile(r"^.{4,80}?(?:\d ?(?:[ap]m|[AP]M|h ?\d\d|:\d\d)|(?:19|20)\d\d)(?: ?(?:IST|GMT|UTC|ET))?\s*[|•·,–—-]?\s*(?=[A-ZÀ-Ý][a-zà-ÿ])")
_AFTER_STAMP = re.compile(
    r"(?:[T\s,;|/•·*–—-]|(?:à|at|às|alle|a las)\s*(?=\d)|\d{1,2}\s*(?:h|:|\.|min)\s*(?:\d\d)?(?:min)?|[AaPp]\.?[Mm]\b\.?|\(?[A-Z]{2,5}\)?(?=$|[\s,|/]))*"
)
_COUNTED = re.compile(r"\s*(?://|[|·•–—-])\s*(?:no|\d+|aucun|leave a|sin|nessun) (?:comm?ent\w*|r[ée]ponses?|repl\w+).*$|\s+(?:leave a comment|no comments)$", re.IGNORECASE)
"""“// No Comments” behind a byline."""
_PLACED = re.compile(
    rf"^(?:,? ?\(?(?:envoy[ée]e?s? sp[ée]cia(?:le?|ux)|correspondante?|special correspondent|correspondent|enviad[oa] especial|corresponsal|inviat[oa]|reporting|journaliste)? ?(?:à|au|en|in|depuis|from|em|da|desde) )(?P<place>{_WORD}(?:[ -](?:(?:de|du|la|le|les|sur|en|of|the|di|do|da)[ -])*{_WORD}){{0,2}})\)?(?=$|[,. |•·)])"
)
_AFTER = re.compile(
    r"^\.?(?:$|\s*[,;|•·/()@:–—-]|\s+(?i:et|and|avec|with|pour|for|à|au|in|at|en|depuis|from|via|chez|de|du|special|sp[ée]cial|senior|chief|staff|deputy|political|business|local|live|sports?|health|education|"
    r"reporter|editor|writer|correspondente?|corresponsal|correspondante?|journaliste|journalist|contributor|r[ée]dact\w*|stagiaire|photograph\w*|il y a|\d))"
)
_ROLE_TAIL = re.compile(
    r"(?:\s+(?:Live|Local|Senior|Chief|Staff|News|Sports?|Political|Business|Health|Education|Crime|Special|Deputy|Democracy|Digital|Features?|Community|Data|"
    r"Reporter|Editor|Writer|Correspondent|Journalist|Columnist))+$"
)
_SMALL = re.compile(r"\b[a-zà-ÿ]{2,}\b")
_SENTENCE = re.compile(r"[a-zà-ÿ]{3,}(?: [a-zà-ÿ’']{1,}){4,}[.!?]$")


@lru_cache(maxsize=2048)
def read_byline(text: str) -> Byline | None:
    """The byline that a whole line is, None for any other line."""
    line = re.sub(r"[*_`]+|\s*[(\[]?\S+@\S+", "", text).strip(" \u00a0,;•·|–—->#")
    if not 5 <= len(line) <= LONGEST or _SENTENCE.search(line):
        return None
    line = _COUNTED.sub("", re.sub(r"^(By|Par)(?=[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý])", r"\1 ", line))
    line = re.sub(r"(?<=[a-zà-ÿ])(?=(?:Chief|Senior|Trainee|Staff|Local|Reporter|Editor|Journaliste)\b)", " ", line)
    line = re.sub(r"(?<=[AP]M)(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=[a-zà-ÿ])(?=(?:Publi|Updated|Posted|Mis à jour|[A-Z][a-z]{2,8}\.? \d))", " ", line)
    found = _signed(line)
    if found is None and (before := _STAMP_BEFORE.match(line)):
        found = _signed(line[before.end() :])
    return found or _behind_date(line)


def _behind_date(line: str) -> Byline | None:
    """The byline behind the date of a stamp: « Posté le 08-06-2023 à 16:41 par : Zélie Morvan »."""
    spans = date_spans(line)
    if not spans or spans[0][0] > 25:
        return None
    after = _AFTER_STAMP.match(line, spans[-1][1])
    found = _signed(line[after.end() :]) if after else None
    return found if found and (found.labelled or "-" not in fold(line[spans[-1][1] : after.end() if after else 0])) else None


def _signed(line: str) -> Byline | None:
    """The byline that begins `line`, after the house's initials perhaps."""
    house = _HOUSE.match(line)
    if house:
        line = line[house.end() :]
    reports = _REPORTS.match(line)
    if reports and (names := tuple(name for name in authors(reports["names"]) if _is_whole_name(name))):
        return Byline(names, True, reports["town"])
    label = _LABEL.match(line)
    rest = _STAMP.sub("", line[label.end() if label else 0 :]).strip()
    shouted = _CAPITALS.match(rest) if label else None
    named = shouted or _NAMES.match(rest)
    if named is None:
        return None
    after = rest[named.end() :]
    if not shouted and not _AFTER.match(after):
        return None
    if after[-1:] in (".", "!", "?") and len(_SMALL.findall(after)) >= 4:
        return None  # a sentence
    first, *others = re.split(r"\s*,\s*", named[0])
    first = re.sub(r"(^\S+ \S+(?: \S+)?) (?:Chief|Senior|Trainee|Staff|Local|Deputy)(?: .*)?$", r"\1", first)
    others = [part for part in others if not _ROLE_WORD.search(part)] if not others or not _ROLE_WORD.match(after.strip()) else others[:-1]
    signed = _without_sections(_ROLE_TAIL.sub("", first)) if not label else _ROLE_TAIL.sub("", first)
    parts = [", ".join([signed, *others])] if label else [signed, *others]
    parts = [part for part in parts if _ROLE_TAIL.sub("", f" {part}")]
    persons = tuple(dict.fromkeys(name for part in parts for name in authors(part) if _is_whole_name(name)))
    if not persons:
        return None
    placed = _PLACED.match(after)
    town = placed["place"] if placed else label["town"] if label else None
    return Byline(persons, bool(label) or (bool(house) and not after), town)


_ROLE_WORD = re.compile(
    r"\b(?:Reporter|Editor|Writer|Correspondent|Journalist|Columnist|Desk|Initiative|Bureau|Staff|Publisher|Officer|Senior|Chief|Critic|Producer|"
    r"Journaliste|Correspondante?|Redactora?|Jornalista|Giornalista)\b"
)


@cache
def _sections() -> frozenset[str]:
    return frozenset(fold(str(name)) for names in lexicon("sections").values() for name in names)


def _without_sections(name: str) -> str:
    """A name without the section behind it: « Zélie Morvan Culture »."""
    words = name.split()
    while len(words) > 2 and fold(words[-1]) in _sections():
        words.pop()
    return " ".join(words)


def _is_whole_name(name: str) -> bool:
    """Whether it is a name with more than initials: « D. C. » and « Zélie P. » hide who they are."""
    whole = [word for word in name.split() if len(word.strip(".")) > 1]
    return is_name(name) and bool(whole) and len(name.split()[-1].strip(".")) > 1


def is_short_for(short: str, full: str) -> bool:
    """Whether a name with initials may stand for a full one.

    >>> is_short_for("Z. Morvan", "Zélie Morvan"), is_short_for("D. C", "Denis Cathalau"), is_short_for("Z. Morvan", "Paul Sorel")
    (True, True, False)
    """
    ours, theirs = ([w.strip(".") for w in re.split(r"[ .-]+", name.casefold()) if w.strip(".")] for name in (short, full))
    if len(ours) != len(theirs) or ours == theirs or not any(len(w) == 1 for w in ours):
        return False
    return all(a == b or (len(a) == 1 and b.startswith(a)) or _abbreviates(a, b) for a, b in zip(ours, theirs, strict=True))


def _abbreviates(short: str, word: str) -> bool:
    """Whether two to four letters are some of the word's, in their order, from its first on."""
    letters = iter(word)
    return 2 <= len(short) <= 4 < len(word) and short[0] == word[0] and all(letter in letters for letter in short)
