"""`diptych rules ...`: the rulebook from the command line."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from flows.errors import UsageError
from flows.options import Config, Rules, settings_from

rules = App(name="rules", help="The rulebook: list its rules, test them, count what they do.")


@rules.command(name="list")
def rules_list(*, config: Config = None, rules: Rules = ()) -> int:
    """List every rule in force: id, action, scope, languages, zones, reason (tabs between)."""
    from flows.cleaning import rulebook
    from flows.rules_command import table

    for line in table(rulebook(settings_from(config, rules).clean.rules)):
        print(line)
    return 0


@rules.command(name="test")
def rules_test(*, config: Config = None, rules: Rules = ()) -> int:
    """Run every example of every rule: what it removes, and what it keeps. Exit code 1 when one fails."""
    from flows.cleaning import rulebook
    from flows.rules_command import broken_examples

    book = rulebook(settings_from(config, rules).clean.rules)
    broken = list(broken_examples(book))
    for message in broken:
        print(message)
    examples = sum(len(rule.removes) + len(rule.keeps) for rule in book)
    print(f"{len(book)} rules, {examples} examples, {len(broken)} wrong")
    return 1 if broken else 0


@rules.command(name="stats")
def rules_stats(*, out: Path | None = None, store: str | None = None, config: Config = None) -> int:
    """Count what each rule did in a store: rule, edits, articles (tabs between), the busiest first.

    Parameters
    ----------
    out: the output folder of a run
    store: or the database (SQLAlchemy URL)
    """
    from flows.publish.read import counts_by_rule
    from flows.publish.store import Store

    settings = settings_from(config, out=out, store=store)
    if not settings.store.url and not (settings.publish.out / "diptych.db").is_file():
        raise UsageError(f"{settings.publish.out}: holds no diptych.db; name the output folder of a run with --out")
    for rule, edits, articles in counts_by_rule(Store(settings.store_url)):
        print(f"{rule}\t{edits}\t{articles}")
    return 0
