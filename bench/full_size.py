"""Measures a guided picture: Maulstick's command line beside the same loop in Python.

    python bench/full_size.py --work DIR [--repeats 3] [--name NAME]
    python bench/full_size.py --model easel --work DIR
    python bench/full_size.py --work DIR --diffusers DIR --clip DIR --bundle DIR

The model is Stable Diffusion v1.4's architecture with seeded random weights, made and exported into
the work folder by the first run, unless folders are given. Both programs paint the same picture:
512 × 512, 10 steps, guided at step 5, by the same number of threads, each in a process of its own,
one after the other and in turns. The result is a table, and bench/results/NAME.json and NAME.md.

The machine should have nothing else to do: the load before each run is recorded, and a warning
given when it is high.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

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

PROMPT = "A campfire with group of people"
LIMIT = 1.05  # how much slower than Python the program may be


@dataclass
class Folders:
    """Where the model is; without `diffusers`, Python runs the bundle's modules."""

    bundle: Path
    diffusers: Path | None = None
    clip: Path | None = None


@dataclass
class Measurement:
    """One picture by one program."""

    program: str
    steps: list[float]
    guided: list[int]
    rest: float  # text encoders, final decode, final losses
    seconds: float  # the picture, from request to pixels
    process: float  # from start to end of the process
    peak_gib: float
    busy: float
    picture: Path

    def plain_step(self) -> float:
        """The first step is left out: it also sets things up."""
        return median(
            seconds
            for step, seconds in enumerate(self.steps)
            if step not in self.guided and step > 0
        )

    def guided_step(self) -> float:
        return median(self.steps[step] for step in self.guided)

    def long_picture(self) -> float:
        """50 steps, 7 of them guided, from the medians of this shorter run."""
        return 43 * self.plain_step() + 7 * self.guided_step() + self.rest

    def guided_by_unguided(self) -> float:
        return self.long_picture() / (50 * self.plain_step() + self.rest)


ROWS = {
    "plain step, s": Measurement.plain_step,
    "first step, s": lambda m: m.steps[0],
    "guided step, s": Measurement.guided_step,
    "text, final decode and losses, s": lambda m: m.rest,
    "picture, s": lambda m: m.seconds,
    "50 steps, 7 guided, s (extrapolated)": Measurement.long_picture,
    "the same, guided : unguided": Measurement.guided_by_unguided,
    "process, s": lambda m: m.process,
    "peak memory, GiB": lambda m: m.peak_gib,
}


# ----------------------------------------------------------------------------------------- models


def find_folders(options: argparse.Namespace) -> Folders:
    if options.bundle:
        return Folders(options.bundle, options.diffusers, options.clip)
    if options.model == "easel":
        return Folders(ROOT / "models" / "easel", options.diffusers, options.clip)
    made = Folders(options.work / "sd14-bundle", options.work / "sd14", options.work / "sd14-clip")
    make_sd14(made.diffusers, made.clip, made.bundle)
    return made


# ------------------------------------------------------------------------------------ measurement


def measure_maulstick(options: argparse.Namespace, folders: Folders, number: int) -> Measurement:
    picture = options.work / f"maulstick-{number}.png"
    log = options.work / f"maulstick-{number}.jsonl"
    settings = [part for name, value in request(options).items() for part in (f"--{name}", value)]
    busy = busy_processors()
    output, process, peak = run_process(
        [
            options.executable,
            "generate",
            "--model",
            folders.bundle,
            *settings,
            "--threads",
            options.threads,
            "--device",
            "cpu",
            "--output",
            picture,
            "--log",
            log,
            "--json",
            "--quiet",
        ]
    )
    records = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    steps = [record["seconds"] for record in records]
    seconds = json.loads(output)["seconds"]
    return Measurement(
        program="maulstick",
        steps=steps,
        guided=[record["step"] for record in records if record["guidance"]],
        rest=seconds - sum(steps),
        seconds=seconds,
        process=process,
        peak_gib=peak,
        busy=busy,
        picture=picture,
    )


def measure_python(options: argparse.Namespace, folders: Folders, number: int) -> Measurement:
    picture = options.work / f"python-{number}.png"
    source = (
        ["--diffusers", folders.diffusers, "--clip", folders.clip]
        if folders.diffusers
        else ["--bundle", folders.bundle]
    )
    busy = busy_processors()
    output, process, peak = run_process(
        [
            sys.executable,
            Path(__file__).with_name("peer_diffusers.py"),
            *source,
            "--threads",
            options.threads,
            "--request",
            json.dumps(request(options)),
            "--output",
            picture,
        ]
    )
    told = json.loads(output.splitlines()[-1])
    return Measurement(
        program="python",
        steps=told["steps"],
        guided=told["guided"],
        rest=told["seconds"] - sum(told["steps"]),
        seconds=told["seconds"],
        process=process,
        peak_gib=peak,
        busy=busy,
        picture=picture,
    )


def request(options: argparse.Namespace) -> dict[str, object]:
    """The picture, under names that both programs know."""
    wanted = {
        "prompt": PROMPT,
        "steps": options.steps,
        "every": options.every,
        "mode": options.mode,
    }
    if options.size:
        wanted |= {"width": options.size, "height": options.size}
    return wanted


def measure(options: argparse.Namespace, folders: Folders) -> list[Measurement]:
    """In turns, and who begins changes, so that a slow minute hits both."""
    done: list[Measurement] = []
    programs = [measure_maulstick, measure_python]
    for number in range(options.repeats):
        for measured in programs if number % 2 == 0 else programs[::-1]:
            done.append(measured(options, folders, number))
            last = done[-1]
            tell(
                f"{last.program}: {last.seconds:.1f} s, plain step {last.plain_step():.3f} s, "
                f"guided step {last.guided_step():.3f} s, {last.peak_gib:.2f} GiB"
            )
            if last.busy > BUSY:
                tell(f"warning: {last.busy:.1f} processors were busy before this run")
    return done


# ----------------------------------------------------------------------------------------- report


def difference(measurements: list[Measurement]) -> int:
    """The largest difference of the two programs' pictures, in levels of 255."""
    from PIL import Image, ImageChops

    of = {m.program: m.picture for m in measurements}
    with Image.open(of["maulstick"]) as one, Image.open(of["python"]) as other:
        return max(
            high for _, high in ImageChops.difference(one, other.convert("RGB")).getextrema()
        )


def versions(executable: Path) -> dict[str, str]:
    import diffusers
    import torch
    import transformers

    told = subprocess.run([executable, "--version"], capture_output=True, text=True, check=True)
    commit = subprocess.run(
        ["git", "-C", ROOT, "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        "maulstick": told.stdout.split()[-1],
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
    }


def summarise(measurements: list[Measurement]) -> dict[str, dict[str, float]]:
    table = {}
    for name, value in ROWS.items():
        row = {
            program: median(value(m) for m in measurements if m.program == program)
            for program in ("maulstick", "python")
        }
        table[name] = row | {"ratio": row["maulstick"] / row["python"]}
    return table


def as_markdown(result: dict) -> str:
    about, used = result["machine"], result["versions"]
    lines = [
        f"# {result['name']}",
        "",
        (
            f"{result['date']}. {about['processor']}, {about['cores']} cores, {about['memory_gib']} "
            f"GiB; {result['threads']} threads; {result['repeats']} repeats in turns; medians."
        ),
        (
            f"Request: {json.dumps(result['request'])}; model: {result['model']}; "
            f"Python runs {result['python_runs']}."
        ),
        "Versions: " + ", ".join(f"{name} {version}" for name, version in used.items()) + ".",
        "",
        "| | Maulstick | Python | ratio |",
        "| --- | --- | --- | --- |",
    ]
    for name, row in result["table"].items():
        mark = " (over the limit)" if row["ratio"] > LIMIT else ""
        lines.append(
            f"| {name} | {row['maulstick']:.3f} | {row['python']:.3f} | {row['ratio']:.3f}{mark} |"
        )
    lines += [
        "",
        (
            f"The pictures differ by at most {result['difference']} of 255 levels. "
            f"Processors busy with other things before a run: at most {result['busy']:.2f}."
        ),
        "",
    ]
    return "\n".join(lines)


def make_result(
    options: argparse.Namespace, folders: Folders, measurements: list[Measurement]
) -> dict:
    runs = [{**vars(m), "picture": m.picture.name} for m in measurements]
    return {
        "name": options.name,
        "date": date.today().isoformat(),
        "model": options.model,
        "python_runs": "diffusers" if folders.diffusers else "the bundle's modules",
        "machine": machine(),
        "versions": versions(options.executable),
        "threads": options.threads,
        "repeats": options.repeats,
        "request": request(options),
        "table": summarise(measurements),
        "difference": difference(measurements),
        "busy": max(m.busy for m in measurements),
        "runs": runs,
    }


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--model", choices=("sd14", "easel"), default="sd14", help="default: sd14")
    add("--work", type=Path, required=True, help="folder for models that are made, and pictures")
    add("--bundle", type=Path, help="an exported model, in place of one made here")
    add("--diffusers", type=Path, help="the model it was exported from")
    add("--clip", type=Path, help="the guidance CLIP it was exported with")
    add("--executable", type=Path, default=ROOT / "build" / "release" / "bin" / "maulstick")
    add("--size", type=int, help="pixels a side (default: the model's own)")
    add("--steps", type=int, default=10, help="default: 10")
    add("--every", type=int, default=5, help="default: 5")
    add("--mode", choices=("reference", "relative"), default="reference", help="default: reference")
    add("--threads", type=int, default=os.cpu_count(), help="default: one a core")
    add("--repeats", type=int, default=3, help="default: 3")
    add("--name", help="of the files in bench/results (default: MODEL-DATE)")
    options = parser.parse_args()
    if bool(options.diffusers) != bool(options.clip):
        parser.error("--diffusers and --clip belong together")
    options.name = options.name or f"{options.model}-{date.today().isoformat()}"
    return options


def main() -> None:
    options = parse()
    options.work.mkdir(parents=True, exist_ok=True)
    folders = find_folders(options)
    result = make_result(options, folders, measure(options, folders))
    write_results(options.name, result, as_markdown(result))


if __name__ == "__main__":
    try:
        main()
    except Failed as fault:
        sys.exit(f"error: {fault}")
