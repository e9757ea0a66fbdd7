"""Compares a written module with what the Python model gave."""

from pathlib import Path

import torch

from .errors import ExportError, Kind
from .parts import Sample

# Both compute in float32 with the same weights, and mostly bit for bit the same; a trace that
# does not hold for another shape is wrong by far more.
TOLERANCE = 1e-5


@torch.no_grad()
def check_module(path: Path, samples: list[Sample]) -> None:
    """Loads the archive as the engine does and computes every sample in float32."""
    module = torch.jit.load(str(path), map_location="cpu").float().eval()
    for sample in samples:
        shapes = ", ".join(str(list(value.shape)) for value in sample.inputs)
        if not torch.isfinite(sample.expected).all():
            hint = "the source's weights are damaged or not of a trained model"
            raise ExportError(Kind.SOURCE, "output", path.name, "finite numbers", "NaN", hint)
        output = module(*sample.inputs)
        error = relative_error(output, sample.expected)
        if output.shape != sample.expected.shape or not error <= TOLERANCE:
            expected = f"the Python model's output within {TOLERANCE:g}"
            got = f"a relative error of {error:.2g} for inputs {shapes}"
            raise ExportError(Kind.SOURCE, "written module", path.name, expected, got)


def relative_error(output: torch.Tensor, expected: torch.Tensor) -> float:
    """L2 distance over the L2 norm of what is expected."""
    if output.shape != expected.shape:
        return float("inf")
    distance = torch.linalg.vector_norm(output - expected)
    return float(distance / (torch.linalg.vector_norm(expected) + 1e-12))
