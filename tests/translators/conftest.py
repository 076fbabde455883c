"""Packages built once, and places that are nobody's home."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.translators.tiny import Tiny, build_folder, build_zip
from translators.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Empty folders of packages, and an index that can't be reached."""
    return Places(
        installed=tmp_path / "installed",
        argospm=(tmp_path / "argospm",),
        bundled=tmp_path / "bundled",
        cache=tmp_path / "cache",
        index=(tmp_path / "index.json").as_uri(),
    )


@pytest.fixture(scope="session")
def tiny_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package fr_en 1.0 as a file. Don't change it."""
    return build_zip(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same package as argospm unpacks it. Don't change it."""
    return build_folder(tmp_path_factory.mktemp("tiny"), Tiny())
