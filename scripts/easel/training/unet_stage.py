"""Training of the text encoder and the UNet, on latents of the pictures and captions drawn anew: all
of it, then with the weight on what is decided first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scenes.captions import describe, prompt_of
from scenes.scene import Scene
from torch import Tensor

from training.chance import Chance
from training.latents import TrainingLatents, check_encoder, decode, encode, fast_vae
from training.networks import Painter
from training.noise import layout_weights, noisy, signal_shares, timestep_weights
from training.pictures import painted, save_grid, to_pixels, to_signal
from training.questions import Questions
from training.sample import PREVIEW_PROMPTS, sample_latents
from training.scene_file import held_out_at, read_scenes
from training.settings import (
    CAPTION_DROPOUT,
    HELD_OUT_SEED,
    LAYOUT_CANONICAL_SHARE,
    LAYOUT_RECIPE,
    REHEARSED,
    TRAIN_TIMESTEPS,
    UNET_RECIPE,
)
from training.team import Team
from training.tokens import Tokens
from training.trained import load_trained
from training.work import Work

HELD_OUT = 128
COLUMNS = 4


@dataclass(frozen=True)
class Batch:
    scenes: list[Scene]
    ids: Tensor  # of their captions: int64 [N, 77]
    latents: Tensor  # [N, 4, h, w]
    noise: Tensor
    timesteps: Tensor  # [N]


class UnetStage:
    def __init__(self, work: Work, team: Team) -> None:
        self.team = team
        self.tokens = Tokens(work)
        self.empty = self.tokens([""])
        self.latents = TrainingLatents.open(work)
        self.scenes = read_scenes(work.scenes)[: len(self.latents.values)]
        self.odds = self._odds()
        painter = Painter(self.tokens.vocabulary, UNET_RECIPE.seed)
        self.module = painter.to(team.device, memory_format=team.memory_format)
        self.shares = signal_shares().to(team.device)
        self.weights = timestep_weights(self.shares)
        if team.leads:
            self.vae = fast_vae(work)
            check_encoder(work, self.vae)
            self.held_out = HeldOut(self)

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        return self.loss_of(self.draw(count, chance))

    def _odds(self) -> np.ndarray | None:
        """Of each scene to be drawn; all the same where it is nothing."""
        return None

    def draw(self, count: int, chance: Chance) -> Batch:
        chosen = chance.numbers.choice(len(self.scenes), size=count, p=self.odds)
        latents = self.latents.scaled(chosen).to(self.team.device)
        timesteps = torch.randint(TRAIN_TIMESTEPS, (count,), generator=chance.tensors)
        noise = chance.normal_like(latents)
        scenes = [self.scenes[index] for index in chosen]
        return Batch(scenes, self._captions(scenes, chance), latents, noise, timesteps)

    def loss_of(self, batch: Batch) -> Tensor:
        errors = self.errors(self.module, batch.latents, batch.noise, batch.timesteps, batch.ids)
        return (errors * self.weights[batch.timesteps.to(errors.device)]).mean()

    def errors(
        self, painter: Painter, latents: Tensor, noise: Tensor, timesteps: Tensor, ids: Tensor
    ) -> Tensor:
        """Mean square errors of the predicted noise [N]."""
        timesteps = timesteps.to(self.team.device)
        blurred = noisy(latents, noise, self.shares[timesteps])
        context = painter.text_encoder(ids.to(self.team.device)).last_hidden_state
        predicted = painter.unet(blurred, timesteps, context).sample
        return F.mse_loss(predicted.float(), noise, reduction="none").mean((1, 2, 3))

    def _captions(self, scenes: list[Scene], chance: Chance) -> Tensor:
        """Token ids [N, 77]; some captions are left out, for classifier-free guidance."""
        ids = self.tokens([self._caption(scene, chance) for scene in scenes])
        ids[chance.chosen(len(scenes), CAPTION_DROPOUT)] = self.empty
        return ids

    def _caption(self, scene: Scene, chance: Chance) -> str:
        return describe(scene, chance.numbers)

    def validate(self, average: Painter) -> str:
        return self.held_out.figures(average)

    def preview(self, average: Painter, path: Path) -> None:
        latents = sample_latents(average, self.tokens(PREVIEW_PROMPTS), self.empty)
        pictures = to_pixels(decode(self.vae, latents / self.latents.scale))
        save_grid(pictures, COLUMNS, path)


class LayoutStage(UnetStage):
    """Goes on from the first stage's result, with more weight on high noise, more captions that name
    everything, and more of the subjects that were the hardest.
    """

    def __init__(self, work: Work, team: Team) -> None:
        super().__init__(work, team)
        load_trained(self.module, work, [UNET_RECIPE], "train_unet.py")
        self.module.questions = Questions(self.module).to(team.device)
        self.weights = layout_weights(self.shares)

    def _odds(self) -> np.ndarray | None:
        odds = np.array([REHEARSED.get(scene.subject, 1.0) for scene in self.scenes])
        return odds / odds.sum()

    def loss_of(self, batch: Batch) -> Tensor:
        loss = super().loss_of(batch)
        whole = self.tokens([prompt_of(scene) for scene in batch.scenes])
        named = (batch.ids == whole).all(1)
        return loss + self.module.questions.error(batch.scenes, named)

    def _caption(self, scene: Scene, chance: Chance) -> str:
        if chance.numbers.random() < LAYOUT_CANONICAL_SHARE:
            return prompt_of(scene)
        return super()._caption(scene, chance)


def trained_painter(work: Work) -> Painter:
    """The best that there is."""
    painter = Painter(Tokens(work).vocabulary, UNET_RECIPE.seed)
    load_trained(painter, work, [LAYOUT_RECIPE, UNET_RECIPE], "train_unet.py")
    return painter.eval()


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
