"""Small changes to pictures that leave true all that a caption says of them."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

SHIFT = 6  # pixels, at most
NOISE = 0.2
GAIN, OFFSET = 0.1, 0.08


def augment(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Pictures [N, 3, S, S] in [-1, 1], each shifted, and some of them blurred or noisy."""
    pictures = _shifted(pictures, generator)
    pictures = _blurred(pictures, _amounts(pictures, 0.3, generator))
    noise = torch.randn(pictures.shape, generator=generator).to(pictures.device)
    pictures = pictures + NOISE * _amounts(pictures, 0.4, generator) * noise
    gain = 1 + GAIN * _around_zero(pictures, generator)
    return (pictures * gain + OFFSET * _around_zero(pictures, generator)).clamp(-1, 1)


def _shifted(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """What comes in at the borders repeats the edge."""
    side = pictures.shape[-1]
    padded = F.pad(pictures, (SHIFT,) * 4, mode="replicate")
    corners = torch.randint(2 * SHIFT + 1, (len(pictures), 2), generator=generator).tolist()
    pieces = [
        picture[:, top : top + side, left : left + side]
        for picture, (top, left) in zip(padded, corners, strict=True)
    ]
    return torch.stack(pieces)


def _blurred(pictures: Tensor, amounts: Tensor) -> Tensor:
    smooth = F.avg_pool2d(pictures, 5, 1, 2, count_include_pad=False)
    return pictures + amounts * (smooth - pictures)


def _amounts(pictures: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """[N, 1, 1, 1]: zero for most, uniform in [0, 1] for `share` of the pictures."""
    shape = (len(pictures), 1, 1, 1)
    chosen = torch.rand(shape, generator=generator) < share
    return (chosen * torch.rand(shape, generator=generator)).to(pictures.device)


def _around_zero(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """[N, 1, 1, 1] uniform in [-1, 1]."""
    shape = (len(pictures), 1, 1, 1)
    return (torch.rand(shape, generator=generator) * 2 - 1).to(pictures.device)
