"""Pictures as other programs see them, and pictures of others that are not what they seem."""

from __future__ import annotations

import json
import random
import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bundles import read_manifest
from guided_sampler import Request
from harness import Program, check_error, option_list, paint, sample
from PIL import Image
from png_chunks import (
    SIGNATURE,
    chunk,
    chunks_of,
    header,
    international,
    pixels,
    png,
    read_parameters,
)
from random_models import RandomModel

PROMPTS = {
    "plain": ("A campfire with group of people", ""),
    "negative": ("A campfire", "blurry, low quality"),
    "commas and colons": ("oil painting, Steps: 99, Seed: 1, (a:1.2)", "Size: 1x1, b"),
    "quotes": ('say "hello", \\"twice\\" and \'once\'', '"'),
    "lines": ("a lake\nat night\n\nwith stars", "people\nboats"),
    "Latin-1": ("Ein Café am Fluß, 5 °C", "naïve"),
    "beyond Latin-1": ("ночь над рекой, 火 🔥", "雨"),
    "empty": ("", ""),
    "spaces": ("  a lake  ", " x "),
    "control characters": ("a\tb\x01c\x7f\u0085d", "\r\n"),
    "markup": ('<a href="&amp;"> {x} %s \\n \\u0041', "</a>"),
    "long": ("very " * 5000 + "large", ""),
}
RICH = Request(
    seed=2**63 - 1,
    steps=11,
    cfg=7.25,
    clip=123.5,
    frequency=0.0,
    composition=1e-3,
    every=2,
    start=0.35,
    width=48,
    height=32,
)


def painted_texts(
    program: Program, tiny: RandomModel, folder: Path, request: Request
) -> tuple[Path, dict[str, str]]:
    painted = paint(program, folder, request, model=tiny.bundle)
    with Image.open(painted.picture) as opened:
        opened.load()
        return painted.picture, dict(opened.text)


@pytest.mark.parametrize("name", sample(PROMPTS, 3))
def test_texts(program: Program, tiny: RandomModel, tmp_path: Path, name: str) -> None:
    prompt, negative = PROMPTS[name]
    request = replace(RICH, prompt=prompt, negative=negative)
    _, texts = painted_texts(program, tiny, tmp_path, request)
    assert set(texts) == {"parameters", "maulstick"}
    check_settings(json.loads(texts["maulstick"]), request)
    if name in ("lines", "spaces", "control characters", "long"):
        assert prompt.strip() in texts["parameters"] or name == "control characters"
        return
    check_parameters(texts["parameters"], request, tiny)


def check_parameters(text: str, request: Request, tiny: RandomModel) -> None:
    settings = read_parameters(text)
    assert (settings.prompt, settings.negative) == (request.prompt, request.negative)
    wanted = {
        "Steps": "11",
        "Sampler": "LMS",
        "CFG scale": "7.25",
        "Seed": str(2**63 - 1),
        "Size": "48x32",
        "Model": read_manifest(tiny.bundle)["name"],
        "Guidance CLIP": "123.5",
        "Guidance frequency": "0",
    }
    assert wanted.items() <= settings.values.items()
    assert float(settings.values["Guidance composition"]) == 1e-3
    assert re.fullmatch(r"[0-9a-f]{10,}", settings.values["Model hash"])
    assert settings.values["Version"].startswith("Maulstick ")
    last = text.split("\n")[-1]
    assert last.startswith("Steps: ") and len(re.findall(r"\bSteps: ", last)) == 1


def check_settings(settings: dict, request: Request) -> None:
    given = settings["request"]
    for name in (
        "prompt",
        "negative",
        "seed",
        "steps",
        "cfg",
        "clip",
        "frequency",
        "composition",
        "every",
        "start",
        "mode",
        "strength",
        "width",
        "height",
    ):
        assert given[name] == getattr(request, name), name
    guided = [step for step in range(request.steps) if request.guides_at(step)]
    assert [point["step"] for point in settings["curves"]] == guided


def test_negative_lines_and_prompt_lines(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    """Several lines survive A1111's grammar."""
    prompt, negative = PROMPTS["lines"]
    request = replace(RICH, prompt=prompt, negative=negative)
    _, texts = painted_texts(program, tiny, tmp_path, request)
    settings = read_parameters(texts["parameters"])
    assert (settings.prompt, settings.negative) == (prompt, negative)


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [("A campfire", {b"tEXt"}), ("Fluß", {b"tEXt", b"iTXt"}), ("火", {b"iTXt"})],
)
def test_chunks(
    program: Program, tiny: RandomModel, tmp_path: Path, prompt: str, kinds: set[bytes]
) -> None:
    """Texts stand right behind the header; what Latin-1 cannot hold is iTXt."""
    painted = paint(program, tmp_path, replace(RICH, prompt=prompt), model=tiny.bundle)
    chunks = chunks_of(painted.picture.read_bytes())
    assert chunks[0][0] == b"IHDR" and chunks[-1][0] == b"IEND"
    texts = [(kind, data) for kind, data in chunks if kind in (b"tEXt", b"iTXt", b"zTXt")]
    assert [kind for kind, _ in chunks[1:3]] == [kind for kind, _ in texts]
    assert {kind for kind, _ in texts} <= kinds
    for kind, data in texts:
        if kind == b"tEXt":
            data.split(b"\0", 1)[1].decode("latin-1")
        else:
            assert prompt in data.decode() or json.dumps(prompt)[1:-1] in data.decode()


def test_pixels_and_kind(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    painted = paint(program, tmp_path, RICH, model=tiny.bundle)
    with Image.open(painted.picture) as opened:
        assert (opened.format, opened.mode, opened.size) == ("PNG", "RGB", (48, 32))
        given = np.asarray(opened)
    wanted = (painted.trace["image"][0] * 255).round().byte().permute(1, 2, 0).numpy()
    assert np.array_equal(given, wanted)


def test_repainting_from_the_settings(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    request = replace(
        RICH, prompt='ночь, "火"\nü', negative="a, b", mode="relative", strength=12.5, cfg=1.1
    )
    first, texts = painted_texts(program, tiny, tmp_path, request)
    stored = json.loads(texts["maulstick"])["request"]
    again = Request(**{name: value for name, value in stored.items() if name != "embeddings"})
    assert option_list(again) == option_list(request)
    second = paint(program, tmp_path, again, model=tiny.bundle, name="again").picture
    with Image.open(first) as a, Image.open(second) as b:
        assert a.tobytes() == b.tobytes()


@pytest.mark.parametrize("name", sample(PROMPTS, 3))
def test_inspect_reads_what_was_written(
    program: Program, tiny: RandomModel, tmp_path: Path, name: str
) -> None:
    prompt, negative = PROMPTS[name]
    request = replace(RICH, prompt=prompt, negative=negative)
    picture, texts = painted_texts(program, tiny, tmp_path, request)
    outcome = program.run("inspect", picture)
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    assert found["parameters"] == texts["parameters"]
    assert found["settings"] == json.loads(texts["maulstick"])


def test_inspect_restores_our_own(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    request = replace(RICH, prompt="a (lake:1.2)", weights=True, cap=True)
    picture, texts = painted_texts(program, tiny, tmp_path, request)
    restored = json.loads(program.run("inspect", picture).out)["restored"]
    wanted = json.loads(texts["maulstick"])["request"]
    assert wanted["weights"] is True
    assert restored["request"] == {k: v for k, v in wanted.items() if k != "embeddings"}
    assert restored["adjusted"] == restored["not_restored"] == []
    assert read_parameters(texts["parameters"]).values["Prompt weights"] == "on"


def test_inspect_restores_a_picture_of_the_web_ui(program: Program, tmp_path: Path) -> None:
    text = "a lake\nNegative prompt: rain\nSteps: 200, Sampler: Euler a, CFG scale: 7, Seed: 3"
    picture = tmp_path / "a.png"
    picture.write_bytes(png(chunk(b"tEXt", b"parameters\0" + text.encode())))
    restored = json.loads(program.run("inspect", picture).out)["restored"]
    assert restored["request"]["prompt"] == "a lake"
    assert restored["request"]["negative"] == "rain"
    assert restored["request"]["weights"] is True
    assert (restored["request"]["steps"], restored["request"]["seed"]) == (100, 3)
    assert restored["adjusted"] == ["Steps: 200 → 100"]
    assert restored["not_restored"] == ["Sampler: Euler a"]


def test_inspect_says_what_it_does_not_understand(program: Program, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(png(chunk(b"tEXt", b"prompt\0{}"), chunk(b"tEXt", b"workflow\0{}")))
    restored = json.loads(program.run("inspect", picture).out)["restored"]
    assert restored["request"] is None
    assert "ComfyUI" in restored["not_restored"][0]


# ------------------------------------------------------------------------------ hostile pictures

BOMB = zlib.compress(bytes(300 << 20), 9)
MEGABYTE = b"x" * ((1 << 20) + 1)
ANSWERED = {  # sound enough to be read, whatever is left out
    "no texts": png(),
    "text of others": png(chunk(b"tEXt", b"Software\0me")),
    "Latin-1": png(chunk(b"tEXt", b"parameters\0caf\xe9")),
    "UTF-8 in tEXt": png(chunk(b"tEXt", b"parameters\0caf\xc3\xa9")),
    "compressed": png(chunk(b"zTXt", b"parameters\0\0" + zlib.compress(b"a lake"))),
    "compressed iTXt": png(international("parameters", "ночь", compressed=True)),
    "zlib bomb": png(chunk(b"zTXt", b"parameters\0\0" + BOMB)),
    "zlib bomb in iTXt": png(chunk(b"iTXt", b"parameters\0\1\0\0\0" + BOMB)),
    "many bombs": png(*[chunk(b"zTXt", b"parameters\0\0" + BOMB)] * 10),
    "cut zlib": png(chunk(b"zTXt", b"parameters\0\0" + zlib.compress(b"a lake")[:5])),
    "odd compression": png(chunk(b"zTXt", b"parameters\0\7abc")),
    "huge text": png(chunk(b"tEXt", b"parameters\0" + MEGABYTE)),
    "ten megabytes of texts": png(*[chunk(b"tEXt", b"a\0" + MEGABYTE[:-9])] * 10),
    "no keyword": png(chunk(b"tEXt", b"")),
    "no NUL": png(chunk(b"tEXt", b"parameters")),
    "empty keyword": png(chunk(b"tEXt", b"\0text")),
    "long keyword": png(chunk(b"tEXt", b"k" * 5000 + b"\0text")),
    "broken UTF-8": png(chunk(b"iTXt", b"parameters\0\0\0\0\0\xff\xfe\xed\xa0\x80")),
    "cut iTXt": png(chunk(b"iTXt", b"parameters\0\0")),
    "control characters": png(chunk(b"tEXt", b"para\nmeters\0\x1b[31m\x07")),
    "wrong checksum": png(chunk(b"tEXt", b"parameters\0a lake", crc=0)),
    "settings that are no JSON": png(chunk(b"tEXt", b"maulstick\0{oops")),
    "settings that are nested": png(chunk(b"tEXt", b"maulstick\0" + b"[" * 200_000)),
    "settings that are huge numbers": png(chunk(b"tEXt", b"maulstick\0" + b"9" * 100_000)),
    "twice": png(chunk(b"tEXt", b"parameters\0one"), chunk(b"tEXt", b"parameters\0two")),
    "200,000 chunks": png(*[chunk(b"tEXt", b"k\0v")] * 200_000),
    "200,000 empty chunks": png(*[chunk(b"abCd", b"")] * 200_000),
    "texts behind the pixels": png(tail=chunk(b"tEXt", b"parameters\0late")),
    "bytes behind the end": png() + b"\0" * 100_000,
    "a chunk that claims 4 GiB": png(chunk(b"tEXt", b"parameters\0a", length=0xFFFFFFFF)),
    "a chunk that claims 2 GiB": png(chunk(b"tEXt", b"parameters\0a", length=0x7FFFFFFF)),
    "cut in a chunk": png(chunk(b"tEXt", b"parameters\0a lake"))[:60],
    "cut in a length": SIGNATURE + header() + b"\0\0",
    "only a signature and header": SIGNATURE + header(),
    "a header of a huge picture": SIGNATURE + header(2**31 - 1, 2**31 - 1) + pixels(),
}
REFUSED = {
    "empty": b"",
    "half a signature": SIGNATURE[:4],
    "text": b"parameters: none",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(100),
    "zeros": bytes(5000),
    "signature of another time": b"\x8aMNG\r\n\x1a\n" + header(),
}


@pytest.mark.parametrize("name", sample(ANSWERED, 5))
def test_hostile_pictures_are_answered(program: Program, tmp_path: Path, name: str) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(ANSWERED[name])
    outcome = program.run("inspect", picture)
    assert outcome.seconds < 5
    if outcome.code != 0:
        check_error(outcome, 2)
        return
    json.loads(outcome.out)
    assert len(outcome.out) < 10 << 20


@pytest.mark.parametrize("name", sample(REFUSED, 3))
def test_what_is_no_picture(program: Program, tmp_path: Path, name: str) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(REFUSED[name])
    check_error(program.run("inspect", picture), 2)


def test_values_that_inspect_finds(program: Program, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    for name, wanted in (
        ("Latin-1", "café"),
        ("UTF-8 in tEXt", "café"),
        ("compressed", "a lake"),
        ("compressed iTXt", "ночь"),
        ("no texts", None),
    ):
        picture.write_bytes(ANSWERED[name])
        assert json.loads(program.run("inspect", picture).out)["parameters"] == wanted, name


BROKEN_PIXELS = {
    "no pixels": SIGNATURE + header() + chunk(b"IEND", b""),
    "few pixels": SIGNATURE + header(80, 80) + pixels() + chunk(b"IEND", b""),
    "no end": SIGNATURE + header() + pixels()[:20],
    "a huge picture": SIGNATURE + header(60_000, 60_000) + pixels() + chunk(b"IEND", b""),
    "no width": SIGNATURE + header(0, 8) + pixels() + chunk(b"IEND", b""),
    "odd depth": SIGNATURE + header(depth=3) + pixels() + chunk(b"IEND", b""),
    "odd colour": SIGNATURE + header(colour=9) + pixels() + chunk(b"IEND", b""),
    "wrong checksum": SIGNATURE
    + header()
    + chunk(b"IDAT", zlib.compress(b"\0" * 200), crc=1)
    + chunk(b"IEND", b""),
    "noise for pixels": SIGNATURE + header() + chunk(b"IDAT", b"abcdefgh") + chunk(b"IEND", b""),
    "odd filter": SIGNATURE
    + header()
    + chunk(b"IDAT", zlib.compress((b"\x09" + b"a" * 24) * 8))
    + chunk(b"IEND", b""),
}


@pytest.mark.parametrize("name", sample((*BROKEN_PIXELS, *REFUSED), 5))
def test_losses_of_broken_pictures(
    program: Program, tiny: RandomModel, tmp_path: Path, name: str
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes((BROKEN_PIXELS | REFUSED)[name])
    outcome = program.run("losses", picture, "--prompt", "a", "--model", tiny.bundle)
    if name == "odd filter" and outcome.code == 0:
        return
    check_error(outcome, 2)


@pytest.mark.parametrize(("width", "height"), sample([(1, 1), (1, 7), (7, 1), (2, 2)], 4))
def test_losses_of_tiny_pictures(
    program: Program, tiny: RandomModel, tmp_path: Path, width: int, height: int
) -> None:
    """A number or null for each loss, or a refusal; no crash."""
    picture = tmp_path / "a.png"
    Image.new("RGB", (width, height), (10, 200, 30)).save(picture)
    outcome = program.run("losses", picture, "--prompt", "a", "--model", tiny.bundle)
    if outcome.code != 0:
        check_error(outcome, 2)
    else:
        assert set(outcome.lines()[0]) == {"clip", "frequency", "composition"}


@pytest.mark.slow
def test_pictures_with_random_faults(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """Flipped and cut at random: an answer or a refusal, each time."""
    painted = paint(program, tmp_path, replace(RICH, prompt="火"), model=tiny.bundle)
    sound = painted.picture.read_bytes()
    draw = random.Random(11)
    broken = tmp_path / "broken.png"
    for _ in range(60):
        content = bytearray(sound)
        for _ in range(draw.choice((1, 1, 3, 30))):
            content[draw.randrange(len(content))] = draw.randrange(256)
        if draw.random() < 0.3:
            place = draw.randrange(33, len(content) - 4)
            content[place : place + 4] = struct.pack(">I", draw.getrandbits(32))
        broken.write_bytes(content[: draw.randrange(len(content)) if draw.random() < 0.3 else None])
        outcome = program.run("inspect", broken)
        if outcome.code != 0:
            check_error(outcome, 2)
        else:
            json.loads(outcome.out)
