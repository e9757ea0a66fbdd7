"""Random numbers of one step of one process.

They depend on nothing but the seed, the step and the process, so that a training that was
interrupted goes on exactly as it would have without, and no generator's state needs saving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass
class Chance:
    numbers: np.random.Generator
    tensors: torch.Generator

    @classmethod
    def of_step(cls, seed: int, step: int, rank: int) -> Chance:
        numbers = np.random.default_rng((seed, step, rank))
        return cls(numbers, torch.Generator().manual_seed(int(numbers.integers(2**62))))

    def normal_like(self, tensor: Tensor) -> Tensor:
        noise = torch.randn(tensor.shape, generator=self.tensors)
        return noise.to(tensor.device, tensor.dtype)

    def chosen(self, count: int, probability: float) -> Tensor:
        """Which of `count` things a coin of that probability picks."""
        return torch.rand(count, generator=self.tensors) < probability
