"""Boosted trees that ask one question at each level, so that all are walked at once (Prokhorenkova et al. 2018)."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

AT_ONCE = 16
"""Rows that are walked together: the memory that they take grows with their number times the questions."""


@dataclass(frozen=True, slots=True)
class Trees:
    """asked: which number of a row each level of each tree looks at. above: what it compares with.
    leaves: what each tree says, by its answers read as a binary number, first level first. bias: what all rows have.
    At most eight levels.
    """

    asked: npt.NDArray[np.int64]
    above: npt.NDArray[np.float64]
    leaves: npt.NDArray[np.float64]
    bias: float

    def log_odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the natural logarithm of the odds for each row of numbers."""
        return [odds for start in range(0, len(rows), AT_ONCE) for odds in self._log_odds(rows[start : start + AT_ONCE])]

    def _log_odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        trees, depth = self.asked.shape
        answers = np.array(rows, dtype=np.float64).take(self.asked.ravel(), axis=1) > self.above.ravel()
        leaf = np.packbits(answers.reshape(-1, trees, depth), axis=2)[:, :, 0].astype(np.int64) >> (8 - depth)
        leaf += np.arange(0, self.leaves.size, 1 << depth)
        found: list[float] = (self.bias + self.leaves.ravel().take(leaf).sum(axis=1)).tolist()
        return found


def loads(content: bytes) -> dict[str, Trees]:
    """Read what `dumps` wrote: trees by name.

    Raises lzma.LZMAError, ValueError or KeyError when it is none of it.
    """
    return {
        name: Trees(
            np.array(stored["asked"], dtype=np.int64),
            np.array(stored["above"], dtype=np.float64),
            np.array(stored["leaves"], dtype=np.float64),
            stored["bias"],
        )
        for name, stored in json.loads(lzma.decompress(content)).items()
    }


def dumps(models: Mapping[str, Trees]) -> bytes:
    """Return trees, by name, as the content of a file."""
    content = {
        name: {
            "asked": model.asked.tolist(),
            "above": model.above.round(3).tolist(),
            "leaves": model.leaves.round(3).tolist(),
            "bias": round(model.bias, 3),
        }
        for name, model in models.items()
    }
    return lzma.compress(json.dumps(content, separators=(",", ":")).encode(), preset=9)
