"""The rulebook: furniture that has fixed words, as data that tests itself.

`config/rules/*.yaml` hold one family each; `docs/add-a-rule.md` tells how to write one. `load` reads and checks them, the
`Rulebook` tells which rules a line answers to. Every pattern runs on RE2, in time linear in the line, and all the line rules
of a language in one pass over the line's folded view (`cleaners.folding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cleaners.edits import Promise, Rule
from cleaners.resources import config_path

LANGUAGES = ("any", "fr", "en", "es", "it", "pt", "de", "nl", "id")
SCOPES = ("line", "span", "block")
ZONES = ("head", "body", "tail")
ACTIONS = ("remove", "replace", "lift")
VIEWS = ("folded", "exact")
FIELDS = (
    *("title", "date", "author", "agency", "place", "keywords", "initials", "views", "site", "title_hint"),
    *("photo_credit", "post", "truncated", "machine_translated", "live"),
)
SWITCHES = ("truncated", "machine_translated", "live")
"""Fields that are true or absent: a lifting rule needs no group for them."""

LONGEST = 1200
"""A line longer than this many code points is an article's, whatever its words."""


class RulebookError(ValueError):
    """The rules can't be used. `problems` has one `file:line: what is wrong` each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class BookRule:
    """One entry of the rulebook.

    `patterns` are expanded and folded; any of them makes the rule match: the whole line (scope line or block) or a part of it
    (span). A block takes up to `followers` headlines after its label line too. `longest` is in code points of the line.
    `origin` is `file:line`.
    """

    id: str
    why: str
    languages: tuple[str, ...]
    scope: str
    zones: tuple[str, ...]
    patterns: tuple[str, ...]
    action: str
    removes: tuple[str, ...]
    keeps: tuple[str, ...]
    field: str = ""
    replacement: str = ""
    view: str = "folded"
    longest: int = 160
    followers: int = 3
    origin: str = ""

    @property
    def family(self) -> str:
        return self.id.partition(".")[0]

    def speaks(self, language: str | None) -> bool:
        """Whether the rule acts in an article of that language (None: not known)."""
        return "any" in self.languages or language is None or language in self.languages

    def as_rule(self) -> Rule:
        """The engine's view of it: what its edits may do."""
        promise = Promise.REPAIR if self.action == "replace" else Promise.REMOVAL
        return Rule(self.id, promise, self.why, self.family)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The rules in force, by id."""

    rules: Mapping[str, BookRule] = field(default_factory=dict)

    def __iter__(self) -> Iterator[BookRule]:
        return iter(self.rules.values())

    def __len__(self) -> int:
        return len(self.rules)

    def of(self, language: str | None, scopes: Iterable[str], view: str) -> tuple[BookRule, ...]:
        """The rules for articles in `language` with one of these scopes that look at this view."""
        wanted = tuple(scopes)
        return tuple(r for r in self if r.speaks(language) and r.scope in wanted and r.view == view)

    def as_rules(self) -> tuple[Rule, ...]:
        return tuple(rule.as_rule() for rule in self)


def load(*directories: Path, tried: frozenset[Path] = frozenset()) -> Rulebook:
    """The rules of every `*.yaml` in `directories`; a later directory's rule shadows an earlier one with its id.

    The patterns of directories in `tried` are known to compile: they are compiled once, when they are put to use. Raises RulebookError with every problem found, each with its file and line.
    """
    from cleaners.rulebook_reading import read_directory

    rules: dict[str, BookRule] = {}
    problems: list[str] = []
    fragments: dict[str, str] = {}
    for directory in directories:
        found = read_directory(directory, fragments, problems, compiles=directory not in tried)
        rules.update({rule.id: rule for rule in found})
    if problems:
        raise RulebookError(problems)
    return Rulebook(rules)


@cache
def bundled(extra: Path | None = None) -> Rulebook:
    """The rules that come with Diptych, with those of `extra` over them; read once."""
    own = config_path("rules")
    directories = (own, extra) if extra else (own,)
    return load(*directories, tried=frozenset({own}))
