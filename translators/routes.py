"""From a pair of languages to a translator: one package, or two through a third language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translators.argos import ArgosTranslator
from translators.base import Decoding, Problem, Translation
from translators.engine import BATCH, Device
from translators.packages import route, second
from translators.places import Places


def open_translator(
    source: str,
    target: str,
    *,
    named: str | None = None,
    path: str | Path | None = None,
    places: Places | None = None,
    decoding: Decoding | None = None,
    device: Device = "auto",
    threads: int = 0,
    batch: int = BATCH,
) -> ArgosTranslator | PivotTranslator:
    """Return a translator from `source` to `target` (ISO 639-1 codes); see `packages.find` for the choice.

    batch: tokens decoded together; more take more memory. No call leaves the machine.
    Raises PackageError, naming the command that helps, when no package serves.
    """
    legs = [
        ArgosTranslator(package, decoding=decoding, device=device, threads=threads, batch=batch)
        for package in route(source, target, named=named, path=path, places=places)
    ]
    return legs[0] if len(legs) == 1 else PivotTranslator(legs[0], legs[1])


def second_translator(
    first: ArgosTranslator | PivotTranslator, *, places: Places | None = None, device: Device = "auto", threads: int = 0
) -> ArgosTranslator | None:
    """A translator with another package of the same pair and the same search, for what the first one gets wrong.

    None when this machine has no other one that can be used, or `first` goes through a third language. No call leaves
    the machine.
    """
    package = second(first.package, places) if isinstance(first, ArgosTranslator) else None
    return ArgosTranslator(package, decoding=first.decoding, device=device, threads=threads) if package else None


class PivotTranslator:
    """Two packages in a row; the signature names both: "argos:de_en-1.0@12ab34cd:b4,lp0.2>argos:en_fr-…".

    The score is the product of both, the problems are those of both.
    """

    def __init__(self, first: ArgosTranslator, second: ArgosTranslator) -> None:
        self.first = first
        self.second = second
        self.source = first.source
        self.target = second.target

    @property
    def signature(self) -> str:
        return f"{self.first.signature}>{self.second.signature}"

    @property
    def decoding(self) -> Decoding:
        return self.first.decoding

    def tuned(self, decoding: Decoding) -> PivotTranslator:
        """Both legs with other search settings."""
        return PivotTranslator(self.first.tuned(decoding), self.second.tuned(decoding))

    def pieces(self, sentence: str) -> list[str]:
        """What the first leg reads at once."""
        return self.first.pieces(sentence)

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate into the third language, then out of it; see `Translator`."""
        middle = self.first.translate(sentences)
        last = self.second.translate([one.text for one in middle])
        return [self._joined(one, two) for one, two in zip(middle, last, strict=True)]

    def _joined(self, first: Translation, second: Translation) -> Translation:
        language = self.first.target
        problems = tuple(
            Problem(p.check, p.severity, f"{p.why} (on the way through {language})") for p in first.problems
        )
        return replace(
            second,
            score=first.score * second.score,
            problems=problems + second.problems,
            origin=self.signature,
        )
