"""Learns what `cleaners/furniture_likeness.py` judges a line by, from labelled lines: the weights of a logistic regression,
and the boosted trees that look at its sum, the line's shape and place, and the page as a whole.

    python -m tests.quality.likeness [--out config/weights] [--leave-out heldout_c]

Lines come from the labelled documents, with their surroundings as they are once every other line of furniture has gone,
and from `tests/cases/likeness/*.txt`: lines by themselves (furniture, and lines of articles that look like it), whose
surroundings are borrowed from lines of the documents with the same label and shape. `--news` adds good prose: articles of
the press amid the furniture of the documents, and by themselves. The trees see each line with the sum
of weights that were learnt without its split. With `--leave-out`, splits are kept from learning. Needs scikit-learn (the
extra `train`).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from cleaners import furniture_likeness
from cleaners.edits import Context, Draft
from cleaners.folding import fold
from cleaners.furniture import judge
from cleaners.furniture_evidence import PageEvidence
from cleaners.passes import ENCODING, EXTRACTION, furniture_passes
from cleaners.pipeline import run_passes
from cleaners.rulebook import bundled
from cleaners.rulebook_matching import matcher
from cleaners.trees import Trees, dumps
from cleaners.zones import Page, Row, page_of
from tests.quality.cases import ROOT, SPLITS, UNSEEN, Case, load
from tests.quality.news import News, line_key
from translators.training.boosting import grow

LINES = ROOT / "likeness"
OUT = Path(__file__).resolve().parents[2] / "config" / "weights"
STRENGTH = 0.5
"""Of the regression: the smaller, the smaller the weights."""
LEAST_WEIGHT = 0.04
WEIGHT_OF_LONE_LINES = 0.5
WEIGHT_OF_NEWS = 0.5
"""Of the lines of a document whose article is one of the news, and of pages with nothing else."""
TREES, DEPTH, RATE, BINS = 1000, 6, 0.1, 100
"""Of splits left out, 120 trees five deep at .06 in 48 bins found .38 of the furniture for .005 of the content, these .60."""
FOLDS = 4
"""Parts that the splits are shared out to."""
BORROWED = 2
"""How many surroundings a lone line borrows."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, whether it is furniture, and where it stands once all that the rules find without the model has gone."""

    text: str
    furniture: bool
    features: Features
    weight: float = 1.0
    page: Page | None = None
    position: int = 0
    family: str = ""
    """Of the rule or structure that takes it."""
    judged: bool = True
    """Whether the model may judge it."""


def of_case(case: Case) -> Iterator[Labelled]:
    """The lines of a document that are all furniture or all content, each seen on the page that the rules leave."""
    draft = Draft(case.raw, context=Context())
    if case.media == "html":
        draft = run_passes(draft, EXTRACTION)
    draft = replace(run_passes(draft, ENCODING), language=case.language)
    page = page_of(run_passes(draft, furniture_passes()[:1]))
    if not page.rows:
        return
    found, _ = judge(page, matcher(bundled(), case.language), learnt=False)
    gone = {row.index: verdict.family for row, verdict in found}
    kept = page.without({i: gone[r.index] for i, r in enumerate(page.rows) if r.index in gone})
    spoken = kept.spoken
    furniture = {line_key(line) for piece in case.furniture for line in piece.text.split("\n")}
    gold = {line_key(line) for line in case.gold.split("\n")}
    for row in page.rows:
        is_furniture, is_content = line_key(row.text) in furniture, line_key(row.text) in gold
        if is_furniture == is_content:
            continue
        left = kept
        if row.index in gone:
            left = page.without({i: gone[r.index] for i, r in enumerate(page.rows) if r.index in gone and r is not row})
        position = left.rows.index(row)
        judged = left.has_prose and not furniture_likeness.restraint(left, position)
        seen = dict(furniture_likeness.features(left, position, (), spoken)) if judged else {}
        family = gone.get(row.index, "")
        yield Labelled(row.text, is_furniture, seen, page=left, position=position, family=family, judged=judged)


def of_news(cases: Iterable[Case]) -> Iterator[Labelled]:
    """The lines of documents of `tests/quality/news.py`."""
    return (replace(line, weight=WEIGHT_OF_NEWS) for case in cases for line in of_case(case))


def lone_lines(cases: Sequence[Labelled], rng: random.Random) -> Iterator[Labelled]:
    """The lines of `tests/cases/likeness`, each with surroundings of lines of the same label and shape."""
    surroundings: dict[tuple[bool, bool, bool], list[Features]] = {}
    for line in cases:
        seen = {name: value for name, value in line.features.items() if name[:2] in ("p:", "k:", "n:")}
        surroundings.setdefault((line.furniture, *_shape(line.text)), []).append(seen)
    for path in sorted(LINES.glob("*.txt")):
        furniture = path.stem.startswith("furniture")
        for text in path.read_text(encoding="utf-8").splitlines():
            for _ in range(BORROWED):
                borrowed = rng.choice(surroundings[furniture, *_shape(text)])
                features = {**dict(furniture_likeness.of_line(_row(text))), **borrowed}
                yield Labelled(text, furniture, features, WEIGHT_OF_LONE_LINES)


def _row(text: str) -> Row:
    return Row(0, 0, len(text), text, fold(text))


def _shape(text: str) -> tuple[bool, bool]:
    row = _row(text)
    return row.is_sentence, len(row.words) > 6


def learn(lines: Sequence[Labelled]) -> Features:
    """The weights, the bias under its own name; those of almost nothing are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for line in lines for name in line.features)
    seen = [{n: v for n, v in line.features.items() if counts[n] > 1 or n[:2] not in ("w:", "t:")} for line in lines]
    vectors: Any = DictVectorizer()
    model: Any = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(
        vectors.fit_transform(seen),
        [line.furniture for line in lines],
        sample_weight=[line.weight for line in lines],
    )
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {str(name): round(float(w), 2) for name, w in weights.items() if abs(w) >= LEAST_WEIGHT}
    return {furniture_likeness.BIAS: round(float(model.intercept_[0]), 2), **kept}


def write(weights: Features, path: Path) -> None:
    """One feature a line, its weight before it, by name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "# weight, feature; learnt by tests/quality/likeness.py from tests/cases\n"
    rows = (f"{weight:g}\t{name}\n" for name, weight in sorted(weights.items()))
    path.write_text(head + "".join(rows), encoding="utf-8")


def learn_trees(splits: Mapping[str, Sequence[Labelled]]) -> Trees:
    """The trees; those of a split see the sum of weights that were learnt without it."""
    rows: list[list[float]] = []
    answers: list[float] = []
    counts: list[float] = []
    names = sorted(splits)
    for part in range(FOLDS):
        others = [line for i, name in enumerate(names) if i % FOLDS != part for line in splits[name]]
        weights = learn_all(others)
        seen: dict[int, PageEvidence] = {}
        for line in (line for i, name in enumerate(names) if i % FOLDS == part for line in splits[name]):
            assert line.page is not None
            evidence = seen.setdefault(id(line.page), PageEvidence(line.page, weights))
            rows.append(evidence.of(line.position, line.family))
            answers.append(float(line.furniture))
            counts.append(line.weight)
    return grow(np.array(rows), np.array(answers), np.array(counts), TREES, DEPTH, rate=RATE, bins=BINS)


def learn_all(lines: Sequence[Labelled]) -> Features:
    """The weights from lines of documents, and from the lone ones with surroundings like theirs."""
    judged = [line for line in lines if line.judged]
    return learn([*judged, *lone_lines(judged, random.Random(1))])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT, help="the folder of the weights")
    parser.add_argument("--leave-out", nargs="*", default=[], help="splits to keep from learning")
    parser.add_argument("--news", type=Path, help="a corpus with news, `../shared/corpus`; the weights that ship know it")
    options = parser.parse_args(arguments)
    try:
        import sklearn  # noqa: F401
    except ImportError:
        parser.error("scikit-learn is missing: pip install 'diptych[train]'")
    left_out = {*UNSEEN, *options.leave_out}
    names = [*(split for split in SPLITS if split not in left_out), str(ROOT / "furniture")]
    cases = {name: load(name) for name in names}
    splits = {name: [line for case in cases[name] for line in of_case(case)] for name in names}
    if options.news:
        news = News(options.news)
        for name in names:
            splits[name] += of_news(filter(None, map(news.transplanted, cases[name])))
        splits["news"] = list(of_news(news.plain(cases[names[0]][0])))
    lines = [line for split in splits.values() for line in split]
    weights = learn_all(lines)
    write(weights, options.out / "likeness.tsv")
    (options.out / "likeness.json.xz").write_bytes(dumps({"likeness": learn_trees(splits)}))
    print(f"{len(weights)} weights and {TREES} trees from {len(lines)} lines of documents in {options.out}")


if __name__ == "__main__":
    main()
