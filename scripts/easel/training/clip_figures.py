"""How well the guidance CLIP tells held-out scenes apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from scenes.captions import prompt_of, swappable, swapped
from scenes.captions_canonical import SWAPS
from torch import Tensor
from transformers import CLIPModel

from training.clip_features import image_features, text_features
from training.latents import decode, encode, fast_vae
from training.pictures import painted, to_signal
from training.scene_file import held_out_at
from training.settings import HELD_OUT_SEED
from training.tokens import Tokens
from training.work import Work

GROUPS, AMONG = 3, 64


class HeldOutPairs:
    """Decoded pictures of held-out scenes, their captions, and captions with one swap."""

    def __init__(self, work: Work, tokens: Tokens) -> None:
        scenes = [held_out_at(index) for index in range(GROUPS * AMONG)]
        numbers = np.random.default_rng(HELD_OUT_SEED)
        vae = fast_vae(work)
        self._pictures = decode(vae, encode(vae, to_signal(painted(scenes))))
        self._ids = tokens([prompt_of(scene) for scene in scenes])
        self._swaps: dict[str, tuple[list[int], Tensor]] = {}
        for attribute in SWAPS:
            able = [i for i, scene in enumerate(scenes) if attribute in swappable(scene)]
            wrong = [prompt_of(swapped(scenes[i], attribute, numbers)) for i in able]
            self._swaps[attribute] = able, tokens(wrong)

    def figures(self, clip: CLIPModel) -> str:
        images = _in_pieces(image_features, clip, self._pictures)
        right = _in_pieces(text_features, clip, self._ids)
        alike = torch.stack(
            [a @ b.T for a, b in zip(images.split(AMONG), right.split(AMONG), strict=True)]
        )
        found = (alike.argmax(dim=2) == torch.arange(AMONG)).float().mean()
        falls = []
        for attribute, (able, ids) in self._swaps.items():
            wrong = _in_pieces(text_features, clip, ids)
            fall = ((right[able] - wrong) * images[able]).sum(dim=1)
            falls.append(f"{attribute} {100 * (fall > 0).float().mean():.0f} %")
        return f"caption among {AMONG} {100 * found:.1f} %; swap seen: {', '.join(falls)}"


def _in_pieces(
    features: Callable[[CLIPModel, Tensor], Tensor], clip: CLIPModel, inputs: Tensor
) -> Tensor:
    return torch.cat([features(clip, piece.to(clip.device)).cpu() for piece in inputs.split(64)])
