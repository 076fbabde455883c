"""What a model must not touch: white space around and in a sentence, dashes of a dialogue, URLs, handles, underscores.

Whether a protected token survived is looked up in the translation, not prevented with a placeholder: models copy most
of them well, and a placeholder would change the words around it. Where one was damaged it is put back if its place is
plain, and otherwise the text before and after it is translated by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_SHIELDED = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]+"  # URL
    r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"  # e-mail address
    r"|(?<!\w)@\w+"  # handle
    r"|[\w.]*[_▁][\w.]*"  # a word with underscores, a file name
)
_URL_TAIL = ".,;:!?…)]'’"
_LEAD = re.compile(r"\s*(?:(?:[-–—―•·*]|\d{1,2}[.)])(?=\s)\s*)?")


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with its bodies taken out: `fixed[0] body fixed[1] body ... fixed[-1]`. A body has a letter."""

    fixed: tuple[str, ...]
    bodies: tuple[str, ...]

    def filled(self, bodies: Sequence[str]) -> str:
        parts = [self.fixed[0]]
        for body, fixed in zip(bodies, self.fixed[1:], strict=True):
            parts += [body, fixed]
        return "".join(parts)


def frame(sentence: str) -> Frame:
    """Take a sentence apart into bodies for the model and what stays as it is.

    Fixed are: white space at both ends, line breaks, a dash, bullet or list number at the beginning of a line, and
    lines without a letter.

    >>> frame("– Bonjour.\\n1 200 €")
    Frame(fixed=('– ', '\\n1 200 €'), bodies=('Bonjour.',))
    """
    fixed = [""]
    bodies: list[str] = []
    for line in re.split(r"(\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*)", sentence):
        lead = _LEAD.match(line)
        start = lead.end() if lead else 0
        body = line[start:].rstrip()
        if not any(character.isalpha() for character in body):
            fixed[-1] += line
            continue
        fixed[-1] += line[:start]
        bodies.append(body)
        fixed.append(line[start + len(body) :])
    return Frame(tuple(fixed), tuple(bodies))


def shielded(text: str) -> list[str]:
    """The tokens of `text` that must come out unchanged, in order: URLs, addresses, handles, words with "_"."""
    return [text[start:end] for start, end in _places(text)]


def _places(text: str) -> list[tuple[int, int]]:
    if not ("_" in text or "@" in text or "▁" in text or "://" in text or "www." in text):
        return []
    places = []
    for match in _SHIELDED.finditer(text):
        token = match.group()
        end = match.end()
        if "@" not in token or "/" in token:
            end -= len(token) - len(token.rstrip(_URL_TAIL))
        places.append((match.start(), end))
    return places


def lost(source: str, translation: str) -> list[str]:
    """Shielded tokens of `source` that `translation` lacks, as often as it lacks them."""
    wanted = shielded(source)
    if not wanted:
        return []
    return list((Counter(wanted) - Counter(shielded(translation))).elements())


def restored(translation: str, missing: Sequence[str]) -> str:
    """Put back tokens whose underscores became spaces, the one damage whose place is plain."""
    for token in missing:
        if "_" in token or "▁" in token:
            spaced = re.escape(re.sub(r"[_▁]+", " ", token).strip()).replace(r"\ ", r"\s?")
            found = re.search(rf"(?<!\w){spaced}(?!\w)", translation)
            if found:
                translation = translation[: found.start()] + token + translation[found.end() :]
    return translation


def pieces_around(text: str) -> list[str]:
    """Text, shielded token, text, shielded token, ... text; joined they are `text`."""
    pieces: list[str] = []
    position = 0
    for start, end in _places(text):
        pieces += [text[position:start], text[start:end]]
        position = end
    return [*pieces, text[position:]]


# Joining clauses that were translated by themselves

_LOWERED = {
    "en": frozenset(
        (
            "the a an and or but because which who whose that while when where if as since although though so before "
            "after until unless in on at for of to by with from this these those it he she they we you his her its "
            "their our there is are was were has have had not according during under over between without"
        ).split(" ")
    ),
    "fr": frozenset(
        (
            "le la les un une des et ou mais car donc or que qui dont où parce puisque alors tandis lorsque quand si "
            "comme afin avant après selon en dans à au aux pour par sur avec sans de du il elle ils elles on nous vous "
            "je ce cette ces son sa ses leur leurs est sont était étaient a ont ne"
        ).split(" ")
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = ".!?…"


def join(sources: Sequence[str], translations: Sequence[str], target: str) -> str:
    """Join the translations of consecutive pieces of one sentence into one sentence.

    A capital that the model gave a function word inside the sentence is lowered, a full stop that it added inside is
    taken away, the comma, semicolon or colon that it dropped at a cut is put back.
    """
    parts: list[str] = []
    for index, (source, translation) in enumerate(zip(sources, translations, strict=True)):
        part = translation
        if index and source[:1].islower():
            part = _lowered(part, target)
        if index < len(sources) - 1:
            part = _joint(source, part)
        if part:
            parts.append(part)
    return " ".join(parts)


def _lowered(text: str, target: str) -> str:
    first = _WORD.match(text)
    if first and first.group().lower() in _LOWERED.get(target, frozenset()) and not first.group()[1:].isupper():
        return text[0].lower() + text[1:]
    return text


def _joint(source: str, translation: str) -> str:
    last = source[-1:]
    if last in _ENDS:
        return translation
    bare = translation[:-1].rstrip() if translation.endswith(".") and not translation.endswith("..") else translation
    if last in ",;:" and bare[-1:] not in (",", ";", ":", "!", "?"):
        return f"{bare}{last}"
    return bare
