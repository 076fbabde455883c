"""Which translator serves which direction, by the settings; one per process, since a model is heavy to load."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import UsageError
from flows.settings import Settings, Translate
from translators.base import Decoding, Translator
from translators.package_files import PackageError
from translators.places import Places

OTHER = {"fr": "en", "en": "fr"}


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a direction has no translator, and the command that helps."""

    reason: str


_lock = threading.Lock()
_made: dict[tuple[str, str, Translate, Places, Path | None], Translator | Missing] = {}


def translator_for(source: str, target: str, settings: Settings) -> Translator | Missing:
    """The guarded translator for a direction (ISO 639-1 codes), made once per process and settings."""
    key = (source, target, settings.translate, places_of(settings), settings.memory_path)
    with _lock:
        if key not in _made:
            try:
                _made[key] = make_translator(source, target, settings)
            except PackageError as error:
                return Missing(str(error))
        return _made[key]


def make_translator(source: str, target: str, settings: Settings, chosen: str | None = None) -> Translator:
    """The package `chosen` (name or path) or of the settings, or the best one, behind the memory and the checks.

    What fails the checks is asked of a second package of the pair, too, unless the settings say no or a path was
    chosen, whose package serves alone.

    Raises PackageError, naming the command that helps, when there is none or it is damaged; UsageError when the
    glossary or the memory can't be used.
    """
    from translators.glossary import Glossary
    from translators.glossary_file import GlossaryError
    from translators.ladder import GuardedTranslator
    from translators.memory import CachingTranslator, Memory, MemoryFileError
    from translators.piecewise import PiecewiseTranslator
    from translators.routes import open_translator, second_translator

    options = settings.translate
    chosen = chosen or options.package(source, target)
    is_path = chosen is not None and ("/" in chosen or Path(chosen).expanduser().exists())
    places = places_of(settings)
    best = open_translator(
        source,
        target,
        named=None if is_path else chosen,
        path=chosen if is_path else None,
        places=places,
        decoding=Decoding(beam_size=options.beam_size),
        threads=options.threads,
    )
    asked_too = options.second_package and options.attempts > 1 and not is_path
    second = second_translator(best, places=places, threads=options.threads) if asked_too else None
    translators: list[Translator] = [best, second] if second else [best]
    try:
        if settings.memory_path:
            memory = Memory(settings.memory_path)
            translators = [CachingTranslator(translator, memory) for translator in translators]
        glossary = Glossary.load(options.glossaries)
    except (MemoryFileError, GlossaryError) as error:
        raise UsageError(str(error)) from None
    first, *others = translators
    guarded = GuardedTranslator(
        first, others=others, glossary=glossary, on_fail=options.on_fail, attempts=options.attempts
    )
    return PiecewiseTranslator(guarded, best.pieces)


def places_of(settings: Settings) -> Places:
    """Where packages lie, with what the settings say about it."""
    places = Places.default()
    if settings.packages.dir:
        places = replace(places, installed=Path(settings.packages.dir).expanduser())
    if settings.packages.index:
        places = replace(places, index=settings.packages.index)
    return places
