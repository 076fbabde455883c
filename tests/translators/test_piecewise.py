"""A sentence too long for the model: each piece is checked and mended by itself, and none is missing."""

from __future__ import annotations

from pathlib import Path

from tests.translators.test_ladder import GOOD, Scripted
from translators.argos import ArgosTranslator
from translators.base import Decoding
from translators.ladder import GuardedTranslator
from translators.packages import find
from translators.piecewise import PiecewiseTranslator
from translators.places import Places

LONG = "Le ministre a compté 300 soldats. / Il pleut à Paris."


def pieces(sentence: str) -> list[str]:
    return sentence.split(" / ")


def test_a_sentence_that_fits_is_left_to_the_translator() -> None:
    inner = GuardedTranslator(Scripted(lambda s, d: GOOD[s]))
    assert PiecewiseTranslator(inner, pieces).translate(list(GOOD)) == inner.translate(list(GOOD))


def test_only_the_piece_that_loops_is_decoded_again() -> None:
    def answer(sentence: str, decoding: Decoding) -> str:
        good = GOOD[sentence]
        return good + " in Paris" * 20 if "Paris" in good and not decoding.no_repeat_ngram_size else good

    scripted = Scripted(answer)
    (made,) = PiecewiseTranslator(GuardedTranslator(scripted), pieces).translate([LONG])
    assert made.text == "The minister counted 300 soldiers. It is raining in Paris."
    assert (made.problems, made.attempts) == ((), 2)
    assert [batch for _, batch in scripted.batches] == [pieces(LONG), ["Il pleut à Paris."]]


def test_what_cannot_be_mended_is_flagged_and_withheld_as_a_whole() -> None:
    def answer(sentence: str, decoding: Decoding) -> str:
        return "The minister counted 500 soldiers." if "ministre" in sentence else GOOD[sentence]

    flagged, withheld = (
        PiecewiseTranslator(GuardedTranslator(Scripted(answer), on_fail=on_fail), pieces).translate([LONG])[0]
        for on_fail in ("flag", "withhold")
    )
    assert flagged.text == "The minister counted 500 soldiers. It is raining in Paris."
    assert withheld.text == "", "no sentence with a hole in it"
    assert [p.check for p in flagged.problems] == [p.check for p in withheld.problems] == ["numbers"]


def test_eighteen_hundred_words_come_out_whole_each_piece_within_the_model(tiny_folder: Path, places: Places) -> None:
    translator = ArgosTranslator(find("fr", "en", path=tiny_folder, places=places), threads=1, longest_piece=40)
    sentence = " ".join(["le chat dort et la maison mange"] * 257 + ["bonjour"])
    cut = translator.pieces(sentence)
    assert len(sentence.split()) == 1_800 and " ".join(cut) == sentence
    assert max(len(piece.split()) for piece in cut) <= 40
    (made,) = PiecewiseTranslator(GuardedTranslator(translator, attempts=1), translator.pieces).translate([sentence])
    assert made.text == " ".join(["the cat sleeps and the house eats"] * 257 + ["hello"])
    assert translator.pieces("le chat\ndort") == ["le chat\ndort"]
