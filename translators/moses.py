"""The tokenizer of older Argos packages (`bpe.model`): Moses's rules, then byte-pair merges.

Rules as in Moses's `normalize-punctuation.perl`, `tokenizer.perl` and `detokenizer.perl`, for what news text holds;
merges by `argostranslate.apply_bpe` (Sennrich et al. 2016). sacremoses, which Argos uses here, isn't installed with
Diptych: it would come with the rest of Argos's dependencies.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from pathlib import Path

from argostranslate.apply_bpe import BPE

from translators.package_files import PackageError

_ESCAPES = (
    ("&", "&amp;"),
    ("|", "&#124;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("'", "&apos;"),
    ('"', "&quot;"),
    ("[", "&#91;"),
    ("]", "&#93;"),
)
_NORMAL = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "„": '"',
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": " - ",
        "´": "'",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "…": "...",
        "\u200b": "",
        "\ufeff": "",
    }
)
_PADDED = re.compile(r"([^\w\s.'`,\-]|_)")
_COMMA = re.compile(r"(?<=\D),|,(?=\D)|,$")
_DOTS = re.compile(r"\.{2,}")
_ELISION = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_LONE_QUOTE = re.compile(r"(?<![^\W\d_])'|'(?![^\W\d_])")
_NUMBERED = frozenset(("no", "nos", "art", "nr", "pp", "p", "fig", "vol"))
_PREFIXES = {
    "en": "mr mrs ms dr prof sen rep gov gen lt col sgt capt st rev hon vs etc inc ltd co jr sr jan feb mar apr "
    "jun jul aug sep sept oct nov dec",
    "fr": "m mm mme mlle dr pr prof me st ste av bd etc cf ex vol art janv févr avr juil sept oct nov déc p pp éd",
}


class MosesBpe:
    """Both ways between text and the pieces of a `bpe.model`. Raises PackageError when the file is damaged."""

    def __init__(self, model: Path, source: str, target: str) -> None:
        try:
            with model.open(encoding="utf-8") as file:
                self._bpe = BPE(file)
        except (OSError, UnicodeDecodeError, ValueError, SystemExit) as error:
            raise PackageError(model, f"no BPE model ({error})", "Get the package again") from error
        self._source = source
        self._target = target
        self._lock = threading.Lock()  # the merges keep a cache

    def encode(self, sentences: Sequence[str]) -> list[list[str]]:
        words = [tokenize(normalize(sentence), self._source) for sentence in sentences]
        with self._lock:
            if len(self._bpe.cache) > 100_000:
                self._bpe.cache.clear()
            return [list(self._bpe.segment_tokens(some)) for some in words]

    def decode(self, tokens: Sequence[str]) -> str:
        return detokenize(re.sub(r"@@( |$)", "", " ".join(tokens)).split(" "), self._target)


def normalize(text: str) -> str:
    """Plain quotation marks, apostrophes, dashes and spaces, as the packages were trained.

    >>> normalize("« L’heure » — 5\\u202f%…")
    '" L\\'heure " - 5 %...'
    """
    return re.sub(r"\s+", " ", text.translate(_NORMAL)).strip()


def tokenize(text: str, language: str) -> list[str]:
    """Words and marks, with Moses's escapes.

    >>> tokenize("L'homme a dit (hier), à 3,5 % : M. X part.", "fr")
    ['L&apos;', 'homme', 'a', 'dit', '(', 'hier', ')', ',', 'à', '3,5', '%', ':', 'M.', 'X', 'part', '.']
    """
    text = "".join(character for character in text if character >= " ")
    text = _PADDED.sub(r" \1 ", text).replace(" _ ", "_")
    text = _COMMA.sub(" , ", text)
    text = _DOTS.sub(lambda match: f" {match.group()} ", text)
    text = _LONE_QUOTE.sub(" ' ", text)
    if language in ("fr", "it", "ca"):
        text = _ELISION.sub("' ", text)
    elif language == "en":
        text = _ELISION.sub(" '", text)
    else:
        text = _ELISION.sub(" ' ", text)
    words = text.split()
    tokens: list[str] = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word.endswith(".") and not word.endswith("..") and not _keeps_dot(word[:-1], following, language):
            tokens += [part for part in (word[:-1], ".") if part]
        else:
            tokens.append(word)
    return [_escaped(token) for token in tokens]


def _keeps_dot(stem: str, following: str, language: str) -> bool:
    if "." in stem and any(character.isalpha() for character in stem):
        return True
    folded = stem.lower()
    if folded in _NUMBERED and following[:1].isdigit():
        return True
    if not following:
        return False
    initial = len(stem) == 1 and stem.isupper()
    return initial or following[:1].islower() or folded in _PREFIXES.get(language, "").split(" ")


def _escaped(token: str) -> str:
    for plain, escape in _ESCAPES:
        token = token.replace(plain, escape)
    return token


def detokenize(tokens: Sequence[str], language: str) -> str:
    """Text from words and marks.

    >>> detokenize("he said : &quot; it &apos;s 3 % ( more ) , no ? &quot;".split(), "en")
    'he said: "it\\'s 3% (more), no?"'
    """
    text = ""
    space = ""
    opened = False
    for token in tokens:
        for plain, escape in reversed(_ESCAPES):
            token = token.replace(escape, plain)
        if not token:
            continue
        joined = language == "en" and bool(re.match(r"'[^\W\d_]", token))
        closing = bool(re.fullmatch(r"[,.?!:;%\])}]+|\.\.+", token))
        if language == "fr" and re.fullmatch(r"[?!:;%]+", token):
            closing = False
        if token == '"':
            text += token if opened else space + token
            space = " " if opened else ""
            opened = not opened
        elif closing or joined:
            text += token
            space = " "
        elif re.fullmatch(r"[(\[{¿¡$£]+", token):
            text += space + token
            space = ""
        else:
            text += space + token
            elided = language in ("fr", "it", "ca") and re.fullmatch(r".*[^\W\d_]'", token)
            space = "" if elided else " "
    return text.strip()
