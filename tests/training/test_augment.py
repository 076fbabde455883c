"""Variations of the training pairs: the style of the target follows that of the source."""

import random
from dataclasses import replace

import pytest

from translators.training.augment import Example, curl, headline, plain, rename, surnames, vary
from translators.training.corpus import Pair
from translators.training.recipe import Variation, read_recipe

NEVER = Variation(*[0.0] * 8)
QUOTED = Pair("Il a dit: « c’ est l' heure » !", "He said: “it’s time”!")


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("« Oui », dit-il; l’ Otan perd 5%.", "fr", '"Oui", dit-il ; l\'Otan perd 5 %.'),
        ("Vraiment? À 10:30, sur http://x.fr/a;b", "fr", "Vraiment ? À 10:30, sur http://x.fr/a;b"),
        ("“Yes” , he said ; it’s 5 %.", "en", '"Yes", he said; it\'s 5%.'),
        ("The .NET framework ...", "en", "The .NET framework ..."),
    ],
)
def test_plain_form(text: str, language: str, wanted: str) -> None:
    assert plain(text, language) == wanted
    assert plain(wanted, language) == wanted


def test_curling_takes_quotes_in_turn_and_leaves_odd_ones() -> None:
    assert curl('"a" et "b"', "fr") == "« a » et « b »"
    assert curl('say "a"', "en") == "say “a”"
    assert curl('5" and "a"', "en") == '5" and "a"'


def test_without_chances_both_sides_are_plain() -> None:
    assert vary(QUOTED, "en-fr", NEVER, [], random.Random(0)) == Example(
        'He said: "it\'s time"!', "Il a dit : \"c'est l'heure\" !"
    )


def test_curly_source_gives_curly_target_with_straight_apostrophes() -> None:
    always = replace(NEVER, curly=1.0)
    assert vary(QUOTED, "en-fr", always, [], random.Random(0)) == Example(
        "He said: “it’s time”!", "Il a dit : « c'est l'heure » !"
    )
    assert vary(QUOTED, "fr-en", always, [], random.Random(0)) == Example(
        "Il a dit : « c’est l’heure » !", "He said: “it's time”!"
    )


def test_apostrophes_may_differ_from_the_quotes() -> None:
    mixed = replace(NEVER, curly=1.0, other_apostrophe=1.0)
    assert vary(QUOTED, "en-fr", mixed, [], random.Random(0)).source == "He said: “it's time”!"


def test_a_person_gets_the_same_new_name_on_both_sides() -> None:
    pair = Pair("Martti Ahtisaari est parti; Ahtisaari reviendra.", "Martti Ahtisaari left; Ahtisaari will be back.")
    assert surnames([pair]) == ["Ahtisaari"]
    assert rename(pair, ["Dupont"], random.Random(0)) == Pair(
        "Martti Dupont est parti; Dupont reviendra.", "Martti Dupont left; Dupont will be back."
    )


def test_headline() -> None:
    assert headline("The price of oil is up on Monday.") == "The Price of Oil Is Up on Monday"


def test_the_same_chance_gives_the_same_example() -> None:
    chance = read_recipe().variation
    first, second = (
        [vary(QUOTED, "en-fr", chance, ["Dupont"], random.Random(seed)) for seed in range(20)] for _ in range(2)
    )
    assert first == second
    assert len(set(first)) >= 3
