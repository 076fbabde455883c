"""Text to the pieces a model reads, and back. Argos packages bring SentencePiece, older ones Moses and BPE."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import sentencepiece

from translators.package_files import PackageError


class Tokenizer(Protocol):
    """Both ways. `decode` of one hypothesis; unknown pieces that were copied from the source are kept."""

    def encode(self, sentences: Sequence[str]) -> list[list[str]]: ...

    def decode(self, tokens: Sequence[str]) -> str: ...


def load_tokenizer(folder: Path, source: str, target: str) -> Tokenizer:
    """Load the tokenizer of an unpacked package. Raises PackageError when it is damaged."""
    model = folder / "sentencepiece.model"
    if model.is_file():
        return SentencePiece(model)
    from translators.moses import MosesBpe

    return MosesBpe(folder / "bpe.model", source, target)


class SentencePiece:
    """The tokenizer of nearly every package. Argos turns each "_" of its output into a space; this one doesn't."""

    def __init__(self, model: Path) -> None:
        try:
            self._processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
        except (RuntimeError, OSError) as error:
            raise PackageError(model, f"no SentencePiece model ({error})", "Get the package again") from error

    def encode(self, sentences: Sequence[str]) -> list[list[str]]:
        try:
            pieces: list[list[str]] = self._processor.encode(list(sentences), out_type=str, num_threads=1)
        except (TypeError, UnicodeEncodeError):  # half of a surrogate pair somewhere: no text can hold it
            whole = [sentence.encode("utf-8", "replace").decode("utf-8") for sentence in sentences]
            pieces = self._processor.encode(whole, out_type=str, num_threads=1)
        return pieces

    def decode(self, tokens: Sequence[str]) -> str:
        text: str = self._processor.decode_pieces(list(tokens))
        return text.replace("▁", " ").strip(" ")
