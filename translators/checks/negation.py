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
# Words that deny, or that good translations say instead: chosen on news, those that stand for a negation more often
# than they happen to stand where one was lost. Endings open.
_HINTS = {
    "fr": r"""
    ne n pas non sans ni jamais rien aucune?s? nul nulle nullement personne peu guère loin moins sauf faute
    seule?(?:ment|s)? impossib\w* interdi\w* empêch\w* évit\w* manqu\w* absen\w* échou\w* échec refus\w* rejet\w*
    cess\w* ignor\w* nie nier nié trop exclu\w* hors contre inutil\w* inconnu\w* insuff\w* indép\w* illég\w* incapab\w*
    in(?:access|appropri|attendu|capac|certi|comp|croy|dispens|habit|imagin|justif|stab|tact|évit)\w*
    im(?:poss|prob|prév|mob|puiss|parfait|pens)\w* ir\w+ mal mauvais\w* tard autre\w* toujours que
    """,
    "en": r"""
    not no none never nothing nobody nowhere neither nor cannot without non\w* \w+less(?:ly|ness)? fail\w* lack\w*
    refus\w* den(?:y|ied|ies) hardly barely scarcely few little unless except only instead impossib\w* avoid\w*
    prevent\w* absen\w* miss(?:ed|ing) stop\w* far against ban\w* reject\w* ignor\w* wrong\w* even less
    difficult\w* other\w* exempt\w* neglect\w*
    un(?:able|aware|likely|certain|clear|known|willing|fair|fortun|avail|expect|usual|til|less|necess|accept|touch)\w*
    un(?:chang|answer|solv|paid|employ|precedent|happy|like|real|success|comfort|prepar|important|affect|reason)\w*
    un(?:resolv|believ|think|imagin|avoid|suit|intent|mov|question|limit|rel|sat|stop|convinc|qualif|recogn)\w*
    un(?:notic|popular|seen|done|interest|involv|lawful|common|ready|safe|sure|structured)\w*
    in(?:ab|accur|act|adeq|approp|cap|consist|correct|eff|just|sec|suff|valid|vis|evit|human|formal)\w*
    im(?:prob|perf|prac|mob|mature)\w* ir(?:rel|resp|rev|reg)\w* il(?:leg|lic|log)\w*
    dis(?:ag|app|like|reg|courag|hon|satis|miss|pute|trust|agree)\w* differ\w* but yet than still out forg\w+ declin\w*
    """,
}
_ANY = {
    language: re.compile(rf"n['’]t\b|\b(?:{'|'.join(words.split())})\b", re.IGNORECASE)
    for language, words in _HINTS.items()
}


LITERAL, VERY_LITERAL = 0.8, 0.95  # how closely a pair must be rendered for another turn of phrase to be unlikely


def check_negation(source: Side, target: Side, literal: float) -> Iterator[Problem]:
    """Yield a problem when one side denies and the other holds no word that could.

    literal: 0..1, how closely the pair is rendered. People deny the contrary more often than they drop a denial.
    """
    own, other = source.language, target.language
    if own not in _STRONG or other not in _STRONG:
        return
    severity: Severity
    if (found := _STRONG[own].search(source.text)) and not _ANY[other].search(target.text):
        severity = "warning" if literal >= LITERAL and "?" not in source.text else "info"
        yield Problem("negation", severity, f"the source denies ({found[0]!r}), the translation does not")
    elif (found := _STRONG[other].search(target.text)) and not _ANY[own].search(source.text):
        severity = "warning" if literal >= VERY_LITERAL and "?" not in target.text else "info"
        yield Problem("negation", severity, f"the translation denies ({found[0]!r}), the source does not")
