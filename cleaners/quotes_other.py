"""Quotation marks in Spanish, Italian and Portuguese: pairs whose two marks don't go together, and a lost mark that who said it shows.

The style stays the article's own: the marks of the other quotations, «A» or “A”, without spaces inside. What has two readings stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cleaners.edits import Draft, Edit, Finding, Line
from cleaners.quotation_marks import Mark, Reading, marked
from cleaners.quotes import RULES
from cleaners.resources import lexicon
from cleaners.tongue import is_untouched_line

_WHY = {rule.id: rule.why for rule in RULES}
_SPACES = " \xa0\u202f\u2009"
_STYLES = {"«": "»", "“": "”", '"': '"'}
_HINT = re.compile(r"[«»“”„\"]|[‘’']{2}")
_SENTENCE_END = re.compile(r"[.!?…](?=[»”\"]?[ \xa0]+[¿¡«“]?[A-ZÀ-Þ])")


def quotation_marks_of_others(draft: Draft) -> Iterator[Finding]:
    """"“A»" and "”A“" become “A” or «A», as the article's other quotations are; "“A, dice B." becomes "“A”, dice B.".

    Left alone: pairs that go together, whatever their style, foreign lines, quotations over several paragraphs.
    """
    language = draft.language
    if language not in ("es", "it", "pt"):
        return
    read = [
        (line, *marked(line.text, False))
        for line in draft.lines
        if _HINT.search(line.text) and not is_untouched_line(line.text, language)
    ]
    style = _style(read)
    for line, marks, reading in read:
        if reading.balanced:
            yield from _mended(line, marks, reading, style)
        elif len(reading.unclosed) == 1 and not reading.stray and not reading.doubtful:
            yield from _closed(line, marks, reading, language)


def _style(read: list[tuple[Line, list[Mark], Reading]]) -> str:
    """The opening mark of most sound pairs of the article."""
    counts = Counter(
        marks[opening].glyph
        for _, marks, reading in read
        for opening, closing, depth in reading.pairs
        if depth == 1 and _STYLES.get(marks[opening].glyph) == marks[closing].glyph
    )
    return max(counts, key=lambda glyph: (counts[glyph], glyph)) if counts else "“"


def _mended(line: Line, marks: list[Mark], reading: Reading, style: str) -> Iterator[Edit]:
    for opening, closing, depth in reading.pairs:
        first, last = marks[opening], marks[closing]
        sound = _STYLES.get(first.glyph) == last.glyph
        start, end = first.end, last.start
        while start < end and line.text[start] in _SPACES:
            start += 1
        while end > start and line.text[end - 1] in _SPACES:
            end -= 1
        if start == end or (sound and (start, end) == (first.end, last.start)):
            continue
        if not sound and depth == 1:
            opens, closes = style, _STYLES[style]
        elif sound and first.glyph != '"':
            opens, closes = first.glyph, last.glyph
        else:
            continue
        if line.text[first.start : start] != opens:
            yield Edit(line.start + first.start, line.start + start, opens, "quotes.style", _WHY["quotes.style"])
        if line.text[end : last.end] != closes:
            yield Edit(line.start + end, line.start + last.end, closes, "quotes.style", _WHY["quotes.style"])


@cache
def _said(language: str) -> re.Pattern[str]:
    """A comma or a question mark, and who said it after it."""
    verbs = "|".join(str(lexicon("speech_verbs")[language]["says"]).split())
    return re.compile(
        rf"(?:,|(?<=[!?…]))[ \xa0](?:(?:ha|han|há|tem|hanno|si è|se) )?(?:{verbs})(?:-se)?(?=[ \xa0](?:el|la|lo|le|gli|los|las|il|l[’']|un|una|uno|o|a|os|as|um|uma|su|seu|sua|al|don|doña|do[mn]|[A-ZÀ-Þ]|ele|ela|él|ella)[ \xa0’A-ZÀ-Þa-zà-ÿ]|[.,])"
    )


def _closed(line: Line, marks: list[Mark], reading: Reading, language: str) -> Iterator[Edit]:
    """The closing mark before who said it, if one place only shows that and the writer goes on after it."""
    mark = marks[reading.unclosed[0]]
    following = next((other.start for other in marks if other.start > mark.start), len(line.text))
    if mark.glyph not in _STYLES:
        return
    places = list(_said(language).finditer(line.text, mark.end, following))
    if len(places) != 1 or not line.text[mark.end : places[0].start()].strip():
        return
    place = places[0].start()
    first = _SENTENCE_END.search(line.text, mark.end, place)
    if first is not None and line.text[mark.end : mark.end + 1].islower():
        return
    yield Edit(line.start + place, line.start + place, _STYLES[mark.glyph], "quotes.missing", "who said it follows: the quotation ends before it")
