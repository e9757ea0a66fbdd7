"""Models of the Hugging Face hub, fetched part by part, or found in the local cache."""

import re
from pathlib import Path

from .errors import reason, source_error

# "owner/name": one slash, and no character or beginning that only a path would have.
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")

CONFIGURATIONS = ["*.json", "*.txt", "*.model", "README.md"]
IGNORED = ["safety_checker/*", "feature_extractor/*", "*.index.json"]


def is_hub_id(text: str) -> bool:
    """Whether a name can be a model of the hub rather than a path."""
    return HUB_ID.fullmatch(text) is not None and ".." not in text


def fetch_configurations(model: str) -> Path:
    """The folder of a model's configurations and tokenizers."""
    return _snapshot(model, CONFIGURATIONS, IGNORED)


def fetch_weights(model: str, prefix: str, names: tuple[str, str]) -> None:
    """Adds weights to the folder: safetensors, or pickles where there are none.

    `prefix` is the part's folder with its slash, or "" for a model that is one part; `names` as in
    `weight_files`.
    """
    folder = _snapshot(model, _patterns(prefix + names[0], "safetensors"), [])
    if not any(folder.glob(f"{prefix}{names[0]}*.safetensors")):
        _snapshot(model, _patterns(prefix + names[1], "bin"), [])


def _patterns(stem: str, suffix: str) -> list[str]:
    """Whole weights, or weights cut into numbered files with their index."""
    return [f"{stem}.{suffix}", f"{stem}-[0-9]*.{suffix}", f"{stem}.{suffix}.index.json"]


def _snapshot(model: str, wanted: list[str], ignored: list[str]) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, allow_patterns=wanted, ignore_patterns=ignored))
    except Exception as error:  # not there, not allowed, no network, no space: the library's words
        expected = "a model of the hub that can be reached or is in the cache"
        hint = "if it is a path, check its spelling; without a network give a folder or a file"
        raise source_error("source not found", model, expected, reason(error), hint) from None
