"""Where sentences begin and end: sentencex proposes, a few rules of news writing correct it.

sentencex (F1 .988 on French, .998 on English PUD) breaks French news in known places, which are mended here:

- after titles and initials: « M. Dupont », « Me. Martin », « J. K. Rowling », « 52 av. J.-C. »;
- between a mark and the closing guillemet: « Non ! » stays whole, and goes on when « , a-t-il dit » follows;
- it leaves « ... M. X. « Nous partons ! » ... » whole, because an initial ends the sentence;
- its time grows with the square of a text full of open quotation marks: here it gets blocks of bounded length.

Sentences inside a quotation stay together unless the whole grows past `LONG` characters; then the quotation is
split between its sentences, since nobody translates six sentences at once well. No character is ever lost: the
spans are in order, don't overlap, and only white space lies between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import sentencex

LONG = 300  # characters; a quotation of several sentences that is longer is split inside
_BLOCK = 4_000  # characters given to sentencex at once: its worst case is quadratic
_REACH = 2_000  # characters between an opening quotation mark and its closing one, at most


@dataclass(frozen=True, slots=True)
class Span:
    """`paragraph[start:end]`, in code points."""

    start: int
    end: int


def split(paragraph: str, language: str) -> list[Span]:
    """Return the sentences of `paragraph` as spans without surrounding white space, in order.

    `language` is an ISO 639-1 code; sentencex knows some 240, corrections exist for French and English. Between
    and around the spans there is only white space: spans and gaps together are the paragraph. Time is linear.

    >>> text = "« Non ! » a dit M. Dupont. Il est parti en 52 av. J.-C. Elle reste."
    >>> [text[s.start:s.end] for s in split(text, "fr")]
    ['« Non ! » a dit M. Dupont.', 'Il est parti en 52 av. J.-C.', 'Elle reste.']
    """
    corrected = language in ("fr", "en")
    ends = _proposed(paragraph, language)
    if corrected:
        quotations = _quotations(paragraph)
        ends = _after_closing_marks(paragraph, ends | _missed(paragraph, quotations))
        ends = {end for end in ends if not _goes_on(paragraph, end)}
        ends |= _inside_long(paragraph, ends, quotations)
        ends = _before_opening_marks(paragraph, ends)
    spans: list[Span] = []
    start = 0
    for end in [*sorted(ends), len(paragraph)]:
        span = _trimmed(paragraph, start, end)
        if span is None:
            continue
        if spans and corrected and not _has_word(paragraph, span) and "\n" not in paragraph[start - 1 : span.start]:
            spans[-1] = Span(spans[-1].start, span.end)  # a lone « … » or « ! » belongs to what it follows
        else:
            spans.append(span)
        start = end
    return spans


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _has_word(text: str, span: Span) -> bool:
    return any(text[i].isalnum() for i in range(span.start, span.end))


# What sentencex says ------------------------------------------------------------------------------

_SAFE_CUT = re.compile(r"[.!?…][»”\"')\]]{0,3}\s")


def _proposed(text: str, language: str) -> set[int]:
    """Offsets after which sentencex starts a new sentence, from blocks of bounded length."""
    ends: set[int] = set()
    position = 0
    while position < len(text):
        block = text[position : position + _BLOCK]
        ended = True
        if position + _BLOCK < len(text):
            cuts = [match.end() for match in _SAFE_CUT.finditer(block, _BLOCK // 2)]
            ended = bool(cuts)
            cut = cuts[-1] if cuts else max(block.rfind(" "), block.rfind("\n")) + 1
            block = block[: cut or _BLOCK]
        offset = position
        for sentence in sentencex.segment(language, block):
            offset += len(sentence)
            ends.add(offset)
        position += len(block)
        if not ended:
            ends.discard(position)
    return ends


# What it misses -----------------------------------------------------------------------------------

_MARK = re.compile(r"[«»“”]")
_NEW_SENTENCE = re.compile(r"[.!?…][»”)\]\"]?\s+(?=[«“]|\"[A-ZÀÉÊ])|\b[A-Z]\.\s+(?=[A-ZÀÉÊ])")
_INNER = re.compile(r"[.!?…]+[»”)\]]?\s+(?=[«“(]?\s?[A-ZÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜ0-9])")


def _quotations(text: str) -> list[tuple[int, int]]:
    """Pairs of quotation marks as (opening, closing) offsets, in order, none longer than `_REACH`."""
    pairs: list[tuple[int, int]] = []
    opened = -1
    for match in _MARK.finditer(text):
        if match.group() in "«“":
            opened = match.start()
        elif opened >= 0:
            if match.start() - opened <= _REACH:
                pairs.append((opened, match.start()))
            opened = -1
    return pairs


def _missed(text: str, quotations: list[tuple[int, int]]) -> set[int]:
    """Ends before an opening quotation mark or after an initial, outside any quotation."""
    ends: set[int] = set()
    following = 0
    for match in _NEW_SENTENCE.finditer(text):
        while following < len(quotations) and quotations[following][1] < match.start():
            following += 1
        inside = following < len(quotations) and quotations[following][0] < match.start()
        if not inside:
            ends.add(match.end())
    return ends


def _inside_long(text: str, ends: set[int], quotations: list[tuple[int, int]]) -> set[int]:
    """Ends of sentences within quotations, where the sentence around them is longer than `LONG`."""
    extra: set[int] = set()
    start = 0
    following = 0
    for end in [*sorted(ends), len(text)]:
        while following < len(quotations) and quotations[following][1] < start:
            following += 1
        if end - start > LONG:
            index = following
            while index < len(quotations) and quotations[index][0] < end:
                opening, closing = quotations[index]
                for match in _INNER.finditer(text, max(opening, start), min(closing, end)):
                    if match.end() < closing and not _goes_on(text, match.end()):
                        extra.add(match.end())
                index += 1
        start = end
    return extra


# What it breaks -----------------------------------------------------------------------------------

_CLOSERS = re.compile(r"\s*[»”)\]]+\s*")


def _after_closing_marks(text: str, ends: set[int]) -> set[int]:
    """Move an end that stands before a closing mark behind it."""
    moved: set[int] = set()
    for end in ends:
        match = _CLOSERS.match(text, end)
        moved.add(match.end() if match else end)
    return moved


def _before_opening_marks(text: str, ends: set[int]) -> set[int]:
    """Move an end that stands behind an opening mark before it: « opens what follows."""
    moved: set[int] = set()
    for end in ends:
        start = end
        while start > 0 and (text[start - 1].isspace() or text[start - 1] in "«“(["):
            start -= 1
        behind_mark = text[start:end].strip() != "" and end < len(text)
        moved.add(end - len(text[start:end].lstrip()) if behind_mark else end)
    return moved


# Never the end of a sentence: a name follows.
_BEFORE_NAME = (
    "m mm mme mmes mlle mlles mgr dr drs pr prof me ste sts gén col cdt cne lt ltn sgt adj st vve "
    "mr mrs ms messrs gen sen rep gov capt cmdr hon rev sr fr cf vs"
)
# Not the end of a sentence when a number follows.
_BEFORE_NUMBER = (
    "art al chap p pp fig no nos n° vol tél réf env av apr éd t § janv févr fév avr juil sept oct nov déc "
    "jan feb mar apr jun jul aug sep dec approx ca"
)
# Words that open a sentence rather than go on with a name.
_OPENING = (
    "il elle ils elles le la les un une des mais et ce cet cette ces on nous vous je en dans à au aux pour selon "
    "depuis après avant lors l d c j qu s n y son sa ses leur leurs alors aussi "
    "he she it they the a an but and this that these those we you i in on at for according since after before "
    "his her its their then also"
)
_NAME_FOLLOWS = frozenset(_BEFORE_NAME.split())
_NUMBER_FOLLOWS = frozenset(_BEFORE_NUMBER.split())
_STARTERS = frozenset(_OPENING.split())
_LINKS = frozenset(("par", "de", "by", "and", "et"))
_LAST_WORD = re.compile(r"([^\s«“(\[]+)\s*\Z")
_FIRST_WORD = re.compile(r"\s*[«“\"(\[]?\s*([^\W\d_]+)")


def _goes_on(text: str, end: int) -> bool:
    """Whether the sentence goes on after `end`, where a new one was proposed."""
    rest = text[end : end + 60]
    gap_start = end
    while gap_start > 0 and text[gap_start - 1].isspace():
        gap_start -= 1
    following = rest.lstrip()
    gap = text[gap_start : end + len(rest) - len(following)]
    if not following or "\n" in gap:
        return False
    if not gap and text[end - 1 : end] not in ("!", "?", "»", "”", "…"):
        return True
    if following[0] in ",;:" or (following[0].islower() and not following[1:2].isupper()):
        return True
    match = _LAST_WORD.search(text, max(0, gap_start - 30), gap_start)
    if match is None or not match.group(1).endswith("."):
        return False
    word = re.split(r"['’]", match.group(1)[:-1])[-1]
    folded = word.lower()
    if folded in _NAME_FOLLOWS:
        return True
    if folded in _NUMBER_FOLLOWS and following[0].isdigit():
        return True
    if word.isdigit() and _opens(text, match.start(1)):
        return True  # « 1. Premier point »
    return _is_initial(text, match.start(1), word) and _names(following)


def _opens(text: str, start: int) -> bool:
    """Whether the word at `start` opens a sentence, as the number of a list does."""
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    if before is None:
        return True
    word = before.group(1)
    return word[-1] in ".!?:;" and word[:-1].lower() not in _NUMBER_FOLLOWS


def _is_initial(text: str, start: int, word: str) -> bool:
    """« J. », « J.-C. », « G.W. » after a name, another initial or nothing."""
    letters = [part for part in re.split(r"[.\-‑]", word) if part]
    if not letters or any(len(part) != 1 or not part.isupper() for part in letters):
        return False
    if word.endswith(("-C", "‑C")) or len(letters) > 2:
        return False  # « av. J.-C. », « U.S.A. »: ends a sentence as often as not
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    if before is None:
        return True
    word = before.group(1)
    return word[-1] in ".!?…»" or not word[0].islower() or word in _LINKS


def _names(following: str) -> bool:
    """Whether what follows an initial looks like the rest of a name."""
    first = _FIRST_WORD.match(following)
    return first is not None and following[0].isalpha() and first.group(1).lower() not in _STARTERS
