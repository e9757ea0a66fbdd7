"""A source in one file of Stable Diffusion's first layout. Nothing is read but the file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor, nn

from . import ldm_config
from .checkpoint_file import read_checkpoint
from .pretrained import refuse_mismatch, with_defaults
from .schedule import SD1_SCHEDULER
from .source import Description
from .suitability import check_description
from .tokenizer_files import Tokenizer, openai_tokenizer

Weights = dict[str, Tensor]


@dataclass
class _Part:
    """A model of the file: how it is made, and its weights, which lie on disk until it is used."""

    make: Callable[[], nn.Module]
    weights: Weights

    def check(self, where: Path) -> None:
        """Raises unless the weights are those of the model, by name and shape."""
        expected = _without_memory(self.make).state_dict()
        missing = expected.keys() - self.weights.keys()
        unexpected = self.weights.keys() - expected.keys()
        common = expected.keys() & self.weights.keys()
        mismatched = [name for name in common if self.weights[name].shape != expected[name].shape]
        refuse_mismatch(where, missing, unexpected, mismatched)

    def load(self) -> nn.Module:
        model = _without_memory(self.make)
        names = model.state_dict().keys()
        model.load_state_dict({name: self.weights[name] for name in names}, assign=True)
        return model


class SingleFile:
    """Reads the names and shapes of the file at once, and the weights of a part when asked."""

    def __init__(self, path: Path) -> None:
        self.where = path.name
        weights = read_checkpoint(path)
        ldm_config.check_layout(weights, path)
        text = _text_weights(weights)
        self.description = _describe(weights, text, path)
        check_description(self.description, path)
        self._text_encoder = _Part(lambda: _text_encoder(self.description), text)
        self._unet = _unet_part(self.description, _with_prefix(weights, ldm_config.UNET))
        self._vae = _vae_part(self.description, _with_prefix(weights, ldm_config.VAE))
        for part in (self._text_encoder, self._unet, self._vae):
            part.check(path)

    def tokenizer(self) -> Tokenizer:
        return openai_tokenizer(self.description.text_encoder["max_position_embeddings"])

    def load_text_encoder(self) -> nn.Module:
        return self._text_encoder.load()

    def load_unet(self) -> nn.Module:
        return self._unet.load()

    def load_vae(self) -> nn.Module:
        return self._vae.load()


def _describe(weights: Weights, text: Weights, path: Path) -> Description:
    from diffusers import AutoencoderKL, UNet2DConditionModel

    return Description(
        name=path.stem,
        licence="unknown",
        unet=with_defaults(UNet2DConditionModel, ldm_config.unet_config(weights, path)),
        vae=with_defaults(AutoencoderKL, ldm_config.vae_config(weights, path)),
        text_encoder=ldm_config.text_config(text, path),
        scheduler=SD1_SCHEDULER,
    )


def _text_encoder(description: Description) -> nn.Module:
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(CLIPTextConfig(**description.text_encoder, attn_implementation="sdpa"))


def _unet_part(description: Description, weights: Weights) -> _Part:
    from diffusers import UNet2DConditionModel
    from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint

    settings = description.unet
    converted = convert_ldm_unet_checkpoint(weights, settings)
    return _Part(lambda: UNet2DConditionModel(**settings), converted)


def _vae_part(description: Description, weights: Weights) -> _Part:
    from diffusers import AutoencoderKL
    from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint

    settings = description.vae
    converted = convert_ldm_vae_checkpoint(weights, settings)
    return _Part(lambda: AutoencoderKL(**settings), converted)


def _without_memory(make: Callable[[], nn.Module]) -> nn.Module:
    """A model whose weights have shapes and no values."""
    from accelerate import init_empty_weights

    with init_empty_weights():
        return make()


def _with_prefix(weights: Weights, prefix: str) -> Weights:
    return {name: value for name, value in weights.items() if name.startswith(prefix)}


def _text_weights(weights: Weights) -> Weights:
    """The text encoder's weights by transformers' names: some files nest them in `text_model`."""
    found = _with_prefix(weights, ldm_config.TEXT)
    names = {name: name.removeprefix(ldm_config.TEXT).removeprefix("text_model.") for name in found}
    return {names[name]: value for name, value in found.items()}
