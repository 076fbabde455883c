"""Numbers as French and English write them (1 500 and 1,500; 3,7 and 3.7), and those that a model only copied.

A small model copies a number more often than it rewrites it, and a copied "1,400" in French reads as 1.4. Which number
was meant the source's language says, so a copy can be written in the target's form without changing its value.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?<![\w.,:/+-])"
    r"(?:\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
    r"(?![\w:/]|[.,-]\d)"
)
_GROUPED = re.compile(r"(\d{1,3}([ \u00a0\u202f.,])\d{3}(?:\2\d{3})*)(?:(?!\2)([.,])(\d{1,2}))?")
_GROUP_MARKS = {"fr": " \u00a0\u202f.,", "en": ", \u00a0\u202f"}
_OWN_GROUP_MARK = {"fr": "\u202f", "en": ","}
_DECIMAL_MARK = {"fr": ",", "en": "."}
_SPACES = " \u00a0\u202f"
_HOUR = re.compile(r"\s*[ap]\.?m\b|\s*(?:h|heures?|o'clock)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\b\w*[A-Z]\w{3,}|\b[a-z]*[A-Z]{2,}|\bv\.?|\bno\.?|n°|\bversion|\bchapt\w+|\bsection|\barticle|\bfigure) $"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number's digits before and after the decimal mark; `grouped` when its thousands are set apart."""

    whole: str
    fraction: str
    grouped: bool

    def same_number(self, other: Value) -> bool:
        return (self.whole, self.fraction) == (other.whole, other.fraction)

    def write(self, language: str, group_mark: str | None = None) -> str:
        """The number in a language's own form, or with another mark (perhaps none) between thousands."""
        mark = {"fr": " ", "en": ","}[language] if group_mark is None else group_mark
        whole = f"{int(self.whole):,}".replace(",", mark) if self.grouped else self.whole
        return whole + (_DECIMAL_MARK[language] + self.fraction if self.fraction else "")


def readings(written: str, language: str) -> list[Value]:
    """What a written number may mean in a language, the likelier first.

    >>> [value.whole for value in readings("1.500", "fr")]
    ['1500']
    >>> [(value.whole, value.fraction) for value in readings("1,500", "fr")]
    [('1', '500'), ('1500', '')]
    """
    found = []
    whole, mark, fraction = written.partition(_DECIMAL_MARK[language])
    if whole.isdigit() and (fraction.isdigit() if mark else True):
        found.append(Value(whole, fraction, False))
    grouped = _GROUPED.fullmatch(written)
    if grouped and grouped[2] in _GROUP_MARKS[language] and grouped[3] in (None, _DECIMAL_MARK[language]):
        digits = "".join(filter(str.isdigit, grouped[1]))
        found.append(Value(digits, grouped[4] or "", True))
    return found


def localized(source: str, translation: str, source_language: str, target_language: str) -> str:
    """The translation with the numbers that were copied from the source written as its own language writes them.

    A number is rewritten if the source holds the same figures with the same marks, they have one meaning there, and
    the target's language writes that meaning otherwise. Hours (6.30 pm), and what follows a name ("Windows 3.1") or
    "version", "section"…, stay. Languages other than French and English are left alone. No digit ever changes.

    >>> localized("Ils étaient 1 500 ou 2.000.", "There were 1 500 or 2.000.", "fr", "en")
    'There were 1,500 or 2,000.'
    >>> localized("It cost 3.5 million.", "Il a coûté 3.5 millions.", "en", "fr")
    'Il a coûté 3,5 millions.'
    >>> localized("It runs Windows 3.1 on 1,400 machines.", "Windows 3.1 tourne sur 1,400 postes.", "en", "fr")
    'Windows 3.1 tourne sur 1\\u202f400 postes.'
    """
    if {source_language, target_language} != {"fr", "en"}:
        return translation
    copied = Counter(_key(match[0]) for match in NUMBER.finditer(source))
    if not copied:
        return translation

    def rewritten(match: re.Match[str]) -> str:
        key = _key(match[0])
        meanings = readings(match[0], source_language)
        if not copied[key] or len(meanings) != 1 or not (meanings[0].grouped or meanings[0].fraction):
            return match[0]
        if not meanings[0].grouped and _is_label_or_hour(translation, match):
            return match[0]
        if meanings[0].grouped and meanings[0].whole.startswith("0"):
            return match[0]  # no number is written so
        copied[key] -= 1
        return meanings[0].write(target_language, _OWN_GROUP_MARK[target_language])

    return NUMBER.sub(rewritten, translation)


def _key(written: str) -> str:
    """The figures and marks of a number, all spaces being one."""
    return re.sub(f"[{_SPACES}]", " ", written)


def _is_label_or_hour(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    return bool(_HOUR.match(text, match.end()) or _NUMBERED.search(before))
