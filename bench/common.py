"""What the benchmarks share: the model they measure with, processes, and what the machine is."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUSY = 0.3  # processors at work before a run, above which its times are in doubt


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def busy_processors(seconds: float = 2.0) -> float:
    """How many processors others keep busy just now."""

    def idle_and_all() -> tuple[int, int]:
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
        times = [int(field) for field in first.split()[1:]]
        return times[3] + times[4], sum(times[:8])

    idle, everything = idle_and_all()
    time.sleep(seconds)
    idle_after, everything_after = idle_and_all()
    share = 1 - (idle_after - idle) / max(1, everything_after - everything)
    return share * (os.cpu_count() or 1)


class Failed(Exception):
    """A measured program did not end well, or not in time."""


def run_process(
    command: list[object], limit: float | None = None, environment: dict[str, str] | None = None
) -> tuple[str, float, float]:
    """Standard output, seconds, and peak resident memory in GiB. After `limit` seconds it is killed.

    `environment` comes on top of this process's.
    """
    began = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | (environment or {}),
    )
    timer = threading.Timer(limit, process.kill) if limit else None
    if timer:
        timer.start()
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if timer:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    if process.returncode != 0:
        late = limit and seconds >= limit
        reason = f"took over {limit:.0f} s" if late else f"exit {process.returncode}"
        raise Failed(f"a measured program failed ({reason}): {command[0]}")
    return output, seconds, usage.ru_maxrss / 2**20


def make_sd14(diffusers: Path, clip: Path, bundle: Path) -> None:
    """Stable Diffusion v1.4's architecture with random weights, as a model and exported.

    In processes of their own, so that their memory is gone when measuring begins.
    """
    if not (diffusers / "model_index.json").exists():
        tell("making random weights of Stable Diffusion v1.4's shape")
        code = "import sys, pathlib, sd14_random as r; r.save_{0}(pathlib.Path(sys.argv[1]))"
        for part, folder in (("clip", clip), ("model", diffusers)):
            subprocess.run(
                [sys.executable, "-c", code.format(part), folder],
                check=True,
                cwd=Path(__file__).parent,
            )
    if not (bundle / "manifest.json").exists():
        tell("exporting them")
        subprocess.run(
            [
                sys.executable,
                ROOT / "scripts" / "export_weights.py",
                diffusers,
                "--clip",
                clip,
                "--output",
                bundle,
            ],
            check=True,
        )


def machine() -> dict[str, object]:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.platform(),
    }


def write_results(name: str, result: dict, text: str) -> None:
    """Into bench/results: the table as NAME.md, everything as NAME.json."""
    folder = ROOT / "bench" / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(text)
