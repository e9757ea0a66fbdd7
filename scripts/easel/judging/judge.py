"""The trained judge: what it sees in pictures, and how well captions fit them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor
from training.errors import TrainingError

from .labels import QUESTIONS
from .network import JudgeNet
from .tensors import to_tensor
from .words import Reader

AT_ONCE = 64


@dataclass(frozen=True)
class Verdicts:
    """What the judge says about a list of pictures, in their order."""

    answers: dict[str, Tensor]  # to each question, [B] int64: an index into QUESTIONS
    features: Tensor  # [B, FEATURES]
    embeddings: Tensor  # [B, EMBEDDING], unit norm

    def said(self, question: str, index: int) -> str:
        return QUESTIONS[question][int(self.answers[question][index])]


class Judge:
    """Takes pictures as uint8 arrays [S, S, 3] of any one size, or as tensors of the judge's own."""

    def __init__(self, network: JudgeNet, reader: Reader) -> None:
        self.network = network.eval().requires_grad_(False).float()
        self.reader = reader
        self.device = network.log_scale.device

    @torch.no_grad()
    def look(self, pictures: list[np.ndarray] | Tensor) -> Verdicts:
        answers: dict[str, list[Tensor]] = {name: [] for name in QUESTIONS}
        features = [self.network.eye(part.to(self.device)) for part in _parts(pictures)]
        for part in features:
            for name, logits in self.network.answers(part).items():
                answers[name].append(logits.argmax(1).cpu())
        seen = torch.cat(features)
        return Verdicts(
            {name: torch.cat(parts) for name, parts in answers.items()},
            seen.cpu(),
            self.network.embed_pictures(seen).cpu(),
        )

    @torch.no_grad()
    def read(self, captions: list[str]) -> Tensor:
        """[B, EMBEDDING], unit norm; its product with a picture's embedding says how well both fit."""
        return self.network.embed_captions(self.reader.read(captions).to(self.device)).cpu()


def save_judge(network: JudgeNet, reader: Reader, path: Path) -> None:
    """Float16 weights, with the vocabulary in the metadata."""
    tensors = {
        name: value.detach().cpu().contiguous().to(_stored(value))
        for name, value in network.state_dict().items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, {"words": json.dumps(reader.words)})


def load_judge(path: Path) -> Judge:
    with safe_open(path, "pt") as file:
        reader = Reader(json.loads(file.metadata()["words"]))
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    network = JudgeNet(reader.size)
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        got = str(error).splitlines()[-1].strip()
        raise TrainingError("unsuitable judge", path, "one of this architecture", got) from None
    return Judge(network, reader)


def _stored(value: Tensor) -> torch.dtype:
    return torch.float16 if value.is_floating_point() else value.dtype


def _parts(pictures: list[np.ndarray] | Tensor) -> Iterator[Tensor]:
    for start in range(0, len(pictures), AT_ONCE):
        part = pictures[start : start + AT_ONCE]
        yield part if isinstance(part, Tensor) else to_tensor(part)
