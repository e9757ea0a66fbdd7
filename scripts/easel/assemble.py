#!/usr/bin/env python3
"""Puts the trained networks together, and exports them as the bundle that Maulstick paints with."""

from __future__ import annotations

import argparse
import subprocess
import sys
from functools import partial
from pathlib import Path

from training.clip_stage import trained_clip
from training.errors import TrainingError, run_command
from training.folders import write_clip, write_diffusers
from training.latents import TrainingLatents, check_encoder
from training.unet_stage import trained_painter
from training.vae_stage import trained_vae
from training.work import Work, add_work_option

EXPORTER = Path(__file__).resolve().parents[1] / "export_weights.py"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add_work_option(parser)
    parser.add_argument(
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("models/easel"),
        help="the bundle; an older one is replaced (default: %(default)s)",
    )
    parser.add_argument("--precision", choices=("float16", "float32"), default="float16")
    return parser.parse_args()


def assemble(options: argparse.Namespace) -> None:
    work = Work(options.work)
    painter = trained_painter(work)
    clip = trained_clip(work)
    vae = trained_vae(work)
    check_encoder(work, vae)
    scale = TrainingLatents.open(work).scale
    write_diffusers(painter, vae, scale, work.tokenizer, work.diffusers)
    write_clip(clip, work.tokenizer, work.clip)
    export(work, options)


def export(work: Work, options: argparse.Namespace) -> None:
    command = [sys.executable, str(EXPORTER), str(work.diffusers), "--clip", str(work.clip)]
    command += ["--output", str(options.output), "--precision", options.precision]
    command += ["--name", "Easel", "--licence", "CC0-1.0"]
    code = subprocess.run(command, check=False).returncode
    if code:
        raise TrainingError("export failed", options.output, "exit code 0", f"{code}")


if __name__ == "__main__":
    sys.exit(run_command(partial(assemble, parse())))
