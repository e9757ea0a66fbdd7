"""The recipes in contrib/: what they run is what the program takes. Neither SLURM, Kubernetes nor Ray
is here; their parts are played by a few lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from harness import ROOT, Program

CONTRIB = ROOT / "contrib"
# Writes what it was called with, a line for each argument, and ends as $CODE says.
STAND_IN = '#!/bin/sh\nprintf "%s\\n" "$@" "" >> "$CALLS"\nexit "${CODE:-0}"\n'


def stand_in(folder: Path, name: str, text: str = STAND_IN) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def run(command: list[object], folder: Path, **environment: str) -> subprocess.CompletedProcess:
    variables = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"} | environment
    return subprocess.run(
        [str(part) for part in command],
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def calls(folder: Path) -> list[list[str]]:
    text = (folder / "calls").read_text(encoding="utf-8")
    return [call.splitlines() for call in text.rstrip("\n").split("\n\n")]


def check_options(program: Program, arguments: list[str]) -> None:
    """Whether the command has every option it is given."""
    command, *rest = arguments
    known = set(re.findall(r"--[a-z]+", program.run(command, "--help").out))
    given = {word.split("=")[0] for word in rest if word.startswith("--")}
    assert given and given <= known, given - known


@pytest.mark.parametrize("name", ["batch.sbatch", "merge.sbatch"])
def test_slurm(program: Program, tmp_path: Path, name: str) -> None:
    stand_in(tmp_path, "maulstick")
    stand_in(tmp_path, "srun", '#!/bin/sh\nexec "$@"\n')
    environment = {
        "CALLS": str(tmp_path / "calls"),
        "JOBS": "a b/jobs.jsonl",
        "OUT": "out",
        "STYLES": "mine.csv",
        "SLURM_CPUS_PER_TASK": "3",
    }
    script = CONTRIB / "slurm" / name
    assert run([script], tmp_path, **environment).returncode == 0
    (arguments,) = calls(tmp_path)
    assert arguments[arguments.index("--jobs") + 1] == "a b/jobs.jsonl"
    assert arguments[arguments.index("--styles") + 1] == "mine.csv"
    check_options(program, arguments)
    # Failed jobs are recorded, and no reason to start the task again.
    recorded = 0 if name == "batch.sbatch" else 1
    assert run([script], tmp_path, **environment, CODE="1").returncode == recorded
    assert run([script], tmp_path, **environment, CODE="5").returncode == 5
    missing = run([script], tmp_path, **(environment | {"JOBS": ""}))
    assert missing.returncode != 0 and "JOBS" in missing.stderr
    without = run([script], tmp_path, **(environment | {"STYLES": ""}))
    assert without.returncode == 0 and "--styles" not in calls(tmp_path)[-1]


def test_kubernetes(program: Program) -> None:
    text = (CONTRIB / "kubernetes" / "batch.yaml").read_text(encoding="utf-8")
    (job,) = yaml.safe_load_all(text)
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "Job")
    spec = job["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    environment = {one["name"]: one["value"] for one in container["env"]}
    assert environment["MAULSTICK_SHARDS"] == str(spec["completions"])
    assert spec["parallelism"] <= spec["completions"]
    assert spec["completionMode"] == "Indexed"
    mounts = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
    volumes = {one["name"] for one in spec["template"]["spec"]["volumes"]}
    assert set(mounts) == volumes
    executable, *arguments = container["args"]
    assert executable == "maulstick"
    paths = [word.split("=")[1] for word in arguments if "=/" in word]
    assert paths and all(path.startswith(mounts["work"] + "/") for path in paths)
    check_options(program, arguments)


RAY = """
def init():
    pass

def get(values):
    return values

def remote(**options):
    assert set(options) == {"num_cpus", "num_gpus", "max_retries", "retry_exceptions"}
    def wrap(function):
        function.remote = function
        return function
    return wrap
"""


def test_ray(program: Program, tmp_path: Path) -> None:
    (tmp_path / "ray.py").write_text(RAY, encoding="utf-8")
    executable = stand_in(tmp_path, "stand-in")
    command = [sys.executable, CONTRIB / "ray" / "batch.py", "--jobs", "jobs.jsonl"]
    command += ["--out", "out", "--shards", "3", "--maulstick", executable]
    command += ["--styles", "mine.csv", "--", "--device", "cpu"]
    environment = {"CALLS": str(tmp_path / "calls"), "PYTHONPATH": str(tmp_path)}
    done = run(command, tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    *shards, merge = calls(tmp_path)
    assert [call[call.index("--shard") + 1] for call in shards] == ["0/3", "1/3", "2/3"]
    assert all(call[-2:] == ["--device", "cpu"] and call[0] == "batch" for call in shards)
    assert merge[0] == "merge"
    for call in (*shards, merge):
        assert call[call.index("--styles") + 1].endswith("/mine.csv")
        check_options(program, call)
    # All tasks and the merge go on where some jobs failed, and the merge says so.
    some_failed = run(command, tmp_path, **environment, CODE="1")
    assert some_failed.returncode == 1 and len(calls(tmp_path)) == 8
    broken = run(command, tmp_path, **environment, CODE="5")
    assert broken.returncode != 0 and "shard 0 ended with 5" in broken.stderr
    assert len(calls(tmp_path)) == 9
