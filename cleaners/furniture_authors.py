"""The box about the author below an article: its label, the name, the role, a few sentences."""

from __future__ import annotations

import re

from cleaners.furniture_names import is_name
from cleaners.furniture_verdicts import Verdict, Verdicts, removal
from cleaners.zones import Page, Row

BOX = removal("by.box", "part of the box about the author")
RULES = (BOX,)

LONGEST = 420
"""Code points of a line about the author."""
LINES = 4
"""Lines of a box below its label or name."""

_LABEL = re.compile(
    r"(?:a propos (?:de l'(?:auteure?|autrice)|des (?:auteure?s|autrices)|du journaliste|de la journaliste)|about (?:the )?(?:authors?|writers?|reporters?|contributors?)|"
    r"sobre (?:el autor|la autora|los autores|la firma|o autor|a autora|os autores)|(?:sull'|l')autore|gli autori|chi e l'autore|uber (?:den autor|die autorin)|(?:the )?author bio)"
)
_ROLE = re.compile(
    r"(?:ancienne? |former |senior |staff |contributing |chief )?(?:redact|journalis|reporter|writer|auteur|autrice|author|editor|correspond|corresponsal|chroniqueu|columnist|periodista|"
    r"giornalist|jornalist|desk|bureau)"
)
_WORD = re.compile(r"[^\W\d_]+")


def boxes(page: Page) -> Verdicts:
    """Boxes about authors in the second half of a page: under their label, or under the name that the head of the page names too.

    Left alone: a label with nothing of the kind under it, sentences that report what somebody said.
    """
    found: Verdicts = {}
    half = sum(len(row.text) for row in page.rows) // 2
    above = 0
    for i, row in enumerate(page.rows):
        above += len(row.text)
        if above < half or i in found or i <= page.first_prose:
            continue
        labelled = bool(_LABEL.fullmatch(row.core.strip(" :")))
        if labelled or is_name(row.bare) and any(row.bare in head.text for head in page.rows[: page.first_prose]):
            box = _below(page, i, labelled=labelled)
            found.update({j: Verdict(BOX.id, BOX.why) for j in (i, *box) if box})
    return found


def _below(page: Page, position: int, *, labelled: bool) -> list[int]:
    """The lines of the box under its label or name, down to the last that tells of the author; none without such a line."""
    names = set() if labelled else _words(page.rows[position])
    taken: list[int] = []
    telling = 0
    for i in range(position + 1, min(position + 1 + LINES, len(page.rows))):
        row = page.rows[i]
        if len(row.text) > LONGEST or row.reports:
            break
        if not row.is_sentence and len(row.words) <= 6:
            names |= _words(row)
        elif _ROLE.match(row.core) or names & set(row.folded_words[:4]):
            telling = len(taken) + 1
        else:
            break
        taken.append(i)
    return taken[:telling]


def _words(row: Row) -> set[str]:
    return {word for word in _WORD.findall(row.folded) if len(word) >= 3}
