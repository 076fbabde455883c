"""What a clean text is worth against a labelled document. Pure: any cleaner's output can be measured."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.quality.cases import Case, Furniture, LookAlike
from tests.quality.gold import Repair
from tests.quality.gold import fold as fold_spaces

_WORD = re.compile(r"\w+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ﬁ": "fi", "ﬂ": "fl"})


def words(text: str) -> list[str]:
    """Runs of letters and digits, without case, accents and ligatures: what content is counted in."""
    text = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return _WORD.findall("".join(char for char in text if not unicodedata.combining(char)))


def fold(text: str) -> str:
    """Kinds of space and the bullets at the starts of lines count for nothing; the rest of a text does."""
    return re.sub(r"^[•▪◦●■‣] ?", "", fold_spaces(text), flags=re.MULTILINE)


def tokens(text: str) -> list[str]:
    """What stands between spaces of any kind: a missing space, a wrong mark, a wrong accent each spoil one."""
    return fold(text).split()


def f1(gold: list[str], output: list[str]) -> float:
    """Harmonic mean of precision and recall over the two bags of tokens."""
    if not gold and not output:
        return 1.0
    common = sum((Counter(gold) & Counter(output)).values())
    return 2 * common / (len(gold) + len(output))


@dataclass(frozen=True, slots=True)
class Measures:
    """One document's figures; lists hold what is wrong, so that it can be shown."""

    name: str
    clean: bool
    f1: float
    gold_words: int
    lost_words: tuple[str, ...]
    extra_words: int
    furniture: int
    left: tuple[Furniture, ...]
    repairs: int
    wrong: tuple[Repair, ...]
    lookalikes: int
    touched: tuple[LookAlike, ...]
    unchanged: bool
    lines: int
    lines_right: int
    metadata: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)  # field -> (expected, found)

    @property
    def lost(self) -> float:
        return len(self.lost_words) / self.gold_words if self.gold_words else 0.0


def measure(case: Case, output: str, metadata: Mapping[str, Any] | None = None) -> Measures:
    """Figures of one document. `output` is the clean text; `metadata` what was found, compared if given."""
    gold, found = Counter(words(case.gold)), Counter(words(output))
    folded = fold(output)
    gold_lines, output_lines = fold(case.gold).split("\n"), Counter(folded.split("\n"))
    return Measures(
        name=case.name,
        clean=case.clean,
        f1=f1(tokens(case.gold), tokens(output)),
        gold_words=sum(gold.values()),
        lost_words=tuple((gold - found).elements()),
        extra_words=sum((found - gold).values()),
        furniture=len(case.furniture),
        left=tuple(_left(case.furniture, found - gold, output_lines - Counter(gold_lines))),
        repairs=len(case.repairs),
        wrong=tuple(repair for repair in case.repairs if not _right(repair, folded)),
        lookalikes=len(case.lookalikes),
        touched=tuple(alike for alike in case.lookalikes if alike.raw not in folded and alike.gold not in folded),
        unchanged=folded == fold(case.gold),
        lines=len(gold_lines),
        lines_right=sum((Counter(gold_lines) & output_lines).values()),
        metadata=_compare(case.head.get("metadata") or {}, metadata) if metadata is not None else {},
    )


def _left(pieces: Iterable[Furniture], extra: Counter[str], extra_lines: Counter[str]) -> Iterable[Furniture]:
    """A piece is left if more than half of its words stand in the output beyond what the gold has; pieces without words
    (rules, arrows) if their line does."""
    extra = Counter(extra)
    for piece in pieces:
        own = Counter(words(piece.text))
        if not own:
            if extra_lines[fold(piece.text)]:
                yield piece
            continue
        still = own & extra
        if 2 * sum(still.values()) > sum(own.values()):
            extra -= still
            yield piece


def _right(repair: Repair, folded: str) -> bool:
    return all(any(form in "\n" + folded for form in forms) for forms in repair.keys)


def _compare(expected: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (value, found.get(name))
        for name, value in expected.items()
        if _plain(found.get(name)) not in _accepted(value)
    }


def _accepted(value: Any) -> list[Any]:
    return [_plain(form) for form in value.split("‖")] if isinstance(value, str) else [_plain(value)]


def _plain(value: Any) -> Any:
    """Metadata is right in any case, order of keywords and typography."""
    if value is None or value is False or value == "" or value == []:
        return None
    if isinstance(value, list | tuple):
        return sorted(" ".join(words(str(item))) for item in value)
    return " ".join(words(str(value)))
