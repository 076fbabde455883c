"""Segment flags such as `warning:numbers`, as badges that a reader understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_CHECKS: dict[str, tuple[str, str]] = {
    "numbers": ("numbers differ", "A number of one side is missing or different on the other."),
    "dates": ("dates differ", "A date of one side is missing or different on the other."),
    "units": ("units differ", "A unit or currency of one side is missing or different on the other."),
    "names": ("names differ", "A proper name of one side is not found on the other."),
    "entities": ("names differ", "A proper name of one side is not found on the other."),
    "loop": ("repeats itself", "The translation says the same words over and over."),
    "repetition": ("repeats itself", "The translation says the same words over and over."),
    "truncation": ("cut short", "The translation reached the longest length allowed and may lack its end."),
    "truncated": ("cut short", "The translation stops before the source does."),
    "length": ("odd length", "The translation is far longer or shorter than its source."),
    "residue": ("left untranslated", "Words of the source language stand in the translation."),
    "untranslated": ("left untranslated", "Words of the source language stand in the translation."),
    "copy": ("copied", "The translation is the source sentence unchanged."),
    "copied": ("copied", "The translation is the source sentence unchanged."),
    "characters": ("unreadable character", "The model spelt a character that does not exist."),
    "empty": ("empty", "There is no translation."),
    "negation": ("negation differs", "One side denies what the other says."),
    "quotes": ("quotation differs", "Quotation marks of the two sides don't match."),
    "punctuation": ("punctuation differs", "The two sides end differently."),
    "language": ("wrong language", "The translation is not in the target language."),
    "glossary": ("term differs", "A term of the glossary was translated otherwise."),
    "omission": ("words missing", "Words of the source have no counterpart in the translation."),
    "addition": ("words added", "Words of the translation have no counterpart in the source."),
    "coverage": ("words missing", "Content words of the source have no counterpart in the translation."),
    "unknown": ("unknown words", "The source holds words that the translator does not know."),
    "confidence": ("low confidence", "The model itself was unsure of this translation."),
    "retry": ("tried again", "A translation failed the checks; this is the best of several."),
}
_SIGNS = {"error": "✕", "warning": "!", "info": "i"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A flag in words. `severity` is error, warning or info."""

    severity: str
    sign: str
    label: str
    why: str
    flag: str


def badges(flags: Iterable[tuple[str, str]]) -> tuple[Badge, ...]:
    """Return a badge for each flag and its note, worst first; a check that is not listed here keeps its own name.

    >>> [badge.label for badge in badges([("info:odd-thing", ""), ("error:numbers", "3 became 30")])]
    ['numbers differ', 'odd thing']
    """
    found = []
    for flag, note in dict.fromkeys(flags):
        severity, colon, check = flag.partition(":")
        if not colon or severity not in _SIGNS:
            severity, check = "warning", flag
        key = check.partition(".")[0]
        label, why = _CHECKS.get(check) or _CHECKS.get(key) or (check.replace("-", " ").replace("_", " "), "")
        found.append(Badge(severity, _SIGNS[severity], label, note or why or f"Found by the check “{check}”.", flag))
    return tuple(sorted(found, key=lambda badge: list(_SIGNS).index(badge.severity)))
