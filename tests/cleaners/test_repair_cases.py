"""Damage and its repair, a case each, kept as data in tests/cases/repairs.

A case names the class of the catalogue, the language, the text, and what it becomes; in the YAML files a no-break
space is written · and a narrow one ⍽. Cases of must-not-change.yaml become what they are. Each is also cleaned
twice, and reverted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaners.edits import Draft, revert
from cleaners.passes import ENCODING, REPAIR, REPORT
from cleaners.pipeline import run_passes

CASES = Path(__file__).parent.parent / "cases" / "repairs"
ROUNDS = 4


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    becomes: str
    language: str = "fr"
    flags: tuple[str, ...] = field(default=())


def spaced(text: str) -> str:
    return text.replace("·", "\xa0").replace("⍽", "\u202f")


def cases(file: str, *, changes: bool = True) -> list[Any]:
    found = []
    for number, entry in enumerate(yaml.safe_load((CASES / file).read_text("utf-8")), 1):
        text = spaced(entry["text"])
        becomes = spaced(entry["becomes"]) if changes else text
        name = f"{entry['class']} {entry.get('name', '')} #{number}".replace("  ", " ")
        case = Case(name, text, becomes, entry.get("language", "fr"), tuple(entry.get("flags", ())))
        found.append(pytest.param(case, id=name))
    return found


def cleaned(text: str, language: str) -> Draft:
    """`text` after every encoding and repair pass, in rounds; no furniture rule is run."""
    draft = Draft(text, language=language)
    for _ in range(ROUNDS):
        before = draft.text
        draft = run_passes(run_passes(draft, ENCODING), REPAIR)
        if draft.text == before:
            break
    return run_passes(draft, REPORT)


def check(case: Case) -> None:
    draft = cleaned(case.text, case.language)
    assert draft.text.rstrip("\n") == case.becomes.rstrip("\n")
    assert revert(draft.text, draft.log) == case.text
    assert cleaned(draft.text, case.language).text == draft.text
    found = {flag.name for flag in draft.flags}
    assert set(case.flags) <= found, f"flags found: {sorted(found)}"


@pytest.mark.parametrize("case", cases("in-the-wild.yaml"))
def test_repairs_what_pages_do(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("synthetic.yaml"))
def test_repairs_what_could_be(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("must-not-change.yaml", changes=False))
def test_leaves_alone(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("known-failures.yaml"))
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_falls_short_so_far(case: Case) -> None:
    check(case)
