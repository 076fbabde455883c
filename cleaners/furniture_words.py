"""What a line is made of: the words of a page's interface, and who it speaks to.

A label has a closed vocabulary (« Copier le lien », “Create a free account”); a sentence of an article never has. The words
are data: `config/lexicons/label_words.yaml` and `interface_words.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cleaners.resources import lexicon
from cleaners.zones import Row

_WORD = re.compile(r"[^\W_]+")
_EMAIL = re.compile(r"\be[- ]mail")
SMALL = frozenset("l d j m n s t c qu vous nous toi moi le la les en y")


@dataclass(frozen=True, slots=True)
class Makeup:
    """What a line is made of: its words that carry matter, those that the interface knows, and among these the deeds."""

    words: tuple[str, ...]
    known: tuple[str, ...]
    deeds: int
    things: int
    opens: bool
    """Whether it opens with a deed."""

    @property
    def share(self) -> float:
        return len(self.known) / len(self.words) if self.words else 0.0


@cache
def _vocabulary(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    entries = " ".join(lexicon("label_words")[kind].values()).split()
    return frozenset(e for e in entries if not e.endswith("*")), tuple(
        sorted(e[:-1] for e in entries if e.endswith("*"))
    )


@cache
def _small_words() -> frozenset[str]:
    return SMALL | {word for words in lexicon("language_profiles").values() for word in str(words).split()}


@lru_cache(maxsize=8192)
def holds(kind: str, word: str) -> bool:
    """Whether the vocabulary of a kind (deeds, things, ways, alone, law) has a folded word."""
    whole, stems = _vocabulary(kind)
    return word in whole or word.startswith(stems)


def makeup(row: Row) -> Makeup:
    """What a row is made of; numbers count for nothing."""
    return _makeup(row.core)


@lru_cache(maxsize=1024)
def _makeup(core: str) -> Makeup:
    words = tuple(w for w in _WORD.findall(_EMAIL.sub("email", core)) if not w.isdigit() and w not in _small_words())
    deeds = tuple(w for w in words if holds("deeds", w))
    things = tuple(w for w in words if w not in deeds and holds("things", w))
    known = tuple(w for w in words if w in deeds or w in things or holds("ways", w))
    return Makeup(words, known, len(deeds), len(things), opens=words[:1] == deeds[:1] != ())


ADDRESS = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|you|your|our|we|us|tu|ta|tes|te|su|sus|nuestr[oa]s?|tuo|tua|nostr[oai]|voce|seu|sua|noss[oa]s?|ihr|ihre|unser\w*|dein\w*)\b"
    r"|(?:^|[.!?:,] )(?:je|j'|i|mon|ma|mes|my)\b|-vous\b|-nous\b|-la-?\b"
)
TELLS = re.compile(
    r"\b(?:was|were|had|did|went|came|took|made|said|told|began|became|etai[st]|etaient|avai[st]|avaient|fut|furent|eut|fit|firent|"
    r"[a-z]{3,}(?:aient|erent|irent)|il|elle|ils|elles|he|she|they|fue|fueron|habia|estaba|foi|eram|tinha|aveva|"
    r"police|ministre|minister|president|maire|mayor|mais|but|pero|"
    r"conseille|recommande|promet|previent|ironise|confirme|prescrit|crie|lit-on)\b"
)
"""Words of whoever tells a story, not of whoever sells a page."""


_IMPERATIVE = re.compile(
    r"(?:[a-z]{3,}ez\b|sign|get|subscribe|follow|share|join|download|click|read|watch|support|try|discover|enter|visit|check|tap|use|listen|like|add|"
    r"suscribete|siguenos|comparte|descarga|iscriviti|seguici|condividi|scarica|assine|siga|compartilhe|baixe|envie de|want|looking for)\b"
)

def imperative_start(row: Row) -> bool:
    """Whether a row opens by telling the reader to do something."""
    return bool(_IMPERATIVE.match(row.core))


@cache
def _weights() -> tuple[dict[str, int], dict[str, list[tuple[str, int]]]]:
    """The weights of whole words, and those of stems by their first two letters."""
    whole: dict[str, int] = {}
    stems: dict[str, list[tuple[str, int]]] = {}
    for weight, words in lexicon("interface_words").items():
        for word in words:
            if str(word).endswith("*"):
                stems.setdefault(word[:2], []).append((word[:-1], weight))
            else:
                whole[str(word)] = max(weight, whole.get(str(word), 0))
    return whole, stems


def interface_words(row: Row) -> dict[str, int]:
    """The words of the interface in a row, each with its weight."""
    return _interface_words(row.folded_words)


@lru_cache(maxsize=1024)
def _interface_words(words: tuple[str, ...]) -> dict[str, int]:
    return {word: weight for word in words if (weight := _weight_of[word])}


class _WeightOf(dict[str, int]):
    """The weights of words, each worked out once."""

    def __missing__(self, word: str) -> int:
        if len(self) > 1 << 16:
            self.clear()
        whole, stems = _weights()
        starts = (weight for stem, weight in stems.get(word[:2], ()) if word.startswith(stem))
        weight = self[word] = whole.get(word) or next(starts, 0)
        return weight


_weight_of = _WeightOf()


