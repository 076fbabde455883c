"""Translate with a package and score against references, with the settings that Diptych and Argos Translate use."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import ctranslate2
import sacrebleu
import sentencepiece

from translators.base import Decoding


@dataclass(frozen=True, slots=True)
class Translated:
    """The translations, how long the decoder ran (seconds of wall clock) and how many source pieces it read."""

    lines: list[str]
    seconds: float
    source_pieces: int


@dataclass(frozen=True, slots=True)
class Scores:
    """BLEU and chrF of a corpus, each with the signature of how it was computed."""

    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str


class Package:
    """An `.argosmodel` file, loaded; int8 on the CPU."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with ZipFile(path) as archive:
                archive.extractall(folder)
            root = next(Path(folder).glob("*/metadata.json")).parent
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
            self._translator = ctranslate2.Translator(
                str(root / "model"), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
            )

    def translate(self, lines: Sequence[str], decoding: Decoding = Decoding(), batch: int = 1024) -> Translated:  # noqa: B008
        """Translate lines; `batch` is in source pieces."""
        started = time.perf_counter()
        pieces: list[list[str]] = self._pieces.encode(list(lines), out_type=str)
        results = self._translator.translate_batch(
            pieces,
            beam_size=decoding.beam_size,
            length_penalty=decoding.length_penalty,
            max_decoding_length=decoding.max_length,
            max_batch_size=batch,
            batch_type="tokens",
            replace_unknowns=True,
        )
        translations = [self._pieces.decode(result.hypotheses[0]) for result in results]
        return Translated(translations, time.perf_counter() - started, sum(map(len, pieces)))

    def lengths(self, lines: Sequence[str]) -> list[int]:
        """How many pieces each line is cut into."""
        return [len(pieces) for pieces in self._pieces.encode(list(lines))]


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
