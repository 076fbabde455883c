"""A room to train in: a small corpus, its pair store, a vocabulary, and a recipe to match."""

import lzma
from dataclasses import replace
from pathlib import Path

import pytest
import sentencepiece

from translators.training.corpus import LengthLimits, PairStore, prepare
from translators.training.recipe import ModelShape, Recipe, read_recipe

LIMITS = {"news": LengthLimits(2, 20), "laws": LengthLimits(2, 20)}


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `data` (40 pairs of news, 80 of laws) and `vocabulary.model`."""
    folder = tmp_path_factory.mktemp("training")
    for name, verb in (("news", "gagne"), ("laws-0", "interdit"), ("laws-1", "autorise")):
        lines = [f"Le parti numéro {n} {verb} la chose.\tParty number {n} does the thing.\n" for n in range(40)]
        lines += ["x\n", "un\ttoo short\n", "1 2 3 4\t1 2 3 4\n"]
        with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as out:
            out.writelines(lines)
    assert prepare(folder, LIMITS, folder / "data") == {"news": 40, "laws": 80}
    (folder / "text").write_text("".join(f"{pair.fr}\n{pair.en}\n" for pair in PairStore(folder / "data")))
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "text"),
        model_prefix=str(folder / "vocabulary"),
        vocab_size=400,
        byte_fallback=True,
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return folder


@pytest.fixture
def recipe(room: Path) -> Recipe:
    """The recipe with the room's sources, small batches and a tiny model."""
    whole = read_recipe()
    size = sentencepiece.SentencePieceProcessor(model_file=str(room / "vocabulary.model")).vocab_size()
    weights = {"news": 3.0, "laws": 0.5}
    return replace(
        whole,
        model=ModelShape(size, 32, 2, 64, 2, 1, 0.0),
        limits=LIMITS,
        weights={"constant": weights, "falling": weights},
        optimiser=replace(whole.optimiser, batch=200, warm_up=1),
    )
