"""Reads a glossary: a YAML list of terms, each error with its file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

LANGUAGES = ("fr", "en")
_FIELDS = ("fr", "en", "wrong_fr", "wrong_en", "note")


class GlossaryError(ValueError):
    """A glossary that can't be used; the message names file, line and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One term in both languages.

    forms: language -> the forms that are right, the first being the one to write. wrong: language -> renderings known
    to be wrong, which are mended. line: where it stands in its file.
    """

    forms: dict[str, tuple[str, ...]]
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What makes a later entry replace an earlier one: its first French and first English form."""
        return self.forms["fr"][0], self.forms["en"][0]


def read_terms(path: Path) -> list[Term]:
    """Return the terms of one file. Raises GlossaryError, with file and line, when something is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(f"{path}: can't be read as a glossary: {error}") from error
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise GlossaryError(f"{path}:{line}: not YAML: {error.problem}") from error
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise _error(path, root, "a glossary is a list of terms, each line beginning with “- fr: …”")
    return [_term(path, node) for node in root.value]


def _term(path: Path, node: yaml.Node) -> Term:
    if not isinstance(node, yaml.MappingNode):
        raise _error(path, node, "a term is a mapping with the fields fr and en")
    found: dict[str, tuple[str, ...]] = {}
    for key_node, value in node.value:
        key = str(key_node.value)
        if key not in _FIELDS:
            near = difflib.get_close_matches(key, _FIELDS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; the fields are {', '.join(_FIELDS)}"
            raise _error(path, key_node, f"unknown field {key!r}{hint}")
        if key in found:
            raise _error(path, key_node, f"field {key!r} stands twice")
        found[key] = tuple(_forms(path, key, value))
    for language in LANGUAGES:
        if not found.get(language):
            raise _error(path, node, f"the term lacks its {language!r} form")
    for language in LANGUAGES:
        both = set(found[language]) & set(found.get(f"wrong_{language}", ()))
        if both:
            raise _error(path, node, f"{both.pop()!r} is both right and wrong")
    return Term(
        {language: found[language] for language in LANGUAGES},
        {language: found.get(f"wrong_{language}", ()) for language in LANGUAGES},
        node.start_mark.line + 1,
    )


def _forms(path: Path, key: str, node: yaml.Node) -> Iterator[str]:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for one in nodes:
        if not isinstance(one, yaml.ScalarNode) or one.tag not in ("tag:yaml.org,2002:str",):
            said = getattr(one, "value", "")
            hint = f" (write “{said}” in quotes)" if isinstance(said, str) else ""
            raise _error(path, one, f"{key!r} must be a text or a list of texts{hint}")
        if not one.value.strip():
            raise _error(path, one, f"{key!r} is empty")
        yield one.value.strip()


def _error(path: Path, node: yaml.Node, what: str) -> GlossaryError:
    return GlossaryError(f"{path}:{node.start_mark.line + 1}: {what}")
