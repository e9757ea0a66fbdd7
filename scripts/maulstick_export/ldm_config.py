"""Configurations of a Stable Diffusion v1 in its first layout, read off the shapes of its weights.

"LDM" is the layout of the latent diffusion code that Stable Diffusion was published with. Heads and
groups leave no trace in the shapes: these are v1's.
"""

from typing import Any

from torch import Tensor

from .errors import source_error
from .suitability import not_sd1

Weights = dict[str, Tensor]

UNET = "model.diffusion_model."
VAE = "first_stage_model."
TEXT = "cond_stage_model.transformer."

HEADS = 8
GROUPS = 32
TEXT_HEAD_WIDTH = 64
LATENT_SIDE = 64

UNET_CONFIG = {
    "sample_size": LATENT_SIDE,
    "attention_head_dim": HEADS,  # diffusers' name for the number of heads in these models
    "norm_num_groups": GROUPS,
    "act_fn": "silu",
    "flip_sin_to_cos": True,
    "freq_shift": 0,
}
VAE_CONFIG = {"norm_num_groups": GROUPS, "act_fn": "silu", "scaling_factor": 0.18215}
TEXT_CONFIG = {"hidden_act": "quick_gelu", "layer_norm_eps": 1e-5}


def check_layout(weights: Weights, where: object) -> None:
    """Refuses files of other families, by the names of their weights."""
    for prefix, family in (
        ("conditioner.embedders.", "SDXL (conditioner.embedders)"),
        ("cond_stage_model.model.", "Stable Diffusion 2 (OpenCLIP text encoder)"),
        ("control_model.", "a ControlNet"),
        ("lora_", "a LoRA"),
        ("double_blocks.", "Flux"),
        ("model.diffusion_model.joint_blocks.", "Stable Diffusion 3"),
        ("model.diffusion_model.double_blocks.", "Flux"),
    ):
        if any(name.startswith(prefix) for name in weights):
            raise not_sd1(where, family)
    for prefix, part in ((UNET, "UNet"), (VAE, "VAE"), (TEXT, "text encoder")):
        if not any(name.startswith(prefix) for name in weights):
            expected = f"a Stable Diffusion v1 checkpoint with a {part} ({prefix}…)"
            raise source_error("file is no model", where, expected, "no such weights")


def unet_config(weights: Weights, where: object) -> dict[str, Any]:
    """diffusers' configuration of the UNet."""
    levels = _unet_levels(weights, where)
    layers = {len(level) for level in levels}
    kinds = [set(level) for level in levels]
    if len(layers) != 1 or any(len(kind) != 1 for kind in kinds):
        raise source_error("UNet", where, "levels of equal layers", f"{levels}")
    blocks = [kind.pop() for kind in kinds]
    channels = [channels for channels, _ in blocks]
    _check_divisible("UNet", channels, GROUPS, where)
    crossed = [attention for _, attention in blocks]
    if not any(crossed):
        raise source_error("UNet", where, "attention to the text", "none")
    first = 1 + crossed.index(True) * (len(levels[0]) + 1)
    attention = f"input_blocks.{first}.1."
    context = _shape(weights, UNET, attention + "transformer_blocks.0.attn2.to_k.weight", where)
    projection = _shape(weights, UNET, attention + "proj_in.weight", where)
    return UNET_CONFIG | {
        "in_channels": _shape(weights, UNET, "input_blocks.0.0.weight", where)[1],
        "out_channels": _shape(weights, UNET, "out.2.weight", where)[0],
        "block_out_channels": channels,
        "layers_per_block": layers.pop(),
        "down_block_types": ["CrossAttnDownBlock2D" if x else "DownBlock2D" for x in crossed],
        "up_block_types": ["CrossAttnUpBlock2D" if x else "UpBlock2D" for x in crossed[::-1]],
        "cross_attention_dim": context[1],
        "use_linear_projection": len(projection) == 2,
    }


def _unet_levels(weights: Weights, where: object) -> list[list[tuple[int, bool]]]:
    """For each level, the channels of its blocks and whether they attend to the text."""
    levels: list[list[tuple[int, bool]]] = [[]]
    number = 1
    while True:
        block = f"{UNET}input_blocks.{number}."
        if f"{block}0.op.weight" in weights:
            levels.append([])
        elif f"{block}0.out_layers.3.weight" in weights:
            channels = weights[f"{block}0.out_layers.3.weight"].shape[0]
            levels[-1].append((channels, f"{block}1.norm.weight" in weights))
        else:
            break
        number += 1
    if not levels[0]:
        raise source_error("missing weights", where, f"{UNET}input_blocks.1", "none")
    return levels


def vae_config(weights: Weights, where: object) -> dict[str, Any]:
    """diffusers' configuration of the VAE."""
    channels, layers = [], 0
    while f"{VAE}encoder.down.{len(channels)}.block.0.conv2.weight" in weights:
        name = f"encoder.down.{len(channels)}.block.0.conv2.weight"
        channels.append(_shape(weights, VAE, name, where)[0])
    while f"{VAE}encoder.down.0.block.{layers}.conv2.weight" in weights:
        layers += 1
    if not channels:
        raise source_error("missing weights", where, f"{VAE}encoder.down.0", "none")
    _check_divisible("VAE", channels, GROUPS, where)
    return VAE_CONFIG | {
        "in_channels": _shape(weights, VAE, "encoder.conv_in.weight", where)[1],
        "out_channels": _shape(weights, VAE, "decoder.conv_out.weight", where)[0],
        "latent_channels": _shape(weights, VAE, "decoder.conv_in.weight", where)[1],
        "block_out_channels": channels,
        "layers_per_block": layers,
        "down_block_types": ["DownEncoderBlock2D"] * len(channels),
        "up_block_types": ["UpDecoderBlock2D"] * len(channels),
        "sample_size": LATENT_SIDE * 2 ** (len(channels) - 1),
    }


def text_config(weights: Weights, where: object) -> dict[str, Any]:
    """transformers' configuration of the text encoder, for names without their prefix."""
    vocabulary, width = _shape(weights, "", "embeddings.token_embedding.weight", where)
    _check_divisible("text encoder", [width], TEXT_HEAD_WIDTH, where)
    positions, _ = _shape(weights, "", "embeddings.position_embedding.weight", where)
    hidden = _shape(weights, "", "encoder.layers.0.mlp.fc1.weight", where)[0]
    layers = 0
    while f"encoder.layers.{layers}.mlp.fc1.weight" in weights:
        layers += 1
    return TEXT_CONFIG | {
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": width // TEXT_HEAD_WIDTH,
        "max_position_embeddings": positions,
    }


def _shape(weights: Weights, prefix: str, name: str, where: object) -> tuple[int, ...]:
    if prefix + name not in weights:
        raise source_error("missing weights", where, prefix + name, "none")
    return tuple(weights[prefix + name].shape)


def _check_divisible(part: str, widths: list[int], divisor: int, where: object) -> None:
    if any(width % divisor or not width for width in widths):
        raise source_error(part, where, f"widths that {divisor} divides, as in v1", f"{widths}")
