"""Easel's pictures per minute: the default picture, with layers of our own and with torch's as they were.

For compare.py, which has it in its run. A picture is a process of its own, so that its first one is what
counts, as a user meets it; what is told is the seconds from request to pixels, without loading.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from common import ROOT, run_process, tell

WAYS = {
    "Maulstick": {},
    "the exported network as it is": {"MAULSTICK_LAYERS": "torch", "THP_MEM_ALLOC_ENABLE": "0"},
}


def measure_easel(executable: Path, work: Path, threads: int, repeats: int) -> dict[str, dict]:
    """Seconds of each way's pictures, in turns."""
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    picture = work / "easel.png"
    for number in range(repeats):
        for way in list(WAYS) if number % 2 == 0 else list(WAYS)[::-1]:
            command = [
                *(executable, "generate", "--model", ROOT / "models" / "easel", "--json", "--quiet"),
                *("--prompt", "A lighthouse at night", "--device", "cpu", "--threads", threads),
                *("--output", picture),
            ]
            picture.unlink(missing_ok=True)
            output, _, _ = run_process(command, environment=WAYS[way])
            seconds[way].append(json.loads(output)["seconds"])
    for way, values in seconds.items():
        tell(f"Easel, {way}: {[round(value, 3) for value in values]}")
    return {
        way: {"seconds": values, "pictures a minute": 60 / median(values)}
        for way, values in seconds.items()
    }


def easel_lines(easel: dict[str, dict]) -> list[str]:
    rates = {way: easel[way]["pictures a minute"] for way in easel}
    own, before = rates.values()
    told = ", ".join(f"{way} {rate:.1f}" for way, rate in rates.items())
    return [f"Easel's default pictures a minute: {told}; {own / before:.2f}×.", ""]
