"""What the networks of holes learn from: sentences as rows of classes, windows with and without a hole."""

from __future__ import annotations

import numpy as np
import pytest

from translators.checks.junctions import REACH, TOKEN, Network, packed, unpacked, written
from translators.training import junctions
from translators.training.junctions import NAME, NATURAL, OTHER, Text, begun, classes, drawn, learn, read, slopes_of

SENTENCES = [
    f"The {who} of {place} met {name} in {other}, and the {who} was glad."
    for who in ("mayor", "judge", "baker", "queen")
    for place, other in (("Lyon", "Oslo"), ("Rome", "Bonn"), ("Oslo", "Rome"))
    for name in ("Anna Marchand", "Keller", "Peter Rossi")
]


@pytest.fixture(scope="module")
def text() -> tuple[Text, dict[str, int]]:
    tokens = [[written(token) for token in TOKEN.findall(sentence)] for sentence in SENTENCES]
    weights = [1] * len(tokens)
    numbers = classes(tokens, weights)
    return read(tokens, weights, numbers), numbers


def test_the_border_comes_first_and_no_class_twice(text: tuple[Text, dict[str, int]]) -> None:
    _, numbers = text
    assert numbers["$"] == 0
    assert sorted(numbers.values()) == list(range(len(numbers)))
    assert {"the", "mayor", "Lyon", " ,", "^+", "9"} <= numbers.keys()


def test_names_are_runs_of_capitals_within_the_sentence(text: tuple[Text, dict[str, int]]) -> None:
    found, numbers = text
    back = {number: name for name, number in numbers.items()}
    names = {" ".join(back[row] for row in found.rows[a:b]) for a, b in zip(found.first, found.last, strict=True)}
    assert names == {"Lyon", "Oslo", "Rome", "Bonn", "Anna Marchand", "Keller", "Peter Rossi"}


def test_half_of_a_batch_has_a_hole(text: tuple[Text, dict[str, int]]) -> None:
    found, numbers = text
    windows, kinds = drawn(np.random.default_rng(1), found, [(numbers[","], numbers[" ,"])])
    assert windows.shape == (len(kinds), 2 * REACH)
    assert (kinds == NATURAL).sum() == junctions.BATCH == 2 * (kinds == NAME).sum()
    assert (kinds == OTHER).any()
    loose = windows[:, REACH] == numbers[" ,"]
    assert loose.any() and not (loose & (kinds == NATURAL)).any()


def test_the_slopes_are_those_of_the_loss(text: tuple[Text, dict[str, int]]) -> None:
    found, numbers = text
    windows, kinds = drawn(np.random.default_rng(1), found, [(numbers[","], numbers[" ,"])])
    arrays = {name: array.astype(np.float64) for name, array in begun(len(numbers)).items()}
    arrays["wide"] += 0.01
    slopes, loss = slopes_of(arrays, windows, kinds)  # type: ignore[arg-type]
    for name, array in arrays.items():
        place = tuple(int(i) for i in np.unravel_index(np.abs(slopes[name]).argmax(), array.shape))
        array[place] += 1e-5
        _, more = slopes_of(arrays, windows, kinds)  # type: ignore[arg-type]
        array[place] -= 1e-5
        assert (more - loss) / 1e-5 == pytest.approx(float(slopes[name][place]), rel=0.02)


def test_what_is_learnt_is_stored_and_tells_a_hole(
    text: tuple[Text, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, numbers = text
    monkeypatch.setattr(junctions, "STEPS", 250)
    monkeypatch.setattr(junctions, "BATCH", 256)
    net: Network = unpacked(packed(numbers, learn(found, numbers)))

    def worst(sentence: str) -> float:
        return float(net.odds([net.number_of(token) for token in TOKEN.findall(sentence)])[:, 0].max())

    assert worst("the mayor of met Keller in Oslo, and the mayor was glad.") > worst(SENTENCES[0]) + 1
