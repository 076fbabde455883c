"""Names and terms that must come out right: found in the source, looked for in the translation, mended where known.

The sentence is never rebuilt around a term. A known wrong rendering is replaced in place; otherwise the ladder tries
again with the term already in the target's language, and what still lacks it is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaners.resources import config_path

from .base import Problem
from .checks.words import Side, fold
from .glossary_file import Term, read_terms

_ELISION = re.compile(r"\b([Ll]|[Dd])(?:e|a) (?=[AEIOUÉÈÊÎÔ])")
_UNELISION = re.compile(r"\b([Ll])['’](?=[^AEIOUYHÉÈÊÎÔŒaeiouyhéèêîôœ\W])")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term of the glossary in a sentence; start, end in code points."""

    term: Term
    start: int
    end: int


class Glossary:
    """A set of terms, looked up in either direction.

    Later terms replace earlier ones with the same first forms.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms: tuple[Term, ...] = tuple({term.key: term for term in terms}.values())
        self._starts: dict[str, dict[str, list[tuple[tuple[str, ...], Term]]]] = {}

    @classmethod
    def load(cls, paths: Sequence[Path] = (), *, own: bool = True) -> Glossary:
        """Read the project's glossary (unless `own` is false) and then the given files, which add to it or replace.

        Raises GlossaryError, naming file and line.
        """
        files = [config_path("lexicons/glossary.yaml")] if own else []
        return cls(term for path in [*files, *paths] for term in read_terms(Path(path)))

    def occurrences(self, side: Side) -> list[Occurrence]:
        """Return the terms in a sentence, in order; of two that overlap, the longer."""
        starts = self._by_first_word(side.language)
        found: list[Occurrence] = []
        index = 0
        while index < len(side.words):
            step = 1
            for words, term in starts.get(side.folded[index], ()):
                if _stands_at(side, index, words):
                    last = index + len(words) - 1
                    found.append(Occurrence(term, side.starts[index], side.starts[last] + len(side.words[last])))
                    step = len(words)
                    break
            index += step
        return found

    def check(self, source: Side, target: Side) -> Iterator[Problem]:
        """Yield a problem for each term of the source that the translation lacks, or renders in a known wrong way."""
        for term in dict.fromkeys(found.term for found in self.occurrences(source)):
            if not _holds(target, term.forms[target.language]):
                said = next((w for w in self._wrong(term, target.language) if _holds(target, [w])), None)
                wanted = term.forms[target.language][0]
                known = f", not {said!r}" if said else ""
                why = f"{term.forms[source.language][0]!r} must be rendered {wanted!r}{known}"
                yield Problem("glossary", "warning", why)

    def mended(self, source: str, translation: str, source_language: str, target_language: str) -> str:
        """Return the translation with known wrong renderings of the source's terms replaced by the right ones."""
        ours = Side(source, source_language)
        for term in dict.fromkeys(found.term for found in self.occurrences(ours)):
            theirs = Side(translation, target_language)
            if _holds(theirs, term.forms[target_language]):
                continue
            for wrong in self._wrong(term, target_language):
                spans = [(a, b) for a, b in _places(theirs, wrong)]
                if spans:
                    wanted = term.forms[target_language][0]
                    for start, end in reversed(spans):
                        translation = translation[:start] + wanted + translation[end:]
                    if target_language == "fr":
                        translation = _UNELISION.sub(r"\1e ", _ELISION.sub(r"\1'", translation))
                    break
        return translation

    def foretold(self, source: str, source_language: str, target_language: str) -> str:
        """Return the source with its terms already in the target's language; models copy what they don't know."""
        text = source
        for found in reversed(self.occurrences(Side(source, source_language))):
            text = text[: found.start] + found.term.forms[target_language][0] + text[found.end :]
        return text

    def _wrong(self, term: Term, target: str) -> Iterator[str]:
        """Yield the renderings known as wrong: the listed ones, then the other language's forms, copied."""
        yield from term.wrong.get(target, ())
        right = term.forms[target]
        for language, forms in term.forms.items():
            if language != target:
                yield from (form for form in forms if form not in right)

    def _by_first_word(self, language: str) -> dict[str, list[tuple[tuple[str, ...], Term]]]:
        if language not in self._starts:
            table: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
            for term in self.terms:
                for form in term.forms.get(language, ()):
                    side = Side(form, language)
                    if side.words:
                        table.setdefault(side.folded[0], []).append((tuple(side.words), term))
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
            self._starts[language] = table
        return self._starts[language]


def _holds(side: Side, forms: Iterable[str]) -> bool:
    return any(next(_places(side, form), None) is not None for form in forms)


def _places(side: Side, form: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each place where a form stands in a sentence."""
    wanted = Side(form, side.language)
    words = tuple(wanted.words)
    if not words:
        return
    for index, folded in enumerate(side.folded):
        if folded == wanted.folded[0] and _stands_at(side, index, words):
            last = index + len(words) - 1
            yield side.starts[index], side.starts[last] + len(side.words[last])


def _stands_at(side: Side, index: int, words: tuple[str, ...]) -> bool:
    """Whether a form stands at a word: capitals as written ("WHO" is not "who"), any accents, no mark between."""
    if index + len(words) > len(side.words):
        return False
    for offset, wanted in enumerate(words):
        found = side.words[index + offset]
        if found != wanted and not (side.folded[index + offset] == fold(wanted) and _same_case(wanted, found)):
            return False
        if offset and side.between(index + offset - 1).strip(" \u00a0\u202f-‑'’."):
            return False
    return True


def _same_case(wanted: str, found: str) -> bool:
    if len(wanted) > 1 and wanted.isupper():
        return found.isupper()
    return found[0].isupper() or wanted[0].islower()
