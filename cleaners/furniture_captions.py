"""Captions and credits of pictures: between two paragraphs, printed twice, or glued to a paragraph's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Edit, Fact
from cleaners.furniture_names import is_name
from cleaners.furniture_repeats import key
from cleaners.furniture_titles import could_be_title, title_position
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.picture_credits import Credit, credit, labelled
from cleaners.zones import Page, Row

CREDITED = removal("cap.credit", "a caption, told by the credit of its picture")
LABELLED = removal("cap.label", "a caption or credit with its label")
FILE = removal("cap.file", "the name of a picture's file, or the place kept for its caption")
COPY = removal("cap.copy", "the caption once more, without its credit")
ABOVE = removal("cap.above-credit", "a caption right above the credit of its picture")
SCENE = removal("cap.scene", "a caption: no verb, and the day or place of its picture")
GLUED = removal("cap.glued", "a caption glued to the end of a paragraph")
SPAN = removal("cap.credit-span", "the credit of a picture after the last full stop")
RULES = (CREDITED, LABELLED, FILE, COPY, ABOVE, SCENE, GLUED, SPAN)

LONGEST = 420
"""A caption is not longer than this, in code points."""

_SLUG = re.compile(r"^[^.!?]{3,120}:::\w+$")
_FILE = re.compile(r"^[\w()%+.,@ -]{2,90}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|mp4|mp3|pdf)(?: ?\(?\d+ ?[xX×]\d+\)?)?$", re.I)
_PLACE = re.compile(r"^(?:[{%\[<]{1,2} ?[\w. -]*(?:legende|caption|image|photo|credit|titre|title|alt|video|author|date)[\w. -]*[}%\]>]{1,2} ?){1,4}$", re.I)
_BRACKETED_HOUSE = re.compile(r"(?P<stem>.{25,170}) \((?:[A-ZÀ-Ý]{2,6}|[A-ZÀ-Ý][\w’'-]+ (?:Today|News|Press|Presse|Info|Media|Matin|Soir|TV|Times|Post|Herald))\)$")
_SQUARE = re.compile(r"(?P<stem>.{25,260}) \[(?P<who>[A-ZÀ-Ý][\w’'.-]+(?: [A-ZÀ-Ý][\w’'.-]+){1,3})(?:, |/| / )[A-ZÀ-Ý][^\[\]]{2,40}\]$")
"""« … on September 27. [Jane Whitlock, Coastline] »"""
_CMS = re.compile(r"^\[caption[^\]]*\].*|.*\[/caption\]$", re.I)
_GLUE = re.compile(r"[.!?»”](?=[A-ZÀ-Ý«“][a-zà-ÿ’']*\s)")
_STOP = re.compile(r"[.!?…»”\"][ \u00a0]?$")


def captions(page: Page) -> Verdicts:
    """Lines that are captions or credits, full sentences among them. The copies of a credited caption go with it.

    Left alone: sentences about a photograph, an agency in brackets inside a sentence, long paragraphs.
    """
    found: Verdicts = {}
    stems: set[str] = set()
    for i, row in enumerate(page.rows):
        size = len(row.text)
        if size > LONGEST:
            continue
        verdict, stem = _caption(page, i, row)
        if verdict:
            found[i] = verdict
            if len(stem) >= 25:
                stems.add(stem)
    title = title_position(page, {})
    for i in [i for i, verdict in found.items() if verdict.rule == LABELLED.id and i > 0]:
        above = page.rows[i - 1]
        if i - 1 not in found and i - 1 != title and _only_credit(page.rows[i]) and names_what_is_seen(above) and not above.is_prose and not _is_listed(page, i - 1) and not _INNER.search(above.text) and not (page.zone(i - 1) == "head" and (not page.titled_before(i - 1) or title is None and could_be_title(above))):
            found[i - 1] = Verdict(ABOVE.id, ABOVE.why)
            stems.add(key(above))
    for i, row in enumerate(page.rows):
        if _CAPTION_LABEL.match(row.core) and i + 1 < len(page.rows) and len(page.rows[i + 1].text) <= 260:
            found[i] = Verdict(LABELLED.id, LABELLED.why)
            found[i + 1] = Verdict(LABELLED.id, LABELLED.why)
    if stems:
        for i, row in enumerate(page.rows):
            if i not in found and i != title and len(row.text) <= LONGEST and key(row) in stems:
                found[i] = Verdict(COPY.id, COPY.why)
    return found


def _is_listed(page: Page, position: int) -> bool:
    """Whether a row is one of a list: inside one, its last, or ended as its items are."""
    above = page.before(position)
    return page.rows[position].ends == ";" or position in page.listed or page.is_item(position) or bool(above and (above.ends == ";" or position - 1 in page.listed))


def _only_credit(row: Row) -> bool:
    found = credit(row.text)
    return found is not None and found.start == 0 and not _RIGHTS.fullmatch(row.folded)


_RIGHTS = re.compile(
    r"\W*(?:(?:tous |todos (?:los|os) |tutti i )?(?:droits|derechos|direitos|diritti)(?: de reproduction)? (?:reserves|reservados|riservati)|all rights reserved|"
    r"riproduzione riservata|reproduction (?:interdite|prohibited|reservee))\W*"
)
"""A notice of rights: of the page, not of a picture."""
_CAPTION_LABEL = re.compile(r"^(?:image|photo|media|video|figure)? ?(?:caption|legende(?: de l'image| photo)?|pie de foto|didascalia|legenda) ?[,:]?$")
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|avait|avaient|va|vont|fait|font|peut|peuvent|doit|doivent|fut|furent|n['’]\w+|s['’]est|se|"
    r"\w{2,}(?:ait|aient|ront|rait|raient|èrent|irent|urent|isent|issent)|\w{3,}[dtvg]?era|\w{3,}dra|is|are|was|were|has|have|had|will|would|can|could|must|does|did|says|said|es|son|fue|era|ha|han|\w{3,}ó|\w{3,}(?:aron|ieron|aram|iram|arono|irono)|"
    r"estan|esta|e|sono|hanno|foi|sao|estao)\b"
)


_SCENE = re.compile(
    r"(?:, (?:le |ce |on )?(?:\w+ )?\d{1,2}(?:er|st|nd|rd|th)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|"
    r"march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?: \d{4})?"
    r"|, (?:january|february|march|april|may|june|july|august|sept|september|oct|october|nov|november|dec|december|jan|feb)\.? \d{1,2}(?:, \d{4})?"
    r"|, (?:hier|ce )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:matin|soir|apres-midi|dernier|morning|evening|afternoon))?"
    r"|, en (?:19|20)\d\d|, in (?:19|20)\d\d|\((?:a gauche|a droite|au centre|au premier plan|left|right|center|centre|l|r|c|ici|archives?|illustration|de g\. a d\.|g|d)\)?|, ici [a-z].{2,30}|, de dos|, de face)\.?$"
)


_NO_VERBS = frozenset(
    "president parent parents accident argent vent cent client agent incident continent absent present excellent recent different ardent urgent talent "
    "adolescent innocent dent couvent accent resident patient evident violent prudent permanent precedent regent trident orient occident".split()
)


def _looks_conjugated(word: str) -> bool:
    if word[:2] in ("s'", "n'") and len(word) > 4:
        return True
    return len(word) > 4 and word.endswith("ent") and not word.endswith("ment") and word not in _NO_VERBS


def names_what_is_seen(row: Row) -> bool:
    """A short line without a finite verb: what a picture shows, not what happened."""
    return 15 <= len(row.text) <= 160 and row.ends not in (":", "?") and not row.quoted and not row.reports and not _VERB.search(row.text.lower()) and not any(
        _looks_conjugated(word) for word in row.folded_words
    )


def _caption(page: Page, position: int, row: Row) -> tuple[Verdict | None, str]:
    text = row.text
    if _FILE.match(text) or _SLUG.match(text) or _PLACE.match(text) or _CMS.match(text):
        return Verdict(FILE.id, FILE.why), ""
    match = None if _RIGHTS.fullmatch(row.folded) else credit(text)
    if len(text) <= 260 and (match and match.start == 0 or labelled(text)) and not (row.is_sentence and row.reports):
        return Verdict(LABELLED.id, LABELLED.why, _credit_fact(row, 0)), ""
    square = _SQUARE.match(text)
    if square and is_name(square["who"]) and not row.reports and not row.quoted and position > 0:
        return Verdict(CREDITED.id, CREDITED.why, _credit_fact(row, square.end("stem"))), ""
    house = _BRACKETED_HOUSE.match(text)
    if not match and house and position > 0 and not _in_series(page, position) and not row.quoted:
        shown = Row(row.index, row.start, row.start + house.end("stem"), house["stem"], row.folded[: house.end("stem")])
        if names_what_is_seen(shown) and not shown.ends and (page.zone(position) != "head" or page.titled_before(position)):
            return Verdict(CREDITED.id, CREDITED.why, _credit_fact(row, house.end("stem"))), key(shown)
    if not match:
        if page.zone(position) == "head" and len(text) <= 120 and names_what_is_seen(row) and len(row.words) >= 6 and _SCENE.search(row.folded) and not row.title_like:
            return Verdict(SCENE.id, SCENE.why), ""
        return None, ""
    start = match.start
    stem = text[:start].rstrip()
    if not _is_caption(page, position, row, stem, match):
        return None, ""
    from_stem = key(Row(row.index, row.start, row.start + start, stem, row.folded[: len(stem)]))
    return Verdict(CREDITED.id, CREDITED.why, _credit_fact(row, start)), from_stem


def _is_caption(page: Page, position: int, row: Row, stem: str, found: Credit) -> bool:
    """Weighs a line that ends in a credit: a caption, or a paragraph that ends by naming an agency?"""
    if not stem:
        return True
    if _GLUE.search(stem):
        return False  # only what follows the last sentence's end is the caption
    text = row.text[found.start :]
    if (_PERSON_AND_HOUSE.match(text) or found.pictured) and len(stem) <= 260 and not row.reports and not row.quoted:
        return True
    if not found.pictured and _in_series(page, position):
        return False
    stroke = bool(re.search(r"[/|]", text))
    if row.quoted and not found.pictured and not stroke:
        return False
    if row.reports and len(stem) > 160 or (len(stem) > 240 and _STOP.search(stem)):
        return False
    if text.rstrip().endswith(").") and not _STOP.search(stem) and ":" not in text and "©" not in text:
        return False  # a parenthesis inside a sentence
    if found.pictured:
        return True
    shown = Row(row.index, row.start, row.start + len(stem), stem, row.folded[: len(stem)])
    if stroke and _STOP.search(stem):
        return True
    bare = _STOP.search(stem) or text.rstrip()[-1:] not in ")]"
    if text.endswith(".") or bare and not names_what_is_seen(shown):  # « … à huis clos. (AFP) »: the sentence may be the article's
        return False
    return not row.quoted or not row.reports


_PARTS = 2
"""Semicolons of a line that is a list."""
_INNER = re.compile(r"[.!?…] [A-ZÀ-Ý«]")
_PERSON_AND_HOUSE = re.compile(r"\s?[(\[][A-ZÀ-Ý][\w’'.-]+(?: [A-ZÀ-Ý][\w’'.-]+){1,3} ?[/–—|:-] ?[A-ZÀ-Ý]")


def _in_series(page: Page, position: int) -> bool:
    """Among lines that end alike, or one that is a list itself: candidates with their parties, a team with its changes."""
    if position in page.listed or page.rows[position].text.count(";") >= _PARTS:
        return True
    near = [page.rows[j] for j in (position - 2, position - 1, position + 1, position + 2) if 0 <= j < len(page.rows)]
    here = key(page.rows[position])
    return sum(bool(credit(row.text)) and len(row.text) <= 120 and key(row) != here for row in near) >= 2


def _credit_fact(row: Row, start: int) -> tuple[Fact, ...]:
    credit = row.text[start:].strip(" ()[]|.—–-/©:")
    return (Fact("photo_credit", credit, row.start + start, row.end, CREDITED.id),) if 1 < len(credit) <= 80 else ()


def caption_spans(page: Page) -> Iterator[Edit | Fact]:
    """Captions glued to the end of a paragraph, and credits left after its last full stop."""
    for row in page.rows:
        if len(row.text) < 60:
            continue
        match = credit(row.text)
        if not match or match.start < 40:
            continue
        start = match.start
        tail = row.text[max(0, start - LONGEST) : start]
        glued = list(_GLUE.finditer(tail))
        named = match.pictured or bool(re.search(r"[/|]", row.text[start:]))
        if glued and not re.search(r"[.!?] ", tail[glued[-1].end() :]):
            cut = max(0, start - LONGEST) + glued[-1].end()
            yield Edit(row.start + cut, row.end, "", GLUED.id, GLUED.why)
        elif named and len(row.text) > 160 and _STOP.search(row.text[:start].rstrip()):
            yield Edit(row.start + start, row.end, "", SPAN.id, SPAN.why)
