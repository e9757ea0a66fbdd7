"""Reads the tensors of a `.safetensors` or `.ckpt` file: mapped into memory, running no code."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .errors import is_out_of_memory, reason, source_error

SUFFIXES = (".safetensors", ".ckpt")

# Checkpoints of training runs mention these packages' classes beside the weights. They are read as
# Inert objects; a file that names anything else outside torch is refused.
INERT_PACKAGES = ("pytorch_lightning.", "lightning.", "numpy.", "omegaconf.")

LFS_POINTER = b"version https://git-lfs"


class Inert:
    """Stands for an object of a package that is not needed, and does nothing with its state."""

    def __new__(cls, *_: Any) -> "Inert":
        return super().__new__(cls)

    def __init__(self, *_: Any) -> None:
        pass

    def __setstate__(self, _: Any) -> None:
        pass


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    """Every tensor of a checkpoint by name. Their values are read from disk when they are used."""
    read = _read_safetensors if path.suffix == ".safetensors" else _read_pickle
    try:
        return read(path)
    except Exception as error:  # damaged files fail in many ways, all of which mean the same
        if is_out_of_memory(error):
            raise
        expected = f"the weights of a {path.suffix} file"
        raise source_error(
            "unreadable file", path, expected, reason(error), lfs_hint(path)
        ) from None


def lfs_hint(path: Path) -> str:
    """What to do where a repository was cloned without its large files."""
    with path.open("rb") as file:
        is_pointer = file.read(len(LFS_POINTER)) == LFS_POINTER
    return "this is a pointer of Git LFS; fetch the file with `git lfs pull`" if is_pointer else ""


def _read_safetensors(path: Path) -> dict[str, Tensor]:
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}


def _read_pickle(path: Path) -> dict[str, Tensor]:
    """torch's own reader restricted to tensors and plain containers."""
    # Files of torch before 1.6 are no zip archives and cannot be mapped.
    mapped = zipfile.is_zipfile(path)
    with _inert_classes(path, mapped):
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=mapped)
    weights = content.get("state_dict", content) if isinstance(content, dict) else {}
    tensors = {str(name): value for name, value in weights.items() if isinstance(value, Tensor)}
    if not tensors:
        raise ValueError("no tensors")
    return tensors


@contextmanager
def _inert_classes(path: Path, is_archive: bool) -> Iterator[None]:
    names = torch.serialization.get_unsafe_globals_in_checkpoint(path) if is_archive else []
    inert = [(Inert, name) for name in names if name.startswith(INERT_PACKAGES)]
    with torch.serialization.safe_globals(inert):
        yield
