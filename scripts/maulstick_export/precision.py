"""The type in which weights are stored, and models whose weights went through it."""

import torch
from torch import nn

from .errors import source_error

PRECISIONS = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}


@torch.no_grad()
def round_weights(model: nn.Module, precision: torch.dtype, where: str) -> None:
    """Makes every weight float32 with a value that `precision` holds exactly.

    The model so made is the truth for the bundle: what the engine computes from the stored
    weights equals what this model computes.
    """
    for name, tensor in (*model.named_parameters(), *model.named_buffers()):
        if not tensor.is_floating_point():
            continue
        if not torch.isfinite(tensor).all():
            expected = f"finite numbers in {name}"
            raise source_error("weights", where, expected, "NaN or infinity")
        rounded = tensor.to(precision)
        if precision == torch.float16 and not torch.isfinite(rounded).all():
            got = f"{tensor.abs().max().item():g}"
            hint = "use --precision bfloat16 or float32"
            raise source_error("weights", where, f"{name} within float16's 65504", got, hint)
        tensor.data = rounded.to(torch.float32)


def frozen(model: nn.Module, precision: torch.dtype, where: str) -> nn.Module:
    """The model ready to be traced: rounded, in evaluation mode, without gradients."""
    round_weights(model, precision, where)
    return model.eval().requires_grad_(False)
