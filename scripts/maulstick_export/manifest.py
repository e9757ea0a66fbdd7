"""`manifest.json`: what a bundle is, and the size and SHA-256 of each of its files."""

import hashlib
import importlib.metadata
import json
from pathlib import Path
from typing import Any

FORMAT = "maulstick-bundle"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
MADE_WITH = ("torch", "diffusers", "transformers")


def write_manifest(folder: Path, body: dict[str, Any]) -> None:
    """Hashes every file in `folder` and writes the manifest beside them."""
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **body,
        "created_with": versions(),
        "files": _files(folder),
    }
    (folder / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")


def manifest_text(manifest: dict[str, Any]) -> str:
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def versions() -> dict[str, str]:
    """Versions of the libraries, without the build's suffix (`+cpu`)."""
    return {name: importlib.metadata.version(name).split("+")[0] for name in MADE_WITH}


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": _sha256(path),
        }
        for path in paths
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
