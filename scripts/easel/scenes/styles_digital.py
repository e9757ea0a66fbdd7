"""Cyberpunk and pixel art."""

from __future__ import annotations

import numpy as np

from scenes.styles_tools import (
    blur,
    brightest,
    gradients,
    luma,
    mix,
    ramp,
    saturate,
    scale_of,
    wide_blur,
)

_INDIGO = np.array((16, 8, 44), np.float32)
_CYAN = np.array((20, 225, 255), np.float32)
_MAGENTA = np.array((255, 30, 190), np.float32)

# Ramps from dark to light: few colours, but each of the scenes' own has a near one.
_PALETTE = np.array(
    (
        (12, 12, 28),
        (52, 52, 72),
        (104, 104, 124),
        (164, 164, 176),
        (248, 248, 244),
        (84, 16, 32),
        (148, 28, 36),
        (224, 48, 44),
        (255, 116, 96),
        (120, 60, 20),
        (180, 92, 28),
        (248, 140, 24),
        (255, 188, 112),
        (160, 124, 24),
        (252, 212, 40),
        (255, 240, 152),
        (12, 52, 40),
        (28, 104, 52),
        (60, 172, 68),
        (148, 216, 96),
        (112, 132, 88),
        (12, 24, 76),
        (24, 56, 140),
        (36, 104, 224),
        (92, 168, 248),
        (140, 200, 255),
        (192, 228, 255),
        (52, 44, 92),
        (92, 80, 148),
        (148, 136, 196),
        (44, 20, 84),
        (88, 40, 136),
        (148, 72, 196),
        (208, 144, 232),
        (120, 72, 100),
        (184, 108, 128),
        (200, 72, 136),
        (252, 156, 180),
        (20, 108, 120),
        (64, 188, 188),
        (92, 56, 40),
        (156, 112, 76),
        (220, 184, 136),
        (252, 220, 196),
        (236, 196, 220),
    ),
    np.float32,
)
_PIXEL_SIDE = 4
_CALM = 12.0**2  # colour variance up to which a block is one thing
# Lightness, red against green, blue against yellow; hue counts for more than in RGB.
_OPPONENT = np.array(((0.36, 1.0, -0.4), (0.7, -1.0, -0.4), (0.14, 0.0, 0.8)), np.float32)


def cyberpunk(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A dark world: what stands out from its surroundings shines in its hue, edges are neon."""
    scale = scale_of(picture)
    plain = blur(picture, 0.7 * scale)
    surroundings = wide_blur(picture, 18 * scale)
    outstanding = ramp(brightest(np.abs(plain - surroundings)), 15, 58)[..., None]
    value = brightest(plain)[..., None]
    chroma = value + brightest(-plain)[..., None]
    vividness = ramp(chroma / (value + 20), 0.1, 0.4)
    vivid = mix(value, saturate(plain, 1.9), vividness)
    vivid = mix(vivid * (_CYAN / 255 * 0.4 + 0.6), vivid, vividness)
    dim = _INDIGO + 0.26 * mix(vivid, plain, 0.5) * (0.5 + _INDIGO / 88)
    shine = np.clip((100 + 0.6 * value) / (value + 1), 1, 1.8)
    lit = mix(dim, vivid * shine, outstanding)
    tubes = _neon_edges(plain)
    glow = wide_blur(0.5 * lit * outstanding + 0.6 * tubes, 5 * scale)
    light = np.minimum(np.maximum(tubes, 0.8 * glow) + 0.5 * glow, 255) * (1 - 0.65 * outstanding)
    return lit + light * (1 - np.clip(lit, 0, 255) / 255)


def pixel(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Large square pixels of a fixed palette."""
    size = picture.shape[0]
    side = _PIXEL_SIDE * max(1, size // 128)
    colours = saturate(_typical_colours(picture, side), 1.4) @ _OPPONENT
    distance = ((colours[:, :, None] - _PALETTE @ _OPPONENT) ** 2).sum(-1)
    return _PALETTE[distance.argmin(-1)].repeat(side, 0).repeat(side, 1)


def _typical_colours(picture: np.ndarray, side: int) -> np.ndarray:
    """Each block's mean, or where two things meet, which would be mud, its nearest pixel."""
    count = picture.shape[0] // side
    blocks = picture.reshape(count, side, count, side, 3).swapaxes(1, 2).astype(np.float32)
    blocks = blocks.reshape(count, count, side * side, 3)
    mean = blocks.mean(2)
    distance = ((blocks - mean[:, :, None]) ** 2).sum(-1)
    nearest = np.take_along_axis(blocks, distance.argmin(-1)[..., None, None], 2)[:, :, 0]
    return np.where(distance.mean(-1)[..., None] < _CALM, mean, nearest)


def _neon_edges(picture: np.ndarray) -> np.ndarray:
    """Edges lit by two lamps: cyan where it grows lighter to the right, magenta where darker."""
    along_x, along_y = gradients(picture)
    strength = np.sqrt(brightest(along_x**2 + along_y**2))
    slope = luma(along_x) + 0.6 * luma(along_y)
    colour = mix(_MAGENTA, _CYAN, ramp(slope, -4, 4)[..., None])
    return ramp(strength, 8, 30)[..., None] * colour
