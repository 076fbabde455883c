"""`diptych rules`: what the rulebook holds, whether its examples hold, and what its rules did in a store."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.folding import fold
from cleaners.rulebook import BookRule, Rulebook
from cleaners.rulebook_matching import Matcher


def table(rulebook: Rulebook) -> Iterator[str]:
    """A line for each rule: id, action, scope, languages, zones, why; tabs between."""
    for rule in sorted(rulebook, key=lambda rule: rule.id):
        columns = (rule.id, rule.action, rule.scope, ",".join(rule.languages), ",".join(rule.zones), rule.why)
        yield "\t".join(columns)


def broken_examples(rulebook: Rulebook) -> Iterator[str]:
    """A message for each example that its own rule gets wrong: file and line, the rule, the example."""
    for rule in rulebook:
        for example in rule.removes:
            if not _acts(rule, example):
                yield f"{rule.origin}: {rule.id} should act on {example!r}, and doesn't"
        for example in rule.keeps:
            if _acts(rule, example):
                yield f"{rule.origin}: {rule.id} should leave {example!r} alone, and acts on it"


def _acts(rule: BookRule, example: str) -> bool:
    languages = [None] if "any" in rule.languages else list(rule.languages)
    matchers = [Matcher(Rulebook({rule.id: rule}), language) for language in languages]
    lines = [line for line in example.split("\n") if line.strip()]
    return any(
        matcher.line(line, fold(line)) or any(matcher.spans(line, fold(line))) for matcher in matchers for line in lines
    )
