"""The guard's checks, case by case: tests/cases/guard/*.yaml read as its specification."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.calls import calls
from translators.base import Problem
from translators.guard import Verdict, check, score_of

CASES = Path(__file__).parent.parent / "cases" / "guard"
OTHER = {"fr": "en", "en": "fr"}


def _good() -> list[Any]:
    families = yaml.safe_load((CASES / "good.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(case, source, id=f"{family}: {case['why']} ({source})")
        for family, cases in families.items()
        for case in cases
        for source in ("fr", "en")
    ]


def _bad() -> list[Any]:
    cases = yaml.safe_load((CASES / "bad.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['check']}: {case['target'][:40]}") for case in cases]


@pytest.mark.parametrize(("case", "source"), _good())
def test_good_pair_is_not_flagged(case: dict[str, str], source: str) -> None:
    target = OTHER[source]
    verdict = check(case[source], case[target], source, target)
    assert not verdict.flagged, verdict.problems


@pytest.mark.parametrize("case", _bad())
def test_bad_translation_is_flagged(case: dict[str, str]) -> None:
    verdict = check(case["source"], case["target"], case["from"], OTHER[case["from"]])
    found = {problem.check for problem in verdict.problems if problem.severity != "info"}
    assert case["check"] in found, verdict.problems
    assert verdict.score < 0.7


def test_reasons_name_what_differs() -> None:
    verdict = check("Il y avait 300 soldats.", "There were 500 soldiers.", "fr", "en")
    assert [p.why for p in verdict.problems] == ["the source says 300, the translation 500"]


def test_a_perfect_pair_scores_one() -> None:
    assert check("Le chat dort.", "The cat is sleeping.", "fr", "en") == Verdict(1.0, ())


def test_each_problem_lowers_the_score() -> None:
    info, warning, error = (Problem("x", severity, "") for severity in ("info", "warning", "error"))
    scores = [score_of(p) for p in ((), (info,), (warning,), (warning, warning), (error,))]
    assert scores == sorted(scores, reverse=True)
    assert score_of((Problem("empty", "error", ""),)) == 0.0


def test_an_info_is_no_flag() -> None:
    assert not Verdict(0.95, (Problem("quotes", "info", ""),)).flagged


def test_an_empty_source_asks_for_nothing() -> None:
    assert check("", "", "fr", "en") == Verdict(1.0, ())
    assert check("***", "***", "fr", "en") == Verdict(1.0, ())


def test_languages_without_lexicon_get_the_checks_that_need_no_words() -> None:
    source = "Die Stadt hat 1500 Einwohner und zwei Schulen."
    assert not check(source, "La ciudad tiene 1500 habitantes y dos escuelas.", "de", "es").flagged
    assert check(source, "La ciudad tiene 1700 habitantes y dos escuelas.", "de", "es").flagged
    assert check(source, "La ciudad tiene 1500 habitantes habitantes habitantes.", "de", "es").flagged
    assert check(source, "", "de", "es").flagged


@pytest.mark.parametrize("unit", ["mot ", "12 ", "Paris ", "« ", "deux cents ", "a, ", "le le ", "(", "XIV "])
def test_work_grows_with_the_length(unit: str) -> None:
    def work(characters: int) -> int:
        text = unit * (characters // len(unit))
        return calls(lambda: check(text, text[: len(text) // 2], "fr", "en"))

    work(1_000)
    assert work(100_000) < 12 * work(10_000)
