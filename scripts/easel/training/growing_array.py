"""Arrays on disk that later runs may make longer without writing them anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from training.errors import TrainingError


def open_growing(
    path: Path, count: int, item: tuple[int, ...], dtype: type[np.generic]
) -> np.memmap:
    """The array of at least `count` items at `path`: made, or made longer, as needed.

    NumPy leaves room in the header for a longer first axis, so only the header is rewritten.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return np.lib.format.open_memmap(path, "w+", dtype, (count, *item))
    array = np.load(path, mmap_mode="r")
    if array.shape[1:] != item or array.dtype != dtype:
        expected = f"items of shape {item} and type {np.dtype(dtype)}"
        got = f"{array.shape[1:]} and {array.dtype}"
        raise TrainingError("array of another kind", path, expected, got, f"remove {path.name}")
    if len(array) < count:
        _lengthen(path, array, count)
    return np.load(path, mmap_mode="r+")


def _lengthen(path: Path, array: np.memmap, count: int) -> None:
    offset = array.offset
    shape = (count, *array.shape[1:])
    size = offset + int(np.prod(shape)) * array.itemsize
    header = {"descr": array.dtype.str, "fortran_order": False, "shape": shape}
    with path.open("r+b") as file:
        file.truncate(size)
        np.lib.format.write_array_header_1_0(file, header)
        if file.tell() != offset:
            raise TrainingError("header outgrown", path, f"{offset} bytes", f"{file.tell()}")
