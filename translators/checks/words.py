"""A sentence cut into words, with what the checks ask about each: its stem, whether it carries matter, its case."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from cleaners.resources import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
STEM_LENGTH = 7


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return the word in lower case without accents or ligatures: "Œuvré" gives "oeuvre"."""
    word = word.lower()
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """Return a crude stem, the same for both languages so that cognates meet.

    Folded, without a plural's ending or a mute e, at most STEM_LENGTH letters: "négociations" and "negotiation"
    still differ, "nationales" and "national" do not.
    """
    return _cut(fold(word))


def _cut(word: str) -> str:
    """Return the stem of a folded word."""
    if len(word) > 4 and word[-1] in "sx" and word[-2:] != "ss":
        word = word[:-1]
    if len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    return word[:STEM_LENGTH]


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry grammar or count, folded; empty where we have no list.

    Those by which a language is told, and some more. Numbers in words are among them: they are compared by value, not
    word by word. Verbs of speech are not, however common.
    """
    further = lexicon("function_words").get(language)
    if further is None:
        return frozenset()
    counting, speech = lexicon("number_words").get(language, {}), lexicon("speech_verbs")[language]
    common = set(lexicon("language_profiles")[language].split()) - set(" ".join(speech.values()).split())
    return frozenset(
        fold(word)
        for word in [*common, *further.split(), *counting.get("numbers", ()), *counting.get("magnitudes", ())]
    )


@lru_cache(maxsize=1 << 15)  # the words of both languages: each is looked at once a sentence
def _forms(word: str, language: str) -> tuple[str, str, bool]:
    """Return a word folded, its stem, and whether it carries matter."""
    folded = fold(word)
    return folded, _cut(folded), len(folded) > 1 and folded not in function_words(language)


class Side:
    """One side of a pair, analysed once and asked by every check.

    text: the sentence as given. language: ISO 639-1.
    words: runs of letters as written, in order ("l'Otan" gives "l", "Otan").
    folded: the same words in lower case without accents. stems: see `stem`, one for each.
    content: indices of the words that carry matter. The rest is found when first asked for.
    """

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.words: list[str] = _WORD.findall(text)
        forms = [_forms(word, language) for word in self.words]
        self.folded = [folded for folded, _, _ in forms]
        self.stems = [key for _, key, _ in forms]
        self.content = [i for i, (_, _, matter) in enumerate(forms) if matter]
        self._starts: list[int] | None = None
        self._places: dict[str, list[int]] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._stem_set: frozenset[str] | None = None

    @property
    def starts(self) -> list[int]:
        """The offsets of the words in code points."""
        if self._starts is None:
            self._starts = [match.start() for match in _WORD.finditer(self.text)]
        return self._starts

    @property
    def places(self) -> dict[str, list[int]]:
        """The stems of the words that carry matter, each with the indices where it stands."""
        if self._places is None:
            found: dict[str, list[int]] = {}
            stems = self.stems
            for i in self.content:
                key = stems[i]
                if key in found:
                    found[key].append(i)
                else:
                    found[key] = [i]
            self._places = found
        return self._places

    @property
    def vocabulary(self) -> frozenset[str]:
        """The folded words as a set."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.folded)
        return self._vocabulary

    @property
    def stem_set(self) -> frozenset[str]:
        """The stems as a set."""
        if self._stem_set is None:
            self._stem_set = frozenset(self.stems)
        return self._stem_set

    def between(self, index: int) -> str:
        """Return what stands between word `index` and the one after it (or the end of the text)."""
        start = self.starts[index] + len(self.words[index])
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[start:end]
