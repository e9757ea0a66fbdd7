"""What happens to a drawn picture before the judge learns from it.

Decoded pictures are softer than drawn ones and carry the decoder's marks: the judge sees all kinds
of shifted, bent, tinted, blurred, compressed and noisy pictures, so that none of it is news to it.
"""

from __future__ import annotations

import io
import math

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

SHIFT = 0.06  # of the picture's side
ZOOM = 0.06
BEND = 0.012
BRIGHTNESS = 0.08
CONTRAST = 0.15
SATURATION = 0.2
HUE = math.radians(8)
BLUR = (0.3, 1.2)  # sigma in pixels of the judge's size
SHRINK = (0.5, 0.9)
QUALITY = (25, 85)
NOISE = 0.05
RGB_TO_YIQ = ((0.299, 0.587, 0.114), (0.596, -0.274, -0.322), (0.211, -0.523, 0.312))


def augment(pictures: Tensor, changed: float, rng: torch.Generator) -> Tensor:
    """Pictures [B, 3, S, S] in [0, 1]: a share of them `changed`, each in its own way, the others
    left.
    """
    chosen = (torch.rand(len(pictures), generator=rng) < changed).nonzero().flatten()
    if len(chosen) == 0:
        return pictures
    result = pictures.clone()
    moved = tint(warp(pictures[chosen], rng), rng)
    result[chosen] = soil(soften(moved, rng), rng).clamp(0, 1)
    return result


def warp(pictures: Tensor, rng: torch.Generator) -> Tensor:
    """Shifts, zooms and bends a little; what comes in at the borders repeats the edge."""
    batch, _, height, width = pictures.shape
    # grid_sample counts from -1 to 1: a share of the side is twice as much there.
    matrix = torch.zeros(batch, 2, 3)
    matrix[:, :, 2] = _uniform((batch, 2), -2 * SHIFT, 2 * SHIFT, rng)
    zoom = _uniform((batch,), 1 - ZOOM, 1 + ZOOM, rng)
    matrix[:, 0, 0] = matrix[:, 1, 1] = zoom
    grid = F.affine_grid(matrix, list(pictures.shape), align_corners=False)
    coarse = torch.randn((batch, 2, 5, 5), generator=rng) * BEND
    bend = F.interpolate(coarse, (height, width), mode="bicubic", align_corners=True)
    grid = (grid + bend.permute(0, 2, 3, 1)).to(pictures.device)
    return F.grid_sample(pictures, grid, padding_mode="border", align_corners=False)


def tint(pictures: Tensor, rng: torch.Generator) -> Tensor:
    """Brightness, contrast, saturation and hue, as one 3×3 matrix and an offset for each picture."""
    batch = len(pictures)
    angle = _uniform((batch,), -HUE, HUE, rng)
    colourful = _uniform((batch,), 1 - SATURATION, 1 + SATURATION, rng)
    turned = torch.zeros(batch, 3, 3)
    turned[:, 0, 0] = 1
    turned[:, 1, 1] = turned[:, 2, 2] = angle.cos() * colourful
    turned[:, 2, 1] = angle.sin() * colourful
    turned[:, 1, 2] = -turned[:, 2, 1]
    to_yiq = torch.tensor(RGB_TO_YIQ)
    contrast = _uniform((batch, 1, 1), 1 - CONTRAST, 1 + CONTRAST, rng)
    matrix = contrast * (torch.linalg.inv(to_yiq) @ turned @ to_yiq)
    brightness = _uniform((batch, 1, 1), -BRIGHTNESS, BRIGHTNESS, rng)
    offset = 0.5 * (1 - contrast) + brightness
    flat = pictures.flatten(2)
    mixed = matrix.to(flat.device) @ flat + offset.to(flat.device)
    return mixed.view_as(pictures)


def soften(pictures: Tensor, rng: torch.Generator) -> Tensor:
    """A third is blurred, a third made smaller and larger again, a third left sharp."""
    kind = torch.randint(3, (len(pictures),), generator=rng)
    result = pictures.clone()
    chosen = (kind == 0).nonzero().flatten().tolist()
    if chosen:
        sigmas = _uniform((len(chosen),), *BLUR, rng)
        result[chosen] = blur(pictures[chosen], sigmas)
    for i in (kind == 1).nonzero().flatten().tolist():
        share = float(_uniform((), *SHRINK, rng))
        result[i] = shrink_and_enlarge(pictures[i : i + 1], share)[0]
    return result


def blur(pictures: Tensor, sigmas: Tensor) -> Tensor:
    """A Gaussian blur with its own sigma for each picture."""
    batch, channels, height, width = pictures.shape
    reach = 4
    x = torch.arange(-reach, reach + 1.0)
    kernels = torch.exp(-(x**2) / (2 * sigmas[:, None] ** 2))
    kernels = (kernels / kernels.sum(1, keepdim=True)).repeat_interleave(channels, 0)
    kernels = kernels[:, None, None].to(pictures.device)  # [B·C, 1, 1, K]
    planes = pictures.reshape(1, batch * channels, height, width)
    planes = F.pad(planes, (reach, reach, reach, reach), mode="replicate")
    planes = F.conv2d(planes, kernels, groups=batch * channels)
    planes = F.conv2d(planes, kernels.transpose(2, 3), groups=batch * channels)
    return planes.view_as(pictures)


def shrink_and_enlarge(pictures: Tensor, share: float) -> Tensor:
    side = pictures.shape[-1]
    small = F.interpolate(
        pictures, size=max(8, round(side * share)), mode="bilinear", antialias=True
    )
    return F.interpolate(small, size=side, mode="bicubic", align_corners=False)


def soil(pictures: Tensor, rng: torch.Generator) -> Tensor:
    """Compresses a quarter as JPEG does, and puts noise on half."""
    result = pictures.clone()
    for i in (torch.rand(len(pictures), generator=rng) < 0.25).nonzero().flatten().tolist():
        quality = int(torch.randint(*QUALITY, (), generator=rng))
        result[i] = compressed(result[i], quality)
    noisy = torch.rand((len(pictures), 1, 1, 1), generator=rng) < 0.5
    strength = _uniform((len(pictures), 1, 1, 1), 0, NOISE, rng) * noisy
    return result + noise(result.shape, strength, rng).to(result.device)


def compressed(picture: Tensor, quality: int) -> Tensor:
    """One picture [3, H, W] after a JPEG of this quality."""
    levels = (picture.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).cpu().numpy()
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(levels)).save(file, "JPEG", quality=quality)
    levels = np.asarray(Image.open(file).convert("RGB"))
    return torch.from_numpy(levels.copy()).permute(2, 0, 1).to(picture) / 255


def noise(shape: torch.Size, strength: Tensor, rng: torch.Generator) -> Tensor:
    return torch.randn(shape, generator=rng) * strength


def degrade(pictures: Tensor, rng: torch.Generator) -> Tensor:
    """The fixed damage of the judge's own test: a blur of one pixel and noise of 4 %."""
    blurred = blur(pictures, torch.full((len(pictures),), 1.0))
    return (blurred + noise(pictures.shape, torch.tensor(0.04), rng)).clamp(0, 1)


def _uniform(shape: tuple[int, ...], low: float, high: float, rng: torch.Generator) -> Tensor:
    return torch.rand(shape, generator=rng) * (high - low) + low
