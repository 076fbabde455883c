"""Characters that a reader can't see, or that would do something to the page: shown by name instead."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]|\t"
)
_BLANK = re.compile(_INVISIBLE.pattern + "|[ \n]")
_DISRUPTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)

_SIGNS = {
    "\t": "⇥\t",
    "\n": "↵",
    " ": "·",
    "\x85": "NEL",
    "\xa0": "⍽",
    "\xad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u2002": "EN SP",
    "\u2003": "EM SP",
    "\u2007": "FIG SP",
    "\u2009": "THIN SP",
    "\u200a": "HAIR SP",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "⍽",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u3000": "IDEO SP",
    "\ufeff": "BOM",
}
_CLASS = {"\xa0": "nb", "\u202f": "nb narrow", "\t": "sp", " ": "sp", "\n": "sp"}


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character < " ":
        return chr(0x2400 + ord(character))  # the control pictures: NUL is ␀
    return f"U+{ord(character):04X}"


def _name(character: str) -> str:
    if character == "\n":
        return "line feed"
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"


def _mark(match: re.Match[str]) -> str:
    character = match.group()
    return f'<i class="{_CLASS.get(character, "inv")}" title="{_name(character)}">{_sign(character)}</i>'


def visible(text: str) -> Markup:
    """Return `text` as HTML in which no-break spaces show as ⍽ and other invisible characters as their names.

    Nothing but letters, marks, signs, plain spaces and line feeds remains, so no bidirectional control can reorder the
    page.
    """
    return Markup(_INVISIBLE.sub(_mark, str(escape(text))))


def visible_blank(text: str) -> Markup:
    """Return white space as HTML, each space and line feed with a sign of its own; long runs are counted.

    >>> str(visible_blank("  "))
    '<i class="sp" title="U+0020 space">·</i><i class="sp" title="U+0020 space">·</i>'
    """
    parts: list[Markup] = []
    for run in re.finditer(r"(.)\1*", text, re.DOTALL):
        character, length = run.group(1), len(run.group())
        shown = Markup(_BLANK.sub(_mark, str(escape(character * min(length, 3)))))
        parts.append(shown if length <= 3 else shown + f"×{length}")
    return Markup("").join(parts)


def inert(text: str) -> str:
    """Return plain text without the characters that could reorder, hide or break what stands around it.

    For titles, names and attributes, where no markup can stand. Bidirectional controls, control characters, tags and
    lone surrogates are replaced by their names: `⟨RLO⟩`. Spaces of all kinds and joiners stay.
    """
    return _DISRUPTIVE.sub(lambda match: f"⟨{_sign(match.group())}⟩", text.replace("\r", " "))
