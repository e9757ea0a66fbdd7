#!/usr/bin/env python3
"""Trains Easel's text encoder and UNet on the latents that encode.py made."""

from __future__ import annotations

import sys
from functools import partial

from training.command import run_training, training_parser
from training.errors import run_command
from training.settings import UNET_RECIPE
from training.unet_stage import UnetStage

if __name__ == "__main__":
    options = training_parser(__doc__, UNET_RECIPE).parse_args()
    sys.exit(run_command(partial(run_training, UnetStage, UNET_RECIPE, options)))
