"""The outside of the program: every command and option, what is printed, and where."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from bundles import copied, rewrite_tensors
from guided_sampler import Request, all_losses, load_models
from harness import EASEL, Program, on_terminal, paint, sample
from PIL import Image
from random_models import RandomModel, random_model
from safetensors.torch import load_file

# Option, then what its help must say: ends of the range and the default.
GENERATE_HELP = {
    "--model": ["Easel", "MAULSTICK_MODEL"],
    "--prompt": ["A futuristic city with neon lights"],
    "--negative": [],
    "--seed": ["-1", "42"],
    "--steps": ["10", "100", "50"],
    "--cfg": ["1", "20", "8"],
    "--clip": ["0", "1000", "200"],
    "--frequency": ["0", "500", "30"],
    "--composition": ["0", "500", "10"],
    "--every": ["5"],
    "--start": ["0", "1", "0.2"],
    "--mode": ["reference", "relative", "default"],
    "--strength": ["0", "100", "4"],
    "--embedding": [],
    "--width": ["2048", "default"],
    "--height": [],
    "--device": ["auto", "cpu", "cuda", "mps"],
    "--precision": ["float32", "float16", "bfloat16"],
    "--threads": ["1", "default"],
    "--output": ["FILE.png", "default"],
    "--trace": ["safetensors"],
    "--log": ["jsonl"],
    "--json": [],
    "--quiet": [],
}
# The same numbers as generate's, but lists of them and without defaults.
VALUES_HELP = {
    "--steps": ["10", "100"],
    "--cfg": ["1", "20"],
    "--clip": ["0", "1000", "recommended", "100", "300"],
    "--frequency": ["0", "500", "recommended", "20", "50"],
    "--composition": ["0", "500", "recommended", "10", "50"],
    "--every": ["1", "100"],
    "--start": ["0", "1"],
    "--strength": ["0", "100"],
    "--width": ["2048"],
    "--height": [],
}
MODEL_HELP = {
    "--model": ["Easel", "MAULSTICK_MODEL"],
    "--device": ["auto", "cpu", "cuda", "mps"],
    "--precision": ["float32", "float16", "bfloat16"],
    "--threads": ["1", "1024", "default"],
}
HELP = {
    "generate": GENERATE_HELP,
    "batch": {
        "--jobs": ["FILE.jsonl", "standard input", "docs/batch.md"],
        "--out": ["DIR", "results-I.jsonl"],
        "--resume": ["earlier"],
        "--shard": ["I/N", "auto", "SLURM", "Kubernetes"],
        "--together": ["so many"],
        "--styles": ["styles.csv", "JSON"],
        "--json": [],
        "--quiet": [],
        **MODEL_HELP,
    },
    "expand": {
        "--prompt": ["{a|b}", "more than once", "default"],
        "--style": ["all", "none", "more than once"],
        "--styles": ["styles.csv", "JSON"],
        "--seeds": ["-1", "42"],
        "--negative": [],
        "--mode": ["reference", "relative"],
        "--cap": [],
        "--weights": [],
        "--embedding": ["more than once"],
        **VALUES_HELP,
    },
    "merge": {
        "--out": ["contact-sheet.html"],
        "--jobs": ["missing"],
        "--styles": [],
    },
    "losses": {"--prompt": [], "--model": ["Easel"]},
    "tokenize": {"--model": ["Easel"], "--encoder": ["prompt", "guidance"], "--input": []},
    "inspect": {"--verify": []},
    "verify": {"--embedding": ["more than once"], "--json": [], "--quiet": [], **MODEL_HELP},
}
SHORT = ("--steps", "10", "--threads", "1")
LOSSES = {"clip", "frequency", "composition"}


def described_options(text: str) -> dict[str, str]:
    """Help text by option: from its line to the next option's."""
    parts = re.split(r"^ {1,6}(?:-\w, ?)?(--[a-z]+)\b", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("command", HELP)
def test_help_describes_every_option(program: Program, command: str) -> None:
    outcome = program.run(command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    described = described_options(outcome.out)
    for option, words in HELP[command].items():
        assert option in described, option
        numbers = re.findall(r"[-\w.]*\w", described[option])
        for word in words:
            found = word in numbers or (not word[-1].isdigit() and word in described[option])
            assert found, f"{option}: no {word} in {described[option]!r}"


def test_program_help_and_version(program: Program) -> None:
    outcome = program.run("--help")
    assert outcome.code == 0
    for command in HELP:
        assert re.search(rf"^ +{command}\b", outcome.out, re.MULTILINE), command
    version = program.run("--version")
    assert version.code == 0
    assert re.fullmatch(r"Maulstick \d+\.\d+\.\d+\n", version.out)


# ------------------------------------------------------------------------------------- generate


def test_prints_the_path_only(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = tmp_path / "a picture, ночь.png"
    outcome = program.run("generate", "--model", tiny.bundle, "--output", picture, *SHORT)
    assert outcome.code == 0
    assert outcome.out == f"{picture}\n"
    assert [path.name for path in tmp_path.iterdir()] == [picture.name]


def test_progress_goes_to_standard_error(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    common = ("generate", "--model", tiny.bundle, "--output", tmp_path / "a.png", *SHORT)
    loud, quiet = program.run(*common), program.run(*common, "--quiet")
    assert "step 10" in loud.err and "10" in loud.err
    assert "\r" not in loud.err and "\x1b" not in loud.err, "a bar where there is no terminal"
    assert quiet.code == 0 and quiet.err == ""


def test_bar_on_a_terminal(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    text = on_terminal(program, ["generate", "--model", tiny.bundle, "--output", picture, *SHORT])
    assert "\r" in text and "step 10 of 10" in text
    assert "left" in text and re.search(r"\d s(teps)?/s", text.replace("/step", "/s"))


def test_json_summary(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    outcome = program.run(
        "generate",
        "--model",
        tiny.bundle,
        "--output",
        picture,
        "--json",
        "--steps",
        21,
        "--seed",
        7,
        "--threads",
        1,
    )
    (summary,) = outcome.lines()
    assert {"output", "seed", "seconds", "steps", "guided_steps", "losses"} <= set(summary)
    assert summary["output"] == str(picture)
    assert (summary["seed"], summary["steps"]) == (7, 21)
    assert 0 < summary["seconds"] < outcome.seconds
    assert set(summary["losses"]) == LOSSES


def test_guided_steps_of_the_summary(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    painted = paint(program, tmp_path, Request(steps=21), model=tiny.bundle)
    assert painted.guided_steps() == [5, 10, 15, 20]
    assert painted.summary["guided_steps"] in (4, [5, 10, 15, 20])


def test_log_lines(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    painted = paint(
        program, tmp_path, Request(steps=12, clip=10.0, composition=0.0), model=tiny.bundle
    )
    assert [record["step"] for record in painted.log] == list(range(12))
    for record in painted.log:
        assert set(record) == {"step", "timestep", "sigma", "seconds", "guidance"}
        assert record["seconds"] > 0
    guidance = painted.log[5]["guidance"]
    assert set(guidance) == LOSSES | {"total", "gradient_norm", "push_norm"}
    assert guidance["total"] == pytest.approx(
        10 * guidance["clip"] + 30 * guidance["frequency"], rel=1e-5
    )


def test_trace_holds_what_the_manual_says(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    painted = paint(program, tmp_path, Request(steps=11, width=80, height=48), model=tiny.bundle)
    latent, picture = (1, 4, 6, 10), (1, 3, 48, 80)
    wanted = {"noise": latent, "image": picture}
    wanted |= {f"latents/{step:03d}": latent for step in range(11)}
    wanted |= {
        f"{kind}/{step:03d}": latent for step in (5, 10) for kind in ("x0", "gradient", "pushed")
    }
    assert {name: tuple(tensor.shape) for name, tensor in painted.trace.items()} == wanted
    assert {tensor.dtype for tensor in painted.trace.values()} == {torch.float32}


def test_random_seed_is_told_and_repeats(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    common = ("generate", "--model", tiny.bundle, *SHORT, "--json", "--quiet")
    first = program.run(*common, "--seed", -1, "--output", tmp_path / "a.png")
    other = program.run(*common, "--seed", "-1", "--output", tmp_path / "b.png")
    seed = first.lines()[0]["seed"]
    assert 0 <= seed < 2**63 and seed != other.lines()[0]["seed"]
    assert str(seed) in first.err, "the drawn seed is not printed"
    again = program.run(*common, "--seed", seed, "--output", tmp_path / "c.png")
    assert again.code == 0
    with Image.open(tmp_path / "a.png") as a, Image.open(tmp_path / "c.png") as c:
        assert a.tobytes() == c.tobytes()


def test_default_name_never_overwrites(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "MAULSTICK_MODEL": str(tiny.bundle)}
    names = [program.run("generate", *SHORT, environment=home).out.strip() for _ in range(3)]
    assert len(set(names)) == 3
    for name in names:
        assert Path(name).is_relative_to(tmp_path) and Path(name).is_file()
        assert re.search(r"\d{4}-?\d\d-?\d\d", Path(name).name), "no date"


def test_model_of_the_environment_and_easel(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    picture = tmp_path / "a.png"
    program.run(
        "generate", *SHORT, "--output", picture, environment={"MAULSTICK_MODEL": str(tiny.bundle)}
    )
    with Image.open(picture) as opened:
        assert opened.size == (64, 64)
    outcome = program.run("generate", *SHORT, "--output", picture)
    assert outcome.code == 0, outcome.err
    latents = json.loads((EASEL / "manifest.json").read_text())["latents"]
    with Image.open(picture) as opened:
        assert opened.size == (latents["width"], latents["height"])


@pytest.mark.parametrize(
    ("options",),
    sample(
        [
            (options,)
            for options in [
                ("--device", "cpu"),
                ("--device", "auto"),
                ("--precision", "float32"),
                ("--threads", "2"),
                ("--cfg", "1"),
                ("--cfg", "20"),
                ("--steps", "10"),
                ("--clip", "1000"),
                ("--clip", "0"),
                ("--frequency", "500"),
                ("--composition", "500"),
                ("--start", "0"),
                ("--start", "1"),
                ("--every", "1"),
                ("--strength", "100", "--mode", "relative"),
                ("--strength", "0", "--mode", "relative"),
                ("--seed", "9223372036854775807"),
                ("--seed", "0"),
                ("--cfg=7.5",),
                ("--prompt", ""),
                ("--prompt", "--cfg"),
                ("--prompt=-1",),
                ("--negative", "x" * 60000),
                ("--prompt", "a\nb\tc"),
            ]
        ],
        3,
    ),
)
def test_ends_of_ranges_are_taken(
    program: Program, tiny: RandomModel, tmp_path: Path, options: tuple[str, ...]
) -> None:
    steps = () if "--steps" in options else ("--steps", "10")
    outcome = program.run(
        "generate", "--model", tiny.bundle, *steps, *options, "--output", tmp_path / "a.png"
    )
    assert outcome.code == 0, outcome.err


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_other_precisions(
    program: Program, tiny: RandomModel, tmp_path: Path, precision: str
) -> None:
    exact = paint(program, tmp_path, Request(steps=10), model=tiny.bundle, name="exact")
    rough = paint(
        program,
        tmp_path,
        Request(steps=10),
        "--precision",
        precision,
        model=tiny.bundle,
        name="rough",
    )
    assert torch.equal(exact.trace["noise"], rough.trace["noise"])
    difference = (exact.trace["image"] - rough.trace["image"]).abs().mean().item()
    assert 0 < difference < 0.05
    assert rough.summary["losses"] == pytest.approx(exact.summary["losses"], abs=0.05)


def test_cut_words_are_told(program: Program, tmp_path: Path) -> None:
    prompt = "lake " * 74 + "and nothing left to say"
    outcome = program.run(
        "generate",
        "--model",
        random_model("bpe").bundle,
        *SHORT,
        "--quiet",
        "--prompt",
        prompt,
        "--output",
        tmp_path / "a.png",
    )
    assert outcome.code == 0
    assert "nothing left to say" in outcome.err and "lake" not in outcome.err


def test_output_folder_is_left_clean(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """An old picture is replaced, and no temporary file stays."""
    picture = tmp_path / "a.png"
    picture.write_bytes(b"old")
    paint(program, tmp_path, Request(steps=10), model=tiny.bundle, name="a")
    with Image.open(picture) as opened:
        opened.verify()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "a.png", "a.safetensors"]


# --------------------------------------------------------------------------------- other commands


def test_losses_of_a_picture(program: Program, tmp_path: Path) -> None:
    model = random_model("levels")
    reference = load_models(model.model, model.clip)
    prompt = "A campfire with group of people"
    generator = torch.Generator().manual_seed(3)
    for number, (mode, size) in enumerate(
        [
            ("RGB", (128, 128)),
            ("RGB", (97, 64)),
            ("L", (31, 50)),
            ("P", (40, 40)),
            ("1", (16, 16)),
            ("RGB", (8, 300)),
        ]
    ):
        noise = (torch.rand((size[1], size[0], 3), generator=generator) * 255).byte()
        noise[: size[1] // 2] //= 4
        picture = Image.fromarray(noise.numpy()).convert(mode)
        path = tmp_path / f"{number}.png"
        picture.save(path)
        outcome = program.run("losses", path, "--prompt", prompt, "--model", model.bundle)
        assert outcome.code == 0, outcome.err
        (given,) = outcome.lines()
        pixels = torch.from_numpy(np.array(picture.convert("RGB")))
        image = pixels.permute(2, 0, 1)[None].float() / 255
        wanted = {name: loss(image).item() for name, loss in all_losses(reference, prompt).items()}
        assert given == pytest.approx(wanted, abs=1e-4), (mode, size)


def test_losses_of_the_painted_picture(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """What the summary says of the picture, but for its rounding to 8 bits."""
    request = Request(steps=10, prompt="a lake")
    painted = paint(program, tmp_path, request, model=tiny.bundle)
    outcome = program.run("losses", painted.picture, "--prompt", "a lake", "--model", tiny.bundle)
    assert outcome.lines()[0] == pytest.approx(painted.summary["losses"], abs=3e-3)


TEXTS = [
    "",
    "a campfire",
    "A Futuristic  CITY",
    "ночь 火 👩‍👧",
    "\ta\nb ",
    "<|endoftext|>",
    'quote " and \\',
    "word " * 100,
]


@pytest.mark.parametrize("name", ["tiny", "bpe", "levels"])
@pytest.mark.parametrize("encoder", ["prompt", "guidance"])
def test_tokenize(program: Program, tmp_path: Path, name: str, encoder: str) -> None:
    model = random_model(name)
    reference = load_models(model.model, model.clip)
    tokens = reference.prompt_tokens if encoder == "prompt" else reference.guidance_tokens
    data = "".join(json.dumps(text) + "\n" for text in TEXTS).encode()
    path = tmp_path / "texts.jsonl"
    path.write_bytes(data)
    common = ("tokenize", "--model", model.bundle, "--encoder", encoder)
    outcome, of_file = program.run(*common, stdin=data), program.run(*common, "--input", path)
    assert outcome.code == 0, outcome.err
    assert outcome.out == of_file.out
    lines = outcome.lines()
    assert [line["ids"] for line in lines] == [tokens.ids(text) for text in TEXTS]
    for line, text in zip(lines, TEXTS, strict=True):
        assert set(line) == {"ids", "tokens", "cut"}
        assert len(line["tokens"]) == len(line["ids"])
        assert text.endswith(line["cut"]) and (line["cut"] != "") == (text == TEXTS[-1])


def test_inspect_a_bundle(program: Program, tiny: RandomModel) -> None:
    plain, verified = (
        program.run("inspect", tiny.bundle),
        program.run("inspect", "--verify", tiny.bundle),
    )
    manifest = json.loads((tiny.bundle / "manifest.json").read_text())
    for outcome in (plain, verified):
        assert outcome.code == 0, outcome.err
        assert json.loads(outcome.out)["manifest"] == manifest
    for module in ("unet", "vae_decoder", "vae_encoder", "text_encoder", "clip_image", "clip_text"):
        assert module in json.dumps(json.loads(verified.out)["verification"]), module


def test_easel_verifies(program: Program) -> None:
    assert program.run("inspect", "--verify", EASEL).code == 0


def test_verify_notices_other_numbers(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    bundle = copied(tiny.bundle, tmp_path)
    recorded = load_file(bundle / "reference.safetensors")
    name = next(name for name in recorded if name.startswith("unet") and "output" in name)
    rewrite_tensors(bundle, "reference.safetensors", {name: recorded[name] * 1.05})
    assert program.run("inspect", bundle).code == 0
    outcome = program.run("inspect", "--verify", bundle)
    assert outcome.code == 3 and "unet" in outcome.errors()[0]
