"""Names: those of the source must come out, those of the translation must have come from somewhere, each in its place.

A human translator may drop a name, say "he" for it or say who is meant; so what was found missing is weighed together
with how closely the sentence is rendered, whether it has a hole and what else stands where the name should.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..base import Problem, Severity
from .exchanges import check_exchanges
from .name_evidence import features
from .name_search import Missing
from .trees import trees
from .views import Circumstances, View
from .words import Side

SUSPECT = {"en": 1.42, "fr": 1.55}  # log odds, by the language of the translation
WORD_LOST = 2.0  # log odds of a word that is no name
CONFIRMS, USUAL, NOTHING = 0.5, -1.0, -3.0  # what the lesser log odds count for, see `weight`
MANY, NEW = 0.2, 0.1  # less for the logarithm of how many names are missing, and for one that only the translation has


def check_names(source: View, target: View, pair: Circumstances) -> Iterator[Problem]:
    """Yield a problem when names are missing from the translation, new in it, or have changed places."""
    model = trees("names")
    lost, added = features(source, target, pair, 0), features(target, source, pair, 1)
    if model and (lost or added):
        odds = model.log_odds([*lost.values(), *added.values()])
        gone, new = dict(zip(lost, odds, strict=False)), dict(zip(added, odds[len(lost) :], strict=True))
        yield from _missing(source.side, target.side, gone, new)
    yield from check_exchanges(source.side, target.side, target.links, pair)


def _missing(source: Side, target: Side, lost: dict[Missing, float], added: dict[Missing, float]) -> Iterator[Problem]:
    """Yield what is missing, each name or word with its odds."""
    names = [odds for one, odds in lost.items() if one.kind != "plain"]
    suspect = weight(names, list(added.values())) > SUSPECT[target.language]
    gone, new = _listed(source, lost), _listed(target, added)
    severity: Severity = "warning" if suspect else "info"
    if gone and new:
        yield Problem("names", severity, f"{gone} became {new}")
    elif gone:
        yield Problem("names", severity, f"{gone} is not in the translation")
    elif new:
        yield Problem("names", severity, f"{new} is not in the source")
    elif suspect and max(names, default=NOTHING) >= max(added.values(), default=NOTHING):
        strongest = max((one for one in lost if one.kind != "plain"), key=lost.__getitem__)
        yield Problem("names", "warning", f"{source.words[strongest.index]!r} seems to be missing")
    elif suspect:
        strongest = max(added, key=added.__getitem__)
        yield Problem("names", "warning", f"{target.words[strongest.index]!r} is not in the source")
    words = [(odds, one) for one, odds in lost.items() if one.kind == "plain" and odds > WORD_LOST]
    if words and not suspect:
        word = max(words, key=lambda each: each[0])[1]
        yield Problem("omission", "warning", f"{source.words[word.index]!r} seems to be missing")


def weight(lost: list[float], added: list[float]) -> float:
    """Return how much the missing names of both sides speak for a fault.

    The greatest of the odds, and more when the other side's are far from USUAL: a name that is gone and one that is new
    confirm each other, and a name in whose place nothing stands was hardly said in other words. Of many names the
    greatest is great by chance, and translators put names in more often than they leave them out.
    """
    gone, new = max(lost, default=NOTHING), max(added, default=NOTHING)
    lesser, greater = sorted((gone, new))
    found = greater + CONFIRMS * abs(max(lesser, NOTHING) - USUAL)
    return found - MANY * math.log(max(1, len(lost) + len(added))) - NEW * (new > gone)


def _listed(side: Side, missing: Iterable[Missing]) -> str:
    return ", ".join(side.words[one.index] for one in missing if one.named)
