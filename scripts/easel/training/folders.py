"""Trained networks as folders in the layouts of diffusers and transformers, put in place whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from diffusers import AutoencoderKL
from transformers import CLIPModel

from training.networks import Painter
from training.settings import BETA_END, BETA_START, SIZE, TRAIN_TIMESTEPS
from training.work import write_json

MODEL_INDEX = {
    "_class_name": "StableDiffusionPipeline",
    "vae": ["diffusers", "AutoencoderKL"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "tokenizer": ["sentencepiece", "SentencePieceProcessor"],
    "scheduler": ["diffusers", "LMSDiscreteScheduler"],
}
SCHEDULER = {
    "_class_name": "LMSDiscreteScheduler",
    "beta_start": BETA_START,
    "beta_end": BETA_END,
    "beta_schedule": "scaled_linear",
    "num_train_timesteps": TRAIN_TIMESTEPS,
    "prediction_type": "epsilon",
}
PREPROCESSOR: dict[str, Any] = {
    "image_processor_type": "CLIPImageProcessor",
    "do_resize": True,
    "size": {"shortest_edge": SIZE},
    "do_center_crop": True,
    "crop_size": SIZE,
    "do_normalize": True,
    "image_mean": [0.5] * 3,
    "image_std": [0.5] * 3,
    "resample": 2,  # bilinear
}


def write_folder(path: Path, write: Callable[[Path], object]) -> None:
    """Calls `write` with an empty folder beside `path`, which then takes the place of `path`."""
    temporary = path.with_name(f".{os.getpid()}.{path.name}")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        write(temporary)
        shutil.rmtree(path, ignore_errors=True)
        os.replace(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_vae(vae: AutoencoderKL, scaling_factor: float, path: Path) -> None:
    vae.register_to_config(scaling_factor=scaling_factor)
    write_folder(path, vae.save_pretrained)


def write_diffusers(
    painter: Painter, vae: AutoencoderKL, scaling_factor: float, tokenizer: Path, path: Path
) -> None:
    def write(folder: Path) -> None:
        write_json(folder / "model_index.json", MODEL_INDEX)
        write_json(folder / "scheduler" / "scheduler_config.json", SCHEDULER)
        shutil.copytree(tokenizer, folder / "tokenizer")
        painter.text_encoder.save_pretrained(folder / "text_encoder")
        painter.unet.save_pretrained(folder / "unet")
        write_vae(vae, scaling_factor, folder / "vae")

    write_folder(path, write)


def write_clip(clip: CLIPModel, tokenizer: Path, path: Path) -> None:
    def write(folder: Path) -> None:
        clip.save_pretrained(folder)
        write_json(folder / "preprocessor_config.json", PREPROCESSOR)
        for file in tokenizer.iterdir():
            shutil.copyfile(file, folder / file.name)

    write_folder(path, write)
