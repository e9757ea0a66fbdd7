"""The six modules of a bundle: each with a trace, and with inputs whose outputs are known.

The expected outputs come from the library's own forward, before any layer of it is wrapped.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .pooling import pooled_position
from .wrappers import (
    Decoder,
    Encoder,
    ImageFeatures,
    NoisePrediction,
    TextFeatures,
    TextTower,
    text_model,
)


@dataclass
class Sample:
    """Inputs of a module and what it must give for them."""

    inputs: tuple[Tensor, ...]
    expected: Tensor


@dataclass
class Part:
    """A module, the inputs to trace it with, and samples of other shapes; the first is recorded."""

    module: nn.Module
    trace_inputs: tuple[Tensor, ...]
    samples: list[Sample]


@torch.no_grad()
def _samples(inputs: list[tuple[Tensor, ...]], truth: Callable[..., Tensor]) -> list[Sample]:
    return [Sample(values, truth(*values).clone()) for values in inputs]


def text_encoder_part(model: nn.Module, ids: list[int], random: torch.Generator) -> Part:
    """`ids` are the padded ids of the reference prompt."""
    table = text_model(model).embeddings.token_embedding
    several = torch.randint(0, table.num_embeddings, (3, len(ids) // 2), generator=random)
    with torch.no_grad():
        samples = [
            Sample((table(batch),), model(input_ids=batch).last_hidden_state)
            for batch in (torch.tensor([ids]), several)
        ]
        traced = table(torch.tensor([ids, ids]))
    return Part(TextTower(text_model(model)), (traced,), samples)


def unet_part(unet: nn.Module, side: int, length: int, random: torch.Generator) -> Part:
    """`side` is a side of latents that the UNet takes, `length` the text encoder's."""
    width = _context_width(unet)

    def inputs(batch: int, h: int, w: int) -> tuple[Tensor, ...]:
        latents = torch.randn(batch, 4, h, w, generator=random)
        timestep = 999 * torch.rand(1, generator=random)
        return latents, timestep, torch.randn(batch, length, width, generator=random)

    def truth(latents: Tensor, timestep: Tensor, context: Tensor) -> Tensor:
        return unet(latents, timestep, context).sample

    shapes = [(2, 2 * side, 3 * side), (1, 3 * side, side)]
    samples = _samples([inputs(*shape) for shape in shapes], truth)
    return Part(NoisePrediction(unet), inputs(3, 2 * side, 2 * side), samples)


def _context_width(unet: nn.Module) -> int:
    width = unet.config.cross_attention_dim
    return width if isinstance(width, int) else width[0]


def vae_decoder_part(vae: nn.Module, side: int, random: torch.Generator) -> Part:
    shapes = [(1, 4, side, 2 * side), (3, 4, 2 * side, side)]
    inputs = [(torch.randn(shape, generator=random),) for shape in shapes]
    samples = _samples(inputs, lambda latents: vae.decode(latents).sample)
    trace_inputs = (torch.randn(2, 4, side, side, generator=random),)
    return Part(Decoder(vae), trace_inputs, samples)


def vae_encoder_part(vae: nn.Module, side: int, random: torch.Generator) -> Part:
    """`side` is a side of a picture that the encoder takes."""

    def picture(batch: int, h: int, w: int) -> tuple[Tensor]:
        return (2 * torch.rand(batch, 3, h, w, generator=random) - 1,)

    inputs = [picture(1, side, 2 * side), picture(3, 2 * side, side)]
    samples = _samples(inputs, lambda pixels: vae.encode(pixels).latent_dist.parameters)
    return Part(Encoder(vae), picture(2, side, side), samples)


def clip_image_part(clip: nn.Module, random: torch.Generator) -> Part:
    size = clip.config.vision_config.image_size
    inputs = [(torch.randn(batch, 3, size, size, generator=random),) for batch in (1, 3)]
    samples = _samples(inputs, lambda pixels: clip.get_image_features(pixels).pooler_output)
    trace_inputs = (torch.randn(2, 3, size, size, generator=random),)
    return Part(ImageFeatures(clip), trace_inputs, samples)


def clip_text_part(clip: nn.Module, ids: list[int], pooling: str, end: int) -> Part:
    """`ids` are the reference prompt's from start to end token; `end` is the end token."""
    table = text_model(clip.text_model).embeddings.token_embedding
    length = clip.config.text_config.max_position_embeddings
    # The prompt over and over, as long as the model takes it.
    longest = [*(ids[:-1] * length)[: length - 1], end]

    @torch.no_grad()
    def sample(row: list[int]) -> Sample:
        batch = torch.tensor([row])
        position = torch.tensor([pooled_position(row, pooling, end)])
        features = clip.get_text_features(input_ids=batch).pooler_output
        return Sample((table(batch), position), features)

    samples = [sample(ids), sample(longest)]
    traced = sample([*ids[:2], end])
    return Part(TextFeatures(clip), traced.inputs, samples)
