"""Automatic transcripts: lines that begin with the time in a recording."""

from __future__ import annotations

import re

from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.zones import Page

TRANSCRIPT = removal("ui.transcript-line", "a line of an automatic transcript")
RULES = (TRANSCRIPT,)

_TIMED = re.compile(r"^[\[(]?(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)[\])]?(?: ?(?:-->|–|-|:) ?(?:\d{1,2}:)?[0-5]?\d:[0-5]\d)? ?[-–:]? ?(?=\S)")


def transcripts(page: Page) -> Verdicts:
    """Two or more lines timed from the first minutes on, in rising order. A programme begins later in the day: it stays."""
    timed: list[tuple[int, int]] = []
    for i, row in enumerate(page.rows):
        match = _TIMED.match(row.text) if row.text[:1].isdigit() or row.text[:1] in "[(" else None
        if match and len(row.text) > match.end():
            hours, minutes, seconds = (int(part or 0) for part in match.groups())
            timed.append((i, 3600 * hours + 60 * minutes + seconds))
    times = [time for _, time in timed]
    if len(timed) < 2 or times[0] >= 300 or times != sorted(times) or times[-1] > 3 * 3600:
        return {}
    return {i: Verdict(TRANSCRIPT.id, TRANSCRIPT.why) for i, _ in timed}
