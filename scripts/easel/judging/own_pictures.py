"""The judge's own pictures: drawn from seeds that nothing else uses, and of any combination.

The judge may know the combinations that are held out of the model's training; what it must not know
are the model's pictures, and it never sees one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scenes.paint import paint
from scenes.scene import Scene, held_out_scene, random_scene
from training.errors import missing
from training.growing_array import open_growing
from training.parallel import blocks, each_block
from training.progress import Progress
from training.settings import SIZE
from training.work import Work, read_json, write_json

LEARNING_SEED = 7_001
TEST_SEED = 7_002
BLOCK = 64


@dataclass(frozen=True)
class OwnPictures:
    """They lie in the work folder; interrupted painting goes on where it stopped."""

    work: Work

    @property
    def array(self) -> Path:
        return judge_folder(self.work) / "pictures.npy"

    @property
    def record(self) -> Path:
        return judge_folder(self.work) / "pictures.json"

    def paint(self, count: int, processes: int) -> None:
        done = read_json(self.record).get("painted", 0)
        if done >= count:
            return
        open_growing(self.array, count, (SIZE, SIZE, 3), np.uint8)
        progress = Progress("judge's pictures", done, count)
        for block, _ in each_block(self._paint_block, blocks(done, count, BLOCK), processes):
            write_json(self.record, {"painted": block.stop})
            progress.update(block.stop)

    def open(self) -> np.ndarray:
        """uint8 [N, SIZE, SIZE, 3], on disk; number i shows own_scene(i)."""
        done = read_json(self.record).get("painted", 0)
        if not done:
            raise missing(self.array, "train_judge.py")
        return np.load(self.array, mmap_mode="r")[:done]

    def _paint_block(self, block: range) -> None:
        pictures = np.load(self.array, mmap_mode="r+")
        for index in block:
            pictures[index] = paint(own_scene(index), SIZE)
        pictures.flush()


def judge_folder(work: Work) -> Path:
    return work.folder / "judge"


def own_scene(index: int) -> Scene:
    """What the judge's picture of that number shows: any combination, held out or not."""
    return random_scene(np.random.default_rng((LEARNING_SEED, index)))


def test_scene(index: int) -> Scene:
    """A scene that the judge is tested with."""
    return held_out_scene(np.random.default_rng((TEST_SEED, index)))
