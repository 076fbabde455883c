"""What the passes have seen of a document, so that none looks again at what it left as it was."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from cleaners.edits import Cleaner, Draft, Finding, Line
from cleaners.signs import LINE_BY_LINE, bit, signs_of


@dataclass(slots=True)
class Progress:
    """What the passes have seen of one document in one language.

    A pass is asked for its findings only where the text has the pass's sign, and not for a text that it has left as it
    was. One that judges line by line gets only the lines that have its sign and that it has not left as they were.
    """

    _text: str = ""
    _lines: tuple[tuple[Line, int], ...] = ()
    _signs: int = 0
    _left: dict[str, str] = field(default_factory=dict)  # by pass the text that it last left as it was
    _settled: dict[str, set[str]] = field(default_factory=dict)  # by pass the lines that it left as they were

    def asks_for(self, name: str, draft: Draft) -> bool:
        """Whether a pass may find anything in the text as it stands."""
        if draft.text is not self._text:
            self._read(draft)
        sign = bit(name)
        return not (sign and not self._signs & sign) and self._left.get(name) != self._text

    def findings(self, name: str, cleaner: Cleaner, draft: Draft) -> list[Finding]:
        """What `cleaner` finds in the draft, offsets in its text."""
        if draft.text is not self._text:
            self._read(draft)
        return self._by_line(name, cleaner, draft) if name in LINE_BY_LINE else list(cleaner(draft))

    def leave(self, name: str) -> None:
        """Note that a pass left the text as it was."""
        self._left[name] = self._text

    def _read(self, draft: Draft) -> None:
        self._text = draft.text
        self._lines = tuple((line, signs_of(line.text)) for line in draft.lines)
        self._signs = 0
        for _, signs in self._lines:
            self._signs |= signs

    def _by_line(self, name: str, cleaner: Cleaner, draft: Draft) -> list[Finding]:
        sign = bit(name)
        settled = self._settled.setdefault(name, set())
        lines = [
            line for line, signs in self._lines if (not sign or signs & sign) and line.text and line.text not in settled
        ]
        if not lines:
            return []
        part = Draft("".join(line.text + "\n" for line in lines), language=draft.language, context=draft.context)
        starts = [line.start for line in part.lines]
        moved: list[Finding] = []
        touched: set[int] = set()
        for finding in cleaner(part):
            index = bisect_right(starts, finding.start) - 1
            shift = lines[index].start - starts[index]
            touched.add(index)
            moved.append(replace(finding, start=finding.start + shift, end=finding.end + shift))
        settled.update(line.text for index, line in enumerate(lines) if index not in touched)
        return moved
