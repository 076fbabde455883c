"""recipe.toml as typed values."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from translators.training.corpus import LengthLimits

DEFAULT = Path(__file__).with_name("recipe.toml")
Direction = Literal["fr-en", "en-fr"]
Phase = Literal["constant", "falling"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ModelShape:
    """A pre-norm Transformer with one embedding table for source, target and output."""

    vocabulary: int
    width: int
    heads: int
    inner: int
    encoder_layers: int
    decoder_layers: int
    dropout: float


@dataclass(frozen=True, slots=True)
class Optimiser:
    """Rates, steps of warm-up, label smoothing, tokens of the longer side in a batch."""

    matrix_rate: float
    other_rate: float
    warm_up: int
    smoothing: float
    batch: int


@dataclass(frozen=True, slots=True)
class Variation:
    """How often each variation of a pair is made: probabilities; see augment.py and number_forms.py."""

    curly: float
    other_apostrophe: float
    new_number: float
    number_form: float
    new_surname: float
    headline: float
    capitals: float
    no_full_stop: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides what a run learns. `weights[phase][source]`: how often a pair is drawn against weight 1."""

    model: ModelShape
    optimiser: Optimiser
    variation: Variation
    limits: dict[str, LengthLimits]
    weights: dict[Phase, dict[str, float]]


def read_recipe(path: Path = DEFAULT) -> Recipe:
    """Read a recipe; ValueError names the key that is missing or unknown."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    _expect(path, "the top", raw, {"model", "optimiser", "variation", "sources"})
    for name, source in raw["sources"].items():
        _expect(path, f"sources.{name}", source, {"words", "constant", "falling"})
    return Recipe(
        model=_section(path, "model", raw, ModelShape),
        optimiser=_section(path, "optimiser", raw, Optimiser),
        variation=_section(path, "variation", raw, Variation),
        limits={name: LengthLimits(*source["words"]) for name, source in raw["sources"].items()},
        weights={
            "constant": {name: float(source["constant"]) for name, source in raw["sources"].items()},
            "falling": {name: float(source["falling"]) for name, source in raw["sources"].items()},
        },
    )


def small(recipe: Recipe) -> Recipe:
    """The recipe with a tiny model, vocabulary and batch: to see in minutes that every step runs, not to learn."""
    return replace(
        recipe,
        model=replace(recipe.model, vocabulary=500, width=64, heads=2, inner=128, encoder_layers=2, decoder_layers=1),
        optimiser=replace(recipe.optimiser, batch=1000, warm_up=5),
    )


def _section(path: Path, name: str, raw: dict[str, Any], kind: type[T]) -> T:
    _expect(path, name, raw[name], {field.name for field in fields(kind)})  # type: ignore[arg-type]
    return kind(**raw[name])


def _expect(path: Path, where: str, found: dict[str, Any], expected: set[str]) -> None:
    if found.keys() != expected:
        odd = sorted(found.keys() ^ expected)
        raise ValueError(f"{path}: {where}: missing or unknown: {', '.join(odd)}")
