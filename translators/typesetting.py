"""The typography of the target language on what a model wrote: its quotation marks, apostrophes, spaces and numbers.

The cleaners do it, with the same rules as for an article; only those that change no letter and no digit have a say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cleaners.edits import Draft, LoggedEdit, Promise, apply

if TYPE_CHECKING:
    from cleaners.passes import Pass

VERSION = "1"
LANGUAGES = frozenset(("fr", "en"))
PASSES = frozenset(
    (
        "cut_marks",
        "doubled_punctuation",
        "quotation_marks",
        "apostrophes",
        "elisions",
        "hyphens",
        "commas",
        "brackets",
        "french_spacing",
        "english_spacing",
        "french_numbers",
        "french_units",
        "english_numbers",
        "no_break_spaces",
        "runs_of_spaces",
    )
)
"""Of the table of passes; those that mend words or take words out have no business with a translation."""
_LEFT_OUT = frozenset(("quotes.missing", "quotes.spurious"))
"""A mark that the model forgot or made up is for the checks, which see the source, too."""
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Typeset:
    """A translated sentence in the typography of its language.

    edits: what became of the sentence as the model wrote it; offsets in code points of that. `cleaners.edits.revert`
    gives it back.
    """

    text: str
    edits: tuple[LoggedEdit, ...] = ()


def typeset(sentences: Sequence[str], language: str) -> list[Typeset]:
    """Set consecutive sentences of one text in `language` (ISO 639-1); as many come back, in the same order.

    They are read together, so that a quotation that runs over several is understood, but nothing moves from one to
    another. No letter and no digit changes. Languages other than French and English come back as they are, and so does
    a sentence that stayed in another language. Doing it again changes nothing.
    """
    if language not in LANGUAGES:
        return [Typeset(sentence) for sentence in sentences]
    from cleaners.pipeline import run_passes
    from cleaners.progress import Progress

    passes, without = _chosen()
    raw = "\n".join(sentences)
    draft = Draft(raw, language=language)
    progress = Progress()
    for _ in range(_ROUNDS):
        before = draft.text
        draft = run_passes(draft, passes, without, progress)
        if draft.text == before:
            break
    return _by_sentence(sentences, draft.log)


def _by_sentence(sentences: Sequence[str], log: Sequence[LoggedEdit]) -> list[Typeset]:
    """Give each sentence its edits; one that would join two sentences is left out."""
    result = []
    start = position = 0
    for sentence in sentences:
        end = start + len(sentence)
        own = []
        while position < len(log) and log[position].start <= end:
            edit = log[position]
            position += 1
            if edit.start >= start and edit.end <= end:
                own.append(_moved(edit, -start))
        result.append(Typeset(apply(sentence, own), tuple(own)))
        start = end + 1
    return result


def _moved(edit: LoggedEdit, by: int) -> LoggedEdit:
    return LoggedEdit(
        edit.rule, edit.start + by, edit.end + by, edit.before, edit.after, edit.why, edit.also, edit.family
    )


@cache
def _chosen() -> tuple[tuple[Pass, ...], frozenset[str]]:
    """The passes of the table that run, and the rules of theirs that have no say."""
    from cleaners.passes import REPAIR

    passes = tuple(step for step in REPAIR if step.name in PASSES)
    if missing := PASSES - {step.name for step in passes}:
        raise ValueError(f"no such passes: {', '.join(sorted(missing))}")
    words = {
        rule.id for step in passes for rule in step.rules if rule.promise not in (Promise.LAYOUT, Promise.TYPOGRAPHY)
    }
    return passes, _LEFT_OUT | words
