"""The list of painted scenes: one JSON object a line, line i describes picture i."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from scenes.scene import Scene, held_out_scene, training_scene

from training.settings import HELD_OUT_SEED, PICTURE_SEED


def scene_at(index: int, seed: int = PICTURE_SEED) -> Scene:
    """The training scene of that number: the same in any process and for any number of pictures."""
    return training_scene(np.random.default_rng((seed, index)))


def held_out_at(index: int, seed: int = HELD_OUT_SEED) -> Scene:
    return held_out_scene(np.random.default_rng((seed, index)))


def append_scenes(path: Path, scenes: Sequence[Scene]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(json.dumps(asdict(scene)) + "\n" for scene in scenes))


def cut_partial_line(path: Path) -> None:
    """Removes what an interrupted writer has left; for the writer that follows it only."""
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        with path.open("r+b") as file:
            file.truncate(whole)


def count_scenes(path: Path) -> int:
    """How many whole lines there are, whoever may be writing more."""
    return path.read_bytes().count(b"\n") if path.exists() else 0


def read_scenes(path: Path) -> list[Scene]:
    with path.open(encoding="utf-8") as file:
        return [Scene(**json.loads(line)) for line in file if line.endswith("\n")]
