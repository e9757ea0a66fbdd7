"""The work folder: where every stage finds what the one before it made."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Work:
    folder: Path

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures.npy"

    @property
    def scenes(self) -> Path:
        return self.folder / "scenes.jsonl"

    @property
    def latents(self) -> Path:
        return self.folder / "latents.npy"

    @property
    def latents_record(self) -> Path:
        return self.folder / "latents.json"

    @property
    def reconstructions(self) -> Path:
        return self.folder / "reconstructions.npy"

    @property
    def reconstructions_record(self) -> Path:
        return self.folder / "reconstructions.json"

    @property
    def vae(self) -> Path:
        return self.folder / "vae"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer"

    @property
    def diffusers(self) -> Path:
        return self.folder / "diffusers" / "easel"  # a bundle names its source by the folder

    @property
    def clip(self) -> Path:
        return self.folder / "clip"

    def checkpoint(self, name: str) -> Path:
        return self.folder / f"{name}.pt"

    def preview(self, name: str) -> Path:
        return self.folder / "previews" / f"{name}.png"


def add_work_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--work",
        metavar="FOLDER",
        type=Path,
        default=Path("build/easel"),
        help="where the stages leave their results (default: %(default)s)",
    )


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Calls `write` with a temporary path beside `path`, then puts it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        write(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, value: dict[str, Any]) -> None:
    text = json.dumps(value, indent=1) + "\n"
    write_atomically(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))


def read_json(path: Path) -> dict[str, Any]:
    """The file's object; empty where there is no such file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
