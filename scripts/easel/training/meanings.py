"""What captions say of a scene, read off features: questions asked beside a network's own task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from scenes.scene import (
    COLOURS,
    POSITIONS,
    SEASONS,
    STYLES,
    SUBJECTS,
    TIMES,
    WEATHERS,
    Scene,
)
from torch import Tensor, nn

ATTRIBUTES: dict[str, tuple[Any, ...]] = {  # that captions name
    "subject": tuple(SUBJECTS),
    "style": STYLES,
    "position": POSITIONS,
    "colour": (*COLOURS, None),
    "count": tuple(range(6)),
    "time": TIMES,
    "weather": WEATHERS,
    "season": SEASONS,
}


class Meanings(nn.Module):
    """One linear reader for each attribute."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.readers = nn.ModuleDict(
            {name: nn.Linear(width, len(values)) for name, values in ATTRIBUTES.items()}
        )

    def error(self, features: Tensor, scenes: Sequence[Scene], asked: Tensor) -> Tensor:
        """Of the answers read off features [N, width]; `asked` [N]: whether a scene counts."""
        errors = []
        for name, reader in self.readers.items():
            said = reader(features).float()
            truth = _truth(name, scenes).to(said.device)
            errors.append(mean_of(asked, F.cross_entropy(said, truth, reduction="none")))
        return torch.stack(errors).mean()


def mean_of(asked: Tensor, errors: Tensor) -> Tensor:
    """The mean over the samples that count; 0 if none does."""
    share = asked.to(errors).float()
    return errors @ share / share.sum().clamp(min=1)


def _truth(name: str, scenes: Sequence[Scene]) -> Tensor:
    return torch.tensor([ATTRIBUTES[name].index(getattr(scene, name)) for scene in scenes])
