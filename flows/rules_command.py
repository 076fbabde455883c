"""`diptych rules`: what the rulebook holds, whether its examples hold, and what its rules take from articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaners.document import Document
from cleaners.rulebook import BookRule, Rulebook
from cleaners.rulebook_checks import failures
from flows.cleaning import clean_document
from flows.errors import UsageError
from flows.settings import nearest


def table(rulebook: Rulebook) -> Iterator[str]:
    """A line for each rule: id, action, scope, languages, zones, why; tabs between."""
    for rule in sorted(rulebook, key=lambda rule: rule.id):
        columns = (rule.id, rule.action, rule.scope, ",".join(rule.languages), ",".join(rule.zones), rule.why)
        yield "\t".join(columns)


def chosen(rulebook: Rulebook, prefixes: Sequence[str]) -> list[BookRule]:
    """The rules whose ids start with one of `prefixes`, all when there is none; UsageError when one fits no rule."""
    for prefix in prefixes:
        if not any(rule.id.startswith(prefix) for rule in rulebook):
            guess = nearest(prefix, [rule.id for rule in rulebook])
            raise UsageError(f"--rule {prefix}: no such rule" + (f"; did you mean {guess}?" if guess else ""))
    return [rule for rule in rulebook if not prefixes or rule.id.startswith(tuple(prefixes))]


def broken_examples(rules: Sequence[BookRule], rulebook: Rulebook) -> Iterator[str]:
    """A message for each example that does not do what its rule says: file and line, the rule, the example."""
    for rule in rules:
        yield from map(str, failures(rule, rulebook))


def hits(document: Document, rules: Sequence[BookRule], folders: tuple[Path, ...]) -> Iterator[str]:
    """What these rules do to a document: `source:line`, rule, before, after; tabs between."""
    wanted = {rule.id for rule in rules}
    for edit in clean_document(document, folders).edits:
        if edit.rule in wanted or wanted & set(edit.also):
            line = document.raw.count("\n", 0, edit.start) + 1
            before, after = (" ".join(text.split())[:200] for text in (edit.before, edit.after))
            yield f"{document.source}:{line}\t{edit.rule}\t{before}\t{after}"
