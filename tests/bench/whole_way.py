"""What a user of `diptych translate` gets: package, runner, checks and second tries together.

    python -m tests.bench.whole_way [--sets FOLDER] [--sets-of 2012 2013] [--direction fr-en] [--package FILE] [--out DIR]

Every line of newstest2013 (or those named) through the settings as they come, without a memory. Beside BLEU it says in
how many sentences the guard sees a wrong number or name, how many loop, how many were tried again, and how many keep a
flag, which are those that `on_fail = "withhold"` leaves out. BLEU is that of the words as the model wrote them, the
rest that of the published text. `tests.bench.translation` measures the packages alone.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from flows.options import settings_from
from flows.translation import make_translator
from tests.bench.translation import DIRECTIONS, SETS, guarded
from translators.base import Translation, Translator
from translators.commands import translate_lines
from translators.guard import is_flagged
from translators.training.scoring import read_lines, score

TITLES = ("dir.", "set", "BLEU", "chrF", "numbers", "names", "loops", "tried again", "flagged", "CPU ms")
WIDTHS = (6, 13, 6, 6, 8, 6, 6, 12, 8, 7)


class Remembering:
    """A translator that keeps what it made, so that the same lines can be written in two ways."""

    def __init__(self, translator: Translator) -> None:
        self.translator, self.source, self.target = translator, translator.source, translator.target
        self.signature = translator.signature
        self.made: dict[str, Translation] = {}

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """See `Translator`."""
        fresh = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self.made]
        self.made.update(zip(fresh, self.translator.translate(fresh), strict=True))
        return [self.made[sentence] for sentence in sentences]


def measured(translator: Translator, test_set: str, lines: list[str], references: list[str]) -> tuple[list[str], str]:
    """Translate the lines; return them as published, and the row of the table with what the checks still say."""
    remembering = Remembering(translator)
    started = time.process_time()
    published = list(translate_lines(lines, remembering))
    seconds = time.process_time() - started
    scores = score(list(translate_lines(lines, remembering, raw=True)), references)
    numbers, names, loops = guarded(lines, published, translator.source, translator.target)
    every = remembering.made.values()
    flagged = [one for one in every if is_flagged(one.problems)]
    said = Counter(check for one in flagged for check in {p.check for p in one.problems if p.severity != "info"})
    cells = [
        f"{translator.source}→{translator.target}", test_set, f"{scores.bleu:.1f}", f"{scores.chrf:.1f}",
        f"{numbers:.1f}", f"{names:.1f}", f"{loops:.1f}",
        f"{100 * sum(one.attempts > 1 for one in every) / len(every):.1f}",
        f"{100 * len(flagged) / len(every):.1f}", f"{1000 * seconds / len(lines):.1f}",
    ]  # fmt: skip
    return published, f"{row(cells)}   {', '.join(f'{name} {count}' for name, count in said.most_common())}"


def row(cells: Sequence[str]) -> str:
    """The cells of a line of the table; the first two to the left."""
    return " ".join(
        cell.ljust(width) if place < 2 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    )


def main() -> None:
    """Print a row for each direction and test set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--sets-of", type=int, nargs="+", default=[2013], help="the years of newstest")
    parser.add_argument("--direction", choices=["fr-en", "en-fr"], help="only this one")
    parser.add_argument("--package", type=Path, help="another package than the best one; its direction alone")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only one line in N")
    parser.add_argument("--out", type=Path, help="where the translations go")
    given = parser.parse_args()
    print(row(TITLES), flush=True)
    for source, target in DIRECTIONS:
        if given.direction not in (None, f"{source}-{target}"):
            continue
        if given.package and f"{source}_{target}" not in given.package.name:
            continue
        chosen = str(given.package) if given.package else None
        translator = make_translator(source, target, settings_from(None, memory="off"), chosen)
        for year in given.sets_of:
            name = f"newstest{year}"
            lines = read_lines(given.sets / f"{name}.{source}")[:: given.every]
            references = read_lines(given.sets / f"{name}.{target}")[:: given.every]
            published, line = measured(translator, name, lines, references)
            print(line, flush=True)
            if given.out:
                given.out.mkdir(parents=True, exist_ok=True)
                (given.out / f"{name}.{source}-{target}").write_text("\n".join(published) + "\n", encoding="utf-8")
    print("numbers, names: % of the sentences with some, without a warning by the guard; loops: per 1,000 lines;")
    print("tried again, flagged: % of the sentences; CPU ms a line. Behind: what is said of those flagged.")


if __name__ == "__main__":
    main()
