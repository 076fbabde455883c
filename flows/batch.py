"""One batch: the articles that are not done yet are cleaned, and the sentences of all of them translated together.

Knows no Prefect, so that it runs in a task, in a Dask worker or in a test alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import cast

from cleaners.sentences import split
from flows.cleaning import NO_TEXT, clean_document
from flows.errors import UsageError
from flows.publish.files import valid_text
from flows.publish.records import Segment
from flows.publish.saving import Outcome
from flows.publish.store import Store, Stored
from flows.ruleset import ruleset_hash
from flows.settings import Settings
from flows.translation import OTHER, Missing, translator_for
from translators.base import Translation, Translator
from translators.heap import give_back
from translators.ladder import article_verdict
from translators.typesetting import Typeset, typeset

TOGETHER = 256
"""Sentences handed to the translator at once: enough for full batches, few enough to see progress."""

Tell = Callable[[str, int], None]
"""Called with what was done ("cleaned", "sentences", "articles") and how many more."""


@dataclass(slots=True)
class _Work:
    """An article on its way through the batch."""

    outcome: Outcome
    language: str = ""
    sentences: list[tuple[int, str]] = field(default_factory=list)  # paragraph (-1: title), sentence
    translator: Translator | None = None


def article_key(content: str, ruleset: str) -> str:
    """The key of a clean article: it changes with the document and with the rules."""
    return hashlib.sha256(f"{content}\0{ruleset}".encode()).hexdigest()


def is_done(content: str, article: str | None, signature: str | None, language: str | None, settings: Settings) -> bool:
    """Whether a document's last result is what these settings would give again."""
    if article != article_key(content, ruleset_hash(settings.clean.rules)):
        return False
    return signature == wanted_signature(language, settings)


def wanted_signature(language: str | None, settings: Settings) -> str:
    """The signature of the translator that an article in `language` would get; empty for none."""
    if language not in settings.translate.languages:
        return ""
    translator = translator_for(language, OTHER[language], settings)
    return "" if isinstance(translator, Missing) else translator.signature


def process(
    store: Store, ordinals: Sequence[int], settings: Settings, run: str = "", tell: Tell = lambda what, count: None
) -> None:
    """Do what is left to do for these documents and save it, all in one transaction, in the name of `run`.

    An article that fails becomes a row with its reason; only a store that can't be written raises.
    """
    works = [_prepared(store, stored, settings, tell) for stored in store.documents(ordinals)]
    translatable = [work for work in works if work.sentences]
    for translator in {id(work.translator): work.translator for work in translatable}.values():
        if translator is not None:
            _translate([work for work in translatable if work.translator is translator], translator, tell)
    store.save([replace(work.outcome, run=run) for work in works])
    give_back()
    tell("articles", len(works))


def _prepared(store: Store, stored: Stored, settings: Settings, tell: Tell) -> _Work:
    """Clean the document, or find it cleaned, and say what is to be translated."""
    ruleset = ruleset_hash(settings.clean.rules)
    key = article_key(stored.content, ruleset)
    outcome = Outcome(stored.ordinal, "failed", article_key=key, ruleset=ruleset)
    known = store.clean_text(key)
    if known is None:
        try:
            article = clean_document(stored.document, settings.clean.rules, store.context(stored.document))
        except UsageError:
            raise
        except Exception as error:
            reason = f"could not be cleaned ({type(error).__name__}: {error})"
            return _Work(replace(outcome, article_key=None, reason=reason))
        finally:
            tell("cleaned", 1)
        outcome = replace(outcome, article=article)
        known = (article.language, article.title, list(article.paragraphs))
    language, title, paragraphs = known
    if not paragraphs and not title:
        return _Work(replace(outcome, reason=NO_TEXT))
    if language is None or language not in settings.translate.languages:
        return _Work(replace(outcome, status="kept", reason=_why_kept(language, settings)))
    translator = translator_for(language, OTHER[language], settings)
    if isinstance(translator, Missing):
        return _Work(replace(outcome, status="kept", reason=translator.reason))
    outcome = replace(outcome, status="paired", signature=translator.signature, original=language)
    if store.has_pair(key, translator.signature):
        return _Work(outcome)
    sentences = list(sentences_of(title, paragraphs, language))
    return _Work(outcome, language, sentences, translator)


def sentences_of(title: str | None, paragraphs: Sequence[str], language: str) -> Iterable[tuple[int, str]]:
    """Each sentence with the index of its paragraph, the title's (-1) first."""
    for index, paragraph in enumerate([title or "", *paragraphs], -1):
        for span in split(valid_text(paragraph), language):
            yield index, paragraph[span.start : span.end]


def _translate(works: Sequence[_Work], translator: Translator, tell: Tell) -> None:
    """Translate the sentences of all articles, each distinct one once, and pair them."""
    distinct = list(dict.fromkeys(sentence for work in works for _, sentence in work.sentences))
    results: dict[str, Translation] = {}
    try:
        for start in range(0, len(distinct), TOGETHER):
            part = distinct[start : start + TOGETHER]
            translations = translator.translate([valid_text(sentence) for sentence in part])
            results.update(zip(part, translations, strict=True))
            tell("sentences", len(part))
        for work in works:
            work.outcome = _paired(work, [results[sentence] for _, sentence in work.sentences], translator.target)
    except Exception as error:
        if len(works) > 1:  # find the article that it is, and do the others
            for work in works:
                _translate([work], translator, tell)
            return
        reason = f"could not be translated ({type(error).__name__}: {error})"
        works[0].outcome = replace(works[0].outcome, status="failed", reason=reason, article_key=None)


def _paired(work: _Work, translations: Sequence[Translation], target: str) -> Outcome:
    """The outcome of an article with its segments: each sentence beside its translation, typeset in `target`."""
    texts = typeset([translation.text for translation in translations], target)
    segments = [
        _segment(work.language, paragraph, sentence, translation, text)
        for (paragraph, sentence), translation, text in zip(work.sentences, translations, texts, strict=True)
    ]
    return replace(work.outcome, segments=segments, verdict=article_verdict(translations))


def _segment(language: str, paragraph: int, sentence: str, translation: Translation, text: Typeset) -> Segment:
    fr, en = (sentence, text.text) if language == "fr" else (text.text, sentence)
    return Segment(
        paragraph,
        fr,
        en,
        round(translation.score, 3),
        tuple(f"{problem.severity}:{problem.check}" for problem in translation.problems),
        tuple(problem.why for problem in translation.problems),
        text.edits,
        translation.attempts,
    )


def _why_kept(language: str | None, settings: Settings) -> str:
    wanted = " or ".join(language_name(code) for code in settings.translate.languages)
    if language is None:
        return f"has too little text to tell its language; only {wanted} is paired"
    return f"is in {language_name(language)} ({language}), not in {wanted}: kept as it is, not paired"


@cache
def language_name(code: str) -> str:
    """The English name of a language, its code when there is none."""
    from lingua import IsoCode639_1, Language

    try:
        found = Language.from_iso_code_639_1(cast("IsoCode639_1", getattr(IsoCode639_1, code.upper())))
    except AttributeError:
        return code
    return found.name.capitalize()
