"""Cut marks, apostrophes, elisions and hyphens: the typography of French and of English. Spaces are in `spacing`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Line, Promise, Rule
from cleaners.tongue import is_untouched_line
from cleaners.untouchable import untouchable

RULES = (
    Rule("typography.cut-mark", Promise.TYPOGRAPHY, "a cut in a quotation is (…), an ellipsis is one character"),
    Rule("typography.doubled", Promise.TYPOGRAPHY, "the same punctuation twice"),
    Rule("typography.apostrophe", Promise.TYPOGRAPHY, "the apostrophe is ’"),
    Rule("typography.elision", Promise.LAYOUT, "no space at an apostrophe inside a word"),
    Rule("typography.hyphen", Promise.LAYOUT, "no space at the hyphen of a compound word"),
    Rule("typography.no-break", Promise.LAYOUT, "a no-break space between two words"),
)
_WHY = {rule.id: rule.why for rule in RULES}

_S = "[ \xa0\u202f\u2009]"  # the spaces that stand around punctuation


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


def own_lines(draft: Draft, languages: tuple[str, ...], needles: str) -> Iterator[Line]:
    """The lines that hold one of `needles` and are not in another language, if the article is in one of
    `languages`."""
    if draft.language not in languages or not any(needle in draft.text for needle in needles):
        return
    for line in draft.lines:
        if any(needle in line.text for needle in needles) and not is_untouched_line(line.text, draft.language):
            yield line


_CUT = re.compile(
    r"\("
    + _S
    + r"*(?:\.{1,6}|\."
    + _S
    + r"\.(?:"
    + _S
    + r"\.){0,3}|…|\.…)"
    + _S
    + r"*\)|\["
    + _S
    + r"*\.{2,6}"
    + _S
    + r"*\]"
)
_DOTS = re.compile(r"(?<![.…])\.{3,6}(?![.…])|(?<![.\w])\.(?: \.){2,3}(?![.\w])|(?<=\w)(?: \.){3}(?!\w)")


_TWO_DOTS = re.compile(r"\. ?\.")


def cut_marks(draft: Draft) -> Iterator[Finding]:
    """Cuts: "(.)", "(..)", "(...)", "( … )" become (…), three dots become "…". Left alone: "etc.", "..", long dotted
    lines."""
    if draft.language not in ("fr", "en") or ("." not in draft.text and "…" not in draft.text):
        return
    text = draft.text
    for match in _CUT.finditer(text):
        new = "(…)" if match[0][0] == "(" else "[…]"
        if match[0] == "(.)" and not re.match(r"[\s»”\"]|$", text[match.end() : match.end() + 1]):
            continue
        if match[0] != new:
            yield _edit(match.start(), match.end(), new, "typography.cut-mark")
    if not _TWO_DOTS.search(text):
        return
    stretches = untouchable(text)
    for match in _DOTS.finditer(text):
        bracketed = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if bracketed not in ("()", "[]") and not stretches.meet(match.start(), match.end()):
            yield _edit(match.start(), match.end(), "…" if match[0][0] == "." else " …", "typography.cut-mark")


_DOUBLED = re.compile(
    r"(?<=[^\W\d_]),(?:" + _S + r"*,)+(?=\s)"
    r"|(?<=[^\W_]{2})\." + _S + r"+\.(?=" + _S + r"*(?:[»”\"]|\n|$)|" + _S + r"+[A-ZÀ-ÞŒ«“])(?!" + _S + r"*\.)"
)


_TWICE = re.compile(r"[.,](?=[ \xa0\u202f\u2009]*[.,])")


def doubled_punctuation(draft: Draft) -> Iterator[Finding]:
    """Printed twice: ", ," becomes "," and ". ." becomes ".". Left alone: ellipses, "etc.,", "..", rows of commas in
    tables."""
    if draft.language not in ("fr", "en") or not _TWICE.search(draft.text):
        return
    for match in _DOUBLED.finditer(draft.text):
        yield _edit(match.start(), match.end(), match[0][0], "typography.doubled")


_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['‘´`ʼ′＇‛](?=[^\W_]|[«“\"(])|(?<=\d)['‘´`ʼ](?=[^\W\d_])")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_][sxz])'(?=[ ,.;:!?)]|$)", re.MULTILINE)
_DECADE = re.compile(r"(?<![\w'’])['‘](?=\d0s\b|(?:em|til|tis|twas|cause)\b)")
_ENGLISH_SINGLE = re.compile(
    r"(?<![\w'’.])'(?!\d0s\b)(?=\w)([^'‘’\"“”\n]{1,120}(?:['’]\w[^'‘’\"“”\n]{0,80}){0,6})(?<=[\w.!?,…])'(?!\w)"
)


def apostrophes(draft: Draft) -> Iterator[Finding]:
    """Straight, grave and acute marks between letters become ’. In English ‘quoted’ words and plural possessives,
    too.

    Left alone: feet and minutes (5'10), marks that stand free, web addresses.
    """
    text = draft.text
    if draft.language not in ("fr", "en") or not any(mark in text for mark in "'‘´`ʼ′＇‛"):
        return
    stretches = untouchable(text)
    for match in _APOSTROPHE.finditer(text):
        if not stretches.meet(match.start(), match.end()):
            yield _edit(match.start(), match.end(), "’", "typography.apostrophe")
    if draft.language == "en" and "'" in text:
        taken = set()
        for match in _ENGLISH_SINGLE.finditer(text):
            taken.add(match.end() - 1)
            yield _edit(match.start(), match.start() + 1, "‘", "typography.apostrophe")
            yield _edit(match.end() - 1, match.end(), "’", "typography.apostrophe")
        for pattern in (_POSSESSIVE, _DECADE):
            for match in pattern.finditer(text):
                if match.start() not in taken:
                    yield _edit(match.start(), match.end(), "’", "typography.apostrophe")


_ELISION = re.compile(
    r"(?<![^\W_]|['’.-])(?:[ldjmtsncLDJMTSNC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Aa]ujourd)(?:(?P<before>"
    + _S
    + r")['’](?P<both>"
    + _S
    + r"?)|['’](?P<after>"
    + _S
    + r"+))(?=[aeiouyhàâäéèêëîïôöûùœæAEIOUYHÀÂÄÉÈÊËÎÏÔÖÛÙŒÆ])"
)


def elisions(draft: Draft) -> Iterator[Finding]:
    """No space in an elision: "L’ eau" and "l ’eau" become "L’eau". Left alone: a closing single mark after a
    one-letter word, other languages."""
    for line in own_lines(draft, ("fr",), "'’"):
        for match in _ELISION.finditer(line.text):
            for group in ("before", "both", "after"):
                if match[group]:
                    yield _edit(
                        line.start + match.start(group), line.start + match.end(group), "", "typography.elision"
                    )


_NUMBER = "vingt|trente|quarante|cinquante|soixante|septante|nonante|quatre|dix|quatre-vingt|quatre-vingts"
_HYPHEN = re.compile(
    r"(?<![\w-])(?:(?P<number>"
    + _NUMBER
    + r")(?P<a>"
    + _S
    + r"?)-(?P<b>"
    + _S
    + r"?)(?=(?:et-un|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    r"|treize|quatorze|quinze|seize|vingts?)\b)"
    r"|(?:nord|sud|est|ouest|vice|ex|demi|mi|anti|Saint|Sainte|peut|celui|celle|ceux|celles|porte|contre|avant"
    r"|arrière|centre|grand|franco|anglo|sino|russo"
    r"|israélo|germano|américano|là|au|extrême|non|moyen|proche|après|presque|libre|chef|rendez|tête)-(?P<c>"
    + _S
    + r")(?=[^\W\d_])(?!(?:et|ou|puis|comme|à|de|en|le|la|les|un|une|dans|pour|qui|mais|il|elle|ce)\b)"
    r"|[^\W\d_]{1,20}-(?:t-)?(?P<d>"
    + _S
    + r")(?=(?:t-il|t-elle|t-on|il|elle|ils|elles|on|ci|là|même|mêmes)\b(?![-’'])(?=[ ,.;:!?»)]|$))"
    r"|[^\W\d_]{2,20}(?P<e>"
    + _S
    + r")(?=-(?:t-)?(?:il|elle|on|ils|elles)\b(?![-’'])(?=[ ,.;:!?»)]|$)))",
    re.IGNORECASE,
)


def hyphens(draft: Draft) -> Iterator[Finding]:
    """No space in a compound: "vingt- six", "nord- coréen", "a-t- il", "reconnaît -elle".

    Left alone: a dash between words, "sous- et sur-évaluer", a hyphen before a function word.
    """
    for line in own_lines(draft, ("fr",), "-"):
        if "- " not in line.text and " -" not in line.text and "-\xa0" not in line.text:
            continue
        for match in _HYPHEN.finditer(line.text):
            for group in "abcde":
                if match[group]:
                    yield _edit(line.start + match.start(group), line.start + match.end(group), "", "typography.hyphen")


_NO_BREAK = re.compile("(?<=[a-zà-ÿœ]{3})[\xa0\u202f](?=[a-zà-ÿœ]{2})")


def no_break_spaces(draft: Draft) -> Iterator[Finding]:
    """A no-break space between two words in small letters is a plain one: a page's layout left it.

    Left alone: those beside digits, capitals, abbreviations and punctuation, which are typography.
    """
    if "\xa0" not in draft.text and "\u202f" not in draft.text:
        return
    for match in _NO_BREAK.finditer(draft.text):
        yield _edit(match.start(), match.end(), " ", "typography.no-break")
