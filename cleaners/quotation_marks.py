"""Quotation marks of one paragraph, read with both ends in view: which open, which close, which belong together.

Every mark gets a role so that the whole paragraph costs least: a mark has a shape («, “, ", …) that suggests a role,
stands somewhere (after a space, before a letter, …) where a role fits more or less, and wants a partner of its own
kind. No mark is judged alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from cleaners.untouchable import untouchable

MARK = re.compile(
    r"«|»|“|”|„|‟|‹|›|\"|＂|(?<!<)<<(?!<)|(?<!>)>>(?!>)|(?<![‘’'])[‘’']{2}(?![‘’'])|(?<![,\d]),,(?=[^\W\d_])|``|´´"
)
# ‘mot’ or 'mot': opens at an edge before a letter, closes after a letter or a stop at an edge.
_SINGLE = re.compile(
    r"(?<![^\W_]|['‘’»”.])['‘](?=[^\W_])(?P<inside>(?:[^'‘’\"«»“”\n]|['’](?=[^\W_])){1,160}?)(?<=[^\W_]"
    r"|[.!?…])['’](?![^\W_]|['’])"
)
_EMPTY = re.compile(r'(?:^|(?<=[ \xa0(]))""(?=[ \xa0.,;:)]|$)')
"""Two marks with nothing between them, the text of a link having gone: they quote nothing."""
_ELIDED_END = re.compile(
    r"(?:^|[^\w])(?:[ldjmtsncLDJMTSNC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Oo]|[Rr]ock|[Pp]resqu|[Qq]uelqu)$"
)

_OPENING_SHAPES = "«“„‹"
_CLOSING_SHAPES = "»”›"
_EDGE_BEFORE = " \xa0\u202f\u2009\t([{—–-/'’*…"
_EDGE_AFTER = " \xa0\u202f\u2009\t)]},.;:!?…—–-/*%"
_SPACES = " \xa0\u202f\u2009\t"


class Role(Enum):
    OPEN = "open"
    CLOSE = "close"
    STRAY = "stray"  # a closing mark that nothing opened
    NONE = "none"  # no quotation mark at all: inches


@dataclass(frozen=True, slots=True)
class Mark:
    """A glyph at `start:end` of the paragraph. `single` marks come in pairs, with their role known."""

    start: int
    end: int
    glyph: str
    single: Role | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Roles of all marks, the pairs as indices (opening, closing, depth 1 or 2), and the openings left open at the
    end."""

    roles: tuple[Role, ...]
    pairs: tuple[tuple[int, int, int], ...]
    unclosed: tuple[int, ...]
    cost: float
    doubtful: bool

    @property
    def stray(self) -> tuple[int, ...]:
        return tuple(index for index, role in enumerate(self.roles) if role is Role.STRAY)

    @property
    def balanced(self) -> bool:
        return not self.unclosed and not self.stray


def marks_of(paragraph: str, *, singles: bool) -> list[Mark]:
    """The quotation marks of a paragraph; pairs of single ones too if `singles`."""
    marks = [
        Mark(m.start(), m.end(), m[0]) for m in MARK.finditer(paragraph) if not _is_doubled_apostrophe(paragraph, m)
    ]
    if '""' in paragraph:
        empty = {place for m in _EMPTY.finditer(paragraph) for place in range(*m.span())}
        marks = [mark for mark in marks if mark.start not in empty]
    if '("' in paragraph:
        code = untouchable(paragraph)
        marks = [mark for mark in marks if not code.meet(mark.start, mark.end)]
    if singles and ("'" in paragraph or "‘" in paragraph):
        for match in _SINGLE.finditer(paragraph):
            if _ELIDED_END.search(match["inside"][-10:]) or match["inside"][0].isdigit():
                continue
            marks.append(Mark(match.start(), match.start() + 1, match[0][0], Role.OPEN))
            marks.append(Mark(match.end() - 1, match.end(), match[0][-1], Role.CLOSE))
        marks.sort(key=lambda mark: mark.start)
    return marks


@lru_cache(maxsize=1024)
def marked(paragraph: str, singles: bool) -> tuple[list[Mark], Reading]:
    """`marks_of` a paragraph and how they `read`; callers must not change what they get."""
    marks = marks_of(paragraph, singles=singles)
    return marks, read(paragraph, marks)


def _is_doubled_apostrophe(paragraph: str, match: re.Match[str]) -> bool:
    """Whether '' or ’’ stands between letters: an apostrophe typed twice ("l’’eau")."""
    before, after = paragraph[max(0, match.start() - 1) : match.start()], paragraph[match.end() : match.end() + 1]
    return match[0][0] in "‘’'" and before.isalpha() and after.isalpha()


def _fit(paragraph: str, mark: Mark) -> tuple[float, float, float]:
    """What the mark costs as an opening, as a closing and as no quotation mark at all."""
    if mark.single is not None:
        return (0.0, 9.0, 9.0) if mark.single is Role.OPEN else (9.0, 0.0, 9.0)
    before = paragraph[mark.start - 1] if mark.start else " "
    after = paragraph[mark.end] if mark.end < len(paragraph) else " "
    edge_before = before in _EDGE_BEFORE or before in _OPENING_SHAPES
    edge_after = after in _EDGE_AFTER or after in _CLOSING_SHAPES or after == '"'
    space_before, space_after = before in _SPACES, after in _SPACES
    if mark.glyph == "«":
        begins = edge_before and paragraph[mark.end :].lstrip(_SPACES)[:1].isupper()
        turned = edge_after and not edge_before  # »A«
        return (0.0 if edge_before else 1.5 if turned else 0.4, 6.5 if begins else 3.0 if edge_before else 1.0 if turned else 1.5, 9.0)
    if mark.glyph == "»":
        turned = edge_before and not edge_after and paragraph.find("«", mark.end) > 0
        return (1.5 if turned or not (edge_after or mark.start) else 3.0, 0.0 if edge_after else 1.2 if turned else 0.4, 9.0)
    if edge_before and not edge_after:
        opening, closing = 0.0, 3.0
    elif edge_after and not edge_before:
        opening, closing = 4.0, 0.0
    elif space_before and space_after:
        opening, closing = 1.0, 1.0
    elif edge_before and edge_after:  # ( " ), … " ,
        opening, closing = (3.0, 0.5) if not space_after and mark.start else (1.0, 1.5)
    else:  # letters on both sides
        opening, closing = 1.5, 1.5
    if mark.glyph in _OPENING_SHAPES or mark.glyph in ("<<", "``", "‘‘", ",,"):
        closes = mark.glyph in "“„" and closing < 3
        closing += 1.2 if closes else 3.5 if mark.glyph == "“" else 3.0  # „A“ closes, but never before a word; so does “A„
    elif mark.glyph in _CLOSING_SHAPES or mark.glyph in (">>", "´´"):
        opening += 1.2 if mark.glyph == "”" else 3.0
    inches = 0.4 if mark.glyph in ('"', "''", "’’") and before.isdigit() else 9.0
    return opening, closing, inches


_FAMILY = {"«": "g", "»": "g", "<<": "g", ">>": "g", "“": "c", "”": "c", "„": "c", "‟": "c", "‹": "a", "›": "a"}


def _mismatch(opening: str, closing: str) -> float:
    if opening == closing or _FAMILY.get(opening, opening) == _FAMILY.get(closing, closing):
        return 0.0
    if opening[0] in "‘’'" and closing[0] in "‘’'":
        return 0.0
    return 0.8


_UNCLOSED = 2.4
_STRAY = 2.4
_NESTED = 0.7


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    stack: tuple[int, ...]
    previous: _State | None
    role: Role
    partner: int = -1
    doubtful: bool = False


def read(paragraph: str, marks: Sequence[Mark]) -> Reading:
    """The cheapest roles of `marks` in `paragraph`, in time linear in their number."""
    states = {0: _State(0.0, (), None, Role.NONE)}
    for index, mark in enumerate(marks):
        opening, closing, none = _fit(paragraph, mark)
        following: dict[int, _State] = {}

        def offer(state: _State, following: dict[int, _State] = following) -> None:
            rival = following.get(len(state.stack))
            if rival is None or state.cost < rival.cost:
                following[len(state.stack)] = state

        for state in states.values():
            depth = len(state.stack)
            if depth < 2:
                same = depth == 1 and _FAMILY.get(marks[state.stack[0]].glyph, '"') == _FAMILY.get(mark.glyph, '"')
                nesting = _NESTED * depth * (2 if same else 1)
                offer(
                    _State(
                        state.cost + opening + nesting, (*state.stack, index), state, Role.OPEN, doubtful=opening >= 3
                    )
                )
            if depth:
                partner = state.stack[-1]
                cost = state.cost + closing + _mismatch(marks[partner].glyph, mark.glyph)
                offer(_State(cost, state.stack[:-1], state, Role.CLOSE, partner, doubtful=closing >= 3))
            if depth == 0:
                offer(_State(state.cost + closing + _STRAY, state.stack, state, Role.STRAY))
            if none < 9:
                offer(_State(state.cost + none, state.stack, state, Role.NONE))
        states = following
    best = min(states.values(), key=lambda state: state.cost + _UNCLOSED * len(state.stack))
    return _unwound(best)


def _unwound(last: _State) -> Reading:
    chain: list[_State] = []
    state: _State | None = last
    while state is not None and state.previous is not None:
        chain.append(state)
        state = state.previous
    chain.reverse()
    pairs = [(step.partner, index, len(step.stack) + 1) for index, step in enumerate(chain) if step.role is Role.CLOSE]
    return Reading(
        roles=tuple(step.role for step in chain),
        pairs=tuple(sorted(pairs)),
        unclosed=last.stack,
        cost=last.cost,
        doubtful=any(step.doubtful for step in chain),
    )
