"""Sentences longer than a model reads well: in pieces, each of which is checked and retried by itself.

A loop in one clause of a sentence of a thousand words then costs that clause another decoding, not the whole sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translators.base import Translation, Translator
from translators.guard import is_flagged
from translators.shields import join


class PiecewiseTranslator:
    """A translator that hands long sentences to `translator` in pieces, and joins what comes back.

    pieces: cuts a sentence; one that fits stays whole.
    """

    def __init__(self, translator: Translator, pieces: Callable[[str], list[str]]) -> None:
        self.translator = translator
        self.source = translator.source
        self.target = translator.target
        self._pieces = pieces

    @property
    def signature(self) -> str:
        return f"{self.translator.signature}|pieces"

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate each sentence; see `Translator`. A long one has the problems of all its pieces.

        Where a piece was withheld, so is the sentence: nothing comes out with a hole in it.
        """
        cut = {sentence: self._pieces(sentence) for sentence in dict.fromkeys(sentences)}
        every = list(dict.fromkeys(piece for pieces in cut.values() for piece in pieces))
        made = dict(zip(every, self.translator.translate(every), strict=True))
        return [self._joined(cut[sentence], [made[piece] for piece in cut[sentence]]) for sentence in sentences]

    def _joined(self, pieces: list[str], translations: list[Translation]) -> Translation:
        if len(pieces) == 1:
            return translations[0]
        withheld = any(not one.text and is_flagged(one.problems) for one in translations)
        weights = [len(piece) for piece in pieces]
        score = sum(w * one.score for w, one in zip(weights, translations, strict=True)) / max(1, sum(weights))
        return Translation(
            "" if withheld else join(pieces, [one.text for one in translations], self.target),
            round(score, 6),
            tuple(dict.fromkeys(problem for one in translations for problem in one.problems)),
            max(one.attempts for one in translations),
            "+".join(dict.fromkeys(one.origin for one in translations)),
        )
