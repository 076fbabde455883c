"""Muon: momentum made orthogonal, for the matrices of a model (Jordan et al. 2024)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)  # coefficients of the quintic iteration, from the same source


@dataclass(frozen=True, slots=True)
class _Slice:
    """A square-ish part of a parameter (a stacked query, key or value) with its update, wide side last."""

    weights: Tensor
    update: Tensor
    turned: bool


class Muon(torch.optim.Optimizer):
    """Stacked projections are treated apart; equal shapes go through the iteration as one batch.

    A gradient of None is an error: every matrix of the model takes part in each step.
    """

    def __init__(self, matrices: Iterable[Tensor], lr: float, momentum: float = 0.95, decay: float = 0.01) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[_Slice]] = defaultdict(list)
            for parameter in group["params"]:
                for part in self._slices(parameter, group["momentum"]):
                    by_shape[part.update.shape].append(part)
            for parts in by_shape.values():
                updates = _orthogonal(torch.stack([part.update for part in parts]))
                for part, update in zip(parts, updates, strict=True):
                    rows, columns = part.weights.shape
                    straight = update.T if part.turned else update
                    rate = group["lr"] * max(1.0, rows / columns) ** 0.5
                    part.weights.mul_(1 - group["lr"] * group["decay"]).add_(straight.float(), alpha=-rate)

    def _slices(self, parameter: Tensor, momentum: float) -> Iterable[_Slice]:
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        if parameter.grad is None:
            raise ValueError("a matrix has no gradient: it took no part in the step")
        state["momentum"].mul_(momentum).add_(parameter.grad)
        update = parameter.grad.add(state["momentum"], alpha=momentum)
        rows, columns = parameter.shape
        count = rows // columns if rows in (2 * columns, 3 * columns) else 1
        for weights, part in zip(parameter.chunk(count), update.chunk(count), strict=True):
            turned = part.shape[0] > part.shape[1]
            low = (part.T if turned else part).bfloat16()
            yield _Slice(weights, low / (low.norm() + 1e-7), turned)


def _orthogonal(x: Tensor) -> Tensor:
    a, b, c = _NEWTON_SCHULZ
    for _ in range(5):
        square = torch.bmm(x, x.transpose(1, 2))
        x = a * x + torch.bmm(b * square + c * torch.bmm(square, square), x)
    return x
