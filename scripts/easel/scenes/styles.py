"""The painting styles: each turns a plain picture into the same picture in another technique."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scenes.scene import STYLES
from scenes.styles_brush import oil, watercolor
from scenes.styles_digital import cyberpunk, pixel
from scenes.styles_pencil import pencil

Painter = Callable[[np.ndarray, np.random.Generator], np.ndarray]

_PAINTERS: dict[str, Painter] = {
    "plain": lambda picture, rng: picture.astype(np.float32),
    "oil": oil,
    "watercolor": watercolor,
    "pencil": pencil,
    "cyberpunk": cyberpunk,
    "pixel": pixel,
}


def apply_style(picture: np.ndarray, style: str, rng: np.random.Generator) -> np.ndarray:
    """`picture` (uint8, [size, size, 3], RGB) in `style`; `rng` picks a fixed variant."""
    if style not in _PAINTERS:
        raise ValueError(f"style: expected one of {', '.join(STYLES)}, got {style!r}")
    painted = _PAINTERS[style](picture, rng)
    return np.clip(np.rint(painted), 0, 255).astype(np.uint8)
