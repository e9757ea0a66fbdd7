"""What a way of guiding does to the pictures of the same prompts and seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scenes.scene import Scene

from .bootstrap import Estimate, estimate
from .judge import Judge
from .judged import RETRIEVAL, SIMILARITY, judged
from .labels import QUESTIONS
from .measures import spectrum_ratio
from .program import Painting
from .tensors import to_tensor
from .variants import Variant

LOSS_FIGURES = (
    "clip loss",
    "frequency loss",
    "composition loss",
    "centre offset",
    "spectrum ratio",
)
JUDGE_FIGURES = (*QUESTIONS, RETRIEVAL, SIMILARITY)
CHANGE, SECONDS = "change", "seconds"
NOISE = 2.0  # standard errors within which a difference counts as none


@dataclass(frozen=True)
class Effect:
    variant: Variant
    figures: dict[str, np.ndarray]  # [scenes, seeds] each

    def mean(self, name: str) -> float:
        return float(np.nanmean(self.figures[name]))

    def difference(self, name: str, other: Effect) -> Estimate:
        """Picture by picture: the same prompts and seeds are compared."""
        return estimate(self.figures[name] - other.figures[name])


def measure(
    variant: Variant,
    paintings: Sequence[Painting],
    unguided: Sequence[Painting],
    scenes: Sequence[Scene],
    judge: Judge,
) -> Effect:
    shape = (len(scenes), -1)
    pictures = [painting.pixels for painting in paintings]
    tensors = to_tensor(pictures, pictures[0].shape[0])
    losses = {name: _losses(paintings, name) for name in ("clip", "frequency", "composition")}
    figures = {f"{name} loss": values for name, values in losses.items()}
    figures["centre offset"] = np.sqrt(losses["composition"])
    figures["spectrum ratio"] = spectrum_ratio(tensors).numpy()
    figures[CHANGE] = np.array(
        [_change(ours, theirs) for ours, theirs in zip(paintings, unguided, strict=True)]
    )
    figures[SECONDS] = np.array([painting.result["seconds"] for painting in paintings])
    figures = {name: values.reshape(shape) for name, values in figures.items()}
    return Effect(variant, figures | judged(judge, pictures, scenes))


def falls(effect: Effect, unguided: Effect) -> list[str]:
    """The judge's figures that are lower than without guidance, by more than noise."""
    fallen = []
    for name in JUDGE_FIGURES:
        change = effect.difference(name, unguided)
        if change.mean < 0 and change.mean < -NOISE * change.error:
            fallen.append(name)
    return fallen


def highest_harmless(effects: Sequence[Effect], unguided: Effect) -> Effect | None:
    """The strongest candidate up to which no figure of the judge falls; None if the weakest harms."""
    candidates = [effect for effect in effects if effect.variant.strength is not None]
    best = None
    for effect in sorted(candidates, key=lambda each: each.variant.strength or 0):
        if falls(effect, unguided):
            break
        best = effect
    return best


def _losses(paintings: Sequence[Painting], name: str) -> np.ndarray:
    return np.array([painting.result["losses"][name] for painting in paintings])


def _change(ours: Painting, theirs: Painting) -> float:
    """Mean absolute difference of the pixels, as a share of their range."""
    return float(np.abs(ours.pixels.astype(int) - theirs.pixels.astype(int)).mean() / 255)
