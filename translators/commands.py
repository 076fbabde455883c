"""What `diptych translate` and `diptych packages ...` do, without a command line: data in, lines of text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from cleaners.sentences import split
from translators.base import Translation, Translator
from translators.fetch import Progress, check_url
from translators.installer import Available, available, install, install_file, install_url, remove, verify
from translators.package_files import read_metadata
from translators.packages import Package, listed
from translators.places import Places
from translators.typesetting import typeset

LINES = 256  # lines read before they are translated together
CHARACTERS = 200_000  # or so many characters

Doubtful = Callable[[int, str, Translation], None]  # line number from 1, source sentence, its translation


def translate_lines(
    lines: Iterable[str],
    translator: Translator,
    *,
    together: int = LINES,
    doubtful: Doubtful | None = None,
    raw: bool = False,
) -> Iterator[str]:
    """Translate line by line: as many lines out as in, in the same order, empty ones kept empty.

    lines: with or without their newline; translations come without. Each line is split into sentences; what stands
    between them stays. `together` lines are read before the first is translated (1 for a dialogue); memory doesn't
    grow with the input. doubtful: told of every sentence whose translation has problems. raw: leave the typography as
    the model wrote it.
    """
    block: list[str] = []
    characters = done = 0
    for line in lines:
        block.append(line.rstrip("\r\n"))
        characters += len(line)
        if len(block) >= together or characters >= CHARACTERS:
            yield from _translated(block, translator, done, doubtful, raw)
            done += len(block)
            block, characters = [], 0
    yield from _translated(block, translator, done, doubtful, raw)


def _translated(
    block: list[str], translator: Translator, done: int, doubtful: Doubtful | None, raw: bool
) -> Iterator[str]:
    spans = [split(line, translator.source) for line in block]
    sentences = [line[s.start : s.end] for line, some in zip(block, spans, strict=True) for s in some]
    translations = iter(translator.translate(sentences))
    for number, (line, some) in enumerate(zip(block, spans, strict=True), done + 1):
        own = list(islice(translations, len(some)))
        texts = [" ".join(one.text.splitlines()) for one in own]
        if not raw:
            texts = [one.text for one in typeset(texts, translator.target)]
        parts: list[str] = []
        position = 0
        for span, translation, text in zip(some, own, texts, strict=True):
            if translation.problems and doubtful:
                doubtful(number, line[span.start : span.end], translation)
            parts += [line[position : span.start], text]
            position = span.end
        yield "".join([*parts, line[position:]])


def packages_list(places: Places | None = None, *, online: bool = False) -> tuple[list[str], list[str]]:
    """Return the lines of `diptych packages list` and notes about strays.

    A line: name, origin, direction, path, with tabs between; the package that serves a pair first. online: packages
    of the index follow, with "available" for origin and their link for path; this alone uses the network.
    """
    places = places or Places.default()
    packages, notes = listed(places)
    lines = []
    for package in packages:
        direction = f"{'+'.join(package.metadata.sources)} → {'+'.join(package.metadata.targets)}"
        lines.append(f"{package.name}\t{package.origin}\t{direction}\t{package.path}")
    if online:
        here = {package.name for package in packages}
        lines += [_offer(one) for one in available(places) if one.name not in here]
    return lines, notes


def _offer(one: Available) -> str:
    direction = f"{'+'.join(one.metadata.sources)} → {'+'.join(one.metadata.targets)}"
    return f"{one.name}\tavailable\t{direction}\t{one.links[0]}"


def packages_install(
    what: str,
    target: str | None = None,
    *,
    version: str | None = None,
    places: Places | None = None,
    progress: Progress | None = None,
) -> Package:
    """Install a package: `what` is a source language with its `target`, a package file, or a URL of one.

    A language or a URL uses the network. Raises PackageError, FetchError.
    """
    if target is not None:
        return install(what, target, version=version, places=places, progress=progress)
    if "://" in what:
        check_url(what)
        return install_url(what, places=places, progress=progress)
    path = Path(what).expanduser()
    metadata = read_metadata(path)
    return install_file(path, *metadata.pair, places=places)


def packages_verify(places: Places | None = None) -> tuple[list[str], bool]:
    """Return a line a package ("name TAB origin TAB ok", or what is wrong and what to do), and whether all are well."""
    results = verify(places)
    lines = [f"{package.name}\t{package.origin}\t{wrong or 'ok'}" for package, wrong in results]
    return lines, not any(wrong for _, wrong in results)


def packages_remove(name: str, places: Places | None = None) -> list[str]:
    """Remove a package that we installed; return a line for each folder that went. Raises PackageError."""
    return [f"removed {path}" for path in remove(name, places=places)]
