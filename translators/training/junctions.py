"""Learn which neighbours betray a hole in a sentence, for the guard's `checks/junctions.py`.

    python -m translators.training.junctions CORPUS OUT

CORPUS is the folder of parallel text. Names and phrases are taken out of good sentences, with a fixed seed; what meets
there is counted against what meets anywhere. OUT is a YAML of statistics: no sentence, no rare word.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import math
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from translators.checks.junctions import classes
from translators.training.lexicon import HELD_OUT_IN, NEWS

SOURCES = {"wmt_news_dev": 100_000, "wce_news_pe": 100_000, "cds_blog": 10_000, "europarl-0": 25_000}
_NAME = re.compile(r"(?<=[a-zà-ÿ,'’] )[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*|(?<=[dl]['’])[A-ZÀ-Þ][\w-]+")
SMALLEST_COUNT, WEAKEST, STRONGEST = 3, 1.0, 7.0


def sentences(corpus: Path, side: int) -> Iterator[str]:
    """Yield the sentences of one side (0 French, 1 English), those held out for thresholds left out."""
    for name, limit in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= limit:
                    break
                pair = line.rstrip("\n").split("\t")
                if name not in NEWS or zlib.crc32(pair[0].encode()) % HELD_OUT_IN:
                    yield pair[side]


def spoilt(rng: random.Random, text: str) -> str | None:
    """Return the sentence without a name or without a phrase, None when there is nothing to take out."""
    names = list(_NAME.finditer(text))
    if names and rng.random() < 0.7:
        match = rng.choice(names)
        return text[: match.start()] + text[match.end() :]
    words = text.split()
    if len(words) < 10:
        return None
    size = rng.randrange(2, max(3, len(words) // 3))
    at = rng.randrange(1, len(words) - size)
    return " ".join(words[:at] + words[at + size :])


def learn(corpus: Path, side: int, language: str) -> dict[int, list[str]]:
    """Return the pairs of classes by strength, the strongest first."""
    rng = random.Random(language)
    usual: Counter[tuple[str, str]] = Counter()
    holes: Counter[tuple[str, str]] = Counter()
    for text in sentences(corpus, side):
        found = classes(text, language)
        pairs = Counter(itertools.pairwise(found))
        usual.update(pairs.keys())  # in how many sentences
        without = spoilt(rng, text)
        if without is not None:
            found = classes(without, language)
            holes.update((Counter(itertools.pairwise(found)) - pairs).keys())
    planted, total = sum(holes.values()), max(1, usual["$", "$"] + sum(1 for _ in sentences(corpus, side)))
    strengths: dict[int, list[str]] = {}
    for pair, count in holes.items():
        strength = math.log((count / planted) / ((usual[pair] + 1.0) / total))
        if count >= SMALLEST_COUNT and strength >= WEAKEST:
            strengths.setdefault(round(min(STRONGEST, strength)), []).append("|".join(pair))
    return {strength: sorted(strengths[strength]) for strength in sorted(strengths, reverse=True)}


def main() -> None:
    """Learn both languages and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        out.write("# Neighbours that betray a hole in a sentence, by strength (natural logarithm of the odds); see\n")
        out.write("# translators/checks/junctions.py. Learnt by translators.training.junctions; don't edit by hand.\n")
        out.write("# c, v: a lower-case word with a consonant, a vowel first; C, V: a capital; 9: figures; $: end.\n")
        for side, language in enumerate(("fr", "en")):
            out.write(f"{language}:\n")
            for strength, pairs in learn(options.corpus, side, language).items():
                out.write(f"  {strength}: >-\n")
                line = "   "
                for pair in pairs:
                    if len(line) + len(pair) > 118:
                        out.write(line + "\n")
                        line = "   "
                    line += " " + pair
                out.write(line + "\n")


if __name__ == "__main__":
    main()
