#!/usr/bin/env python3
"""Paints the pictures that Easel is trained on: pictures.npy and scenes.jsonl."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from functools import partial

import numpy as np
from training.errors import TrainingError, run_command
from training.growing_array import open_growing
from training.parallel import blocks, cores, each_block
from training.progress import Progress
from training.scene_file import append_scenes, count_scenes, cut_partial_line, scene_at
from training.settings import PICTURE_SEED, PICTURES, SIZE
from training.work import Work, add_work_option

BLOCK = 128  # pictures a process paints before they count as done


@dataclass(frozen=True)
class Job:
    """What a painting process needs to know."""

    work: Work
    seed: int

    def paint_block(self, block: range) -> None:
        from scenes.paint import paint

        pictures = np.load(self.work.pictures, mmap_mode="r+")
        for index in block:
            pictures[index] = paint(scene_at(index, self.seed), SIZE)
        pictures.flush()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add_work_option(parser)
    parser.add_argument("--count", type=int, default=PICTURES, help="pictures (%(default)s)")
    parser.add_argument("--seed", type=int, default=PICTURE_SEED)
    parser.add_argument("--processes", type=int, default=cores())
    return parser.parse_args()


def render(options: argparse.Namespace) -> None:
    work = Work(options.work)
    cut_partial_line(work.scenes)
    done = count_scenes(work.scenes)
    if done and not work.pictures.exists():
        expected, hint = "the pictures of scenes.jsonl", f"remove {work.scenes}"
        raise TrainingError("missing file", work.pictures, expected, "none", hint)
    if done >= options.count:
        print(f"pictures  all {done:,} are there")
        return
    open_growing(work.pictures, options.count, (SIZE, SIZE, 3), np.uint8)
    todo = blocks(done, options.count, BLOCK)
    progress = Progress("pictures", done, options.count)
    job = Job(work, options.seed)
    for block, _ in each_block(job.paint_block, todo, options.processes):
        append_scenes(work.scenes, [scene_at(index, options.seed) for index in block])
        progress.update(block.stop)


if __name__ == "__main__":
    sys.exit(run_command(partial(render, parse())))
