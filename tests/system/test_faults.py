"""What happens around the program: places that cannot be written, full disks, signals."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from harness import (
    BAD_DEVICE,
    BAD_OUTPUT,
    ERROR_FORM,
    INTERRUPTED,
    LEAKS,
    Program,
    check_error,
    sample,
)
from random_models import RandomModel

SHORT = ("--steps", "10", "--quiet", "--threads", "1")
OLD = b"an old picture"


# ------------------------------------------------------------------------------ places and disks


def places(folder: Path) -> dict[str, Path]:
    """Where nothing can be written, whoever asks."""
    (folder / "folder.png").mkdir()
    (folder / "file").write_bytes(OLD)
    (folder / "circle").symlink_to(folder / "circle")
    return {
        "a folder": folder / "folder.png",
        "no such folder": folder / "missing" / "a.png",
        "under a file": folder / "file" / "a.png",
        "a file system that takes no files": Path("/proc/a.png"),
        "under a circle": folder / "circle" / "a.png",
        "a long name": folder / ("x" * 300 + ".png"),
    }


@pytest.mark.parametrize(
    ("option", "place"),
    sample(
        [
            (option, place)
            for option in ("--output", "--trace", "--log")
            for place in (
                "a folder",
                "no such folder",
                "under a file",
                "under a circle",
                "a file system that takes no files",
                "a long name",
            )
        ],
        4,
    ),
)
def test_unwritable_places(
    program: Program, tiny: RandomModel, tmp_path: Path, option: str, place: str
) -> None:
    path = places(tmp_path)[place]
    good = tmp_path / "good.png"
    outputs = ["--output", path] if option == "--output" else ["--output", good, option, path]
    # A run of minutes: the fault has to be found before it.
    outcome = program.run(
        "generate",
        "--model",
        tiny.bundle,
        "--steps",
        "100",
        "--width",
        "512",
        "--height",
        "512",
        "--quiet",
        *outputs,
        timeout=60,
    )
    check_error(outcome, BAD_OUTPUT)
    assert not good.exists()
    assert (tmp_path / "file").read_bytes() == OLD
    assert not list(tmp_path.glob("**/.maulstick*"))


def test_read_only_folder(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    tmp_path.chmod(0o500)
    outcome = program.run(
        "generate", "--model", tiny.bundle, *SHORT, "--output", tmp_path / "a.png"
    )
    tmp_path.chmod(0o700)
    check_error(outcome, BAD_OUTPUT)


@pytest.mark.parametrize("option", sample(["--output", "--trace", "--log"], 3))
def test_full_disk(
    program: Program, tiny: RandomModel, small_disk: Path, tmp_path: Path, option: str
) -> None:
    old = small_disk / "a.png"
    old.write_bytes(OLD)
    (small_disk / "filling").write_bytes(bytes(60 * 1024))
    outputs = (
        ["--output", old] if option == "--output" else ["--output", tmp_path / "a.png", option, old]
    )
    outcome = program.run("generate", "--model", tiny.bundle, *SHORT, *outputs)
    check_error(outcome, BAD_OUTPUT)
    assert old.read_bytes() == OLD
    assert sorted(path.name for path in small_disk.iterdir()) == ["a.png", "filling"]


@pytest.mark.parametrize("command", ["generate", "inspect", "tokenize", "losses"])
def test_standard_output_on_a_full_disk(
    program: Program, tiny: RandomModel, tmp_path: Path, command: str
) -> None:
    picture = tmp_path / "a.png"
    program.run("generate", "--model", tiny.bundle, *SHORT, "--output", picture)
    arguments = {
        "generate": ["--model", tiny.bundle, *SHORT, "--output", picture, "--json"],
        "inspect": [picture],
        "tokenize": ["--model", tiny.bundle],
        "losses": [picture, "--prompt", "a", "--model", tiny.bundle],
    }[command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [program.path, command, *map(str, arguments)],
            stdout=full,
            input=b'"a"\n' * 5,
            stderr=subprocess.PIPE,
            timeout=60,
            env=program.environment(),
            check=False,
        )
    assert done.returncode == BAD_OUTPUT, done.stderr
    (line,) = [text for text in done.stderr.decode().splitlines() if text.startswith("error:")]
    assert ERROR_FORM.fullmatch(line)


def test_standard_output_is_closed_early(program: Program, tiny: RandomModel) -> None:
    """As `maulstick tokenize | head -1` does: no story about it."""
    process = subprocess.Popen(
        [program.path, "tokenize", "--model", tiny.bundle],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=program.environment(),
    )
    process.stdout.close()
    err = finish_writing(process, b'"a lake"\n' * 20_000)
    assert process.wait(60) in (BAD_OUTPUT, -signal.SIGPIPE)
    assert not [leak for leak in LEAKS if leak in err]


def finish_writing(process: subprocess.Popen, data: bytes) -> str:
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        pass
    return process.stderr.read().decode()


# --------------------------------------------------------------------------------------- signals


def wait_for_handler(process: subprocess.Popen, number: int) -> None:
    """Until the program catches the signal; before that the system ends it, as any program."""
    status = Path(f"/proc/{process.pid}/status")
    for _ in range(2000):
        found = re.search(r"^SigCgt:\s*([0-9a-f]+)$", status.read_text(), re.MULTILINE)
        if found and int(found[1], 16) >> (number - 1) & 1:
            return
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.005)
    raise AssertionError("the signal is never caught")


def interrupt(
    program: Program, folder: Path, number: int, delay: float, arguments: list[object]
) -> float:
    """Sends the signal `delay` seconds after the handler is there; gives the time to the end."""
    process = program.start(
        *arguments,
        "--output",
        folder / "a.png",
        "--log",
        folder / "a.jsonl",
        "--trace",
        folder / "a.safetensors",
    )
    try:
        wait_for_handler(process, number)
        time.sleep(delay)
        sent = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    took = time.monotonic() - sent
    text = err.decode()
    assert process.returncode == INTERRUPTED, (process.returncode, text)
    assert len([line for line in text.splitlines() if line.startswith("error:")]) == 1, text
    assert not [leak for leak in LEAKS if leak in text], text
    assert out == b""
    return took


LONG_RUN = ["--steps", "100", "--every", "1", "--start", "0", "--threads", "1"]
MOMENTS = [0.0, 0.0, *(random.Random(5).uniform(0, 3) for _ in range(8))]


@pytest.mark.parametrize(
    ("number", "delay"),
    [
        pytest.param(
            (signal.SIGINT, signal.SIGTERM)[i % 2],
            moment,
            marks=[pytest.mark.slow] if i >= 5 else [],
            id=f"{moment:.2f}s-{i}",
        )
        for i, moment in enumerate(MOMENTS)
    ],
)
def test_interrupted(program: Program, tmp_path: Path, number: int, delay: float) -> None:
    old = tmp_path / "a.png"
    old.write_bytes(OLD)
    took = interrupt(program, tmp_path, number, delay, ["generate", *LONG_RUN])
    assert took < 5, f"took {took:.1f} s"
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]
    assert old.read_bytes() == OLD


def test_interrupted_leaves_no_new_file(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    interrupt(
        program,
        tmp_path,
        signal.SIGINT,
        0.5,
        ["generate", "--model", tiny.bundle, "--width", "512", "--height", "512", *LONG_RUN],
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_interrupted_before_it_is_ready(program: Program, tmp_path: Path) -> None:
    """While the libraries load, the system ends the program: nothing is left either."""
    for delay in (0.01, 0.05, 0.1, 0.2):
        process = program.start("generate", *LONG_RUN, "--output", tmp_path / "a.png")
        time.sleep(delay)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        assert process.returncode in (INTERRUPTED, -signal.SIGTERM)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_killed_while_it_saves(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """A kill at any moment near the end leaves the old picture or the new one, never half."""
    picture = tmp_path / "a.png"
    arguments = ["generate", "--model", tiny.bundle, *SHORT, "--output", picture]
    began = time.monotonic()
    assert program.run(*arguments).code == 0
    whole = time.monotonic() - began
    new = picture.read_bytes()
    draw = random.Random(7)
    seen = set()
    for _ in range(20):
        picture.write_bytes(OLD)
        process = program.start(*arguments)
        time.sleep(whole * draw.uniform(0.7, 1.05))
        process.kill()
        process.communicate()
        content = picture.read_bytes()
        seen.add(content == OLD)
        assert content == OLD or (len(content) >= len(new) - 200 and content.endswith(new[-12:]))
    for leftover in tmp_path.glob(".maulstick*"):  # a kill cannot be caught
        leftover.unlink()
    assert list(tmp_path.iterdir()) == [picture]


@pytest.mark.slow
def test_memory_that_runs_out(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """An allocation that fails is told in words, by the device's exit code."""
    limited = Program(tmp_path / "limited", program.home)
    codes = set()
    for kibibytes in (480_000, 520_000, 580_000, 700_000):
        limited.path.write_text(f'#!/bin/bash\nulimit -v {kibibytes}\nexec {program.path} "$@"\n')
        limited.path.chmod(0o755)
        outcome = limited.run(
            "generate",
            "--model",
            tiny.bundle,
            "--steps",
            "10",
            "--every",
            "1",
            "--start",
            "0",
            "--quiet",
            "--width",
            "512",
            "--height",
            "512",
            "--output",
            tmp_path / "a.png",
        )
        codes.add(outcome.code)
        if outcome.code == 0:
            break
        check_error(outcome, BAD_DEVICE)
        assert [path.name for path in tmp_path.iterdir()] == ["limited"]
    assert BAD_DEVICE in codes, "memory never ran out: the limits are too wide"
