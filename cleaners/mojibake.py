"""Text that was decoded as what it was not, run by run: "dĂ©claré", "lâ€™Otan", "√©t√©".

Pages are often damaged in some lines only, so each damaged run is decoded on its own, and only if what comes out is a
character of the press: an accented letter, a quotation mark, a dash. The codecs that keep Windows' undefined bytes
are ftfy's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import ftfy.bad_codecs  # noqa: F401  (registers the "sloppy" codecs)

from cleaners.edits import Draft, Edit, Finding, Promise, Rule
from cleaners.untouchable import Stretches
from cleaners.vocabulary import frequency

RULES = (
    Rule("mojibake.run", Promise.DECODING, "UTF-8 that was read as another encoding"),
    Rule(
        "mojibake.lost-bytes", Promise.DECODING, "UTF-8 that was read as another encoding, with bytes lost on the way"
    ),
)
_WHY = {rule.id: rule.why for rule in RULES}

_WESTERN = ("sloppy-windows-1252", "latin-1", "iso8859-15")
_CENTRAL = ("sloppy-windows-1250", "iso8859-16", "iso8859-2")
_MAC = ("mac_roman",)


def _chars(low: int, high: int, codecs: tuple[str, ...]) -> str:
    """The characters that the bytes low..high (inclusive) show as in `codecs`, for use in a character class."""
    shown = {bytes([byte]).decode(codec, errors="ignore") for codec in codecs for byte in range(low, high + 1)}
    return "".join(sorted(re.escape(char) for char in shown if char))


def _runs(codecs: tuple[str, ...]) -> str:
    """A pattern of one or more UTF-8 sequences as they show in one of `codecs`."""
    tail = f"[{_chars(0x80, 0xBF, codecs)}]"
    two, three, four = _chars(0xC2, 0xDF, codecs), _chars(0xE0, 0xEF, codecs), _chars(0xF0, 0xF4, codecs)
    return f"(?:[{two}]{tail}|[{three}]{tail}{{2}}|[{four}]{tail}{{3}})+"


_FAMILIES = tuple((codecs, re.compile(_runs(codecs))) for codecs in (_WESTERN, _CENTRAL, _MAC))
# What a run begins with, often enough to look closer: C3, C2, E2 80, C5, F0 in the families above.
_HINT = re.compile("[ÃÂÅðÄÎÐï](?=[^a-zA-Z0-9\\s.,;:!?'])|â(?=[€‚„†\x80-\x9fœ˜])|[ĂĹ]|√|‚Ä|¬(?=[^\\w\\s])")
_PLAUSIBLE = re.compile(
    "[À-ÖØ-öø-ÿĀ-ćĈ-ďĒēĘ-ěĞğİıŁ-ŋŌ-œŘ-šŢ-ťŪ-ůŰűŸ-ž«»°·¿¡§£©®ªº²³¹¼½¾×÷´¨\xa0\xad–—‘’‚“”„†•…‰‹›€™→←↑↓−≤≥\u200b\u2009\u202f\u2011"
    "\u2028\ufeff\u2010\u2190-\u21ff\u2600-\u27bf\ufe0f\u200d\U0001f1e6-\U0001faff]+"
)
_TOKEN = re.compile(r"[\S\xa0]{1,200}")
_LETTERS = re.compile(r"[^\W\d_]+")

# An article about encodings shows damage on purpose.
_ABOUT_ENCODINGS = re.compile(
    r"(?i)\b(?:mojibake|encodages?|mal encodée?s?|encodée? en|character encodings?|caractères accentués"
    r"|garbled characters?"
    r"|hiéroglyphes)\b|(?<![\"'=/-])\b(?:utf-8|latin-1|iso-8859-\d+|windows-1252)\b(?![\"'/])"
)


_DAMAGE = r"(?:Ã[\x80-\xbf©¨ª®´§¢«»¼¯‰\u2030]|â€|Â[«»])"
_SHOWN = re.compile(rf"[«“][ \xa0\u202f]?(?=[^«»“”\n]{{0,40}}{_DAMAGE})(?:[^\s«»“”\n]{{1,24}}[ \xa0\u202f]?){{1,5}}[»”]")
"""A quotation of a few words, its marks sound, with damage in it."""
_NOTHING_ELSE = re.compile(rf"[«“][ \xa0\u202f]?(?:{_DAMAGE}){{1,3}}[ \xa0\u202f]?[»”]")
"""« Ã© »: what stands between sound marks is damage and nothing else, named as such."""
_QUOTED = re.compile(r"[«“][^«»“”\n]{1,400}[»”]")
_DAMAGED = re.compile(_DAMAGE)
_SHOWS = re.compile(
    r"(?i)\b(?:logiciels?|informati\w+|automates?|fichiers?|claviers?|écrans?|affich\w+|accents?|caractères?|étiquettes?|panneaux?|lit|lisait|lire|lisible"
    r"|écrit|imprim\w+|courriels?|software|computers?|databases?|characters?|screens?|labels?|signs?|e-?mails?|mangled|garbled|spelt|spelled|printed|reads?)\b"
)
"""What a sentence speaks of that shows damage."""


@lru_cache(maxsize=2)
def is_about_encodings(text: str) -> bool:
    """Whether a text speaks of encodings, so that its damage may be its subject."""
    return _ABOUT_ENCODINGS.search(text) is not None


@lru_cache(maxsize=2)
def shown(text: str) -> Stretches:
    """Where a text shows damage on purpose: short quotations in sentences that are sound outside their quotations.

    >>> text = "Sur l’écran on lit encore « naÃ¯f », et l’on rit."
    >>> shown(text).meet(text.index("naÃ¯f"), text.index("naÃ¯f") + 5)
    True
    """
    masked = text.replace("Â«", "Ã©").replace("Â»", "Ã©")  # a damaged mark closes nothing
    spans: list[tuple[int, int]] = []
    words: set[str] = set()
    for match in _SHOWN.finditer(masked):
        starts = [end.end() for end in _SENTENCE_END.finditer(masked, max(0, match.start() - 600), match.start())]
        stop = _SENTENCE_END.search(masked, match.end(), match.end() + 600)
        sentence = masked[starts[-1] if starts else max(0, match.start() - 600) : stop.end() if stop else match.end() + 600]
        if not _SHOWS.search(sentence):
            continue
        own = [word for word in _WORD.findall(text[match.start() : match.end()]) if _DAMAGED.search(word)]
        if not any(_DAMAGED.search(word) and word not in own for word in _WORD.findall(_QUOTED.sub("", sentence))):
            spans.append(match.span())
            words.update(own)
    spans += (match.span() for match in _NOTHING_ELSE.finditer(masked))
    if spans and len(text) < 100_000:  # the same words again, without marks
        spans += [m.span() for word in sorted(words) if len(word) > 3 for m in re.finditer(re.escape(word), text)]
    return Stretches(sorted(spans))


_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_WORD = re.compile(r"[^\s«»“”]+")


def mojibake(draft: Draft) -> Iterator[Finding]:
    """UTF-8 read as Windows-1252, Latin-1, Windows-1250, Latin-2, Latin-10 or Mac Roman, once or several times.

    "dÃ©clarÃ©" and "dĂ©clarĂ©" become "déclaré", "lâ€™Otan" becomes "l’Otan". A no-break space that was turned into
    a plain one is reckoned with ("Ã la" becomes "à la"). Left alone: Ângelo, CAFÉ…, capitals of Portuguese and
    Romanian, an article about encodings, whatever does not become a character of the press.
    """
    text = draft.text
    if text.isascii() or not _HINT.search(text) or is_about_encodings(text):
        return
    previous = -1
    on_purpose = shown(text)
    for hint in _HINT.finditer(text):
        if hint.start() < previous or on_purpose.meet(hint.start(), hint.end()):
            continue
        start = _token_start(text, hint.start())
        token = _TOKEN.match(text, start)
        if token is None or token.end() <= hint.start():
            continue
        previous = token.end()
        yield from _decoded_runs(token[0], token.start())


def _token_start(text: str, position: int) -> int:
    """Where the word around `position` starts, at most 100 code points before it."""
    floor = max(0, position - 100)
    for start in range(position, floor, -1):
        if text[start - 1].isspace() and text[start - 1] != "\xa0":
            return start
    return floor


def _decoded_runs(token: str, offset: int) -> Iterator[Edit]:
    best: tuple[float, list[Edit]] = (-1.0, [])
    for codecs, pattern in _FAMILIES:
        for codec in codecs:
            edits = []
            whole: list[str] = []
            position = 0
            for match in pattern.finditer(token):
                new = _decode(match[0], codec)
                if match[0] in ("Ã”", "Ã“", "Ã’", "Ã‘") and _is_quoted_letter(token, match):
                    continue
                if new is None or (codecs is not _WESTERN and _is_capitalised_name(token, match)):
                    continue
                whole += (token[position : match.start()], new)
                position = match.end()
                edits.append(
                    Edit(offset + match.start(), offset + match.end(), new, "mojibake.run", _WHY["mojibake.run"])
                )
            if not edits:
                continue
            words = _LETTERS.findall("".join(whole) + token[position:])
            known = sum(frequency(word.lower(), "fr") for word in words if len(word) > 1)
            if codecs is _MAC and not known:
                continue
            score = len(edits) + min(known, 1e-3) * 1e3
            if score > best[0]:
                best = (score, edits)
    yield from best[1]


def _is_quoted_letter(token: str, match: re.Match[str]) -> bool:
    """Whether the run is a lone letter of Portuguese and the mark that closes its quotation: “Ã”."""
    return (
        match.start() > 0
        and token[match.start() - 1] in "“‘«\"'"
        and not token[match.end() : match.end() + 1].isalpha()
    )


def _is_capitalised_name(token: str, match: re.Match[str]) -> bool:
    """Whether a run begins right after a capital: BRĂILA is Romanian, not damage."""
    return match.start() > 0 and token[match.start() - 1].isupper()


def _decode(run: str, codec: str) -> str | None:
    """`run` decoded, also twice or three times, or None when no character of the press comes out."""
    found = None
    for _ in range(3):
        try:
            run = run.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
        if _PLAUSIBLE.fullmatch(run):
            found = run
    return found


_LOST_HINT = re.compile("[ÃÂĂ]|â(?=[€aeiouyhéèêôîAEIOUYHÉÈÊÎ])")
_LOST = re.compile(
    # à whose second byte, a no-break space, became a plain one or went
    '(?P<a>(?<![A-ZÀ-Þ“‘«"])[ÃĂ](?:[ \xa0](?= )|[ \xa0]?(?=[\\s,.;:!?)»”]|$)|(?P<a_space>[ \xa0](?=[^\\W\\d_]))))'
    # a no-break space, of which only the first byte is left
    "|(?P<space>(?<![A-ZÀ-Þ])Â(?=[ \xa0\n:;!?»%€]|$)|(?<=«)Â)"
    # a closing quotation mark whose third byte Windows-1252 does not know
    "|(?P<quote>â€(?=[\\s.,;:!?)]|$))"
    # an apostrophe of which two bytes are lost: "câest"
    "|(?P<apostrophe>(?<![^\\W_])(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis)?qu|Qu"
    "|aujourd)(?P<mark>â)(?=[aeiouyhéèêôîAEIOUYHÉÈÊÎ]))"
)


_SMALL_WORDS = re.compile(r"(?<!\w)(?:les|des|dans|est|une|pour|qui|the|and|of)(?!\w)")


def lost_bytes(draft: Draft) -> Iterator[Finding]:
    """Damage of the same kind whose last bytes are lost, where only one reading is left.

    "voilÃ la" is "voilà la", "ditÂ :" is "dit :", "câest" is "c’est". Left alone: IRMÃ and other capitals of
    Portuguese; bytes that could have been several characters.
    """
    text = draft.text
    if text.isascii() or draft.language not in (None, "fr", "en", "it") or not _LOST_HINT.search(text):
        return
    if is_about_encodings(text):
        return
    on_purpose = shown(text)
    if draft.language is None and not _SMALL_WORDS.search(text):
        return
    why = _WHY["mojibake.lost-bytes"]
    for match in _LOST.finditer(text):
        if on_purpose.meet(match.start(), match.end()):
            continue
        if match["a"]:
            start, end, new = match.start(), match.end(), "à "[: 2 if match["a_space"] else 1]
        elif match["space"]:
            start, end, new = match.start(), match.end(), ""
            if text[end : end + 1] not in (" ", "\xa0", "\n", ""):
                new = "\xa0"
        elif match["quote"]:
            start, end, new = match.start(), match.end(), "”"
        else:
            start, end, new = match.start("mark"), match.end("mark"), "’"
        yield Edit(start, end, new, "mojibake.lost-bytes", why)
