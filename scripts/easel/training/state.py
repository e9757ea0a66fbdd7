"""Everything that a training would need to go on: weights, their average, optimizer, position."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

from training.errors import TrainingError
from training.schedule import average_decay, learning_rate
from training.settings import Recipe
from training.work import write_atomically


@dataclass
class State:
    module: nn.Module
    average: nn.Module  # moving average of the weights: what is validated and shipped
    optimizer: torch.optim.Optimizer
    recipe: Recipe
    samples: int = 0
    step: int = 0

    @classmethod
    def fresh(cls, module: nn.Module, recipe: Recipe) -> State:
        average = copy.deepcopy(module).eval().requires_grad_(False)
        optimizer = torch.optim.AdamW(
            trained(module),
            lr=recipe.learning_rate,
            betas=recipe.betas,
            weight_decay=recipe.weight_decay,
            fused=True,
        )
        return cls(module, average, optimizer, recipe)

    def apply_gradients(self, batch: int) -> None:
        """One step of the optimizer and of the moving average."""
        rate = learning_rate(self.recipe, self.samples, self.step)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        torch.nn.utils.clip_grad_norm_(trained(self.module), self.recipe.clip_norm)
        self.optimizer.step()
        decay = average_decay(self.recipe, batch, self.samples, self.step)
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.average.parameters()), list(self.module.parameters()), 1 - decay
            )
        self.samples += batch
        self.step += 1

    def save(self, path: Path) -> None:
        content = {
            "module": self.module.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "samples": self.samples,
            "step": self.step,
        }
        write_atomically(path, lambda temporary: torch.save(content, temporary))

    def load(self, path: Path) -> None:
        content = torch.load(path, map_location="cpu", weights_only=True)
        try:
            self.module.load_state_dict(content["module"])
            self.average.load_state_dict(content["average"])
            self.optimizer.load_state_dict(content["optimizer"])
        except (RuntimeError, ValueError, KeyError) as error:
            expected = "a checkpoint of this architecture"
            got = " ".join(str(error).split())
            raise TrainingError("unsuitable checkpoint", path, expected, got) from None
        self.samples, self.step = content["samples"], content["step"]


def trained(module: nn.Module) -> list[nn.Parameter]:
    return [parameter for parameter in module.parameters() if parameter.requires_grad]


def average_weights(path: Path) -> dict[str, torch.Tensor]:
    """The averaged weights of a checkpoint."""
    return torch.load(path, map_location="cpu", weights_only=True, mmap=True)["average"]


def with_length(recipe: Recipe, samples: int | None, batch: int | None) -> Recipe:
    changes = {"samples": samples, "batch": batch, "batch_on_gpu": batch}
    return replace(recipe, **{name: value for name, value in changes.items() if value})
