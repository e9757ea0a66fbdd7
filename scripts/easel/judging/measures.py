"""Numbers of single pictures, float [B, 3, H, W] in [0, 1]."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

LUMA = (0.2989, 0.5870, 0.1140)
LOW_RADIUS = 0.15
THIN_WINDOW = 7  # pixels: what is narrower than half of it counts as thin
THIN_CONTRAST = 0.12


def luma(pictures: Tensor) -> Tensor:
    """[B, H, W]"""
    weights = torch.tensor(LUMA, device=pictures.device)
    return (pictures * weights[:, None, None]).sum(1)


def psnr(made: Tensor, wanted: Tensor) -> Tensor:
    """[B], in decibels."""
    return -10 * (made - wanted).square().mean((1, 2, 3)).clamp(min=1e-10).log10()


def spectrum_ratio(pictures: Tensor) -> Tensor:
    """[B]: the share of high frequencies in the spectrum's magnitude, as the frequency loss counts
    it.
    """
    magnitude = torch.fft.fftshift(torch.fft.fft2(luma(pictures)), dim=(-2, -1)).abs()
    height, width = magnitude.shape[-2:]
    v = torch.linspace(-0.5, 0.5, height)[:, None]
    u = torch.linspace(-0.5, 0.5, width)[None]
    low = (u.square() + v.square()).sqrt() <= LOW_RADIUS
    total = magnitude.sum((1, 2))
    return (magnitude * ~low).sum((1, 2)) / total.clamp(min=1e-8)


def thin_parts(pictures: Tensor) -> Tensor:
    """[B, H, W] bool: lines, masts, blades; what a median over a small window would wipe out."""
    return (luma(pictures) - _median(luma(pictures))).abs() > THIN_CONTRAST


def contrast_kept(made: Tensor, wanted: Tensor) -> Tensor:
    """[B]: how much of the contrast of thin parts against what surrounds them is still there.

    The least-squares factor between both pictures' differences from the wanted surroundings: 1 if
    the lines are as strong as they were, 0 if they are gone. NaN where a picture has no thin parts.
    """
    mask = thin_parts(wanted)
    around = _median(luma(wanted))
    before = (luma(wanted) - around) * mask
    after = (luma(made) - around) * mask
    return (before * after).sum((1, 2)) / before.square().sum((1, 2))


def _median(planes: Tensor) -> Tensor:
    """[B, H, W]: of the window around each pixel."""
    reach = THIN_WINDOW // 2
    padded = F.pad(planes[:, None], (reach,) * 4, mode="replicate")
    windows = padded.unfold(2, THIN_WINDOW, 1).unfold(3, THIN_WINDOW, 1)
    return windows.flatten(4).median(-1).values[:, 0]
