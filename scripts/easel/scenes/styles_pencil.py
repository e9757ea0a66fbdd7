"""Graphite on paper."""

from __future__ import annotations

import numpy as np

from scenes.styles_tools import blur, edge_strength, luma, paper_grain, ramp, scale_of, tiled

_PAPER = np.array((250, 248, 244), np.float32)


def pencil(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Contours, and hatching in four levels: bare paper, one way, crossed, crossed and filled."""
    size, scale = picture.shape[0], scale_of(picture)
    soft = blur(picture, 0.9 * scale)
    tone = _even_tone(luma(soft))
    rising, falling, between = _hatches(size)
    light = 1 - 0.10 * (1 - tone)  # a rubbed layer beneath the lines
    light = light - 0.27 * rising * ramp(tone, 0.62, 0.54)
    light = light - 0.26 * falling * ramp(tone, 0.38, 0.30)
    light = light - 0.24 * between * ramp(tone, 0.18, 0.10)
    dark_side = ramp(tone - blur(tone * 255, 1.8 * scale) / 255, 0.06, -0.06)
    contour = blur(ramp(edge_strength(soft), 6, 24) * (0.3 + 0.7 * dark_side) * 255, 0.5) / 255
    light = np.maximum(light - 0.62 * contour, 0.16)
    return (light + 0.012 * paper_grain(32, size))[..., None] * _PAPER


def _even_tone(grey: np.ndarray) -> np.ndarray:
    """Tone in 0..1, half of it by rank, so that a night scene leaves bare paper too."""
    counts = np.bincount(np.clip(grey, 0, 255).astype(np.uint8).ravel(), minlength=256)
    rank = (np.cumsum(counts) - counts / 2) / grey.size
    low, high = np.searchsorted(np.cumsum(counts), (0.01 * grey.size, 0.99 * grey.size))
    level = ramp(np.arange(256), low, max(high, low + 60))
    return np.interp(grey, np.arange(256), 0.5 * rank + 0.5 * level).astype(np.float32)


def _hatches(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lines rising, falling, and rising between the first; each in 0..1 with period eight."""
    y, x = np.mgrid[0:8, 0:8]
    profile = np.array((1.0, 0.75, 0.2, 0.0, 0.0, 0.0, 0.2, 0.75), np.float32)
    tiles = profile[(x + y) % 8], profile[(x - y) % 8], profile[(x + y + 4) % 8]
    return tuple(tiled(tile, size) for tile in tiles)
