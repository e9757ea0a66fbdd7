"""Copies of a bundle, to be damaged: with or without hashes that fit the damage."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor


def copied(bundle: Path, folder: Path) -> Path:
    target = folder / "bundle"
    shutil.copytree(bundle, target)
    return target


def read_manifest(bundle: Path) -> dict[str, Any]:
    return json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))


def write_manifest(bundle: Path, manifest: dict[str, Any]) -> None:
    (bundle / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def sign(bundle: Path, name: str) -> None:
    """Makes the manifest agree with the file."""
    content = (bundle / name).read_bytes()
    manifest = read_manifest(bundle)
    manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    write_manifest(bundle, manifest)


def replace(bundle: Path, name: str, content: bytes) -> None:
    """Another content, signed."""
    (bundle / name).write_bytes(content)
    sign(bundle, name)


def rewrite_tensors(bundle: Path, name: str, changes: dict[str, Tensor]) -> None:
    """Other tensors in a safetensors file, signed; its metadata are kept."""
    with safe_open(bundle / name, "pt") as file:
        metadata = file.metadata()
    save_file(load_file(bundle / name) | changes, bundle / name, metadata)
    sign(bundle, name)
