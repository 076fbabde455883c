"""Models of the shape of Argos's packages: six layers both sides, 512 wide, a vocabulary of 32,000 pieces.

Each step costs what it costs with trained weights, which can't be had without a network. One model's weights are
random: it is given the lengths of real translations, as what it writes is noise. The other's are set by hand so that it
copies its source: it ends by itself, where a translation would, so that a runner can be timed on it, loop and all.

A vocabulary such as Argos's cuts news into 0.85 times as many pieces as ours of 8,000 (measured on newstest2013 with
one learnt from our corpus).
"""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec

LAYERS, WIDTH, HEADS, INNER, VOCABULARY = 6, 512, 8, 2048, 32_000
PLACES = 512
PIECES_AGAINST_OURS = 0.85
BATCH = 1024
_NAMED = 384  # of the width of the copying model: these say which piece it is, the others in which place
_SPECIAL = ("<unk>", "<s>", "</s>")


def seconds_for(lengths: Sequence[tuple[int, int]]) -> float:
    """CPU seconds of one thread, beam 4, for sentences of (source, target) lengths in pieces of our vocabulary."""
    translator = _random_translator()
    work = sorted((round(PIECES_AGAINST_OURS * s) or 1, round(PIECES_AGAINST_OURS * t) or 1) for s, t in lengths)
    rng = np.random.default_rng(0)
    started = time.process_time()
    while work:
        count = max(1, min(len(work), BATCH // work[-1][0]))
        batch, work = work[-count:], work[:-count]
        wanted = round(sum(target for _, target in batch) / count)
        translator.translate_batch(
            [[f"p{n}" for n in rng.integers(10, VOCABULARY, source)] for source, _ in batch],
            beam_size=4,
            length_penalty=0.2,
            min_decoding_length=wanted,
            max_decoding_length=wanted,
        )
    return time.process_time() - started


def copying_package(folder: Path, like: Path) -> Path:
    """Write a package to `folder` that copies every sentence; pair and SentencePiece are those of the package `like`.

    The cross-attention of the first layer finds the source piece in the same place and passes it on; all other weights
    of the layers are zero, which costs the same.
    """
    rng = np.random.default_rng(0)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(like / "sentencepiece.model"))
    pieces = [processor.id_to_piece(n) for n in range(processor.get_piece_size())]
    words = [*_SPECIAL, *(piece for piece in pieces if piece not in _SPECIAL)]
    words += [f"unused{n}" for n in range(len(words), VOCABULARY)]
    table, places = np.zeros((VOCABULARY, WIDTH)), np.zeros((PLACES, WIDTH))
    table[:, :_NAMED] = rng.choice([-1, 1], (VOCABULARY, _NAMED))
    places[:, _NAMED:] = rng.choice([-1, 1], (PLACES, WIDTH - _NAMED))
    spec = _spec(table, places, table / 5)
    look, name = np.zeros((WIDTH, WIDTH)), np.zeros((WIDTH, WIDTH))
    look[:, _NAMED:] = np.tile(rng.standard_normal((WIDTH // HEADS, WIDTH - _NAMED)), (HEADS, 1)) / 3
    name[:_NAMED, :_NAMED] = np.eye(_NAMED)
    attention = spec.decoder.layer[0].attention
    for part, weight in zip(attention.linear, (look, np.concatenate([look, name]), 4 * name), strict=True):
        part.weight = weight.astype(np.float32)
    spec.config.add_source_eos = True
    _save(spec, words, folder / "model")
    shutil.copy(like / "sentencepiece.model", folder)
    metadata = json.loads((like / "metadata.json").read_text(encoding="utf-8"))
    (folder / "metadata.json").write_text(json.dumps({**metadata, "package_version": "0.0"}), encoding="utf-8")
    return folder


@functools.cache
def _random_translator() -> ctranslate2.Translator:
    rng = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> Any:
        return rng.standard_normal((rows, columns)) * columns**-0.5

    table = matrix(VOCABULARY, WIDTH)
    spec = _spec(table, matrix(PLACES, WIDTH), table, matrix)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = True
    with tempfile.TemporaryDirectory() as folder:
        _save(spec, ["<blank>", *_SPECIAL, *(f"p{n}" for n in range(4, VOCABULARY))], Path(folder))
        return ctranslate2.Translator(folder, device="cpu", compute_type="int8", inter_threads=1, intra_threads=1)


def _zeros(rows: int, columns: int) -> Any:
    return np.zeros((rows, columns))


def _spec(embeddings: Any, places: Any, projection: Any, matrix: Any = _zeros) -> Any:
    """The model with these tables, and with the weights of its layers from `matrix(rows, columns)`."""
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )

    def linear(part: Any, rows: int, columns: int) -> None:
        part.weight, part.bias = matrix(rows, columns).astype(np.float32), np.zeros(rows, np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embeddings.astype(np.float32)
    spec.decoder.projection.weight = projection.astype(np.float32)
    for half in (spec.encoder, spec.decoder):
        half.scale_embeddings = False
        half.position_encodings.encodings = places.astype(np.float32)
        norm(half.layer_norm)
        for layer in half.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
            linear(layer.self_attention.linear[1], WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, INNER, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, INNER)
    for layer in spec.decoder.layer:
        norm(layer.attention.layer_norm)
        for place, rows in enumerate((WIDTH, 2 * WIDTH, WIDTH)):
            linear(layer.attention.linear[place], rows, WIDTH)
    return spec


def _save(spec: Any, vocabulary: Sequence[str], folder: Path) -> None:
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.config.add_source_bos = False
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
