"""Oil and watercolour."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.styles_tools import (
    blur,
    edge_strength,
    gradients,
    luma,
    mix,
    paper_grain,
    ramp,
    saturate,
    scale_of,
    smooth_noise,
    tiled,
)

_OIL_FIELDS = (11, 12)
_WASHES = (21, 22, 23, 24)
_PAPER = np.array((251, 248, 240), np.float32)


def oil(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Thick strokes along a fixed field, small ones where there is detail, on woven canvas."""
    size, scale = picture.shape[0], scale_of(picture)
    field = int(rng.choice(_OIL_FIELDS))
    paint = blur(saturate(picture, 1.3), 0.7 * scale)
    broad, broad_relief, load = _stroke_map(field, size, 14.0 * scale)
    fine, fine_relief, _ = _stroke_map(field, size, 6.0 * scale)
    colours = paint.reshape(-1, 3)
    detail = blur(edge_strength(paint) * 10, 1.5 * scale) / 255
    fine_share = ramp(detail, 0.15, 0.45)[..., None]
    painted = mix(mix(colours[broad], colours[fine], fine_share), paint, 0.5 * fine_share)
    relief = mix(broad_relief, 0.6 * fine_relief, fine_share[..., 0])[..., None]
    shade = 0.09 * load[..., None] * (1 - fine_share) + 0.09 * relief
    return painted * (1 + shade) + 8 * relief + 3 * _weave(size)[..., None]


def watercolor(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Pale flat washes that pool at their edges, on grained paper, white around the picture."""
    size, scale = picture.shape[0], scale_of(picture)
    source, density, border = _wash_map(int(rng.choice(_WASHES)), size)
    flat = mix(_flatten(picture, max(1, round(1.2 * scale))), picture, 0.3)
    flat = blur(flat.reshape(-1, 3)[source], 0.5)
    pooled = luma(blur(flat, 2.5 * scale) - flat)
    pigment = 255 - saturate(flat, 1.4)
    pigment = pigment * (1 - 0.0008 * pigment) * density[..., None]
    washed = 255 - pigment * (1 + (0.6 - 0.0025 * pigment) * ramp(pooled, 1, 12)[..., None])
    washed = mix(_PAPER, washed, border[..., None])
    return washed + 2.5 * paper_grain(31, size)[..., None]


@lru_cache(maxsize=8)
def _stroke_map(seed: int, size: int, length: float) -> tuple[np.ndarray, ...]:
    """For each pixel: where its stroke took the colour from, and relief and load in -1..1.

    Strokes lie in jittered rows so that no spot stays bare; later ones cover earlier ones.
    """
    rng = np.random.default_rng(seed)
    bend = smooth_noise(seed, size, 3)
    half, width = length / 2, length * 0.19
    pitch = width * 1.25
    across, down = np.meshgrid(np.arange(0, size + pitch, pitch), np.arange(0, size + pitch, pitch))
    centres = np.stack((across.ravel(), down.ravel()), 1)
    centres = centres + rng.uniform(-pitch / 2, pitch / 2, centres.shape)
    rng.shuffle(centres)
    y, x = np.mgrid[0:size, 0:size]
    source = (y * size + x).astype(np.int64)
    height = np.zeros((size, size), np.float32)
    load = np.zeros((size, size), np.float32)
    reach = int(length) + 2
    for centre_x, centre_y in np.clip(centres, 0, size - 1):
        top, left = max(0, int(centre_y) - reach), max(0, int(centre_x) - reach)
        window = np.s_[top : int(centre_y) + reach + 1, left : int(centre_x) + reach + 1]
        angle = -0.6 + 1.3 * bend[int(centre_y), int(centre_x)]
        dx, dy = x[window] - centre_x, y[window] - centre_y
        along = dx * np.cos(angle) + dy * np.sin(angle)
        side = dy * np.cos(angle) - dx * np.sin(angle)
        inside = (np.abs(along) / half) ** 4 + (np.abs(side) / width) ** 4 < 1
        from_x = np.clip(np.rint(centre_x + 0.5 * along * np.cos(angle)), 0, size - 1).astype(int)
        from_y = np.clip(np.rint(centre_y + 0.5 * along * np.sin(angle)), 0, size - 1).astype(int)
        source[window][inside] = (from_y * size + from_x)[inside]
        height[window][inside] = (1 - (side / width) ** 2)[inside]
        load[window][inside] = rng.uniform(-1, 1)
    along_x, along_y = gradients(blur(height * 255, 0.6) / 255)
    return source, np.clip((along_x + along_y) * 1.2, -1, 1), load


def _weave(size: int) -> np.ndarray:
    """Threads over and under in turn, four pixels a pair."""
    over = np.array((0.0, 1.0, 0.0, -1.0), np.float32)
    under = np.array((1.0, 0.0, -1.0, 0.0), np.float32)
    return tiled(np.outer(over, under) + 0.5 * np.outer(under, over), size)


@lru_cache(maxsize=16)
def _wash_map(seed: int, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One sheet: where colours come from, how dense the pigment is, where the wash ends."""
    scale = size / 128
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    moved_x = np.rint(np.clip(x + 2.2 * scale * smooth_noise(seed, size, 9), 0, size - 1))
    moved_y = np.rint(np.clip(y + 2.2 * scale * smooth_noise(seed + 100, size, 9), 0, size - 1))
    density = 0.74 + 0.14 * smooth_noise(seed + 200, size, 5)
    to_frame = np.minimum(np.minimum(x, size - 1 - x), np.minimum(y, size - 1 - y)) / scale
    depth = to_frame + 3.5 * smooth_noise(seed + 300, size, 10)
    rim = np.exp(-(((depth - 7.5) / 1.5) ** 2))  # pigment pools where the wash ends
    source = (moved_y * size + moved_x).astype(np.int64)
    return source, density * (1 + 0.3 * rim), ramp(depth, 4.5, 7)


def _flatten(picture: np.ndarray, reach: int) -> np.ndarray:
    """Even colour inside each shape that does not leak over the shape's edge: each pixel takes the
    local mean of the calmest of its four diagonal neighbours."""
    size = picture.shape[0]
    mean = blur(picture, 0.8 * reach)
    unrest = blur(np.abs(luma(picture) - luma(mean)) * 8, 0.8 * reach)
    along = np.clip(np.arange(-reach, size + reach), 0, size - 1)
    y, x = np.meshgrid(along, along, indexing="ij")
    pixels = y * size + x
    sides = np.s_[:size], np.s_[2 * reach :]
    corners = [(rows, columns) for rows in sides for columns in sides]
    best, calm = pixels[corners[0]], unrest.ravel()[pixels[corners[0]]]
    for corner in corners[1:]:
        other = unrest.ravel()[pixels[corner]]
        best = np.where(other < calm, pixels[corner], best)
        calm = np.minimum(other, calm)
    return mean.reshape(-1, 3)[best]
