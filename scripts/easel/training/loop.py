"""The training loop that all networks share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from training.chance import Chance
from training.progress import Pace, Progress
from training.schedule import learning_rate
from training.settings import Recipe
from training.state import State, trained
from training.team import Team
from training.work import Work, write_atomically

SAVE_EVERY, VALIDATE_EVERY, PREVIEW_EVERY = 150.0, 120.0, 300.0  # seconds
SMOOTHING = 0.98


class Stage(Protocol):
    """What is particular to one network."""

    module: nn.Module

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        """Of `count` samples; `share` of the training is done."""

    def validate(self, average: nn.Module) -> str:
        """Figures on held-out scenes, in a few words."""

    def preview(self, average: nn.Module, path: Path) -> None:
        """Saves a picture that shows how good the network is."""


@dataclass
class Watch:
    """What the first process does beside training."""

    stage: Stage
    state: State
    work: Work
    progress: Progress = field(init=False)
    smooth_loss: float | None = None

    def __post_init__(self) -> None:
        recipe = self.state.recipe
        self.checkpoint = self.work.checkpoint(recipe.name)
        self.progress = Progress(recipe.name, self.state.samples, recipe.samples)
        self.save_pace, self.validate_pace = Pace(SAVE_EVERY), Pace(VALIDATE_EVERY)
        self.preview_pace = Pace(PREVIEW_EVERY)

    def after_step(self, loss: float) -> None:
        old = self.smooth_loss
        self.smooth_loss = loss if old is None else SMOOTHING * old + (1 - SMOOTHING) * loss
        state = self.state
        rate = learning_rate(state.recipe, state.samples, state.step)
        self.progress.update(state.samples, f"loss {self.smooth_loss:.4f}  rate {rate:.1e}")
        if self.save_pace.due():
            state.save(self.checkpoint)
        if self.validate_pace.due():
            self.validate()
        if self.preview_pace.due():
            self.preview()

    def validate(self) -> None:
        with torch.no_grad():
            figures = self.stage.validate(self.state.average)
        print(f"{self.state.recipe.name}  held out: {figures}", flush=True)

    def preview(self) -> None:
        name = f"{self.state.recipe.name}-{self.state.samples:08d}"
        path = self.work.preview(name)
        with torch.no_grad():
            write_atomically(path, lambda place: self.stage.preview(self.state.average, place))

    def finish(self) -> None:
        self.state.save(self.checkpoint)
        self.validate()
        self.preview()


def train(stage: Stage, recipe: Recipe, team: Team, work: Work) -> State:
    """Trains from the checkpoint, if there is one, to the recipe's end.

    Asked to stop, every process returns from its step; the first one saves and raises
    KeyboardInterrupt, so that no command takes the network for finished.
    """
    state = State.fresh(stage.module, recipe)
    checkpoint = work.checkpoint(recipe.name)
    if checkpoint.exists():
        state.load(checkpoint)
    if state.samples >= recipe.samples:
        if team.leads:
            print(f"{recipe.name}  all {state.samples:,} samples are done")
        return state
    watch = Watch(stage, state, work) if team.leads else None
    stopped = _repeat(stage, state, team, watch)
    if watch and stopped:
        state.save(checkpoint)
        print(f"{recipe.name}  stopped at {state.samples:,} samples")
        raise KeyboardInterrupt
    if watch:
        watch.finish()
    return state


def _repeat(stage: Stage, state: State, team: Team, watch: Watch | None) -> bool:
    """Steps to the end; true if asked to stop before."""
    recipe = state.recipe
    batch = recipe.batch_on_gpu if team.device.type == "cuda" else recipe.batch
    count = max(batch // team.size, 1)
    parameters = trained(stage.module)
    stage.module.train()
    while state.samples < recipe.samples:
        chance = Chance.of_step(recipe.seed, state.step, team.rank)
        with team.autocast(recipe.bfloat16_on_cpu):
            loss = stage.loss(count, chance, state.samples / recipe.samples)
        state.optimizer.zero_grad()
        loss.backward()
        if team.average_gradients(parameters):
            return True
        state.apply_gradients(count * team.size)
        if watch:
            watch.after_step(loss.item())
    return False
