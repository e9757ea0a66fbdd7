"""Training of the text encoder and the UNet: latents of the pictures, and captions drawn anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scenes.captions import describe
from torch import Tensor

from training.chance import Chance
from training.latents import TrainingLatents, check_encoder, decode, encode, fast_vae
from training.networks import Painter
from training.noise import noisy, signal_shares, timestep_weights
from training.pictures import painted, save_grid, to_pixels, to_signal
from training.sample import PREVIEW_PROMPTS, sample_latents
from training.scene_file import held_out_at, read_scenes
from training.settings import CAPTION_DROPOUT, HELD_OUT_SEED, TRAIN_TIMESTEPS, UNET_RECIPE
from training.team import Team
from training.tokens import Tokens
from training.work import Work

HELD_OUT = 128
COLUMNS = 4


class UnetStage:
    def __init__(self, work: Work, team: Team) -> None:
        self.team = team
        self.tokens = Tokens(work)
        self.empty = self.tokens([""])
        self.latents = TrainingLatents.open(work)
        self.scenes = read_scenes(work.scenes)[: len(self.latents.values)]
        painter = Painter(self.tokens.vocabulary, UNET_RECIPE.seed)
        self.module = painter.to(team.device, memory_format=team.memory_format)
        self.shares = signal_shares().to(team.device)
        self.weights = timestep_weights(self.shares)
        if team.leads:
            self.vae = fast_vae(work)
            check_encoder(work, self.vae)
            self.held_out = HeldOut(self)

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        chosen = chance.numbers.integers(len(self.scenes), size=count)
        latents = self.latents.scaled(chosen).to(self.team.device)
        timesteps = torch.randint(TRAIN_TIMESTEPS, (count,), generator=chance.tensors)
        noise = chance.normal_like(latents)
        errors = self.errors(self.module, latents, noise, timesteps, self._captions(chosen, chance))
        return (errors * self.weights[timesteps.to(errors.device)]).mean()

    def errors(
        self, painter: Painter, latents: Tensor, noise: Tensor, timesteps: Tensor, ids: Tensor
    ) -> Tensor:
        """Mean square errors of the predicted noise [N]."""
        timesteps = timesteps.to(self.team.device)
        blurred = noisy(latents, noise, self.shares[timesteps])
        context = painter.text_encoder(ids.to(self.team.device)).last_hidden_state
        predicted = painter.unet(blurred, timesteps, context).sample
        return F.mse_loss(predicted.float(), noise, reduction="none").mean((1, 2, 3))

    def _captions(self, chosen: np.ndarray, chance: Chance) -> Tensor:
        """Token ids [N, 77]; some captions are left out, for classifier-free guidance."""
        ids = self.tokens([describe(self.scenes[index], chance.numbers) for index in chosen])
        ids[chance.chosen(len(chosen), CAPTION_DROPOUT)] = self.empty
        return ids

    def validate(self, average: Painter) -> str:
        return self.held_out.figures(average)

    def preview(self, average: Painter, path: Path) -> None:
        latents = sample_latents(average, self.tokens(PREVIEW_PROMPTS), self.empty)
        pictures = to_pixels(decode(self.vae, latents / self.latents.scale))
        save_grid(pictures, COLUMNS, path)


class HeldOut:
    """The error of the predicted noise on scenes, noise and timesteps that never change."""

    def __init__(self, stage: UnetStage) -> None:
        self._stage = stage
        scenes = [held_out_at(index) for index in range(HELD_OUT)]
        numbers = np.random.default_rng(HELD_OUT_SEED)
        device = stage.team.device
        means = encode(stage.vae, to_signal(painted(scenes))) * stage.latents.scale
        generator = torch.Generator().manual_seed(HELD_OUT_SEED)
        self._latents = means.to(device)
        self._noise = torch.randn(means.shape, generator=generator).to(device)
        self._ids = stage.tokens([describe(scene, numbers) for scene in scenes])
        shuffled = torch.randperm(HELD_OUT, generator=generator)
        self._timesteps = torch.linspace(5, TRAIN_TIMESTEPS - 5, HELD_OUT).long()[shuffled]

    def figures(self, painter: Painter) -> str:
        inputs = zip(
            self._latents.split(32),
            self._noise.split(32),
            self._timesteps.split(32),
            self._ids.split(32),
            strict=True,
        )
        errors = torch.cat([self._stage.errors(painter, *piece) for piece in inputs]).cpu()
        thirds = [
            errors[(self._timesteps * 3) // TRAIN_TIMESTEPS == third].mean() for third in range(3)
        ]
        by_third = ", ".join(f"{value:.4f}" for value in thirds)
        return f"error {errors.mean():.4f} (timesteps low, middle, high: {by_third})"
