"""What the judge gets right on pictures whose truth is known because they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scenes.captions import prompt_of, swappable, swapped
from scenes.paint import paint
from scenes.scene import Scene
from training.settings import SIZE

from .augment import degrade
from .judge import Judge, Verdicts
from .labels import QUESTIONS, UNANSWERABLE, answers
from .own_pictures import TEST_SEED, test_scene
from .retrieval import retrieval
from .tensors import to_tensor

AMONG = 32


@dataclass(frozen=True)
class Case:
    picture: np.ndarray  # uint8 [SIZE, SIZE, 3]
    scene: Scene
    wrong: dict[str, str]  # by attribute: the prompt of a scene that differs in it


def test_cases(count: int) -> list[Case]:
    return [_test_case(index) for index in range(count)]


def _test_case(index: int) -> Case:
    scene = test_scene(index)
    rng = np.random.default_rng((TEST_SEED, index, 1))
    wrong = {name: prompt_of(swapped(scene, name, rng)) for name in swappable(scene)}
    return Case(paint(scene, SIZE), scene, wrong)


def self_test(judge: Judge, cases: list[Case], damaged: bool) -> dict[str, float]:
    """The share of right answers to each question; of captions found; of wrong captions told apart."""
    pictures = to_tensor(case.picture for case in cases)
    if damaged:
        pictures = degrade(pictures, torch.Generator().manual_seed(0))
    verdicts = judge.look(pictures)
    prompts = judge.read([prompt_of(case.scene) for case in cases])
    shares = accuracies(verdicts, [case.scene for case in cases])
    among = min(AMONG, len(cases))
    shares[f"caption among {among}"] = retrieval(verdicts.embeddings, prompts, among).mean().item()
    fits = (verdicts.embeddings * prompts).sum(1)
    for name in QUESTIONS:
        asked = [i for i, case in enumerate(cases) if name in case.wrong]
        wrong = judge.read([cases[i].wrong[name] for i in asked])
        fits_wrong = (verdicts.embeddings[asked] * wrong).sum(1)
        shares[f"{name} swapped"] = (fits[asked] > fits_wrong).float().mean().item()
    return shares


def accuracies(verdicts: Verdicts, scenes: list[Scene]) -> dict[str, float]:
    """The share of right answers to each question."""
    shares = {}
    for question in QUESTIONS:
        truth = torch.tensor([answers(scene)[question] for scene in scenes])
        asked = truth != UNANSWERABLE
        hits = verdicts.answers[question][asked] == truth[asked]
        shares[question] = hits.float().mean().item()
    return shares


def in_words(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {100 * share:.1f} %" for name, share in shares.items())
