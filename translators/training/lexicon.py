"""Learn the guard's small lexicon: which French stems may stand for which English stems, and how reliably.

    python -m translators.training.lexicon CORPUS OUT [--without FOLD]

IBM model 1 (Brown et al. 1993) in both directions over content stems, with a null word and fast_align's preference for
the diagonal (Dyer et al. 2013). What is kept are statistics, not sentences. One half of the news may be left out, so
that what builds on the lexicon can be learnt on pairs that it has not seen.
"""

from __future__ import annotations

import argparse
import lzma
import math
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from translators.checks.words import Side

SOURCES = {  # how many pairs to take of each
    "wmt_news_dev": 100_000, "wce_news_pe": 100_000, "tatoeba": 60_000, "opensubs_ctx": 30_000, "cds_blog": 10_000,
    "mt_geneval": 10_000, "tico19_tm": 1_000, "sdg_un": 1_000, "gcweb": 3_000, "mozilla_www": 3_000, "multi30k": 8_000,
    "diabla_dialogue": 5_000, "europarl-0": 80_000, "europarl-1": 80_000, "europarl-2": 80_000, "europarl-3": 80_000,
    "canada_laws": 25_000,
}  # fmt: skip
NEWS = {"wmt_news_dev", "wce_news_pe"}
FOLDS = 2  # parts of the news
ROUNDS = 6
SMALLEST_COUNT = 2
DIAGONAL = 4.0  # fast_align's lambda
NULL = 0.08
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Pairs = list[tuple[list[str], list[str]]]


def fold_of(french: str) -> int:
    """Return which part of the news a pair belongs to, by its French side."""
    return zlib.crc32(french.encode()) % FOLDS


def read(corpus: Path, without: int | None, capitals: tuple[Counter[str], Counter[str]]) -> Pairs:
    """Return the stems of both sides of every pair; `without` is the part of the news to leave out, if any.

    `capitals` counts, for either language, how often a stem begins with a capital less how often it does not,
    weighted so that the sum is positive for a name. The first word of a sentence says nothing.
    """
    pairs = []
    for name, limit in SOURCES.items():
        with lzma.open(corpus / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= limit:
                    break
                fr, _, en = line.rstrip("\n").partition("\t")
                if name in NEWS and fold_of(fr) == without:
                    continue
                left, right = Side(fr, "fr"), Side(en, "en")
                for side, counter in ((left, capitals[0]), (right, capitals[1])):
                    for i in side.content:
                        if i:
                            upper = side.words[i][0].isupper()
                            counter[side.stems[i]] += 1 if upper else -4
                if 0 < len(left.content) <= 40 and 0 < len(right.content) <= 40:
                    pairs.append(([left.stems[i] for i in left.content], [right.stems[i] for i in right.content]))
    return pairs


def index(sentences: list[list[str]]) -> tuple[list[str], list[list[int]]]:
    """Number the stems that are frequent enough; 0 is the null word, -1 a rare one."""
    counts = Counter(stem for sentence in sentences for stem in sentence)
    kept = [stem for stem, count in counts.most_common() if count >= SMALLEST_COUNT]
    numbers = {stem: number for number, stem in enumerate(kept, 1)}
    return ["", *kept], [[numbers.get(s, -1) for s in sentence] for sentence in sentences]


def model_one(given: list[list[int]], told: list[list[int]], size_told: int) -> tuple[Ints, Ints, Floats, Floats]:
    """Run IBM model 1 for p(told | given); return given ids, told ids, probabilities and expected counts."""
    keys, cells, priors = [], [], []
    cell = 0
    for left, right in zip(given, told, strict=True):
        a, b = np.array([0, *left], dtype=np.int64), np.array(right, dtype=np.int64)
        distance = np.abs(np.arange(len(left))[None, :] / len(left) - np.arange(len(right))[:, None] / len(right))
        near = np.exp(-DIAGONAL * distance)
        near *= (1 - NULL) / near.sum(axis=1, keepdims=True)
        prior = np.concatenate([np.full((len(b), 1), NULL), near], axis=1)[b > 0][:, a >= 0]
        a, b = a[a >= 0], b[b > 0]
        keys.append((a[None, :] * size_told + b[:, None]).ravel())
        priors.append(prior.astype(np.float32).ravel())
        cells.append(np.repeat(np.arange(cell, cell + len(b), dtype=np.int32), len(a)))
        cell += len(b)
    unique, pair = np.unique(np.concatenate(keys), return_inverse=True)
    token, prior = np.concatenate(cells), np.concatenate(priors)
    del keys, cells, priors
    pair = pair.astype(np.int32)
    given_of = unique // size_told
    probability = np.full(len(unique), 1.0)
    counts = probability
    for _ in range(ROUNDS):
        share = probability[pair] * prior
        total = np.bincount(token, weights=share, minlength=cell)
        share /= total[token]
        counts = np.bincount(pair, weights=share, minlength=len(unique))
        probability = counts / np.bincount(given_of, weights=counts)[given_of]
    return given_of, unique % size_told, probability, counts


def learn(pairs: Pairs) -> dict[str, list[str]]:
    """Return, for each French stem, the English stems that may stand for it, likeliest first."""
    names_fr, fr = index([left for left, _ in pairs])
    names_en, en = index([right for _, right in pairs])
    strength: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for side, (given, told, size) in enumerate(((fr, en, len(names_en)), (en, fr, len(names_fr)))):
        a, b, probability, counts = model_one(given, told, size)
        keep = (probability > 0.001) & (counts > 0.7) & (a > 0)
        for left, right, p, count in zip(a[keep], b[keep], probability[keep], counts[keep], strict=True):
            entry = strength[(int(left), int(right)) if side == 0 else (int(right), int(left))]
            entry[side] = float(p)
            entry[2] += float(count)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (left, right), (forward, backward, count) in strength.items():
        if max(forward, backward) > 0.03 and forward * backward > 1e-5 and count > 2.2:
            found[names_fr[left]].append((forward * backward, names_en[right]))
    return {stem: [name for _, name in sorted(entries, reverse=True)[:20]] for stem, entries in found.items()}


def shares_met(pairs: Pairs, lexicon: dict[str, list[str]], shift: int) -> list[tuple[Counter[str], Counter[str]]]:
    """Return, for either side, how often each stem was seen and how often the other side held a counterpart.

    shift: 0 looks at the stem's own pair; anything else at the pair so many lines on, where only chance can meet it.
    """
    inverse: dict[str, list[str]] = defaultdict(list)
    for left, rights in lexicon.items():
        for right in rights:
            inverse[right].append(left)
    result: list[tuple[Counter[str], Counter[str]]] = [(Counter(), Counter()), (Counter(), Counter())]
    for number, (left_stems, right_stems) in enumerate(pairs):
        other_left, other_right = pairs[(number + shift) % len(pairs)]
        for (seen, met), own, others, table in (
            (result[0], left_stems, set(other_right), lexicon),
            (result[1], right_stems, set(other_left), inverse),
        ):
            for stem in set(own):
                seen[stem] += 1
                met[stem] += stem in others or not others.isdisjoint(table.get(stem, ()))
    return result


def figures(pairs: Pairs, lexicon: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return, for either side, three figures for each stem: hundredths of reliability, then minus log2 of chance."""
    tables = []
    own, chance = shares_met(pairs, lexicon, 0), shares_met(pairs, lexicon, 7)
    for (seen, met), (_, by_chance) in zip(own, chance, strict=True):
        table = {}
        for stem, count in seen.items():
            if count >= 3:
                reliability = min(99, int(100 * (met[stem] + 1.2) / (count + 2)))
                table[stem] = f"{reliability:02}{min(9, round(-math.log2((by_chance[stem] + 0.1) / (count + 2))))}"
        tables.append(table)
    return tables


def main() -> None:
    """Learn the lexicon and write it, compressed.

    French lines `stem figures translation…`, then a line `-`, then English lines `stem figures`; see `figures`. An `N`
    behind the figures says that the stem is a name's.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="the half of the news to leave out")
    options = parser.parse_args()
    capitals: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    pairs = read(options.corpus, options.without, capitals)
    print(len(pairs), "pairs")
    lexicon = learn(pairs)
    french, english = figures(pairs, lexicon)
    with lzma.open(options.out, "wt", encoding="utf-8", preset=9) as out:
        for own in sorted(lexicon):
            name = "N" if capitals[0][own] > 0 else ""
            print(f"{own} {french.get(own, '606')}{name} {' '.join(lexicon[own])}", file=out)
        print("-", file=out)
        for own in sorted(english):
            print(f"{own} {english[own]}{'N' if capitals[1][own] > 0 else ''}", file=out)
    print(len(lexicon), "stems,", options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
