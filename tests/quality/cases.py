"""Labelled documents: one marked file gives the raw text, the gold text and every label.

A `.case` file is a YAML head between two `---` lines, then the document with its marks:

    ⟦A1 PUBLICITÉ⟧                furniture: in the raw text, not in the gold
    ⟦C3 “preuves”⇒« preuves »⟧    a repair: before in the raw text, after in the gold (`⇒x‖y`: y is right, too)
    ⟦=A2 il faut lire aussi⟧      a look-alike: in both, must survive; may hold other marks
    ⍽                             a no-break space; ⟨200B⟩ any character, by its hexadecimal number

Head: `language`, `kind` (noisy or clean), `media` (text or html), `site`, `metadata`, `flags`, `seed` (the file of seeds/
that the raw text is), `auto` (any of `quotes`, `apostrophes`, `spacing`: what the gold normalises all over the document,
as section 0 of the catalogue asks, without a mark at each place), `final_newline`.

A line that holds furniture alone leaves no line in the gold. In HTML all text outside the article stands in marks, so
the gold is what is left when marks and tags are gone. Kinds of space are not told apart by the scorer.
"""

from __future__ import annotations

import argparse
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1] / "cases"
SPLITS = {"dev": ROOT / "documents", "heldout": ROOT / "heldout"}
CONTEXT = 5  # characters on either side of a repair that must be right with it


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line (or piece of one) that the clean text must not hold."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair is right if every place of `keys` shows one of its forms in the clean text (spaces folded)."""

    label: str
    before: str
    after: str
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A fragment that must survive, as the gold has it or as the raw text has it."""

    label: str
    raw: str
    gold: str


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


@dataclass(slots=True)
class _Mark:
    label: str
    kind: str  # "text" | "furniture" | "repair" | "alike"
    text: str = ""
    after: tuple[str, ...] = ()
    children: list[_Mark] = field(default_factory=list)


def fold(text: str) -> str:
    """NFC, every run of spaces (of any kind, not line feeds) one plain space, none at the ends of lines or of the text."""
    text = unicodedata.normalize("NFC", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def load(split: str) -> list[Case]:
    """The cases of a split ("dev" or "heldout"), by name."""
    return [read(path) for path in sorted(SPLITS[split].glob("*.case"))]


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
    marks, rest = _parse(body, 0, top=True)
    assert rest == len(body)
    raw = "".join(map(_raw, marks))
    strip = _strip_tags if head.get("media") == "html" else (lambda text: text)
    gold, repairs = _gold(marks, head, strip)
    return Case(
        name=path.stem,
        head=head,
        raw=raw,
        gold=gold,
        furniture=tuple(_furniture(marks, strip)),
        repairs=repairs,
        lookalikes=tuple(_alikes(marks, head, strip)),
    )


_OPEN, _CLOSE = "⟦", "⟧"


def _parse(body: str, at: int, *, top: bool) -> tuple[list[_Mark], int]:
    marks: list[_Mark] = []
    start = at
    while at < len(body):
        if body[at] == _OPEN:
            marks.append(_Mark("", "text", _characters(body[start:at])))
            mark, at = _parse_mark(body, at + 1)
            marks.append(mark)
            start = at
        elif body[at] == _CLOSE:
            if top:
                raise ValueError(f"a closing mark without its opening one after {body[max(0, at - 40) : at]!r}")
            break
        else:
            at += 1
    else:
        if not top:
            raise ValueError(f"a mark is not closed: {body[start - 40 : start + 40]!r}")
    marks.append(_Mark("", "text", _characters(body[start:at])))
    return marks, at


def _parse_mark(body: str, at: int) -> tuple[_Mark, int]:
    match = re.compile(r"(=?)([A-E0]\d{0,2}) ?").match(body, at)
    if not match:
        raise ValueError(f"a mark without its class: {body[at : at + 40]!r}")
    children, end = _parse(body, match.end(), top=False)
    if match[1]:
        return _Mark(match[2], "alike", children=children), end + 1
    if any(child.kind != "text" for child in children):
        raise ValueError(f"marks inside furniture or a repair: {body[at : at + 60]!r}")
    text = "".join(child.text for child in children)
    if "⇒" in text:
        before, after = text.split("⇒", 1)
        return _Mark(match[2], "repair", before, tuple(after.split("‖"))), end + 1
    return _Mark(match[2], "furniture", text), end + 1


def _characters(text: str) -> str:
    text = text.replace("⍽", "\u00a0")
    return re.sub(r"⟨([0-9A-F]{2,5})⟩", lambda match: chr(int(match[1], 16)), text)


def _raw(mark: _Mark) -> str:
    return "".join(map(_raw, mark.children)) if mark.kind == "alike" else mark.text


_DEL, _HIT, _END = "\ue000", "\ue001", "\ue002"  # private marks that live only while the gold is made


def _draft(marks: list[_Mark], repairs: list[_Mark]) -> str:
    parts: list[str] = []
    for mark in marks:
        if mark.kind == "text":
            parts.append(mark.text)
        elif mark.kind == "furniture":
            parts.append(_DEL)
        elif mark.kind == "alike":
            parts.append(_draft(mark.children, repairs))
        else:
            repairs.append(mark)
            parts.append(_HIT + mark.after[0] + _END)
    return "".join(parts)


def _gold(marks: list[_Mark], head: dict[str, Any], strip: Any) -> tuple[str, tuple[Repair, ...]]:
    explicit: list[_Mark] = []
    text = fold(strip(_draft(marks, explicit)))
    queue = iter(explicit)
    lines: list[str] = []
    repairs: list[Repair] = []
    for line in text.split("\n"):
        line = " ".join(line.replace(_DEL, "").split())
        if not line.replace(_HIT, "").replace(_END, "").strip():
            for _ in range(line.count(_HIT)):  # a repair on a line of its own that leaves nothing
                next(queue)
            continue
        plain, places = _places(line)
        plain, automatic = _normalise(plain, head)
        moved = [(_shift(start, automatic), _shift(end, automatic)) for start, end in places]
        for (start, end), mark in zip(moved, queue_take(queue, len(places)), strict=True):
            repairs.append(_repair(mark, plain, start, end))
        for label, pair in _pairs(automatic):
            keys = tuple((_key(plain, start, end),) for start, end, _ in pair)
            repairs.append(Repair(label, pair[0][2], plain[pair[0][0] : pair[-1][1]], keys))
        lines.append(plain.strip())
    return "\n".join(lines) + "\n", tuple(repairs)


def queue_take(queue: Iterator[_Mark], count: int) -> list[_Mark]:
    return [next(queue) for _ in range(count)]


def _places(line: str) -> tuple[str, list[tuple[int, int]]]:
    plain: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    for char in line:
        if char == _HIT:
            start = len(plain)
        elif char == _END:
            places.append((start, len(plain)))
        else:
            plain.append(char)
    return "".join(plain), places


def _key(line: str, start: int, end: int, after: str | None = None) -> str:
    return fold(line[max(0, start - CONTEXT) : start] + (line[start:end] if after is None else after)
                + line[end : end + CONTEXT])


def _repair(mark: _Mark, line: str, start: int, end: int) -> Repair:
    forms = [_key(line, start, end), *(_key(line, start, end, other) for other in mark.after[1:])]
    return Repair(mark.label, mark.text, mark.after[0], (tuple(forms),))


# What `auto` normalises: (start in the old line, end in the old line, new, label, pair number)
_Auto = tuple[int, int, str, str, int]


def _normalise(line: str, head: dict[str, Any]) -> tuple[str, list[_Auto]]:
    edits: list[_Auto] = []
    auto = head.get("auto", [])
    if "apostrophes" in auto:
        edits += [(m.start(), m.end(), "’", "D2", -1) for m in re.finditer(r"(?<=\w)['](?=\w|«|\")", line)]
    if "spacing" in auto:
        edits += [(m.start(), m.start(), " ", "C2", -1)
                  for m in re.finditer(r"(?<=[\w)\]])(?=[?!;](?:\s|$|[»”)]))|(?<=\w)(?=:\s)", line)]
    if "quotes" in auto:
        edits += _quotes(line, str(head["language"]))
    edits.sort()
    out, at = [], 0
    for start, end, new, _, _ in edits:
        out += [line[at:start], new]
        at = end
    return "".join([*out, line[at:]]), edits


def _quotes(line: str, language: str) -> list[_Auto]:
    """Balanced pairs of any kind, outside in: « » (French) or “ ” (English) outside, “ ” or ‘ ’ inside."""
    outer, inner = (("« ", " »"), ("“", "”")) if language == "fr" else (("“", "”"), ("‘", "’"))
    edits: list[_Auto] = []
    stack: list[tuple[int, int]] = []
    straight = False
    for match in re.finditer(r"[«“]\s?|\s?[»”]|\"", line):
        mark = match[0].strip()
        opening = mark in "«“" or (mark == '"' and not straight)
        if mark == '"':
            straight = not straight
        if opening:
            stack.append((match.start(), match.end()))
            continue
        if not stack:
            continue
        start, end = stack.pop()
        forms = inner if stack else outer
        number = len(edits)
        if line[start:end] != forms[0]:
            edits.append((start, end, forms[0], "C3", number))
        if match[0] != forms[1]:
            edits.append((match.start(), match.end(), forms[1], "C3", number))
    return [edit for edit in edits if fold(line[edit[0] : edit[1]]) != fold(edit[2]) or "«" in edit[2] or "»" in edit[2]]


def _shift(at: int, edits: list[_Auto]) -> int:
    return at + sum(len(new) - (end - start) for start, end, new, _, _ in edits if end <= at)


def _pairs(edits: list[_Auto]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    groups: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    delta = 0
    for index, (start, end, new, label, number) in enumerate(edits):
        at = start + delta
        key = (label, number if number >= 0 else -1 - index)
        groups.setdefault(key, []).append((at, at + len(new), new))
        delta += len(new) - (end - start)
    for (label, _), pair in groups.items():
        yield label, pair


def _furniture(marks: list[_Mark], strip: Any) -> Iterator[Furniture]:
    for mark in marks:
        if mark.kind == "alike":
            yield from _furniture(mark.children, strip)
        elif mark.kind == "furniture":
            for line in fold(strip(mark.text)).split("\n"):
                if line:
                    yield Furniture(mark.label, line)


def _alikes(marks: list[_Mark], head: dict[str, Any], strip: Any) -> Iterator[LookAlike]:
    for mark in marks:
        if mark.kind == "alike":
            gold, _ = _gold(mark.children, head, strip)
            yield LookAlike(mark.label, fold(strip(_raw(mark))), fold(gold))


_HIDDEN = re.compile(r"<(script|style|noscript|svg|head)\b.*?</\1\s*>|<!--.*?-->|<!doctype[^>]*>", re.S | re.I)
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    r"main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|button|option|select|label|body|html)\b[^>]*>", re.I)


def _strip_tags(text: str) -> str:
    text = _HIDDEN.sub("", text)
    text = re.sub(r"[ \t]*\n[ \t]*", " ", text)
    text = re.sub(r"<[^>]*>", "", _BLOCK.sub("\n", text))
    return html.unescape(text)


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
