#!/usr/bin/env python3
"""Measures a bundle of Easel on held-out prompts, and writes the table of the results."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from judging.guidance_clip import guidance_clip_rows
from judging.judged import breakdown, judged, judged_rows
from judging.neighbours import (
    apart,
    copy_rows,
    diversity_rows,
    look_at,
    nearest,
    remembered_look,
)
from judging.program import sha256_of
from judging.reconstruction import reconstruction_rows, thin_rows
from judging.report import Row, rows_as_table
from judging.sources import (
    Sources,
    command_again,
    evaluation_scenes,
    open_sources,
    requests_for,
    source_parser,
)
from judging.tensors import to_tensor
from scenes.paint import paint
from scenes.scene import Scene
from training.errors import run_command
from training.pictures import open_pictures
from training.work import write_atomically

PROMPTS = 200
SEEDS = 2
OTHER_DRAWING = 1  # added to a scene's seed: another drawing of the same caption


def parse() -> argparse.Namespace:
    parser = source_parser(__doc__)
    add = parser.add_argument
    add("--prompts", type=int, default=PROMPTS, help="held-out prompts (default: %(default)s)")
    add(
        "--training-pictures",
        type=int,
        metavar="N",
        help="search only the first N for near-copies (default: all)",
    )
    add("--output", type=Path, metavar="FILE.md", help="also write the report there")
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    sources = open_sources(options)
    scenes = evaluation_scenes(options.prompts)
    drawn = [paint(scene, sources.size) for scene in scenes]
    requests = requests_for(scenes, SEEDS)
    painted = [each.pixels for each in sources.program.paint_all(requests, "painted")]
    judged_painted = judged(sources.judge, painted, scenes)
    rows = judged_rows(judged_painted, judged(sources.judge, drawn, scenes))
    rows += difference_rows(sources, scenes, painted, drawn, options.training_pictures)
    tensors = to_tensor(drawn, sources.size)
    rows += reconstruction_rows(sources.bundle, scenes, tensors)
    rows += thin_rows(sources.bundle, scenes, sources.size)
    rows += guidance_clip_rows(sources.bundle, scenes, tensors)
    report = document(sources, rows, breakdown(judged_painted, scenes), options)
    print(report)
    if options.output:
        write_atomically(options.output, lambda place: place.write_text(report, encoding="utf-8"))


def difference_rows(
    sources: Sources,
    scenes: list[Scene],
    painted: list[np.ndarray],
    drawn: list[np.ndarray],
    limit: int | None,
) -> list[Row]:
    """Of painted pictures from each other, and from those that the model was trained on."""
    judge = sources.judge
    others = [replace(scene, seed=scene.seed + OTHER_DRAWING) for scene in scenes]
    look_painted, look_drawn = look_at(painted, judge), look_at(drawn, judge)
    look_others = look_at([paint(scene, sources.size) for scene in others], judge)
    between_seeds = apart(look_painted[0::SEEDS], look_painted[1::SEEDS])
    rows = diversity_rows(between_seeds, apart(look_drawn, look_others))
    training = open_pictures(sources.work)[:limit]
    path = sources.work.folder / "evaluation" / "training-look.safetensors"
    known = remembered_look(training, judge, sha256_of(sources.judge_path), path)
    return rows + copy_rows(nearest(look_painted, known), nearest(look_drawn, known), len(training))


def document(sources: Sources, rows: list[Row], by_kind: str, options: argparse.Namespace) -> str:
    command = command_again("scripts/easel/evaluate.py", sys.argv[1:])
    return f"""# Easel's evaluation

{options.prompts} prompts whose combination of subject, style, position, colour and time of day no
training has seen, {SEEDS} seeds each, painted by `maulstick generate` without guidance at its
default steps and CFG. The judge is a network that was trained apart (`scripts/easel/train_judge.py`): other
pictures, another seed, another architecture, other augmentations. Means are given ± standard error,
resampled over prompts. "Drawn pictures" are what our renderer draws for the same prompts: where the
judge errs on those, it errs by itself.

{rows_as_table(rows)}
## By subject and style

Right answers of the judge in per cent; nothing where it is not asked.

{by_kind}
## How to measure it again

```sh
.venv/bin/python scripts/easel/render.py
.venv/bin/python scripts/easel/train_judge.py
.venv/bin/python {command}
```

Measured with {sources.in_words()}
"""


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
