"""Pictures as the networks take them: floats in [-1, 1], channels first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scenes.paint import paint
from scenes.scene import Scene
from torch import Tensor

from training.errors import missing
from training.scene_file import count_scenes
from training.settings import FACTOR, SIZE
from training.work import Work


def to_signal(pixels: np.ndarray) -> Tensor:
    """uint8 [N, H, W, 3] to float [N, 3, H, W]."""
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float().div(127.5).sub(1)


def to_pixels(signal: Tensor) -> np.ndarray:
    """float [N, 3, H, W] to uint8 [N, H, W, 3]."""
    levels = signal.float().clamp(-1, 1).add(1).mul(127.5).round().to(torch.uint8)
    return levels.permute(0, 2, 3, 1).cpu().numpy()


def painted(scenes: Sequence[Scene]) -> np.ndarray:
    return np.stack([paint(scene, SIZE) for scene in scenes])


def open_pictures(work: Work) -> np.ndarray:
    """The training pictures that have been painted: uint8 [N, SIZE, SIZE, 3], on disk."""
    count = count_scenes(work.scenes)
    if count == 0 or not work.pictures.exists():
        raise missing(work.pictures, "render.py")
    return np.load(work.pictures, mmap_mode="r")[:count]


def crops(pictures: np.ndarray, count: int, side: int, numbers: np.random.Generator) -> np.ndarray:
    """Square pieces of random pictures, on the grid of the latents."""
    indices = numbers.integers(len(pictures), size=count)
    corners = numbers.integers((SIZE - side) // FACTOR + 1, size=(count, 2)) * FACTOR
    return np.stack(
        [
            pictures[index, top : top + side, left : left + side]
            for index, (top, left) in zip(indices, corners, strict=True)
        ]
    )


def save_grid(pictures: np.ndarray, columns: int, path: Path) -> None:
    """Writes uint8 [N, H, W, 3] as one PNG, row by row, with thin lines between."""
    bordered = np.pad(pictures, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=255)
    rows = [bordered[i : i + columns] for i in range(0, len(bordered), columns)]
    rows = [np.concatenate(list(row), axis=1) for row in rows if len(row) == columns]
    Image.fromarray(np.concatenate(rows)).save(path, format="PNG")
