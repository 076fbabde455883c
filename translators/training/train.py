"""The training loop: constant rate for as long as wanted, then a branch whose rate falls to zero; resumable.

The constant run keeps `constant.pt` and goes on from it for ever; a falling run starts from it, keeps its own
checkpoint, and ends as the model to ship (warm-up, stable, decay: Hu et al. 2024, MiniCPM).
"""

import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from translators.training.batches import Batch, BatchMaker, Drawing, made_blocks
from translators.training.corpus import PairStore
from translators.training.loss import SmoothedCrossEntropy
from translators.training.model import Checkpoint, TranslationModel
from translators.training.muon import Muon
from translators.training.pace import Pace
from translators.training.recipe import Direction, Phase, Recipe

LOWEST_RATE = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `steps` counts from the run's own beginning; a falling run reaches rate zero at `steps`.

    `initial` gives the weights to start from when `checkpoint` does not exist yet; `only_embedding` takes no more.
    """

    direction: Direction
    phase: Phase
    steps: int
    data: Path
    vocabulary: Path
    checkpoint: Path
    initial: Path | None = None
    only_embedding: bool = False
    threads: int = 2
    workers: int = 0
    device: str = "cpu"
    save_every: float = 300.0


def rate_factor(run: Run, warm_up: int, step: int) -> float:
    """The part of the full rate at a step, counted from 0."""
    rising = min(1.0, (step + 1) / warm_up)
    if run.phase == "constant":
        return rising
    return max(LOWEST_RATE, 1 - step / run.steps)


def train(run: Run, recipe: Recipe) -> None:
    """Train until `run.steps`, from the run's checkpoint if there is one; print a line every 50 steps."""
    torch.manual_seed(0)
    torch.set_num_threads(run.threads)
    pace = Pace([1, run.threads])
    model = TranslationModel(recipe.model).to(run.device)
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and n != "embedding.weight"]
    others = [p for n, p in model.named_parameters() if p.dim() != 2 or n == "embedding.weight"]
    rates = (recipe.optimiser.matrix_rate, recipe.optimiser.other_rate)
    optimisers: list[torch.optim.Optimizer] = [
        Muon(matrices, rates[0]),
        torch.optim.AdamW(others, lr=rates[1], betas=(0.9, 0.98), weight_decay=0.0, fused=True),
    ]
    drawing = Drawing(PairStore(run.data), recipe.weights[run.phase])
    maker = BatchMaker(run.data, run.vocabulary, recipe, run.direction)
    begun = _begin(run, model, optimisers, drawing)
    step, tokens, seconds, skip = begun["step"], begun["target_tokens"], begun["seconds"], begun["batch"]
    started = saved = lapped = time.monotonic()
    lap_loss, lap_tokens = 0.0, 0
    model.train()
    for number, cursors, batches in made_blocks(drawing, maker, run.workers):
        for index, batch in enumerate(batches):
            if index < skip:
                continue
            factor = rate_factor(run, recipe.optimiser.warm_up, step)
            for optimiser, rate in zip(optimisers, rates, strict=True):
                optimiser.param_groups[0]["lr"] = rate * factor
            torch.set_num_threads(pace.choose())
            step_started = time.monotonic()
            loss, learnt = _step(model, batch, recipe.optimiser.smoothing, run.device)
            torch.nn.utils.clip_grad_norm_(others, 1.0)
            for optimiser in optimisers:
                optimiser.step()
            model.zero_grad(set_to_none=True)
            step, tokens = step + 1, tokens + learnt
            lap_loss, lap_tokens = lap_loss + loss, lap_tokens + learnt
            now = time.monotonic()
            pace.record(now - step_started, learnt)
            if step % 50 == 0:
                print(
                    f"{time.strftime('%H:%M:%S')} step {step} loss {lap_loss / 50:.3f} rate {factor:.2f} tokens "
                    f"{tokens / 1e6:.2f} M ({lap_tokens / (now - lapped):.0f}/s, {pace.chosen} threads)",
                    flush=True,
                )
                lap_loss, lap_tokens, lapped = 0.0, 0, now
            finished = step >= run.steps
            if finished or now - saved > run.save_every:
                saved = now
                spent = seconds + now - started
                _save(run, recipe, model, optimisers, step, tokens, spent, number, cursors, index + 1)
            if finished:
                return
        skip = 0


def _step(model: TranslationModel, batch: Batch, smoothing: float, device: str) -> tuple[float, int]:
    """Forward and backward; the mean loss and the number of target pieces."""
    source, target, wanted = (
        torch.from_numpy(part).to(device, non_blocking=True)
        for part in (batch.source, batch.target_in, batch.target_out)
    )
    with torch.autocast(device, torch.bfloat16):
        states = model(source, target)
    real = wanted.flatten() != 0
    chunk = 512 if device == "cpu" else 16_384
    pieces = wanted.flatten()[real]
    loss: torch.Tensor = SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        states.flatten(0, 1)[real], model.embedding.weight, pieces, smoothing, chunk
    )
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach()), len(pieces)


def _begin(run: Run, model: TranslationModel, optimisers: list[torch.optim.Optimizer], drawing: Drawing) -> Checkpoint:
    """Load what the run goes on from, into the given objects; return where it stands."""
    if run.checkpoint.exists():
        saved: Checkpoint = torch.load(run.checkpoint, map_location=run.device, weights_only=True)
        model.load_state_dict(saved["weights"])
        for optimiser, state in zip(optimisers, saved["optimisers"], strict=True):
            optimiser.load_state_dict(state)
        drawing.number, drawing.cursors = saved["block"], saved["cursors"]
        print(f"going on from step {saved['step']}", flush=True)
        return saved
    start = Checkpoint(step=0, target_tokens=0, seconds=0.0, batch=0)
    if run.initial is not None:
        saved = torch.load(run.initial, map_location=run.device, weights_only=True)
        weights = {name: weight.float() for name, weight in saved["weights"].items()}
        if run.only_embedding:
            weights = {"embedding.weight": weights["embedding.weight"]}
        model.load_state_dict(weights, strict=not run.only_embedding)
        if run.phase == "falling":
            for optimiser, state in zip(optimisers, saved["optimisers"], strict=True):
                optimiser.load_state_dict(state)
            drawing.number, drawing.cursors = saved["block"] + 1, saved["cursors"]
            start["target_tokens"], start["seconds"] = saved["target_tokens"], saved["seconds"]
    return start


def _save(
    run: Run,
    recipe: Recipe,
    model: TranslationModel,
    optimisers: list[torch.optim.Optimizer],
    step: int,
    tokens: int,
    seconds: float,
    block: int,
    cursors: dict[str, int],
    batch: int,
) -> None:
    checkpoint = Checkpoint(
        weights=model.state_dict(),
        shape=asdict(recipe.model),
        step=step,
        target_tokens=tokens,
        seconds=seconds,
        optimisers=[optimiser.state_dict() for optimiser in optimisers],
        block=block,
        cursors=cursors,
        batch=batch,
    )
    run.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    beside = run.checkpoint.with_suffix(".part")
    torch.save(checkpoint, beside)
    beside.replace(run.checkpoint)
