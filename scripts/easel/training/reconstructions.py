"""Pictures as the decoder makes them, for the CLIP that is to judge decoded latents.

Guidance also decodes predictions from the middle of a run, which are soft or noisy: half of the
latents are made so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from torch import Tensor

from training.growing_array import open_growing
from training.latents import (
    TrainingLatents,
    check_encoder,
    decode,
    encoder_fingerprint,
    fast_vae,
)
from training.parallel import blocks, each_block
from training.pictures import to_pixels
from training.progress import Progress
from training.settings import RECONSTRUCTIONS, SIZE
from training.vae_stage import trained_vae
from training.work import Work, read_json, write_json

BLOCK = 64
SEED = 11
NOISE = 0.5  # at most, in standard deviations of the latents


def make_reconstructions(work: Work, processes: int) -> None:
    """Writes reconstructions.npy, or the rest of it: picture i is made from latents i."""
    latents = TrainingLatents.open(work)
    count = min(RECONSTRUCTIONS, len(latents.values))
    vae = trained_vae(work)
    check_encoder(work, vae)
    record = {"encoder": encoder_fingerprint(vae), "done": 0}
    old = read_json(work.reconstructions_record)
    if old.get("encoder") == record["encoder"] and work.reconstructions.exists():
        record["done"] = old["done"]
    if record["done"] >= count:
        return
    open_growing(work.reconstructions, count, (SIZE, SIZE, 3), np.uint8)
    progress = Progress("reconstructions", record["done"], count)
    todo = blocks(record["done"], count, BLOCK)
    processes = 1 if torch.cuda.is_available() else processes
    for block, _ in each_block(Decoding(work).decode_block, todo, processes):
        record["done"] = block.stop
        write_json(work.reconstructions_record, record)
        progress.update(block.stop)


@dataclass(frozen=True)
class Decoding:
    """Decodes blocks of latents in any process."""

    work: Work

    def decode_block(self, block: range) -> None:
        vae, latents = _shared(self.work)
        scaled = latents.scaled(np.arange(block.start, block.stop))
        spoiled = spoil(scaled, torch.Generator().manual_seed(SEED + block.start))
        pictures = np.load(self.work.reconstructions, mmap_mode="r+")
        made = decode(vae, spoiled / latents.scale)
        pictures[block.start : block.stop] = to_pixels(made)
        pictures.flush()


@cache
def _shared(work: Work) -> tuple[AutoencoderKL, TrainingLatents]:
    torch.set_num_threads(1)
    return fast_vae(work), TrainingLatents.open(work)


def spoil(latents: Tensor, generator: torch.Generator) -> Tensor:
    """Of scaled latents, every fourth blurred, and every fourth noisy, by random amounts."""
    kinds = torch.arange(len(latents)).view(-1, 1, 1, 1) % 4
    amounts = torch.rand((len(latents), 1, 1, 1), generator=generator)
    smooth = F.avg_pool2d(latents, 3, 1, 1, count_include_pad=False)
    noise = torch.randn(latents.shape, generator=generator)
    blurred = latents + amounts * (smooth - latents)
    noisy = latents + NOISE * amounts * noise
    return torch.where(kinds == 1, blurred, torch.where(kinds == 3, noisy, latents))


def open_reconstructions(work: Work) -> np.ndarray:
    count = read_json(work.reconstructions_record)["done"]
    return np.load(work.reconstructions, mmap_mode="r")[:count]
