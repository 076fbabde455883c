"""One command from a corpus folder to both packages; skipped without the `train` extra."""

import lzma
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")

from translators.package_files import read_metadata
from translators.training.recipe import read_recipe

ROOT = Path(__file__).resolve().parents[2]
SYLLABLES = "ba bo cra de fi gu jo lan mer no pi qua ro sel tou vi xan zeu".split()


def corpus(folder: Path) -> Path:
    """Every source of the recipe, with pairs of made-up words."""
    rng = random.Random(5)
    folder.mkdir()
    for name in read_recipe().limits:
        pairs = []
        for _ in range(120):
            words = ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(8)]
            pairs.append(f"Le {' '.join(words)} est là.\tThe {' '.join(reversed(words))} is there.\n")
        with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as out:
            out.writelines(pairs)
    return folder


def test_one_command_makes_both_packages(tmp_path: Path) -> None:
    command = ["sh", "translators/training/reproduce.sh", str(corpus(tmp_path / "corpus")), str(tmp_path / "work")]
    settings = {
        "SMALL": "1",
        "CONSTANT_STEPS": "2",
        "FALLING_STEPS": "1",
        "FALLS": "1",
        "THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    environment = {**os.environ, **settings, "PYTHON": sys.executable, "VERSION": "0.9"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for pair in ("fr_en", "en_fr"):
        metadata = read_metadata(tmp_path / "work" / f"translate-{pair}-0_9.argosmodel")
        assert (metadata.name, metadata.version) == (f"{pair}-0.9", "0.9")
