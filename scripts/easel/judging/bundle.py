"""A bundle's autoencoder and guidance CLIP, opened in Python as the program opens them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F
from training.errors import TrainingError

AT_ONCE = 16


@dataclass(frozen=True)
class Bundle:
    """Pictures are float [B, 3, H, W] in [0, 1]."""

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        path = self.folder / "manifest.json"
        if not path.exists():
            raise TrainingError("no bundle", self.folder, "a folder with manifest.json", "none")
        return json.loads(path.read_text(encoding="utf-8"))

    @torch.no_grad()
    def reconstruct(self, pictures: Tensor) -> Tensor:
        """Encodes to the mean of the latents, and decodes."""
        made = []
        for part in pictures.split(AT_ONCE):
            mean, _ = self._encoder(part * 2 - 1).chunk(2, 1)
            made.append(self._decoder(mean) / 2 + 0.5)
        return torch.cat(made).clamp(0, 1)

    @torch.no_grad()
    def embed_pictures(self, pictures: Tensor) -> Tensor:
        """The guidance CLIP's features, of unit norm."""
        clip = self.manifest["clip"]
        side = (clip["image_size"], clip["image_size"])
        mean, std = (torch.tensor(clip[name])[:, None, None] for name in ("mean", "std"))
        features = []
        for part in pictures.split(AT_ONCE):
            resized = F.interpolate(part, side, mode="bilinear", align_corners=False)
            features.append(self._vision((resized - mean) / std))
        return F.normalize(torch.cat(features), dim=-1)

    @torch.no_grad()
    def embed_captions(self, captions: list[str]) -> Tensor:
        return F.normalize(torch.cat([self._embed(caption) for caption in captions]), dim=-1)

    def _embed(self, caption: str) -> Tensor:
        ids = self._ids(caption)
        embedded = self._clip_tokens[torch.tensor([ids])]
        end = torch.tensor([len(ids) - 1])  # the first end token is the last id of an unpadded text
        return self._text(embedded, end)

    def _ids(self, caption: str) -> list[int]:
        """Start, the pieces and end, cut at the encoder's length."""
        clip = self.manifest["clip"]
        tokens = clip["tokenizer"]
        text = caption.lower() if tokens["lower_case"] else caption
        pieces = self._pieces.encode(text)[: clip["length"] - 2]
        return [tokens["start"], *pieces, tokens["end"]]

    @cached_property
    def _pieces(self) -> sentencepiece.SentencePieceProcessor:
        tokens = self.manifest["clip"]["tokenizer"]
        if tokens["kind"] != "sentencepiece":
            raise TrainingError("tokenizer", self.folder, "sentencepiece", tokens["kind"])
        return sentencepiece.SentencePieceProcessor(model_file=str(self.folder / tokens["model"]))

    @cached_property
    def _clip_tokens(self) -> Tensor:
        return load_file(self.folder / self.manifest["clip"]["tokens"])["weight"].float()

    @cached_property
    def _encoder(self) -> torch.jit.ScriptModule:
        return self._load("vae", "encoder")

    @cached_property
    def _decoder(self) -> torch.jit.ScriptModule:
        return self._load("vae", "decoder")

    @cached_property
    def _vision(self) -> torch.jit.ScriptModule:
        return self._load("clip", "image_module")

    @cached_property
    def _text(self) -> torch.jit.ScriptModule:
        return self._load("clip", "text_module")

    def _load(self, part: str, name: str) -> torch.jit.ScriptModule:
        module = torch.jit.load(str(self.folder / self.manifest[part][name]), map_location="cpu")
        return module.float().eval()
