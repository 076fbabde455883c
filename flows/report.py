"""The result of a run in words: as Markdown for the artifact."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from flows.publish.read import counts_by_rule, translators_used
from flows.publish.store import Store
from flows.settings import Settings
from flows.sources.items import one_line

SHOWN = 20


def summary(store: Store, run: str, counts: Mapping[str, int], settings: Settings) -> str:
    """What was paired, kept and failed, by which package, under which rules, and where it lies."""
    out = settings.publish.out.resolve()
    lines = [
        f"**{counts['paired']}** paired, **{counts['kept']}** kept without a pair, **{counts['failed']}** failed.",
        "",
        f"Output: `{out}` (review: `{out / 'index.html'}`)",
        "",
        f"Packages: {', '.join(f'`{name}`' for name in translators_used(store)) or 'none'}",
    ]
    problems = list(islice(store.problems(run), SHOWN + 1))
    if problems:
        lines += ["", "| failed | why |", "|---|---|"]
        lines += [f"| {_cell(source)} | {_cell(reason)} |" for source, reason, _ in problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(f"| … | {counts['failed'] - SHOWN} more |")
    rules = counts_by_rule(store)
    if rules:
        lines += ["", "| rule | edits | articles |", "|---|---:|---:|"]
        lines += [f"| {rule} | {edits} | {articles} |" for rule, edits, articles in rules[:SHOWN]]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return one_line(text.replace("\n", " ")).replace("|", "\\|")[:300]
