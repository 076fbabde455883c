"""Real Argos packages in a fraction of a second: a CTranslate2 transformer whose weights are set by hand.

Its cross-attention looks at the source token in the same position and its value matrix rewrites that token by a
glossary, so it "translates" word by word; words outside the vocabulary come through `replace_unknowns`. Everything
else is real: the format, the quantization, SentencePiece, beam search, scores.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import sentencepiece
from ctranslate2.specs import TransformerSpec

_SPECIAL = ("<unk>", "<s>", "</s>")
GLOSSARY = {
    "le": "the",
    "la": "the",
    "chat": "cat",
    "chien": "dog",
    "dort": "sleeps",
    "mange": "eats",
    "et": "and",
    "maison": "house",
    "bonjour": "hello",
}


@dataclass(frozen=True)
class Tiny:
    """What the package is like.

    glossary: source word to target word. positions: tokens the model can place, source or target. endless: it never
    ends a translation. prefix: its `target_prefix`. moses: a `bpe.model` instead of SentencePiece.
    """

    source: str = "fr"
    target: str = "en"
    version: str = "1.0"
    glossary: Mapping[str, str] = field(default_factory=lambda: GLOSSARY)
    positions: int = 256
    endless: bool = False
    prefix: str = ""
    moses: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def build_folder(parent: Path, tiny: Tiny | None = None) -> Path:
    """Write the package as a folder below `parent`, as argospm installs it; return the folder."""
    tiny = tiny or Tiny()
    folder = parent / tiny.root
    (folder / "model").mkdir(parents=True)
    metadata = {
        "package_version": tiny.version,
        "argos_version": "1.9",
        "from_code": tiny.source,
        "to_code": tiny.target,
        "from_name": tiny.source,
        "to_name": tiny.target,
        **({"target_prefix": tiny.prefix} if tiny.prefix else {}),
        **tiny.metadata,
    }
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    words = sorted({word for pair in tiny.glossary.items() for word in pair if word})
    if tiny.moses:
        (folder / "bpe.model").write_text(_merges(words), encoding="utf-8")
    else:
        (folder / "sentencepiece.model").write_bytes(_sentencepiece(words))
    _model(tiny, words).save(str(folder / "model"))
    return folder


def build_zip(parent: Path, tiny: Tiny | None = None) -> Path:
    """Write the package as `NAME.argosmodel` in `parent`; return the file."""
    tiny = tiny or Tiny()
    folder = build_folder(parent / ".building", tiny)
    path = parent / f"{tiny.root}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{tiny.root}/{file.relative_to(folder).as_posix()}")
    return path


def _sentencepiece(words: list[str]) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(words)] * 3),
        model_writer=model,
        model_type="word",
        vocab_size=len(words) + len(_SPECIAL),
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _merges(words: list[str]) -> str:
    """Merges that build each word of the vocabulary from its letters."""
    lines: dict[str, None] = {}
    for word in words:
        built = word[0]
        for letter in word[1:-1]:
            lines[f"{built} {letter}"] = None
            built += letter
        if len(word) > 1:
            lines[f"{built} {word[-1]}</w>"] = None
    return "#version: 0.2\n" + "\n".join(lines) + "\n"


def _model(tiny: Tiny, words: list[str]) -> TransformerSpec:
    mark = "" if tiny.moses else "▁"
    vocabulary = [*_SPECIAL, *(mark + word for word in words), *([tiny.prefix] if tiny.prefix else [])]
    index = {token: number for number, token in enumerate(vocabulary)}
    tokens = len(vocabulary)
    width = -(-(tokens + tiny.positions) // 16) * 16
    places = slice(tokens, tokens + tiny.positions)

    embeddings = numpy.zeros((tokens, width), dtype=numpy.float32)
    embeddings[:, :tokens] = numpy.eye(tokens)
    positions = numpy.zeros((tiny.positions, width), dtype=numpy.float32)
    positions[:, places] = numpy.eye(tiny.positions)

    query = numpy.zeros((width, width), dtype=numpy.float32)
    shift = 1 if tiny.prefix else 0  # the prefix takes the first place of the output
    query[places, places] = 8 * numpy.eye(tiny.positions, k=shift)
    key = numpy.zeros((width, width), dtype=numpy.float32)
    key[places, places] = 8 * numpy.eye(tiny.positions)
    value = numpy.zeros((width, width), dtype=numpy.float32)
    for token in vocabulary:
        word = token.removeprefix(mark)
        result = tiny.glossary.get(word, word) if token.startswith(mark) and token not in _SPECIAL else token
        if tiny.endless and token == "</s>":
            result = words[0]
        wanted = result if result in _SPECIAL or not result else mark + result
        value[index.get(wanted, index["<unk>"]), index[token]] = 1.0
    projection = numpy.zeros((tokens, width), dtype=numpy.float32)
    projection[:, :tokens] = 2 * numpy.eye(tokens)

    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    spec.config.add_source_eos = True
    encoder, decoder = spec.encoder, spec.decoder
    encoder.scale_embeddings = decoder.scale_embeddings = False
    encoder.embeddings[0].weight = embeddings
    decoder.embeddings.weight = embeddings
    encoder.position_encodings.encodings = decoder.position_encodings.encodings = positions
    for layer in (encoder.layer[0], decoder.layer[0]):
        _linear(layer.self_attention.linear[0], numpy.zeros((3 * width, width)))
        _linear(layer.self_attention.linear[1], numpy.zeros((width, width)))
        _linear(layer.ffn.linear_0, numpy.zeros((16, width)))
        _linear(layer.ffn.linear_1, numpy.zeros((width, 16)))
    attention = decoder.layer[0].attention
    _linear(attention.linear[0], query)
    _linear(attention.linear[1], numpy.concatenate([key, value]))
    _linear(attention.linear[2], numpy.eye(width) * 5)
    norms = [encoder.layer_norm, decoder.layer_norm, attention.layer_norm]
    for layer in (encoder.layer[0], decoder.layer[0]):
        norms += [layer.self_attention.layer_norm, layer.ffn.layer_norm]
    for norm in norms:
        norm.gamma = numpy.ones(width, dtype=numpy.float32)
        norm.beta = numpy.zeros(width, dtype=numpy.float32)
    _linear(decoder.projection, projection)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize("int8")
    return spec


def _linear(spec: Any, weight: Any) -> None:
    spec.weight = weight.astype(numpy.float32)
    spec.bias = numpy.zeros(weight.shape[0], dtype=numpy.float32)
