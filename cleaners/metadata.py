"""Metadata lifted from what is removed and from what came beside the page: title, date, byline, agency, place, keywords.

Nothing is invented: a relative date, a title that only hashtags tell, a newsroom's name as an author stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Fact
from cleaners.furniture_names import is_name
from cleaners.metadata_dates import find_date, is_update
from cleaners.metadata_tags import is_tag_label, keywords
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

_AND = re.compile(r"\s*(?:,|;|\bet\b|\band\b|&|/|\||·|\by\b|\be\b|\bavec\b|\bwith\b)\s+")
_ROLE = re.compile(
    r"(?i)^(?:journaliste|correspondante?|envoyée? spéciale?|reporter|editor|rédaction|staff|agences?|photo\w*|stagiaire|à .*|local democracy.*)$"
)
_TITLE = re.compile(
    r"\s+(?:(?:Chief|Senior|Staff|Local|Political|Economics|Business|Health|Sports?|Crime|Deputy|Special|Associate|Education) )*"
    r"(?:Reporter|Editor|Writer|Correspondent|Journalist|Columnist|Journaliste|Correspondante?)\b.*$"
)
_OUTLET = re.compile(
    r"(?i)^(?:radio|rtl|rtbf|rts|rfi|bfm\w*|france ?\d+|le (?:courrier|journal|monde|figaro|parisien|progrès)|la (?:dépêche|gazette|voix)|l['’](?:équipe|écho|est|union|express)|the )"
    r"|\.(?:com|fr|net|info|org|ch|be)\b"
)
_AGENCY = re.compile(r"\s+(?:The )?(?:Associated Press|Agence France-Presse|La Presse Canadienne|Reuters|AFP)$")


def facts_of(hit: Hit, row: Row, language: str | None) -> tuple[Fact, ...]:
    """The facts that a rule's hit on a row carries; a date stamp's date whichever rule took it."""
    rule = hit.rule
    facts: list[Fact] = []
    for group in hit.groups:
        value = row.text[group.start : group.end].strip()
        if group.name == "author" and row.text[group.end : group.end + 1].isalpha():
            continue  # a name that a pattern cut
        place = (row.start + group.start, row.start + group.end)
        for one in _values(group.name, value, language):
            facts.append(Fact(group.name, one, *place, rule.id))
    if rule.action == "lift" and rule.field and not any(f.field == rule.field for f in facts):
        facts.append(Fact(rule.field, "true", row.start, row.end, rule.id))
    if rule.family in ("date", "by", "cnt", "nav") and not any(f.field == "date" for f in facts):
        date = find_date(row.text, language)
        if date:
            facts.append(Fact("date", date, row.start, row.end, rule.id, 0.5 if is_update(row.text) else 1.0))
    if rule.family in ("date", "src", "by", "dl"):
        facts += _byline_inside(row, facts, rule.id)
    return tuple(facts)


def _values(field: str, value: str, language: str | None) -> Iterator[str]:
    if field == "author":
        yield from authors(value)
    elif field == "keywords":
        yield from keywords(value)
    elif field == "date":
        date = find_date(value, language)
        if date:
            yield date
    elif field == "agency":
        bare = re.sub(r"^[Ll]['’](?=[A-Z])", "", value.strip(" ,;:-–—()"))
        yield re.sub(r"\s+(?:le |on )?\d{1,2}(?:[/.:h]| \w+ \d{4}).*$", "", bare).strip(" ,;:-–—()")
    elif field == "views":
        yield re.sub(r"\D", "", value)
    elif value.strip(" .,;:-–—()"):
        yield value.strip(" ,;:-–—()") if field != "initials" else value


def authors(byline: str) -> Iterator[str]:
    """The persons that a byline names, each as it is spelled.

    >>> list(authors("Colette Marin et Paul Vasseur"))
    ['Colette Marin', 'Paul Vasseur']
    """
    parts = _AND.split(byline)
    if len(parts) > 1 and not re.search(r"\s(?:et|and|&|y|e|und)\s", byline):
        parts = re.split(r"\s*(?:/|&|\|)\s*", re.split(r"\s*[,;·]\s*", byline)[0])  # after a comma: a role, a house, a town
    for part in parts:
        name = _FOR_HOUSE.sub("", _AGENCY.sub("", _TITLE.sub("", part.strip(" .,;:-–—()|")))).strip()
        name = _shouted_name(re.sub(r"^(?:Par|By|Por|PAR|BY|POR|Texte|TEXTE|Texto|TEXTO|Words|WORDS) (?=[A-ZÀ-Ý])", "", name))
        if name and is_person(name):
            yield name


def is_person(name: str) -> bool:
    """Whether a name in a byline is no role, no house and no button.

    >>> is_person("Zélie Morvan"), is_person("Close Modal"), is_person("Le Courrier")
    (True, False, False)
    """
    first = name.split(" ")[0].casefold()
    if not any(len(part) > 1 for part in re.split(r"[ .-]+", name)):
        return False  # initials
    if name.isupper() and all(len(part) <= 4 for part in re.split(r"[ .-]+", name)) and name.count(" ") > 1:
        return False  # codes of desks
    return not (_ROLE.match(name) or _OUTLET.search(name) or _NO_PERSON.search(name) or first in _NO_FIRST)


_NO_FIRST = frozenset("in at on by from with for of the an dans sur sous chez avec pour par en aux du des les un une cette ce en con por para los las nel nella gli di da".split())
"""What a place or a phrase begins with, and no name of a person."""


def holds(fact: Fact, left: Page) -> bool:
    """Whether a fact is to be believed on the clean page: an author is a person, and a wall truncates an article that does
    not go on below it."""
    if fact.field == "author":
        return is_person(fact.value)
    if fact.field == "keywords":
        return not is_tag_label(fact.value)
    return fact.field != "truncated" or sum(left.rows[i].start > fact.end for i in left.prose) < 2


_FOR_HOUSE = re.compile(r"(?i)\s+(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$|\s+(?:publié|published|posted|updated|mis à jour|publicado|pubblicato|aktualisiert|veröffentlicht)\b.*$|\s+(?:for|pour|avec|with|via|para|chez)\s+.*$|\s*\((?:stag|stagiaire|corr|cp|clp|afp|ats)\w*\.?\)?$|\s+\S+@\S+.*$")
_NO_PERSON = re.compile(
    r"(?i)\b(?:licen[cs]e|creative|commons|modal|partager|tweeter|épingler|share|close|contactez|contact|related|photos?|vidéos?|image|infographie|rédaction|"
    r"\w{3,}tions|error|edited|posted|uploaded|last|about|see|more|newsletters?|notices?|suivre|carnet|marchés|how|what|why|across|this|that|our|your|subscribe|login|pour|dans|cette|"
    r"rect|breaking|live|direct|matin|quotidien|gazette|courrier|dépêche|press|news|times|radio|media|média|journal|écho|magazine|hebdo|register|ledger|herald|chronicle|tribune|observer|sentinel|loud|listen|comments|heure|hora|time|size|text|edit|manage|multiple|extended|follow|rate|menu|page|club|forum|pub|stop|cet|article)\b|\d"
)


def _shouted_name(name: str) -> str:
    """A whole name in capitals as one is written: « JASPER TUCKWELL » is Jasper Tuckwell, « Léa MORIN » stays."""
    if not name.isupper() or len(name.split()) < 2 or "." in name:
        return name
    return _PART.sub(lambda part: part[0].capitalize(), name)


_PART = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("de du des la le les sur sous en aux au lès d l del di do da dos das e y and of the upon".split())


def spelled_place(name: str) -> str:
    """A place's name with its words in capitals as they are written. Short forms, "VD", "U.S.", stay.

    >>> spelled_place("VAL-DES-ORMES"), spelled_place("ILOILO CITY"), spelled_place("VD")
    ('Val-des-Ormes', 'Iloilo City', 'VD')
    """
    if not any(len(part) > 2 and part.isupper() for part in _PART.findall(name)) or "." in name:
        return name
    return _PART.sub(_in_small, name)


def _in_small(part: re.Match[str]) -> str:
    lower = part[0].lower()
    if not part[0].isupper():
        return part[0]
    return lower if part.start() and lower in _SMALL else lower.capitalize()


_BY = re.compile(
    r"(?:[Pp]ar|PAR|[Bb]y|BY|Por|por|Rédigé par|Écrit par) (\w[\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]*){0,3})(?=$| ?[,|·•(–—-]| (?:[Pp]ubli|le |on |dans|in |à |avec|et ))"
)


_FIRST_PIECE = re.compile(r"(?!(?:Par|By|PAR|BY|Por|POR|Di|Von) )([^\d|•·,–—]{5,40}?) ?(?: - |[|•·,–—]| le (?=\d)) ?")
"""What stands before the first separator of a stamp: « Zélie Morvan - 6 décembre 2024 à 05:48 »."""


def _byline_inside(row: Row, found: list[Fact], rule: str) -> list[Fact]:
    """« 02 octobre 2024, Rédigé par X Publié dans #Y »: the byline inside a stamp."""
    if any(f.field == "author" for f in found):
        return []
    match = _BY.search(row.text)
    first = _FIRST_PIECE.match(row.text)
    if not match and first and is_name(first[1]) and not _OUTLET.search(first[1]) and not _NO_PERSON.search(first[1]):
        return [Fact("author", first[1], row.start, row.start + first.end(1), rule)]
    if not match or not match[1][:1].isupper():
        return []
    start = row.start + match.start(1)
    return [Fact("author", name, start, start + len(match[1]), rule) for name in authors(match[1])]
