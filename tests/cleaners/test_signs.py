"""A sign never keeps a pass from what it would find: with signs and without, all labelled documents come out the same."""

from __future__ import annotations

import pytest

from cleaners.document import Document
from cleaners.edits import Draft
from cleaners.passes import ENCODING, REPAIR, REPORT, Pass, furniture_passes
from cleaners.pipeline import clean, run_pass
from cleaners.progress import Progress
from cleaners.signs import LINE_BY_LINE, passes_with_signs
from tests.quality.cases import SPLITS, Case, load

TABLE = {step.name: step for step in (*ENCODING, *furniture_passes(), *REPAIR, *REPORT)}
CASES = [case for split in SPLITS for case in load(split) if case.media != "html"]


def drafts(case: Case) -> tuple[Draft, Draft]:
    """A document as it came, and its clean text damaged anew as the repairs know damage."""
    text = clean(Document(case.name, case.name, case.raw)).text
    for sound, damage in (("’", "'"), ("\xa0", " "), ("\u202f", ""), ("« ", '"'), (". ", "."), ("œ", "oe")):
        text = text.replace(sound, damage)
    return Draft(case.raw, language=case.language), Draft(text, language=case.language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_pass_finds_with_its_sign_what_it_finds_without(case: Case) -> None:
    for draft in drafts(case):
        for step in TABLE.values():
            if step.concerns(draft):
                assert by_signs(step, draft) == run_pass(draft, step), f"{step.name}: mend its sign in cleaners/signs.py"


def by_signs(step: Pass, draft: Draft) -> Draft:
    """The draft after a pass that is asked only where the text has its sign."""
    progress = Progress()
    return run_pass(draft, step, progress=progress) if progress.task(step, draft) else draft


def test_signs_are_of_passes_that_there_are() -> None:
    assert LINE_BY_LINE.issubset(TABLE)
    assert set(passes_with_signs()).issubset(TABLE)
