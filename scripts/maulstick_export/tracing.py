"""Turns a module into a TorchScript archive that computes in any floating type."""

import os
from pathlib import Path

import torch
from torch import Tensor, nn

from .archive import strip_debug_entries
from .errors import output_error

# What an archive holds beside the weights: code, tables of source lines, headers.
REST_OF_ARCHIVE = 16 << 20


@torch.no_grad()
def save_traced(
    module: nn.Module, inputs: tuple[Tensor, ...], precision: torch.dtype, path: Path
) -> None:
    """Traces `module` in float32 and writes it with weights of `precision` to `path`."""
    traced = torch.jit.trace(module, inputs, check_trace=False)
    remove_idle_casts(traced)
    traced.to(precision)
    whole = path.with_suffix(".whole.pt")
    weights = sum(tensor.nbytes for tensor in (*traced.parameters(), *traced.buffers()))
    make_sure_of_space(whole, weights + REST_OF_ARCHIVE)
    try:
        torch.jit.save(traced, str(whole))
    except RuntimeError as error:
        raise output_error(path, error) from None
    strip_debug_entries(whole, path)
    whole.unlink()


def make_sure_of_space(path: Path, size: int) -> None:
    """Raises OSError where a file of `size` bytes cannot be written.

    torch's writer ends the process when the disk is full, so that nothing could be cleaned up.
    """
    if not hasattr(os, "posix_fallocate"):
        return
    try:
        with path.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, size)
    finally:
        path.unlink(missing_ok=True)


def remove_idle_casts(traced: torch.jit.ScriptModule) -> None:
    """Removes every cast from a floating type to itself.

    The libraries write `x.to(y.dtype)` where a mixed model would need it. A trace records the type
    that y had and would cast to float32 in a module that was converted to float16.
    """
    for graph in _graphs(traced):
        for node in list(graph.nodes()):
            if node.kind() != "aten::to":
                continue
            before, after = next(node.inputs()), node.output()
            dtype = after.type().dtype()
            if dtype is not None and dtype.is_floating_point and before.type().dtype() == dtype:
                after.replaceAllUsesWith(before)
                node.destroy()


def _graphs(traced: torch.jit.ScriptModule) -> list[torch._C.Graph]:
    """The graphs of a traced module and of its submodules that have a forward."""
    modules = (module for module in traced.modules() if module._c._has_method("forward"))
    return [module.graph for module in modules]
