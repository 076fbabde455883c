"""Metadata lifted from what is removed and from what came beside the page: title, date, byline, agency, place, keywords.

Nothing is invented: a relative date, a title that only hashtags tell, a newsroom's name as an author stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Fact, Rule
from cleaners.furniture_names import is_name
from cleaners.furniture_navigation import title_start
from cleaners.furniture_titles import title_position
from cleaners.furniture_verdicts import removal
from cleaners.metadata_dates import find_date, is_update
from cleaners.rulebook_matching import Hit
from cleaners.zones import Page, Row

TITLE = removal("meta.title", "the title stays as the first line")
RULES: tuple[Rule, ...] = (TITLE,)

_AND = re.compile(r"\s*(?:,|;|\bet\b|\band\b|&|/|\||·|\by\b|\be\b|\bavec\b|\bwith\b)\s+")
_ROLE = re.compile(
    r"(?i)^(?:journaliste|correspondante?|envoyée? spéciale?|reporter|editor|rédaction|staff|agences?|photo\w*|stagiaire|à .*|local democracy.*)$"
)
_TITLE = re.compile(
    r"\s+(?:(?:Chief|Senior|Staff|Local|Political|Economics|Business|Health|Sports?|Crime|Deputy|Special|Associate|Education) )*"
    r"(?:Reporter|Editor|Writer|Correspondent|Journalist|Columnist|Journaliste|Correspondante?)\b.*$"
)
_OUTLET = re.compile(
    r"(?i)^(?:radio|rtl|rtbf|rts|rfi|bfm\w*|france ?\d+|le (?:courrier|journal|monde|figaro|parisien|progrès)|la (?:dépêche|gazette|voix)|l['’]équipe|the )"
    r"|\.(?:com|fr|net|info|org|ch|be)\b"
)
_AGENCY = re.compile(r"\s+(?:The )?(?:Associated Press|Agence France-Presse|La Presse Canadienne|Reuters|AFP)$")
_SPLIT_TAGS = re.compile(r"\s*[,;|·•/#\n]\s*|\s{2,}|\s*\u00a0[\s\u00a0]*")
_JOINED = re.compile(r"(?<=[a-zà-ÿ])(?=(?:du|de|des|la|le|les|d|l)[A-ZÀ-Ý])|(?<=[a-zà-ÿ](?:du|de|la|le))(?=[A-ZÀ-Ý])|(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý][a-zà-ÿ])")


def facts_of(hit: Hit, row: Row, language: str | None) -> tuple[Fact, ...]:
    """The facts that a rule's hit on a row carries; a date stamp's date whichever rule took it."""
    rule = hit.rule
    facts: list[Fact] = []
    for group in hit.groups:
        value = row.text[group.start : group.end].strip()
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
        yield re.sub(r"\s+(?:le |on )?\d{1,2}(?:[/.:h]| \w+ \d{4}).*$", "", value).strip(" ,;:-–—()")
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
        name = _shouted_name(re.sub(r"^(?:Par|By|Por|PAR|BY|POR) (?=[A-ZÀ-Ý])", "", name))
        if name and is_person(name):
            yield name


def is_person(name: str) -> bool:
    """Whether a name in a byline is no role, no house and no button.

    >>> is_person("Zélie Morvan"), is_person("Close Modal"), is_person("Le Courrier")
    (True, False, False)
    """
    return not (_ROLE.match(name) or _OUTLET.search(name) or _NO_PERSON.search(name))


def holds(fact: Fact, left: Page) -> bool:
    """Whether a fact is to be believed on the clean page: an author is a person, and a wall truncates an article that does
    not go on below it."""
    if fact.field == "author":
        return is_person(fact.value)
    if fact.field == "keywords":
        return not _NO_TAG.fullmatch(fact.value.strip(" :."))
    return fact.field != "truncated" or sum(left.rows[i].start > fact.end for i in left.prose) < 2


_NO_TAG = re.compile(
    r"(?i)tags?|topics?|keywords?|mots[- ]cl[ée]s|th[èe]mes|etiquetas|palabras clave|temas|t[óo]picos|notifications?|subscribe|share|follow|monthly|annual|yearly|more|see all|"
    r"s['’]abonner|partager|suivre|voir plus|lire aussi|ver m[áa]s|leia (?:tamb[ée]m|mais)|veja (?:tamb[ée]m|mais)|mais lidas|m[áa]s le[íi]d[ao]s|lee tambi[ée]n|leggi anche|i pi[ùu] letti|"
    r"(?:most|people are) (?:read|reading|viewed|popular)|comments?|commentaires?|comentarios|comentários|commenti|newsletter|menu|home|accueil"
)
"""Words of an interface that lists of tags are mixed with."""


_FOR_HOUSE = re.compile(r"(?i)\s+(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$|\s+(?:publié|published|posted|updated|mis à jour|publicado|pubblicato|aktualisiert|veröffentlicht)\b.*$|\s+(?:for|pour|avec|with|via|para|chez)\s+.*$|\s*\((?:stag|stagiaire|corr|cp|clp|afp|ats)\w*\.?\)?$|\s+\S+@\S+.*$")
_NO_PERSON = re.compile(
    r"(?i)\b(?:licen[cs]e|creative|commons|modal|partager|tweeter|épingler|share|close|contactez|contact|related|photos?|vidéos?|image|infographie|rédaction|"
    r"\w{3,}tions|error|how|what|why|across|this|that|our|your|subscribe|login|pour|dans|cette|"
    r"matin|quotidien|gazette|courrier|dépêche|press|news|times|radio|media|média|journal|écho|magazine|hebdo)\b|\d"
)


def _shouted_name(name: str) -> str:
    """A whole name in capitals as one is written: « JASPER TUCKWELL » is Jasper Tuckwell, « Léa MORIN » stays."""
    if not name.isupper() or len(name.split()) < 2 or "." in name:
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)


def keywords(tags: str) -> Iterator[str]:
    """The tags of a list; a tag whose words were glued comes apart at its capitals.

    >>> list(keywords("ForêtdeMeudon  Incendie"))
    ['Forêt de Meudon', 'Incendie']
    """
    for tag in _SPLIT_TAGS.split(tags):
        word = tag.strip(" .,;:-–—#")
        if word:
            yield _JOINED.sub(" ", word) if " " not in word and not word.isupper() else word


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


def page_facts(page: Page, draft: Draft) -> Iterator[Fact]:
    """What the clean page and the hints that came with it tell: the title, and an author's name without its "Par"."""
    title = title_of(page, draft)
    if title:
        yield title
    hint = draft.context.hints.get("author", "").strip()
    named = re.match(r"(?i)(?:par|by|por|de|di|von)\s+(?=\w)", hint)
    if named and hint[named.end()].isupper():
        for name in authors(hint[named.end() :]):
            yield Fact("author", name, 0, 0, "meta.hint")


def title_of(page: Page, draft: Draft) -> Fact | None:
    """The title: the line that the page's hint names, else the first line of the head that speaks of the article, else the
    first line of the clean page if it looks like a title.

    A lead paragraph or an intertitle is never a title: the first line counts only when it has no full stop, is not as long as a
    paragraph, and prose follows.
    """
    hint = draft.context.hints.get("title", "").strip()
    if hint:
        wanted = _letters(hint)
        for row in page.rows[: max(6, page.first_prose + 1)]:
            have = _letters(row.text)
            if have and (have == wanted or (len(have) > 20 and (wanted.startswith(have) or have.startswith(wanted)))):
                return Fact("title", row.text, row.start, row.end, TITLE.id)
    if not page.rows:
        return None
    named = title_position(page, {})
    row = page.rows[named or 0]
    begins = title_start(row)
    if begins:
        return Fact("title", row.text[begins:].strip(), row.start + begins, row.end, TITLE.id, 0.9)
    if row.title_like and not (row.is_prose and row.ends == ".") and len(row.words) >= 3 and page.has_prose and (named or page.first_prose > 0):
        return Fact("title", row.text, row.start, row.end, TITLE.id, 0.9)
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
