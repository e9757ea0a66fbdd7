"""What the judge learns from, and by which loss."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from scenes.captions import describe, prompt_of, swappable, swapped
from scenes.scene import Scene, random_scene
from torch import Tensor
from torch.nn import functional as F
from training.chance import Chance
from training.pictures import save_grid
from training.settings import Recipe
from training.team import Team
from training.work import Work, read_json, write_json

from .augment import augment
from .judge import Judge
from .labels import UNANSWERABLE, answers, mirrored
from .network import JudgeNet
from .own_pictures import OwnPictures, judge_folder, own_scene
from .self_test import in_words, self_test, test_cases
from .tensors import to_tensor
from .words import Reader, vocabulary

JUDGE_RECIPE = Recipe(
    name="judge",
    samples=90_000,
    batch=16,
    batch_on_gpu=256,
    learning_rate=2e-3,
    seed=7_000,
    warm_up=60,
    betas=(0.9, 0.98),
    weight_decay=2e-2,
    average_over=2_000,
    average_over_late=6_000,
    late=0.7,
)
VOCABULARY_SEED = 7_003
CAPTIONS_FOR_WORDS = 20_000
PROMPT_SHARE = 0.5
SMOOTHING = 0.03
LEAST_CHANGED, MOST_CHANGED = 0.2, 0.85  # of the pictures, by augmentation
CAPTION_WEIGHT = 0.5
QUESTION_WEIGHTS = {"subject": 2.0}  # the hardest one; others 1
HIGHEST_SCALE = 50.0
CALIBRATION_SEED, CALIBRATION_BATCHES, CALIBRATION_BATCH = 7_005, 6, 64
VALIDATED = 128
PREVIEWED = 64


class JudgeStage:
    """Augmented pictures with their answers and captions, and captions with one thing wrong."""

    def __init__(self, work: Work, team: Team) -> None:
        torch.manual_seed(JUDGE_RECIPE.seed)
        self.team = team
        self.reader = own_reader(work)
        self.module = JudgeNet(self.reader.size).to(team.device, memory_format=torch.channels_last)
        self.pictures = OwnPictures(work).open()
        self.cases = test_cases(VALIDATED) if team.leads else []

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        # Pictures are prepared, and scores compared, in more than bfloat16's three digits.
        exactly = torch.autocast(self.team.device.type, enabled=False)
        with exactly:
            pictures, scenes = self._batch(count, chance, changed_share(share))
        right, wrong = captions(scenes, chance.numbers)
        features = self.module.eye(pictures.to(self.team.device))
        with exactly:
            features = features.float()
            loss = question_loss(self.module, features, scenes)
            numbers = self.reader.read(right + wrong).to(self.team.device)
            return loss + CAPTION_WEIGHT * caption_loss(self.module, features, numbers)

    def _batch(
        self, count: int, chance: Chance, changed: float = MOST_CHANGED
    ) -> tuple[Tensor, list[Scene]]:
        indices = chance.numbers.integers(len(self.pictures), size=count)
        flipped = chance.numbers.random(count) < 0.5
        pixels, scenes = [], []
        for index, flip in zip(indices.tolist(), flipped.tolist(), strict=True):
            picture, scene = self.pictures[index], own_scene(index)
            pixels.append(picture[:, ::-1] if flip else picture)
            scenes.append(mirrored(scene) if flip else scene)
        return augment(to_tensor(pixels), changed, chance.tensors), scenes

    def calibrate(self, average: JudgeNet) -> None:
        """Gives averaged weights the statistics of normalisation that belong to them."""
        norms = [part for part in average.modules() if isinstance(part, torch.nn.BatchNorm2d)]
        for norm in norms:
            norm.reset_running_stats()
            norm.momentum = None  # a plain mean over all batches
            norm.train()
        for step in range(CALIBRATION_BATCHES):
            pictures, _ = self._batch(CALIBRATION_BATCH, Chance.of_step(CALIBRATION_SEED, step, 0))
            average.eye(pictures.to(self.team.device))
        average.eval()

    def validate(self, average: JudgeNet) -> str:
        self.calibrate(average)
        return in_words(self_test(Judge(average, self.reader), self.cases, damaged=False))

    def preview(self, average: JudgeNet, path: Path) -> None:
        """What the judge is given to see."""
        pictures, _ = self._batch(PREVIEWED, Chance.of_step(JUDGE_RECIPE.seed, 0, 0))
        levels = pictures.mul(255).round().byte().permute(0, 2, 3, 1)
        save_grid(levels.numpy(), 8, path)


def changed_share(share: float) -> float:
    """How many pictures are augmented when `share` of the training is done: things are learned
    faster from clean pictures, and what harms them is got used to afterwards.
    """
    return min(MOST_CHANGED, LEAST_CHANGED + share)


def own_reader(work: Work) -> Reader:
    """The vocabulary of many example captions: made once, for the network is shaped by it."""
    path = judge_folder(work) / "words.json"
    if not path.exists():
        rng = np.random.default_rng(VOCABULARY_SEED)
        right, _ = captions([random_scene(rng) for _ in range(CAPTIONS_FOR_WORDS)], rng)
        write_json(path, {"words": vocabulary(right)})
    return Reader(read_json(path)["words"])


def captions(scenes: list[Scene], rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """A right caption of each scene, and some wrong ones.

    Half of the right ones are prompts, which name everything; each of these has a wrong prompt that
    differs in one thing. Other captions leave out so much that a wrong one would often be right.
    """
    right, wrong = [], []
    for scene in scenes:
        if rng.random() < PROMPT_SHARE:
            right.append(prompt_of(scene))
            choices = swappable(scene)
            wrong.append(prompt_of(swapped(scene, choices[rng.integers(len(choices))], rng)))
        else:
            right.append(describe(scene, rng))
    return right, wrong


def question_loss(network: JudgeNet, features: Tensor, scenes: list[Scene]) -> Tensor:
    """Cross entropy of the answers to all questions."""
    right = [answers(scene) for scene in scenes]
    total = features.new_zeros(())
    for name, logits in network.answers(features).items():
        target = torch.tensor([each[name] for each in right], device=logits.device)
        loss = F.cross_entropy(logits, target, ignore_index=UNANSWERABLE, label_smoothing=SMOOTHING)
        total = total + QUESTION_WEIGHTS.get(name, 1.0) * loss
    return total


def caption_loss(network: JudgeNet, features: Tensor, numbers: Tensor) -> Tensor:
    """Cross entropy of finding each picture's caption and each caption's picture.

    The first captions are the pictures' own, in their order; wrong ones follow.
    """
    scores = network.embed_pictures(features) @ network.embed_captions(numbers).T
    scores = scores * network.log_scale.exp().clamp(max=HIGHEST_SCALE)
    own = torch.arange(len(features), device=scores.device)
    by_picture = F.cross_entropy(scores, own)
    by_caption = F.cross_entropy(scores[:, : len(features)].T, own)
    return by_picture + by_caption
