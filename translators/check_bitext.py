"""`diptych check`: the guard on anybody's bitext, a pair a line, one answer a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .guard import GlossaryCheck, check


def check_lines(
    lines: Iterable[str],
    source: str,
    target: str,
    *,
    glossary: GlossaryCheck | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield `{score, flags: [{check, severity, why}]}` for each line `source TAB translation`, as it comes.

    A line that is no pair gets an "input" flag and score 0; it stops nothing. Memory does not grow with the input.
    """
    for line in lines:
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != 2:
            found = "no tab" if len(columns) == 1 else f"{len(columns) - 1} tabs"
            why = f"expected source, one tab, translation; the line has {found}"
            yield {"score": 0.0, "flags": [{"check": "input", "severity": "error", "why": why}]}
            continue
        verdict = check(columns[0], columns[1], source, target, glossary=glossary)
        flags = [{"check": p.check, "severity": p.severity, "why": p.why} for p in verdict.problems]
        yield {"score": verdict.score, "flags": flags}


def is_flagged_record(record: dict[str, Any]) -> bool:
    """Whether a record of `check_lines` holds a flag that is a warning or worse."""
    return any(flag["severity"] != "info" for flag in record["flags"])
