"""Characters that are not what they seem: line ends, control and invisible characters, ligatures, decomposed accents,
look-alikes from other alphabets.

Mojibake and lost bytes are in `mojibake`, entities and escapes in `escapes`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule

RULES = (
    Rule("unicode.line-ends", Promise.DECODING, "lines end with a line feed"),
    Rule("unicode.control", Promise.DECODING, "a control character that no reader sees"),
    Rule("unicode.invisible", Promise.REMOVAL, "an invisible character inside Latin text"),
    Rule("unicode.ligature", Promise.DECODING, "a ligature of a typeface, not of the spelling"),
    Rule("unicode.composed", Promise.DECODING, "letter and accent are one character (NFC)"),
    Rule("unicode.homoglyph", Promise.DECODING, "a letter of another alphabet inside a Latin word"),
)
_WHY = {rule.id: rule.why for rule in RULES}


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c]")


def line_ends(draft: Draft) -> Iterator[Finding]:
    """CRLF, lone CR, form feeds and Unicode's line separators become a line feed.

    Left alone: U+0085, which in these pages is an ellipsis of Windows-1252 (see `control`).
    """
    for match in _LINE_END.finditer(draft.text):
        yield _edit(match.start(), match.end(), "\n", "unicode.line-ends")


_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffc\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff]")


def control(draft: Draft) -> Iterator[Finding]:
    """Control, private-use and non-characters go; U+0080–009F are read as the Windows-1252 characters they were.

    "l\\x92Otan" becomes "l’Otan". Left alone: tab (layout sees to it) and line feed.
    """
    for match in _CONTROL.finditer(draft.text):
        char = match[0]
        new = ""
        if "\x80" <= char <= "\x9f":
            new = bytes([ord(char)]).decode("cp1252", errors="ignore")
        yield _edit(match.start(), match.end(), new, "unicode.control")


# Scripts whose words need their joiners: from Hebrew and Arabic to the scripts of South and South-East Asia.
_JOINING = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_JOINER_NEEDED = "\u200c\u200d"


def invisible(draft: Draft) -> Iterator[Finding]:
    """Zero-width spaces and joiners, soft hyphens, byte order marks and direction marks go from Latin text.

    Left alone: joiners inside an emoji or between letters of Arabic, Indic and South-East Asian scripts, direction
    marks beside letters written from right to left, no-break spaces (typography normalises them).
    """
    text = draft.text
    if text.isascii():
        return
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if match[0] not in "\u00ad\ufeff" and _JOINING.search(around):
            continue
        if match[0] in _JOINER_NEEDED and any(ord(c) > 0x2190 for c in around):
            continue
        yield _edit(start, end, "", "unicode.invisible")


_PRESENTATION = re.compile("[\ufb00-\ufb06]")


def ligatures(draft: Draft) -> Iterator[Finding]:
    """ﬁ, ﬂ, ﬀ and their kin, which PDF files leave, become their letters. Left alone: œ and æ, which are spelling."""
    if draft.text.isascii():
        return
    for match in _PRESENTATION.finditer(draft.text):
        yield _edit(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]), "unicode.ligature")


_CLUSTER = re.compile("[^\\s\u0300-\u036f]?[\u0300-\u036f]+|[\u0340-\u0344\u2126\u212a\u212b]|[^\x00-\u02ff\\s]+")


def composed(draft: Draft) -> Iterator[Finding]:
    """Decomposed accents ("e" + U+0301) become one character, as NFC has it."""
    text = draft.text
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in _CLUSTER.finditer(text):
        new = unicodedata.normalize("NFC", match[0])
        if new != match[0]:
            yield _edit(match.start(), match.end(), new, "unicode.composed")


_LOOKALIKES = dict(
    zip(
        "аеорсхуіјѕһԁԛԝАВЕКМНОРСТХІЈЅУοΑΒΕΖΗΙΚΜΝΟΡΤΧΥ",
        "aeopcxyijshdqwABEKMHOPCTXIJSYoABEZHIKMNOPTXY",
        strict=True,
    )
)
_FOREIGN_LETTER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_MIXED = re.compile("(?<![^\\W\\d_])[^\\W\\d_]*[\u0370-\u03ff\u0400-\u052f][^\\W\\d_]*")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def homoglyphs(draft: Draft) -> Iterator[Finding]:
    """A Cyrillic or Greek letter that looks Latin, inside a word that is otherwise Latin, becomes the Latin letter.

    "déclаré" with a Cyrillic а becomes "déclaré". A lone а, о or с between Latin words is taken for one, too. Left
    alone: Cyrillic and Greek words, also with a Latin letter in them, and every letter without a Latin double.
    """
    text = draft.text
    if text.isascii() or not _FOREIGN_LETTER.search(text):
        return
    for match in _MIXED.finditer(text):
        word = match[0]
        foreign = [c for c in word if _FOREIGN_LETTER.match(c)]
        if any(c not in _LOOKALIKES for c in foreign):
            continue
        latin = len(word) - len(foreign)
        if latin < len(foreign) and not (latin == 0 and _is_lone_in_latin(text, match.start(), match.end())):
            continue
        for offset, char in enumerate(word, match.start()):
            if char in _LOOKALIKES:
                yield _edit(offset, offset + 1, _LOOKALIKES[char], "unicode.homoglyph")


_ALPHABET = re.compile(r"(?i)\b(?:cyrilli\w+|russe|grecque?|alphabets?|homoglyphs?|homoglyphes?|russian|greek)\b")


def _is_lone_in_latin(text: str, start: int, end: int) -> bool:
    """Whether the one-letter word at `start:end` stands between Latin words, e.g. "il а dit"."""
    if _ALPHABET.search(text, max(0, start - 60), end + 60):
        return False  # the letter itself is spoken of
    if end - start != 1 or text[start] not in "аеоусі":
        return False
    around = text[max(0, start - 30) : start] + text[end : end + 30]
    if text[start - 1 : start] not in (" ", "\xa0") or any(mark in around for mark in '«»“”"'):
        return False
    return len(_LATIN.findall(around)) > 8 and not _FOREIGN_LETTER.search(around)
