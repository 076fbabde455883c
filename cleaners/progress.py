"""What the passes have seen of a document, so that none looks again at what it left as it was."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from cleaners.edits import Cleaner, Draft, Edit, Finding, Line
from cleaners.passes import Pass
from cleaners.signs import LINE_BY_LINE, READS_WORDS, TYPESETS, bit, signs_of
from cleaners.zones import short_lines


@dataclass(slots=True)
class Progress:
    """What the passes have seen of one document in one language.

    A pass is asked for its findings only where the text has the pass's sign, and not for a text that it has left as it
    was. One that judges line by line gets only the lines that have its sign and that it has not left as they were. One that
    reads words is not asked again when passes that set type alone changed the text since, and only paragraphs.
    """

    _text: str = ""
    _lines: tuple[tuple[Line, int], ...] = ()
    _signs: int = 0
    _left: dict[str, str] = field(default_factory=dict)  # by pass the text that it last left as it was
    _settled: dict[str, set[str]] = field(default_factory=dict)  # by pass the lines that it left as they were
    _wordings: int = 0  # how often a pass changed more than the typesetting
    _read: dict[str, tuple[int, str]] = field(default_factory=dict)
    # by pass what that number and the short lines were when it last had looked

    def task(self, step: Pass, draft: Draft) -> Pass | None:
        """The pass as it has to look at the draft: itself, what it does at rest, or None when it can find nothing."""
        if draft.text is not self._text:
            self._take(draft)
        name = step.name
        sign = bit(name)
        if (sign and not self._signs & sign) or self._left.get(name) == self._text:
            return None
        if name in READS_WORDS:
            known = self._read.get(name)
            if known and known[0] == self._wordings and known[1] == short_lines(draft):
                return step.at_rest
        return step

    def findings(self, name: str, cleaner: Cleaner, draft: Draft) -> list[Finding]:
        """What `cleaner` finds in the draft, offsets in its text."""
        if draft.text is not self._text:
            self._take(draft)
        return self._by_line(name, cleaner, draft) if name in LINE_BY_LINE else list(cleaner(draft))

    def looked(self, step: Pass, after: Draft) -> None:
        """Note that a pass has looked at the text; `after` is what it made of it."""
        before = self._wordings
        if after.text == self._text:
            self._left[step.name] = self._text
        elif step.name not in TYPESETS:
            self._wordings += 1
        if step.name in READS_WORDS:  # one that has something to do at rest looked until it found nothing more
            self._read[step.name] = self._wordings if step.at_rest else before, short_lines(after)

    def _take(self, draft: Draft) -> None:
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
        found = list(cleaner(part))
        if not found:
            settled.update(line.text for line in lines)
            return []
        starts = [line.start for line in part.lines]
        moved: list[Finding] = []
        touched: set[int] = set()
        for finding in found:
            index = bisect_right(starts, finding.start) - 1
            shift = lines[index].start - starts[index]
            touched.add(index)
            start, end = finding.start + shift, finding.end + shift
            if isinstance(finding, Edit):
                moved.append(Edit(start, end, finding.new, finding.rule, finding.why))
            else:
                moved.append(replace(finding, start=start, end=end))
        settled.update(line.text for index, line in enumerate(lines) if index not in touched)
        return moved
