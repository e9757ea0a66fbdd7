#!/usr/bin/env python3
"""Encodes all painted pictures with the trained autoencoder: latents.npy and the folder vae."""

from __future__ import annotations

import argparse
import sys
from functools import partial

import numpy as np
import torch
from training.errors import run_command
from training.folders import write_vae
from training.growing_array import open_growing
from training.latents import LATENT_SHAPE, Encoding, encoder_fingerprint
from training.parallel import blocks, cores, each_block
from training.pictures import open_pictures
from training.progress import Progress
from training.vae_stage import trained_vae
from training.work import Work, add_work_option, read_json, write_json

BLOCK = 128


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add_work_option(parser)
    parser.add_argument("--processes", type=int, default=cores())
    return parser.parse_args()


def encode_all(options: argparse.Namespace) -> None:
    work = Work(options.work)
    vae = trained_vae(work)
    record = {"encoder": encoder_fingerprint(vae), "done": 0}
    old = read_json(work.latents_record)
    if old.get("encoder") == record["encoder"] and work.latents.exists():
        record["done"] = old["done"]
    count = len(open_pictures(work))
    _encode_rest(work, record, count, 1 if torch.cuda.is_available() else options.processes)
    record["scaling_factor"] = scaling_factor(np.load(work.latents, mmap_mode="r")[:count])
    write_vae(vae, record["scaling_factor"], work.vae)
    write_json(work.latents_record, record)
    print(f"latents  {count:,}, scaling factor {record['scaling_factor']:.5f}")


def _encode_rest(work: Work, record: dict[str, object], count: int, processes: int) -> None:
    """Goes on from the last block that the record counts."""
    done = record["done"]
    open_growing(work.latents, count, LATENT_SHAPE, np.float16)
    progress = Progress("latents", done, count)
    todo = blocks(done, count, BLOCK)
    for block, _ in each_block(Encoding(work).encode_block, todo, processes):
        record["done"] = block.stop
        write_json(work.latents_record, record)
        progress.update(block.stop)


def scaling_factor(latents: np.ndarray) -> float:
    """What brings the latents to a standard deviation of one, as Stable Diffusion's is."""
    sums = np.zeros(2)
    for start in range(0, len(latents), 4096):
        piece = np.asarray(latents[start : start + 4096], dtype=np.float64)
        sums += piece.sum(), np.square(piece).sum()
    mean, square = sums / latents.size
    return float(1 / np.sqrt(square - mean**2))


if __name__ == "__main__":
    sys.exit(run_command(partial(encode_all, parse())))
