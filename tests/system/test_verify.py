"""Pictures that are painted again from their files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from guided_sampler import Request
from harness import Program, option_list
from PIL import Image, PngImagePlugin
from random_models import RandomModel, random_model

WIDTH = 64  # of the tiny model's token embeddings
REQUEST = Request(prompt="a lake, at night", steps=12, seed=7, width=48, height=32)


def painted(program: Program, model: RandomModel, picture: Path, *options: object) -> Path:
    outcome = program.run(
        "generate", "--model", model.bundle, *option_list(REQUEST), "--output", picture,
        "--threads", 1, "--quiet", *options,
    )  # fmt: skip
    assert outcome.code == 0, outcome.err
    return picture


def verify(program: Program, model: RandomModel, *arguments: object) -> tuple[int, list[dict], str]:
    outcome = program.run("verify", "--model", model.bundle, "--json", "--quiet", *arguments)
    return outcome.code, outcome.lines(), outcome.err


def altered(picture: Path, by: int) -> Path:
    """The same file with one channel of one pixel moved, and its texts as they were."""
    with Image.open(picture) as opened:
        opened.load()
        pixels, texts = np.array(opened), dict(opened.text)
    pixels[3, 5, 1] += by if pixels[3, 5, 1] < 128 else -by
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    other = picture.with_name("altered.png")
    Image.fromarray(pixels).save(other, pnginfo=info)
    return other


def without_fingerprint(picture: Path) -> Path:
    """The same pixels; the settings do not say with what they were painted."""
    with Image.open(picture) as opened:
        opened.load()
        pixels, settings = np.array(opened), json.loads(opened.text["maulstick"])
    del settings["painted_with"]
    info = PngImagePlugin.PngInfo()
    info.add_text("maulstick", json.dumps(settings))
    other = picture.with_name("bare.png")
    Image.fromarray(pixels).save(other, pnginfo=info)
    return other


def test_identical(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    first = painted(program, tiny, tmp_path / "one.png")
    second = painted(program, tiny, tmp_path / "two.png", "--mode", "relative")
    code, lines, err = verify(program, tiny, first, second)
    assert (code, err) == (0, "")
    assert [line["picture"] for line in lines] == [str(first), str(second)]
    for line in lines:
        assert line["status"] == "identical" and line["largest"] == 0 and line["share"] == 0
        assert line["causes"] == [] and line["error"] is None and line["seconds"] > 0


def test_an_altered_pixel(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = altered(painted(program, tiny, tmp_path / "one.png"), 3)
    code, (line,), err = verify(program, tiny, picture)
    assert code == 1 and "not every picture is identical" in err and "1 different" in err
    assert line["status"] == "different" and line["largest"] == 3
    assert line["share"] == pytest.approx(1 / (48 * 32))
    assert [cause["what"] for cause in line["causes"]] == ["picture"]


def test_another_precision(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = painted(program, tiny, tmp_path / "one.png", "--precision", "bfloat16")
    code, (line,), _ = verify(program, tiny, picture)
    assert code == 1 and line["status"] == "different"
    assert line["causes"][0] == {"what": "precision", "then": "bfloat16", "now": "float32"}
    assert verify(program, tiny, picture, "--precision", "bfloat16")[0] == 0


def test_another_model(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = painted(program, tiny, tmp_path / "one.png")
    code, (line,), _ = verify(program, random_model("bpe"), picture)
    assert code == 1 and line["status"] == "different"
    assert line["causes"][0]["what"] == "model"


def test_a_missing_fingerprint(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    bare = without_fingerprint(painted(program, tiny, tmp_path / "one.png"))
    assert verify(program, tiny, bare)[0] == 0
    code, (line,), _ = verify(program, tiny, bare, "--precision", "bfloat16")
    assert code == 1
    assert [cause["what"] for cause in line["causes"]] == ["unknown"]


def test_pictures_that_cannot_be_verified(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    good = painted(program, tiny, tmp_path / "one.png")
    foreign, no_png = tmp_path / "foreign.png", tmp_path / "no.png"
    Image.new("RGB", (8, 8)).save(foreign)
    no_png.write_bytes(b"GIF89a")
    code, lines, err = verify(program, tiny, foreign, good, no_png, tmp_path / "missing.png")
    assert code == 1 and "3 that cannot be verified" in err
    assert [line["status"] for line in lines] == ["failed", "identical", "failed", "failed"]
    assert all(line["error"] and line["largest"] is None for line in lines if line["error"])


def test_in_words(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = painted(program, tiny, tmp_path / "one.png")
    outcome = program.run("verify", "--model", tiny.bundle, "--quiet", picture)
    assert (outcome.code, outcome.out) == (0, f"{picture}: identical\n")
    other = altered(picture, 2)
    outcome = program.run("verify", "--model", tiny.bundle, "--quiet", other)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{other}: differs by up to 2 of 255")
    assert "altered since" in outcome.out


def embedding(folder: Path, name: str, values: float) -> Path:
    file = folder / name
    torch.save({"<bird>": torch.full((WIDTH,), values)}, file)
    return file


def test_embeddings(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    bird, other = (embedding(tmp_path, name, 0.1 * i) for i, name in enumerate(("a.bin", "b.bin")))
    picture = painted(program, tiny, tmp_path / "one.png", "--embedding", bird)
    assert verify(program, tiny, picture, "--embedding", other, "--embedding", bird)[0] == 0
    code, (line,), _ = verify(program, tiny, picture, "--embedding", other)
    assert code == 1 and line["status"] == "failed"
    assert "a.bin" in line["error"] and "add it" in line["hint"]
    outcome = program.run("verify", "--model", tiny.bundle, "--quiet", picture)
    assert outcome.code == 1 and "; the picture was painted with it" in outcome.out


def test_embeddings_are_looked_at_before_anything_is_painted(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    picture = painted(program, tiny, tmp_path / "one.png")
    nonsense = tmp_path / "nonsense.bin"
    nonsense.write_bytes(b"no embedding")
    for file in (tmp_path / "missing.bin", nonsense):
        code, lines, err = verify(program, tiny, picture, "--embedding", file)
        assert code == 2 and lines == [] and file.name in err


def test_options(program: Program, tmp_path: Path) -> None:
    outcome = program.run("verify")
    assert outcome.code == 2 and outcome.out == ""
    outcome = program.run("verify", "x.png", "--model", tmp_path)
    assert outcome.code == 1  # no picture asks for the model
