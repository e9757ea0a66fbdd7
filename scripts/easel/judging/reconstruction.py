"""What the autoencoder keeps of drawn pictures, thin lines included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from scenes.paint import paint
from scenes.scene import STYLES, Scene
from torch import Tensor

from .augment import blur
from .bundle import Bundle
from .measures import contrast_kept, psnr
from .report import Row
from .tensors import to_tensor

PSNR_TARGET = 27.0
THIN_SUBJECTS = ("windmill", "sailboat", "castle", "city", "rocket", "snowman")
THIN_STYLES = ("plain", "pencil", "cyberpunk")
VISIBLE_BLUR = 0.5  # pixels, sigma


def reconstruction_rows(bundle: Bundle, scenes: Sequence[Scene], drawn: Tensor) -> list[Row]:
    ratios = psnr(bundle.reconstruct(drawn), drawn)
    mean = ratios.mean().item()
    rows = [
        Row(
            "autoencoder, PSNR of drawn held-out pictures",
            f"{mean:.2f} dB",
            "",
            f"≥ {PSNR_TARGET:.0f} dB",
            mean >= PSNR_TARGET,
        )
    ]
    for style in STYLES:
        chosen = torch.tensor([scene.style == style for scene in scenes])
        if chosen.any():
            rows.append(Row(f"… {style}", f"{ratios[chosen].mean():.2f} dB"))
    return rows


def thin_rows(bundle: Bundle, scenes: Sequence[Scene], size: int) -> list[Row]:
    """Masts, blades, flag poles, outlines: how much of their contrast a reconstruction keeps."""
    thin = thin_scenes(scenes)
    drawn = to_tensor([paint(scene, size) for scene in thin], size)
    made = bundle.reconstruct(drawn)
    blurred = blur(drawn, torch.full((len(drawn),), VISIBLE_BLUR))
    rows = []
    for style in THIN_STYLES:
        chosen = torch.tensor([scene.style == style for scene in thin])
        kept = _mean(contrast_kept(made[chosen], drawn[chosen]))
        limit = _mean(contrast_kept(blurred[chosen], drawn[chosen]))
        what = f"contrast of thin lines that the autoencoder keeps, {style}"
        target = f"≥ {limit:.2f}, as after a blur of {VISIBLE_BLUR} px"
        rows.append(Row(what, f"{kept:.2f}", "1.00", target, kept >= limit))
    return rows


def thin_scenes(scenes: Sequence[Scene]) -> list[Scene]:
    """Scenes with thin things in them, in focus and near enough, in the styles that draw them
    sharply.
    """
    having = [scene for scene in scenes if scene.subject in THIN_SUBJECTS]
    return [
        replace(scene, style=style, focus="crisp", distance="middle", weather="clear")
        for scene in having
        for style in THIN_STYLES
    ]


def _mean(values: Tensor) -> float:
    return float(np.nanmean(values.numpy()))
