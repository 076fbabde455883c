"""Which language an article is in, and which language one of its lines is in.

`langdetect`, seeded so that two runs agree, judges the article by its longest lines (the body, not the menu). It is
wrong
on short text, so lines are judged by their function words, and by lingua restricted to the candidate languages when
those say nothing.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException
from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from cleaners.edits import Draft, Fact, Finding, Flag, Line
from cleaners.resources import lexicon
from cleaners.tongue import strange_to

LINE_LANGUAGES = ("fr", "en", "es", "it", "pt", "de", "nl", "id")
"""The languages told apart on a line."""

SAMPLE = 800
"""Code points of body text whose function words are counted."""

ENOUGH = 250
"""Code points of it that langdetect reads: as sure as with more, at a fraction of the time. The two must agree."""

VOTERS = 16
"""Lines that vote on the article's language, the longest."""

LEAST_VOTE = 80
"""Code points of a line that votes."""

READ = 120
"""Code points of it that are read."""

PLAIN = 0.22
"""Share of a language's own function words in a sample that leaves nothing to ask langdetect."""

LIKELY = 0.2
"""The same that outweighs another opinion of langdetect."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTERS = re.compile("[\n\t -\u02ff\u2010-\u203a]*")
_ASCII_WORD = re.compile(r"(?<![^ \n])[a-z]{2,}(?![^ \n])")
_loading = threading.Lock()
DetectorFactory.seed = 0


@dataclass(frozen=True, slots=True)
class Detection:
    """`language` is an ISO 639-1 code, None when the text has too few words to tell; `confidence` 0..1."""

    language: str | None
    confidence: float


def detect(text: str) -> Detection:
    """The language of an article, from its longest lines."""
    return _detect(_body_sample(text))


@lru_cache(maxsize=256)
def _detect(sample: str) -> Detection:
    words = len(_WORD.findall(sample))
    if words < 3:
        return Detection(None, 0.0)
    if words >= 12:
        profile = _profile(sample)
        best, second = sorted(profile, key=lambda code: profile[code], reverse=True)[:2]
        if words >= 40 and profile[best] >= PLAIN and profile[best] >= 4 * profile[second]:
            return Detection(best, 1.0)
        if (
            profile[best] >= LIKELY
            and _LATIN_LETTERS.fullmatch(sample, 0, ENOUGH)
            and _ASCII_WORD.search(sample, 0, ENOUGH)
        ):
            return Detection(best, min(1.0, profile[best] * 2))  # langdetect would not be heard
        detector = _guesser().create()
        detector.append(sample[:ENOUGH])
        try:
            top = detector.get_probabilities()[0]
        except LangDetectException:  # no letters that it knows
            return Detection(None, 0.0)
        if top.prob >= 0.9 and (top.lang == best or profile[best] < LIKELY):
            return Detection(str(top.lang).partition("-")[0], float(top.prob))
        if profile[best] >= LIKELY:
            return Detection(best, min(1.0, profile[best] * 2))
    return _by_letters(sample)


def line_language(text: str, body: str | None = None) -> str | None:
    """The language of a line, sentence or caption; None when it holds nothing to tell by.

    `body` is the article's language: it wins when the line could be either.

    >>> line_language("Suivez-nous sur les réseaux"), line_language("Follow us for the latest updates", "fr")
    ('fr', 'en')
    >>> line_language("12:30", "fr") is None
    True
    """
    profile = _profile(text)
    best = max(profile, key=lambda code: (profile[code], code == body))
    if profile[best] > 0 and (body not in profile or best == body or profile[best] > 1.5 * profile[str(body)]):
        return best
    if not _WORD.search(text):
        return None
    found = _by_letters(text)
    return found.language if found.confidence >= 0.5 else body


def foreign_paragraphs(draft: Draft) -> Iterator[Finding]:
    """Flags paragraphs in another language than the article: an untranslated leftover or an honest quotation, kept.

    Only a line of a dozen words or more is judged, and only when function words and letters agree; a quotation inside a
    sentence never is. Left alone: short lines, titles of works, names.
    """
    if draft.language is None:
        return
    for line in draft.lines:
        if is_foreign(line, draft.language):
            why = f"a paragraph in another language ({line_language(line.text)}) than the article's: kept as it is"
            yield Flag("foreign_paragraph", line.start, line.end, why)
            yield Fact("foreign_paragraphs", "true", line.start, line.end, "language.foreign-paragraph")


def is_foreign(line: Line, language: str) -> bool:
    """Whether a long line is surely not in `language`. Cheap for lines that are."""
    if len(line.text) < 60:
        return False
    words = _WORD.findall(line.text[:400].lower())
    strange = strange_to(language)
    if 10 * len([word for word in words if word in strange]) < len(words):
        return False  # so few that no language can reach the shares below
    profile = _profile(line.text[:400])
    own = profile.get(language, 0.0)
    best = max(profile, key=lambda code: profile[code])
    if best == language or profile[best] < 0.2 or profile[best] < 2 * own or len(line.text.split()) < 10:
        return False
    return _by_trigrams(line.text[:400]) == best


def _body_sample(text: str) -> str:
    """The longest lines in the language of most of them: one long quotation in another language does not decide."""
    lines = sorted((line.strip() for line in text.split("\n")), key=len, reverse=True)
    votes = Counter(tongue for line in lines[:VOTERS] if len(line) >= LEAST_VOTE and (tongue := _tongue(line)))
    if votes:
        chosen = votes.most_common(1)[0][0]
        lines = [line for line in lines if len(line) < LEAST_VOTE or _tongue(line) == chosen]
    sample: list[str] = []
    size = 0
    for line in lines:
        if size >= SAMPLE or (sample and len(line) < 40 and size > 200):
            break
        sample.append(line[: SAMPLE - size])
        size += len(line)
    return "\n".join(sample)


def _tongue(line: str) -> str:
    """The language that has the most function words at the beginning of a line; "" where none has any."""
    profile = _profile(line[:READ])
    best = max(profile, key=lambda code: profile[code])
    return best if profile[best] else ""


@cache
def _weights() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """For each function word, the languages that have it, each with one over their number."""
    lists: Mapping[str, str] = lexicon("language_profiles")
    weights: dict[str, dict[str, float]] = {}
    for language, words in lists.items():
        for word in words.split():
            weights.setdefault(word, {})[language] = 1.0
    return {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in weights.items()}


def _profile(text: str) -> dict[str, float]:
    """For each language the share of the words of `text` that are its function words, shared ones counting less."""
    weights = _weights()
    totals = dict.fromkeys(LINE_LANGUAGES, 0.0)
    words = _WORD.findall(text.lower())
    for word in words:
        if word in weights:
            for code, weight in weights[word]:
                totals[code] += weight
    return {code: total / max(1, len(words)) for code, total in totals.items()}


@cache
def _guesser() -> DetectorFactory:
    """langdetect with its tables as tuples of numbers: the garbage collector forgets those, and would walk through 87,000
    lists each time it runs, whoever calls it."""
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.word_lang_prob_map = {group: tuple(shares) for group, shares in factory.word_lang_prob_map.items()}
    return factory


def _builder() -> LanguageDetectorBuilder:
    return LanguageDetectorBuilder.from_iso_codes_639_1(
        *(getattr(IsoCode639_1, code.upper()) for code in LINE_LANGUAGES)
    )


@cache
def _detector() -> LanguageDetector:
    return _builder().build()


@cache
def _trigram_detector() -> LanguageDetector:
    return _builder().with_low_accuracy_mode().build()


def _by_trigrams(text: str) -> str | None:
    """The language of a line of some length by its groups of three letters alone: sure there, where function words have
    spoken already, and ready without the 180 MB and the seconds of the tables of longer groups."""
    with _loading:
        detector = _trigram_detector()
    values = detector.compute_language_confidence_values(text)
    return values[0].language.iso_code_639_1.name.lower() if values and values[0].value >= 0.2 else None


@lru_cache(maxsize=1024)
def _by_letters(text: str) -> Detection:
    with _loading:
        detector = _detector()
    values = detector.compute_language_confidence_values(text)
    if not values or values[0].value < 0.2:
        return Detection(None, 0.0)
    return Detection(values[0].language.iso_code_639_1.name.lower(), values[0].value)
