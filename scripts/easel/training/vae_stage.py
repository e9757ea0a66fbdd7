"""Training of the autoencoder: all of it, then the decoder alone, then both with less freedom."""

from __future__ import annotations

import copy
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from scenes.scene import STYLES
from torch import Tensor

from training.chance import Chance
from training.networks import new_vae
from training.pictures import crops, open_pictures, painted, save_grid, to_pixels, to_signal
from training.scene_file import held_out_at
from training.settings import (
    CROP,
    CROPPED_SHARE,
    DECODER_LOSS,
    DECODER_RECIPE,
    LATENTS_HELD,
    POLISH_RECIPE,
    SIZE,
    VAE_LOSS,
    VAE_RECIPE,
)
from training.team import Team
from training.trained import load_trained
from training.vae_loss import divergence, picture_loss, psnr
from training.work import Work

HELD_OUT = 48
AT_ONCE = 16
PREVIEWED, COLUMNS = 24, 8
BEFORE_POLISH = (DECODER_RECIPE, VAE_RECIPE)


class VaeStage:
    """Small crops first, which teach textures quickly; then whole pictures."""

    def __init__(self, work: Work, team: Team) -> None:
        self.team = team
        self.module = new_vae(VAE_RECIPE.seed)
        self.module.to(team.device, memory_format=team.memory_format)
        self.pictures = open_pictures(work)
        self.scenes = [held_out_at(index) for index in range(HELD_OUT)]
        self.held_out = to_signal(painted(self.scenes)) if team.leads else None

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        cropped = share < CROPPED_SHARE
        side = CROP if cropped else SIZE
        pieces = count * (SIZE // side) ** 2  # as many pixels either way
        wanted = self._batch(crops(self.pictures, pieces, side, chance.numbers))
        latents = self.module.encode(wanted).latent_dist
        sampled = latents.mean + latents.std * chance.normal_like(latents.mean)
        made = self.module.decode(sampled).sample.float()
        loss = picture_loss(made, wanted, VAE_LOSS)
        return loss + VAE_LOSS.divergence * divergence(latents)

    def _batch(self, pixels: np.ndarray) -> Tensor:
        return to_signal(pixels).contiguous().to(self.team.device)

    def validate(self, average: AutoencoderKL) -> str:
        ratios = psnr(self._reconstructed(average, self.held_out), self.held_out)
        by_style = defaultdict(list)
        for scene, ratio in zip(self.scenes, ratios.tolist(), strict=True):
            by_style[scene.style].append(ratio)
        means = [f"{style} {np.mean(by_style[style]):.1f}" for style in STYLES if by_style[style]]
        return f"{ratios.mean():.2f} dB ({', '.join(means)})"

    def preview(self, average: AutoencoderKL, path: Path) -> None:
        """Rows of held-out pictures, each above its reconstruction."""
        wanted = self.held_out[:PREVIEWED]
        made = self._reconstructed(average, wanted)
        pairs = np.stack([to_pixels(x).reshape(-1, COLUMNS, SIZE, SIZE, 3) for x in (wanted, made)])
        rows = pairs.swapaxes(0, 1).reshape(-1, SIZE, SIZE, 3)
        save_grid(rows, COLUMNS, path)

    def _reconstructed(self, average: AutoencoderKL, wanted: Tensor) -> Tensor:
        made = []
        with self.team.autocast(bfloat16_on_cpu=False):
            for piece in wanted.split(AT_ONCE):
                latents = average.encode(piece.to(self.team.device)).latent_dist.mode()
                made.append(average.decode(latents).sample.float().cpu())
        return torch.cat(made)


class DecoderStage(VaeStage):
    """The encoder stays as it is, so latents and what was trained on them stay valid."""

    def __init__(self, work: Work, team: Team) -> None:
        super().__init__(work, team)
        load_trained(self.module, work, [VAE_RECIPE], "train_vae.py")
        for part in (self.module.encoder, self.module.quant_conv):
            part.requires_grad_(False)

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        wanted = self._batch(crops(self.pictures, count, SIZE, chance.numbers))
        with torch.no_grad():
            latents = self.module.encode(wanted).latent_dist
            sampled = latents.mean + latents.std * chance.normal_like(latents.mean)
        made = self.module.decode(sampled).sample.float()
        return picture_loss(made, wanted, DECODER_LOSS)


class PolishStage(VaeStage):
    """The encoder learns to say better what the decoder has learned to read. Its latents are held
    near those of before, so that a UNet trained on them can go on from where it is.
    """

    def __init__(self, work: Work, team: Team) -> None:
        super().__init__(work, team)
        load_trained(self.module, work, BEFORE_POLISH, "train_vae.py")
        self.before = copy.deepcopy(self.module).eval().requires_grad_(False)

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        wanted = self._batch(crops(self.pictures, count, SIZE, chance.numbers))
        with torch.no_grad():
            before = self.before.encode(wanted).latent_dist
        latents = self.module.encode(wanted).latent_dist.mean
        sampled = latents + before.std * chance.normal_like(latents)
        made = self.module.decode(sampled).sample.float()
        moved = (latents - before.mean).float().square().mean() / before.mean.float().var()
        return picture_loss(made, wanted, DECODER_LOSS) + LATENTS_HELD * moved

    def validate(self, average: AutoencoderKL) -> str:
        first = self.held_out[:AT_ONCE].to(self.team.device)
        before, now = (vae.encode(first).latent_dist.mean for vae in (self.before, average))
        moved = (now - before).std() / before.std()
        return f"{super().validate(average)}, latents moved by {moved:.2f} of their spread"


def trained_vae(work: Work) -> AutoencoderKL:
    """The best that there is."""
    vae = new_vae(VAE_RECIPE.seed)
    load_trained(vae, work, [POLISH_RECIPE, *BEFORE_POLISH], "train_vae.py")
    return vae.eval().requires_grad_(False)
