"""What the commands that train have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from training.loop import Stage, train
from training.parallel import cores
from training.settings import Recipe
from training.state import with_length
from training.team import Team, work_together
from training.work import Work, add_work_option


@dataclass(frozen=True)
class Training:
    """A stage to be trained; sent to each process of a team."""

    make_stage: Callable[[Work, Team], Stage]
    recipe: Recipe
    work: Work

    def run(self, team: Team) -> None:
        train(self.make_stage(self.work, team), self.recipe, team, self.work)


def training_parser(description: str | None, recipe: Recipe) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, allow_abbrev=False)
    add_work_option(parser)
    parser.add_argument(
        "--samples", type=int, help=f"length of the whole training (default: {recipe.samples})"
    )
    parser.add_argument("--batch", type=int, help="samples a step, of all processes together")
    parser.add_argument(
        "--processes", type=int, default=cores(), help="on CPUs (default: %(default)s)"
    )
    return parser


def run_training(
    make_stage: Callable[[Work, Team], Stage], recipe: Recipe, options: argparse.Namespace
) -> None:
    recipe = with_length(recipe, options.samples, options.batch)
    training = Training(make_stage, recipe, Work(options.work))
    work_together(training.run, options.processes)
