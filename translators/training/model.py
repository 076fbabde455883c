"""The translation model: a pre-norm Transformer with a deep encoder and a shallow decoder.

Sinusoidal positions, ReLU, one table for source, target and output: what CTranslate2 runs without further ado.
Shapes in comments: B sentences, T pieces, D width.
"""

import math
from typing import TypedDict

import torch
from torch import Tensor, nn
from torch.nn.functional import relu
from torch.nn.functional import scaled_dot_product_attention as fused_attention

from translators.training.recipe import ModelShape

MOST_POSITIONS = 512
_HIDDEN = -30_000.0  # added to the score of what must not be seen; fits bfloat16


class Checkpoint(TypedDict, total=False):
    """What a run saves: the weights, the shape, and what it needs to go on."""

    weights: dict[str, Tensor]
    shape: dict[str, float]
    step: int
    target_tokens: int
    seconds: float
    optimisers: list[dict[str, object]]
    block: int
    cursors: dict[str, int]
    batch: int


def sinusoids(positions: int, width: int) -> Tensor:
    """Positions × width: sine and cosine in turn, as in Vaswani et al. 2017."""
    table = torch.zeros(positions, width)
    position = torch.arange(positions)[:, None].float()
    rate = torch.exp(torch.arange(0, width, 2).float() * -(math.log(10_000.0) / width))
    table[:, 0::2] = torch.sin(position * rate)
    table[:, 1::2] = torch.cos(position * rate)
    return table


class SelfAttention(nn.Module):
    """Attention of a sentence to itself."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        query, key, value = (_heads(t, self.heads) for t in self.query_key_value(x).chunk(3, -1))
        seen = attention(query, key, value, hidden)
        return _linear(self.out, seen.transpose(1, 2).flatten(2))


class CrossAttention(nn.Module):
    """Attention of the target to the encoded source."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, hidden: Tensor) -> Tensor:
        query = _heads(self.query(x), self.heads)
        key, value = (_heads(t, self.heads) for t in self.key_value(memory).chunk(2, -1))
        seen = attention(query, key, value, hidden)
        return _linear(self.out, seen.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """Two linear layers with ReLU between them."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.expand = nn.Linear(width, inner)
        self.contract = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        return _linear(self.contract, relu(self.expand(x)))


class EncoderLayer(nn.Module):
    def __init__(self, shape: ModelShape) -> None:
        super().__init__()
        self.self_norm = nn.LayerNorm(shape.width)
        self.self_attention = SelfAttention(shape.width, shape.heads)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed_forward = FeedForward(shape.width, shape.inner)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        x = x + self.dropout(self.self_attention(self.self_norm(x), hidden))
        return x + _tensor(self.dropout(self.feed_forward(self.feed_norm(x))))


class DecoderLayer(nn.Module):
    def __init__(self, shape: ModelShape) -> None:
        super().__init__()
        self.self_norm = nn.LayerNorm(shape.width)
        self.self_attention = SelfAttention(shape.width, shape.heads)
        self.cross_norm = nn.LayerNorm(shape.width)
        self.cross_attention = CrossAttention(shape.width, shape.heads)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed_forward = FeedForward(shape.width, shape.inner)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, memory: Tensor, future: Tensor, padding: Tensor) -> Tensor:
        x = x + self.dropout(self.self_attention(self.self_norm(x), future))
        x = x + self.dropout(self.cross_attention(self.cross_norm(x), memory, padding))
        return x + _tensor(self.dropout(self.feed_forward(self.feed_norm(x))))


class TranslationModel(nn.Module):
    """`model(source, target_in)` gives the states before the output table, B × T × D; padding is piece 0."""

    positions: Tensor

    def __init__(self, shape: ModelShape) -> None:
        super().__init__()
        self.scale = math.sqrt(shape.width)
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.register_buffer("positions", sinusoids(MOST_POSITIONS, shape.width), persistent=False)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(shape.dropout)
        nn.init.normal_(self.embedding.weight, 0, shape.width**-0.5)
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1 and name != "embedding.weight":
                nn.init.xavier_uniform_(parameter)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        padding = (source == 0)[:, None, None, :].float() * _HIDDEN  # B × 1 × 1 × T
        future = torch.full((target.shape[1], target.shape[1]), _HIDDEN, device=target.device).triu(1)[None, None]
        memory = self._embedded(source)
        for layer in self.encoder:
            memory = layer(memory, padding)
        memory = self.encoder_norm(memory)
        x = self._embedded(target)
        for layer in self.decoder:
            x = layer(x, memory, future, padding)
        return _tensor(self.decoder_norm(x))

    def _embedded(self, pieces: Tensor) -> Tensor:
        return _tensor(self.dropout(self.embedding(pieces) * self.scale + self.positions[: pieces.shape[1]]))


def attention(query: Tensor, key: Tensor, value: Tensor, hidden: Tensor) -> Tensor:
    """Scaled dot product attention, B × heads × T × D/heads; `hidden` is added to the scores.

    On a CPU and on sentences, plain products in bfloat16 take a third of the time of the fused kernel.
    """
    if query.device.type != "cpu":
        return fused_attention(query, key, value, attn_mask=hidden.to(query.dtype))
    sentences, heads, length, width = query.shape
    with torch.autocast("cpu", enabled=False):
        bias = hidden.to(query.dtype).expand(sentences, heads, -1, -1).flatten(0, 1)
        scores = torch.baddbmm(bias, query.flatten(0, 1) * width**-0.5, key.flatten(0, 1).transpose(1, 2))
        seen = torch.bmm(scores.softmax(-1), value.flatten(0, 1))
    return seen.view(sentences, heads, length, width)


def _heads(x: Tensor, heads: int) -> Tensor:
    """B × T × D to B × heads × T × D/heads."""
    return x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def _linear(layer: nn.Linear, x: Tensor) -> Tensor:
    return _tensor(layer(x))


def _tensor(value: Tensor) -> Tensor:
    """Modules are typed as giving anything; ours give tensors."""
    return value
