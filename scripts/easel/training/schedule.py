"""What changes in the course of a training, as functions of the samples seen."""

from __future__ import annotations

import math

from training.settings import Recipe


def learning_rate(recipe: Recipe, samples: int, step: int) -> float:
    """A linear warm-up over steps, and at the end a cosine down to the floor."""
    warm = min(1.0, (step + 1) / max(recipe.warm_up, 1))
    left = max(1.0 - samples / recipe.samples, 0.0)
    cosine = 0.5 - 0.5 * math.cos(math.pi * min(left / recipe.decay, 1.0))
    return recipe.learning_rate * warm * (recipe.floor + (1 - recipe.floor) * cosine)


def average_decay(recipe: Recipe, batch: int, samples: int, step: int) -> float:
    """How much of the weights' moving average a step keeps; the first steps keep less."""
    late = samples >= recipe.late * recipe.samples
    horizon = recipe.average_over_late if late else recipe.average_over
    return min(math.exp(-batch / horizon), (step + 1) / (step + 15))
