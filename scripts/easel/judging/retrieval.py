"""How often a picture's own caption is the one that fits it best among several."""

from __future__ import annotations

import torch
from torch import Tensor

SAME = 1 - 1e-5  # cosine above which two captions are one


def retrieval(pictures: Tensor, captions: Tensor, among: int, seed: int = 0) -> Tensor:
    """[B] of 0 and 1: whether caption b is the best of `among` for picture b.

    Rows of unit norm in one space, [B, D] each. The others are drawn from the other pictures'
    captions, all different; the own one must beat them all.
    """
    rng = torch.Generator().manual_seed(seed)
    scores = pictures @ captions.T
    same = captions @ captions.T > SAME
    repeats = same.tril(-1).any(1)  # an earlier caption says the same
    found = torch.zeros(len(pictures))
    for i in range(len(pictures)):
        order = torch.randperm(len(captions), generator=rng)
        rivals = order[~(same[i] | repeats)[order]][: among - 1]
        if len(rivals) < among - 1:
            raise ValueError(f"expected {among} different captions, got {len(rivals) + 1}")
        found[i] = scores[i, i] > scores[i, rivals].max()
    return found
