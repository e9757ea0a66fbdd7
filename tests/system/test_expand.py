"""`maulstick expand`: combinations of prompts, styles, values and seeds as jobs."""

from __future__ import annotations

import csv
import json
import re
from itertools import product
from pathlib import Path

import pytest
from harness import BAD_VALUE, Program, check_error, sample

BUILT_IN = ["oil painting", "watercolor", "pencil", "cyberpunk", "pixel art"]
SAFE_ID = re.compile(r"[0-9][A-Za-z0-9._-]{0,99}")
# A number of the request, the text for it, and the values it stands for.
VALUES = {
    "steps": ("10-50 (+20)", [10, 30, 50]),
    "cfg": ("7.5,8", [7.5, 8]),
    "clip": ("0-200[5]", [0, 50, 100, 150, 200]),
    "frequency": ("30", [30]),
    "composition": ("500-0 [2]", [500, 0]),
    "every": ("1,5", [1, 5]),
    "start": ("0-0.3 (+0.1)", [0, 0.1, 0.2, 0.3]),
    "strength": ("4-5", [4, 5]),
    "width": ("64-128 (+64)", [64, 128]),
    "height": ("2048", [2048]),
}


def expand(program: Program, *options: object) -> list[dict]:
    outcome = program.run("expand", *options)
    assert outcome.code == 0, outcome.err
    jobs = outcome.lines()
    assert outcome.err.splitlines()[0] == f"{len(jobs)} job{'' if len(jobs) == 1 else 's'}"
    ids = [job["id"] for job in jobs]
    assert len({i.lower() for i in ids}) == len(ids)
    assert all(SAFE_ID.fullmatch(i) for i in ids)
    return jobs


def test_help_names_every_option(program: Program) -> None:
    outcome = program.run("expand", "--help")
    assert (outcome.code, outcome.err) == (0, "")
    options = "prompt style styles seeds negative mode cap weights embedding".split()
    for name in [*options, *VALUES]:
        assert re.search(rf"--{name}\b", outcome.out), name
    assert max(map(len, outcome.out.splitlines())) <= 100


def test_nothing_given_is_the_default_picture(program: Program) -> None:
    (job,) = expand(program)
    assert job == {
        "id": "0001-seed42",
        "prompt": "A futuristic city with neon lights",
        "seed": 42,
    }


def test_all_combinations_in_order(program: Program) -> None:
    jobs = expand(
        program,
        *("--prompt", "a {calm|{very |}stormy} lake"),
        *("--prompt", "a boat"),
        *("--style", "Watercolor", "--style", "none", "--style", "PENCIL"),
        *("--clip", "0,200", "--seeds", "1-3,9"),
    )
    prompts = ["a calm lake", "a very stormy lake", "a stormy lake", "a boat"]
    styles = ["watercolor", None, "pencil"]
    wanted = list(product(prompts, styles, [0, 200], [1, 2, 3, 9]))
    given = [(job["prompt"], job.get("style"), job["clip"], job["seed"]) for job in jobs]
    assert given == wanted
    assert jobs[0]["id"] == "0001-watercolor-seed1-clip0"
    assert jobs[-1]["id"] == "0096-pencil-seed9-clip200"
    assert jobs[8]["id"] == "0009-seed1-clip0"


@pytest.mark.parametrize("name", VALUES)
def test_every_number_takes_values(program: Program, name: str) -> None:
    text, values = VALUES[name]
    jobs = expand(program, f"--{name}", text)
    assert [job[name] for job in jobs] == values
    assert all(type(job[name]) is type(value) for job, value in zip(jobs, values, strict=True))


def test_other_options_go_through(program: Program) -> None:
    (job,) = expand(
        program,
        *("--negative", "rain, {fog}", "--mode", "relative", "--cap", "--weights"),
        *("--embedding", "a.bin", "--embedding", "b.pt", "--seed", "-1"),
    )
    assert job["id"] == "0001-random"
    assert job["seed"] == -1
    assert job["negative"] == "rain, {fog}"
    assert (job["mode"], job["cap"], job["weights"]) == ("relative", True, True)
    assert job["embedding"] == ["a.bin", "b.pt"]


def test_all_styles_and_those_of_a_file(program: Program, tmp_path: Path) -> None:
    assert [job["style"] for job in expand(program, "--style", "all")] == BUILT_IN
    path = tmp_path / "styles.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "prompt", "negative_prompt"])
        writer.writerow(["--- mine ---", "", ""])
        writer.writerow(["水墨, wet", "ink of {prompt}\nwet", "colour"])
        writer.writerow(["Pencil", "my own", ""])
    outcome = program.run("expand", "--style", "all", "--styles", path)
    assert outcome.code == 0
    names = [job["style"] for job in outcome.lines()]
    assert names == ["oil painting", "watercolor", "cyberpunk", "pixel art", "水墨, wet", "Pencil"]
    assert str(path) in outcome.err, "that the batch needs the file, too, is not said"
    outcome = program.run("expand", "--style", "watercolor", "--styles", path)
    assert "note:" not in outcome.err


def test_styles_of_json(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    entry = {"name": "ink", "prompt": "ink of {prompt}", "guidance": {"frequency": 60}}
    path.write_text(json.dumps([entry]), encoding="utf-8")
    (job,) = expand(program, "--style", "INK", "--styles", path)
    assert (job["style"], job["id"]) == ("ink", "0001-ink-seed42")
    assert job["prompt"] == "A futuristic city with neon lights", "the batch puts the words in"


def test_many_jobs(program: Program) -> None:
    jobs = expand(program, "--seeds", "1-10000", "--style", "all", "--style", "none")
    assert len(jobs) == 60000
    assert jobs[-1]["id"] == "60000-seed10000"


@pytest.mark.parametrize(
    ("options", "words"),
    sample(
        [
            (("--seeds", "1-10001"), "at most 10000"),
            (("--seeds", "1-10000", "--clip", "0-10"), "too many jobs"),
            (("--prompt", "{a|b}" * 64), "too many jobs"),
            (("--prompt", "{" * 60000), "braces"),
            (("--prompt", "a {b"), "braces"),
            (("--prompt", "x" * 65537), "too long"),
            (("--prompt", b"\xff"), "UTF-8"),
            (("--negative", b"\xff"), "UTF-8"),
            (("--embedding", b"\xff"), "UTF-8"),
            (("--seeds", "5-1"), "--seeds"),
            (("--seeds", "-2"), "--seeds"),
            (("--seeds", "a"), "--seeds"),
            (("--seeds", ""), "empty"),
            (("--clip", "-1"), "--clip"),
            (("--clip", "0-1001"), "0 to 1000"),
            (("--steps", "9"), "10 to 100"),
            (("--steps", "10.5"), "whole"),
            (("--width", "0"), "--width"),
            (("--width", "2049"), "1 to 2048"),
            (("--mode", "absolute"), "reference or relative"),
            (("--style", "impressionism"), "--style"),
            (("--style", ""), "empty"),
            (("--style", "all", "--styles", "nowhere.csv"), "nowhere.csv"),
            (("--style", "all", "--styles", "/dev/null"), ".csv or .json"),
            (("--colour", "5"), "not known"),
        ],
        2,
    ),
)
def test_refusals(program: Program, options: tuple[str, ...], words: str) -> None:
    outcome = program.run("expand", *options)
    check_error(outcome, BAD_VALUE)
    assert words in outcome.err


def test_broken_style_files_are_refused_with_the_line(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "styles.csv"
    path.write_text('name,prompt,negative_prompt\na,b,c\nd,"e\n', encoding="utf-8")
    outcome = program.run("expand", "--style", "a", "--styles", path)
    check_error(outcome, BAD_VALUE)
    assert "line 3" in outcome.err
