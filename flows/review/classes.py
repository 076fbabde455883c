"""The classes of edits that the page tells apart, by colour, by line and by a sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cleaners.passes import rules


@dataclass(frozen=True, slots=True)
class EditClass:
    """A row of the legend. `sign` stands where colour can't be relied on."""

    id: str
    label: str
    sign: str
    about: str


FURNITURE = EditClass("furniture", "Page furniture", "✕", "advertising, links, navigation: not the article")
METADATA = EditClass("metadata", "Lifted out", "↑", "dates, bylines, agencies and keywords, kept as metadata")
MARKUP = EditClass("markup", "Markup and encoding", "‹›", "tags, entities, broken and invisible characters")
WORDING = EditClass("wording", "Damaged words", "≈", "glued words, lost accents, ligatures and letters")
TYPOGRAPHY = EditClass("typography", "Typography", "«»", "quotation marks, apostrophes, spacing, numbers")
BLANK = EditClass("blank", "Blank space", "↵", "empty lines, indents and spaces used as layout")

CLASSES = (FURNITURE, METADATA, MARKUP, WORDING, TYPOGRAPHY, BLANK)

_FAMILIES: tuple[tuple[EditClass, str], ...] = (
    (
        FURNITURE,
        "ad ads advertising app block boilerplate caption captions cap com comment comments consent contact cook cookie"
        " cookies copy copyright counter counters cnt disc disclaimer donation dup duplicate duplicates emb embed"
        " embedded embeds feed follow furniture interface legal live mail nav navigation newsletter nl pay paywall "
        " player post posts rel related repeated repetition share site soc social spam structure ui video wa",
    ),
    (
        METADATA,
        "agency author authors by byline bylines date dateline datelines dates desk dl fact init initials keyword"
        " keywords machine meta metadata place source src stamp tag tags title views",
    ),
    (
        MARKUP,
        "attribute bidi bom cms control css decoding encoding ent entities entity escape escapes extract format homo"
        " homoglyph homoglyphs html invisible json link links markdown markup mdlink moji mojibake newline nfc script"
        " tagsoup unicode zw zerowidth",
    ),
    (
        WORDING,
        "acc accent accents capital capitals case dbl dc debris double doubled dropcap foreign glossary glue glued lig"
        " ligature ligatures lost oe ocr repair spelling untr untranslated word words",
    ),
    (
        TYPOGRAPHY,
        "apos apostrophe apostrophes cut cuts dash dashes ellipsis guillemets nest nested num number numbers punct"
        " punctuation quotation quote quotes space spaces spacing typography unit units",
    ),
    (BLANK, "blank blanks indent layout lines whitespace"),
)
_CLASS_OF = {name: edit_class for edit_class, names in _FAMILIES for name in names.split()}


_LETTERS_CHANGED = CLASSES
_LETTERS_KEPT = (TYPOGRAPHY, MARKUP, BLANK, WORDING, METADATA, FURNITURE)


class Change(Protocol):
    """What decides a class: the rules, and what they did."""

    @property
    def rule(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def family(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def class_of(change: Change) -> EditClass:
    """Return the class of an edit, that of its leading rule."""
    return leading(change)[0]


def leading(change: Change) -> tuple[EditClass, str]:
    """Return the class of an edit and the rule that matters most in it.

    A rule's class is that of its family, else of the first part of its id. Where several rules met, one that took or
    changed words goes before one that set the space around them. A family that nobody has listed here, one of a user's
    own rules say, gets the class that fits what the edit does to the text.
    """
    by_effect = _by_effect(change.before, change.after)
    found = [(_named(change.family) or _named(change.rule) or by_effect, change.rule)]
    found += [(_named(_family(rule)) or _named(rule) or by_effect, rule) for rule in change.also]
    if len(found) == 1:
        return found[0]
    rank = _LETTERS_KEPT if _letters(change.before) == _letters(change.after) else _LETTERS_CHANGED
    return min(found, key=lambda item: rank.index(item[0]))


def _family(rule: str) -> str:
    own = rules().get(rule)
    return own.group if own else ""


def _named(name: str) -> EditClass | None:
    first = name.partition(".")[0]
    for part in (name, first, *first.replace("_", "-").split("-")):
        if part in _CLASS_OF:
            return _CLASS_OF[part]
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text[:5000]))


def _by_effect(before: str, after: str) -> EditClass:
    if before.split() == after.split():
        return TYPOGRAPHY if after and "\n" not in before + after else BLANK
    if not after:
        return FURNITURE
    return TYPOGRAPHY if _letters(before) == _letters(after) else WORDING
