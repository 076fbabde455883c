"""The rulebook as a newcomer meets it: every example holds, and a wrong entry says where and what."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.folding import fold
from cleaners.rulebook import BookRule, RulebookError, bundled, load
from cleaners.rulebook_checks import failures
from cleaners.rulebook_matching import matcher, trimmed

GOOD = """
- id: shop.window
  why: a label of our shop
  languages: [fr, en]
  scope: line
  zones: [head, body, tail]
  pattern: "boutique ephemere(?: du phare)?"
  action: remove
  removes: ["Boutique éphémère", "BOUTIQUE ÉPHÉMÈRE DU PHARE"]
  keeps: ["Une boutique éphémère ouvrira lundi."]
"""


@pytest.mark.parametrize("rule", bundled(), ids=lambda rule: rule.id)
def test_every_example_of_a_rule_holds(rule: BookRule) -> None:
    assert [str(failure) for failure in failures(rule, bundled())] == []


def _written(folder: Path, text: str, name: str = "shop.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_rule_loads(tmp_path: Path) -> None:
    rules = load(_written(tmp_path, GOOD))
    assert [rule.id for rule in rules] == ["shop.window"]
    assert not list(failures(rules.rules["shop.window"], rules))


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("zones:", "zone:", 6, "unknown key 'zone'; did you mean 'zones'?"),
        ("[fr, en]", "[fr, fro]", 4, "unknown language 'fro'; did you mean 'fr'?"),
        ("scope: line", "scope: lines", 5, "unknown scope 'lines'; did you mean 'line'?"),
        ("[head, body, tail]", "[head, feet]", 6, "unknown zone 'feet'"),
        ("action: remove", "action: delete", 8, "unknown action 'delete'"),
        ("  why: a label of our shop\n", "", 2, "lacks 'why'"),
        ('  keeps: ["Une boutique éphémère ouvrira lundi."]\n', "", 2, "lacks 'keeps'"),
        ("ephemere(?:", "ephemere(?", 7, "the pattern does not compile"),
        ("ephemere", "{{ephemeral}}", 7, "unknown fragment '{{ephemeral}}'"),
        ("id: shop.window", "id: Shop", 2, "should look like 'family.name'"),
        ("action: remove", "action: lift", 8, "no group is named after a field"),
        ("languages: [fr, en]", "languages: fr", 4, "'languages' is a list"),
    ],
)
def test_a_wrong_entry_names_its_file_and_line(tmp_path: Path, old: str, new: str, line: int, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(RulebookError) as caught:
        load(_written(tmp_path, GOOD.replace(old, new)))
    assert f"shop.yaml:{line}:" in str(caught.value)
    assert complaint in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        load(_written(tmp_path, GOOD.replace("zones:", "zone:").replace("[fr, en]", "[xx]")))
    assert len(caught.value.problems) >= 2


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"shop\.yaml:\d+: not valid YAML"):
        load(_written(tmp_path, GOOD + "  bad: [unclosed\n"))


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="is taken by"):
        load(_written(tmp_path, GOOD + GOOD))


def test_ones_own_rules_shadow_by_id(tmp_path: Path) -> None:
    mine = load(_written(tmp_path, GOOD.replace("shop.window", "ad.label")))
    assert bundled(tmp_path).rules["ad.label"].patterns == mine.rules["ad.label"].patterns
    assert len(bundled(tmp_path)) == len(bundled())


@pytest.mark.parametrize(
    "line",
    ["À lire aussi", "A LIRE AUSSI", "► À lire aussi :", "[ à lire aussi ]", "« À lire aussi »".strip("«» "), "À\u00a0lire\u00a0aussi"],
)
def test_one_pattern_covers_every_dress_of_a_label(line: str) -> None:
    hits = matcher(bundled(), "fr").line(line, fold(line))
    assert "related.label" in {hit.rule.id for hit in hits}


def test_groups_are_offsets_of_the_line_as_written() -> None:
    line = "• Écrit par  Zélie Mörvan "
    hits = matcher(bundled(), "fr").line(line, fold(line))
    groups = [group for hit in hits for group in hit.groups if group.name == "author"]
    assert groups
    assert {line[group.start : group.end] for group in groups} == {"Zélie Mörvan"}


def test_a_dialogue_dash_is_no_ornament() -> None:
    line = "— Partagez le pain."
    assert line[slice(*trimmed(line))] == line


def test_folding_keeps_every_offset() -> None:
    text = "À l’Été « œuvre » İstanbul — ﬁn\u202f!\u00a0ⓒ"
    assert len(fold(text)) == len(text)
    assert fold("ⓒ") == "ⓒ"
