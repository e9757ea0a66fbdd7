"""Pictures as the judge takes them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .network import SIDE


def to_tensor(pictures: Iterable[np.ndarray], side: int = SIDE) -> Tensor:
    """uint8 [S, S, 3] each, all of one size → float [B, 3, side, side] in [0, 1]."""
    stacked = torch.from_numpy(np.stack([np.ascontiguousarray(picture) for picture in pictures]))
    planes = stacked.permute(0, 3, 1, 2).float() / 255
    if planes.shape[-1] == side:
        return planes
    return F.interpolate(planes, size=(side, side), mode="bilinear", antialias=True)
