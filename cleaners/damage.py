"""Damage that nothing repairs, reported where it is: lost prepositions and verb forms, link text that was dropped,
lost letters.

Nothing here changes a text. A flag says that a sentence is not what its author wrote; what was there can't be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from cleaners.edits import Draft, Finding, Flag, Line
from cleaners.resources import lexicon
from cleaners.rulebook_sieve import telling_parts
from cleaners.tongue import is_foreign_line
from cleaners.vocabulary import frequency

_PLACES = {
    "infinitive": r"[a-zà-ÿœ]{3,15}(?:er|ir|oir|dre|tre|ire|uire)",
    "name": r"(?:(?:Corée|Afrique) du (?:Nord|Sud)|[A-ZÀ-Þ][a-zà-ÿ]{3,15}(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)",
    "open": r"(?:«[ \xa0]?|“|\")",
    "close": r"(?:[ \xa0]?»|”|\")",
}
_FOUND = "trouvé|montré|révélé|établi|constaté|découvert|suggéré|démontré|prouvé|réclamé"


@cache
def _lost_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The shapes of config/lexicons/lost_words.yaml, compiled, with their reasons."""
    said = "|".join([*lexicon("speech_verbs")["fr"]["said"].split(), *_FOUND.split("|")])
    shapes = []
    for shape in lexicon("lost_words"):
        pattern = str(shape["pattern"]).replace("{said}", said)
        for name, stands_for in _PLACES.items():
            pattern = pattern.replace("{" + name + "}", stands_for)
        shapes.append((re.compile(pattern, re.MULTILINE), str(shape["why"])))
    return tuple(shapes)


@cache
def _signs() -> tuple[Any, tuple[int, ...]]:
    """An automaton for what a line must hold to show a shape, and whose sign each of its patterns is."""
    automaton, owners = re2.Set.SearchSet(), []
    for index, (pattern, _) in enumerate(_lost_words()):
        for part in telling_parts(pattern.pattern):
            automaton.Add(part)
            owners.append(index)
    automaton.Compile()
    return automaton, tuple(owners)


def lost_words(draft: Draft) -> Iterator[Finding]:
    """Sentences of a machine translation in which a preposition, an article or a verb form was lost at a link.

    "Une étude 2024 trouvé que", "Microplastiques varier en taille". Only shapes that no French sentence has are
    flagged.
    """
    if draft.language != "fr":
        return
    shapes = _lost_words()
    automaton, owners = _signs()
    found: list[tuple[int, Flag]] = []
    for line in draft.lines:
        for index in sorted({owners[i] for i in automaton.Match(line.text) or ()}):
            pattern, why = shapes[index]
            for match in pattern.finditer(line.text):
                if not is_foreign_line(_line_around(line.text, match.start()), "fr"):
                    flag = Flag("grammar.lost-word", line.start + match.start(), line.start + match.end(), why)
                    found.append((index, flag))
    yield from (flag for _, flag in sorted(found, key=lambda pair: pair[0]))


def _line_around(text: str, position: int) -> str:
    start, end = text.rfind("\n", max(0, position - 2000), position) + 1, text.find("\n", position, position + 2000)
    return text[max(start, position - 2000) : end if end >= 0 else position + 2000]


_DROPPED = re.compile(
    r"(?P<empty>«[ \xa0\u202f]*»|“[ \xa0]*”|(?<![\w\"])\"[ \xa0]?\"(?![\w\"]))"
    r"|(?<=[a-zà-ÿœ] )(?P<article>le|la|les|un|une|du|des|de|au|aux|par|dans|avec"
    r"|sur)(?P<stop>\.)(?=[ \xa0][A-ZÀ-ÞŒ]|$)"
    r"|\b(?:[ÀA] en croire|[Ss]elon|[Ee]n réponse (?:au|aux|à)|[Gg]râce (?:au|aux|à)|[Ff]ace (?:au|aux|à)|avec (?:le|la|les)), "
)


def dropped_link_text(draft: Draft) -> Iterator[Finding]:
    """Places where the text of a link is gone: "", "entendre le.", "À en croire, ses"."""
    for line in _french_lines(draft):
        for match in _DROPPED.finditer(line.text):
            if match["article"] in ("la", "avec", "sur", "un", "une", "au") and not match["empty"]:
                continue
            yield Flag(
                "grammar.dropped-link",
                line.start + match.start(),
                line.start + match.end(),
                "the text of a link was dropped here",
            )


_REPLACED = re.compile("\ufffd+|\\?{4,}(?:[ \xa0]\\?{2,})*|(?<=[a-zà-ÿœ])\\?(?=[a-zà-ÿœ]{2})")


def lost_characters(draft: Draft) -> Iterator[Finding]:
    """U+FFFD and rows of question marks where letters were, and a question mark inside a word."""
    text = draft.text
    if "\ufffd" not in text and "?" not in text:
        return
    for match in _REPLACED.finditer(text):
        inside_word = match[0] == "?"
        if inside_word and "/" in text[max(0, match.start() - 40) : match.start()].rpartition(" ")[2]:
            continue
        yield Flag(
            "encoding.lost-characters",
            match.start(),
            match.end(),
            "letters were lost here, and more than one word would fit",
        )


_ACCENTED = re.compile("[àâçéèêëîïôûùÀÂÇÉÈÊËÎÏÔÛÙœŒ]")
_WORD = re.compile(r"[^\W\d_]{3,}")


def missing_accents(draft: Draft) -> Iterator[Finding]:
    """A French text of some length without any accent: reported as a whole, since no accent can be guessed."""
    text = draft.text
    if draft.language != "fr" or _ACCENTED.search(text):
        return
    words = _WORD.findall(text[:20_000])
    if len(words) < 25:
        return
    unknown = sum(frequency(word.lower(), "fr") < 1e-6 or word.lower().endswith(("e", "es")) for word in words)
    if unknown:
        yield Flag("spelling.no-accents", 0, len(text), "a French text without a single accent: they were lost")


_MOJIBAKE_LEFT = re.compile('[ÃĂ][\x80-\xbf©¨ªŠšŽž§´®Ż»]|â€.?|(?<=[a-zà-ÿ])â(?=["”\\s]?[A-ZÀ-Þ])')


def undecoded(draft: Draft) -> Iterator[Finding]:
    """What still looks like a wrong encoding after the repairs: bytes were lost, several characters would fit."""
    text = draft.text
    if not any(mark in text for mark in ("Ã", "Ă", "â€")):
        return
    for match in _MOJIBAKE_LEFT.finditer(text):
        yield Flag("encoding.mojibake", match.start(), match.end(), "a wrong encoding with bytes lost: not repaired")


def _french_lines(draft: Draft) -> Iterator[Line]:
    if draft.language != "fr":
        return
    for line in draft.lines:
        if len(line.text) > 12 and not is_foreign_line(line.text, "fr"):
            yield line
