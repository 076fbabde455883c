"""The marks of a `.case` file, read into a tree. See tests/quality/cases.py for how they look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class Mark:
    """A stretch of a document and what is said of it. `after` holds the forms of a repair that are right."""

    label: str
    kind: Literal["text", "furniture", "repair", "alike", "damage"]
    text: str = ""
    after: tuple[str, ...] = ()
    children: list[Mark] = field(default_factory=list)


_OPEN, _CLOSE = "⟦", "⟧"


def parse(body: str) -> list[Mark]:
    """The marks and the text between them, in order. Raises ValueError where a mark is wrong."""
    return _read(body, 0, top=True)[0]


def _read(body: str, at: int, *, top: bool) -> tuple[list[Mark], int]:
    marks: list[Mark] = []
    start = at
    while at < len(body):
        if body[at] == _OPEN:
            marks.append(Mark("", "text", _characters(body[start:at])))
            mark, at = _read_mark(body, at + 1)
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
    marks.append(Mark("", "text", _characters(body[start:at])))
    return marks, at


def _read_mark(body: str, at: int) -> tuple[Mark, int]:
    match = re.compile(r"([=!]?)([A-E0]\d{0,2}) ?").match(body, at)
    if not match:
        raise ValueError(f"a mark without its class: {body[at : at + 40]!r}")
    children, end = _read(body, match.end(), top=False)
    if match[1]:
        return Mark(match[2], "alike" if match[1] == "=" else "damage", children=children), end + 1
    if any(child.kind != "text" for child in children):
        raise ValueError(f"marks inside furniture or a repair: {body[at : at + 60]!r}")
    text = "".join(child.text for child in children)
    if "⇒" in text:
        before, after = text.split("⇒", 1)
        return Mark(match[2], "repair", before, tuple(after.split("‖"))), end + 1
    return Mark(match[2], "furniture", text), end + 1


def _characters(text: str) -> str:
    text = text.replace("⍽", "\u00a0")
    return re.sub(r"⟨([0-9A-F]{2,5})⟩", lambda match: chr(int(match[1], 16)), text)


def raw_text(mark: Mark) -> str:
    """What the mark holds of the raw text."""
    return "".join(map(raw_text, mark.children)) if mark.children else mark.text
