"""What holds for every text: repairs run twice change nothing, revert exactly, and never unbalance a quotation."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.edits import Draft, revert
from cleaners.passes import ENCODING, REPAIR
from cleaners.pipeline import run_passes
from tests.calls import calls
from tests.cleaners.test_repair_cases import cleaned

# Pieces of damaged text, joined in any order: what meets what can't be foreseen.
PIECES = (
    "Le ministre", "la policequi", "a déclaré", "l’Otan", "l'eau", "lOtan", "Etats-Unis", "A l’issue", "coeur", "«", "»", "“", "”",
    '"', "''", "‘", "’", "„", ",", " ,", ".", "...", "(.)", "(…)", "!", " !", "?", ";", ":", " :", "%", "12", "1 500", "1,500", "3.7",
    "18h15", "14th", "22octobre", "à3 500", "<b>", "</b>", "<br/>", "&eacute;", "&amp;", "Ã©", "â€™", "Ă©", "\u200b", "\xa0", "\u202f", " ",
    "  ", "\n", "\t", "(", ")", "[Korut]", "[1]", "**", "*", "+mot+", "# ", "https://exemple.fr/a?b:c", "le le", ", a-t-il dit", "- ",
    "vingt- ", "six", "L", "M.", "\ufffd", "\\n", "\\u00e9", "{", "}", "class=\"x\"", "fin", "Depuis", "www.site.com", "é", "e\u0301",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en", "es", None]))
def test_cleaning_twice_is_cleaning_once_and_reverts(text: str, language: str | None) -> None:
    draft = cleaned(text, language or "")
    assert revert(draft.text, draft.log) == text
    assert cleaned(draft.text, language or "").text == draft.text


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_pass_proposes_more_than_its_rule_promises(text: str) -> None:
    for language in ("fr", "en"):
        draft = run_passes(run_passes(Draft(text, language=language), ENCODING), REPAIR)
        assert "engine.refused" not in {flag.name for flag in draft.flags}


WORDS = st.lists(st.sampled_from(("mot", "une phrase", "dit-il", "oui.", "non,")), min_size=1, max_size=4).map(" ".join)
QUOTED = st.tuples(WORDS, st.sampled_from(("«\xa0{}\xa0»", "« {} »", "“{}”", '"{}"')), WORDS).map(
    lambda t: f"Le maire {t[0]} {t[1].format(t[2])}"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(QUOTED, min_size=1, max_size=4).map(" et ".join))
def test_balanced_quotations_stay_balanced(text: str) -> None:
    after = cleaned(text, "fr").text
    assert after.count("«") == after.count("»") == text.count("«") + text.count("“") + text.count('"') // 2


def test_ten_times_the_text_takes_ten_times_the_calls() -> None:
    sentence = "Le ministre a dit: “non”, puis 1 500 soldats sont venus à 18h15 (...) dans l'Etat. "

    def work(times: int) -> int:
        draft = Draft(sentence * times, language="fr")
        return calls(lambda: run_passes(run_passes(draft, ENCODING), REPAIR))

    work(10)
    assert work(1000) < 12 * work(100)
