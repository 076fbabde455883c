"""The typography of the target language on what a model wrote: its quotation marks, apostrophes, spaces and numbers.

The cleaners do it, with the same rules as for an article; only those that change no letter and no digit have a say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cleaners.edits import Draft, Edit, LoggedEdit, Promise, Rule, apply
from cleaners.tongue import is_foreign_line

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
LONE = Rule("quotes.lone", Promise.TYPOGRAPHY, "a quotation mark without its partner, in the style of the language")
_MARKS = {"fr": ("«\xa0", "\xa0»"), "en": ("“", "”")}
_LONE = re.compile(
    r"(?P<opens>(?:(?<=[ \xa0\u202f(\[—–])|^)(?:\"|«[ \xa0\u202f]*)(?=[^\W_]|[‘…(]))"
    r"|(?<=[^\W\d_]|[.,;:!?…%)’])(?:\"|[ \xa0\u202f]*»)(?=$|[ \xa0\u202f.,;:!?…)\]—–])"
)


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
    a sentence that stayed in another language. What is typeset already stays as it is.
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
        draft = draft.apply(lone_marks(draft), {LONE.id: LONE})
        if draft.text == before:
            break
    return _by_sentence(sentences, draft.log)


def lone_marks(draft: Draft) -> Iterator[Edit]:
    """Straight marks, and guillemets in English, that no other pass paired: most often the model lost the other one.

    Which way a mark faces is plain where a word stands on one side only. Left alone: inches, marks between two words.
    """
    opening, closing = _MARKS[draft.language or ""]
    for line in draft.lines:
        if is_foreign_line(line.text, draft.language or ""):
            continue
        for match in _LONE.finditer(line.text):
            if draft.language == "en" or match[0] == '"':
                new = opening if match["opens"] else closing
                yield Edit(line.start + match.start(), line.start + match.end(), new, LONE.id, LONE.why)


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
