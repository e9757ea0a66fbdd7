"""What earlier stages have trained."""

from __future__ import annotations

from collections.abc import Sequence

from torch import nn

from training.errors import missing
from training.settings import Recipe
from training.state import average_weights
from training.work import Work


def load_trained(module: nn.Module, work: Work, recipes: Sequence[Recipe], command: str) -> None:
    """Gives `module` the averaged weights of the first of `recipes` that has a checkpoint, without
    those that only its training needed. Where none has one, `command` is what makes the last.
    """
    paths = [work.checkpoint(recipe.name) for recipe in recipes]
    existing = [path for path in paths if path.exists()]
    if not existing:
        raise missing(paths[-1], command)
    weights = average_weights(existing[0])
    module.load_state_dict({name: weights[name] for name in module.state_dict()})
