"""`diptych rules ...`: the rulebook from the command line."""

from __future__ import annotations

import sys
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
def rules_test(*paths: str, rule: tuple[str, ...] = (), config: Config = None, rules: Rules = ()) -> int:
    """Run every example of every rule (exit code 1 when one fails); with PATHS, show what the rules take there instead.

    Parameters
    ----------
    paths: files or folders; what rules would take from each article is shown, and nothing is written
    rule: only this rule, or rules whose ids start so (repeatable)
    """
    from flows.cleaning import rulebook
    from flows.rules_command import broken_examples, chosen, hits
    from flows.sources import Problem, one_line, read

    settings = settings_from(config, rules)
    book = rulebook(settings.clean.rules)
    wanted = chosen(book, rule)
    if not paths:
        broken = list(broken_examples(wanted, book))
        for message in broken:
            print(message)
        examples = sum(len(one.removes) + len(one.keeps) for one in wanted)
        print(f"{len(wanted)} rules, {examples} examples, {len(broken)} wrong")
        return 1 if broken else 0
    found = articles = failed = 0
    for item in read(paths, max_bytes=settings.sources.max_bytes):
        if isinstance(item, Problem):
            failed += 1
            print(f"diptych: {one_line(item.source)}: {item.reason}", file=sys.stderr)
            continue
        lines = list(hits(item, wanted, settings.clean.rules))
        found += len(lines)
        articles += bool(lines)
        for line in lines:
            print(line)
    print(f"{found} hits in {articles} articles")
    return 1 if failed else 0


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
