"""Labelled documents: one marked file gives the raw text, the gold text and every label.

A `.case` file is a YAML head between two `---` lines, then the document with its marks:

    ⟦A1 PUBLICITÉ⟧                furniture: in the raw text, not in the gold
    ⟦C3 “preuves”⇒« preuves »⟧    a repair: before in the raw text, after in the gold (`⇒x‖y`: y is right, too)
    ⟦=A2 il faut lire aussi⟧      a look-alike: in both, must survive; may hold other marks
    ⟦!C7 ils demandé retour⟧      damage that stays as it is and must be flagged
    ⍽                             a no-break space; ⟨200B⟩ any character, by its hexadecimal number

Head: `language`, `kind` (noisy or clean), `media` (text or html), `site`, `metadata`, `final_newline`
`seed` (the file of seeds/ that the raw text is), `auto` (any of `quotes`, `apostrophes`, `spacing`: what the gold
normalises all over the document without a mark at each place).

A line that holds furniture alone leaves no line in the gold. In HTML all text outside the article stands in marks, so
the gold is what is left when marks and tags are gone. Kinds of space are not told apart by the scorer.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.quality.gold import Repair, fold, make_gold, strip_tags
from tests.quality.marks import Mark, parse, raw_text

ROOT = Path(__file__).resolve().parents[1] / "cases"
SPLITS = {
    "dev": ROOT / "documents",
    **{
        name: ROOT / name
        for name in (
            "heldout",
            *(f"heldout_{letter}" for letter in "bcdef"),
            *(f"heldout_g{number}" for number in (1, 2, 3)),
            "heldout_h",
            *(f"heldout_i{number}" for number in (1, 2, 3, 4, 5)),
            *(f"heldout_j{number}" for number in (1, 2)),
            "heldout_k",
            "heldout_l",
            *(f"heldout_m{number}" for number in (1, 2, 3)),
            *(f"heldout_n{number}" for number in (1, 2, 4)),
            "heldout_p",
            *(f"heldout_q{number}" for number in (1, 2, 3)),
            "heldout_r",
            "heldout_s",
            "heldout_t",
            "heldout_u",
            "heldout_v",
            "heldout_w",
            "heldout_x",
            "heldout_y",
            "heldout_z",
        )
    },
}
"""The labelled documents, by the time they were written: each set was unseen by the rules until the next one came."""
UNSEEN = ("heldout_l", "heldout_t")
"""The sets that judge: nothing is learnt from them. Nobody who writes rules has read `heldout_l` but for two documents, or `heldout_t`
before it was scored."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line (or piece of one) that the clean text must not hold."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A fragment that must survive, as the gold has it or as the raw text has it."""

    label: str
    raw: str
    gold: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Damage that nothing can repair: it stays, and a flag of the article overlaps raw[start:end]."""

    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled document."""

    name: str
    head: dict[str, Any]
    raw: str
    gold: str
    furniture: tuple[Furniture, ...]
    repairs: tuple[Repair, ...]
    lookalikes: tuple[LookAlike, ...]
    damage: tuple[Damage, ...]

    @property
    def language(self) -> str:
        return str(self.head["language"])

    @property
    def media(self) -> str:
        return str(self.head.get("media", "text"))

    @property
    def clean(self) -> bool:
        """Whether nothing but kinds of space may change."""
        return self.head.get("kind") == "clean"


def load(split: str) -> list[Case]:
    """The cases of a split (a name in `SPLITS`, or a folder of `.case` files), by name.

    Raises ValueError if there is no such split or folder, or no case in it.
    """
    paths = sorted(SPLITS.get(split, Path(split)).glob("*.case"))
    if not paths:
        raise ValueError(f"{split}: neither a split ({', '.join(SPLITS)}) nor a folder that holds .case files")
    return [read(path) for path in paths]


@cache
def read(path: Path) -> Case:
    """Reads one `.case` file. Raises ValueError, naming the file, if a mark or the head is wrong."""
    try:
        return _read(path)
    except (ValueError, KeyError, yaml.YAMLError) as error:
        raise ValueError(f"{path}: {error}") from error


def _read(path: Path) -> Case:
    source = path.read_text(encoding="utf-8")
    _, head_text, body = source.split("---\n", 2)
    head: dict[str, Any] = yaml.safe_load(head_text)
    if not head.get("final_newline"):
        body = body.rstrip("\n")
    marks = parse(body)
    raw = "".join(map(raw_text, marks))
    strip = strip_tags if head.get("media") == "html" else str
    gold, repairs = make_gold(marks, head, strip)
    return Case(
        name=path.stem,
        head=head,
        raw=raw,
        gold=gold,
        furniture=tuple(_furniture(marks, strip)),
        repairs=repairs,
        lookalikes=tuple(_alikes(marks, head, strip)),
        damage=tuple(_damage(marks, 0)),
    )


def _furniture(marks: list[Mark], strip: Callable[[str], str]) -> Iterator[Furniture]:
    for mark in marks:
        if mark.children:
            yield from _furniture(mark.children, strip)
        elif mark.kind == "furniture":
            for line in fold(strip(mark.text)).split("\n"):
                if line:
                    yield Furniture(mark.label, line)


def _damage(marks: list[Mark], at: int) -> Iterator[Damage]:
    for mark in marks:
        text = raw_text(mark)
        if mark.kind == "damage":
            yield Damage(mark.label, at, at + len(text), text)
        yield from _damage(mark.children, at)
        at += len(text)


def _alikes(marks: list[Mark], head: dict[str, Any], strip: Callable[[str], str]) -> Iterator[LookAlike]:
    for mark in marks:
        if mark.kind == "alike":
            gold, _ = make_gold(mark.children, head, strip)
            yield LookAlike(mark.label, fold(strip(raw_text(mark))), fold(gold))


def main() -> None:
    """`python -m tests.quality.cases FILE [--raw | --gold | --labels]`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--labels", action="store_true")
    options = parser.parse_args()
    case = read(options.file)
    if options.raw:
        print(case.raw, end="")
    elif options.labels:
        for item in (*case.furniture, *case.repairs, *case.lookalikes):
            print(item)
    else:
        print(case.gold, end="")


if __name__ == "__main__":
    main()
