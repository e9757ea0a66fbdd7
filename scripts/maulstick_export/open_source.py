"""Finds out what kind of source a name is."""

from pathlib import Path

from . import hub
from .checkpoint_file import SUFFIXES
from .diffusers_folder import DiffusersFolder
from .errors import ExportError, source_error
from .guidance_clip import GuidanceClip, open_clip_folder
from .single_file import SingleFile
from .source import Source

SOURCE = "a diffusers folder, a .safetensors or .ckpt file, or a hub id (owner/name)"
CLIP = "a transformers CLIP folder or a hub id (owner/name)"


def open_source(text: str) -> Source:
    """A diffusers folder, a single file, or a model of the hub."""
    path = Path(text)
    if text and path.is_dir():
        return DiffusersFolder(path, path.resolve().name)
    if path.is_file():
        if path.suffix not in SUFFIXES:
            raise source_error("source", path, SOURCE, f"a file that ends in “{path.suffix}”")
        return SingleFile(path)
    if not hub.is_hub_id(text):
        raise _not_found("source", text, SOURCE)
    return DiffusersFolder(hub.fetch_configurations(text), text, hub_id=text)


def open_clip(text: str) -> GuidanceClip:
    """A transformers folder, or a model of the hub."""
    path = Path(text)
    if text and path.is_dir():
        return open_clip_folder(path)
    if path.exists() or not hub.is_hub_id(text):
        raise _not_found("guidance CLIP", text, CLIP)
    return open_clip_folder(hub.fetch_configurations(text), hub_id=text)


def _not_found(what: str, text: str, expected: str) -> ExportError:
    got = "a file" if Path(text).exists() else "nothing of that name"
    return source_error(what, text, expected, got)
