"""The ladder: what fails is tried again together, the best candidate wins, the rest is flagged or withheld."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from translators.base import Decoding, Problem, Translation
from translators.glossary import Glossary
from translators.glossary_file import Term
from translators.ladder import GuardedTranslator, article_verdict, plain

GOOD = {
    "Le ministre a compté 300 soldats.": "The minister counted 300 soldiers.",
    "Il pleut à Paris.": "It is raining in Paris.",
    "L'Otan a réagi lundi.": "NATO reacted on Monday.",
}


@dataclass
class Scripted:
    """A translator that answers by its settings; remembers each batch it was given."""

    answer: Callable[[str, Decoding], str]
    decoding: Decoding = field(default_factory=Decoding)
    batches: list[tuple[Decoding, list[str]]] = field(default_factory=list)
    source: str = "fr"
    target: str = "en"
    name: str = "scripted"

    @property
    def signature(self) -> str:
        return f"{self.name}:{self.decoding}"

    def tuned(self, decoding: Decoding) -> Scripted:
        return Scripted(self.answer, decoding, self.batches, self.source, self.target, self.name)

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.batches.append((self.decoding, list(sentences)))
        return [Translation(self.answer(s, self.decoding), 0.8, origin=self.signature) for s in sentences]


def test_good_sentences_are_decoded_once() -> None:
    inner = Scripted(lambda s, d: GOOD[s])
    translations = GuardedTranslator(inner).translate([*GOOD, *GOOD])
    assert [t.text for t in translations] == [*GOOD.values(), *GOOD.values()]
    assert len(inner.batches) == 1 and len(inner.batches[0][1]) == len(GOOD)
    assert {(t.score, t.attempts, t.problems) for t in translations} == {(0.8, 1, ())}


def test_a_loop_is_retried_and_mended() -> None:
    def answer(sentence: str, decoding: Decoding) -> str:
        good = GOOD[sentence]
        return good if decoding.no_repeat_ngram_size else good.rstrip(".") + " in Paris" * 20

    (translation,) = GuardedTranslator(Scripted(answer)).translate(["Il pleut à Paris."])
    assert translation.text == "It is raining in Paris."
    assert translation.problems == ()
    assert translation.attempts == 2
    assert "nr4" in translation.origin


def test_the_checks_choose_among_the_next_best() -> None:
    class Several(Scripted):
        def tuned(self, decoding: Decoding) -> Several:
            return Several(self.answer, decoding, self.batches)

        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            found = super().translate(sentences)
            if self.decoding.hypotheses == 1:
                return found
            others = (Translation("The minister counted 200 soldiers.", 0.7), Translation(GOOD[sentences[0]], 0.6))
            return [replace(one, alternatives=others) for one in found]

    inner = Several(lambda s, d: "The minister counted 500 soldiers.")
    (translation,) = GuardedTranslator(inner).translate(["Le ministre a compté 300 soldats."])
    assert translation.text == "The minister counted 300 soldiers."
    assert (translation.score, translation.problems, translation.alternatives) == (0.6, (), ())
    assert len(inner.batches) == 2


def test_a_number_that_is_hard_to_copy_goes_in_under_the_name_of_another() -> None:
    def answer(sentence: str, decoding: Decoding) -> str:
        return "They were 240." if "24 " in sentence else "They were 204 to 19."

    inner = Scripted(answer)
    (wrong,) = GuardedTranslator(inner).translate(["Ils étaient 2 040 hommes."])
    assert [p.check for p in wrong.problems] == ["numbers"], "what is not asked for is seen, not put right"
    assert ["Ils étaient 24 hommes."] in [batch for _, batch in inner.batches]

    def good(sentence: str, decoding: Decoding) -> str:
        masks = {"24": "There were 24 soldiers.", "37": "There were 24 or 37 soldiers in the 19th century."}
        return masks["37" if "37" in sentence else "24"] if "24" in sentence else "There were 9 soldiers."

    sentences = {
        "Il y avait 2 040 soldats.": "There were 2,040 soldiers.",
        "Il y avait quatre cent mille ou 1 600 soldats au XIXe siècle.": "There were 400,000 or 1,600 soldiers in the "
        "19th century.",
    }
    for source, wanted in sentences.items():
        (right,) = GuardedTranslator(Scripted(good)).translate([source])
        assert (right.text, right.problems) == (wanted, ())


def test_all_failing_sentences_of_a_round_go_together() -> None:
    inner = Scripted(lambda s, d: "" if d.beam_size == 4 else GOOD[s])
    GuardedTranslator(inner).translate(list(GOOD))
    assert [len(batch) for _, batch in inner.batches] == [3, 3]


def test_the_ladder_is_bounded_and_what_fails_is_flagged() -> None:
    inner = Scripted(lambda s, d: "The minister counted 500 soldiers.")
    (translation,) = GuardedTranslator(inner, attempts=3).translate(["Le ministre a compté 300 soldats."])
    assert len(inner.batches) <= 3
    assert translation.text == "The minister counted 500 soldiers."
    assert [p.check for p in translation.problems] == ["numbers"]
    assert translation.score < 0.3


def test_what_fails_may_be_withheld() -> None:
    inner = Scripted(lambda s, d: "The minister counted 500 soldiers.")
    guarded = GuardedTranslator(inner, on_fail="withhold")
    (translation,) = guarded.translate(["Le ministre a compté 300 soldats."])
    assert translation.text == ""
    assert translation.problems[0].why == "the source says 300, the translation 500"


def test_the_best_candidate_wins_even_if_none_is_good() -> None:
    def answer(sentence: str, decoding: Decoding) -> str:
        return "The minister counted 500 soldiers." if decoding.clauses else ""

    (translation,) = GuardedTranslator(Scripted(answer)).translate(["Le ministre a compté 300 soldats."])
    assert translation.text == "The minister counted 500 soldiers."
    assert translation.attempts > 2


def test_the_other_package_is_tried_last() -> None:
    first = Scripted(lambda s, d: "", name="first")
    second = Scripted(lambda s, d: GOOD[s], name="second")
    (translation,) = GuardedTranslator(first, others=[second]).translate(["Il pleut à Paris."])
    assert translation.text == "It is raining in Paris."
    assert translation.origin.startswith("second:")


def test_the_other_package_has_its_turn_with_the_defaults_and_a_glossary() -> None:
    first = Scripted(lambda s, d: "", name="first")
    second = Scripted(lambda s, d: GOOD[s], name="second")
    guarded = GuardedTranslator(first, others=[second], glossary=Glossary.load())
    (translation,) = guarded.translate(["L'Otan a réagi lundi."])
    assert translation.text == "NATO reacted on Monday."
    assert len(first.batches) + len(second.batches) <= 5


def test_a_character_that_nobody_can_read_is_seen() -> None:
    inner = Scripted(lambda s, d: "It is raining in Paris\ufffd\ufffd." if d.hypotheses == 1 else GOOD[s])
    (translation,) = GuardedTranslator(inner).translate(["Il pleut à Paris."])
    assert (translation.text, translation.attempts) == ("It is raining in Paris.", 2)
    (flagged,) = GuardedTranslator(inner, attempts=1).translate(["Il pleut à Paris."])
    assert [p.check for p in flagged.problems] == ["characters"]


def test_a_translator_of_another_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="does not go from fr to en"):
        GuardedTranslator(Scripted(lambda s, d: s), others=[Scripted(lambda s, d: s, source="en", target="fr")])


def test_the_models_own_problems_count() -> None:
    class Cut(Scripted):
        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            cut = Problem("truncation", "error", "the output reached 512 tokens")
            return [Translation(GOOD[s], 0.8, (cut,)) for s in sentences]

    (translation,) = GuardedTranslator(Cut(lambda s, d: "")).translate(["Il pleut à Paris."])
    assert translation.problems == () or translation.problems[0].check == "truncation"


def test_the_glossary_mends_in_place_without_another_decoding() -> None:
    glossary = Glossary([Term({"fr": ("Otan", "OTAN"), "en": ("NATO",)})])
    inner = Scripted(lambda s, d: "Otan reacted on Monday.")
    (translation,) = GuardedTranslator(inner, glossary=glossary).translate(["L'Otan a réagi lundi."])
    assert translation.text == "NATO reacted on Monday."
    assert len(inner.batches) == 1


def test_a_term_that_cannot_be_mended_is_foretold_to_the_model() -> None:
    glossary = Glossary([Term({"fr": ("Otan",), "en": ("NATO",)})])
    inner = Scripted(lambda s, d: "NATO reacted on Monday." if "NATO" in s else "The alliance reacted on Monday.")
    (translation,) = GuardedTranslator(inner, glossary=glossary).translate(["L'Otan a réagi lundi."])
    assert translation.text == "NATO reacted on Monday."
    assert inner.batches[-1][1] == ["L'NATO a réagi lundi."]


def test_plain_punctuation() -> None:
    assert plain("« Où est-ce\u00a0? » — dit-il…  “Là ”") == '"Où est-ce ?" - dit-il... "Là "'


def test_the_signature_says_that_there_is_a_guard() -> None:
    inner = Scripted(lambda s, d: s)
    assert GuardedTranslator(inner).signature.startswith(inner.signature + "|guard")
    assert GuardedTranslator(inner).signature != GuardedTranslator(inner, attempts=1).signature


def test_the_verdict_on_an_article_sums_up() -> None:
    wrong = Problem("numbers", "error", "")
    verdict = article_verdict(
        [
            Translation("Good enough.", 0.9),
            Translation("Twenty.", 0.2, (wrong, Problem("names", "warning", ""))),
            Translation("", 0.1, (wrong,), attempts=5),
            Translation("Hm.", 0.8, (Problem("quotes", "info", ""),)),
        ]
    )
    assert (verdict.sentences, verdict.flagged, verdict.withheld, verdict.retried) == (4, 2, 1, 1)
    assert verdict.problems == (("numbers", 2), ("names", 1))
    assert verdict.summary == "2 of 4 sentences doubtful (numbers 2, names 1), 1 withheld, 1 tried again"
    assert 0 < verdict.score < 0.9
    assert article_verdict([]).summary == "no sentences"
