"""Features of pictures and texts, as the engine compares them."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor
from transformers import CLIPModel

from training.settings import END


def image_features(clip: CLIPModel, pictures: Tensor) -> Tensor:
    """Of pictures in [-1, 1], which is this CLIP's normalisation; length one."""
    pooled = clip.vision_model(pixel_values=pictures).pooler_output
    return F.normalize(clip.visual_projection(pooled).float(), dim=-1)


def text_features(clip: CLIPModel, ids: Tensor) -> Tensor:
    """Of token ids [N, 77]; length one. What follows the end tokens has no influence: left out."""
    longest = int((ids == END).int().argmax(dim=1).max()) + 1
    ids = ids[:, :longest].to(clip.device)
    pooled = clip.text_model(input_ids=ids).pooler_output
    return F.normalize(clip.text_projection(pooled).float(), dim=-1)
