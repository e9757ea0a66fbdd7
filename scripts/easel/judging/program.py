"""Pictures painted by the program itself, each kept under a name that says how it was made."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from training.errors import TrainingError
from training.progress import Progress
from training.work import write_json

UNGUIDED = ("--clip", "0", "--frequency", "0", "--composition", "0")


@dataclass(frozen=True)
class Request:
    prompt: str
    seed: int
    options: tuple[str, ...] = UNGUIDED  # of `maulstick generate`


@dataclass(frozen=True)
class Painting:
    request: Request
    pixels: np.ndarray  # uint8 [H, W, 3]
    result: dict[str, Any]  # what `--json` printed: losses, seconds, …


@dataclass(frozen=True)
class Program:
    """The command line, a bundle for it, and the folder where its pictures are kept.

    A picture's name is a hash of the bundle's manifest, the program's version and the request, so
    that an interrupted run goes on where it stopped and another bundle never inherits pictures.
    A program that paints differently under the same version would: then remove the folder.
    """

    executable: Path
    model: Path
    folder: Path
    processes: int = 1

    def paint_all(self, requests: Sequence[Request], name: str) -> list[Painting]:
        """In the requests' order; those that exist are read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        identity = self.identity()
        progress = Progress(name, 0, len(requests))
        paintings = []
        with ThreadPoolExecutor(self.processes) as pool:
            try:
                for painting in pool.map(lambda each: self._paint(each, identity), requests):
                    paintings.append(painting)
                    progress.update(len(paintings))
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        return paintings

    def identity(self) -> str:
        return f"{self.version()} {sha256_of(self.manifest)}"

    @property
    def manifest(self) -> Path:
        return self.model / "manifest.json"

    def version(self) -> str:
        return self._run(["--version"]).strip()

    def _paint(self, request: Request, identity: str) -> Painting:
        wanted = json.dumps([identity, request.prompt, request.seed, request.options])
        stem = hashlib.sha256(wanted.encode()).hexdigest()[:24]
        picture, record = self.folder / f"{stem}.png", self.folder / f"{stem}.json"
        if not (picture.exists() and record.exists()):
            write_json(record, self._generate(request, picture))
        result = json.loads(record.read_text(encoding="utf-8"))
        with Image.open(picture) as image:
            return Painting(request, np.asarray(image.convert("RGB")), result)

    def _generate(self, request: Request, picture: Path) -> dict[str, Any]:
        picture.unlink(missing_ok=True)
        arguments = ["generate", "--model", str(self.model), "--threads", "1"]
        arguments += ["--json", "--quiet", "--output", str(picture)]
        arguments += ["--prompt", request.prompt, "--seed", str(request.seed), *request.options]
        result = json.loads(self._run(arguments))
        return {key: value for key, value in result.items() if key != "output"}

    def _run(self, arguments: list[str]) -> str:
        command = [str(self.executable), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            raise TrainingError(
                "program not run",
                self.executable,
                "the built maulstick",
                str(error.strerror),
                "scripts/run.sh builds it",
            ) from None
        if done.returncode != 0:
            said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
            raise TrainingError("program failed", self.executable, "a picture", said[0])
        return done.stdout


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
