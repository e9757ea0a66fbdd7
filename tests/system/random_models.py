"""Random models of Stable Diffusion v1's shape, exported as bundles, for the tests of the program.

Four of them, that differ where the architecture may: tokenizers, levels, pixels per latent cell,
sizes of the CLIP, and how its text is pooled.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from exporter_run import run_exporter
from small_models import (
    MEAN,
    STD,
    Shape,
    clip_of,
    save_model,
    save_tokenizer,
    write_json,
)
from transformers import CLIPConfig, CLIPModel

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "system-models"
EIGHT = {  # three halvings, as Stable Diffusion's autoencoder has them
    "block_out_channels": (8, 16, 16, 16),
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "up_block_types": ["UpDecoderBlock2D"] * 4,
    "norm_num_groups": 4,
}
FOUR = {
    "block_out_channels": (8, 16, 16),
    "down_block_types": ["DownEncoderBlock2D"] * 3,
    "up_block_types": ["UpDecoderBlock2D"] * 3,
    "norm_num_groups": 8,
    "scaling_factor": 0.5,
}


@dataclass(frozen=True)
class Plan:
    """A shape, and what `Shape` does not say."""

    shape: Shape
    gain: float = 1.0  # of the UNet's last layer; 1 predicts hardly any noise
    clip_side: int = 32
    clip_patch: int = 8
    clip_eos: int | None = None  # 2: the largest id is the text's place


PLANS = {
    "tiny": Plan(Shape(channels=(16, 32), groups=8, vae=EIGHT, unet={"sample_size": 8})),
    "bpe": Plan(
        Shape(
            tokenizer="clip_bpe",
            clip_tokenizer="clip_bpe",
            groups=16,
            seed=11,
            vae=EIGHT,
            unet={"sample_size": 8},
        ),
        gain=8,
    ),
    "levels": Plan(
        Shape(
            channels=(16, 24, 32, 32),
            crossed=(True, True, True, False),
            layers=2,
            groups=8,
            seed=21,
            clip_tokenizer="clip_bpe",
            vae=EIGHT | {"layers_per_block": 2},
            unet={"sample_size": 8},
        ),
        gain=8,
        clip_side=80,
        clip_patch=16,
        clip_eos=2,
    ),
    "coarse": Plan(
        Shape(
            tokenizer="clip_bpe",
            seed=31,
            groups=32,
            vae=FOUR,
            unet={"sample_size": 16, "use_linear_projection": True, "act_fn": "gelu"},
        ),
        gain=4,
        clip_side=48,
        clip_patch=12,
    ),
}


@dataclass(frozen=True)
class RandomModel:
    """Where a model is: diffusers folder, CLIP folder, and its bundle."""

    model: Path
    clip: Path
    bundle: Path


def save_random_clip(folder: Path, plan: Plan) -> None:
    settings = clip_of(plan.shape, plan.clip_eos).config.to_dict()
    settings["vision_config"] |= {"image_size": plan.clip_side, "patch_size": plan.clip_patch}
    torch.manual_seed(plan.shape.seed + 4)
    CLIPModel(CLIPConfig(**settings)).save_pretrained(folder)
    save_tokenizer(folder, plan.shape.clip_tokenizer)
    preprocessing = {"crop_size": plan.clip_side, "image_mean": MEAN, "image_std": STD}
    write_json(folder / "preprocessor_config.json", preprocessing)


@cache
def source_key() -> str:
    """Changes when the exporter or the plans do, so that no stale bundle is tested."""
    digest = hashlib.sha256(torch.__version__.encode())
    sources = [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "tests" / "export").glob("*.py")]
    for path in sorted([*sources, Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def forget_old_models() -> None:
    """Those of other sources, but not today's: another run may be using them."""
    for old in CACHE.glob("*"):
        if time.time() - old.stat().st_mtime > 86400:
            shutil.rmtree(old, ignore_errors=True)


def random_model(name: str) -> RandomModel:
    """Makes and exports the model unless an earlier run has."""
    home = CACHE / source_key() / name
    if not home.exists():
        forget_old_models()
        making = CACHE / source_key() / f"{name}.{os.getpid()}"
        plan = PLANS[name]
        save_model(making / "model", plan.shape, plan.gain)
        save_random_clip(making / "clip", plan)
        exported = run_exporter(making / "bundle", making / "model", making / "clip")
        assert exported.code == 0, exported.err
        try:
            making.rename(home)
        except OSError:  # another run was quicker
            shutil.rmtree(making, ignore_errors=True)
    return RandomModel(home / "model", home / "clip", home / "bundle")
