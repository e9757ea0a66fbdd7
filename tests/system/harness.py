"""Runs the executable and reads what it wrote."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from guided_sampler import Request
from safetensors.torch import load_file
from torch import Tensor

ROOT = Path(__file__).resolve().parents[2]
EASEL = ROOT / "models" / "easel"
DEFAULTS = Request()
BAD_VALUE, BAD_MODEL, BAD_OUTPUT, BAD_DEVICE, INTERRUPTED = 2, 3, 4, 5, 130

ERROR_FORM = re.compile(r"error: \S.* \(.+\): expected \S.*, got .+")
# What a library's own account of a failure looks like.
LEAKS = (
    "Traceback",
    "terminate called",
    "frame #",
    "Exception raised from",
    "C10_",
    "c10::",
    "std::",
    ".cpp:",
    "Segmentation",
    "AddressSanitizer",
    "runtime error:",
)


@dataclass
class Outcome:
    """How a run of the program ended."""

    code: int
    out: str
    err: str
    seconds: float

    def lines(self) -> list[dict]:
        """Standard output as one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def errors(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("error:")]


@dataclass
class Program:
    """The executable, in an environment of its own: no model chosen, an empty home folder.

    One thread unless a test asks for more: small pictures are slower with two.
    """

    path: Path
    home: Path

    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MAULSTICK_", "XDG_", "PYTHON"))
        }
        return kept | {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"}

    def run(
        self,
        *arguments: object,
        stdin: bytes = b"",
        timeout: float = 120,
        environment: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Outcome:
        # bytes go through as they are, so that broken UTF-8 can be passed
        command = [
            os.fsencode(self.path),
            *(a if isinstance(a, bytes) else str(a).encode() for a in arguments),
        ]
        began = time.monotonic()
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            timeout=timeout,
            env=self.environment() | (environment or {}),
            cwd=cwd,
            check=False,
        )
        return Outcome(
            done.returncode, done.stdout.decode(), done.stderr.decode(), time.monotonic() - began
        )

    def start(self, *arguments: object) -> subprocess.Popen:
        """For signals, which a shell's background job would ignore and hand on as ignored."""
        return subprocess.Popen(
            [self.path, *map(str, arguments)],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=take_signals,
        )


def on_terminal(program: Program, arguments: Iterable[object]) -> str:
    """What the program shows where all that it prints goes to a terminal."""
    line = shlex.join([str(program.path), *map(str, arguments)])
    done = subprocess.run(
        ["script", "-qec", line, "/dev/null"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        env=program.environment(),
        check=True,
    )
    return done.stdout.decode()


def take_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Painted:
    """A run of `generate` with everything that it can tell."""

    picture: Path
    trace: dict[str, Tensor]
    log: list[dict]
    summary: dict
    err: str

    def guided_steps(self) -> list[int]:
        return [record["step"] for record in self.log if record["guidance"] is not None]


def option_list(request: Request) -> list[str]:
    """The request as options of `generate`, without those at their defaults."""
    options: list[str] = []
    for field in fields(Request):
        value = getattr(request, field.name)
        if value == getattr(DEFAULTS, field.name):
            continue
        options.append(f"--{field.name}")
        if not isinstance(value, bool):
            options.append(repr(value) if isinstance(value, float) else str(value))
    return options


def paint(
    program: Program,
    folder: Path,
    request: Request,
    *options: object,
    model: Path | None = None,
    threads: int = 1,
    name: str = "picture",
) -> Painted:
    """Paints with every record switched on."""
    folder.mkdir(parents=True, exist_ok=True)
    picture, trace = folder / f"{name}.png", folder / f"{name}.safetensors"
    log = folder / f"{name}.jsonl"
    chosen = ["--model", model] if model else []
    outcome = program.run(
        "generate",
        *chosen,
        *option_list(request),
        "--threads",
        threads,
        "--output",
        picture,
        "--trace",
        trace,
        "--log",
        log,
        "--json",
        *options,
        timeout=300,
    )
    assert outcome.code == 0, outcome.err
    records = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return Painted(picture, load_file(trace), records, outcome.lines()[0], outcome.err)


# A cold start reads half a gigabyte of libraries from the disk: answers take longer then.
COLD_START = 30.0


def check_error(outcome: Outcome, code: int, seconds: float = COLD_START) -> None:
    """The one form that every failure has."""
    assert outcome.code == code, f"exit {outcome.code}, expected {code}: {outcome.err[:800]}"
    everything = outcome.err + outcome.out
    assert not [leak for leak in LEAKS if leak in everything], everything[:2000]
    errors = outcome.errors()
    assert len(errors) == 1, outcome.err[:2000]
    assert ERROR_FORM.fullmatch(errors[0]), errors[0]
    assert len(errors[0]) < 400, f"{len(errors[0])} characters"
    others = [line for line in outcome.err.splitlines() if line not in errors]
    assert all(line.startswith("hint: ") for line in others) and len(others) <= 1, others
    assert outcome.out == "", outcome.out[:400]
    assert outcome.seconds < seconds, f"took {outcome.seconds:.1f} s"


def sample(cases: Iterable[object], share: int) -> list[object]:
    """Every so-manieth case for the quick run; the others are marked as slow.

    A case is one value, or a tuple of as many as the test takes.
    """
    params = []
    for number, case in enumerate(cases):
        values = case if isinstance(case, tuple) else (case,)
        params.append(pytest.param(*values, marks=[pytest.mark.slow] if number % share else []))
    return params


def relative_error(given: Tensor, wanted: Tensor) -> float:
    """L2, relative to what was wanted."""
    assert given.shape == wanted.shape, (given.shape, wanted.shape)
    return ((given.double() - wanted.double()).norm() / wanted.double().norm()).item()
