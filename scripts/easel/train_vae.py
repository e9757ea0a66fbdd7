#!/usr/bin/env python3
"""Trains Easel's autoencoder on the painted pictures, in three runs: without an option, with
--decoder-only, with --polish."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from training.command import run_training, training_parser
from training.errors import run_command
from training.settings import DECODER_RECIPE, POLISH_RECIPE, VAE_RECIPE
from training.vae_stage import DecoderStage, PolishStage, VaeStage


def parse() -> argparse.Namespace:
    parser = training_parser(__doc__, VAE_RECIPE)
    further = parser.add_mutually_exclusive_group()
    further.add_argument(
        "--decoder-only",
        action="store_true",
        help="keep the encoder as trained, and with it all latents",
    )
    further.add_argument(
        "--polish",
        action="store_true",
        help="train both parts further, with the latents held near where they are",
    )
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    if options.decoder_only:
        run_training(DecoderStage, DECODER_RECIPE, options)
    elif options.polish:
        run_training(PolishStage, POLISH_RECIPE, options)
    else:
        run_training(VaeStage, VAE_RECIPE, options)


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
