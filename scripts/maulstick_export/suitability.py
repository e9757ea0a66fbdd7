"""Refuses sources that are not Stable Diffusion v1 in shape, saying what they are instead."""

from typing import Any

from .errors import ExportError, source_error
from .source import Description

USE_SD1 = "Maulstick paints with Stable Diffusion v1 models; choose one of those"
SD1 = "a Stable Diffusion v1 model"

# Inputs of a UNet that Stable Diffusion v1 does not have.
EXTRA_INPUTS = (
    "addition_embed_type",
    "class_embed_type",
    "num_class_embeds",
    "encoder_hid_dim",
    "encoder_hid_dim_type",
    "time_cond_proj_dim",
)


def check_description(description: Description, where: object) -> None:
    """Raises for a model whose parts do not make a Stable Diffusion v1."""
    unet, vae, text = description.unet, description.vae, description.text_encoder
    width = context_width(unet)
    if width in (1024, 2048):
        family = "SDXL" if width == 2048 else "Stable Diffusion 2"
        raise not_sd1(where, f"{family} (context {width} wide)")
    _check_unet(unet, where)
    _check_vae(vae, where)
    if text["hidden_size"] != width:
        expected = f"a text encoder as wide as the UNet's context, {width}"
        raise source_error("text encoder", where, expected, f"{text['hidden_size']}")


def not_sd1(where: object, got: str) -> ExportError:
    """The error for a model of another family."""
    return source_error("unsupported model", where, SD1, got, USE_SD1)


def context_width(unet: dict[str, Any]) -> int:
    """The width of the text states that the UNet attends to."""
    width = unet["cross_attention_dim"]
    widths = set(width) if isinstance(width, list | tuple) else {width}
    return widths.pop() if len(widths) == 1 else 0


def _check_unet(unet: dict[str, Any], where: object) -> None:
    channels = unet["in_channels"], unet["out_channels"]
    if channels[0] == 9:
        raise not_sd1(where, "an inpainting model (9 input channels)")
    if channels != (4, 4):
        raise not_sd1(where, f"a UNet of {channels[0]} input and {channels[1]} output channels")
    for name in EXTRA_INPUTS:
        if unet[name] is not None:
            raise not_sd1(where, f"a UNet with {name} {unet[name]}")
    if unet["time_embedding_type"] != "positional":
        raise not_sd1(where, f"a UNet with {unet['time_embedding_type']} time embedding")


def _check_vae(vae: dict[str, Any], where: object) -> None:
    if vae["latent_channels"] != 4:
        raise not_sd1(where, f"a VAE of {vae['latent_channels']} latent channels")
    for name in ("shift_factor", "latents_mean", "latents_std"):
        if vae[name]:
            raise not_sd1(where, f"a VAE with {name}")
