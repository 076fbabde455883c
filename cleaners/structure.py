"""Paragraphs put back together: drop-cap debris, sentences cut by line breaks, intertitles lost in a paragraph, bullets.

What furniture alone had cut is joined where the furniture is removed (`cleaners.furniture`); here are the breaks that the page
itself had: wrapped lines, columns of a printed page, a capital that stood in a box of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.resources import lexicon
from cleaners.vocabulary import frequency
from cleaners.zones import Page, Row, page_of

_RULES = {
    rule.id: rule
    for rule in (
        Rule("structure.drop-cap", Promise.REMOVAL, "debris of a drop cap"),
        Rule("structure.drop-cap-space", Promise.LAYOUT, "a drop cap apart from its word"),
        Rule("structure.drop-cap-word", Promise.REPAIR, "a drop cap of the original on a translated word"),
        Rule("structure.rejoin", Promise.LAYOUT, "a line break inside a sentence"),
        Rule("structure.hyphen", Promise.REMOVAL, "a word hyphenated at the end of a line"),
        Rule("structure.intertitle", Promise.TYPOGRAPHY, "an intertitle in the run of the text: a line of its own"),
        Rule("structure.bullet", Promise.TYPOGRAPHY, "the glyph of a bullet"),
    )
}
RULES = tuple(_RULES.values())

_OPENERS = {
    "fr": "Le La Les L D Un Une Il Elle On Ils Elles Ce Cet Cette Ces C Des De Du En Au Aux À A Dans Après Avant Selon Pour Par Sur Sous "
    "Depuis Alors Avec Sans Son Sa Ses Leur Leurs Nous Vous Je J Qui Que Quand Si S Plus Deux Trois Plusieurs Chaque Face Lors",
    "en": "The A An In On At It He She They We I This That These Those After Before When As For From With His Her Its Their More Two Three Police",
}  # fmt: skip
_DEBRIS = re.compile(r"^([a-zà-ÿ]{1,3})(?=([A-ZÀ-Ý][a-zà-ÿ]{0,8})[ ’'])")
_DOUBLED = re.compile(r"^([A-ZÀ-Ý])(?=(\1[a-zà-ÿ]{0,8})[ ’'])")
_APART = re.compile(r"^([A-ZÀ-Ý])( )([a-zà-ÿ]{2,})(?![\w’'])")
_APART_ELIDED = re.compile(r"^([CDJLMNST])( )(['’][a-zà-ÿ])")
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_INTERTITLE = re.compile(
    r"(?<=[.!?…»”\"])[ \u00a0\u202f]?[-–—] ?([«“\"+][ \u00a0]?[^«»“”\"+\n]{2,60}?[ \u00a0]?[»”\"+]) ?[-–—][ \u00a0]?(?=[A-ZÀ-Ý«“\"])"
)
_INTERTITLE_LINE = re.compile(r"^[-–—] ?([«“\"]?[ \u00a0]?[^«»“”\"\n.!?]{2,60}[?!]?[ \u00a0]?[»”\"]?) ?[-–—]$")
_BULLET = re.compile(r"^[•▪■►▶●◦‣➤✔✓▸◆◾⁃∙][ \u00a0]*(?=\S)")

LETTERS = 4
"""Capitals on lines of their own, one after another as in the alphabet, that are its headings and no drop caps."""
WRAPPED = 40
"""A line shorter than this many code points is not the first half of a sentence: verse and lists have short lines."""


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _RULES[rule].why)


def drop_caps(draft: Draft) -> Iterator[Finding]:
    """What a drop cap leaves: "L" on its own line, "jeL’Otan", "LLe maire", "C haque", "Lhe meteoric".

    >>> from cleaners.edits import Draft
    >>> draft = Draft("L\\nLe maire a ouvert la séance devant une salle pleine et silencieuse.\\n", language="fr")
    >>> draft.apply(drop_caps(draft), _RULES).text
    'Le maire a ouvert la séance devant une salle pleine et silencieuse.\\n'

    Left alone: lone letters in verse and lists, initials, "À" and "A" at the start of a sentence, names such as iPhone.
    """
    page = page_of(draft)
    letters = [row.text for row in page.rows if len(row.text) == 1 and row.text.isupper()]
    alphabet = len(letters) >= LETTERS and all(a < b for a, b in pairwise(letters))
    openers = frozenset(_OPENERS.get(draft.language or "", "").split())
    first = page.first_prose
    for i, row in enumerate(page.rows):
        after = page.after(i)
        if len(row.text) == 1 and row.text.isalpha() and row.text.isupper():
            if not alphabet and after is not None and (len(after.text) >= 50 or after.is_prose):
                yield from _lone_capital(draft, row, after)
        elif i == first or (i <= first + 1 and len(row.text) >= 50):
            yield from _debris(row, openers, draft.language)
        elif row.is_prose and draft.language == "en" and row.text.startswith("Lhe "):
            yield _edit(row.start, row.start + 3, "The", "structure.drop-cap-word")
        elif row.is_prose and draft.language in ("fr", "en"):
            yield from _apart(row, draft.language)


def _lone_capital(draft: Draft, row: Row, after: Row) -> Iterator[Edit]:
    if after.text[:1].upper() == row.text and after.text[:1].isupper():
        yield _edit(row.start, after.start, "", "structure.drop-cap")
    elif after.starts_lower and draft.language in ("fr", "en"):
        word = _FIRST_WORD.match(after.text)
        if word and frequency((row.text + word[0]).lower(), draft.language):
            yield _edit(row.end, after.start, "", "structure.drop-cap-space")


def _debris(row: Row, openers: frozenset[str], language: str | None) -> Iterator[Edit]:
    for pattern in (_DEBRIS, _DOUBLED):
        match = pattern.match(row.text)
        if match and match[2] in openers:
            yield _edit(row.start, row.start + len(match[1]), "", "structure.drop-cap")
            return
    if language == "en" and row.text.startswith("Lhe "):
        yield _edit(row.start, row.start + 3, "The", "structure.drop-cap-word")
    elif language in ("fr", "en"):
        yield from _apart(row, language)


def _apart(row: Row, language: str) -> Iterator[Edit]:
    """ "C haque" is one word when C is none and Chaque is; "A chaque" and "Y aura-t-il" are two."""
    match = _APART.match(row.text) or _APART_ELIDED.match(row.text)
    if not match or match[1] in ("AÀYÔIOE" if language == "fr" else "AIO"):
        return
    joined = (match[1] + match[3]).lower()
    if match.re is _APART_ELIDED or (frequency(joined, language) > 1e-6 and frequency(joined, language) > 3e-8 + 0.001 * frequency(match[3], language)):
        yield _edit(row.start + 1, row.start + 2, "", "structure.drop-cap-space")


def wrapped_lines(draft: Draft) -> Iterator[Finding]:
    """The same as `rejoined_lines`, on a page that is wrapped as a whole: its zones can't be told before that is undone."""
    if _wrapped_width(page_of(draft)):
        yield from rejoined_lines(draft)


def rejoined_lines(draft: Draft) -> Iterator[Finding]:
    """Line breaks inside sentences: wrapped lines, columns, words hyphenated at the end of a line.

    Two lines become one when the first has no closing mark and is long, and the second begins in lower case; in wrapped text also
    when the second begins with a capital, if its first word would not have fitted on the first line.

    Left alone: verse, lists, dialogue, and the hyphen of a compound ("vingt-/six").
    """
    page = page_of(draft)
    width = _wrapped_width(page)
    for i, (row, after) in enumerate(zip(page.rows, page.rows[1:], strict=False)):
        if i + 1 in page.listed and not width or after.text[:1] in "—–-•*" or row.end + 1 != after.start:
            continue
        if _opens_with_comma(row, after):
            yield _edit(row.end, after.start, "", "structure.rejoin")
            continue
        if _around_link(page, i) or i > 0 and _around_link(page, i - 1):
            yield _edit(row.end, after.start, " ", "structure.rejoin")
            continue
        hyphen = _HYPHEN.search(row.text[-40:])
        if hyphen and after.starts_lower and len(row.text) >= 25:
            yield from _unhyphenated(draft, row, after, hyphen)
        elif _broken(page, i, row, after) or (width and _fills(row, after, width)):
            yield _edit(row.end, after.start, " ", "structure.rejoin")


def continues(before: Row, after: Row, language: str | None) -> bool:
    """Whether a line that begins in lower case goes on with the sentence of the line before it, which has no end.

    Two content words may meet by chance (a line without its full stop, then a name and a role in lower case): the second
    line must then end like a sentence. A word that cannot end a sentence, or one that only goes on with it, is enough.
    """
    if before.ends and before.ends != "," or not after.starts_lower:
        return False
    if after.is_sentence or before.ends == ",":
        return True
    ends_open = before.folded_words[-1:] and before.folded_words[-1] in _joints(language, "open")
    return bool(ends_open or after.folded_words[:1] and after.folded_words[0] in _joints(language, "onward"))


@cache
def _joints(language: str | None, side: str) -> frozenset[str]:
    """The words at a line break that show that the sentence goes on: see `lexicons/sentence_joints.yaml`."""
    return frozenset(str(lexicon("sentence_joints").get(language or "", {}).get(side, "")).split())


def _broken(page: Page, position: int, row: Row, after: Row) -> bool:
    if row.ends or not after.starts_lower or len(row.text) < WRAPPED or len(after.text) < 12:
        return False
    if after.text[:1].isalpha() and len(after.words) < 2:
        return False
    if row.title_like and page.zone(position) == "head" or not continues(row, after, page.language):
        return False
    return not _verse(page, position)


_PUNCTUATED = re.compile(r"[,;] \w|[,.] ?$")


def _opens_with_comma(row: Row, after: Row) -> bool:
    """« le bon de commande » above « , entre la pression … »: what stood behind a link."""
    return len(row.text) >= WRAPPED and not row.ends and bool(_PUNCTUATED.match(after.text))


SHORTER = 0.6
"""How long such a link is at most, as a part of the line before it."""
_INNER_STOP = re.compile(r"[.!?…] ")
LINKED, FEW = 60, 15
"""Code points: a link inside a sentence is shorter than the one; behind it stands the other at least."""


def _around_link(page: Page, position: int) -> bool:
    """Whether a row, a few words under it and the row under these are one sentence, which a link or a bold word broke twice:
    « Lima, / que quería / pagar en efectivo. »
    """
    rows = page.rows[position : position + 3]
    if len(rows) < 3 or any(a.end + 1 != b.start for a, b in pairwise(rows)):
        return False
    row, link, rest = rows
    if len(link.text) > SHORTER * len(row.text) or _INNER_STOP.search(link.text):
        return False  # verse has lines of one length
    if row.ends not in ("", ",") or link.ends not in ("", ",") or not rest.is_sentence or not rest.starts_lower:
        return False
    enough = WRAPPED if len(row.text) < 3 * WRAPPED else FEW
    return len(row.text) >= WRAPPED and len(rest.text) >= enough and len(link.text) < LINKED and (link.starts_lower or link.text[:1].isdigit())


def _verse(page: Page, position: int) -> bool:
    """Among short lines without a paragraph between them."""
    around = page.rows[max(0, position - 2) : position + 4]
    return len(around) >= 4 and all(len(row.text) < 60 for row in around) and sum(row.starts_lower for row in around) < 2


def _unhyphenated(draft: Draft, row: Row, after: Row, hyphen: re.Match[str]) -> Iterator[Edit]:
    following = _FIRST_WORD.match(after.text)
    if not following:
        return
    whole = (hyphen[1] + following[0]).lower()
    if draft.language in ("fr", "en") and frequency(whole, draft.language):
        yield _edit(row.end - 1, after.start, "", "structure.hyphen")
    else:
        yield _edit(row.end, after.start, "", "structure.rejoin")


def _wrapped_width(page: Page) -> int:
    """The width to which the page's lines were wrapped; 0 when they were not."""
    rows = [r for r in page.rows if 30 <= len(r.text) <= 120]
    if len(rows) < 6 or len(rows) < 0.7 * len(page.rows):
        return 0
    open_ended = [r for r in rows if not r.ends or r.ends == ","]
    lower = sum(r.starts_lower for r in rows)
    if len(open_ended) < 0.6 * len(rows) or lower < 0.3 * len(rows):
        return 0
    return max(len(r.text) for r in rows)


def _fills(row: Row, after: Row, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    if row.ends and row.ends != "," or len(row.text) < 0.6 * width:
        return False
    return len(row.text) + 1 + len(after.text.split(" ", 1)[0]) > width


def inline_intertitles(draft: Draft) -> Iterator[Finding]:
    """AFP's dashed intertitles, lost in the run of the text: "… Israël. - “Escalade” - Les bombardements …"."""
    text = draft.text
    for row in page_of(draft).rows:
        if "-" not in row.folded:
            continue
        for match in _INTERTITLE.finditer(row.text):
            yield _edit(row.start + match.start(), row.start + match.end(), f"\n{match[1].strip()}\n", "structure.intertitle")
        whole = _INTERTITLE_LINE.match(row.text)
        if whole and len(row.text) <= 80:
            yield _edit(row.start, row.end, text[row.start + whole.start(1) : row.start + whole.end(1)].strip(), "structure.intertitle")


def bullets(draft: Draft) -> Iterator[Finding]:
    """The glyphs of bullets go, their text stays. Dashes of dialogue and numbers of lists stay."""
    for row in page_of(draft).rows:
        match = _BULLET.match(row.text)
        if match:
            yield _edit(row.start, row.start + match.end(), "", "structure.bullet")


AFTER = (inline_intertitles, bullets, drop_caps, rejoined_lines)
"""To run after furniture went: what it separated has come together."""
