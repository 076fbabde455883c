"""How long a model of the shape of Argos's packages takes for a piece of work.

Its weights are random: what it writes is noise, but each step costs what it costs with real ones. The lengths come
from real translations; a vocabulary of 32,000 pieces, such as Argos's, cuts news into 0.85 times as many pieces as ours
of 8,000 (measured on newstest2013 with one learnt from our corpus).
"""

import functools
import tempfile
import time
from collections.abc import Sequence
from typing import Any

import ctranslate2
import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

LAYERS, WIDTH, HEADS, INNER, VOCABULARY = 6, 512, 8, 2048, 32_000
PIECES_AGAINST_OURS = 0.85
BATCH = 1024


def seconds_for(lengths: Sequence[tuple[int, int]]) -> float:
    """CPU seconds of one thread, beam 4, for sentences of (source, target) lengths in pieces of our vocabulary."""
    translator = _translator()
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


@functools.cache
def _translator() -> ctranslate2.Translator:
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )
    rng = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> Any:
        return (rng.standard_normal((rows, columns)) * columns**-0.5).astype(np.float32)

    def linear(part: Any, rows: int, columns: int) -> None:
        part.weight, part.bias = matrix(rows, columns), np.zeros(rows, np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    table = matrix(VOCABULARY, WIDTH)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = spec.decoder.projection.weight = table
    for half in (spec.encoder, spec.decoder):
        half.scale_embeddings = True
        half.position_encodings.encodings = matrix(512, WIDTH)
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
    vocabulary = ["<blank>", "<unk>", "<s>", "</s>", *(f"p{n}" for n in range(4, VOCABULARY))]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_bos = spec.config.add_source_eos = False
    spec.validate()
    spec.optimize(quantization="int8")
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        return ctranslate2.Translator(folder, device="cpu", compute_type="int8", inter_threads=1, intra_threads=1)
