"""Spaces around punctuation: none before a comma, and the spacing of each language before : ; ! ? %.

French (Lexique des règles typographiques de l’Imprimerie nationale): U+00A0 before `:` and `%` and inside guillemets, U+202F
before `; ! ?`. English: none of that. Any other language keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.tongue import foreign_quotations
from cleaners.typography import own_lines
from cleaners.untouchable import untouchable

RULES = (
    Rule("spacing.comma", Promise.LAYOUT, "no space before a comma or a full stop, one after it"),
    Rule("spacing.bracket", Promise.LAYOUT, "spaces stand outside brackets"),
    Rule("spacing.french-space", Promise.LAYOUT, "French spacing of : ; ! ? % and guillemets"),
    Rule("spacing.other-space", Promise.LAYOUT, "no space before punctuation in Spanish, Italian and Portuguese"),
    Rule("spacing.english-space", Promise.LAYOUT, "no space before punctuation in English"),
)
_WHY = {rule.id: rule.why for rule in RULES}

NBSP, NNBSP = "\xa0", "\u202f"
_S = "[ \xa0\u202f\u2009]"  # the spaces that stand around punctuation


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start, end, new, rule, _WHY[rule])


_BEFORE_COMMA = re.compile(
    r"(?<=[^\s,(«“])" + _S + r"+(?P<mark>,)(?=(?P<glued>[^\s\d,'’]|\d(?![\d]{0,2}" + _S + r"?[%€$]))|\s|$|\d)"
)
_BEFORE_STOP = re.compile(r"(?<=[^\s.!?…,;:(])" + _S + r"+\.(?=\s|$|[»”\")])(?!" + _S + r"?\.)")
_STOP_BEFORE_SENTENCE = re.compile(r"(?<=[a-zà-ÿœ]{2})" + _S + r"+\.(?=(?!Net\b|NET\b|Org\b)[A-ZÀ-Þ][a-zà-ÿœ’' ])")
_COMMA_GLUED = re.compile(r"[,;](?=[^\W\d_«“])|[a-zà-ÿœ],(?=\d)")
_AFTER_COMMA = re.compile(
    r"(?<=[a-zà-ÿœ]{2}),(?=[^\W\d_]{2}|[ldjmtsnc]['’][^\W\d_]|[àayeoéè]\s)|(?<=[»”]),(?=[^\W\d_])"
    r"|(?<=\d),(?=[a-zà-ÿœ]{2,}|[ldcjs]['’][^\W\d_])|(?<=/h),(?=[a-zà-ÿœ]{2})|(?<=[a-zà-ÿœ»)]{2});(?=[^\W\d_]{2}|[«“])"
    r"|(?<=[a-zà-ÿœ]{4}),(?=\d)"
)


def commas(draft: Draft) -> Iterator[Finding]:
    """No space before a comma or full stop, one after a comma: "en mars , puis", "réunion,puis", " ,30 000".

    Left alone: decimal commas ("3 ,5 %" is for `numbers`), ".NET", "…", lists of codes, web addresses.
    """
    text = draft.text
    if draft.language not in ("fr", "en", "es", "it", "pt"):
        return
    stretches = untouchable(text)
    if " ," in text or "\xa0," in text or "\u202f," in text:
        for match in _BEFORE_COMMA.finditer(text):
            after = text[match.end() : match.end() + 1]
            if after.isdigit() and text[match.start() - 1].isdigit():
                continue
            new = ", " if after and not after.isspace() and after not in "»”)\"'’" else ","
            yield _edit(match.start(), match.end(), new, "spacing.comma")
    for match in _BEFORE_STOP.finditer(text) if any(gap in text for gap in (" .", "\xa0.", "\u202f.")) else ():
        yield _edit(match.start(), match.end(), ".", "spacing.comma")
    for match in _STOP_BEFORE_SENTENCE.finditer(text) if " ." in text or "\xa0." in text else ():
        yield _edit(match.start(), match.end(), ". ", "spacing.comma")
    for match in _AFTER_COMMA.finditer(text) if _COMMA_GLUED.search(text) else ():
        is_entity = match[0] == ";" and "&" in text[max(0, match.start() - 10) : match.start()]
        if not is_entity and not stretches.meet(match.start(), match.end()):
            yield _edit(match.start(), match.end(), match[0] + " ", "spacing.comma")


_INSIDE_BRACKET = re.compile(r"(?<=[(\[])" + _S + r"+(?=[^\s)\]])|(?<=[^\s(\[])" + _S + r"+(?=[)\]])")
_BEFORE_BRACKET = re.compile(
    r"(?<=[^\W_]{2})\((?=" + _S + r"|[^()\n]{0,60}[ \xa0A-ZÀ-Þ0-9…][^()\n]{0,300}\)|[^()\n]{9,60}\))"
)
_AFTER_BRACKET = re.compile(r"\)(?=[a-zà-ÿœ]{2}|[àa][ -]|[ldjmtsnc]['’]|[A-ZÀ-Þ][a-zà-ÿ’])")


def brackets(draft: Draft) -> Iterator[Finding]:
    """Brackets: "( dont trois )" and "présidence( …" get their spaces outside the bracket.

    Left alone: étudiant(e)s, (re)découvrir, f(x), ":(" and its kin, a list's "a)".
    """
    text = draft.text
    if draft.language not in ("fr", "en", "es", "it", "pt") or ("(" not in text and "[" not in text):
        return
    stretches = untouchable(text)
    for match in _INSIDE_BRACKET.finditer(text):
        before, after = text[match.start() - 1], text[match.end()]
        if after in ")]" and (before in ":;=-([" or not _closes(text, match.end())):
            continue
        if before in "([" and text[max(0, match.start() - 2)] in ":;=-":
            continue
        yield _edit(match.start(), match.end(), "", "spacing.bracket")
    for match in _BEFORE_BRACKET.finditer(text):
        if not stretches.meet(match.start(), match.end()):
            yield _edit(match.start(), match.start(), " ", "spacing.bracket")
    for match in _AFTER_BRACKET.finditer(text):
        if not stretches.meet(match.start(), match.end()) and _closes_long(text, match.start()):
            yield _edit(match.end(), match.end(), " ", "spacing.bracket")


def _closes(text: str, position: int) -> bool:
    """Whether the bracket at `position` closes one that was opened shortly before, in its line."""
    opening = "(" if text[position] == ")" else "["
    window = text[max(0, position - 400) : position]
    window = window[window.rfind("\n") + 1 :]
    return window.count(opening) > window.count(text[position])


def _closes_long(text: str, position: int) -> bool:
    """Whether the bracket at `position` closes more than the ending of a word: several words, or a capitalised
    one."""
    window = text[max(0, position - 400) : position]
    start = window.rfind("(")
    inside = window[start + 1 :]
    return start >= 0 and "\n" not in inside and (" " in inside or len(inside) > 8 or inside[:1].isupper())


_FRENCH = re.compile(
    r"(?P<marks>(?<=[^;!?:\s/&=(])" + _S + r"{0,3}(?P<run>[;!?]+)(?=[\s»”\"’')\]…,.]|$))"
    r"|(?P<colon>(?<=[^\s:;])" + _S + r"{0,3}:(?=\s|[«“\"]|$))"
    r"|(?P<turned>(?<=[a-zà-ÿœ»)])" + _S + r"[;:](?=(?:[a-zà-ÿœ]{2,20}|[àa])(?:[’',.] ?|[ \xa0])[^:;])"
    r"|(?<=[a-zà-ÿœ]{3}):(?=(?:une?|le|la|les|des|du|de|il|elle|ils|on|ce|cette|celui|celle|ceux|à|en|deux|trois)[ \xa0][a-zà-ÿœ\d]|[lcdn][’'][a-zà-ÿœ]))"
    r"|(?P<percent>(?<=\d)" + _S + r"{0,3}%(?![\w%]))"
    r"|(?P<opening>«" + _S + r"{0,3}(?=\S))|(?P<closing>(?<=[^\s«Â])" + _S + r"{0,3}»)",
    re.MULTILINE,
)
_OTHER = re.compile(
    r"(?<=[a-zà-ÿ)»”])" + _S + r"+(?P<mark>[;!?]|:)(?=[ \xa0\u202f](?=[^\W_]|[«“\"])|[”»]|$|(?P<glued>(?<=;)[^\W\d_]))"
    r"|(?P<opening>[¿¡“])" + _S + r"+(?=[^\W_])|(?<=[^\W_.!?…])" + _S + r"+(?P<closing>[”])(?![^\W_])",
    re.MULTILINE,
)


def other_spacing(draft: Draft) -> Iterator[Finding]:
    """No space before ; : ! ? in Spanish, Italian and Portuguese: "una valla ; otra" becomes "una valla; otra".

    Left alone: a colon between two capitals or two numbers, signs with a space on both sides of which a dash or a slash is one.
    """
    if draft.language not in ("es", "it", "pt"):
        return
    for line in own_lines(draft, ("es", "it", "pt"), ";:!?¿¡“”"):
        for match in _OTHER.finditer(line.text):
            if len(line.text) >= _SENTENCE:
                mark = match["mark"] or match["opening"] or match["closing"]
                new = mark + " " if match["glued"] else mark
                yield _edit(line.start + match.start(), line.start + match.end(), new, "spacing.other-space")


_SENTENCE = 40
"""Code points: a shorter line may be a label or a title, which keeps its own spacing."""


_EMOTICON = re.compile(r"[:;=]['’]?-?[)(DPp*/|\\](?!\w)")
_GLUED_TO_BRAND = re.compile(r"(?:\bYahoo|\bJeopardy|\bJoomla|\bWham|\bOh my|\bPanic|https?|ftp|mailto)$")
_WANTED = {"marks": NNBSP, "colon": NBSP, "percent": NBSP}


def french_spacing(draft: Draft) -> Iterator[Finding]:
    """U+202F before ; ! ?, U+00A0 before : and % and inside « », whatever space stood there, or none.

    Left alone: 12:30, ratios, addresses, emoticons, "(?)", and everything inside a quotation or a line in another
    language.
    """
    for line in own_lines(draft, ("fr",), ";!?:%«»"):
        text = line.text
        stretches = untouchable(text)
        foreign = foreign_quotations(text, "fr")
        for match in _FRENCH.finditer(text):
            kind = match.lastgroup if match.lastgroup != "run" else "marks"
            start, end = match.span()
            if foreign and any(a <= start and end <= b for a, b in foreign):
                continue
            if stretches and stretches.meet(start, end):
                continue
            if kind == "opening":
                new, at = "«" + NBSP, start
            elif kind == "closing":
                new, at = NBSP + "»", start
            else:
                at = start
                mark = match[0].lstrip(" \xa0\u202f\u2009")
                if (
                    start == 0
                    or _EMOTICON.match(text, end - len(mark))
                    or _GLUED_TO_BRAND.search(text, max(0, start - 8), start)
                ):
                    continue
                if (
                    kind == "colon"
                    and end - len(mark) == start
                    and text[start - 1].isdigit()
                    and text[end : end + 1].isdigit()
                ):
                    continue
                if mark[0] == ";" and re.search(r"&#?\w{1,10}$", text[max(0, start - 12) : start]):
                    continue
                if text[start - 1] in "([«“":
                    continue
                new = _WANTED.get(str(kind), NBSP if mark == ":" else NNBSP) + mark
                if kind == "turned":  # "un buffle :il"
                    new += " "
            if match[0] != new:
                yield _edit(line.start + at, line.start + end, new, "spacing.french-space")


_ENGLISH = re.compile(
    r"(?<=[a-z])"
    + _S
    + r";(?=[a-z]{2})|(?<=[^\s(\[“‘:;,.!?-])"
    + _S
    + r"+(?P<mark>[;!?]+|:(?![-)(DP/]))(?=\s|[”’\")\]]|$)|(?<=\d)"
    + _S
    + r"+%(?!\w)|(?<=[“‘(])(?<![:;=]\()(?<![:;=][-’']\()"
    + _S
    + r"+(?=\S)|(?<=[^\s])"
    + _S
    + r"+(?=”(?!\w))|(?<=[a-z])"
    + _S
    + r"(?=['’](?:re|ve|ll)\b)",
    re.MULTILINE,
)


def english_spacing(draft: Draft) -> Iterator[Finding]:
    """French spacing in English goes: "why ?" becomes "why?", "12 %" becomes "12%", “ so ” becomes “so”,
    "we 're" becomes "we're".

    Left alone: emoticons, lines in another language.
    """
    for line in own_lines(draft, ("en",), ";!?:%“”‘('’"):
        stretches = untouchable(line.text)
        for match in _ENGLISH.finditer(line.text):
            mark = match[0].lstrip(" \xa0\u202f\u2009")
            if mark and _EMOTICON.match(line.text, match.end() - len(mark)):
                continue
            if not stretches.meet(match.start(), match.end()):
                new = mark + " " if match["mark"] is None and mark == ";" else mark
                yield _edit(line.start + match.start(), line.start + match.end(), new, "spacing.english-space")
