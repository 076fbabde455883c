"""The bundled trees that weigh the evidence of the checks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cleaners.trees import Trees, loads

FILE = Path(__file__).resolve().parent.parent / "bundled" / "faults-fr_en.json.xz"


def trees(name: str) -> Trees | None:
    """Return the bundled trees of that name, None when the file is not there."""
    return _bundled().get(name)


@cache
def _bundled() -> dict[str, Trees]:
    return loads(FILE.read_bytes()) if FILE.exists() else {}
