"""Quotations that lost a mark or got one too many, where one reading only is left.

Each repair looks at a paragraph whose marks don't pair (see `quotation_marks.read`) and either says which mark is
too many or where one is missing, or keeps silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cleaners.quotation_marks import Mark, Reading, Role
from cleaners.resources import lexicon


@dataclass(frozen=True, slots=True)
class Repair:
    """Drop the mark `drop` (an index), or insert an opening or a closing mark at `position` of the paragraph."""

    drop: int | None = None
    position: int | None = None
    opens: bool = False
    instead: int = 0  # code points at `position` that the mark takes the place of
    why: str = ""


@cache
def attribution(language: str) -> re.Pattern[str]:
    """Who said it, right after a quotation: ", a-t-il dit", " a précisé le ministre", ", she said"."""
    verbs = lexicon("speech_verbs")[language]
    said = "|".join(sorted(verbs["said"].split(), key=len, reverse=True))
    says = "|".join(sorted(verbs["says"].split(), key=len, reverse=True))
    own = "(?:" + "|".join(verbs.get("own", "").split()) + ")"
    if language == "en":
        return re.compile(
            rf"[ \xa0]*,?[ \xa0]*(?:(?:he|she|it|they|who|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}"
            rf"|(?:the|her|his|its|their|one|an?) [a-z]+(?: [a-z]+){{0,2}})"
            rf" (?:also |has |had )?(?:{says})|(?:{says}) (?:the|an?|his|her|its|their|one|(?:[a-z]+ ){{0,3}}[A-Z][\w.'’-]*))\b"
        )
    return re.compile(
        r"[ \xa0]*,?[ \xa0]*(?:"
        r"(?:[’'j]ai|a-t-(?:il|elle|on)|ont-(?:ils|elles)|avait-(?:il|elle)|avaient-(?:ils|elles)|aurait-(?:il|elle))\b"
        rf"|(?:{says})(?:-t)?-(?:il|elle|on|ils|elles|je)\b"
        rf"|(?:s[’']est|se sont) (?:[a-zéè]+ment )?[a-zéèê]+[ée]e?s?\b|(?:m|t|l|nous|vous|lui|leur)[’' ]a-t-(?:il|elle)\b"
        rf"|(?:s[’']|se )(?:est-(?:il|elle) [a-zéèê]+é|{own}(?:-t)?-(?:il|elle|on|ils|elles)|s[’']est (?:défendu|souvenu)|{own} (?:l[ea’']|les|un|une|M\.|Mme|ce|cette|son|sa|[A-ZÀ-Þ]))"
        rf"|(?:l[’'])?(?:a|ont)-t-(?:il|elle|ils|elles) (?:fait|dit)\b|a fait (?:remarquer|savoir|valoir|observer)"
        rf"|(?:l[’'])?(?:a|ont|avait|avaient|aurait) (?:[a-zéè]+ment |aussi |encore |alors |ensuite )?(?:{said})\b"
        rf"|(?:{says}) (?:l[ea’']|les|un|une|M\.|Mme|ce|cette|son|sa|[A-ZÀ-Þ])"
        r"|[a-zéè]{3,}(?<!f)(?<!l)ait (?:un|une|le|la|les|l[’']|M\.|Mme|ce|cette|son|sa|[A-ZÀ-Þ])"
        r"|selon |(?:peut-on|pouvait-on) lire|lit-on|d’après |indique un communiqué"
        r")"
    )


_SENTENCE_END = re.compile(r"[.!?…](?=[ \xa0\u202f]*[»”\"“«]?[ \xa0\u202f]+[A-ZÀ-ÞŒ«“])")
_ABBREVIATION = re.compile(r"(?:^|\W)(?:M|MM|Mme|Mmes|Dr|Me|St|Mgr|Mr|Mrs|Ms|[A-Z])$")
_FINAL = re.compile(r"[.!?…][ \xa0\u202f]*$")
_FIRST_PERSON = re.compile(r"(?i)\b(?:je|j[’']|nous|notre|nos|mon|ma|mes|moi|we|our|us|i|my)\b")


def repair(paragraph: str, marks: Sequence[Mark], reading: Reading, language: str) -> Repair | None:
    """The one repair that makes the marks of `paragraph` pair, or None when there is none or more than one."""
    problems = len(reading.stray) + len(reading.unclosed)
    if not marks or problems > 2 or not problems or (problems == 2 and reading.stray):
        return None
    if problems == 2:  # the first is closed before the second opens, or neither is
        first, second = reading.unclosed
        return _closed_by_speaker(paragraph, marks, first, second, language) if second == first + 1 else None
    if reading.stray:
        return _too_many_closings(paragraph, marks, reading, reading.stray[0], language)
    return _too_many_openings(paragraph, marks, reading, reading.unclosed[0], language)


def _too_many_closings(
    paragraph: str, marks: Sequence[Mark], reading: Reading, stray: int, language: str
) -> Repair | None:
    previous = stray - 1
    mark = marks[stray]
    said = attribution(language)
    if previous >= 0 and reading.roles[previous] is Role.CLOSE:
        before, between = marks[previous], paragraph[marks[previous].end : mark.start]
        if not between.strip(" \xa0\u202f.,;!?…"):
            return Repair(drop=_odd_one(marks, reading, previous, stray), why="the quotation was closed twice")
        opened = next((o for o, c, _ in reading.pairs if c == previous), None)
        ends_sentence = bool(_FINAL.search(paragraph[: before.start]))
        goes_on = re.match(r"[ \xa0\u202f]+[A-ZÀ-ÞŒ]", paragraph[before.end :]) is not None
        rest = paragraph[mark.end :].lstrip(" \xa0")
        sealed = said.match(paragraph, mark.end) is not None or not rest.strip(" .;!?…") or rest.startswith(",")
        interrupted = said.match(paragraph, before.end) is not None
        if opened is not None and ends_sentence and goes_on and sealed and not interrupted and ":" not in between:
            return Repair(drop=previous, why="the quotation goes on after this mark and is closed further on")
        starts = opened is not None and (not (head := paragraph[: marks[opened].start].rstrip()) or head[-1] in ".!?…:;")
        said_after = said.match(paragraph, mark.end) is not None
        if starts and said_after and not interrupted and re.match(r",?[ \xa0][a-zà-ÿœ]", between):
            return Repair(drop=previous, why="the quotation goes on after this mark and is closed further on")
        if interrupted:
            return _reopening(paragraph, before.end, mark.start, language)
        return None
    if all(role is not Role.OPEN for role in reading.roles[:stray]):
        head = paragraph[: mark.start]
        sentences = len(list(_sentence_ends(head)))
        if sentences == 0 and said.match(paragraph, mark.end) and len(head.split()) >= 3:
            start = len(head) - len(head.lstrip("-–— \xa0"))
            return Repair(
                position=start, opens=True, why="the quotation starts with its paragraph, where its mark was lost"
            )
        stands_alone = re.match(r"[ \xa0\u202f]+[A-ZÀ-ÞŒ]", paragraph[mark.end :]) and _FINAL.search(head)
        if (
            stands_alone
            and not said.match(paragraph, mark.end)
            and not _FIRST_PERSON.search(head)
            and mark.glyph in "»”"
        ):
            return Repair(drop=stray, why="a closing mark after a full stop, with no quotation before it")
    return None


def _odd_one(marks: Sequence[Mark], reading: Reading, first: int, second: int) -> int:
    """Which of two closing marks to drop: the one of another kind than the opening, else the second."""
    opening = next((marks[o].glyph for o, c, _ in reading.pairs if c == first), "«")
    partner = {"«": "»", "“": "”", '"': '"', "„": "“"}.get(opening)
    return first if marks[first].glyph != partner and marks[second].glyph == partner else second


_PRONOUN = re.compile(r"-(?:il|elle|on|ils|elles|je),|\b(?:he|she|it|they) \w+,|\w+ (?:he|she|they),")


def _reopening(paragraph: str, start: int, end: int, language: str) -> Repair | None:
    """`« A », dit-il, B »` and `« A. » a-t-il dit. B »`: the mark before B is missing, if who said it is one short
    clause."""
    clause = paragraph[start:end]
    found = re.match(r"[^.;:!?…«»“”\n]{3,70}?([,.:])[ \xa0]+(?=[^\W\d_])", clause[2:])
    if found is None:
        return None
    position = start + 2 + found.end()
    rest = paragraph[position:end]
    if found[1] == "," and not (_PRONOUN.search(clause[: 2 + found.end()]) and rest[:1].islower()):
        return None
    if found[1] == "." and next(_sentence_ends(rest), None) is not None:
        return None
    return Repair(position=position, opens=True, why="the quotation goes on after who said it, where its mark was lost")


_SINGLE_CLOSING = re.compile(r"(?<=[^\s])['’](?=[ \xa0,]|$)")


_ASIDE = re.compile(r", (?:[a-zéèêâ]+(?:-t)?-(?:il|elle|on|ils|elles)|(?:he|she|they) (?:said|says)), [a-zà-ÿ][^,;:]{8,}$")
"""Who said it in the middle of a sentence that goes on: "C’est assez, dit-elle, pour rentrer."."""


def _too_many_openings(
    paragraph: str, marks: Sequence[Mark], reading: Reading, unclosed: int, language: str
) -> Repair | None:
    mark = marks[unclosed]
    said = attribution(language)
    following = next((i for i in range(unclosed + 1, len(marks)) if reading.roles[i] is Role.OPEN), None)
    if following is not None and not paragraph[mark.end : marks[following].start].strip(" \xa0\u202f"):
        return Repair(drop=unclosed, why="the quotation was opened twice")
    singles = [
        m
        for m in _SINGLE_CLOSING.finditer(paragraph, mark.end)
        if paragraph[m.start() - 1] in ",.!?…" or said.match(paragraph, m.end())
    ]
    if mark.glyph in '"“' and following is None and len(singles) == 1 and "‘" not in paragraph and " '" not in paragraph:
        return Repair(position=singles[0].start(), instead=1, why="the quotation ends with a mark of another kind")
    closed = _closed_by_speaker(paragraph, marks, unclosed, following, language)
    inner = next((c for o, c, _ in reading.pairs if o == following), None)
    if closed is None and inner is not None:  # the quotation may hold another one: “A “b” c, said the clerk.
        closed = _closed_by_speaker(paragraph, marks, unclosed, inner + 1 if inner + 1 < len(marks) else None, language)
    if closed is not None or following is not None:
        return closed
    body = paragraph[mark.end :]
    if not _FINAL.search(body):
        return None
    sentences = list(_sentence_ends(body))
    if _speaks_on(body, language):
        return Repair(position=len(paragraph.rstrip()), why="the quotation goes on after who said it, to the end of the paragraph")
    before = paragraph[: mark.start].rstrip()
    if said.search(body) and (sentences or not _ASIDE.search(body)):
        return None
    whole = not sentences and (not before or before.endswith((":", ",")) or (len(body.split()) <= _FEW and "," not in body))
    last = body[sentences[-1] + 1 :] if sentences else body
    if whole or (_resumed(paragraph, marks, unclosed, language) and (len(sentences) < 2 or _FIRST_PERSON.search(last))):
        return Repair(
            position=len(paragraph.rstrip()), why="the quotation is the rest of the paragraph, and was never closed"
        )
    return None


_FEW = 5
"""Words: so short a quotation at the end of a sentence is all that follows its mark."""
_ONE_SAYING = re.compile(r",[ \xa0](?=[^,.;:!?…]{3,60}[.][ \xa0])")


def _speaks_on(body: str, language: str) -> bool:
    """Whether one short clause says who speaks, and everything after it is spoken, too: "A, dit-elle. Nous B."."""
    said = attribution(language)
    places = [m for m in _ONE_SAYING.finditer(body) if said.match(body, m.start())]
    if len(places) != 1:
        return False
    end = next(_sentence_ends(body[places[0].start() :]), None)
    rest = body[places[0].start() + end + 1 :] if end is not None else ""
    return bool(rest) and not _TELLS[language].match(rest.lstrip()) and _SPOKEN[language].search(rest) is not None and said.search(rest) is None


def _closed_by_speaker(
    paragraph: str, marks: Sequence[Mark], unclosed: int, following: int | None, language: str
) -> Repair | None:
    """“A, she said. “B: the first quotation ends before who said it, if only one place shows that."""
    mark, said = marks[unclosed], attribution(language)
    body = paragraph[mark.end : marks[following].start if following is not None else len(paragraph)]
    places = [
        m
        for m in re.finditer(r"[,.!?…]?[ \xa0\u202f]*(?=,[ \xa0])|(?<=[!?…])[ \xa0]", body)
        if said.match(body, m.end())
    ]
    places = list({m.end(): m for m in reversed(places)}.values())
    if len(places) != 1:
        return None
    place = places[0]
    inside, rest = body[: place.start()], body[place.end() :]
    if inside[:1].islower() and next(_sentence_ends(inside), None) is not None:
        return None  # words quoted in a sentence don't run into the next one
    if not inside.strip() or not (_ends_soon(rest) or _tells(rest, language)):
        return None
    position = mark.end + place.end() - _trailing(place[0])
    comma = language == "en" and paragraph[position] == ","  # in English the comma stands inside
    return Repair(position=position + comma, why="who said it follows: the quotation ends before it")


def _resumed(paragraph: str, marks: Sequence[Mark], opening: int, language: str) -> bool:
    """Whether the mark takes up a quotation that who said it had interrupted: “A”, said the clerk. “B"""
    if not opening:
        return False
    start = marks[opening - 1].end
    between = paragraph[start : marks[opening].start]
    return len(between) < 120 and attribution(language).match(paragraph, start) is not None


def _trailing(found: str) -> int:
    return len(found) - len(found.rstrip(" \xa0\u202f"))


_TELLS = {
    "fr": re.compile(r"(?:Il|Elle|Ils|Elles|Le|La|Les|L[’']|Un|Une|Des|Son|Sa|Ses|Leurs?|On|Depuis|Selon|Pour|En|À|Au|Dans|Mais [lsu]|Quant)\b"),
    "en": re.compile(r"(?:He|She|They|The|An?|His|Her|Their|Its?|In|On|At|Since|But the|According|[A-Z][a-z]+ [a-z]+(?:ed|s)\b)"),
}
_SPOKEN = {
    "fr": re.compile(r"(?i)\b(?:je|j[’']|nous|notre|nos|mon|ma|mes|moi|vous|votre|tu|ton|c[’']est|ça)\b"),
    "en": re.compile(r"(?i)\b(?:we|our|us|i|my|you|your|it[’']s|don[’']t)\b"),
}


def _tells(rest: str, language: str) -> bool:
    """Whether what follows who said it is told by the writer: it begins so, and nobody speaks in it."""
    end = next(_sentence_ends(rest), None)
    if end is None:
        return True
    told = rest[end + 1 :].lstrip(" \xa0\u202f»”\"")
    return _TELLS[language].match(told) is not None and not _SPOKEN[language].search(told)


def _ends_soon(rest: str) -> bool:
    """Whether the text after a quotation is one sentence, or goes on with a new one: not a speech that is resumed."""
    return next(_sentence_ends(rest), None) is None


def _sentence_ends(text: str) -> Iterator[int]:
    """The ends of sentences inside `text`; its last one is not counted."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            yield match.start()
