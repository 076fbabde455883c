"""A checkpoint as a CTranslate2 model."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece
import torch
from ctranslate2.specs import common_spec, transformer_spec

from translators.training.model import MOST_POSITIONS, Checkpoint, sinusoids

Array = npt.NDArray[np.float32]


def convert(checkpoint: Path, vocabulary: Path, folder: Path, quantization: str = "int8") -> None:
    """Write the weights of a checkpoint as a CTranslate2 model into `folder`, its vocabulary included."""
    saved: Checkpoint = torch.load(checkpoint, map_location="cpu", weights_only=True)
    shape = saved["shape"]
    writer = _Writer({name: weight.float().numpy() for name, weight in saved["weights"].items()})
    spec = transformer_spec.TransformerSpec.from_config(
        (int(shape["encoder_layers"]), int(shape["decoder_layers"])),
        int(shape["heads"]),
        pre_norm=True,
        activation=common_spec.Activation.RELU,
    )
    table = writer.weights["embedding.weight"]
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    for half in (spec.encoder, spec.decoder):
        half.scale_embeddings = True
        half.position_encodings.encodings = sinusoids(MOST_POSITIONS, table.shape[1]).numpy()
    writer.norm(spec.encoder.layer_norm, "encoder_norm")
    writer.norm(spec.decoder.layer_norm, "decoder_norm")
    for number, layer in enumerate(spec.encoder.layer):
        writer.shared_parts(layer, f"encoder.{number}")
    for number, layer in enumerate(spec.decoder.layer):
        writer.shared_parts(layer, f"decoder.{number}")
        writer.cross_attention(layer, f"decoder.{number}")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    names = [pieces.id_to_piece(number) for number in range(pieces.vocab_size())]
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    spec.config.add_source_bos = False
    spec.config.add_source_eos = False
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


class _Writer:
    """Puts the weights of one checkpoint into the parts of a specification; the parts are untyped in CTranslate2."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights

    def linear(self, part: Any, name: str) -> None:
        part.weight = self.weights[f"{name}.weight"]
        part.bias = self.weights[f"{name}.bias"]

    def norm(self, part: Any, name: str) -> None:
        part.gamma = self.weights[f"{name}.weight"]
        part.beta = self.weights[f"{name}.bias"]

    def shared_parts(self, layer: Any, name: str) -> None:
        self.norm(layer.self_attention.layer_norm, f"{name}.self_norm")
        self.linear(layer.self_attention.linear[0], f"{name}.self_attention.query_key_value")
        self.linear(layer.self_attention.linear[1], f"{name}.self_attention.out")
        self.norm(layer.ffn.layer_norm, f"{name}.feed_norm")
        self.linear(layer.ffn.linear_0, f"{name}.feed_forward.expand")
        self.linear(layer.ffn.linear_1, f"{name}.feed_forward.contract")

    def cross_attention(self, layer: Any, name: str) -> None:
        self.norm(layer.attention.layer_norm, f"{name}.cross_norm")
        self.linear(layer.attention.linear[0], f"{name}.cross_attention.query")
        self.linear(layer.attention.linear[1], f"{name}.cross_attention.key_value")
        self.linear(layer.attention.linear[2], f"{name}.cross_attention.out")
