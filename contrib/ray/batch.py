#!/usr/bin/env python3
"""A batch on a Ray cluster: every task takes every Nth job, and resumes where it was.

    python contrib/ray/batch.py --jobs jobs.jsonl --out pictures --shards 8 [--gpus 1] [--cpus 8]

Files and executable lie where all nodes see them under the same path. A task whose node is lost is
started again elsewhere. Ends with the exit code of `maulstick merge`: 1 if something is missing or
has failed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Exit codes of a batch: all is done, or some jobs failed, which is recorded.
DONE, SOME_FAILED = 0, 1


@dataclass(frozen=True)
class Batch:
    jobs: Path
    out: Path
    shards: int
    executable: str
    styles: Path | None
    options: tuple[str, ...]

    def style_options(self) -> list[str]:
        return [] if self.styles is None else ["--styles", str(self.styles)]

    def shard_command(self, shard: int) -> list[str]:
        command = [self.executable, "batch", "--jobs", str(self.jobs), "--out", str(self.out)]
        command += ["--shard", f"{shard}/{self.shards}", "--resume", "--quiet"]
        return command + self.style_options() + list(self.options)

    def merge_command(self) -> list[str]:
        command = [self.executable, "merge", "--jobs", str(self.jobs), "--out", str(self.out)]
        return command + self.style_options()


def run_shard(batch: Batch, shard: int) -> int:
    """Runs where Ray puts it. What is worth another try is raised, so that Ray tries again."""
    done = subprocess.run(
        batch.shard_command(shard), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    if done.returncode not in (DONE, SOME_FAILED):
        said = done.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"shard {shard} ended with {done.returncode}: {said}")
    return done.returncode


def run_all(batch: Batch, cpus: float, gpus: float) -> None:
    import ray

    ray.init()
    task = ray.remote(num_cpus=cpus, num_gpus=gpus, max_retries=3, retry_exceptions=True)(run_shard)
    ray.get([task.remote(batch, shard) for shard in range(batch.shards)])


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shards", type=int, default=1, help="tasks that share the jobs")
    parser.add_argument("--styles", type=Path, help="the file of styles that the jobs use")
    parser.add_argument("--cpus", type=float, default=1, help="of each task")
    parser.add_argument("--gpus", type=float, default=0, help="of each task")
    parser.add_argument("--maulstick", default="maulstick", help="the executable")
    parser.add_argument("options", nargs="*", help="further options of batch, behind --")
    return parser.parse_args()


def main() -> int:
    given = read_arguments()
    batch = Batch(
        jobs=given.jobs.resolve(),
        out=given.out.resolve(),
        shards=given.shards,
        executable=given.maulstick,
        styles=given.styles.resolve() if given.styles else None,
        options=tuple(given.options),
    )
    run_all(batch, given.cpus, given.gpus)
    return subprocess.run(batch.merge_command(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
