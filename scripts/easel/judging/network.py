"""The judge's network: a small convolutional residual net, and convolutions over the words of a
caption.

Nothing of it resembles the guidance CLIP, whose two towers are transformers: what fools that one
has no reason to fool this one.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .labels import QUESTIONS
from .words import PADDING

SIDE = 128  # of the pictures that the network takes
FEATURES = 256
EMBEDDING = 128
WORD_WIDTH = 96
EDGE_WINDOW = 5  # pixels
EDGE_SCALE = 5.0


class Residual(nn.Module):
    """Two normalised convolutions beside a shortcut."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.norm_1 = nn.BatchNorm2d(inputs)
        self.conv_1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm_2 = nn.BatchNorm2d(outputs)
        self.conv_2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        same = inputs == outputs and stride == 1
        self.shortcut = nn.Identity() if same else nn.Conv2d(inputs, outputs, 1, stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv_1(F.relu(self.norm_1(x)))
        return self.shortcut(x) + self.conv_2(F.relu(self.norm_2(y)))


class Eye(nn.Module):
    """Pictures [B, 3, 128, 128] in [0, 1] → features [B, FEATURES].

    Two coordinate planes go in with the colours, and the last maps are pooled to a grid and not to
    a point: left and right are questions too. Styles are textures: two planes of fine detail go in
    as well, and how strong the first maps are on the whole goes to the features past the layers
    that look for things.
    """

    def __init__(self, widths: tuple[int, ...] = (32, 48, 96, 192)) -> None:
        super().__init__()
        first, second, third, fourth = widths
        self.stem = nn.Conv2d(7, first, 5, 2, 2)
        self.fine = Residual(first, second, 2)
        self.coarse = nn.Sequential(
            Residual(second, third, 2), Residual(third, third), Residual(third, fourth, 2)
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(width) for width in (second, fourth))
        self.out = nn.Linear(first + second + fourth * 2 * 4, FEATURES)
        along = torch.linspace(-1, 1, SIDE)
        grid = torch.stack(torch.meshgrid(along, along, indexing="ij"))
        self.register_buffer("grid", grid[None], persistent=False)

    def forward(self, pictures: Tensor) -> Tensor:
        grid = self.grid.expand(len(pictures), -1, -1, -1)
        detail = fine_detail(pictures)
        x = torch.cat([pictures * 2 - 1, detail, detail.abs(), grid], 1)
        edges = self.stem(x.contiguous(memory_format=torch.channels_last))  # [B, C, 64, 64]
        fine = self.fine(edges)  # [B, C, 32, 32]
        coarse = F.relu(self.norms[1](self.coarse(fine)))  # [B, C, 8, 8]
        parts = [
            edges.abs().mean((2, 3)),
            F.relu(self.norms[0](fine)).mean((2, 3)),
            F.avg_pool2d(coarse, (4, 2)).flatten(1),
        ]
        return F.relu(self.out(torch.cat(parts, 1)))


def fine_detail(pictures: Tensor) -> Tensor:
    """[B, 1, H, W]: what a small box blur of the brightness would take away."""
    grey = pictures.mean(1, keepdim=True)
    around = F.avg_pool2d(grey, EDGE_WINDOW, 1, EDGE_WINDOW // 2, count_include_pad=False)
    return EDGE_SCALE * (grey - around)


class Ear(nn.Module):
    """Word numbers [B, L] → [B, EMBEDDING]: words, their neighbours, and the strongest of each
    trait.
    """

    def __init__(self, words: int) -> None:
        super().__init__()
        self.words = nn.Embedding(words, WORD_WIDTH, padding_idx=PADDING)
        self.near = nn.Conv1d(WORD_WIDTH, WORD_WIDTH, 3, 1, 1)
        self.far = nn.Conv1d(WORD_WIDTH, WORD_WIDTH, 5, 1, 2)
        self.out = nn.Linear(2 * WORD_WIDTH, EMBEDDING)

    def forward(self, numbers: Tensor) -> Tensor:
        there = (numbers != PADDING)[:, None].float()  # [B, 1, L]
        x = self.words(numbers).transpose(1, 2)
        x = x + F.relu(self.near(x)) * there
        x = x + F.relu(self.far(x)) * there
        mean = x.sum(2) / there.sum(2).clamp(min=1)
        peak = (x - 1e4 * (1 - there)).amax(2)
        return self.out(torch.cat([mean, peak], 1))


class JudgeNet(nn.Module):
    """One answer to each question, and a space that pictures and captions share."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.eye = Eye()
        self.ear = Ear(words)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(FEATURES, len(choices)) for name, choices in QUESTIONS.items()}
        )
        self.projection = nn.Linear(FEATURES, EMBEDDING)
        self.log_scale = nn.Parameter(torch.tensor(10.0).log())

    def answers(self, features: Tensor) -> dict[str, Tensor]:
        """Logits of each question."""
        return {name: head(features) for name, head in self.heads.items()}

    def embed_pictures(self, features: Tensor) -> Tensor:
        return F.normalize(self.projection(features), dim=-1)

    def embed_captions(self, numbers: Tensor) -> Tensor:
        return F.normalize(self.ear(numbers), dim=-1)
