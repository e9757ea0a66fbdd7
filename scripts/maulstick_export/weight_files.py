"""The weight files of a part's folder, in the libraries' own layouts."""

from pathlib import Path
from typing import Any

from .checkpoint_file import lfs_hint
from .errors import reason, source_error

# Beginnings of file names: of safetensors, and of pickles.
DIFFUSERS_WEIGHTS = ("diffusion_pytorch_model", "diffusion_pytorch_model")
TRANSFORMERS_WEIGHTS = ("model", "pytorch_model")

# Pickles are read by torch's restricted reader, which runs no code.
SUFFIXES = ("safetensors", "bin")


def loading_options(folder: Path, names: tuple[str, str]) -> dict[str, Any]:
    """Options of `from_pretrained` for the weights that are there: safetensors before pickles,
    full precision before half."""
    for variant in ("", ".fp16"):
        for name, suffix in zip(names, SUFFIXES, strict=True):
            if _find(folder, f"{name}{variant}", suffix):
                options: dict[str, Any] = {"use_safetensors": suffix == "safetensors"}
                return options | ({"variant": variant[1:]} if variant else {})
    if not folder.is_dir():
        raise source_error("missing folder", folder, "weights", "no such folder")
    expected = "the weights of this part of the model"
    raise source_error("missing file", folder / f"{names[0]}.safetensors", expected, "no such file")


def check_weights(folder: Path, names: tuple[str, str]) -> None:
    """Finds missing and cut files at once, before the minutes that a large model takes."""
    from safetensors import SafetensorError, safe_open

    loading_options(folder, names)
    for path in folder.glob(f"{names[0]}*.safetensors"):
        try:
            with safe_open(path, framework="pt"):
                pass
        except SafetensorError as error:
            expected = "a complete safetensors file"
            got, hint = reason(error), lfs_hint(path)
            raise source_error("unreadable file", path, expected, got, hint) from None


def _find(folder: Path, stem: str, suffix: str) -> bool:
    """Whether weights are there, in one file or cut into several with an index."""
    # diffusers puts a variant of an index before its suffix, transformers too.
    name, _, variant = stem.partition(".")
    index = f"{name}.{suffix}.index.{variant}.json" if variant else f"{name}.{suffix}.index.json"
    return (folder / f"{stem}.{suffix}").is_file() or (folder / index).is_file()
