"""The reference sampler's models out of an exported bundle instead of diffusers folders.

With these the sampler, the losses and the tokens are still Python's, and only the networks are the
ones that the engine runs. It is for bundles whose sources are not at hand, such as Easel's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from guided_sampler import ClipTokens, Models, SentencePieceTokens, Tokens, frozen
from safetensors.torch import load_file
from torch import Tensor


def bundle_tokens(bundle: Path, module: dict[str, Any]) -> Tokens:
    """The tokenizer of one of the two text encoders."""
    description = module["tokenizer"]
    if description["kind"] == "clip_bpe":
        return ClipTokens((bundle / description["vocab"]).parent, module["length"])
    return SentencePieceTokens(
        bundle / description["model"],
        description["lower_case"],
        module["length"],
        description["start"],
        description["end"],
    )


def pooled_position(ids: Tensor, clip: dict[str, Any]) -> Tensor:
    """The place whose feature is the text's, [1]."""
    if clip["pooling"] == "largest_id":
        return ids.argmax(dim=-1)
    return (ids == clip["tokenizer"]["end"]).int().argmax(dim=-1)


def load_bundle(bundle: Path) -> Models:
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    latents, encoder, clip = manifest["latents"], manifest["text_encoder"], manifest["clip"]

    def module(name: str) -> torch.nn.Module:
        return frozen(torch.jit.load(bundle / name, map_location="cpu"))

    def table(name: str) -> Tensor:
        return load_file(bundle / name)["weight"].float()

    text, text_table = module(encoder["module"]), table(encoder["tokens"])
    clip_text, clip_table = module(clip["text_module"]), table(clip["tokens"])
    return Models(
        encode_text=lambda ids: text(text_table[ids]),
        denoise=module(manifest["unet"]["module"]),
        decode=module(manifest["vae"]["decoder"]),
        image_features=module(clip["image_module"]),
        text_features=lambda ids: clip_text(clip_table[ids], pooled_position(ids, clip)),
        prompt_tokens=bundle_tokens(bundle, encoder),
        guidance_tokens=bundle_tokens(bundle, clip),
        clip_size=clip["image_size"],
        clip_mean=clip["mean"],
        clip_std=clip["std"],
        channels=latents["channels"],
        latent_scale=latents["scale"],
        factor=latents["factor"],
        own_size=(latents["height"], latents["width"]),
    )
