"""Sentences that lost words are flagged where they lost them, and sound ones are not; the sentences are data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from cleaners.edits import Draft, Flag
from cleaners.passes import REPORT

CASES = Path(__file__).parent.parent / "cases" / "grammar"
SENTENCES = {language: yaml.safe_load((CASES / f"{language}.yaml").read_text("utf-8")) for language in ("fr", "en")}
DAMAGED = [(language, sentence) for language, kinds in SENTENCES.items() for sentence in kinds["damaged"]]
SOUND = [(language, sentence) for language, kinds in SENTENCES.items() for sentence in kinds["sound"]]


def flags(sentence: str, language: str) -> list[Flag]:
    draft = Draft(sentence, language=language)
    found = (finding for step in REPORT if step.concerns(draft) for finding in step.cleaner(draft))
    return [finding for finding in found if isinstance(finding, Flag)]


@pytest.mark.parametrize(("language", "marked"), DAMAGED)
def test_flags_what_is_lost_where_it_is(language: str, marked: str) -> None:
    start, end = marked.index("/"), marked.rindex("/") - 1
    found = flags(re.sub("/", "", marked), language)
    assert any(flag.start < end and flag.end > start for flag in found), [flag.why for flag in found]


@pytest.mark.parametrize(("language", "sentence"), SOUND)
def test_says_nothing_of_a_sound_sentence(language: str, sentence: str) -> None:
    assert not flags(sentence, language)
