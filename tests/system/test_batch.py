"""Many pictures in one run: bad lines, shards, streams, signals, and kills at any moment."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from harness import (
    BAD_DEVICE,
    BAD_MODEL,
    BAD_OUTPUT,
    BAD_VALUE,
    ERROR_FORM,
    INTERRUPTED,
    LEAKS,
    Outcome,
    Program,
    check_error,
    on_terminal,
    take_signals,
)
from PIL import Image
from png_chunks import chunks_of
from random_models import RandomModel, random_model

SOME_FAILED = 1
KEYS = ["id", "status", "output", "seed", "seconds", "losses", "error", "style", "line"]
Job = dict[str, Any]
SIX: list[Job] = [{"id": f"job{i}", "seed": i, "steps": 10} for i in range(6)]


def write_jobs(folder: Path, jobs: list[Job | str]) -> Path:
    path = folder / "jobs.jsonl"
    lines = [job if isinstance(job, str) else json.dumps(job) for job in jobs]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def arguments(model: RandomModel, jobs: Path | str, out: Path, *options: object) -> list[object]:
    chosen = ["--model", model.bundle, "--threads", 1]
    return ["batch", "--jobs", jobs, "--out", out, *chosen, *options]


def read_results(out: Path) -> list[dict]:
    """Every line of every shard; each is whole."""
    found = []
    for path in sorted(out.glob("results-*.jsonl")):
        text = path.read_text(encoding="utf-8")
        assert text == "" or text.endswith("\n"), f"a torn line in {path.name}"
        found += [json.loads(line) for line in text.splitlines()]
    return found


def pixels(path: Path) -> bytes:
    chunks_of(path.read_bytes())  # whole, and every checksum right
    with Image.open(path) as opened:
        return opened.tobytes()


def check_form(outcome: Outcome) -> None:
    """A run that may end with an error line, which is then one of ours."""
    assert not [leak for leak in LEAKS if leak in outcome.err + outcome.out], outcome.err
    errors = outcome.errors()
    assert len(errors) == (outcome.code != 0), outcome.err
    assert all(ERROR_FORM.fullmatch(line) for line in errors), errors


@pytest.fixture(scope="module")
def six(
    program: Program, tiny: RandomModel, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The pixels of the six jobs as an undisturbed run paints them."""
    folder = tmp_path_factory.mktemp("six")
    outcome = program.run(*arguments(tiny, write_jobs(folder, SIX), folder / "out", "--quiet"))
    assert outcome.code == 0, outcome.err
    return {job["id"]: pixels(folder / "out" / f"{job['id']}.png") for job in SIX}


def check_six(out: Path, six: dict[str, bytes]) -> None:
    """All done, nothing twice, nothing damaged, nothing else there."""
    recorded = read_results(out)
    assert sorted(record["id"] for record in recorded) == sorted(six)
    assert all(record["status"] == "done" for record in recorded), recorded
    for name, wanted in six.items():
        assert pixels(out / f"{name}.png") == wanted, name
    kept = {f"{name}.png" for name in six} | {path.name for path in out.glob("results-*.jsonl")}
    others = {path.name for path in out.iterdir()} - kept
    assert all(name.startswith(".maulstick-") for name in others), others  # of a kill


# --------------------------------------------------------------------------------- what it paints


def test_pictures_are_those_of_generate(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    jobs: list[Job] = [
        {"prompt": "a lake", "seed": 7, "steps": 10},
        {"prompt": "a lake", "seed": 7, "steps": 11, "mode": "relative", "strength": 8.5},
        {"prompt": "a (red:1.3) lake", "weights": True, "negative": "rain", "steps": 10, "cfg": 3},
        {"prompt": "a lake", "style": "pencil", "steps": 10, "width": 128, "cap": True, "clip": 0},
    ]
    named = [job | {"id": f"job{i}"} for i, job in enumerate(jobs)]
    outcome = program.run(*arguments(tiny, write_jobs(tmp_path, named), tmp_path / "out"))
    assert outcome.code == 0, outcome.err
    for i, job in enumerate(jobs):
        options = dict(job)
        if options.pop("style", None):
            options["prompt"] += ", pencil sketch, graphite, cross-hatching, monochrome"
        given = []
        for key, value in options.items():
            given += [f"--{key}"] if value is True else [f"--{key}", value]
        single = tmp_path / f"single{i}.png"
        common = ["--model", tiny.bundle, "--threads", 1, "--quiet", "--output", single]
        assert program.run("generate", *given, *common).code == 0
        assert pixels(tmp_path / "out" / f"job{i}.png") == pixels(single), job
    assert len({pixels(tmp_path / "out" / f"job{i}.png") for i in range(4)}) == 4


def test_results_say_what_came_of_each_job(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    oil = {"id": "a", "steps": 10, "style": "Oil Painting"}
    jobs = write_jobs(tmp_path, [oil, {"steps": 10, "seed": -1, "style": "red"}])
    out = tmp_path / "out"
    outcome = program.run(*arguments(tiny, jobs, out, "--json"))
    assert outcome.code == 0, outcome.err
    recorded = read_results(out)
    *printed, totals = outcome.lines()
    assert printed == recorded
    assert totals == {"painted": 2, "kept": 0, "failed": 0, "results": f"{out}/results-0.jsonl"}
    first, second = recorded
    assert list(first) == KEYS and list(second) == KEYS
    assert (first["id"], first["status"], first["output"]) == ("a", "done", f"{out}/a.png")
    assert (first["seed"], first["line"], first["style"]) == (42, 1, "oil painting")
    assert first["error"] is None and first["seconds"] > 0
    assert set(first["losses"]) == {"clip", "frequency", "composition"}
    assert len(second["id"]) == 16 and (second["line"], second["style"]) == (2, "red")
    inspected = json.loads(program.run("inspect", out / f"{second['id']}.png").out)
    assert inspected["settings"]["request"]["seed"] == second["seed"] >= 0


def test_a_log_gets_one_line_a_job(program: Program, tmp_path: Path) -> None:
    jobs: list[Job | str] = [
        {"id": "a", "steps": 10},
        {"id": "long", "steps": 10, "prompt": "lake " * 74 + "and nothing left to say"},
        "{broken",
        {"id": "b", "steps": 20},
    ]
    model, out = random_model("bpe"), tmp_path / "out"
    outcome = program.run(*arguments(model, write_jobs(tmp_path, jobs), out))
    seconds, left = r"\d+\.\d s", r"about \d+ s left"
    wanted = [
        rf"job 1 of 4: a  {seconds}  {left}",
        "note: long: this part of --prompt does not fit and was cut: .*nothing left to say",
        rf"job 2 of 4: long  {seconds}  {left}",
        "job 3 of 4: line-3 failed: .*",
        rf"job 4 of 4: b  {seconds}",
        "3 painted, 0 done before, 1 failed",
        "error: .*",
        "hint: .*",
    ]
    lines = outcome.err.splitlines()
    assert len(lines) == len(wanted), outcome.err
    for line, pattern in zip(lines, wanted, strict=True):
        assert re.fullmatch(pattern, line), (pattern, line)
    again = program.run(*arguments(model, tmp_path / "jobs.jsonl", out, "--resume"))
    assert [line[:6] for line in again.err.splitlines()] == ["job 3 ", "0 pain", "error:", "hint: "]


def test_a_bar_a_job_on_a_terminal(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    command = arguments(tiny, write_jobs(tmp_path, SIX[:2]), tmp_path / "out")
    text = on_terminal(program, command)
    assert "job 1 of 2: job0\r\n" in text and "step 10 of 10" in text
    assert re.search(r"job 2 of 2: job1  about \d+ s left\r\n", text)


def test_painted_together(
    program: Program, tiny: RandomModel, six: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    outcome = program.run(*arguments(tiny, write_jobs(tmp_path, SIX), out, "--together", 4))
    check_form(outcome)
    assert [result["id"] for result in read_results(out)] == [job["id"] for job in SIX]
    for job in SIX:
        picture = out / f"{job['id']}.png"
        alone = np.frombuffer(six[job["id"]], np.uint8).astype(int)
        assert np.abs(np.frombuffer(pixels(picture), np.uint8) - alone).max() <= 1
        settings = json.loads(program.run("inspect", picture).out)["settings"]
        assert settings["painted_with"]["together"] == (4 if job["seed"] < 4 else 2)


def test_jobs_of_a_stream_wait_for_no_others(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    outcome = program.run(*arguments(tiny, "-", tmp_path / "out", "--together", 2))
    check_error(outcome, BAD_VALUE)
    assert "--together" in outcome.err


def test_bad_lines_among_good_ones(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    jobs: list[Job | str] = [
        {"id": "good1", "steps": 10},
        "{broken",
        "",
        {"id": "bad", "steps": 9},
        {"id": "odd", "width": 65},
        {"id": "good1", "seed": 3},
        {"id": "good2", "steps": 10, "seed": 2},
        {"id": "lost", "embedding": "nothing.bin"},
    ]
    outcome = program.run(*arguments(tiny, write_jobs(tmp_path, jobs), tmp_path / "out", "--quiet"))
    assert outcome.code == SOME_FAILED
    check_form(outcome)
    recorded = {(r["id"], r["line"]): r for r in read_results(tmp_path / "out")}
    assert list(recorded) == [
        ("good1", 1),
        ("line-2", 2),
        ("bad", 4),
        ("odd", 5),
        ("good1", 6),
        ("good2", 7),
        ("lost", 8),
    ]
    done = [key for key, record in recorded.items() if record["status"] == "done"]
    assert done == [("good1", 1), ("good2", 7)]
    for (_, line), record in recorded.items():
        if record["status"] == "failed":
            assert record["output"] is None and record["error"], record
            assert line in (5, 8) or f"line {line}" in record["error"], record["error"]
    assert "line 1" in recorded["good1", 6]["error"]
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"good1.png", "good2.png", "results-0.jsonl"}


def test_styles_of_a_file(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    styles = tmp_path / "styles.csv"
    styles.write_text("name,prompt,negative_prompt\nInk,ink of {prompt},colour\n", encoding="utf-8")
    jobs = write_jobs(tmp_path, [{"id": "a", "prompt": "a lake", "style": "ink", "steps": 10}])
    outcome = program.run(*arguments(tiny, jobs, tmp_path / "out", "--styles", styles))
    assert outcome.code == 0, outcome.err
    settings = json.loads(program.run("inspect", tmp_path / "out" / "a.png").out)["settings"]
    assert settings["request"]["prompt"] == "ink of a lake"
    assert settings["request"]["negative"] == "colour"
    assert read_results(tmp_path / "out")[0]["style"] == "Ink"


# ----------------------------------------------------------------------------- what it leaves alone


def test_nothing_is_written_over(
    program: Program, tiny: RandomModel, tmp_path: Path, six: dict[str, bytes]
) -> None:
    jobs, out = write_jobs(tmp_path, SIX), tmp_path / "out"
    out.mkdir()
    (out / "job3.png").write_bytes(b"mine")
    outcome = program.run(*arguments(tiny, jobs, out))
    check_error(outcome, BAD_VALUE)
    assert "job3.png" in outcome.err and "--resume" in outcome.err
    (out / "job3.png").unlink()
    assert program.run(*arguments(tiny, jobs, out, "--quiet")).code == 0
    before = (out / "results-0.jsonl").read_bytes()
    outcome = program.run(*arguments(tiny, jobs, out))
    check_error(outcome, BAD_VALUE)
    assert "results-0.jsonl" in outcome.err and "--resume" in outcome.err
    assert (out / "results-0.jsonl").read_bytes() == before
    check_six(out, six)


def test_resuming_what_is_done_does_nothing(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    jobs, out = write_jobs(tmp_path, [*SIX[:2], {"id": "drawn", "seed": -1, "steps": 10}]), tmp_path
    assert program.run(*arguments(tiny, jobs, out, "--quiet")).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    outcome = program.run(*arguments(tiny, jobs, out, "--resume", "--json"))
    assert outcome.code == 0, outcome.err
    (totals,) = outcome.lines()
    assert (totals["painted"], totals["kept"], totals["failed"]) == (0, 3, 0)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_changed_settings_are_told(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    out = tmp_path / "out"
    jobs = write_jobs(tmp_path, SIX[:2])
    assert program.run(*arguments(tiny, jobs, out, "--quiet")).code == 0
    before = (out / "job1.png").read_bytes()
    write_jobs(tmp_path, [SIX[0], SIX[1] | {"cfg": 5}])
    outcome = program.run(*arguments(tiny, jobs, out, "--resume"))
    assert outcome.code == SOME_FAILED
    check_form(outcome)
    (failure,) = outcome.lines()
    assert failure["id"] == "job1" and '"cfg"' in failure["error"]
    assert (out / "job1.png").read_bytes() == before


def test_damaged_pictures_are_painted_again(
    program: Program, tiny: RandomModel, tmp_path: Path, six: dict[str, bytes]
) -> None:
    jobs, out = write_jobs(tmp_path, SIX), tmp_path / "out"
    assert program.run(*arguments(tiny, jobs, out, "--quiet")).code == 0
    content = (out / "job1.png").read_bytes()
    (out / "job1.png").write_bytes(content[: len(content) // 2])
    (out / "job2.png").unlink()
    outcome = program.run(*arguments(tiny, jobs, out, "--resume", "--quiet"))
    assert outcome.code == 0, outcome.err
    assert [record["id"] for record in outcome.lines()] == ["job1", "job2"]
    assert {job["id"]: pixels(out / f"{job['id']}.png") for job in SIX} == six


@pytest.mark.parametrize("place", ["file/out", "/proc/maulstick"])
def test_folders_that_cannot_be_written(
    program: Program, tiny: RandomModel, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    jobs = write_jobs(tmp_path, SIX)
    check_error(program.run(*arguments(tiny, jobs, tmp_path / place)), BAD_OUTPUT)


def test_full_disk(program: Program, tiny: RandomModel, small_disk: Path, tmp_path: Path) -> None:
    (small_disk / "filling").write_bytes(bytes(32 * 1024))
    jobs = write_jobs(tmp_path, SIX)
    outcome = program.run(*arguments(tiny, jobs, small_disk, "--quiet"))
    assert outcome.code == BAD_OUTPUT
    check_form(outcome)
    recorded = read_results(small_disk)
    assert len(recorded) < 6
    for record in recorded:
        pixels(small_disk / f"{record['id']}.png")
    assert not list(small_disk.glob(".maulstick-*"))


# ---------------------------------------------------------------------------------- shards, streams


def test_three_shards_at_once(
    program: Program, tiny: RandomModel, tmp_path: Path, six: dict[str, bytes]
) -> None:
    jobs, out = write_jobs(tmp_path, SIX), tmp_path / "out"
    workers = [
        program.start(*arguments(tiny, jobs, out, "--quiet", "--shard", f"{i}/3")) for i in range(3)
    ]
    for worker in workers:
        _, err = worker.communicate(timeout=300)
        assert worker.returncode == 0, err
    for i in range(3):
        text = (out / f"results-{i}.jsonl").read_text(encoding="utf-8")
        assert [json.loads(line)["line"] for line in text.splitlines()] == [i + 1, i + 4]
    check_six(out, six)


@pytest.mark.parametrize(
    "variables",
    [
        {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "6", "SLURM_ARRAY_TASK_COUNT": "6"},
        {"JOB_COMPLETION_INDEX": "1", "MAULSTICK_SHARDS": "6"},
    ],
    ids=["slurm", "kubernetes"],
)
def test_shard_of_the_environment(
    program: Program, tiny: RandomModel, tmp_path: Path, variables: dict[str, str]
) -> None:
    jobs, out = write_jobs(tmp_path, SIX), tmp_path / "out"
    outcome = program.run(
        *arguments(tiny, jobs, out, "--shard", "auto", "--quiet"), environment=variables
    )
    assert outcome.code == 0, outcome.err
    assert sorted(path.name for path in out.iterdir()) == ["job1.png", "results-1.jsonl"]


def test_no_shard_in_the_environment(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    jobs = write_jobs(tmp_path, SIX)
    outcome = program.run(*arguments(tiny, jobs, tmp_path / "out", "--shard", "auto"))
    check_error(outcome, BAD_VALUE)
    assert not (tmp_path / "out").exists()


class Worker:
    """A program that is sent jobs one at a time."""

    def __init__(self, program: Program, tiny: RandomModel, out: Path, *options: object) -> None:
        command = [program.path, *map(str, arguments(tiny, "-", out, "--quiet", *options))]
        self.process = subprocess.Popen(
            command,
            env=program.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=take_signals,
        )

    def send(self, job: Job | str) -> dict:
        line = job if isinstance(job, str) else json.dumps(job)
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> tuple[int, str]:
        out, err = self.process.communicate(timeout=60)
        assert out == b""
        return self.process.returncode, err.decode()


def test_jobs_that_come_one_at_a_time(
    program: Program, tiny: RandomModel, tmp_path: Path, six: dict[str, bytes]
) -> None:
    worker = Worker(program, tiny, tmp_path / "out")
    try:
        for job in SIX[:2]:
            answer = worker.send(job)
            assert (answer["id"], answer["status"]) == (job["id"], "done")
            assert pixels(Path(answer["output"])) == six[job["id"]]
        assert worker.send("{broken")["id"] == "line-3"
        assert worker.send(SIX[2])["status"] == "done"
        code, err = worker.end()
    finally:
        worker.process.kill()
    assert code == SOME_FAILED and err.startswith("error: "), err
    # Whoever asks again gets the same answers, from the pictures.
    again = Worker(program, tiny, tmp_path / "out", "--resume")
    try:
        assert [again.send(job)["status"] for job in SIX[:3]] == ["done"] * 3
        assert again.end() == (0, "")
    finally:
        again.process.kill()
    done = [record["id"] for record in read_results(tmp_path / "out") if record["status"] == "done"]
    assert done == ["job0", "job1", "job2"]


def test_one_program_a_shard(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    jobs, out = write_jobs(tmp_path, SIX[:1]), tmp_path / "out"
    worker = Worker(program, tiny, out)
    try:
        assert worker.send(SIX[1])["status"] == "done"
        for options in ([], ["--resume"]):
            outcome = program.run(*arguments(tiny, jobs, out, *options))
            check_error(outcome, BAD_VALUE)
            assert "another program" in outcome.err
        assert worker.end() == (0, "")
    finally:
        worker.process.kill()
    assert program.run(*arguments(tiny, jobs, out, "--resume", "--quiet")).code == 0


# ---------------------------------------------------------------------------------- signals, kills


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_interrupted_while_it_paints(
    program: Program, tiny: RandomModel, tmp_path: Path, number: int
) -> None:
    long = {"steps": 100, "every": 1, "start": 0, "width": 256, "height": 256}
    jobs = write_jobs(tmp_path, [SIX[0], {"id": "long"} | long])
    out = tmp_path / "out"
    process = program.start(*arguments(tiny, jobs, out, "--quiet"))
    try:
        assert json.loads(process.stdout.readline())["id"] == "job0"
        time.sleep(0.3)
        process.send_signal(number)
        printed, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == INTERRUPTED, err
    check_form(Outcome(INTERRUPTED, printed.decode(), err.decode(), 0))
    assert printed == b""
    assert sorted(path.name for path in out.iterdir()) == ["job0.png", "results-0.jsonl"]
    assert [record["id"] for record in read_results(out)] == ["job0"]


def test_interrupted_while_it_waits(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    worker = Worker(program, tiny, tmp_path / "out")
    try:
        assert worker.send(SIX[0])["status"] == "done"
        worker.process.send_signal(signal.SIGTERM)
        assert worker.process.wait(timeout=30) == INTERRUPTED
    finally:
        worker.process.kill()
        worker.process.communicate()


@pytest.fixture(scope="module")
def whole(program: Program, tiny: RandomModel, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a run of the six jobs takes."""
    folder = tmp_path_factory.mktemp("whole")
    outcome = program.run(*arguments(tiny, write_jobs(folder, SIX), folder / "out", "--quiet"))
    return outcome.seconds


def kill_at_random(process: subprocess.Popen, whole: float, draw: random.Random) -> None:
    """At any moment since its start, or while it writes a picture or paints the one behind it."""
    if draw.random() < 0.5:
        time.sleep(whole * draw.uniform(0.1, 1.1))
    else:
        line = process.stdout.readline()
        time.sleep(json.loads(line)["seconds"] * draw.uniform(0, 1.5) if line else 0)
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    "number", [pytest.param(i, marks=[pytest.mark.slow] if i >= 3 else []) for i in range(30)]
)
def test_one_of_three_shards_is_killed_and_resumed(
    program: Program,
    tiny: RandomModel,
    tmp_path: Path,
    six: dict[str, bytes],
    whole: float,
    number: int,
) -> None:
    jobs, out = write_jobs(tmp_path, SIX), tmp_path / "out"
    draw = random.Random(number)
    commands = [
        arguments(tiny, jobs, out, "--quiet", "--resume", "--shard", f"{i}/3") for i in range(3)
    ]
    killed = commands.pop(draw.randrange(3))
    others = [program.start(*command) for command in commands]
    for _ in range(2):
        kill_at_random(program.start(*killed), whole, draw)
    outcome = program.run(*killed)
    assert outcome.code == 0, outcome.err
    for process in others:
        err = process.communicate(timeout=60)[1]
        assert process.returncode == 0, err
    check_six(out, six)


# -------------------------------------------------------------------------------------------- usage


def test_help(program: Program) -> None:
    outcome = program.run("batch", "--help")
    assert (outcome.code, outcome.err) == (0, "")
    for option in ("--jobs", "--out", "--resume", "--shard", "--styles", "--model", "--json"):
        assert option in outcome.out, option


@pytest.mark.parametrize(
    "change",
    [
        {"--jobs": None},
        {"--out": None},
        {"--jobs": "nothing.jsonl"},
        {"--jobs": "."},
        {"--jobs": ""},
        {"--out": ""},
        {"--shard": "3/3"},
        {"--shard": "one"},
        {"--shard": ""},
        {"--styles": "nothing.csv"},
        {"--steps": "10"},
        {"--threads": "0"},
    ],
    ids=lambda change: " ".join(f"{key} {value}" for key, value in change.items()),
)
def test_usage(
    program: Program, tiny: RandomModel, tmp_path: Path, change: dict[str, str | None]
) -> None:
    jobs = write_jobs(tmp_path, SIX)
    options = {"--model": str(tiny.bundle), "--jobs": str(jobs), "--out": "out"} | change
    given = [part for pair in options.items() if pair[1] is not None for part in pair]
    check_error(program.run("batch", *given, cwd=tmp_path), BAD_VALUE)
    assert [path.name for path in tmp_path.iterdir()] == ["jobs.jsonl"]


def test_models_and_devices_that_are_not_there(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    jobs, out = write_jobs(tmp_path, SIX[:1]), tmp_path / "out"
    command = ["batch", "--jobs", jobs, "--out", out, "--quiet"]
    check_error(program.run(*command, "--model", tmp_path), BAD_MODEL)
    check_error(program.run(*command, "--model", tiny.bundle, "--device", "cuda:99"), BAD_DEVICE)
    # Neither is in the way of another try.
    assert program.run(*command, "--model", tiny.bundle).code == 0
