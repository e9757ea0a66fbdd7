"""What differs between two photographs of one scene, and what no caption tells.

If captions left nothing open, a model would be certain of a picture's colours from a caption and
uncertain without. Classifier-free guidance multiplies that difference, and at the strengths in use
a solver with few steps would be thrown off by it.
"""

from __future__ import annotations

import numpy as np

from scenes.styles_tools import saturate

_BRIGHTNESS = 20.0  # of 255
_CONTRAST = (0.8, 1.15)
_SATURATION = (0.75, 1.2)
_WARMTH = 0.06  # of red, and as much less of blue
_MIDDLE = 127.5


def exposed(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """`picture` (uint8, [size, size, 3], RGB) a little lighter or darker, softer or harder, paler or
    deeper, warmer or colder."""
    warmth = rng.uniform(-_WARMTH, _WARMTH)
    warmed = picture * np.array((1 + warmth, 1, 1 - warmth), np.float32)
    coloured = saturate(warmed, rng.uniform(*_SATURATION))
    contrasted = _MIDDLE + (coloured - _MIDDLE) * rng.uniform(*_CONTRAST)
    shifted = contrasted + rng.uniform(-_BRIGHTNESS, _BRIGHTNESS)
    return np.clip(np.rint(shifted), 0, 255).astype(np.uint8)
