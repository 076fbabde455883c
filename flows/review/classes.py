"""The classes of edits that the page tells apart, by colour, by line and by a sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


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
        " embedded embeds follow furniture interface legal live mail nav navigation newsletter nl pay paywall player"
        " post posts rel related repeated repetition share site soc social spam structure ui video wa",
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


class Change(Protocol):
    """What decides a class: a rule, its family, and what it did."""

    @property
    def rule(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def class_of(change: Change) -> EditClass:
    """Return the class of an edit: by its family, else its rule's first part, else by what it does to the text.

    A family that nobody has listed here, one of a user's own rules say, still gets a fitting class.
    """
    for name in (change.family, change.rule.partition(".")[0]):
        for part in (name, name.rpartition(".")[2], *name.replace("_", "-").split("-")):
            if part in _CLASS_OF:
                return _CLASS_OF[part]
    return _by_effect(change.before, change.after)


def _by_effect(before: str, after: str) -> EditClass:
    if before.split() == after.split():
        return TYPOGRAPHY if after and "\n" not in before + after else BLANK
    if not after:
        return FURNITURE
    letters = ["".join(filter(str.isalnum, text[:2000])) for text in (before, after)]
    return TYPOGRAPHY if letters[0] == letters[1] else WORDING
