"""Features of pictures and texts, as the engine compares them."""

from __future__ import annotations

import math

import torch.nn.functional as F
from torch import Tensor
from transformers import CLIPModel

from training.settings import END


def image_features(clip: CLIPModel, pictures: Tensor) -> Tensor:
    """Of pictures in [-1, 1], which is this CLIP's normalisation; length one."""
    return features_and_patches(clip, pictures)[0]


def features_and_patches(clip: CLIPModel, pictures: Tensor) -> tuple[Tensor, Tensor]:
    """The same, and what the last layer makes of each patch: [N, width, h, w]."""
    seen = clip.vision_model(pixel_values=pictures)
    features = F.normalize(clip.visual_projection(seen.pooler_output).float(), dim=-1)
    patches = seen.last_hidden_state[:, 1:].transpose(1, 2)
    side = math.isqrt(patches.shape[-1])
    return features, patches.unflatten(-1, (side, side))


def text_features(clip: CLIPModel, ids: Tensor) -> Tensor:
    """Of token ids [N, 77]; length one. What follows the end tokens has no influence: left out."""
    longest = int((ids == END).int().argmax(dim=1).max()) + 1
    ids = ids[:, :longest].to(clip.device)
    pooled = clip.text_model(input_ids=ids).pooler_output
    return F.normalize(clip.text_projection(pooled).float(), dim=-1)
