"""Sentences that lost the space between them: "l’an dernier.Depuis, rien" is "l’an dernier. Depuis, rien"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.glued_words import FREQUENT
from cleaners.untouchable import untouchable
from cleaners.vocabulary import frequency, words

RULES = (Rule("glue.sentences", Promise.LAYOUT, "two sentences lost the space between them"),)

_SENTENCES = re.compile(
    r"(?P<word>(?<![\w@/._-])(?:(?:[^\W\d_]{1,30}[-’'])*[^\W\d_]{2,40}|\d{1,4})|(?<![@/_])[»”)])(?P<stop>[.!?…]+)(?P<marks>[»”\"]?)"
    r"(?P<next>[A-ZÀ-ÞŒ](?=[^\W\d_’'-]|[’'][^\W\d_]|[ \xa0][a-zà-ÿ]|[ \xa0][A-Z])[\w’'-]*|[«“][ \xa0]?[A-ZÀ-ÞŒ])"
)


_NO_SPACE = re.compile(r"[.!?…][»”)\"]?(?=[A-ZÀ-ÞŒ«“])")


def sentences_glued(draft: Draft) -> Iterator[Finding]:
    """A sentence that begins right after the full stop of another: "…l’an dernier.Depuis, rien".

    Left alone: Leboncoin.fr, M.Dupont, S.M.I.C., U.S.Open, file names, "49.3", Node.Js and other names with a stop.
    """
    text = draft.text
    language = draft.language
    if language not in ("fr", "en", "es", "it", "pt"):
        return
    if not _NO_SPACE.search(text):
        return
    stretches = untouchable(text)
    for match in _SENTENCES.finditer(text):
        word, following = match["word"], match["next"]
        if match["marks"] == '"':  # which opens or closes: the quotation decides
            continue
        if stretches.meet(match.start("stop"), match.end("stop") + 1) or text[match.end() : match.end() + 1] in (
            "@",
            "/",
        ):
            continue
        if match["stop"] == "." and not match["marks"] and not _ends_sentence(word, following, language):
            continue
        if (
            following[0] not in "«“"
            and match["stop"] == "."
            and not match["marks"]
            and not _starts_sentence(following, language)
        ):
            continue
        position = match.end("stop") + len(match["marks"])
        yield Edit(position, position, " ", "glue.sentences", RULES[0].why)


_ABBREVIATIONS = frozenset(
    "mm mme mlle dr me st ste mgr pr art av bd cf ed éd etc ex fig ibid id mr mrs ms no nos op p pp sc sr jr "
    "vol vs ch al inc ltd corp co".split()
)


def _ends_sentence(word: str, following: str, language: str) -> bool:
    last = re.split(r"[-’']", word)[-1]
    if last in "»”)" or last.isdigit():
        return True
    if last == "no" and language != "fr":  # "I said no.You know"
        return frequency(following.lower(), language) > FREQUENT
    if last.lower() in _ABBREVIATIONS or len(last) < 2 or (len(last) < 3 and last[0].isupper()):
        return False
    if last in words(language):
        return True
    if last[0].isupper():  # "Paris.Le maire", not a brand such as "Médi.Soins"
        return len(last) > 4 or frequency(last.lower(), language) > 1e-6 or frequency(following.lower(), language) > FREQUENT
    return len(last) > 3 and frequency(following.lower(), language) > FREQUENT


_SHORT_STARTS = frozenset(
    "l d j c s n m t qu le la il on en au du de un et à a ce sa tu si ou où i he it we in at is by my no so as an to of".split()
)
_OTHER_SHORT_STARTS = _SHORT_STARTS | frozenset("él lo se ya yo os ao em um eu é si no ha".split()
)


def _starts_sentence(following: str, language: str) -> bool:
    head = re.split(r"[-’' \xa0]", following)[0].lower()
    if head in ("com", "net", "fr", "org", "js", "io", "tv", "co", "be", "ch"):
        return False
    if len(head) <= 2:
        return head in (_SHORT_STARTS if language in ("fr", "en") else _OTHER_SHORT_STARTS)
    return frequency(head, language) > 1e-6
