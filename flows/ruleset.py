"""What makes a clean article, as one hash: the rules, the word lists and the code. The same hash, the same text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import cleaners
from cleaners.resources import config_dir

_LIBRARIES = ("ftfy", "trafilatura", "langdetect", "lingua-language-detector", "wordfreq", "sentencex", "google-re2")


@cache
def ruleset_hash(extra_rules: tuple[Path, ...] = ()) -> str:
    """Sixty-four hex digits over the cleaners' code, the rules (`extra_rules` are folders of more), the word lists and
    the versions of the libraries that decide about text."""
    digest = hashlib.sha256()
    folders = [Path(cleaners.__file__).parent, config_dir() / "rules", config_dir() / "lexicons", *extra_rules]
    for folder in folders:
        for path in _files(folder):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    for line in _versions(_LIBRARIES):
        digest.update(line.encode())
    return digest.hexdigest()


@cache
def detector_signature() -> str:
    """The language detectors and their versions, e.g. `langdetect-1.0.9+lingua-2.1.1`."""
    return "+".join(line.replace("-language-detector", "") for line in _versions(_LIBRARIES[2:4]))


def _files(folder: Path) -> Iterator[Path]:
    for pattern in ("*.py", "*.yaml", "*.yml", "*.txt", "*.tsv"):
        yield from sorted(path for path in folder.rglob(pattern) if "_config" not in path.relative_to(folder).parts)


def _versions(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name}-{version(name)}"
        except PackageNotFoundError:
            yield f"{name}-none"
