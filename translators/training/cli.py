"""`python -m translators.training STEP`: the steps of the recipe from the command line."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from translators.training.recipe import DEFAULT, Direction, read_recipe, small

FEW = 200  # pairs of each source, with --small


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one step; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m translators.training", description=__doc__)
    parser.add_argument("--recipe", type=Path, default=DEFAULT)
    parser.add_argument("--small", action="store_true", help="a tiny model and few pairs: only to see that it runs")
    steps = parser.add_subparsers(dest="step", required=True)

    step = steps.add_parser("prepare", help="read the corpus, drop useless pairs, write a pair store")
    step.add_argument("corpus", type=Path)
    step.add_argument("data", type=Path)

    step = steps.add_parser("vocabulary", help="learn the SentencePiece model of both languages")
    step.add_argument("data", type=Path)
    step.add_argument("model", type=Path)

    step = steps.add_parser("train", help="train one direction, or go on training it")
    step.add_argument("direction", choices=["fr-en", "en-fr"])
    step.add_argument("--phase", choices=["constant", "falling"], default="constant")
    step.add_argument("--steps", type=int, required=True)
    step.add_argument("--data", type=Path, required=True)
    step.add_argument("--vocabulary", type=Path, required=True, help="the SentencePiece model")
    step.add_argument("--checkpoint", type=Path, required=True, help="written every five minutes; read if it exists")
    step.add_argument("--initial", type=Path, help="a checkpoint to start from")
    step.add_argument("--only-embedding", action="store_true", help="take no more than the embedding from it")
    step.add_argument("--threads", type=int, default=2)
    step.add_argument("--workers", type=int, default=0, help="processes that make batches ahead (with a GPU: 12)")
    step.add_argument("--device", default="cpu")

    step = steps.add_parser("average", help="the mean of several checkpoints")
    step.add_argument("checkpoints", type=Path, nargs="+")
    step.add_argument("mean", type=Path)

    step = steps.add_parser("package", help="convert a checkpoint to int8 and pack it for Argos Translate")
    step.add_argument("direction", choices=["fr-en", "en-fr"])
    step.add_argument("version", help="such as 0.2")
    step.add_argument("--checkpoint", type=Path, required=True)
    step.add_argument("--vocabulary", type=Path, required=True)
    step.add_argument("--folder", type=Path, required=True, help="where the package goes")

    step = steps.add_parser("score", help="BLEU and chrF of a package on a test set")
    step.add_argument("package", type=Path)
    step.add_argument("source", type=Path)
    step.add_argument("reference", type=Path)
    step.add_argument("--threads", type=int, default=2)
    step.add_argument("--output", type=Path, help="where the translations go")

    given = vars(parser.parse_args(arguments))
    recipe, chosen, is_small = read_recipe(given.pop("recipe")), given.pop("step"), given.pop("small")
    if is_small:
        recipe = small(recipe)
    if chosen == "prepare":
        from translators.training.corpus import prepare

        most = FEW if is_small else None
        for name, count in prepare(given["corpus"], recipe.limits, given["data"], most).items():
            print(f"{count:>9,} {name}")
    elif chosen == "vocabulary":
        from translators.training.vocabulary import learn_vocabulary

        learn_vocabulary(given["data"], recipe.model.vocabulary, given["model"])
    elif chosen == "train":
        from translators.training.train import Run, train

        train(Run(**given), recipe)
    elif chosen == "average":
        from translators.training.average import average

        average(given["checkpoints"], given["mean"])
    elif chosen == "package":
        print(make_package(**given))
    else:
        print_scores(**given)
    return 0


def make_package(direction: Direction, version: str, checkpoint: Path, vocabulary: Path, folder: Path) -> Path:
    """Convert a checkpoint and pack it; returns the package's path."""
    from translators.training.convert import convert
    from translators.training.packaging import pack

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as model:
        convert(checkpoint, vocabulary, Path(model))
        return pack(Path(model), vocabulary, direction, version, folder)


def print_scores(package: Path, source: Path, reference: Path, threads: int, output: Path | None) -> None:
    """Translate a test set with a package and print how good and how fast it was."""
    from translators.training.scoring import Package, read_lines, score

    translated = Package(package, threads).translate(read_lines(source))
    scores = score(translated.lines, read_lines(reference))
    if output is not None:
        output.write_text("\n".join(translated.lines) + "\n", encoding="utf-8")
    print(f"BLEU {scores.bleu:.1f} ({scores.bleu_signature})  chrF {scores.chrf:.1f} ({scores.chrf_signature})")
    print(f"{len(translated.lines) / translated.seconds:.1f} sentences/s on {threads} threads")
