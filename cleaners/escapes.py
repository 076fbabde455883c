"""Characters that stand as codes: HTML entities, JSON escapes, bytes that were no UTF-8."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.mojibake import is_about_encodings
from cleaners.vocabulary import frequency

RULES = (
    Rule("escapes.byte", Promise.DECODING, "a byte that was no UTF-8, read as Windows-1252"),
    Rule("escapes.json", Promise.DECODING, "an escape of JSON stands for its character"),
    Rule("escapes.entity", Promise.DECODING, "an HTML entity stands for its character"),
    Rule("escapes.entity-stump", Promise.REMOVAL, "the start of an HTML entity in which the text was cut"),
    Rule("escapes.replacement", Promise.DECODING, "a lost character that only one word allows"),
)
_WHY = {rule.id: rule.why for rule in RULES}

_BYTES = re.compile("[\udc80-\udcff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def undecoded_bytes(draft: Draft) -> Iterator[Finding]:
    """Bytes that were no UTF-8 (they arrive as lone surrogates U+DC80–DCFF) are decoded: as UTF-8, else
    Windows-1252."""
    text = draft.text
    if text.isascii() or not _SURROGATE.search(text):
        return
    for match in re.finditer("[\udc80-\udcff]+|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]", text):
        run = match[0]
        if _BYTES.fullmatch(run):
            data = run.encode("utf-8", "surrogateescape")
            try:
                new = data.decode("utf-8")
            except UnicodeDecodeError:
                new = data.decode("cp1252", errors="ignore")
        else:
            new = run.encode("utf-16", "surrogatepass").decode("utf-16", errors="ignore")
        yield Edit(match.start(), match.end(), new, "escapes.byte", _WHY["escapes.byte"])


_UNICODE_ESCAPE = re.compile(r"(?:\\{1,2}u[0-9a-fA-F]{4})+")
_JSON_EVIDENCE = re.compile(
    r"\\{1,2}u[0-9a-fA-F]{4}|<\\{1,2}/[a-z]|\\r\\n|\\n\\n|[.!?»”:]\\n(?=[A-ZÀ-Þ«“\-])|\\\"[^\"\n]{1,300}\\\""
)
_SIMPLE_ESCAPE = re.compile(
    r"(?<![A-Za-z]:)\\{1,2}(?:r\\{1,2}n|[nrt](?![a-z]{0,30}\\)|[nrt](?=[A-ZÀ-Þ«“\s<\\]|$)|[\"/'])"
)


def json_escapes(draft: Draft) -> Iterator[Finding]:
    r"""`\u00e9`, `\n`, `\"`, `<\/p>`: what is left of a JSON dump.

    Left alone: a lone backslash, Windows paths ("C:\new"), documents without a sure sign of JSON, articles about
    encodings.
    """
    text = draft.text
    if "\\" not in text or is_about_encodings(text) or not _JSON_EVIDENCE.search(text):
        return
    why = _WHY["escapes.json"]
    for match in _UNICODE_ESCAPE.finditer(text):
        codes = re.findall(r"[0-9a-fA-F]{4}", match[0].replace("u", " u"))
        new = "".join(chr(int(code, 16)) for code in codes)
        new = new.encode("utf-16", "surrogatepass").decode("utf-16", errors="ignore")
        yield Edit(match.start(), match.end(), new, "escapes.json", why)
    for match in _SIMPLE_ESCAPE.finditer(text):
        last = match[0][-1]
        new = {"n": "\n", "r": "\n", "t": " "}.get(last, last)
        yield Edit(match.start(), match.end(), new, "escapes.json", why)


_ENTITY = re.compile(r"&(?:amp;){0,4}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_COMMON = (
    "eacute|egrave|ecirc|euml|agrave|acirc|ccedil|ocirc|icirc|iuml|ugrave|ucirc|Eacute|Egrave|Agrave|Ccedil"
    "|rsquo|lsquo|ldquo"
    "|rdquo|laquo|raquo|nbsp|hellip|ndash|mdash|oelig|euro|quot|apos|amp"
)
_UNFINISHED = re.compile(r"&(?:amp;){0,4}(?:" + _COMMON + r"|#(?:39|8217|8220|8221|160|171|187|233|232))(?![\w;=])")
_STUMP = re.compile(
    r"&(?:amp;)?(?:#x?[0-9a-fA-F]{0,5}|[A-Za-z]{1,7})(?=[ \xa0]*(?:\[?(?:…|\.{3})\]?)?[ \xa0]*(?:\n|$))"
)
_STUMPS = frozenset(name[:length] for name in _COMMON.split("|") for length in range(2, len(name)))


def entities(draft: Draft) -> Iterator[Finding]:
    """HTML entities, also escaped twice (`&amp;eacute;`) or without their semicolon (`&eacute` before a space).

    Left alone: R&D, AT&T, "Dupont & Fils", unknown names, parameters of web addresses, articles about encodings.
    """
    text = draft.text
    if "&" not in text or is_about_encodings(text):
        return
    why = _WHY["escapes.entity"]
    for match in _ENTITY.finditer(text):
        name = match[0].rpartition("&")[2].rpartition("amp;")[2] or "amp;"
        new = _unescaped(match[0]) if name.startswith("#") or name in html5 else match[0]
        if new != match[0]:
            yield Edit(match.start(), match.end(), new, "escapes.entity", why)
    for match in _UNFINISHED.finditer(text):
        yield Edit(match.start(), match.end(), _unescaped(match[0] + ";"), "escapes.entity", why)


def _unescaped(entity: str) -> str:
    for _ in range(5):
        decoded = html.unescape(entity)
        if decoded == entity:
            break
        entity = decoded
    return entity


def entity_stumps(draft: Draft) -> Iterator[Finding]:
    """An entity in which a teaser was cut at the end of its line ("donn&eac") goes. Left alone: "R&D", "H&M" and the
    like."""
    text = draft.text
    if "&" not in text or is_about_encodings(text):
        return
    for match in _STUMP.finditer(text):
        name = match[0].removeprefix("&").removeprefix("amp;")
        after_letter = match.start() > 0 and (text[match.start() - 1].islower() or text[match.start() - 1] in " \xa0")
        whole_word_before = match.start() > 0 and text[match.start() - 1].isspace()
        if name.startswith("#") or (name in _STUMPS and after_letter and not whole_word_before):
            yield Edit(match.start(), match.end(), "", "escapes.entity-stump", _WHY["escapes.entity-stump"])


_LOST_CHARACTER = re.compile(
    "(?<![^\\W_]|\ufffd)(?:[^\\W\\d_]{0,30}(?:\ufffd{1,3}[^\\W\\d_]{1,30}){1,4}\ufffd{0,3}"
    "|[^\\W\\d_]{2,30}\ufffd{1,3})(?!\ufffd)"
)
_LOST_CONTRACTION = re.compile("(?<=[A-Za-z])\ufffd(?=(?:s|t|re|ve|ll|d|m)\\b)")
_CANDIDATES = {
    "fr": ("é", "è", "ê", "à", "ç", "ô", "î", "ï", "û", "ù", "â", "œ", "ë", "’"),
    "es": ("á", "é", "í", "ó", "ú", "ñ", "ü"),
    "it": ("à", "è", "é", "ì", "ò", "ù", "’"),
    "pt": ("á", "â", "ã", "à", "é", "ê", "í", "ó", "ô", "õ", "ú", "ç"),
}
"""The letters that get lost, by language."""


def replacement_characters(draft: Draft) -> Iterator[Finding]:
    """U+FFFD inside a word becomes the one letter (or apostrophe) that makes it a word of the language (French, Spanish, Italian or Portuguese).

    "d\ufffdcembre" becomes "décembre"; so does "d?cembre" where the page lost letters at least twice that way. Left alone, and
    flagged by `damage`: words that several letters would fit.
    """
    text = draft.text
    if is_about_encodings(text):
        return
    if "\ufffd" in text and draft.language == "en":
        for match in _LOST_CONTRACTION.finditer(text):
            yield Edit(match.start(), match.end(), "’", "escapes.replacement", _WHY["escapes.replacement"])
    language = draft.language or "fr"
    if language not in _CANDIDATES:
        return
    if "\ufffd" in text:
        for match in _LOST_CHARACTER.finditer(text):
            best = _restored(match[0], _starts_sentence(text, match.start()), language)
            if best:
                yield Edit(match.start(), match.end(), best, "escapes.replacement", _WHY["escapes.replacement"])
    if _INNER_QUESTION.search(text):
        found = [(m, best) for m in _QUESTION.finditer(text) if (best := _restored(m[0].replace("?", "\ufffd"), False, language))]
        if len(found) > 1:
            for match, best in found:
                yield Edit(match.start(), match.end(), best, "escapes.replacement", _WHY["escapes.replacement"])


_INNER_QUESTION = re.compile(r"\?(?<=\w\?)(?=[a-zà-ÿœ])")
_QUESTION = re.compile(r"(?<![\w/=&?-])[^\W\d_]{1,30}(?:\?[a-zà-ÿœ]{1,30}){1,3}(?![\w=/&?-])")


def _starts_sentence(text: str, position: int) -> bool:
    return position == 0 or text[position - 1] == "\n" or text[max(0, position - 2) : position] in (". ", "! ", "? ")


def _restored(word: str, capital: bool, language: str) -> str | None:
    """The word with its lost letters, when one reading is far more frequent than any other."""
    gaps = [(m.start(), m.end()) for m in re.finditer("\ufffd+", word)]
    if not 0 < len(gaps) <= 3:
        return None
    options = sorted(((_share(w, language), w) for w in _fillings(word, gaps, language)), reverse=True)
    best, runner_up = options[0], options[1]
    if best[0] <= 1e-7 or best[0] <= 20 * runner_up[0]:
        return None
    return best[1][0].upper() + best[1][1:] if capital and word[0] == "\ufffd" else best[1]


def _fillings(word: str, gaps: list[tuple[int, int]], language: str) -> list[str]:
    """`word` with every gap filled by every candidate."""
    letters = _CANDIDATES[language]
    filled = [""]
    position = 0
    for start, end in gaps:
        fitting = letters if end - start == 1 else (*letters, "’é", "’ê", "’œ", "’î", "’à")
        filled = [done + word[position:start] + char for done in filled for char in fitting]
        position = end
    return [done + word[position:] for done in filled]


_ELIDED = frozenset(("l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "aujourd", "quelqu"))


def _share(word: str, language: str) -> float:
    lower = word.lower()
    if "’" not in lower or language != "fr":
        return frequency(lower.rpartition("’")[2], language)
    head, _, tail = lower.partition("’")
    if lower == "aujourd’hui":
        return 1e-3
    if head not in _ELIDED or not tail or tail[0] not in "aeiouyhéèêàâîôœ":
        return 0.0
    return frequency(tail, "fr")
