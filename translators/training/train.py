"""The training loop: constant rate for as long as wanted, then a branch whose rate falls to zero; resumable.

The constant run keeps its checkpoint and goes on from it for ever; a falling run starts from it, keeps a checkpoint of
its own, and ends as the model to ship (warm-up, stable, decay: Hu et al. 2024, MiniCPM).
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
REPORT_EVERY = 50
BLOCK = 16_000  # pairs that are drawn, varied and sorted together


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `steps` counts from the run's own beginning; a falling run reaches rate zero at `steps`.

    `initial` gives the weights to start from when `checkpoint` does not exist yet; `only_embedding` takes no more.
    `save_every` is in seconds. `workers` are processes that make batches ahead.
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
    if run.phase == "constant":
        return min(1.0, (step + 1) / warm_up)
    return max(LOWEST_RATE, 1 - step / run.steps)


def train(run: Run, recipe: Recipe) -> None:
    """Train until `run.steps`, from the run's checkpoint if there is one; print a line every 50 steps."""
    torch.manual_seed(0)
    trainer = Trainer(run, recipe)
    report = Report(trainer)
    pace = Pace([1, run.threads])
    saved = time.monotonic()
    maker = BatchMaker(run.data, run.vocabulary, recipe, run.direction)
    for number, cursors, batches in made_blocks(trainer.drawing, maker, run.workers):
        for index, batch in enumerate(batches):
            if index < trainer.batches_done:
                continue
            if trainer.step >= run.steps:
                return
            torch.set_num_threads(pace.choose())
            started = time.monotonic()
            loss, learnt = trainer.learn(batch)
            now = time.monotonic()
            pace.record(now - started, learnt)
            trainer.seconds += now - started
            report.add(loss, learnt, pace.chosen)
            if trainer.step >= run.steps or now - saved > run.save_every:
                trainer.save(number, cursors, index + 1)
                saved = now
        trainer.batches_done = 0


class Trainer:
    """A model, its optimisers and how far they are; made from the run's checkpoint or from where the run begins."""

    def __init__(self, run: Run, recipe: Recipe) -> None:
        self._run, self._recipe = run, recipe
        self.model = TranslationModel(recipe.model).to(run.device).train()
        named = dict(self.model.named_parameters())
        matrices = [p for name, p in named.items() if p.dim() == 2 and name != "embedding.weight"]
        self._others = [p for name, p in named.items() if p.dim() != 2 or name == "embedding.weight"]
        self._rates = (recipe.optimiser.matrix_rate, recipe.optimiser.other_rate)
        self._optimisers: list[torch.optim.Optimizer] = [
            Muon(matrices, self._rates[0]),
            torch.optim.AdamW(self._others, lr=self._rates[1], betas=(0.9, 0.98), weight_decay=0.0, fused=True),
        ]
        store = PairStore(run.data)
        self.drawing = Drawing(store, recipe.weights[run.phase], min(BLOCK, len(store)))
        self.step = self.target_tokens = self.batches_done = 0
        self.seconds = 0.0
        if run.checkpoint.exists():
            self._go_on()
        elif run.initial is not None:
            self._begin_with(run.initial)

    def learn(self, batch: Batch) -> tuple[float, int]:
        """One step; returns the mean loss and the number of target pieces."""
        factor = rate_factor(self._run, self._recipe.optimiser.warm_up, self.step)
        for optimiser, rate in zip(self._optimisers, self._rates, strict=True):
            optimiser.param_groups[0]["lr"] = rate * factor
        device = self._run.device
        arrays = (batch.source, batch.target_in, batch.target_out)
        source, target, wanted = (torch.from_numpy(array).to(device, non_blocking=True) for array in arrays)
        with torch.autocast(device, torch.bfloat16):
            states = self.model(source, target)
        real = wanted.flatten() != 0
        pieces = wanted.flatten()[real]
        loss: torch.Tensor = SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]
            states.flatten(0, 1)[real],
            self.model.embedding.weight,
            pieces,
            self._recipe.optimiser.smoothing,
            512 if device == "cpu" else 16_384,
        )
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._others, 1.0)
        for optimiser in self._optimisers:
            optimiser.step()
        self.model.zero_grad(set_to_none=True)
        self.step += 1
        self.target_tokens += len(pieces)
        return float(loss.detach()), len(pieces)

    def save(self, block: int, cursors: dict[str, int], batches_done: int) -> None:
        """Write the checkpoint, in one move: which block the run is in, the cursors before it, its batches done."""
        checkpoint = Checkpoint(
            weights=self.model.state_dict(),
            shape=asdict(self._recipe.model),
            step=self.step,
            target_tokens=self.target_tokens,
            seconds=self.seconds,
            optimisers=[optimiser.state_dict() for optimiser in self._optimisers],
            block=block,
            cursors=cursors,
            batch=batches_done,
        )
        self._run.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        beside = self._run.checkpoint.with_suffix(".part")
        torch.save(checkpoint, beside)
        beside.replace(self._run.checkpoint)

    def _go_on(self) -> None:
        saved = self._read(self._run.checkpoint)
        self.model.load_state_dict(saved["weights"])
        self._take_optimisers(saved)
        self.drawing.number, self.drawing.cursors = saved["block"], saved["cursors"]
        self.step, self.target_tokens = saved["step"], saved["target_tokens"]
        self.seconds, self.batches_done = saved["seconds"], saved["batch"]
        print(f"going on from step {self.step}", flush=True)

    def _begin_with(self, initial: Path) -> None:
        saved = self._read(initial)
        weights = {name: weight.float() for name, weight in saved["weights"].items()}
        if self._run.only_embedding:
            weights = {"embedding.weight": weights["embedding.weight"]}
        self.model.load_state_dict(weights, strict=not self._run.only_embedding)
        if self._run.phase == "falling":
            self._take_optimisers(saved)
            self.drawing.number, self.drawing.cursors = saved["block"] + 1, saved["cursors"]
            self.target_tokens, self.seconds = saved["target_tokens"], saved["seconds"]

    def _take_optimisers(self, saved: Checkpoint) -> None:
        for optimiser, state in zip(self._optimisers, saved["optimisers"], strict=True):
            optimiser.load_state_dict(state)

    def _read(self, path: Path) -> Checkpoint:
        checkpoint: Checkpoint = torch.load(path, map_location=self._run.device, weights_only=True)
        return checkpoint


class Report:
    """Prints loss and speed every so many steps."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._start()

    def _start(self) -> None:
        self._steps, self._loss, self._tokens, self._since = 0, 0.0, 0, time.monotonic()

    def add(self, loss: float, tokens: int, threads: int) -> None:
        """Take a step into account."""
        self._steps, self._loss, self._tokens = self._steps + 1, self._loss + loss, self._tokens + tokens
        if self._trainer.step % REPORT_EVERY == 0:
            speed = self._tokens / (time.monotonic() - self._since)
            print(
                f"{time.strftime('%H:%M:%S')} step {self._trainer.step} loss {self._loss / self._steps:.3f} "
                f"{self._trainer.target_tokens / 1e6:.2f} M tokens, {speed:.0f}/s on {threads} threads",
                flush=True,
            )
            self._start()
