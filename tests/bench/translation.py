"""How well and how fast the packages translate news: `make bench-translation`.

    python -m tests.bench.translation [--sets FOLDER] [--package FILE]... [--direction fr-en] [--lines N] [--quick]

Each package (those that ship, those installed, those given) and Apertium through Spanish, where it is installed, on
`newstest2012` and `newstest2013`, as the runner decodes them, without checks: beam 4, int8, and the length penalty that
the package names (Argos's packages: 0.2). `tests.bench.whole_way` measures what users get. FOLDER holds
`newstest2013.fr`, `newstest2013.en` and so on; `DIPTYCH_BENCH` names another one.

Speed is counted in CPU seconds of one thread, so that it means the same on a busy machine. "against Argos's shape" is
the time that a model of the shape of Argos's packages takes for the same work: its weights are random, so each
sentence is decoded to the length that the real translation has.
"""

import argparse
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.argos_shape import seconds_for
from translators.checks.quantities import mentions
from translators.checks.words import Side
from translators.guard import check
from translators.packages import listed, version_key
from translators.places import Places
from translators.training.scoring import Package, Scores, read_lines, score

ROOT = Path(__file__).resolve().parents[2]
SETS = Path(os.environ.get("DIPTYCH_BENCH", ROOT.parent / "shared" / "bench"))
DIRECTIONS = (("fr", "en"), ("en", "fr"))
TIMED_LINES = 300
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-zà-ÿ]{2,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One system on one test set. Shares are of the sentences that hold such a thing; speeds per CPU second."""

    system: str
    direction: str
    test_set: str
    scores: Scores
    numbers: float
    names: float
    loops: float
    sentences_per_second: float | None = None
    tokens_per_second: float | None = None
    times_argos_shape: float | None = None
    megabytes: float | None = None


def main() -> None:
    """Print a row for each system, direction and test set, and the signatures."""
    parser = argparse.ArgumentParser(description="quality and speed of the translation packages")
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--package", type=Path, action="append", default=[], help="a further package file")
    parser.add_argument("--lines", type=int, default=None, help="only so many lines of each set")
    parser.add_argument("--quick", action="store_true", help="newstest2013 alone, nothing but packages")
    parser.add_argument("--direction", choices=["fr-en", "en-fr"], help="only this one")
    given = parser.parse_args()
    if not (given.sets / "newstest2013.fr").exists():
        parser.error(f"{given.sets} holds no newstest2013.fr: name the folder of the test sets with --sets")
    rows = []
    print(HEAD, flush=True)
    for source, target in DIRECTIONS:
        if given.direction not in (None, f"{source}-{target}"):
            continue
        for test_set in ("newstest2013",) if given.quick else ("newstest2012", "newstest2013"):
            lines = read_lines(given.sets / f"{test_set}.{source}")[: given.lines]
            references = read_lines(given.sets / f"{test_set}.{target}")[: given.lines]
            for path in package_files(source, target, given.package):
                rows.append(package_row(path, source, target, test_set, lines, references))
                print(written(rows[-1]), flush=True)
            for name, translate in {} if given.quick else others(source, target).items():
                rows.append(other_row(name, translate, source, target, test_set, lines, references))
                print(written(rows[-1]), flush=True)
    if rows:
        print(f"\nBLEU {rows[0].scores.bleu_signature}\nchrF {rows[0].scores.chrf_signature}")
        print("numbers, names: % of the sentences that hold some, without a warning by the guard; loops: per 1,000.")
        print("sent/s, tok/s: source sentences and pieces per CPU second of one thread; × Argos: sentences per second")
        print("against a model of the shape of Argos's packages with random weights, decoding to the same lengths.")


def package_files(source: str, target: str, given: Sequence[Path]) -> list[Path]:
    """The newest package that ships for a direction, those installed as files, and those given."""
    known, _ = listed(Places.default())
    fitting = [package for package in known if _fits(package.path, source, target)]
    newest = sorted(fitting, key=lambda package: version_key(package.metadata.version))
    bundled = [package.path for package in newest if package.origin == "bundled"][-1:]
    installed = [package.path for package in newest if package.origin != "bundled"]
    return [*bundled, *installed, *(path for path in given if _fits(path, source, target))]


def _fits(path: Path, source: str, target: str) -> bool:
    return f"{source}_{target}" in path.name


def package_row(path: Path, source: str, target: str, test_set: str, lines: list[str], references: list[str]) -> Row:
    """Translate with a package, score, and time a sample of the lines."""
    package = Package(path)
    started = time.process_time()
    translated = package.translate(lines)
    seconds = time.process_time() - started
    sample = slice(0, len(lines), max(1, len(lines) // TIMED_LINES))
    started = time.process_time()
    pieces = package.lengths(package.translate(lines[sample]).lines)
    ours = time.process_time() - started
    argos = seconds_for(list(zip(package.lengths(lines[sample]), pieces, strict=True)))
    return Row(
        path.name.removesuffix(".argosmodel"),
        f"{source}→{target}",
        test_set,
        score(translated.lines, references),
        *guarded(lines, translated.lines, source, target),
        len(lines) / seconds,
        sum(package.lengths(lines)) / seconds,
        argos / ours,
        path.stat().st_size / 1e6 if path.is_file() else None,
    )


def other_row(
    name: str,
    translate: Callable[[list[str]], list[str]],
    source: str,
    target: str,
    test_set: str,
    lines: list[str],
    references: list[str],
) -> Row:
    """Translate with another system and score."""
    started = time.perf_counter()
    translated = translate(lines)
    seconds = time.perf_counter() - started
    speed = len(lines) / seconds if seconds > 0.1 else None
    return Row(
        name, f"{source}→{target}", test_set, score(translated, references),
        *guarded(lines, translated, source, target), speed,
    )  # fmt: skip


def others(source: str, target: str) -> dict[str, Callable[[list[str]], list[str]]]:
    """Apertium through Spanish where it is installed."""
    legs = {"fr": ("fr-es", "spa-eng"), "en": ("eng-spa", "es-fr")}[source]
    if shutil.which("apertium") is None:
        return {}

    def through_spanish(lines: list[str]) -> list[str]:
        text = "\n".join(lines) + "\n"
        for leg in legs:
            done = subprocess.run(["apertium", "-u", leg], input=text, capture_output=True, text=True, check=True)
            text = done.stdout
        translated = text.removesuffix("\n").split("\n")
        if len(translated) != len(lines):
            raise RuntimeError(f"apertium {source}→{target}: {len(translated)} lines came back for {len(lines)}")
        return translated

    return {"Apertium via Spanish": through_spanish}


def guarded(lines: list[str], translations: list[str], source: str, target: str) -> tuple[float, float, float]:
    """% of the sentences with numbers, and of those with names, that the guard lets pass; loops per 1,000."""
    with_numbers = with_names = numbers_wrong = names_wrong = loops = 0
    for line, translation in zip(lines, translations, strict=True):
        problems = check(line, translation, source, target).problems
        flagged = {problem.check for problem in problems if problem.severity != "info"}
        if any(mention.strong for mention in mentions(Side(line, source))):
            with_numbers += 1
            numbers_wrong += "numbers" in flagged
        if _NAME.search(line):
            with_names += 1
            names_wrong += "names" in flagged
        loops += any(problem.check == "repetition" and problem.severity == "error" for problem in problems)
    numbers = 100 * (1 - numbers_wrong / max(1, with_numbers))
    names = 100 * (1 - names_wrong / max(1, with_names))
    return numbers, names, 1000 * loops / len(lines)


COLUMNS = (24, 6, 13, 6, 6, 8, 6, 6, 8, 8, 8, 6)
HEAD = " ".join(
    title.ljust(width) if place < 3 else title.rjust(width)
    for place, (title, width) in enumerate(
        zip("system;dir.;set;BLEU;chrF;numbers;names;loops;sent/s;tok/s;× Argos;MB".split(";"), COLUMNS, strict=True)
    )
)


def written(row: Row) -> str:
    """A row of the table."""
    figures: list[tuple[float | None, int]] = [
        (row.scores.bleu, 1),
        (row.scores.chrf, 1),
        (row.numbers, 1),
        (row.names, 1),
        (row.loops, 1),
        (row.sentences_per_second, 1),
        (row.tokens_per_second, 0),
        (row.times_argos_shape, 1),
        (row.megabytes, 1),
    ]
    cells = [row.system, row.direction, row.test_set]
    cells += ["–" if figure is None else f"{figure:.{digits}f}" for figure, digits in figures]
    return " ".join(
        cell.ljust(width) if place < 3 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, COLUMNS, strict=True))
    )


if __name__ == "__main__":
    main()
