"""Loads models from the libraries' own folders, complete or not at all."""

import inspect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .errors import is_out_of_memory, reason, source_error
from .weight_files import DIFFUSERS_WEIGHTS, TRANSFORMERS_WEIGHTS, loading_options

# Buffers that older versions of the libraries saved and newer ones compute.
HARMLESS = ("position_ids",)


def load_diffusers(model: Any, folder: Path) -> nn.Module:
    """A diffusers model in float32 from its folder."""
    options = {"torch_dtype": torch.float32, "low_cpu_mem_usage": True}
    options |= loading_options(folder, DIFFUSERS_WEIGHTS)
    return _load(model, folder, options)


def load_transformers(model: Any, folder: Path) -> nn.Module:
    """A transformers model in float32, with the attention that the engine's modules use."""
    options = {"dtype": torch.float32, "attn_implementation": "sdpa"}
    options |= loading_options(folder, TRANSFORMERS_WEIGHTS)
    return _load(model, folder, options)


def _load(model: Any, folder: Path, options: dict[str, Any]) -> nn.Module:
    try:
        loaded, info = model.from_pretrained(
            str(folder), local_files_only=True, output_loading_info=True, **options
        )
    except Exception as error:  # each library has errors of its own for a damaged file
        if is_out_of_memory(error):
            raise
        expected = f"weights of a {model.__name__}"
        raise source_error("unreadable model", folder, expected, reason(error)) from None
    refuse_mismatch(folder, info["missing_keys"], info["unexpected_keys"], info["mismatched_keys"])
    return loaded


def refuse_mismatch(
    where: object, missing: Iterable[str], unexpected: Iterable[str], mismatched: Iterable[Any] = ()
) -> None:
    """Raises where weights and configuration are not of the same model."""
    for what, keys in (
        ("missing weights", missing),
        ("unexpected weights", unexpected),
        ("weights of another shape", mismatched),
    ):
        names = sorted(key if isinstance(key, str) else str(key[0]) for key in keys)
        names = [name for name in names if not name.endswith(HARMLESS)]
        if names:
            got = f"{len(names)} differences, the first {names[0]}"
            raise source_error(what, where, "the weights of its configuration", got)


def with_defaults(model: Any, config: dict[str, Any]) -> dict[str, Any]:
    """A diffusers configuration with the model's defaults for what it leaves out."""
    parameters = inspect.signature(model.__init__).parameters.values()
    defaults = {x.name: x.default for x in parameters if x.default is not inspect.Parameter.empty}
    return defaults | config
