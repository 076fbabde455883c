"""Where a long sentence can be taken apart: at marks and conjunctions, the strongest and best placed first."""

from __future__ import annotations

import re

from cleaners.sentences import Span

_FRENCH = (
    "et|ou|mais|car|donc|or|puis|que|qui|dont|où|parce|puisque|alors|tandis|lorsque|quand|si|comme|afin|avant|après|"
    "selon|tout en"
)
_ENGLISH = (
    "and|or|but|because|which|who|whose|that|while|when|where|if|as|since|although|though|so|before|after|until|unless"
)
_CONJUNCTIONS = {"fr": _FRENCH, "en": _ENGLISH}


def _marks(conjunctions: str) -> tuple[re.Pattern[str], ...]:
    """Boundaries by strength, the strongest first. Each ends where the next clause begins."""
    return (
        re.compile(r"[.!?…][»”\")\]]?\s+|[。！？]"),
        re.compile(r"[;:]\s+(?!\d)|[；：]"),
        re.compile(rf"\s[–—-]\s+|,\s+(?=(?:{conjunctions})\b)"),
        re.compile(r",\s+(?!\d)|[，、]|\s+(?=[(«“])"),
        re.compile(rf"\s+(?=(?:{conjunctions})\s)"),
        re.compile(r"\s+"),
    )


_MARKS = {language: _marks(words) for language, words in _CONJUNCTIONS.items()}
_OTHER = _marks(f"{_FRENCH}|{_ENGLISH}")
_CLAUSAL = 4  # the first so many strengths separate clauses; the others only words


def clauses(sentence: str, language: str, shortest: int = 25) -> list[Span]:
    """Split `sentence` at every clause boundary that leaves at least `shortest` characters on both sides.

    Spans are in order, without surrounding white space; only white space lies between them. A sentence without a
    boundary comes back whole.

    >>> text = "La ville a été prise lundi ; ses habitants, qui avaient fui la veille, ne sont pas encore revenus."
    >>> for span in clauses(text, "fr"):
    ...     print(text[span.start : span.end])
    La ville a été prise lundi ;
    ses habitants, qui avaient fui la veille,
    ne sont pas encore revenus.
    """
    cuts: list[int] = []
    found = {m.end() for mark in _MARKS.get(language, _OTHER)[:_CLAUSAL] for m in mark.finditer(sentence)}
    for cut in sorted(found):
        if cut - (cuts[-1] if cuts else 0) >= shortest and len(sentence) - cut >= shortest:
            cuts.append(cut)
    return _spans(sentence, cuts)


def within(sentence: str, language: str, limit: int) -> list[Span]:
    """Split `sentence` into as few pieces of at most `limit` characters as possible, even in length.

    Each cut is at the strongest boundary of the second half of the room it has (a mark before a conjunction before a
    space), and among equals at the one nearest to an even share; inside a word only where there is nothing else.
    Linear in the length of the sentence. Raises ValueError when `limit` is not positive.
    """
    if limit < 1:
        raise ValueError(f"limit must be positive, not {limit}")
    marks = _MARKS.get(language, _OTHER)
    cuts: list[int] = []
    start = 0
    while len(sentence) - start > limit:
        rest = len(sentence) - start
        share = rest / -(-rest // limit)
        cut = _best_cut(sentence, marks, start, start + limit, start + share)
        cuts.append(cut)
        start = cut
    return _spans(sentence, cuts)


def _best_cut(sentence: str, marks: tuple[re.Pattern[str], ...], start: int, end: int, wanted: float) -> int:
    low = start + max(1, (end - start) // 2)
    for mark in marks:
        ends = [match.end() for match in mark.finditer(sentence, low, end)]
        if ends:
            return min(ends, key=lambda offset: abs(offset - wanted))
    return end


def _spans(sentence: str, cuts: list[int]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for end in [*cuts, len(sentence)]:
        piece = sentence[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            spans.append(Span(start + left, start + right))
        start = end
    return spans
