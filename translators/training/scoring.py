"""Translate with a package, with the settings that Diptych uses, and score against references."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sacrebleu

from translators.argos import ArgosTranslator
from translators.engine import engine
from translators.package_files import read_metadata
from translators.packages import find


@dataclass(frozen=True, slots=True)
class Translated:
    """The translations, and how long they took (seconds of wall clock)."""

    lines: list[str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Scores:
    """BLEU and chrF of a corpus, each with the signature of how it was computed."""

    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str


class Package:
    """An `.argosmodel` file, loaded on the CPU, and run as Diptych runs it, without checks and second tries."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        package = find(*read_metadata(path).pair, path=path)
        self._translator = ArgosTranslator(package, device="cpu", threads=threads)
        self._tokenizer = engine(package, "cpu", threads).tokenizer

    def translate(self, lines: Sequence[str]) -> Translated:
        """Translate lines, each as one sentence."""
        started = time.perf_counter()
        translations = [one.text for one in self._translator.translate(lines)]
        return Translated(translations, time.perf_counter() - started)

    def lengths(self, lines: Sequence[str]) -> list[int]:
        """How many pieces each line is cut into."""
        return [len(pieces) for pieces in self._tokenizer.encode(list(lines))]


def score(lines: Sequence[str], references: Sequence[str]) -> Scores:
    """sacrebleu's BLEU and chrF of a whole corpus."""
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    return Scores(
        bleu.corpus_score(lines, [references]).score,
        chrf.corpus_score(lines, [references]).score,
        str(bleu.get_signature()),
        str(chrf.get_signature()),
    )


def read_lines(path: Path) -> list[str]:
    """The lines of a file, without what ends them (and cut nowhere else: some hold odd separators)."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
