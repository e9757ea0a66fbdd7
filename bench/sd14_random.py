"""Stable Diffusion v1.4's architecture with seeded random weights, as diffusers and CLIP folders.

Time and memory do not depend on what the weights are, so this stands in for the real model, whose
weights cannot be shipped.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import CLIPConfig, CLIPModel, CLIPTextConfig, CLIPTextModel

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from maulstick_export.clip_vocabulary import clip_merges, clip_vocabulary

SEED = 14
LEVELS = 4


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def save_tokenizer(folder: Path) -> None:
    merges = clip_merges()
    write_json(folder / "vocab.json", clip_vocabulary(merges))
    text = "\n".join(["#version: 0.2", *merges])
    (folder / "merges.txt").write_text(text, encoding="utf-8")
    write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "CLIPTokenizer", "model_max_length": 77},
    )


def autoencoder() -> AutoencoderKL:
    return AutoencoderKL(
        sample_size=512,
        block_out_channels=(128, 256, 512, 512),
        down_block_types=("DownEncoderBlock2D",) * LEVELS,
        up_block_types=("UpDecoderBlock2D",) * LEVELS,
        layers_per_block=2,
        scaling_factor=0.18215,
    )


def text_encoder() -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12
        )
    )


def save_model(folder: Path) -> None:
    torch.manual_seed(SEED)
    unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=768, attention_head_dim=8)
    unet.save_pretrained(folder / "unet", max_shard_size="20GB")
    del unet
    autoencoder().save_pretrained(folder / "vae")
    text_encoder().save_pretrained(folder / "text_encoder")
    save_tokenizer(folder / "tokenizer")
    write_json(
        folder / "scheduler" / "scheduler_config.json",
        {
            "_class_name": "LMSDiscreteScheduler",
            "beta_start": 0.00085,
            "beta_end": 0.012,
            "beta_schedule": "scaled_linear",
            "num_train_timesteps": 1000,
        },
    )
    # Last, so that a folder with it is whole.
    write_json(folder / "model_index.json", {"_class_name": "StableDiffusionPipeline"})


def save_clip(folder: Path) -> None:
    """ViT-B/32."""
    torch.manual_seed(SEED + 1)
    CLIPModel(CLIPConfig(vision_config={"patch_size": 32})).save_pretrained(folder)
    save_tokenizer(folder)
    write_json(
        folder / "preprocessor_config.json",
        {
            "crop_size": 224,
            "image_mean": [0.48145466, 0.4578275, 0.40821073],
            "image_std": [0.26862954, 0.26130258, 0.27577711],
        },
    )
