#!/usr/bin/env python3
"""Trains Easel's autoencoder on the painted pictures; --decoder-only trains its decoder further."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from training.command import run_training, training_parser
from training.errors import run_command
from training.settings import DECODER_RECIPE, VAE_RECIPE
from training.vae_stage import DecoderStage, VaeStage


def parse() -> argparse.Namespace:
    parser = training_parser(__doc__, VAE_RECIPE)
    parser.add_argument(
        "--decoder-only",
        action="store_true",
        help="keep the encoder as trained, and with it all latents",
    )
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    if options.decoder_only:
        run_training(DecoderStage, DECODER_RECIPE, options)
    else:
        run_training(VaeStage, VAE_RECIPE, options)


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
