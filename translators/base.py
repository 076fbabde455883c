"""What every translator of Diptych promises: sentences in, as many translations out, in the same order.

The values here are plain data so that they can be stored, compared and sent between workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

Severity = Literal["info", "warning", "error"]
ARGOS_LENGTH_PENALTY = 0.2


@dataclass(frozen=True, slots=True)
class Problem:
    """Something doubtful about one translation.

    `check` is the stable name of the check ("numbers", "truncation", ...), `why` a sentence for a person.
    """

    check: str
    severity: Severity
    why: str


@dataclass(frozen=True, slots=True)
class Translation:
    """One translated sentence.

    text: the translation, without a newline unless the source had one.
    score: 0..1, the model's own confidence (formula: `argos.confidence`), lowered by what wraps it.
    problems: what is doubtful about it; empty is good.
    attempts: how many times it was decoded until this candidate won; 0 when it needed no decoding at all.
    origin: the signature of the translator that made it.
    alternatives: the model's next best texts, if the settings asked for some (`Decoding.hypotheses`).
    """

    text: str
    score: float
    problems: tuple[Problem, ...] = ()
    attempts: int = 1
    origin: str = ""
    alternatives: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the beam search runs. The defaults give the words of Argos Translate: beam 4, length penalty 0.2.

    length_penalty: None for the one that the package names for itself; Argos's where it names none.
    max_length: tokens that one piece of a sentence may become; growth: tokens it may become for each of its own,
    beside 20 (0: any number). A piece that reaches either is marked with a `Problem("truncation", ...)`, never cut in
    silence. Of 6,000 news sentences and their human translations, both ways, none became twice as long and 20 more.
    hypotheses: how many translations of a sentence come back, the others as alternatives; at most the beam's size.
    clauses: translate each clause of a sentence by itself, for sentences on which the whole goes wrong.
    """

    beam_size: int = 4
    length_penalty: float | None = None
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    max_length: int = 512
    growth: float = 3.0
    hypotheses: int = 1
    clauses: bool = False

    def __str__(self) -> str:
        """The part of a signature that tells two settings apart, e.g. "b4,lp0.2"; defaults are left out."""
        penalty = ARGOS_LENGTH_PENALTY if self.length_penalty is None else self.length_penalty
        parts = [f"b{self.beam_size}", f"lp{penalty:g}"]
        if self.repetition_penalty != 1.0:
            parts.append(f"rp{self.repetition_penalty:g}")
        if self.no_repeat_ngram_size:
            parts.append(f"nr{self.no_repeat_ngram_size}")
        if self.max_length != 512:
            parts.append(f"max{self.max_length}")
        if self.growth != 3.0:
            parts.append(f"g{self.growth:g}")
        if self.hypotheses > 1:
            parts.append(f"best{self.hypotheses}")
        if self.clauses:
            parts.append("clauses")
        return ",".join(parts)


@runtime_checkable
class Translator(Protocol):
    """Translates sentences of one language into another.

    source, target: ISO 639-1 codes.
    signature: what makes the words: package, version, settings, e.g. "argos:fr_en-0.1@ab12cd34:b4,lp0.2".
    Two translators with the same signature give the same words.
    """

    @property
    def source(self) -> str: ...

    @property
    def target(self) -> str: ...

    @property
    def signature(self) -> str: ...

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence, in the same order. Empty sentences come back empty."""
        ...


@runtime_checkable
class Tunable(Translator, Protocol):
    """A translator whose search can be changed; the retry ladder asks for it with `isinstance`."""

    @property
    def decoding(self) -> Decoding: ...

    def tuned(self, decoding: Decoding) -> Translator:
        """The same model with other search settings; shares the loaded model, costs nothing."""
        ...
