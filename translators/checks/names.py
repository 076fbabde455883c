"""Names: those of the source must come out, those of the translation must have come from somewhere, each in its place.

A human translator may drop a name, say "he" for it or say who is meant; so what was found missing is weighed together
with how closely the sentence is rendered, whether it has a hole and what else stands where the name should.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Problem, Severity
from .alignment import Link
from .exchanges import check_exchanges
from .lexical import Lexicon
from .name_evidence import Circumstances, evidence, features, torn_out
from .name_search import Missing, missing_names
from .words import Side

SUSPECT = 2.6
STRONG_HOLE = 4.0


def check_names(
    source: Side,
    target: Side,
    links: list[Link],
    back: list[Link],
    lexicons: tuple[Lexicon, Lexicon],
    circumstances: Circumstances,
) -> Iterator[Problem]:
    """Yield a problem when names are missing from the translation, new in it, or have changed places.

    links, back: the alignment of either side's content words with the other's. lexicons: source to target, and back.
    circumstances: of the whole pair.
    """
    lost = missing_names(source, target, links, lexicons)
    added = missing_names(target, source, back, lexicons[::-1])
    torn = torn_out(source, links, back, target, lexicons[0])[1] if circumstances.hole >= STRONG_HOLE else -1
    if lost or added or torn >= 0:
        weight = evidence(features(source, target, (lost, added), (links, back), lexicons, circumstances))
        yield from _missing_problem(source, target, lost, added, torn, weight > SUSPECT)
    yield from check_exchanges(source, target, back, circumstances.literal)


def _missing_problem(
    source: Side, target: Side, lost: Missing, added: Missing, torn: int, suspect: bool
) -> Iterator[Problem]:
    severity: Severity = "warning" if suspect else "info"
    if lost.names and added.names:
        yield Problem("names", severity, f"{_listed(source, lost.names)} became {_listed(target, added.names)}")
    elif lost.names:
        yield Problem("names", severity, f"{_listed(source, lost.names)} is not in the translation")
    elif added.names:
        yield Problem("names", severity, f"{_listed(target, added.names)} is not in the source")
    elif suspect:
        word = source.words[torn] if torn >= 0 else _listed(source, lost.common)
        yield Problem("omission", "warning", f"{word!r} seems to be missing: the words around it meet")


def _listed(side: Side, indices: list[int]) -> str:
    return ", ".join(side.words[i] for i in indices)
