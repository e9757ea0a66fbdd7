"""What the painting styles share: blurs, gradients, smooth noise and grid-locked textures.

An autoencoder that shrinks a picture eightfold draws a texture well if it looks the same in every
latent pixel. So textures here have a period of 8 pixels, or one that divides 8, at every size.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

GRID = 8  # pixels of one latent pixel
REFERENCE_SIZE = 128  # the size that stroke lengths are given for

_LUMA = np.array((0.299, 0.587, 0.114), np.float32)


def scale_of(picture: np.ndarray) -> float:
    return picture.shape[0] / REFERENCE_SIZE


def luma(picture: np.ndarray) -> np.ndarray:
    return (picture.astype(np.float32).reshape(-1, 3) @ _LUMA).reshape(picture.shape[:2])


def brightest(picture: np.ndarray) -> np.ndarray:
    """The largest channel of each pixel; far faster than a reduction over three values."""
    return np.maximum(np.maximum(picture[..., 0], picture[..., 1]), picture[..., 2])


def blur(picture: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur of a picture or a plane with values in 0..255."""
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(sigma)), np.float32)


def wide_blur(picture: np.ndarray, sigma: float) -> np.ndarray:
    """`blur` for large sigmas, at a quarter of the size."""
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    small = image.reduce(4).filter(ImageFilter.GaussianBlur(sigma / 4))
    return np.asarray(small.resize(image.size, Image.Resampling.BICUBIC), np.float32)


def gradients(plane: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Central differences along x and y, zero at the frame; of a plane or of each channel."""
    along_x, along_y = np.zeros_like(plane), np.zeros_like(plane)
    along_x[:, 1:-1] = (plane[:, 2:] - plane[:, :-2]) / 2
    along_y[1:-1] = (plane[2:] - plane[:-2]) / 2
    return along_x, along_y


def edge_strength(picture: np.ndarray) -> np.ndarray:
    """How fast colour changes, by the strongest channel: equally light colours have an edge too."""
    along_x, along_y = gradients(picture)
    return np.sqrt(brightest(along_x**2 + along_y**2))


def saturate(picture: np.ndarray, factor: float) -> np.ndarray:
    grey = luma(picture)[..., None]
    return grey + (picture - grey) * factor


def mix(first: np.ndarray, second: np.ndarray, share: np.ndarray | float) -> np.ndarray:
    """`share` of the second, the rest of the first."""
    return first + (second - first) * share


def ramp(values: np.ndarray, start: float, end: float) -> np.ndarray:
    """0 at `start`, 1 at `end` and linear between; `end` may be the smaller."""
    return np.clip((values - start) / (end - start), 0, 1)


def smooth_noise(seed: int, size: int, cells: int) -> np.ndarray:
    """Noise in -1..1 that changes over size/cells pixels."""
    coarse = np.random.default_rng(seed).uniform(-1, 1, (cells + 1, cells + 1)).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize((size, size), Image.Resampling.BICUBIC))


def tiled(tile: np.ndarray, size: int) -> np.ndarray:
    """A small tile repeated over the picture from its top left corner."""
    repeats = -(-size // tile.shape[0])
    return np.tile(tile, (repeats, repeats))[:size, :size]


def paper_grain(seed: int, size: int) -> np.ndarray:
    """The tooth of paper as one repeated 8x8 tile: mean 0, deviation 1, no single bright pixels."""
    tile = np.random.default_rng(seed).normal(size=(GRID, GRID)).astype(np.float32)
    tile = 2 * tile + np.roll(tile, 1, 0) + np.roll(tile, 1, 1) + np.roll(tile, (1, 1), (0, 1))
    return tiled((tile - tile.mean()) / tile.std(), size)
