"""Measures the parts of a guided picture: Maulstick beside its peers, in one run.

    python bench/compare.py --work DIR [--rounds 2] [--peers eager compiled …] [--name NAME]

The model is Stable Diffusion v1.4's architecture with seeded random weights, made and exported into the
work folder by the first run; pictures have 512 × 512 pixels. Every contender runs in a process of its own,
in rounds of one after the other, so that a slow minute hits all; what is told is the median of all
repeats but each process's first, and that of the first ones. The results are a table, and
bench/results/NAME.json and NAME.md. ONNX Runtime and OpenVINO are peers where Python has them. Easel's
pictures a minute come last, beside its modules as they were exported.

The machine should have nothing else to do: the load before each process is recorded, and a warning
given when it is high.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import numpy as np
from common import (
    BUSY,
    ROOT,
    Failed,
    busy_processors,
    machine,
    make_sd14,
    run_process,
    tell,
    write_results,
)
from easel_rate import easel_lines, measure_easel

PARTS = ("cfg step", "decode", "decode and gradient")
OUTPUTS = {"cfg step": "noise", "decode": "picture", "decode and gradient": "gradient"}
BASELINE = "eager"
SMALL_PAGES = {"THP_MEM_ALLOC_ENABLE": "0"}
LARGE_PAGES = {"THP_MEM_ALLOC_ENABLE": "1"}


@dataclass
class Contender:
    title: str
    command: list[object]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass
class Measured:
    runs: list[dict] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    busy: float = 0.0

    def later(self, part: str) -> float | None:
        """Median of all repeats after a process's first."""
        seconds = [s for run in self.runs if part in run for s in run[part]["seconds"][1:]]
        return median(seconds) if seconds else None

    def first(self, part: str) -> float | None:
        seconds = [run[part]["seconds"][0] for run in self.runs if part in run]
        return median(seconds) if seconds else None

    def added(self, part: str) -> float | None:
        added = [run[part]["added_gib"] for run in self.runs if part in run]
        return median(added) if added else None

    def of(self, name: str) -> float:
        return median(run[name] for run in self.runs)


def contenders(options: argparse.Namespace) -> dict[str, Contender]:
    def own(mode: str) -> list[object]:
        return [options.executable, options.work / "sd14-bundle", mode, options.repeats]

    def peer(name: str) -> list[object]:
        return [
            *(sys.executable, Path(__file__).with_name("peers.py"), name),
            *("--model", options.work / "sd14", "--work", options.work / "converted"),
            *("--threads", options.threads, "--repeats", options.repeats),
        ]

    everybody = {
        "own": Contender("Maulstick", own("own")),
        "bfloat16": Contender("Maulstick, bfloat16", own("bfloat16")),
        "exported": Contender("the exported network as it is", own("torch"), SMALL_PAGES),
        "eager": Contender("diffusers, eager", peer("eager")),
        "eager, large pages": Contender("the same, 2 MiB pages", peer("eager"), LARGE_PAGES),
        "compiled": Contender("diffusers, torch.compile", peer("compiled")),
    }
    for name, title in (("onnxruntime", "ONNX Runtime"), ("openvino", "OpenVINO")):
        if find_spec(name):
            everybody[name] = Contender(title, peer(name))
    return {k: v for k, v in everybody.items() if not options.peers or k in options.peers}


def run_once(contender: Contender, options: argparse.Namespace, outputs: Path) -> dict:
    outputs.mkdir(parents=True, exist_ok=True)
    own = contender.command[0] == options.executable
    end = [options.threads, outputs] if own else ["--outputs", outputs]
    output, _, peak = run_process(
        [*contender.command, *end], options.limit, contender.environment
    )
    return json.loads(output.splitlines()[-1]) | {"peak_gib": peak}


def measure(options: argparse.Namespace) -> dict[str, Measured]:
    everybody = contenders(options)
    measured = {name: Measured() for name in everybody}
    shutil.rmtree(options.work / "outputs", ignore_errors=True)  # those of an earlier run
    for number in range(options.rounds):
        order = list(everybody) if number % 2 == 0 else list(everybody)[::-1]
        for name in order:
            busy = busy_processors()
            if busy > BUSY:
                tell(f"warning: {busy:.1f} processors were busy before {name}")
            try:
                run = run_once(everybody[name], options, options.work / "outputs" / name)
            except Failed as fault:
                tell(f"{name}: {fault}")
                measured[name].faults.append(str(fault))
                continue
            measured[name].runs.append(run)
            measured[name].busy = max(measured[name].busy, busy)
            tell(f"{name}: " + ", ".join(f"{p} {run[p]['seconds']}" for p in PARTS if p in run))
    return measured


def differences(name: str, work: Path) -> dict[str, dict[str, float]]:
    """Against the baseline: the largest difference by the range, and the cosine."""
    result = {}
    for part, file in OUTPUTS.items():
        ours, theirs = (work / "outputs" / n / f"{file}.f32" for n in (name, BASELINE))
        if not ours.exists() or not theirs.exists():
            continue
        a, b = (np.fromfile(f, dtype=np.float32).astype(np.float64) for f in (ours, theirs))
        lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
        result[part] = {
            "largest": float(np.abs(a - b).max() / (b.max() - b.min())),
            "cosine": float(a @ b) / lengths if lengths > 0 else 0.0,
        }
    return result


def versions() -> dict[str, str]:
    names = ("torch", "diffusers", "onnxruntime", "openvino")
    return {n: metadata.version(n) for n in names if find_spec(n)}


def row_of(measured: Measured) -> dict:
    return {
        part: {
            "seconds": measured.later(part),
            "first": measured.first(part),
            "added_gib": measured.added(part),
        }
        for part in PARTS
        if measured.later(part) is not None
    } | {name: measured.of(name) for name in ("load_s", "loaded_gib", "peak_gib")}


EASEL_PICTURES = 5
STEPS, GUIDED_STEPS = 50, 7  # the default request: every fifth step after a fifth of them


def whole_pictures(row: dict) -> tuple[float, float]:
    """Seconds of a guided and of an unguided picture, added up from the parts."""
    unguided = STEPS * row["cfg step"]["seconds"] + row["decode"]["seconds"]
    return unguided + GUIDED_STEPS * row["decode and gradient"]["seconds"], unguided


def picture_lines(result: dict) -> list[str]:
    rows = {n: r for n, r in result["rows"].items() if all(part in r for part in PARTS)}
    base = whole_pictures(rows[BASELINE])[0] if BASELINE in rows else None
    lines = [
        (
            f"A picture of {STEPS} steps, {GUIDED_STEPS} of them guided, added up from these parts "
            "(losses and text left out; not run):"
        ),
        "",
        "| | guided, s | as fast as the baseline | guided : unguided |",
        "| --- | --- | --- | --- |",
    ]
    for name, row in rows.items():
        guided, unguided = whole_pictures(row)
        times = f"{base / guided:.2f}×" if base else ""
        lines.append(
            f"| {result['titles'][name]} | {guided:.0f} | {times} | {guided / unguided:.2f} |"
        )
    return [*lines, ""]


def cell(value: float | None, digits: int = 2) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def as_markdown(result: dict) -> str:
    about, rows = result["machine"], result["rows"]
    base = rows.get(BASELINE, {})
    lines = [
        f"# {result['name']}",
        "",
        (
            f"{result['date']}. {about['processor']}, {about['cores']} cores, {about['memory_gib']} GiB; "
            f"{result['threads']} threads; {result['rounds']} rounds, {result['repeats']} repeats in each; "
            "medians of all but each process's first, in brackets of the first ones; seconds."
        ),
        "Versions: " + ", ".join(f"{n} {v}" for n, v in result["versions"].items()) + ".",
        "",
        "| | "
        + " | ".join(PARTS)
        + " | gradient adds, GiB | loading, s | loaded, GiB | peak, GiB |",
        "| --- |" + " --- |" * (len(PARTS) + 4),
    ]
    for name, row in rows.items():
        cells = []
        for part in PARTS:
            if part not in row:
                cells.append("")
                continue
            text = f"{row[part]['seconds']:.2f} ({row[part]['first']:.2f})"
            if part in base and name != BASELINE:
                text += f", {base[part]['seconds'] / row[part]['seconds']:.2f}×"
            cells.append(text)
        gradient = row.get("decode and gradient", {}).get("added_gib")
        cells += [cell(gradient), *(cell(row[n]) for n in ("load_s", "loaded_gib", "peak_gib"))]
        lines.append(f"| {result['titles'][name]} | " + " | ".join(cells) + " |")
    lines += ["", f"× is how many times as fast as {result['titles'].get(BASELINE, BASELINE)}.", ""]
    lines += picture_lines(result)
    lines += easel_lines(result["easel"])
    for name, parts in result["differences"].items():
        if name == BASELINE or not parts:
            continue
        told = "; ".join(
            f"{part} {d['largest']:.1e} of the range, cosine {d['cosine']:.7f}"
            for part, d in parts.items()
        )
        lines.append(f"- {result['titles'][name]} differs by at most: {told}.")
    for name, faults in result["faults"].items():
        lines.append(f"- {result['titles'][name]} failed {len(faults)} times: {faults[-1]}.")
    lines += ["", f"Processors busy with other things: at most {result['busy']:.2f}.", ""]
    return "\n".join(lines)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--work", type=Path, required=True, help="folder for models that are made, and outputs")
    binaries = ROOT / "build" / "release" / "bin"
    add("--executable", type=Path, default=binaries / "bench_networks")
    add("--peers", nargs="+", help="only these (default: all that there are)")
    add("--rounds", type=int, default=2, help="default: 2")
    add("--repeats", type=int, default=2, help="of each part in a process; default: 2")
    add("--limit", type=float, default=1200, help="seconds a process may take; default: 1200")
    add("--threads", type=int, default=os.cpu_count(), help="default: one a core")
    add("--name", default=f"compare-{date.today().isoformat()}", help="of the results' files")
    options = parser.parse_args()
    if options.repeats < 2:
        parser.error("--repeats: expected 2 or more, as each process's first is left out")
    return options


def main() -> None:
    options = parse()
    options.work.mkdir(parents=True, exist_ok=True)
    work = options.work
    make_sd14(work / "sd14", work / "sd14-clip", work / "sd14-bundle")
    attempted = measure(options)
    measured = {name: m for name, m in attempted.items() if m.runs}
    if not measured:
        raise SystemExit("error: none of the contenders came to its end")
    titles = {name: c.title for name, c in contenders(options).items()}
    result = {
        "name": options.name,
        "date": date.today().isoformat(),
        "machine": machine(),
        "versions": versions(),
        "threads": options.threads,
        "rounds": options.rounds,
        "repeats": options.repeats,
        "titles": titles,
        "rows": {name: row_of(m) for name, m in measured.items()},
        "differences": {name: differences(name, work) for name in measured},
        "faults": {name: m.faults for name, m in attempted.items() if m.faults},
        "easel": measure_easel(
            options.executable.with_name("maulstick"), work, options.threads, EASEL_PICTURES
        ),
        "busy": max(m.busy for m in measured.values()),
        "runs": {name: m.runs for name, m in measured.items()},
    }
    write_results(options.name, result, as_markdown(result))


if __name__ == "__main__":
    main()
