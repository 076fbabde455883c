"""How much the guard finds, how often it cries wolf, what it costs: errors planted in good pairs, with a fixed seed.

    python -m tests.bench.guard FRENCH ENGLISH [--limit N] [--show KIND]
    python -m tests.bench.guard PAIRS

FRENCH and ENGLISH are files of sentences that translate each other, a sentence a line; PAIRS holds both, with a tab
between. Both directions are measured.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.guard_planters import NAME, PLANTERS, Material
from tests.bench.guard_variants import VARIANTS
from translators.guard import Verdict, check


@dataclass(slots=True)
class Tally:
    """How many were planted and how many of these were flagged."""

    planted: int = 0
    found: int = 0


def measure(pairs: Sequence[tuple[str, str]], source: str, target: str, show: str = "") -> dict[str, Tally]:
    """Plant every kind of error in every pair and return the tallies, "good" for the pairs as they are."""
    drawn = [(PLANTERS, random.Random(f"{source}-{target}")), (VARIANTS, random.Random(f"again {source}-{target}"))]
    others = [translation for _, translation in pairs]
    names = sorted({match[0] for other in others for match in NAME.finditer(other)}) or ["Anna Smith"]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for original, translation in pairs:
        material = Material(original, translation, target, others, names)
        _count(tallies["good"], check(original, translation, source, target))
        for family, planter, rng in [(f, p, rng) for kinds, rng in drawn for f, ps in kinds.items() for p in ps]:
            spoilt = planter(rng, material)
            if spoilt is None or spoilt == translation:
                continue
            verdict = check(original, spoilt, source, target)
            _count(tallies[f"{family}: {planter.__name__}"], verdict)
            _count(tallies[family], verdict)
            if show and planter.__name__ == show and not verdict.flagged:
                print(original, spoilt, sep="\n  ")
    return tallies


def _count(tally: Tally, verdict: Verdict) -> None:
    tally.planted += 1
    tally.found += verdict.flagged


def cost(pairs: Sequence[tuple[str, str]], source: str, target: str) -> float:
    """Return the CPU microseconds that one check takes."""
    start = time.process_time()
    for original, translation in pairs:
        check(original, translation, source, target)
    return (time.process_time() - start) / len(pairs) * 1e6


def read_pairs(french: Path, english: Path | None, limit: int | None = None) -> list[tuple[str, str]]:
    """Return the pairs of two files of lines, or of one with tabs; those with an empty side are left out."""
    left = french.read_text(encoding="utf-8").split("\n")
    if english:
        lines = list(zip(left, english.read_text(encoding="utf-8").split("\n"), strict=True))
    else:
        lines = [(a, b) for a, _, b in (line.partition("\t") for line in left)]
    pairs = [(a.strip(), b.strip()) for a, b in lines if a.strip() and b.strip()]
    return pairs[:limit]


def main() -> None:
    """Measure both directions and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("french", type=Path)
    parser.add_argument("english", type=Path, nargs="?")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", default="", help="print what was missed of this planter, e.g. numbers_digit")
    options = parser.parse_args()
    pairs = read_pairs(options.french, options.english, options.limit)
    check("Bonjour.", "Hello.", "fr", "en")
    results = {}
    for source, target in (("fr", "en"), ("en", "fr")):
        sides = pairs if source == "fr" else [(b, a) for a, b in pairs]
        results[source, target] = measure(sides, source, target, options.show), cost(sides, source, target)
    print(f"{'share flagged of':42}{'fr → en':>16}{'en → fr':>16}")
    (forward, forward_cost), (backward, backward_cost) = results["fr", "en"], results["en", "fr"]
    for kind in sorted(forward.keys() | backward.keys(), key=lambda k: (k != "good", k)):
        a, b = forward.get(kind, Tally()), backward.get(kind, Tally())
        cells = (f"{t.found / max(1, t.planted):.3f} of {t.planted}" for t in (a, b))
        print(f"{kind:42}" + "".join(f"{cell:>16}" for cell in cells))
    print(f"{'CPU microseconds per pair':42}{forward_cost:16.0f}{backward_cost:16.0f}")


if __name__ == "__main__":
    main()
