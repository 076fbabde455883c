"""Quotation marks: mixed, reversed, doubled, unbalanced ones brought to the style of the language, per paragraph.

French: « … » with no-break spaces, “ … ” inside; English: “ … ”, ‘ … ’ inside. A quotation may run over several
paragraphs: then each opens it and the last closes it. What allows several readings stays as it is and is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaners.condition import is_worn
from cleaners.edits import Draft, Edit, Finding, Flag, Line, Promise, Rule
from cleaners.quotation_marks import Mark, Reading, Role, marked, read
from cleaners.quotation_repairs import Repair, repair
from cleaners.tongue import is_foreign_quotation, is_other_script, is_untouched_line

RULES = (
    Rule("quotes.style", Promise.TYPOGRAPHY, "quotation marks in the style of the language"),
    Rule("quotes.spurious", Promise.REMOVAL, "a quotation mark too many"),
    Rule("quotes.missing", Promise.TYPOGRAPHY, "a quotation mark that was lost"),
    Rule("quotes.plus-signs", Promise.TYPOGRAPHY, "an agency's plus signs stand for inner quotation marks"),
)
_WHY = {rule.id: rule.why for rule in RULES}

_HINT = re.compile(r"[«»“”„‟‹›\"＂]|<<|>>|[‘’']{2}|``|´´|,,")
_SINGLE_HINT = re.compile(r"(?<![^\W_])['‘](?=[^\W_])")
_SPACES = " \xa0\u202f\u2009"
_LOOKAHEAD = 8
"""How many paragraphs without any mark a quotation may run over."""


@dataclass(slots=True)
class _Paragraph:
    line: Line
    marks: list[Mark]
    reading: Reading
    carried: bool = False  # its open quotation goes on below, or its stray closing mark ends one from above
    fix: Repair | None = None
    order: int = field(default=0)


def quotation_marks(draft: Draft) -> Iterator[Finding]:
    """Every quotation mark of a French or English article, in pairs.

    “A”, „A“, "A", ''A'' and ”A” become « A »; inside guillemets “A”. « A ! » B ! », lit-on becomes one quotation. A
    missing mark is set only where who said it shows the place.
    Left alone: foreign lines, inches, apostrophes, quotations over several paragraphs, and whatever has two readings.
    """
    if draft.language not in ("fr", "en"):
        return
    language = draft.language
    paragraphs = list(_paragraphs(draft, language))
    _carry_over(paragraphs, language, is_worn(draft))
    for paragraph in paragraphs:
        late = list(_closed_late(paragraph.line)) if language == "fr" else []
        yield from late or _findings(paragraph, language)


_LATE = re.compile(
    r"(?P<said>, (?:[a-zéèêâ]+(?:-t)?-(?:il|elle|on|ils|elles)|(?:a|ont|avait)-t-(?:il|elle|on|ils|elles) [a-zéèê]+))[ \xa0]?(?P<mark>[»”\"])(?=,[ \xa0][a-zà-ÿœ])"
)


def _closed_late(line: Line) -> Iterator[Edit]:
    """« A, dit-il », et B: the mark belongs before who said it. The next round of cleaning styles it."""
    for match in _LATE.finditer(line.text):
        new = match["mark"] + match["said"]
        yield Edit(line.start + match.start(), line.start + match.end(), new, "quotes.missing", "the quotation ends before who said it")


def _paragraphs(draft: Draft, language: str) -> Iterator[_Paragraph]:
    singles = language == "fr"
    order = 0
    for line in draft.lines:
        if not line.text.strip():
            continue
        order += 1
        if not _HINT.search(line.text) and not (singles and _SINGLE_HINT.search(line.text)):
            continue
        if is_untouched_line(line.text, language) or "Â«" in line.text:  # damage that is shown: its marks are examples
            continue
        marks, reading = marked(line.text, singles)
        if marks:
            yield _Paragraph(line, marks, reading, order=order)


def _carry_over(paragraphs: list[_Paragraph], language: str, worn: bool) -> None:
    """Mark the paragraphs over which a quotation runs."""
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.reading.unclosed) != 1 or paragraph.reading.stray:
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if following is None or following.order - paragraph.order > _LOOKAHEAD:
            continue
        first = following.marks[0]
        starts_open = following.reading.roles[0] is Role.OPEN and not following.line.text[: first.start].strip(
            " \xa0-–—"
        )
        if starts_open and following.order == paragraph.order + 1:
            paragraph.carried = not _ends_with_speaker(paragraph, language, worn)
        elif following.reading.roles[0] is Role.STRAY and len(following.reading.stray) == 1:
            paragraph.carried = following.carried = True


_TELLS_ON = re.compile(r"[.!?…][ \xa0][A-ZÀ-ÞŒ]")
_SPEAKER = re.compile(r"[ \xa0»”,]*(?:[^\W\d_]+[-’ \xa0]){1,3}(?:l[ae’']|les|un|une|leur|son|sa|M\.|Mme|the|his|her|its|[A-ZÀ-Þ])")


def _ends_with_speaker(paragraph: _Paragraph, language: str, worn: bool) -> bool:
    """Whether the paragraph names, after its open quotation, who said it, and tells on: then it ends there, whatever follows below.

    On a `worn` page naming is enough: elsewhere a quotation over several paragraphs may do so, too.
    """
    fix = repair(paragraph.line.text, paragraph.marks, paragraph.reading, language)
    if fix is None or fix.position is None or fix.opens:
        return False
    said = paragraph.line.text[fix.position :]
    return len(said.split()) > 3 and _SPEAKER.match(said) is not None and (worn or _TELLS_ON.search(said) is not None)


def _findings(paragraph: _Paragraph, language: str) -> Iterator[Finding]:
    line, marks, reading = paragraph.line, paragraph.marks, paragraph.reading
    sound = reading.balanced or (paragraph.carried and len(reading.unclosed) + len(reading.stray) == 1)
    if sound and not reading.doubtful:
        yield from _styled(line, marks, reading, language)
        return
    found = None if reading.doubtful else repair(line.text, marks, reading, language)
    if found is None:
        for index in (*reading.unclosed, *reading.stray):
            mark = marks[index]
            why = "a quotation mark without its partner, with more than one way to read it"
            yield Flag("quotes.unbalanced", line.start + mark.start, line.start + mark.end, why)
        yield from _styled(line, marks, reading, language, surely=True)
        return
    if found.drop is not None:
        yield from _dropped(line, marks, found, language)
        return
    yield from _inserted(line, found, language)


def _dropped(line: Line, marks: list[Mark], found: Repair, language: str) -> Iterator[Finding]:
    """Take the mark out with one of the spaces beside it, and style what is left, which now pairs."""
    assert found.drop is not None
    mark = marks[found.drop]
    start, end = mark.start, mark.end
    while start > 0 and line.text[start - 1] in _SPACES and (mark.glyph in '»”›"' or end == len(line.text)):
        start -= 1
    if mark.glyph in "«“„‹" or start == 0:
        while end < len(line.text) and line.text[end] in _SPACES:
            end += 1
    left = [m for index, m in enumerate(marks) if index != found.drop]
    yield Edit(line.start + start, line.start + end, "", "quotes.spurious", found.why)
    reading = read(line.text, left)
    if reading.balanced and not reading.doubtful:
        yield from _styled(line, left, reading, language, keep_out=(start, end))


def _inserted(line: Line, found: Repair, language: str) -> Iterator[Finding]:
    """Set the mark that is missing; the next round of cleaning styles its partner."""
    assert found.position is not None
    opening, closing = _STYLE[(language, 1)]
    start = line.start + found.position
    yield Edit(start, start + found.instead, opening if found.opens else closing, "quotes.missing", found.why)


def _styled(
    line: Line,
    marks: list[Mark],
    reading: Reading,
    language: str,
    *,
    surely: bool = False,
    keep_out: tuple[int, int] = (-1, -1),
) -> Iterator[Finding]:
    """Edits that bring the pairs, and marks carried over paragraphs, to the style of `language`."""
    targets: list[tuple[int, Role, int]] = []
    foreign_until = -1
    for opening, closing, depth in reading.pairs:
        first, last = marks[opening], marks[closing]
        if not line.text[first.end : last.start].strip():
            continue
        if first.glyph + last.glyph in _PAIRS and (end := _foreign_sentence(line.text, first.start, last.end, language, foreign_until)):
            foreign_until = end
            continue
        if surely and (marks[opening].glyph, marks[closing].glyph) not in (("“", "”"), ("«", "»"), ("„", "“")):
            continue
        targets += ((opening, Role.OPEN, depth), (closing, Role.CLOSE, depth))
    if not surely:
        targets += [(index, Role.OPEN, 1) for index in reading.unclosed]
        targets += [(index, Role.CLOSE, 1) for index in reading.stray]
    for index, role, depth in targets:
        edit = _restyled(line, marks[index], role, depth, language)
        if edit is not None and not (edit.start < line.start + keep_out[1] and line.start + keep_out[0] < edit.end):
            yield edit


_PAIRS = frozenset(("«»", "“”", "„“", '""', "‹›", "‘’"))


_CLOSE_OF_SENTENCE = re.compile(r"[.!?…](?=\s|$)")


def _foreign_sentence(text: str, start: int, end: int, language: str, so_far: int) -> int:
    """Where the sentence around the quotation at `start:end` ends if all of it is in another language, else 0: its marks may be
    its own. so_far: where the last such sentence ended. A foreign quotation in a sentence of the article has the article's.
    """
    if not is_foreign_quotation(text[start + 1 : end - 1], language):
        return 0
    if is_other_script(text[start:end]):
        return end
    closed = _CLOSE_OF_SENTENCE.search(text, end)
    rest = text[end : closed.end() if closed else len(text)]
    if text[end - 2 : end - 1] in ".!?…" and not rest[:3].strip(" \xa0,").islower():
        rest = ""  # the sentence ends with the quotation
    if len(rest.split()) >= 3:
        return end + len(rest) if is_foreign_quotation(rest, language) else 0
    between = text[max(so_far, 0) : start]
    return end + len(rest) if so_far >= 0 and not between.strip() else 0


_COMMA_SAID = re.compile(
    r"[ \xa0]?,(?=[ \xa0](?:\w+ ){0,3}?(?:said|says|told|added|explained|warned|wrote|announced)\b)"
)
_STYLE = {
    ("fr", 1): ("«\xa0", "\xa0»"),
    ("fr", 2): ("“", "”"),
    ("en", 1): ("“", "”"),
    ("en", 2): ("‘", "’"),
}


def _restyled(line: Line, mark: Mark, role: Role, depth: int, language: str) -> Edit | None:
    text = line.text
    start, end = mark.start, mark.end
    opening, closing = _STYLE[(language, min(depth, 2))]
    if language == "en" and depth == 2 and mark.glyph in "“”":
        opening, closing = "“", "”"  # nested marks of one kind may be a slip: no change of depth
    if role is Role.OPEN:
        while end < len(text) and text[end] in _SPACES:
            end += 1
        before = text[start - 1] if start else ""
        new = (" " if before and (before.isalnum() or before in ".,;:!?»”)%…") else "") + opening
    else:
        while start > 0 and text[start - 1] in _SPACES:
            start -= 1
        ended = text[start - 1 : start] in ("!", "?")
        if language == "en" and mark.glyph not in '”’"' and not ended and _COMMA_SAID.match(text, end):
            closing, end = "," + closing, end + 1 + len(text[end:]) - len(text[end:].lstrip(_SPACES))
        new = closing + (" " if _needs_space(text, end) else "")
    if text[start:end] == new:
        return None
    return Edit(line.start + start, line.start + end, new, "quotes.style", _WHY["quotes.style"])


def _needs_space(text: str, position: int) -> bool:
    """Whether a word begins right after a closing mark; the plural s of "gilet jaune"s does not count."""
    following = text[position : position + 2]
    if not following or not (following[0].isalnum() or following[0] in "«“(["):
        return False
    return not (following[0] in "sex" and not following[1:].isalpha()) and not (
        following[0] in "eé" and following[1:] == "s"
    )


_PLUS = re.compile(r"(?<![\w+)])\+(?=[^\W\d_])([^+\n«»]{1,120}?)(?<=[^\s+])\+(?![\w+])")


def plus_signs(draft: Draft) -> Iterator[Finding]:
    """An agency's +mot+ for an inner quotation: “mot” inside guillemets, « mot » outside; in English ‘word’ and “word”.

    Left alone: "+33 6…", "+12 %", C++, Canal+, "bac +2".
    """
    if draft.language not in ("fr", "en") or draft.text.count("+") < 2:
        return
    outer, inner = _STYLE[(draft.language, 1)], _STYLE[(draft.language, 2)]
    first, last = outer[0][0], outer[1][-1]
    for line in draft.lines:
        if line.text.count("+") < 2:
            continue
        for match in _PLUS.finditer(line.text):
            head = line.text[: match.start()]
            opening, closing = inner if head.rfind(first) > head.rfind(last) else outer
            start = line.start + match.start()
            yield Edit(start, start + 1, opening, "quotes.plus-signs", _WHY["quotes.plus-signs"])
            end = line.start + match.end()
            yield Edit(end - 1, end, closing, "quotes.plus-signs", _WHY["quotes.plus-signs"])
