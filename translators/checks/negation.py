"""A negation lost, or one that came from nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import Problem, Severity
from .words import Side

_STRONG = {
    "fr": re.compile(
        r"\b(?:ne |n['’])(?:\w+['’ -]){1,4}(?:pas|jamais|rien|aucune?|personne|nullement|ni)\b", re.IGNORECASE
    ),
    "en": re.compile(r"n['’]t\b|\bcannot\b|(?<!or )\b(?:not|never)\b(?! only| just| least| to mention)", re.IGNORECASE),
}
_HINTS = {  # words that may carry a negation, or stand for one; endings open
    "fr": r"""
    ne n pas non sans ni jamais rien aucune?s? nul nulle personne peu guère refus\w* interdi\w* empêch\w*
    évit\w* manqu\w* absen\w* échou\w* échec faute loin moins sauf contre impossib\w* avant in\w+ im\w+ ir\w+
    il\w+ dé\w+ dis\w+ mal\w* contraire\w* seul\w* trop faux fausse ignor\w* nie\w* rejet\w* autre\w* sinon
    cess\w* peine même hors différ\w* exclu\w* doute\w* oppos\w* abst\w* au-delà libre\w* fin encore oubli\w*
    rappel\w* toujours limit\w* faible\w* petit\w* que qu
    """,
    "en": r"""
    not no never none nothing nobody nowhere neither nor cannot without un\w+ in\w+ im\w+ ir\w+ il\w+ dis\w+
    non\w* \w+less fail\w* lack\w* refus\w* den(?:y ied ies) hardly barely few little rather unless except only
    but avoid\w* prevent\w* absen\w* miss\w* stop\w* far less against ban\w* forb\w+ reject\w* ignor\w* instead
    away out off wrong\w* bad\w* too any\w* hard difficult\w* impossib\w* before yet other\w* even scarce\w*
    seldom rare\w* outside differ\w* reluctan\w* whether beyond longer until free end\w* limit\w* low\w*
    small\w* poor\w* weak\w* doubt\w* oppos\w* exclu\w* short\w* forg\w+ rememb\w* mind later still loss\w* lost
    los\w+ abstain\w* declin\w* drop\w* \w*resist\w* behind sure certainly surely must just simply so than
    """,
}
_ANY = {
    language: re.compile(rf"n['’]t\b|\b(?:{'|'.join(words.split())})\b", re.IGNORECASE)
    for language, words in _HINTS.items()
}


def check_negation(source: Side, target: Side, literal: bool) -> Iterator[Problem]:
    """Yield a problem when one side denies and the other holds no word that could.

    literal: the rest of the sentence was rendered word for word, so that another turn of phrase is unlikely.
    """
    severity: Severity = "warning" if literal else "info"
    own, other = source.language, target.language
    if own not in _STRONG or other not in _STRONG:
        return
    if (found := _STRONG[own].search(source.text)) and not _ANY[other].search(target.text):
        yield Problem("negation", severity, f"the source denies ({found[0]!r}), the translation does not")
    elif (found := _STRONG[other].search(target.text)) and not _ANY[own].search(source.text):
        yield Problem("negation", severity, f"the translation denies ({found[0]!r}), the source does not")
