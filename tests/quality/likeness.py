"""Learns the weights by which `cleaners/furniture_likeness.py` weighs a line: logistic regression on labelled lines.

    python -m tests.quality.likeness [--out config/weights/likeness.tsv] [--leave-out heldout_c]

Lines come from the labelled documents, with their surroundings as they are once every other line of furniture has gone,
and from `tests/cases/likeness/*.txt`: lines by themselves (furniture, and lines of articles that look like it), whose
surroundings are borrowed from lines of the documents with the same label and shape. With `--leave-out`, a split is kept
from learning, and what the model would do to it is printed. Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cleaners import furniture_likeness
from cleaners.edits import Context, Draft
from cleaners.folding import fold
from cleaners.furniture import judge
from cleaners.furniture_words import subject_of
from cleaners.passes import ENCODING, EXTRACTION, furniture_passes
from cleaners.pipeline import run_passes
from cleaners.rulebook import bundled
from cleaners.rulebook_matching import matcher
from cleaners.zones import Row, page_of
from tests.quality.cases import ROOT, SPLITS, UNSEEN, Case, load

LINES = ROOT / "likeness"
OUT = Path(__file__).resolve().parents[2] / "config" / "weights" / "likeness.tsv"
STRENGTH = 0.5
"""Of the regression: the smaller, the smaller the weights."""
LEAST_WEIGHT = 0.04
WEIGHT_OF_LONE_LINES = 0.5
BORROWED = 2
"""How many surroundings a lone line borrows."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, whether it is furniture, and whether the rules without the model find that out."""

    text: str
    furniture: bool
    found: bool
    zone: str
    features: Features
    lone: bool = False


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
    furniture = {_key(line) for piece in case.furniture for line in piece.text.split("\n")}
    gold = {_key(line) for line in case.gold.split("\n")}
    for row in page.rows:
        is_furniture, is_content = _key(row.text) in furniture, _key(row.text) in gold
        if is_furniture == is_content:
            continue
        left = page.without({i: gone[r.index] for i, r in enumerate(page.rows) if r.index in gone and r is not row})
        position = left.rows.index(row)
        if left.has_prose and furniture_likeness.may_judge(left, position):
            seen = dict(furniture_likeness.features(left, position, (), subject_of(left)))
            yield Labelled(row.text, is_furniture, row.index in gone, left.zone(position), seen)


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
                yield Labelled(text, furniture, furniture, "", features, lone=True)


def _row(text: str) -> Row:
    return Row(0, 0, len(text), text, fold(text))


def _shape(text: str) -> tuple[bool, bool]:
    row = _row(text)
    return row.is_sentence, len(row.words) > 6


def _key(text: str) -> str:
    return " ".join(fold(text).split())


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
        sample_weight=[WEIGHT_OF_LONE_LINES if line.lone else 1.0 for line in lines],
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


def report(weights: Features, lines: Sequence[Labelled]) -> None:
    """What the model says of lines that it has not seen: furniture that the rules left, and content."""
    scored = [(furniture_likeness.score_of(line.features, weights), line) for line in lines]
    for mark, wanted in (("left by the rules", True), ("content", False)):
        chosen = sorted(((s, x) for s, x in scored if x.furniture is wanted and not x.found), key=lambda pair: -pair[0])
        print(f"{mark}: {len(chosen)}")
        for score, line in chosen[:40]:
            print(f"  {score:5.1f} {line.zone:4} {line.text[:100]}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--leave-out", default="", help="a split, or a folder of .case files, to judge the model by")
    options = parser.parse_args(arguments)
    try:
        import sklearn  # noqa: F401
    except ImportError:
        parser.error("scikit-learn is missing: pip install 'diptych[train]'")
    splits = [*(split for split in SPLITS if split != UNSEEN), str(ROOT / "furniture")]
    cases = [case for split in splits if split != options.leave_out for case in load(split)]
    lines = [line for case in cases for line in of_case(case)]
    weights = learn([*lines, *lone_lines(lines, random.Random(1))])
    if options.leave_out:
        report(weights, [line for case in load(options.leave_out) for line in of_case(case)])
        return
    write(weights, options.out)
    print(f"{len(weights)} weights from {len(lines)} lines of documents in {options.out}")


if __name__ == "__main__":
    main()
