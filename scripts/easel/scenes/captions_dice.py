"""Chances and choices from a generator, fast enough for tens of thousands of captions a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Choice = TypeVar("Choice")

_BLOCK = 64  # numbers drawn at once: a call of the generator costs as much as a dozen of them


class Dice:
    """Throws that depend on the generator alone."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._numbers: list[float] = []

    def throw(self) -> float:
        if not self._numbers:
            self._numbers = self._rng.random(_BLOCK).tolist()
        return self._numbers.pop()

    def chance(self, probability: float) -> bool:
        return self.throw() < probability

    def pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[int(self.throw() * len(choices))]

    def shuffle(self, items: list[Choice]) -> None:
        for last in range(len(items) - 1, 0, -1):
            other = int(self.throw() * (last + 1))
            items[last], items[other] = items[other], items[last]
