"""The credit of a picture at the end of a line, or the whole of it: who took, gave or sold it.

A credit is told by what it is made of, not by its wording: a word for pictures, or a sign (©, a camera); then names, houses,
agencies, in capitals, with strokes and commas between. The words are data: `config/lexicons/picture_credits.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from cleaners.folding import fold
from cleaners.furniture_names import is_name
from cleaners.resources import lexicon

ENDING = 160
"""Code points at the end of a line among which a credit is looked for."""
LONGEST = 110
"""Code points that a credit may have."""

_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{1,110}(?:\([^()]{1,20}\)[^()\[\]]{0,20})?)[)\]]\.?$")
_SIGN = r"(?<![^\W\d_])[©ⓒⒸ📷📸📹🎥🖼]\ufe0f?|\((?:c|C)\)"
_BREAK = re.compile(rf"(?P<stop>[.!?…»”\"])(?:[ \u00a0]|(?=[A-ZÀ-Ý©(]))|[ ,][–—|/•·-]{{1,2}} ?|\s?(?P<sign>{_SIGN})[ \u00a0]?(?:: ?)?|[ ,(](?=[A-ZÀ-Ý][\w’']+ ?:)|(?<=[a-zà-ÿ])(?=(?:Cr[eé]dits?|Photos?|Pictures?|Images?|Fotos?) ?:)")
_LEAD = re.compile(rf"^(?:[\s/|–—•·:➤►▶-]|(?P<sign>{_SIGN}))+")
_LABEL = re.compile(r"^[\[(]?(?P<label>[A-ZÀ-Ý][^:,.!?–—]{2,40}?)\s?(?P<sign>[:©|,–—]|-(?= ))\s?\S")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?")
_MARK_END = re.compile(r"\s*(?:[:©|/,]|\.{2,}|…|–|—| - )\s*")
_BEHIND_BAR = re.compile(r"\| ?(?:(?:[A-ZÀ-Ý]\. ?){2,3}|[A-ZÀ-Ý]{2,}(?:[ '’-][A-ZÀ-Ý]{2,}){1,5})")
"""« Le pont, mardi. | LE COURRIER DU LAC », « … | N. V. »: initials or a house in capitals behind a bar."""
_INNER_SENTENCE = re.compile(r"[a-zà-ÿ]{4,}[.!?] [A-ZÀ-Ý]")
_REFERENCE = re.compile(r"[. ]+(?:DOI|doi)\b.*$|[. ]+https?://\S+$")
_PARTICLES = frozenset("de du des d la le les l van von der den el al ben bin da dos do di del y et and & of the for pour via avec with a au aux on from".split())


@dataclass(frozen=True, slots=True)
class Credit:
    """Where a credit starts in its line (the bracket or stroke before it included), and whether it speaks of a picture."""

    start: int
    pictured: bool


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(lexicon("picture_credits")[kind]).split())


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(part for phrase in str(lexicon("picture_credits")[kind]).split("|") if (part := phrase.strip()))


@cache
def _giver() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _phrases("given")))) + r")\b")


@lru_cache(maxsize=1024)
def credit(text: str) -> Credit | None:
    """The credit that ends `text`, or None. The earliest place from which all the rest is a credit counts.

    >>> credit("La roue, samedi. Photo : O. Karst"), credit("Il rit. Odile Karst aussi.")
    (Credit(start=16, pictured=True), None)
    """
    if text.count(";") > 2:
        return None  # the players of a match
    for start, content, signed, closed in _candidates(text):
        if start and not signed and text[:start].isupper():
            continue  # after a sentence in capitals, capitals tell no names
        pictured = _reads(content, signed, closed, whole=start == 0)
        if pictured is None and _BEHIND_BAR.fullmatch(text[start:].strip()):
            pictured = False
        if pictured is not None:
            square = closed and text[start:].lstrip()[:1] == "[" and text[:start].rstrip()[-1:] in ".!?»”"
            return Credit(start, pictured or square)
    return None


def _candidates(text: str) -> Iterator[tuple[int, str, bool, bool]]:
    """Where a credit may start, what it holds, whether a sign (©) goes before, whether brackets hold it."""
    if len(text) <= LONGEST:
        bare = text.strip().rstrip(".")
        inner = bare[1:-1] if bare[:1] + bare[-1:] in ("()", "[]") else text
        yield 0, *_unsigned(inner), True
    bracket = _BRACKETS.search(text[-ENDING:])
    if bracket:
        content, signed = _unsigned(bracket[1])
        yield max(0, len(text) - ENDING) + bracket.start(), content, signed, True
    offset = max(0, len(text) - ENDING)
    for found in _BREAK.finditer(text, offset):
        content, signed = _unsigned(text[found.end() :])
        if 2 <= len(content) <= LONGEST:
            yield found.start() + bool(found["stop"]), content, signed or bool(found["sign"]), False


def _unsigned(content: str) -> tuple[str, bool]:
    lead = _LEAD.match(content)
    if not lead:
        return content.strip(), False
    rest = content[lead.end() :].strip()
    stroke = "/" in lead[0] or "|" in lead[0] and bool(re.search(r"[/|:]", rest))  # « Titre | Le Journal » names the site
    return rest, bool(lead["sign"]) or stroke and _is_names(rest)


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return fold(word).rstrip(".")


def _reads(content: str, signed: bool, closed: bool, *, whole: bool) -> bool | None:
    """None when `content` is no credit; else whether it names a picture. `closed`: brackets or the line hold nothing else."""
    content = _without_reference(content.rstrip(")] ").strip()).rstrip("([ ")
    if not content or len(content) > LONGEST or _INNER_SENTENCE.search(content):
        return None
    folded = fold(content).rstrip(".")
    if folded in _phrases("phrases"):
        return True if closed or signed or len(folded) > 4 or content.isupper() else None
    if signed:
        return True if len(_WORD.findall(content)) <= 12 and (not content[0].islower() or _is_house(content)) else None
    first = _WORD.search(content)
    if not first:
        return None
    if _folded(first[0]) in _openers() or "oto" in folded:  # all other words need not be looked at: few lines begin so
        words = [(m.start(), m.end(), _folded(m[0])) for m in _WORD.finditer(content)]
        marked = _mark(content, folded, words, closed, whole)
        if marked is not None:
            return marked or None
    given = _giver().match(folded)
    if given and (not _WORD.search(content, first.end()) or _follows_giver(content[given.end() :], closed)):
        return True if closed or content[:1].isupper() else None
    return _house(content, closed, whole)


@cache
def _openers() -> frozenset[str]:
    """The words that a marked credit begins with."""
    return _words("pictures") | _words("others") | _words("qualifiers")


def _without_reference(content: str) -> str:
    return _REFERENCE.sub("", content) if "doi" in content or "DOI" in content or "http" in content else content


def _mark(content: str, folded: str, words: list[tuple[int, int, str]], closed: bool, whole: bool) -> bool | None:
    """For a content that begins with a word for pictures: True when the rest is a credit, False when not. Else None."""
    first = words[0][2]
    qualified = first in _words("qualifiers") and len(words) > 1
    if first not in _words("pictures") and first not in _words("others") and not qualified:
        last = words[-1][2]
        if last in ("photo", "photos", "foto") and len(words) > 2 and closed and _is_names(content[: words[-2][1]]):
            return True  # “Jane Doe photo”
        return None
    if closed and not whole and first in _words("pictures"):
        return True
    known = pictures = 0
    for _, _, word in words:
        if word in _words("pictures") or word in _words("others"):
            pictures += 1
        elif not any(part in _words("qualifiers") or part in _words("pictures") for part in (word, *re.split(r"['’]", word))) and word not in _words("small"):
            break
        known += 1
    if pictures == 0:
        return None
    if known == len(words):
        return content[:1].isupper() or closed
    if folded[words[0][1] :].lstrip(" :©/|") in _phrases("phrases"):
        return True
    end = words[known - 1][1] if known else 0
    rest = content[end:]
    separator = _MARK_END.match(rest)
    if separator:
        holder = rest[separator.end() :].strip()
        loose = first in _words("pictures") or separator[0].strip() in ("©", "/", "|")
        return bool(holder) and (_is_names(holder) or loose and not holder.endswith(".") or _given_in(folded))
    return _is_names(rest.strip()) or _given_in(folded)


def _given_in(folded: str) -> bool:
    return len(folded.split()) <= 12 and _giver().search(folded) is not None


def _follows_giver(rest: str, closed: bool) -> bool:
    """« : Mairie de Vaux », « par la mairie », “of the council”, in brackets « famille Roux »: who gave the picture."""
    rest = rest.strip()
    if closed and len(words := rest.split()) <= 4 and words[-1][:1].isupper():
        return True
    if rest[:1] in ":/|,":
        return len(rest.split()) <= 9
    joined = re.match(r"(?:par|by|of|de|da|do|del|di|for|from)\b", rest) or _is_names(rest)
    return bool(joined) and len(rest.split()) <= 8 and not rest.endswith(".")


def _house(content: str, closed: bool, whole: bool) -> bool | None:
    """Names with an agency among them, or with a stroke between a person and a house."""
    if not _is_names(content):
        return None
    parts = [part.strip(" .()") for part in re.split(r"[/|,:–—+&()]| - | (?i:via|for|pour|par|para|per) ", content) if part.strip(" .()")]
    known = any(fold(part) in _phrases("agencies") or part in _words("short") and (len(parts) > 1 or not whole) for part in parts)
    if known and (closed or len(parts) > 1 or fold(content) in _phrases("agencies") and len(content) >= 4):
        return any(fold(part) in _phrases("stock") for part in parts)
    if len(parts) >= 2 and (re.search(r"[/|]", content) or closed and not whole and re.search(r":| [–—-] ", content)):
        return False if any(2 <= len(part.split()) <= 4 and not re.search(r"\d", part) for part in parts) else None
    given = re.search(r" (?:for|pour|para|per) ", content, re.I)
    return True if given and is_name(content[: given.start()]) else None


def labelled(text: str) -> bool:
    """Whether a line begins with a label for pictures: « Légende : … », “File photo: …”, “Image caption, …”."""
    label = _LABEL.match(text)
    if not label:
        return False
    words = [_folded(m[0]) for m in _WORD.finditer(label["label"])]
    parts = [part for word in words for part in re.split(r"['’]", word)]
    if not words or parts[0] not in _words("pictures") | _words("others") | {"file", "stock", "handout"}:
        return False
    if not all(part in _words("pictures") or _joins(part) or part in _words("small") for part in parts):
        return False
    if label["sign"] in (",", "-", "–", "—"):
        return "file" in parts or label["sign"] == "," and parts[-1] in ("image", "caption", "legende", "source", "credit")
    return any(part in _words("pictures") for part in parts)


def _is_names(text: str) -> bool:
    """Names and houses only: each word begins with a capital, but for particles, handles and years."""
    words = text.replace("’", "'").split()
    if not 1 <= len(words) <= 12 or len(text) > 90:
        return False
    capitals = 0
    for word in words:
        bare = word.strip(".,;:/|()[]&+–—-\"«»")
        for piece in (bare,) if bare.isalnum() else re.split(r"[/'-]", bare):
            if piece[:1].isupper() or piece.isdigit() and len(piece) == 4 or word[:1] == "@":
                capitals += 1
            elif piece and not _joins(fold(piece)) and "." not in piece:
                return False
            elif fold(piece) in _phrases("agencies"):
                capitals += 1
    return capitals > 0


def _joins(word: str) -> bool:
    """Whether a word in small letters may stand among the names of a credit."""
    return word in _PARTICLES or any(word in _words(kind) for kind in ("pictures", "others", "qualifiers")) or word in _phrases("agencies")


def _is_house(content: str) -> bool:
    return any(fold(part.strip()) in _phrases("agencies") for part in re.split(r"[/|,]", content))
