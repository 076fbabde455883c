"""Names: those of the source must come out, those of the translation must have come from somewhere, each in its place.

A human translator may drop a name, say "he" for it or say who is meant; so what was found missing is weighed together
with how closely the sentence is rendered, whether it has a hole and what else stands where the name should.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base import Problem, Severity
from .exchanges import check_exchanges
from .name_evidence import features
from .name_search import Missing
from .trees import trees
from .views import Circumstances, View
from .words import Side

SUSPECT = {"en": 1.75, "fr": 2.05}  # log odds, by the language of the translation
CONFIRMS, USUAL, NOTHING = 0.5, -1.0, -3.0  # what the lesser log odds count for, see `weight`


def check_names(source: View, target: View, pair: Circumstances) -> Iterator[Problem]:
    """Yield a problem when names are missing from the translation, new in it, or have changed places."""
    model = trees("names")
    lost, added = features(source, target, pair, 0), features(target, source, pair, 1)
    if model and (lost or added):
        odds = model.log_odds([*lost.values(), *added.values()])
        suspect = weight(odds[: len(lost)], odds[len(lost) :]) > SUSPECT[target.side.language]
        gone, new = _listed(source.side, lost), _listed(target.side, added)
        severity: Severity = "warning" if suspect else "info"
        if gone and new:
            yield Problem("names", severity, f"{gone} became {new}")
        elif gone:
            yield Problem("names", severity, f"{gone} is not in the translation")
        elif new:
            yield Problem("names", severity, f"{new} is not in the source")
        elif suspect:
            strongest = max(zip(odds, (*lost, *added), strict=True), key=lambda each: each[0])[1]
            check = "omission" if strongest.kind == "plain" else "names"
            if strongest in lost:
                yield Problem(check, "warning", f"{source.side.words[strongest.index]!r} seems to be missing")
            else:
                yield Problem(check, "warning", f"{target.side.words[strongest.index]!r} is not in the source")
    yield from check_exchanges(source.side, target.side, target.links, pair)


def weight(lost: list[float], added: list[float]) -> float:
    """Return how much the missing names of both sides speak for a fault.

    The greatest of the odds, and more when the other side's are far from USUAL: a name that is gone and one that is new
    confirm each other, and a name in whose place nothing stands was hardly said in other words.
    """
    lesser, greater = sorted((max(lost, default=NOTHING), max(added, default=NOTHING)))
    return greater + CONFIRMS * abs(max(lesser, NOTHING) - USUAL)


def _listed(side: Side, missing: Iterable[Missing]) -> str:
    return ", ".join(side.words[one.index] for one in missing if one.named)
