#!/usr/bin/env python3
"""Trains Easel's text encoder and UNet on the latents that encode.py made; --layout trains them
further, with the weight on what is decided first.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from training.command import run_training, training_parser
from training.errors import run_command
from training.settings import LAYOUT_RECIPE, UNET_RECIPE
from training.unet_stage import LayoutStage, UnetStage


def parse() -> argparse.Namespace:
    parser = training_parser(__doc__, UNET_RECIPE)
    parser.add_argument(
        "--layout", action="store_true", help="go on with weight on high noise: where things stand"
    )
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    if options.layout:
        run_training(LayoutStage, LAYOUT_RECIPE, options)
    else:
        run_training(UnetStage, UNET_RECIPE, options)


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
