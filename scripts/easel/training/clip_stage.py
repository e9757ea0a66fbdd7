"""Training of the guidance CLIP: pictures and captions, and captions with one thing wrong.

Telling captions of a batch apart needs no more than subject, style and colours, so that the network
never learns to look for the rest: what a caption says is also read off the features of both, and
patches are asked whether the subject stands in their column.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scenes.captions import describe, prompt_of, swappable, swapped
from scenes.scene import Scene
from torch import Tensor, nn
from transformers import CLIPModel

from training.augmentation import augment
from training.chance import Chance
from training.clip_features import features_and_patches, text_features
from training.clip_figures import HeldOutPairs
from training.meanings import Meanings
from training.networks import new_clip
from training.pictures import open_pictures, save_grid, to_pixels, to_signal
from training.questions import columns_of
from training.reconstructions import open_reconstructions
from training.scene_file import read_scenes
from training.settings import CLIP_PROJECTION, CLIP_QUESTION_WEIGHTS, CLIP_RECIPE, VISION
from training.team import Team
from training.tokens import Tokens
from training.trained import load_trained
from training.work import Work

CANONICAL_SHARE = 0.5
WRONG_PLACE_SHARE = 0.5  # of wrong captions: the hardest thing to see
RECONSTRUCTED_SHARE = 0.5
LARGEST_SCALE = 100.0
FEATURE_SCALE = CLIP_PROJECTION**0.5  # of features to a variance of one, for what reads them
PREVIEWED, COLUMNS = 32, 8


class ClipStage:
    def __init__(self, work: Work, team: Team) -> None:
        self.team = team
        self.tokens = Tokens(work)
        self.pictures = open_pictures(work)
        self.reconstructions = open_reconstructions(work)
        self.scenes = read_scenes(work.scenes)[: len(self.pictures)]
        self.module = new_clip(self.tokens.vocabulary, CLIP_RECIPE.seed)
        self.module.meanings = nn.ModuleDict(
            {name: Meanings(CLIP_PROJECTION) for name in ("image", "text")}
        )
        self.module.columns = nn.Conv2d(VISION["hidden_size"], 1, 1)
        self.module.to(team.device)
        self.held_out = HeldOutPairs(work, self.tokens) if team.leads else None

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        pictures, scenes = self._draw(count, chance)
        right, wrong, named = captions_of(scenes, chance.numbers)
        images, patches = features_and_patches(self.module, pictures.to(self.team.device))
        texts = text_features(self.module, self.tokens([*right, *wrong]))
        meaning = self._meaning(images, texts[:count], scenes, named)
        weights = CLIP_QUESTION_WEIGHTS
        return (
            self._contrast(images, texts)
            + weights.meaning * meaning
            + weights.column * self._column(patches, scenes)
        )

    def _contrast(self, images: Tensor, texts: Tensor) -> Tensor:
        """Of N pictures, their N captions, and N wrong ones behind those."""
        count = len(images)
        scale = self.module.logit_scale.exp().clamp(max=LARGEST_SCALE)
        alike = scale * images.float() @ texts.float().T  # [N, 2N]
        matching = torch.arange(count, device=alike.device)
        by_image = F.cross_entropy(alike, matching)
        by_text = F.cross_entropy(alike[:, :count].T, matching)
        return (by_image + by_text) / 2

    def _meaning(
        self, images: Tensor, texts: Tensor, scenes: list[Scene], named: list[bool]
    ) -> Tensor:
        readers = self.module.meanings
        everything = torch.ones(len(scenes))
        seen = readers["image"].error(FEATURE_SCALE * images, scenes, everything)
        said = readers["text"].error(FEATURE_SCALE * texts, scenes, torch.tensor(named))
        return (seen + said) / 2

    def _column(self, patches: Tensor, scenes: list[Scene]) -> Tensor:
        answers = self.module.columns(patches).float()
        return F.mse_loss(answers, columns_of(patches, scenes))

    def _draw(self, count: int, chance: Chance) -> tuple[Tensor, list[Scene]]:
        """Augmented pictures, half of them as the decoder makes them, and their scenes."""
        decoded = round(count * RECONSTRUCTED_SHARE)
        first = chance.numbers.integers(len(self.reconstructions), size=decoded)
        second = chance.numbers.integers(len(self.pictures), size=count - decoded)
        pixels = [self.reconstructions[index] for index in first]
        pixels += [self.pictures[index] for index in second]
        pictures = augment(to_signal(np.stack(pixels)), chance.tensors)
        return pictures, [self.scenes[index] for index in [*first, *second]]

    def validate(self, average: CLIPModel) -> str:
        with self.team.autocast(bfloat16_on_cpu=False):
            return self.held_out.figures(average)

    def preview(self, average: CLIPModel, path: Path) -> None:
        """The pictures of one batch, as the network sees them."""
        pictures, _ = self._draw(PREVIEWED, Chance.of_step(CLIP_RECIPE.seed, 0, 0))
        save_grid(to_pixels(pictures), COLUMNS, path)


def captions_of(
    scenes: Sequence[Scene], numbers: np.random.Generator
) -> tuple[list[str], list[str], list[bool]]:
    """For each scene a right caption, one in which a single attribute is another, and whether the
    right one names all there is to name.
    """
    right, wrong, named = [], [], []
    for scene in scenes:
        canonical = numbers.random() < CANONICAL_SHARE
        named.append(canonical)
        right.append(prompt_of(scene) if canonical else describe(scene, numbers))
        attribute = "position"
        if numbers.random() >= WRONG_PLACE_SHARE:
            attributes = swappable(scene)
            attribute = attributes[numbers.integers(len(attributes))]
        wrong.append(prompt_of(swapped(scene, attribute, numbers)))
    return right, wrong, named


def trained_clip(work: Work) -> CLIPModel:
    clip = new_clip(Tokens(work).vocabulary, CLIP_RECIPE.seed)
    load_trained(clip, work, [CLIP_RECIPE], "train_clip.py")
    return clip.eval()
