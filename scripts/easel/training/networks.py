"""The networks, fresh from their configurations."""

from __future__ import annotations

import os

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch  # noqa: E402
from diffusers import AutoencoderKL, UNet2DConditionModel  # noqa: E402
from torch import nn  # noqa: E402
from transformers import (  # noqa: E402
    CLIPConfig,
    CLIPModel,
    CLIPTextConfig,
    CLIPTextModel,
    CLIPVisionConfig,
)
from transformers.utils import logging  # noqa: E402

from training.settings import CLIP_PROJECTION, TEXT, UNET, VAE, VISION  # noqa: E402

logging.disable_progress_bar()


def new_vae(seed: int) -> AutoencoderKL:
    torch.manual_seed(seed)
    return AutoencoderKL(**VAE)


class Painter(nn.Module):
    """Text encoder and UNet, which are trained as one."""

    def __init__(self, vocabulary: int, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.unet = UNet2DConditionModel(**UNET)
        self.text_encoder = CLIPTextModel(CLIPTextConfig(vocab_size=vocabulary, **TEXT))


def new_clip(vocabulary: int, seed: int) -> CLIPModel:
    torch.manual_seed(seed)
    text = CLIPTextConfig(vocab_size=vocabulary, **TEXT)
    vision = CLIPVisionConfig(**VISION)
    config = CLIPConfig(
        text_config=text.to_dict(),
        vision_config=vision.to_dict(),
        projection_dim=CLIP_PROJECTION,
    )
    return CLIPModel(config)
