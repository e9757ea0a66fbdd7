"""The inverse of the exporter's reading: diffusers' names of weights → the first layout's."""

import re

from torch import Tensor, nn

Weights = dict[str, Tensor]

RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}
UNET_ENDS = {
    "conv_in": "input_blocks.0.0",
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}
VAE_ATTENTION = {
    "group_norm": "norm",
    "to_q": "q",
    "to_k": "k",
    "to_v": "v",
    "to_out.0": "proj_out",
}


def ldm_weights(unet: nn.Module, vae: nn.Module, text_encoder: nn.Module) -> Weights:
    """A whole Stable Diffusion v1 checkpoint."""
    unet_weights = {f"model.diffusion_model.{_unet(unet, k)}": v for k, v in _items(unet)}
    vae_weights = {}
    for key, value in _items(vae):
        name = _vae(len(vae.config.block_out_channels), key)
        # Attention projections were convolutions of one pixel.
        is_projection = ".attn_1." in name and name.endswith("weight") and "norm" not in name
        vae_weights[f"first_stage_model.{name}"] = (
            value[..., None, None] if is_projection else value
        )
    prefix = "cond_stage_model.transformer.text_model."
    return unet_weights | vae_weights | {prefix + k: v for k, v in _items(text_encoder)}


def _items(model: nn.Module) -> list[tuple[str, Tensor]]:
    return [(key, value.detach().clone()) for key, value in model.state_dict().items()]


def _unet(unet: nn.Module, key: str) -> str:
    module, _, leaf = key.rpartition(".")
    if module in UNET_ENDS:
        return f"{UNET_ENDS[module]}.{leaf}"
    layers = unet.config.layers_per_block
    found = re.fullmatch(r"(down|mid|up)_blocks?\.(?:(\d+)\.)?(\w+)\.(\d+)\.(.*)", key)
    side, block, kind, number, rest = found.groups()
    block, number = int(block or 0), int(number)
    if kind == "resnets":
        name = next(name for name in RESNET if rest.startswith(name))
        rest = rest.replace(name, RESNET[name], 1)
    if side == "mid":
        return f"middle_block.{2 * number if kind == 'resnets' else 1}.{rest}"
    if kind == "downsamplers":
        return f"input_blocks.{(block + 1) * (layers + 1)}.0.op.{rest.removeprefix('conv.')}"
    if kind == "upsamplers":
        place = 2 if "CrossAttn" in unet.config.up_block_types[block] else 1
        return f"output_blocks.{block * (layers + 1) + layers}.{place}.{rest}"
    stack, first = ("input_blocks", 1) if side == "down" else ("output_blocks", 0)
    place = 0 if kind == "resnets" else 1
    return f"{stack}.{first + block * (layers + 1) + number}.{place}.{rest}"


def _vae(levels: int, key: str) -> str:
    key = key.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")
    key = re.sub(r"down_blocks\.(\d+)\.resnets", r"down.\1.block", key)
    key = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", key)
    for old, new in (("resnets", "block"), ("upsamplers.0", "upsample")):
        pattern = rf"up_blocks\.(\d+)\.{re.escape(old)}"
        key = re.sub(pattern, lambda m, new=new: f"up.{levels - 1 - int(m[1])}.{new}", key)
    key = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", key)
    if "mid_block.attentions.0" in key:
        for name, short in VAE_ATTENTION.items():
            key = key.replace(f"attentions.0.{name}.", f"attentions.0.{short}.")
        key = key.replace("mid_block.attentions.0", "mid.attn_1")
    return key
