"""Numbers in the training pairs: each side in its own form, and now and then another number on both."""

import random

import pytest

from translators.training.corpus import Pair
from translators.training.number_forms import another_value, rewrite_numbers, shared_numbers
from translators.written_numbers import Value, readings


@pytest.mark.parametrize(
    ("fr", "en", "fr_wanted", "en_wanted"),
    [
        ("15.000 soldats", "15 000 soldiers", "15 000 soldats", "15,000 soldiers"),
        ("1\u202f500 euros", "1,500 euros", "1 500 euros", "1,500 euros"),
        ("1,500 euros", "1,500 euros", "1 500 euros", "1,500 euros"),
        ("1.234.567,8 tonnes", "1,234,567.8 tonnes", "1 234 567,8 tonnes", "1,234,567.8 tonnes"),
        ("3,7 % en 2008", "3.7% in 2008", "3,7 % en 2008", "3.7% in 2008"),
        ("0,125 gramme", "0.125 grams", "0,125 gramme", "0.125 grams"),
        ("une hausse de 5 %.", "an increase of 5%.", "une hausse de 5 %.", "an increase of 5%."),
    ],
)
def test_each_side_gets_its_own_form(fr: str, en: str, fr_wanted: str, en_wanted: str) -> None:
    assert rewrite_numbers(Pair(fr, en), "fr", 0.0, 0.0, random.Random(0)) == Pair(fr_wanted, en_wanted)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("l'article 3.2 du texte", "article 3.2 of the text"),  # a section is no decimal
        ("à 10:30 le 11/09", "at 10:30 on 11/09"),
        ("Python 3.11.2", "Python 3.11.2"),
        ("deux fois 15 et 15", "twice 15 and 15"),  # which is which?
        ("le G8 et la loi C-36", "the G8 and bill C-36"),
        ("200 sur 300", "100 of 400"),
    ],
)
def test_what_is_no_shared_number_stays(fr: str, en: str) -> None:
    pair = Pair(fr, en)
    assert rewrite_numbers(pair, "fr", 1.0, 1.0, random.Random(0)) == pair


def test_a_new_number_stands_on_both_sides() -> None:
    pair = Pair("Ils étaient 15 000 en 2008.", "They were 15,000 in 2008.")
    for seed in range(50):
        new = rewrite_numbers(pair, "en", 1.0, 0.0, random.Random(seed))
        values = [number.value for number in shared_numbers(new)]
        assert len(values) == 2
        assert len(values[0].whole) == 5
        assert 1900 <= int(values[1].whole) <= 2035


def test_odd_forms_are_for_the_source_alone() -> None:
    pair = Pair("15 000 soldats", "15,000 soldiers")
    sources = {rewrite_numbers(pair, "fr", 0.0, 1.0, random.Random(seed)) for seed in range(30)}
    assert {p.fr for p in sources} == {"15000 soldats", "15.000 soldats", "15\u202f000 soldats"}
    assert {p.en for p in sources} == {"15,000 soldiers"}


def test_one_and_none_keep_their_grammar() -> None:
    for whole in ("0", "1"):
        assert another_value(Value(whole, "", False), random.Random(1)).whole == whole


def test_the_likelier_reading_comes_first() -> None:
    assert readings("1,500", "en") == [Value("1500", "", True)]
    assert readings("1,500", "fr") == [Value("1", "500", False), Value("1500", "", True)]
