"""The mean of several checkpoints of one shape: better than any of them when they come from one run."""

from collections.abc import Sequence
from pathlib import Path

import torch

from translators.training.model import Checkpoint


def average(checkpoints: Sequence[Path], mean: Path) -> None:
    """Write the mean weights of `checkpoints` to `mean`; ValueError when their shapes differ."""
    saved: list[Checkpoint] = [torch.load(path, map_location="cpu", weights_only=True) for path in checkpoints]
    if any(other["shape"] != saved[0]["shape"] for other in saved):
        raise ValueError("the checkpoints have different shapes: " + ", ".join(map(str, checkpoints)))
    weights = {
        name: torch.stack([other["weights"][name].float() for other in saved]).mean(0) for name in saved[0]["weights"]
    }
    torch.save(Checkpoint(weights=weights, shape=saved[0]["shape"]), mean)
