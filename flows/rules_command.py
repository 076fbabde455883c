"""`diptych rules`: what the rulebook holds, whether its examples hold, and what its rules did in a store."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.rulebook import Rulebook
from cleaners.rulebook_checks import failures


def table(rulebook: Rulebook) -> Iterator[str]:
    """A line for each rule: id, action, scope, languages, zones, why; tabs between."""
    for rule in sorted(rulebook, key=lambda rule: rule.id):
        columns = (rule.id, rule.action, rule.scope, ",".join(rule.languages), ",".join(rule.zones), rule.why)
        yield "\t".join(columns)


def broken_examples(rulebook: Rulebook) -> Iterator[str]:
    """A message for each example that does not do what its rule says: file and line, the rule, the example."""
    for rule in rulebook:
        yield from map(str, failures(rule, rulebook))
