"""`reference.safetensors`: inputs and outputs with which the engine tests a bundle."""

from pathlib import Path

import torch
from torch import Tensor

from .parts import Sample
from .tensor_file import save_tensors

PROMPT = "A campfire with group of people"
SEED = 20240

# Names of a module's inputs, in the order of its arguments. Text modules are recorded by the ids
# behind their embeddings, so that the tokenizers are tested too.
INPUTS = {
    "unet": ("latents", "timestep", "context"),
    "vae_decoder": ("latents",),
    "vae_encoder": ("image",),
    "clip_image": ("pixels",),
}


class Reference:
    """Collects tensors by name and writes them at the end."""

    def __init__(self) -> None:
        self._tensors: dict[str, Tensor] = {}

    def add(self, part: str, sample: Sample) -> None:
        """Records a module that takes tensors."""
        for name, value in zip(INPUTS[part], sample.inputs, strict=True):
            self._put(f"{part}/{name}", value)
        self._put(f"{part}/output", sample.expected)

    def add_text(self, part: str, ids: list[int], sample: Sample) -> None:
        """Records a module that takes embeddings of `ids`, and a position where it pools."""
        self._put(f"{part}/ids", torch.tensor([ids]))
        if len(sample.inputs) == 2:
            self._put(f"{part}/position", sample.inputs[1])
        self._put(f"{part}/output", sample.expected)

    def save(self, path: Path) -> None:
        save_tensors(path, self._tensors, {"prompt": PROMPT})

    def _put(self, name: str, value: Tensor) -> None:
        self._tensors[name] = value.detach().clone()
