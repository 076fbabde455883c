"""Numbers as French and English write them: 1 500 and 1,500; 3,7 and 3.7.

The corpus mixes habits (the Union's English writes 15 000, older French 15.000). Here a number that both sides hold is
found, written in each language's own way, and now and then replaced by another, so that numbers are learnt as such.
"""

import random
from dataclasses import dataclass

from translators.training.corpus import Pair
from translators.written_numbers import NUMBER, Value, readings


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A number that stands once on each side: its spans (code points) and its value."""

    fr: tuple[int, int]
    en: tuple[int, int]
    value: Value


def shared_numbers(pair: Pair) -> list[SharedNumber]:
    """The numbers that both sides hold exactly once, in French order."""
    sides = {
        language: [(match.span(), readings(match[0], language)) for match in NUMBER.finditer(text)]
        for language, text in (("fr", pair.fr), ("en", pair.en))
    }
    shared = []
    for fr_span, fr_values in sides["fr"]:
        meetings = [
            (en_span, Value(fr.whole, fr.fraction, fr.grouped or en.grouped))
            for en_span, en_values in sides["en"]
            for fr in fr_values
            for en in en_values
            if fr.same_number(en)
        ]
        if len({span for span, _ in meetings}) == 1:
            shared.append(SharedNumber(fr_span, *meetings[0]))
    english = [number.en for number in shared]
    return [number for number in shared if english.count(number.en) == 1]


def another_value(value: Value, rng: random.Random) -> Value:
    """A number of the same kind: a year for a year, a day for a day, as many digits otherwise; never 0 or 1."""
    size = int(value.whole)
    if size < 2 or value.whole.startswith("0") or len(value.whole) > 12:
        return value
    if not value.grouped and not value.fraction and 1000 <= size <= 2100:
        whole = rng.randint(1900, 2035)
    elif size <= 31:
        whole = rng.randint(2, 9) if size < 10 else rng.randint(10, 31)
    else:
        digits = len(value.whole)
        whole = rng.randint(10 ** (digits - 1), 10**digits - 1)
        zeros = digits - len(value.whole.rstrip("0"))
        if zeros and rng.random() < 0.7:
            whole = max(whole - whole % 10**zeros, 10 ** (digits - 1))
    fraction = "".join(rng.choices("123456789", k=len(value.fraction)))
    return Value(str(whole), fraction, value.grouped)


def rewrite_numbers(pair: Pair, source: str, new: float, form: float, rng: random.Random) -> Pair:
    """Write shared numbers in each language's form; by chance as another number, or oddly on the source side.

    `source` is the language translated from; `new` and `form` are probabilities per number.
    """
    french: list[tuple[tuple[int, int], str]] = []
    english: list[tuple[tuple[int, int], str]] = []
    for number in shared_numbers(pair):
        value = another_value(number.value, rng) if rng.random() < new else number.value
        odd = rng.choice(["", ".", "\u202f"] if source == "fr" else ["", " "]) if rng.random() < form else None
        french.append((number.fr, value.write("fr", odd if source == "fr" else None)))
        english.append((number.en, value.write("en", odd if source == "en" else None)))
    return Pair(_replace_spans(pair.fr, french), _replace_spans(pair.en, english))


def _replace_spans(text: str, replacements: list[tuple[tuple[int, int], str]]) -> str:
    for (start, end), new in sorted(replacements, reverse=True):
        text = text[:start] + new + text[end:]
    return text
