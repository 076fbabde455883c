"""The bundled trees that weigh the evidence of the checks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cleaners.trees import Trees, loads

FILE = Path(__file__).resolve().parent.parent / "bundled" / "faults-fr_en.json.xz"


@cache
def trees(name: str) -> Trees | None:
    """Return the bundled trees of that name, None when the file is not there."""
    return loads(FILE.read_bytes())[name] if FILE.exists() else None
