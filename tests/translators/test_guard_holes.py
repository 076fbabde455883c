"""Holes in a sentence: which neighbours betray one, and where it is."""

from __future__ import annotations

import pytest

from translators.checks.junctions import class_of, hole, junctions
from translators.checks.views import hole_between
from translators.checks.words import Side

HOLES = [
    ("en", "The minister met Merkel in Berlin before the vote.", "The minister met Merkel in before the vote."),
    ("en", "The port belongs to both the city and the region.", "The port belongs to both the and the region."),
    ("fr", "La maire de Lyon a reçu le ministre.", "La maire de a reçu le ministre."),
    ("fr", "Elle a quitté la France et l'Italie en mai.", "Elle a quitté la et l'Italie en mai."),
]


@pytest.mark.parametrize(("language", "whole", "torn"), HOLES)
def test_a_hole_is_stronger_than_anything_in_the_whole_sentence(language: str, whole: str, torn: str) -> None:
    assert hole(junctions(Side(torn, language))) > max(2.0, hole(junctions(Side(whole, language))))


@pytest.mark.parametrize(("language", "whole", "torn"), HOLES)
def test_a_hole_is_told_where_it_is(language: str, whole: str, torn: str) -> None:
    offset, _ = max(junctions(Side(torn, language)), key=lambda each: each[1])
    common = next(i for i, (a, b) in enumerate(zip(whole, torn, strict=False)) if a != b)
    assert abs(offset - common) <= 4


def test_only_the_junctions_between_two_words_count() -> None:
    side = Side("The minister met Merkel in before the vote.", "en")
    found = junctions(side)
    assert hole_between(side, 3, 5, found) == hole(found)
    assert hole_between(side, 0, 2, found) < hole(found)
    assert hole_between(side, 5, 3, found) == 0.0


def test_a_language_without_a_table_has_no_holes() -> None:
    assert junctions(Side("El gobierno presentó ayer su plan.", "es")) == []


def test_a_rare_word_is_told_by_its_shape_only() -> None:
    known = {"the": 0, "=ing": 1}
    words = ["the", "The", "Warsaw", "Oslo", "rambling", "obliging", "9", "½", "«"]
    assert [class_of(word, known) for word in words] == ["the", "the", "^=", "^+", "=ing", "+", "9", "9", '"']
