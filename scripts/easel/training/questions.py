"""What a painter is asked while it is trained to lay out pictures.

What "on the left" means must be multiplied with a cell's place. A UNet of convolutions could know
places from the zeros around the picture, but has no use for them while it does not heed the word,
and no use for the word while it does not know places: trained on pictures alone it learns neither.
So it is asked for every step of the way: what the caption says, at the caption's end; where a cell
is, before cross attention; whether the subject is to stand there, behind it. What answers is thrown
away when the training is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from diffusers import UNet2DConditionModel
from scenes.scene import Scene
from torch import Tensor, nn

from training.meanings import Meanings, mean_of
from training.networks import Painter
from training.settings import QUESTION_WEIGHTS, TEXT_WIDTH

COLUMNS = {"left": -0.5, "center": 0.0, "right": 0.5}  # of a picture from -1 to 1
COLUMN_WIDTH = 0.35


class Questions(nn.Module):
    """Reads the answers off the features of the painter's last pass in training."""

    def __init__(self, painter: Painter) -> None:
        super().__init__()
        self._text: Tensor | None = None
        self._before: list[Tensor] = []
        self._behind: list[Tensor] = []
        layers, attentions = _around_attention(painter.unet)
        self.meanings = Meanings(TEXT_WIDTH)
        self.places = nn.ModuleList([nn.Conv2d(x.conv2.out_channels, 2, 1) for x in layers])
        self.columns = nn.ModuleList([nn.Conv2d(x.out_channels, 1, 1) for x in attentions])
        painter.text_encoder.register_forward_hook(self._hear)
        for layer in layers:
            layer.register_forward_hook(self._see_before)
        for attention in attentions:
            attention.register_forward_hook(self._see_behind)

    def _hear(self, encoder: nn.Module, _inputs: object, output: Any) -> None:
        if encoder.training:
            self._text = output.last_hidden_state

    def _see_before(self, layer: nn.Module, _inputs: object, output: Tensor) -> None:
        if layer.training:
            self._before.append(output)

    def _see_behind(self, attention: nn.Module, _inputs: object, output: Any) -> None:
        if attention.training:
            self._behind.append(output[0])

    def error(self, scenes: Sequence[Scene], named: Tensor) -> Tensor:
        """Of all answers about `scenes`; `named` [N]: whether the caption names all it can."""
        weights = QUESTION_WEIGHTS
        return (
            weights.meaning * self.meanings.error(self._text[:, -1], scenes, named)
            + weights.place * self._place()
            + weights.column * self._column(scenes, named)
        )

    def _place(self) -> Tensor:
        seen, self._before = self._before, []
        pairs = zip(self.places, seen, strict=True)
        errors = [F.mse_loss(reader(x).float(), _places(x)) for reader, x in pairs]
        return torch.stack(errors).mean()

    def _column(self, scenes: Sequence[Scene], named: Tensor) -> Tensor:
        seen, self._behind = self._behind, []
        errors = []
        for reader, x in zip(self.columns, seen, strict=True):
            off = reader(x).float() - columns_of(x, scenes)
            errors.append(mean_of(named, off.square().mean((1, 2, 3))))
        return torch.stack(errors).mean()


def _around_attention(unet: UNet2DConditionModel) -> tuple[list[nn.Module], list[nn.Module]]:
    """The residual layers before cross attention, and the attentions, in the order they run."""
    down = [block for block in unet.down_blocks if hasattr(block, "attentions")]
    up = [block for block in unet.up_blocks if hasattr(block, "attentions")]
    layers, attentions = [], []
    for block in [*down, unet.mid_block, *up]:
        layers += block.resnets[: len(block.attentions)]
        attentions += block.attentions
    return layers, attentions


def _places(features: Tensor) -> Tensor:
    """x and y of each cell in [-1, 1]: [N, 2, h, w]."""
    count, _, height, width = features.shape
    y, x = torch.linspace(-1, 1, height), torch.linspace(-1, 1, width)
    grid = torch.stack(torch.meshgrid(y, x, indexing="ij")).flip(0)
    return grid.expand(count, -1, -1, -1).to(features.device)


def columns_of(features: Tensor, scenes: Sequence[Scene]) -> Tensor:
    """1 in the column in which the subject stands, falling off to its sides: [N, 1, h, w]."""
    middle = torch.tensor([COLUMNS[scene.position] for scene in scenes]).view(-1, 1, 1, 1)
    x = _places(features)[:, :1].cpu()
    return torch.exp(-(((x - middle) / COLUMN_WIDTH) ** 2)).to(features.device)
