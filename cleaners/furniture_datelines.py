"""Datelines: « PARIS (AFP) – », « Dakar, 23 oct (APS) – », « Jakarta, CNN Indonésie — », on their own line or in front of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cleaners.edits import Edit, Fact
from cleaners.folding import fold
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.metadata_dates import find_date
from cleaners.vocabulary import frequency
from cleaners.zones import Page, Row

LINE = removal("dl.own-line", "a dateline on a line of its own")
PREFIX = removal("dl.in-front", "the dateline in front of the first sentence")
RULES = (LINE, PREFIX)

LONGEST = 110
"""Code points that a dateline may have."""

_W = r"[A-ZÀ-ÝĀ-Ž][\w’'.-]*"
_CAPS = r"[A-ZÀ-ÝĀ-Ž][A-ZÀ-ÝĀ-Ž’'.-]+"
_PLACE = rf"(?P<place>{_W}(?:[ /-](?:(?:de|du|la|le|les|el|al|des|sur|en|of|the|di|do|da|y) )*{_W}){{0,3}})"
_REGION = rf"(?:, ?{_W}(?: {_W}){{0,2}}| \({_W}(?: (?:d[eu’'] ?|la |le )*{_W}){{0,2}}\))?"
_DAY = r"(?:(?:le |el |il |on )?(?:\w{3,9}\.?,? )?\d{1,2}(?:er|st|nd|rd|th)? (?:de )?[A-Za-zà-ÿ]{3,10}\.?(?: (?:de )?\d{4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?<=[,)] )\d{1,2}[/.]\d{1,2}(?!\d))"
_SOURCE = rf"(?:[(\[/](?P<agency>(?:[A-ZÀ-ÝĀ-Ž]|(?=(?:afp|ats|awp|dpa|ap|apa|sda|belga|ansa|efe|lusa|reuters|xinhua|keystone)\b))[\w.’'/ &-]{{1,30}}?)[)\]/]|(?<!\w)(?P<site>(?:CNN|BBC|RFI|VOA|DW|AFP|AP|[A-Za-z0-9]+\.(?:com|CO|co|id|co\.id|fr|net|org|info))(?: {_W})?))"
_DASH = r"\.? ?(?:[–—]|-{1,2}|\.-|:)"
_FULL = re.compile(rf"^{_PLACE}{_REGION}(?:[,.]? ?{_DAY})?[.,]? ?{_SOURCE}(?: ?[,.]? ?{_DAY})?{_DASH} ?")
_DATED = re.compile(rf"^{_PLACE}{_REGION},? (?:le )?{_DAY}{_DASH} ?")
_CAPITALS = re.compile(rf"^(?P<place>{_CAPS}(?: (?:DE |DU |LA |LE )?{_CAPS}){{0,3}})(?:, {_W}(?: {_W}){{0,2}}|, {_DAY}| \({_W}\))? ?(?:[–—]|--| - |- |-(?=(?:L[ea]s?|L['’]|Une?|Des?|Du|D['’]|The|An?|El|Los|Las|O|Os|Il|Plus|Plusieurs)\b)|:) ?")
_STOPPED = re.compile(r"^(?P<place>[A-ZÀ-ÝĀ-Ž][A-ZÀ-ÝĀ-Ž’'-]{4,}(?: [A-ZÀ-ÝĀ-Ž’'-]+){0,3})\. (?=[A-ZÀ-ÝĀ-Ž«“\"][\w’'  ])")
_OUTLET = re.compile(rf"^(?P<place>{_W}), (?:(?P<agency>{_W}(?: (?:(?:do|da|de|del|du|of|the|la) )?{_W}){{1,3}}) ?(?:[—–]|--)|(?P<site>[a-z]+[A-Z][A-Za-z]+) ?(?:[—–-]|--)) (?=[A-ZÀ-ÝĀ-Ž«“])")
_RELEASE = re.compile(rf"^{_PLACE},? (?:le )?{_DAY}(?<=\d\d\d\d)\. (?=[A-ZÀ-ÝĀ-Ž«“])")
"""« Clermont-Ferrand, le 20 février 2024. La Banque … »: a press release."""
_DOUBLED = re.compile(rf"^{_PLACE}{_REGION},? (?:le )?{_DAY} ?\(\([^()]{{2,30}}\)\) ?[–—-]{{1,2}} ?(?=[A-ZÀ-ÝĀ-Ž«“])")
_SITE_INSIDE = re.compile(rf"^[(\[]{_PLACE}, ?(?P<site>[\w-]+\.[a-z]{{2,8}})[)\]] ?[–—-]+ ?(?=[A-ZÀ-ÝĀ-Ž«“])")
_EQUALS = re.compile(rf"^[(\[](?P<place>{_W}) ?= ?(?P<agency>{_W})[)\]] (?=[A-ZÀ-ÝĀ-Ž«“])")
_QUOTED_OUTLET = re.compile(rf"^{_PLACE} ?[–—-] ?[«“][^«»“”]{{3,30}}[»”] ?: ?(?=[A-ZÀ-ÝĀ-Ž])")
_SITE_FIRST = re.compile(rf"^(?P<agency>[A-Za-z0-9]+\.(?:com|COM|CO|co|id|co\.id|net|info)), {_PLACE} ?[–—-]+ ?")
_AGENCY_FIRST = re.compile(rf"^[(\[](?P<agency>[A-ZÀ-ÝĀ-Ž][\w./ &-]{{1,25}})[)\]] ?(?:[–—-]+ ?(?P<place>{_CAPS}(?: {_CAPS}){{0,2}})(?:, ?{_DAY})? ?[–—-]+ ?|[–—-] ?)")
_KOREAN = re.compile(
    r"^[(\[](?P<place>[A-ZÀ-ÝĀ-Ž][\w’'-]+)(?:, [\w’' -]{2,30})? ?= ?(?P<agency>[A-ZÀ-ÝĀ-Ž][\w’' .-]{1,30})[)\]](?: ?(?:la |le )?(?:journaliste|reporter|correspondante?)? ?[A-ZÀ-ÝĀ-Ž][\w’'-]+(?: [A-ZÀ-ÝĀ-Ž][\w’'-]+){0,2})? ?= ?"
)
_IN_BRACKETS = re.compile(rf"^[(\[]{_PLACE},? (?:le )?{_DAY}(?:, (?P<agency>{_W}(?: {_W}){{0,3}}))?[)\]] ?[–—-]* ?(?=[A-ZÀ-ÝĀ-Ž«“])")
_STOP_DASH = re.compile(rf"^{_PLACE}{_REGION}\.[–—-]{{1,2}} ?(?=[A-ZÀ-ÝĀ-Ž«“\"])")
_UNDASHED = re.compile(rf"^{_PLACE}{_REGION}, ?{_DAY} ?\((?P<agency>[A-ZÀ-ÝĀ-Ž][A-ZÀ-ÝĀ-Ž/ -]{{1,14}})\) (?=[A-ZÀ-ÝĀ-Ž«“\"])")
_COLON = re.compile(r"^(?P<place>[A-ZÀ-ÝĀ-Ž][a-zà-ÿ’'-]{3,}(?:[ /][A-ZÀ-ÝĀ-Ž][a-zà-ÿ’'-]{2,}){0,2}) ?(?::| [–—-]) ?(?=[A-ZÀ-ÝĀ-Ž][a-zà-ÿ’' ])")
_LOOSE_LINE = re.compile(rf"^{_PLACE}{_REGION}, ?(?P<agency>{_W}(?: (?:(?:do|da|de|del|du|of|the|la) )?{_W}){{0,3}}) ?[–—-]+$")
_LINE_FORMS = re.compile(rf"^{_PLACE}{_REGION}(?:,? ?{_DAY})? ?[(\[](?P<agency>[A-ZÀ-ÝĀ-Ž][\w./ &’'-]{{1,30}})[)\]]\.?$")
_ARTICLES = frozenset(("Le", "La", "Les", "El", "Los"))
_NOT_PLACES = frozenset("Le La Les Un Une Il Elle On Ce Cette Mais Et The A An He She It But And Photo Vidéo Video Image Source Question Réponse Q R".split())


def dateline(text: str) -> re.Match[str] | None:
    """The dateline that `text` begins with; its groups are place, agency and site.

    >>> dateline("Dakar, 23 oct (APS) – Les travaux").group("place", "agency")
    ('Dakar', 'APS')
    >>> dateline("Marseille - Les marins ont repris la mer") is None
    True
    """
    head = text[:LONGEST]
    for pattern in (_KOREAN, _IN_BRACKETS, _STOP_DASH, _FULL, _DATED, _SITE_FIRST, _AGENCY_FIRST, _CAPITALS, _STOPPED, _OUTLET, _UNDASHED, _RELEASE, _DOUBLED, _SITE_INSIDE, _EQUALS, _QUOTED_OUTLET):
        match = pattern.match(head)
        if match and not _opens_sentence(match):
            return match
    return None


def _opens_sentence(match: re.Match[str]) -> bool:
    """Whether a sentence or a label begins so: « Les Bleus, le 3 mai : ». « La Valette, 26 mars (AMED) - » is a place."""
    first, _, more = (match.groupdict().get("place") or "").partition(" ")
    return first[:1].islower() or first in _NOT_PLACES and not (first in _ARTICLES and more[:1].isupper() and not match[0].rstrip().endswith(":"))


def lines(page: Page) -> Verdicts:
    """Datelines alone on their line, in the head or right above a paragraph."""
    found: Verdicts = {}
    for i, row in enumerate(page.rows):
        if len(row.text) > 80 or (page.zone(i) != "head" and not page.under_standfirst(i)):
            continue
        match = dateline(row.text)
        whole = match if match and match.end() >= len(row.text) - 1 else None
        whole = whole or _LOOSE_LINE.match(row.text) or (_LINE_FORMS.match(row.text) if i > 0 else None)
        rest = row.text[match.end() :] if match else ""
        if match and match.re is not _STOPPED and 6 <= len(rest) <= 40 and find_date(rest, page.language):
            whole = match  # « Valdecuervo (Teruel) - 30 jun 2025 - 05:30 CEST »
        if whole and whole["place"] and not _opens_sentence(whole):
            found[i] = Verdict(LINE.id, LINE.why, _facts(row, whole, LINE.id))
    return found


def prefixes(page: Page) -> Iterator[Edit | Fact]:
    """The dateline before the first sentence of the article, under a standfirst perhaps; an interview's speakers are none."""
    if not page.has_prose:
        return
    row, match = _named_place(page) or next(((page.rows[i], m) for i in page.prose[:4] if (m := dateline(page.rows[i].text))), (None, None))
    if row is None or match is None or match.end() >= len(row.text) - 20 or _speakers(page, colon=match[0].rstrip().endswith(":")) >= 2:
        return
    following = row.text[match.end() : match.end() + 1]
    if match.re is _CAPITALS and not (following.isupper() or following.isdigit() or following in "«“\""):
        return
    end = match.end()
    yield from _facts(row, match, PREFIX.id)
    second = dateline(row.text[end:]) if match[0].startswith("(") else None
    if second is not None:  # « (AIN) - Roma, 18 mar - »
        yield from _facts(replace(row, start=row.start + end, text=row.text[end:], folded=fold(row.text[end:])), second, PREFIX.id)
        end += second.end()
    yield Edit(row.start, row.start + end, "", PREFIX.id, PREFIX.why)


def _named_place(page: Page) -> tuple[Row, re.Match[str]] | None:
    """« Nagpur : Une étudiante … »: a name that is no word before the very first sentence, and before no other one."""
    row, match = next(((page.rows[i], m) for i in page.prose[:2] if (m := _COLON.match(page.rows[i].text[:LONGEST]))), (page.rows[page.first_prose], None))
    if match is None or sum(bool(_COLON.match(page.rows[i].text[:LONGEST])) for i in page.prose) > 1:
        return None
    if ":" not in match[0] and not _SENTENCE_START.match(row.text[match.end() :]):
        return None  # two teams and their score
    rare = ":" in match[0] and all(frequency(word.lower(), page.language or "fr") < _RARE for word in match["place"].split())
    return (row, match) if rare or _is_place(match["place"], page) else None


def _is_place(name: str, page: Page) -> bool:
    """Whether the page says elsewhere that something happens there: « à Nagpur », « in Nagpur »."""
    seldom = all(frequency(word.lower(), page.language or "fr") < _SELDOM for word in name.split())
    if seldom and sum(bool(re.search(rf"\b{re.escape(name)}\b", row.text)) for row in page.rows) >= 2:
        return True
    there = re.compile(rf"(?:\b(?:à|À|A|in|In|at|near|from|de|of|en|En|d')|\bd’) ?{re.escape(name)}\b(?! [A-ZÀ-ÝĀ-Ž])")
    return sum(bool(there.search(row.text)) for row in page.rows) >= 1


_SENTENCE_START = re.compile(r"(?:L[’'][a-zà-ÿ]|[A-ZÀ-ÝĀ-Ž][a-zà-ÿ’'-]*[  ][a-zà-ÿ])")
_RARE = 3e-7
"""A word so rare is a name."""
_SELDOM = 3e-6
"""A word so rare is one, when it stands elsewhere on the page."""


def _speakers(page: Page, *, colon: bool = False) -> int:
    """How many speakers the rows begin with, if it is an interview or a play: two at least speak again, or there are three.

    colon: a colon alone tells the dateline, so two rows that begin so are enough; they may be the sides of a match.
    """
    said = Counter(m[1] or m[2] for row in page.rows if (colon or ";" not in row.text) and (m := _SPEAKER.match(row.text[:LONGEST])))
    again = sum(count > 1 for count in said.values())
    return len(said) if colon or again >= 2 or len(said) >= 3 else 0


_SPEAKER = re.compile(rf"([A-ZÀ-ÝĀ-Ž][A-ZÀ-ÝĀ-Ž .'’-]{{2,30}}?) ?[:–—-] |({_PLACE})\.[–—-]{{1,2}} ?(?=[A-ZÀ-ÝĀ-Ž«“\"])".replace("?P<place>", "?:"))


def _facts(row: Row, match: re.Match[str], rule: str) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    groups = match.groupdict()
    for name, field in (("place", "place"), ("agency", "agency"), ("site", "agency")):
        value = groups.get(name)
        if value:
            facts.append(Fact(field, value.strip(" ,"), row.start + match.start(name), row.start + match.end(name), rule))
    return tuple(facts)
