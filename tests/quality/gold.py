"""The gold text of a marked document, and its repairs with the places that show whether they were made."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.quality.marks import Mark

CONTEXT = 5  # characters on either side of a repair that must be right with it


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair is right if every place of `keys` shows one of its forms in the clean text (spaces folded)."""

    label: str
    before: str
    after: str
    keys: tuple[tuple[str, ...], ...]


def fold(text: str) -> str:
    """NFC; a run of spaces of any kind is one plain space; none at the ends of lines, no line feed at the ends."""
    text = unicodedata.normalize("NFC", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


_DEL, _HIT, _END = "\ue000", "\ue001", "\ue002"  # private marks that live only while the gold is made


def _draft(marks: list[Mark], repairs: list[Mark]) -> str:
    parts: list[str] = []
    for mark in marks:
        if mark.kind == "text":
            parts.append(mark.text)
        elif mark.kind == "furniture":
            parts.append(_DEL)
        elif mark.kind in ("alike", "damage"):
            parts.append(_draft(mark.children, repairs))
        else:
            repairs.append(mark)
            parts.append(_HIT + mark.after[0] + _END)
    return "".join(parts)


def make_gold(marks: list[Mark], head: dict[str, Any], strip: Callable[[str], str]) -> tuple[str, tuple[Repair, ...]]:
    """The gold text, a paragraph a line, and every repair that `marks` and the head's `auto` ask for, in order."""
    explicit: list[Mark] = []
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
        for (start, end), mark in zip(moved, _take(queue, len(places)), strict=True):
            repairs.append(_repair(mark, plain, start, end))
        for label, pair in _pairs(automatic):
            keys = tuple((_key(plain, start, end),) for start, end, _ in pair)
            repairs.append(Repair(label, pair[0][2], plain[pair[0][0] : pair[-1][1]], keys))
        lines.append(plain.strip())
    return "\n".join(lines) + "\n", tuple(repairs)


def _take(queue: Iterator[Mark], count: int) -> list[Mark]:
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
    """What the clean text must hold: the repair and a little of its line; a line feed first if it begins the line."""
    middle = line[start:end] if after is None else after
    place = fold(line[max(0, start - CONTEXT) : start] + middle + line[end : end + CONTEXT])
    return place if start else "\n" + place


def _repair(mark: Mark, line: str, start: int, end: int) -> Repair:
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
        edits += [
            (m.start(), m.start(), " ", "C2", -1)
            for m in re.finditer(r"(?<=[\w)\]])(?=[?!;](?:\s|$|[»”)]))|(?<=\w)(?=:\s)", line)
        ]
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
    return [
        edit for edit in edits if fold(line[edit[0] : edit[1]]) != fold(edit[2]) or "«" in edit[2] or "»" in edit[2]
    ]


def _shift(at: int, edits: list[_Auto]) -> int:
    return at + sum(len(new) - (end - start) for start, end, new, _, _ in edits if end <= at)


def _pairs(edits: list[_Auto]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """The places of one repair: the two marks of a pair, all apostrophes of a line, anything else alone."""
    groups: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    delta = 0
    for index, (start, end, new, label, number) in enumerate(edits):
        at = start + delta
        number = number if number >= 0 else -1 if label == "D2" else -2 - index
        key = (label, number)
        groups.setdefault(key, []).append((at, at + len(new), new))
        delta += len(new) - (end - start)
    for (label, _), pair in groups.items():
        yield label, pair


_HIDDEN = re.compile(r"<(script|style|noscript|svg|head)\b.*?</\1\s*>|<!--.*?-->|<!doctype[^>]*>", re.S | re.I)
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    r"main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|button|option|select|label|body|html)\b[^>]*>",
    re.I,
)


def strip_tags(text: str) -> str:
    """The visible text of HTML, a block a line."""
    text = _HIDDEN.sub("", text)
    text = re.sub(r"[ \t]*\n[ \t]*", " ", text)
    text = re.sub(r"<[^>]*>", "", _BLOCK.sub("\n", text))
    return html.unescape(text)
