"""Whether pictures differ from each other and from those that the model was trained on.

Two distances: pixels of pictures made small (root mean square, of the range from 0 to 1), which
sees copies; and the judge's features (1 - cosine), which see what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F
from training.progress import Progress
from training.work import write_atomically

from .judge import Judge
from .report import Row
from .tensors import to_tensor

SMALL = 32
AT_ONCE = 256
DIVERSE_ENOUGH = 0.5  # of the distance between drawn pictures of one caption


@dataclass(frozen=True)
class Look:
    """What is compared of a list of pictures."""

    small: Tensor  # [N, 3·SMALL²] in [0, 1]
    features: Tensor  # [N, FEATURES], unit norm

    def __getitem__(self, chosen: slice | Tensor) -> Look:
        return Look(self.small[chosen], self.features[chosen])


@dataclass(frozen=True)
class Distances:
    pixels: Tensor
    features: Tensor


def look_at(pictures: Sequence[np.ndarray], judge: Judge) -> Look:
    small, features = [], []
    progress = Progress("looking", 0, len(pictures))
    for start in range(0, len(pictures), AT_ONCE):
        part = list(pictures[start : start + AT_ONCE])
        small.append(to_tensor(part, SMALL).flatten(1))
        features.append(F.normalize(judge.look(part).features, dim=-1))
        progress.update(start + len(part))
    return Look(torch.cat(small), torch.cat(features))


def remembered_look(pictures: np.ndarray, judge: Judge, mark: str, path: Path) -> Look:
    """look_at, kept in a file for as long as `mark` and the number of pictures stay the same."""
    mark = f"{mark} {len(pictures)}"
    if path.exists():
        with safe_open(path, "pt") as file:
            if file.metadata().get("mark") == mark:
                return Look(file.get_tensor("small").float(), file.get_tensor("features"))
    look = look_at(pictures, judge)
    tensors = {"small": look.small.half(), "features": look.features}
    write_atomically(path, lambda place: save_file(tensors, place, {"mark": mark}))
    return look


def nearest(look: Look, others: Look) -> Distances:
    """Of each picture to whichever of the others is nearest in that respect."""
    pixels, features = [], []
    for start in range(0, len(look.small), AT_ONCE):
        part = look[start : start + AT_ONCE]
        pixels.append(torch.cdist(part.small, others.small).amin(1) / len(part.small[0]) ** 0.5)
        features.append(1 - (part.features @ others.features.T).amax(1))
    return Distances(torch.cat(pixels), torch.cat(features))


def apart(look: Look, others: Look) -> Distances:
    """Row by row."""
    pixels = (look.small - others.small).square().mean(1).sqrt()
    return Distances(pixels, 1 - (look.features * others.features).sum(1))


def diversity_rows(painted: Distances, drawn: Distances) -> list[Row]:
    """Between two seeds of one prompt; drawn: two drawings of one caption."""
    rows = []
    for name, unit in (("pixels", "pixels"), ("features", "judge's features")):
        ours, theirs = getattr(painted, name), getattr(drawn, name)
        least = DIVERSE_ENOUGH * theirs.mean()
        rows.append(
            Row(
                f"two seeds of one prompt differ, {unit}: mean (least)",
                f"{ours.mean():.4f} ({ours.min():.4f})",
                f"{theirs.mean():.4f} ({theirs.min():.4f})",
                f"mean ≥ {least:.4f}",
                bool(ours.mean() >= least),
            )
        )
    return rows


def copy_rows(painted: Distances, drawn: Distances, training: int) -> list[Row]:
    """Of painted pictures, and of drawn ones that are new for certain, to the training pictures."""
    rows = [
        Row(
            f"nearest of {training:,} training pictures, {unit}: median, 5 % quantile, least",
            _quantiles(getattr(painted, name)),
            _quantiles(getattr(drawn, name)),
        )
        for name, unit in (("pixels", "pixels"), ("features", "judge's features"))
    ]
    nearer = (painted.pixels < drawn.pixels.min()) & (painted.features < drawn.features.min())
    copies = int(nearer.sum())
    what = "near-copies: nearer than any drawn picture in both"
    return [*rows, Row(what, str(copies), "0", "0", copies == 0)]


def _quantiles(values: Tensor) -> str:
    return ", ".join(f"{values.quantile(q):.4f}" for q in (0.5, 0.05, 0.0))
