"""Reads rule files: YAML nodes with their places, so that every complaint names the file and the line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import re2
import yaml

from cleaners.folding import fold
from cleaners.resources import LOADER
from cleaners.rulebook import (
    ACTIONS,
    FIELDS,
    LANGUAGES,
    LONGEST,
    SCOPES,
    SWITCHES,
    VIEWS,
    ZONES,
    BookRule,
)  # fmt: skip


def _quiet() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options


_REQUIRED = ("id", "why", "languages", "scope", "zones", "pattern", "action", "removes", "keeps")
_OPTIONAL = ("field", "with", "view", "longest", "followers")
_TEXT = ("id", "why", "scope", "action", "field", "with", "view")
_LISTS = ("languages", "zones", "removes", "keeps")
_NUMBERS = ("longest", "followers")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "languages": LANGUAGES, "scope": SCOPES, "zones": ZONES, "action": ACTIONS, "field": FIELDS, "view": VIEWS,
}  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+")
_FRAGMENT = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")


def read_directory(
    directory: Path, fragments: dict[str, str], problems: list[str], *, compiles: bool = True
) -> list[BookRule]:
    """The rules of a directory's `*.yaml`. `_fragments.yaml` adds to `fragments`; what is wrong goes to `problems`.

    With `compiles` false the patterns are not tried one by one: for rules that tests have tried.
    """
    if not directory.is_dir():
        problems.append(f"{directory}: no such folder of rules")
        return []
    shared = directory / "_fragments.yaml"
    if shared.is_file():
        _read_fragments(shared, fragments, problems)
    rules: list[BookRule] = []
    seen: dict[str, str] = {}
    for path in sorted(directory.glob("*.yaml")):
        if path.name.startswith("_"):
            continue
        for rule in read_file(path, fragments, problems, compiles=compiles):
            if rule.id in seen:
                problems.append(f"{rule.origin}: the id '{rule.id}' is taken by {seen[rule.id]}; give it another")
            seen.setdefault(rule.id, rule.origin)
            rules.append(rule)
    return rules


def read_file(
    path: Path, fragments: Mapping[str, str], problems: list[str], *, compiles: bool = True
) -> list[BookRule]:
    """The rules of one file."""
    root = _compose(path, problems)
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        problems.append(f"{_place(path, root)}: a rule file is a list of rules, each starting with '- id:'")
        return []
    read = (_Entry(path, node, fragments, problems, compiles).read() for node in root.value)
    return [rule for rule in read if rule]


def _compose(path: Path, problems: list[str]) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text("utf-8"), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(f"{path}:{line}: not valid YAML: {error.problem}")
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(f"{path}:1: not valid YAML in UTF-8: {error}")
    return None


def _place(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def _read_fragments(path: Path, fragments: dict[str, str], problems: list[str]) -> None:
    root = _compose(path, problems)
    if not isinstance(root, yaml.MappingNode):
        problems.append(f"{path}:1: fragments are 'name: pattern' entries")
        return
    for key, value in root.value:
        if not isinstance(value, yaml.ScalarNode):
            problems.append(f"{_place(path, value)}: the fragment '{key.value}' is not a pattern")
            continue
        fragments[key.value] = _expand(value.value, fragments, _place(path, value), problems)


def _nearest(name: str, known: Iterable[str]) -> str:
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else "known: " + ", ".join(known)


def _expand(pattern: str, fragments: Mapping[str, str], place: str, problems: list[str]) -> str:
    def replacement(match: re.Match[str]) -> str:
        name = match[1]
        if name not in fragments:
            problems.append(f"{place}: unknown fragment '{{{{{name}}}}}'; {_nearest(name, fragments)}")
            return ""
        return f"(?:{fragments[name]})"

    return _FRAGMENT.sub(replacement, " ".join(pattern.split("\n")))


_ATOM = re.compile(r"[a-z0-9|)?*+{},.:;'=#@/&%!_-]+|\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\.|\(\?P<\w+>|\(\?[a-zA-Z-]+[:)]|\[\^?\]?(?:\\.|[^\]\\])*\]| [?*+{]?|[^ ]", re.DOTALL)
_CLASS_PART = re.compile(r"\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\.|.", re.DOTALL)


def prepared(pattern: str, *, folded: bool) -> str:
    """A pattern as the automaton gets it: a space stands for any run of spaces, and in the folded view literals lose case,
    accents and kinds of quote; escapes stay as they are.

    >>> prepared("À (?:lire|voir) ?:", folded=True)
    'a +(?:lire|voir) *:'
    """
    parts: list[str] = []
    for match in _ATOM.finditer(pattern):
        atom = match[0]
        if atom[0] == " ":
            parts.append({" ": " +", " ?": " *"}.get(atom, atom))
        elif not folded or atom[0] in "\\(" :
            parts.append(atom)
        elif atom[0] == "[" and len(atom) > 1:
            parts.append("".join(_in_class(part) for part in _CLASS_PART.findall(atom)))
        else:
            parts.append(_folded(atom))
    return "".join(parts)


@cache
def _folded(atom: str) -> str:
    return fold(atom)


def _in_class(part: str) -> str:
    """A character of a class, folded; what becomes a hyphen must not read as a range."""
    if part[0] == "\\" or part == "-":
        return part
    folded = _folded(part)
    return "\\-" if folded == "-" else folded


class _Entry:
    """One rule as written, on its way to a `BookRule`."""

    def __init__(
        self, path: Path, node: Any, fragments: Mapping[str, str], problems: list[str], compiles: bool
    ) -> None:
        self.compiles = compiles
        self.path, self.node, self.fragments, self.problems = path, node, fragments, problems
        self.values: dict[str, list[str]] = {}
        self.places: dict[str, str] = {}
        self.failed = False

    def complain(self, place: str, what: str) -> None:
        self.failed = True
        self.problems.append(f"{place}: {what}")

    def read(self) -> BookRule | None:
        here = _place(self.path, self.node)
        if not isinstance(self.node, yaml.MappingNode):
            self.complain(here, "a rule is a set of 'key: value' lines")
            return None
        for key, value in self.node.value:
            self._take(str(key.value), _place(self.path, key), value)
        name = self._one("id") or "?"
        for key in _REQUIRED:
            if not self.values.get(key):
                example = " (every rule shows what it takes and what it leaves)" if key in ("removes", "keeps") else ""
                self.complain(self.places.get(key, here), f"rule '{name}' lacks '{key}'{example}")
        if self.failed:
            return None
        so_far = len(self.problems)
        self._check_sense(name)
        patterns = tuple(self._pattern(text) for text in self.values["pattern"])
        if len(self.problems) > so_far:
            return None
        return BookRule(
            id=name,
            why=self._one("why"),
            languages=tuple(self.values["languages"]),
            scope=self._one("scope"),
            zones=tuple(self.values["zones"]),
            patterns=patterns,
            action=self._one("action"),
            removes=tuple(self.values["removes"]),
            keeps=tuple(self.values["keeps"]),
            field=self._one("field"),
            replacement=self._one("with"),
            view=self._one("view") or "folded",
            longest=min(LONGEST, int(self._one("longest") or 160)),
            followers=int(self._one("followers") or 3),
            origin=here,
        )

    def _one(self, key: str) -> str:
        return (self.values.get(key) or [""])[0]

    def _take(self, key: str, place: str, value: yaml.Node) -> None:
        self.places[key] = place
        if key not in _REQUIRED + _OPTIONAL:
            self.complain(place, f"unknown key '{key}'; {_nearest(key, _REQUIRED + _OPTIONAL)}")
            return
        if key in _LISTS or (key == "pattern" and isinstance(value, yaml.SequenceNode)):
            if not isinstance(value, yaml.SequenceNode):
                self.complain(place, f"'{key}' is a list: [a, b]")
                return
            items = list(value.value)
        else:
            items = [value]
        texts: list[str] = []
        for item in items:
            if not isinstance(item, yaml.ScalarNode):
                self.complain(_place(self.path, item), f"'{key}' holds plain text only")
                continue
            self._check_choice(key, item)
            texts.append(item.value)
        self.values[key] = texts

    def _check_choice(self, key: str, item: yaml.ScalarNode) -> None:
        place = _place(self.path, item)
        known = _CHOICES.get(key)
        if known and item.value not in known:
            what = key[:-1] if key in ("languages", "zones") else key
            self.complain(place, f"unknown {what} '{item.value}'; {_nearest(item.value, known)}")
        if key in _NUMBERS and not item.value.isdigit():
            self.complain(place, f"'{key}' is a number, not '{item.value}'")
        if key == "id" and not _ID.fullmatch(item.value):
            self.complain(place, f"the id '{item.value}' should look like 'family.name', in small letters")

    def _check_sense(self, name: str) -> None:
        action, here = self._one("action"), self.places["action"]
        groups = {group for text in self.values["pattern"] for group in _GROUP.findall(text)}
        for group in sorted(groups - set(FIELDS) - {"cut"}):
            self.complain(self.places["pattern"], f"group '{group}' is no field of the metadata; {_nearest(group, FIELDS)}")
        if action == "lift" and not (groups & set(FIELDS)) and self._one("field") not in SWITCHES:
            self.complain(here, f"rule '{name}' lifts, but no group is named after a field, as in (?P<author>...)")
        if action == "replace" and (self._one("scope") != "span" or not self._one("with")):
            self.complain(here, f"rule '{name}' replaces: it needs 'scope: span' and 'with'")
        if action != "lift" and self._one("field"):
            self.complain(self.places["field"], f"rule '{name}' has a field, but its action is '{action}', not 'lift'")

    def _pattern(self, text: str) -> str:
        place = self.places["pattern"]
        expanded = _expand(text, self.fragments, place, self.problems)
        expanded = prepared(expanded, folded=self._one("view") != "exact")
        if not self.compiles:
            return expanded
        try:
            re2.compile(expanded, _quiet())
        except re2.error as error:
            reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
            self.complain(place, f"the pattern does not compile: {reason}")
        return expanded
