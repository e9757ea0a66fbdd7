"""Options and values that are refused: exit code 2, one line, nothing painted, at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from harness import BAD_DEVICE, BAD_VALUE, Program, check_error, sample
from random_models import RandomModel

NOT_NUMBERS = (
    "",
    "abc",
    "nan",
    "-nan",
    "inf",
    "-inf",
    "infinity",
    "0x10",
    "5x",
    "5 ",
    " 5",
    "1e999",
    "5,0",
    "٣",
    "--5",
    "1_0",
)
NOT_WHOLE = (*NOT_NUMBERS, "10.5", "1e1", "99999999999999999999", "5.")

OUT_OF_RANGE = {
    "--seed": ("-2", "9223372036854775808", "-9223372036854775808"),
    "--steps": ("9", "101", "0", "-1", "2147483658", "4294967306"),
    "--cfg": ("0.99", "20.01", "-1", "0"),
    "--clip": ("-0.1", "1000.1", "-1e-300"),
    "--frequency": ("-1", "500.5"),
    "--composition": ("-1", "501"),
    "--every": ("0", "-5", "4294967297"),
    "--start": ("-0.01", "1.01"),
    "--strength": ("-1", "100.5"),
    "--width": ("0", "-64", "8", "20", "2064", "4096", "1e3"),
    "--height": ("0", "-64", "8", "20", "2064", "2147483648"),
    "--threads": ("0", "-1", "1000000"),
}
WHOLE = ("--seed", "--steps", "--every", "--width", "--height", "--threads")
CHOICES = {
    "--mode": ("", "Reference", "fast", "0"),
    "--device": ("", "tpu", "CPU ", "cuda:", "cuda:x", "cuda:-1", "cuda:1x"),
    "--precision": ("", "float64", "int8", "16"),
}
VALUES = [
    *((option, value) for option, values in OUT_OF_RANGE.items() for value in values),
    *(
        (option, value)
        for option in OUT_OF_RANGE
        for value in (NOT_WHOLE if option in WHOLE else NOT_NUMBERS)
    ),
    *((option, value) for option, values in CHOICES.items() for value in values),
]


@pytest.mark.parametrize(("option", "value"), sample(VALUES, 12))
def test_value(
    program: Program, tiny: RandomModel, tmp_path: Path, option: str, value: str
) -> None:
    given = [f"{option}={value}"] if value.startswith("-") else [option, value]
    outcome = program.run(
        "generate", "--model", tiny.bundle, *given, "--output", tmp_path / "a.png"
    )
    check_error(outcome, BAD_VALUE)
    assert option in outcome.errors()[0], "the message does not name the option"
    assert list(tmp_path.iterdir()) == []


USAGE = [
    (),
    ("paint",),
    ("--nonsense",),
    ("generate", "--nonsense"),
    ("generate", "--nonsense", "1"),
    ("generate", "--step", "10"),
    ("generate", "a prompt without its option"),
    ("generate", "--seed"),
    ("generate", "--json=maybe"),
    ("generate", "--seed", "1", "--seed", "2"),
    ("generate", "--prompt", "x" * 120_000),
    ("generate", "--output", ""),
    ("generate", "--model", ""),
    ("generate", "--trace", ""),
    ("generate", "--log", ""),
    ("generate", "--embedding", ""),
    ("generate", "--output", "picture.jpg"),
    ("generate", "generate"),
    ("losses",),
    ("losses", "nothing.png"),
    ("losses", "nothing.png", "--prompt", "a lake"),
    ("losses", "/dev/null", "--prompt", "a lake"),
    ("losses", "/", "--prompt", "a lake"),
    ("tokenize", "--encoder", "other"),
    ("tokenize", "--input", "nothing.jsonl"),
    ("tokenize", "--input", "/"),
    ("inspect",),
    ("inspect", "nothing.png"),
    ("inspect", "/dev/null"),
    ("inspect", "/dev/zero"),
    ("inspect", ""),
    ("inspect", "a", "b"),
    ("losses", "--verify", "x.png"),
]


def command_line(arguments: tuple[str, ...]) -> str:
    return " ".join(arguments)[:50]


@pytest.mark.parametrize("arguments", sample([(case,) for case in USAGE], 4), ids=command_line)
def test_usage(program: Program, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    check_error(program.run(*arguments, cwd=tmp_path), BAD_VALUE)
    assert list(tmp_path.iterdir()) == []


BROKEN_TEXTS = [
    b"\xff",
    b"caf\xe9",
    b"\xed\xa0\x80",
    b"\xf5\x80\x80\x80",
    b"\xc0\xaf",
    b"a\xe2\x82",
]


@pytest.mark.parametrize(
    ("option", "broken"),
    sample(
        [(option, broken) for broken in BROKEN_TEXTS for option in ("--prompt", "--negative")], 3
    ),
)
def test_broken_utf8_in_arguments(
    program: Program, tiny: RandomModel, tmp_path: Path, option: str, broken: bytes
) -> None:
    check_error(
        program.run(
            "generate", "--model", tiny.bundle, option, broken, "--output", tmp_path / "a.png"
        ),
        BAD_VALUE,
    )
    assert list(tmp_path.iterdir()) == []


def test_broken_utf8_in_names(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """A name that is no UTF-8 either works or is refused, and the answer is UTF-8."""
    odd = os.fsencode(tmp_path) + b"/caf\xe9.png"
    outcome = program.run(
        "generate", "--model", tiny.bundle, "--steps", "10", "--quiet", "--output", odd, "--json"
    )
    if outcome.code == 0:
        assert Path(os.fsdecode(odd)).exists()
        outcome.lines()
    else:
        check_error(outcome, BAD_VALUE)
    check_error(program.run("inspect", os.fsencode(tmp_path) + b"/\xff\xfe"), BAD_VALUE)
    check_error(program.run("generate", "--model", b"/\xff"), 3)


BROKEN_LINES = [
    b'"caf\xe9"',
    b'"\xed\xa0\x80"',
    b'"\\ud800"',
    b"no quotes",
    b"{}",
    b"[1]",
    b"null",
    b'"open',
    b'"a" "b"',
    b"\x00",
    b"",
    b"[" * 100_000,
    b'"' + b"x" * 200_000 + b'"',
    b'\xff\xfe"\x00a\x00',
]


@pytest.mark.parametrize("line", sample(BROKEN_LINES, 4))
def test_broken_lines_for_tokenize(program: Program, tiny: RandomModel, line: bytes) -> None:
    outcome = program.run("tokenize", "--model", tiny.bundle, stdin=b'"a lake"\n' + line + b"\n")
    first, _, rest = outcome.out.partition("\n")
    assert json.loads(first)["ids"], "the good line before it is answered"
    outcome.out = rest
    check_error(outcome, BAD_VALUE)
    assert "2" in outcome.errors()[0], "the line is not told"


@pytest.mark.parametrize("device", sample(["cuda", "cuda:0", "cuda:99", "mps"], 3))
def test_devices_that_are_not_there(
    program: Program, tiny: RandomModel, tmp_path: Path, device: str
) -> None:
    import torch

    if device.startswith("cuda") and torch.cuda.is_available() and device != "cuda:99":
        pytest.skip("there is a CUDA device")
    check_error(
        program.run(
            "generate", "--model", tiny.bundle, "--device", device, "--output", tmp_path / "a.png"
        ),
        BAD_DEVICE,
    )
    assert list(tmp_path.iterdir()) == []
