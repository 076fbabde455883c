"""Holes in a sentence: what betrays one, and where it is."""

from __future__ import annotations

import numpy as np
import pytest

from translators.checks.junctions import (
    HIDDEN,
    NONE,
    REACH,
    WIDE,
    WIDTH,
    class_of,
    junctions,
    packed,
    unpacked,
)
from translators.checks.words import Side

HOLES = [
    ("en", "The minister met Merkel in Berlin before the vote.", "The minister met Merkel in before the vote."),
    ("en", "The port belongs to both the city and the region.", "The port belongs to both the and the region."),
    ("en", "He was in love with Martha, and he said so.", "He was in love with, and he said so."),
    ("fr", "La maire de Lyon a reçu le ministre.", "La maire de a reçu le ministre."),
    ("fr", "Elle a quitté la France et l'Italie en mai.", "Elle a quitté la et l'Italie en mai."),
    ("fr", "Il l'avait appris de Paul Dupont, son voisin.", "Il l'avait appris de , son voisin."),
]


@pytest.mark.parametrize(("language", "whole", "torn"), HOLES)
def test_a_hole_is_stronger_than_anything_in_the_whole_sentence(language: str, whole: str, torn: str) -> None:
    before, after = junctions(Side(whole, language)).worst, junctions(Side(torn, language)).worst
    assert after[0] > max(1.0, before[0] + 1.0)


@pytest.mark.parametrize(("language", "whole", "torn"), HOLES)
def test_a_hole_is_told_where_it_is(language: str, whole: str, torn: str) -> None:
    holes = junctions(Side(torn, language))
    offset = holes.offsets[holes.names.index(max(holes.names))]
    common = next(i for i, (a, b) in enumerate(zip(whole, torn, strict=False)) if a != b)
    assert abs(offset - common) <= 4


def test_only_the_places_between_two_words_count() -> None:
    side = Side("The minister met Merkel in before the vote.", "en")
    found = junctions(side)
    assert found.between(side, 3, 5) == found.worst
    assert found.between(side, 0, 2) < found.worst
    assert found.between(side, 5, 3) == (NONE, NONE)


def test_every_place_is_looked_at_once() -> None:
    found = junctions(Side("Dogs bark, cats (all 9 of them) do not.", "en"))
    assert found.offsets == sorted(set(found.offsets)) and found.offsets[-1] == 39
    assert len(found.names) == len(found.words) == len(found.offsets) == 14


def test_a_language_without_a_network_has_no_holes() -> None:
    side = Side("El gobierno presentó ayer su plan.", "es")
    assert junctions(side).worst == junctions(side).between(side, 0, 2) == (NONE, NONE)


def test_a_rare_word_is_told_by_its_shape_only() -> None:
    names = ["the", "Paris", "=ing", "+", "=", "^+", "^=", "^^", "^=aw", "9", '"', " ,", ","]
    known = {name: number for number, name in enumerate(names)}
    words = ["the", "Paris", "Warsaw", "Oslo", "rambling", "obliging", "NATO", "27", "½", "«", " ,", ","]
    classes = [class_of(word, False, known) for word in words]
    assert classes == ["the", "Paris", "^=aw", "^+", "=ing", "+", "^^", "9", "9", '"', " ,", ","]
    assert [class_of("The", first, known) for first in (True, False)] == ["the", "^="]


def test_a_network_is_stored_as_it_is_but_for_rounding() -> None:
    rng = np.random.default_rng(1)
    forms = (5, WIDTH), (2 * REACH * WIDTH, HIDDEN), (HIDDEN,), (HIDDEN, 2), (2,), (WIDE, 2)
    arrays = [rng.standard_normal(form).astype(np.float32) for form in forms]
    numbers = {name: number for number, name in enumerate(["$", "a", " ,", ",", "9"])}
    model = unpacked(packed(numbers, arrays))
    assert model.numbers == numbers
    assert all(
        np.abs(kept - array).mean() < 0.02
        for kept, array in zip(
            (model.words, model.hidden, model.hidden_bias, model.out, model.out_bias, model.wide), arrays, strict=True
        )
    )
