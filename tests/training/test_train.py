"""A run that is interrupted ends as one that is not; skipped without the `train` extra."""

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from translators.training.average import average  # noqa: E402
from translators.training.cli import make_package  # noqa: E402
from translators.training.recipe import Recipe  # noqa: E402
from translators.training.scoring import Package  # noqa: E402
from translators.training.train import LOWEST_RATE, Run, rate_factor, train  # noqa: E402


@pytest.fixture
def run(room: Path, tmp_path: Path) -> Run:
    return Run("en-fr", "constant", 8, room / "data", room / "vocabulary.model", tmp_path / "run.pt", threads=1)


def weights(path: Path) -> dict[str, "torch.Tensor"]:
    return torch.load(path, weights_only=True)["weights"]


def test_an_interrupted_run_ends_as_one_that_is_not(run: Run, recipe: Recipe) -> None:
    train(run, recipe)
    whole = weights(run.checkpoint)
    pieces = replace(run, checkpoint=run.checkpoint.with_name("pieces.pt"))
    for steps in (3, 5, 8):
        train(replace(pieces, steps=steps), recipe)
    torch.testing.assert_close(weights(pieces.checkpoint), whole)


def test_a_finished_run_stays_as_it_is(run: Run, recipe: Recipe) -> None:
    train(run, recipe)
    before = run.checkpoint.read_bytes()
    train(run, recipe)
    assert run.checkpoint.read_bytes() == before


def test_the_falling_branch_leaves_the_constant_run_alone(run: Run, recipe: Recipe) -> None:
    train(run, recipe)
    before = run.checkpoint.read_bytes()
    falling = replace(run, phase="falling", steps=4, checkpoint=run.checkpoint.with_name("falling.pt"))
    train(replace(falling, initial=run.checkpoint), recipe)
    assert run.checkpoint.read_bytes() == before
    ended = torch.load(falling.checkpoint, weights_only=True)
    assert ended["step"] == 4
    assert ended["target_tokens"] > torch.load(run.checkpoint, weights_only=True)["target_tokens"]


def test_only_the_embedding_may_be_taken(run: Run, recipe: Recipe) -> None:
    train(run, recipe)
    child = replace(run, steps=1, checkpoint=run.checkpoint.with_name("child.pt"), initial=run.checkpoint)
    train(replace(child, only_embedding=True), recipe)
    mine, parents = weights(child.checkpoint), weights(run.checkpoint)
    near = {name for name in mine if mine[name].dim() > 1 and (mine[name] - parents[name]).abs().max() < 0.01}
    assert near == {"embedding.weight"}


def test_the_mean_of_two_checkpoints(run: Run, recipe: Recipe, tmp_path: Path) -> None:
    train(run, recipe)
    other = replace(run, checkpoint=tmp_path / "other.pt", steps=2)
    train(other, recipe)
    average([run.checkpoint, other.checkpoint], tmp_path / "mean.pt")
    first, second, mean = (weights(path) for path in (run.checkpoint, other.checkpoint, tmp_path / "mean.pt"))
    for name, value in mean.items():
        torch.testing.assert_close(value, (first[name] + second[name]) / 2)


def test_rates() -> None:
    constant = Run("en-fr", "constant", 100, Path(), Path(), Path())
    falling = replace(constant, phase="falling")
    assert [rate_factor(constant, 10, step) for step in (0, 4, 9, 99)] == [0.1, 0.5, 1.0, 1.0]
    assert [rate_factor(falling, 10, step) for step in (0, 50, 99)] == [1.0, 0.5, LOWEST_RATE]


def test_from_checkpoint_to_translation(
    run: Run, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE_DIR", str(tmp_path / "cache"))
    train(run, recipe)
    path = make_package("en-fr", "0.1", run.checkpoint, run.vocabulary, tmp_path / "packages")
    translated = Package(path).translate(["Party number 1 does the thing.", "the thing"])
    assert len(translated.lines) == 2
    assert translated.seconds > 0
