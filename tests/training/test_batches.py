"""From a corpus folder to batches: what is drawn, that nothing is lost, and that a run goes on where it stopped."""

from pathlib import Path

import numpy as np
import pytest

from translators.training.batches import END, START, BatchMaker, Drawing, made_blocks
from translators.training.corpus import LengthLimits, Pair, PairStore, is_useful, prepare
from translators.training.recipe import DEFAULT, Recipe, read_recipe


def test_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"news\.tsv\.xz"):
        prepare(tmp_path, {"news": LengthLimits(2, 20)}, tmp_path / "data")


@pytest.mark.parametrize(
    ("pair", "useful"),
    [
        (Pair("Le chat dort ici.", "The cat sleeps here."), True),
        (Pair("Le chat.", "The cat sleeps here on the mat all day long."), False),
        (Pair("12 34 56 78 a", "12 34 56 78 a"), False),
        (Pair("Bonjour", "Hello"), False),
    ],
)
def test_useful_pairs(pair: Pair, useful: bool) -> None:
    assert is_useful(pair, LengthLimits(2, 20)) is useful


def test_pairs_are_reached_by_number(room: Path) -> None:
    store = PairStore(room / "data")
    assert len(store) == 120
    assert store.sources == {"news": range(40), "laws": range(40, 120)}
    assert store[0] == Pair("Le parti numéro 0 gagne la chose.", "Party number 0 does the thing.")
    assert "autorise" in store[119].fr


def test_drawing_follows_the_weights(room: Path, recipe: Recipe) -> None:
    drawing = Drawing(PairStore(room / "data"), recipe.weights["constant"], pairs=100)
    for _ in range(20):
        drawing.next_block()
    assert drawing.number == 20
    assert drawing.cursors["news"] == pytest.approx(20 * 100 * 120 / 160, rel=0.02)
    assert sum(drawing.cursors.values()) == pytest.approx(2000, rel=0.02)


def test_every_pair_comes_once_a_turn(room: Path, recipe: Recipe) -> None:
    maker = BatchMaker(room / "data", room / "vocabulary.model", recipe, "fr-en")
    drawn = list(maker._drawn("news", 0, 80))
    assert sorted(drawn[:40]) == sorted(drawn[40:]) == list(range(40))
    assert drawn[:40] != drawn[40:]


def test_batches_are_padded_and_marked(room: Path, recipe: Recipe) -> None:
    store = PairStore(room / "data")
    drawing = Drawing(store, recipe.weights["constant"], pairs=50)
    batches = BatchMaker(room / "data", room / "vocabulary.model", recipe, "fr-en").batches(drawing.next_block())
    assert sum(len(batch.source) for batch in batches) == pytest.approx(50, abs=2)
    for batch in batches:
        assert max(batch.source.size, batch.target_in.size) <= 200
        assert (batch.target_in[:, 0] == START).all()
        assert (np.sort(batch.target_out == END).sum(1) == 1).all()
        np.testing.assert_array_equal(
            np.where(batch.target_out == END, 0, batch.target_out)[:, :-1], batch.target_in[:, 1:]
        )


@pytest.mark.parametrize("workers", [0, 2])
def test_the_same_state_gives_the_same_batches(room: Path, recipe: Recipe, workers: int) -> None:
    def blocks(start: int, cursors: dict[str, int] | None, count: int, workers: int) -> list[bytes]:
        drawing = Drawing(PairStore(room / "data"), recipe.weights["constant"], pairs=30)
        drawing.number = start
        drawing.cursors = cursors or drawing.cursors
        maker = BatchMaker(room / "data", room / "vocabulary.model", recipe, "en-fr")
        made = made_blocks(drawing, maker, workers)
        found = []
        for _ in range(count):
            number, seen, batches = next(made)
            states.append((number, seen))
            found.append(b"".join(batch.source.tobytes() for batch in batches))
        made.close()
        return found

    states: list[tuple[int, dict[str, int]]] = []
    whole = blocks(0, None, 4, 0)
    number, cursors = states[2]
    assert blocks(number, cursors, 2, workers) == whole[2:]


def test_unknown_key_is_an_error(tmp_path: Path) -> None:
    wrong = tmp_path / "recipe.toml"
    wrong.write_text(DEFAULT.read_text(encoding="utf-8").replace("curly", "curley"), encoding="utf-8")
    with pytest.raises(ValueError, match="curley"):
        read_recipe(wrong)
