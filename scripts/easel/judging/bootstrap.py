"""Means with standard errors, resampled over prompts: pictures of one prompt are no independent
trials.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RESAMPLINGS = 2_000
SEED = 0


@dataclass(frozen=True)
class Estimate:
    mean: float
    error: float  # standard


def estimate(values: np.ndarray) -> Estimate:
    """Of [prompts, seeds] values; NaN marks what does not apply."""
    rows = values.reshape(len(values), -1)
    there = ~np.isnan(rows)
    sums, counts = np.where(there, rows, 0).sum(1), there.sum(1)
    if counts.sum() == 0:
        return Estimate(float("nan"), float("nan"))
    chosen = np.random.default_rng(SEED).integers(len(rows), size=(RESAMPLINGS, len(rows)))
    totals = counts[chosen].sum(1)
    means = sums[chosen].sum(1)[totals > 0] / totals[totals > 0]
    return Estimate(float(sums.sum() / counts.sum()), float(means.std()))
