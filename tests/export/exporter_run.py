"""Runs the exporter in this process, as its command line would."""

import io
import json
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import export_weights
from maulstick_export.stopping import STOP_SIGNALS

from small_models import Shape


@dataclass
class Outcome:
    """How a run of the exporter ended."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))


@dataclass
class Small:
    """A small model on disk, and the shape that it was made of."""

    shape: Shape
    model: Path
    clip: Path


Export = Callable[..., Outcome]


def run_exporter(folder: Path, source: Path | str, clip: Path | str, *options: str) -> Outcome:
    """The exit code and what was printed; signal handlers and hooks are left as they were."""
    arguments = [str(source), "--clip", str(clip), "--output", str(folder), *options]
    hook = sys.unraisablehook
    handlers = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = export_weights.main(arguments)
    except SystemExit as error:
        code = error.code
    finally:
        sys.unraisablehook = hook
        for number, handler in handlers.items():
            signal.signal(number, handler)
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return Outcome(code, *texts, folder)
