"""Random models of Stable Diffusion v1's shape, small enough to be exported in a second."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from maulstick_export.clip_vocabulary import clip_merges, clip_vocabulary
from transformers import CLIPConfig, CLIPModel, CLIPTextConfig, CLIPTextModel

WIDTH = 64
CLIP_WIDTH = 32
CLIP_SIZE = 32
MEAN = [0.48145466, 0.4578275, 0.40821073]
STD = [0.26862954, 0.26130258, 0.27577711]
SCHEDULER = {
    "_class_name": "PNDMScheduler",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "num_train_timesteps": 1000,
}
SENTENCES = ["a campfire with a group of people", "a futuristic city with neon lights", "a lake"]


@dataclass
class Shape:
    """What differs between the models of the tests."""

    channels: tuple[int, ...] = (32, 64)
    crossed: tuple[bool, ...] = (True, False)
    layers: int = 1
    groups: int = 32
    tokenizer: str = "sentencepiece"
    clip_tokenizer: str = "sentencepiece"
    seed: int = 1
    unet: dict[str, Any] = field(default_factory=dict)
    vae: dict[str, Any] = field(default_factory=dict)


def unet_of(shape: Shape) -> UNet2DConditionModel:
    kinds = ["CrossAttn" if crossed else "" for crossed in shape.crossed]
    settings = {
        "sample_size": 16,
        "block_out_channels": shape.channels,
        "down_block_types": [f"{kind}DownBlock2D" for kind in kinds],
        "up_block_types": [f"{kind}UpBlock2D" for kind in kinds[::-1]],
        "layers_per_block": shape.layers,
        "norm_num_groups": shape.groups,
        "cross_attention_dim": WIDTH,
        "attention_head_dim": 8,
    }
    torch.manual_seed(shape.seed)
    return UNet2DConditionModel(**settings | shape.unet).eval().requires_grad_(False)


def vae_of(shape: Shape) -> AutoencoderKL:
    settings = {
        "block_out_channels": (32, 64),
        "down_block_types": ["DownEncoderBlock2D"] * 2,
        "up_block_types": ["UpDecoderBlock2D"] * 2,
        "layers_per_block": shape.layers,
        "norm_num_groups": shape.groups,
        "sample_size": 32,
        "scaling_factor": 0.18215,
    }
    torch.manual_seed(shape.seed + 1)
    return AutoencoderKL(**settings | shape.vae).eval().requires_grad_(False)


def text_encoder_of(shape: Shape) -> CLIPTextModel:
    vocabulary, ids = _vocabulary(shape.tokenizer)
    torch.manual_seed(shape.seed + 2)
    config = CLIPTextConfig(**_text(vocabulary, WIDTH), **ids)
    return CLIPTextModel(config).eval().requires_grad_(False)


def clip_of(shape: Shape, eos: int | None = None) -> CLIPModel:
    vocabulary, ids = _vocabulary(shape.clip_tokenizer)
    if eos is not None:
        ids["eos_token_id"] = eos
    vision = {
        "hidden_size": CLIP_WIDTH,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": CLIP_SIZE,
        "patch_size": 8,
    }
    text = _text(vocabulary, CLIP_WIDTH) | ids
    torch.manual_seed(shape.seed + 3)
    config = CLIPConfig(text_config=text, vision_config=vision, projection_dim=24)
    return CLIPModel(config).eval().requires_grad_(False)


def save_model(folder: Path, shape: Shape, gain: float = 1) -> Path:
    """The model in diffusers' layout; `gain` makes the UNet's noise larger."""
    unet = unet_of(shape)
    unet.conv_out.weight.data *= gain
    unet.save_pretrained(folder / "unet")
    vae_of(shape).save_pretrained(folder / "vae")
    text_encoder_of(shape).save_pretrained(folder / "text_encoder")
    save_tokenizer(folder / "tokenizer", shape.tokenizer)
    write_json(folder / "scheduler" / "scheduler_config.json", SCHEDULER)
    write_json(folder / "model_index.json", {"_class_name": "StableDiffusionPipeline"})
    return folder


def save_clip(folder: Path, shape: Shape, eos: int | None = None) -> Path:
    """The guidance CLIP in transformers' layout."""
    clip_of(shape, eos).save_pretrained(folder)
    save_tokenizer(folder, shape.clip_tokenizer)
    preprocessing = {"crop_size": CLIP_SIZE, "image_mean": MEAN, "image_std": STD}
    write_json(folder / "preprocessor_config.json", preprocessing)
    return folder


def save_tokenizer(folder: Path, kind: str) -> None:
    """`clip_bpe` has CLIP's own vocabulary; `sentencepiece` is trained on a few sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "clip_bpe":
        merges = clip_merges()
        write_json(folder / "vocab.json", clip_vocabulary(merges))
        text = "\n".join(["#version: 0.2", *merges])
        (folder / "merges.txt").write_text(text, encoding="utf-8")
        return
    with (folder / "tokenizer.model").open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(SENTENCES),
            model_writer=file,
            vocab_size=40,
            model_type="bpe",
            pad_id=0,
            unk_id=1,
            bos_id=2,
            eos_id=3,
            minloglevel=9,
        )
    settings = {
        "tokenizer_class": "sentencepiece",
        "do_lower_case": True,
        "model_max_length": 77,
        "bos_token_id": 2,
        "eos_token_id": 3,
        "pad_token_id": 3,
    }
    write_json(folder / "tokenizer_config.json", settings)


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def _vocabulary(tokenizer: str) -> tuple[int, dict[str, int]]:
    if tokenizer == "clip_bpe":
        return 49408, {"bos_token_id": 49406, "eos_token_id": 49407, "pad_token_id": 49407}
    return 40, {"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 3}


def _text(vocabulary: int, width: int) -> dict[str, int]:
    return {
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": 2 * width,
        "num_hidden_layers": 2,
        "num_attention_heads": max(1, width // 64),
    }
