#!/usr/bin/env python3
"""Trains the CLIP that guides, on pictures as drawn and as the autoencoder makes them."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from training.clip_stage import ClipStage
from training.command import run_training, training_parser
from training.errors import run_command
from training.reconstructions import make_reconstructions
from training.settings import CLIP_RECIPE
from training.work import Work


def main(options: argparse.Namespace) -> None:
    make_reconstructions(Work(options.work), options.processes)
    run_training(ClipStage, CLIP_RECIPE, options)


if __name__ == "__main__":
    sys.exit(run_command(partial(main, training_parser(__doc__, CLIP_RECIPE).parse_args())))
