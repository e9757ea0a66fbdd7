"""What every source of a model can say and load, whatever layout it comes in."""

from dataclasses import dataclass
from typing import Any, Protocol

from torch import nn

from .tokenizer_files import Tokenizer


@dataclass
class Description:
    """Configurations in diffusers' and transformers' words, complete, read before any weight is."""

    name: str
    licence: str
    unet: dict[str, Any]
    vae: dict[str, Any]
    text_encoder: dict[str, Any]
    scheduler: dict[str, Any]


class Source(Protocol):
    """A model to export. Each `load_…` gives a new model that belongs to the caller.

    `where` names the source in the manifest and in errors: a folder's or file's name, a hub id.
    """

    description: Description
    where: str

    def tokenizer(self) -> Tokenizer: ...

    def load_text_encoder(self) -> nn.Module: ...

    def load_unet(self) -> nn.Module: ...

    def load_vae(self) -> nn.Module: ...
