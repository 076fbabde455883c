"""`diptych translate` and `diptych check`: lines in, lines out, as they come."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator

from flows.errors import UsageError
from flows.settings import Settings, nearest
from flows.translation import make_translator, places_of
from translators.base import Translation
from translators.commands import translate_lines


def check_language(code: str, option: str, settings: Settings) -> None:
    """Raise UsageError, with the nearest code, when `code` is no language that any package here could serve."""
    from lingua import IsoCode639_1

    from translators.packages import listed

    known = {name.lower() for name in dir(IsoCode639_1) if len(name) == 2}
    if code in known:
        return
    packages, _ = listed(places_of(settings))
    known |= {c for package in packages for c in (*package.metadata.sources, *package.metadata.targets)}
    if code not in known:
        guess = nearest(code.lower()[:2], sorted(known))
        hint = f"; did you mean {guess}?" if guess else ""
        raise UsageError(f"{option} {code}: no such language; expected an ISO 639-1 code such as fr or en{hint}")


def translate_stream(
    source: str, target: str, settings: Settings, package: str | None = None, *, raw: bool = False
) -> int:
    """Translate stdin to stdout, one line in and one line out, whatever has arrived together at a time.

    raw: leave the typography as the model wrote it.
    """
    translator = make_translator(source, target, settings, package)

    def doubtful(number: int, sentence: str, translation: Translation) -> None:
        found = "; ".join(problem.why for problem in translation.problems if problem.severity != "info")
        if found:
            print(f"line {before + number}: {found}", file=sys.stderr)

    before = 0
    for lines in _lines_as_they_come():
        for line in translate_lines(lines, translator, doubtful=doubtful, raw=raw):
            sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        before += len(lines)
    return 0


def check_stream(source: str, target: str, settings: Settings) -> int:
    """Check pairs on stdin (source TAB translation); a JSON line each on stdout. Returns 1 when any is flagged."""
    from translators.check_bitext import check_lines, is_flagged_record
    from translators.glossary import Glossary

    glossary = Glossary.load(settings.translate.glossaries)
    flagged = False
    for lines in _lines_as_they_come():
        for record in check_lines(lines, source, target, glossary=glossary.check):
            flagged = flagged or is_flagged_record(record)
            print(json.dumps(record, ensure_ascii=False))
        sys.stdout.flush()
    return 1 if flagged else 0


def _lines_as_they_come() -> Iterator[list[str]]:
    """The lines of stdin without their line ends, as many together as have arrived."""
    begun: list[bytes] = []  # the pieces of a line that has not ended
    while data := os.read(sys.stdin.fileno(), 1 << 16):
        first, *others = data.split(b"\n")
        begun.append(first)
        if others:
            yield [_text(line) for line in (b"".join(begun), *others[:-1])]
            begun = [others[-1]]
    if rest := b"".join(begun):
        yield [_text(rest)]


def _text(line: bytes) -> str:
    return line.removesuffix(b"\r").decode("utf-8", "replace")
