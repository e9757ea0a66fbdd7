"""Bundles that are missing, damaged or hostile: exit code 3, one line, at once."""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from bundles import copied, read_manifest, replace, rewrite_tensors, sign, write_manifest
from harness import BAD_MODEL, Program, check_error, sample
from random_models import RandomModel, random_model
from safetensors.torch import load_file

Damage = Callable[[Path], None]
MODULES = ("unet.pt", "vae_decoder.pt", "text_encoder.pt", "clip_image.pt", "clip_text.pt")
TABLE = "text_encoder.tokens.safetensors"


def refused(program: Program, bundle: Path, folder: Path) -> str:
    """generate refuses it; so does inspect, or it has nothing to say against it."""
    outcome = program.run(
        "generate",
        "--model",
        bundle,
        "--steps",
        "10",
        "--quiet",
        "--threads",
        "1",
        "--output",
        folder / "a.png",
    )
    check_error(outcome, BAD_MODEL)
    assert not (folder / "a.png").exists()
    return outcome.errors()[0]


def check_damage(program: Program, tiny: RandomModel, folder: Path, damage: Damage) -> str:
    bundle = copied(tiny.bundle, folder)
    damage(bundle)
    return refused(program, bundle, folder)


# -------------------------------------------------------------------------------------- folders


def test_no_bundle(program: Program, tmp_path: Path) -> None:
    empty, file = tmp_path / "empty", tmp_path / "file"
    empty.mkdir()
    file.write_text("{}")
    for place in (empty, file, tmp_path / "missing", tmp_path / "missing" / "too", "/dev/null"):
        refused(program, place, tmp_path)
    for command in (
        ("inspect", empty),
        ("tokenize", "--model", empty),
        ("losses", "--prompt", "a", "--model", empty),
    ):
        outcome = program.run(*command, *(["x.png"] if command[0] == "losses" else []))
        check_error(outcome, 2 if command[0] == "losses" else BAD_MODEL)


def test_a_source_that_was_never_exported(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    refused(program, tiny.model, tmp_path)
    outcome = program.run("generate", "--model", tiny.model)
    assert "export_weights.py" in outcome.err, "no hint what to do"


# ------------------------------------------------------------------------------------- manifests

NOT_MANIFESTS = {
    "empty": b"",
    "space": b"  \n",
    "null": b"null",
    "list": b"[]",
    "text": b'"maulstick-bundle"',
    "number": b"1",
    "open": b"{",
    "object": b"{}",
    "binary": bytes(range(256)) * 8,
    "zeros": bytes(4096),
    "utf16": '{"format": "maulstick-bundle"}'.encode("utf-16"),
    "broken text": b'{"format": "maul\xffstick"}',
    "nested lists": b"[" * 200_000,
    "nested objects": b'{"a":' * 100_000,
    "nested and closed": b'{"files":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "comment": b'{"format": "maulstick-bundle" /* , */}',
}


@pytest.mark.parametrize("name", sample(NOT_MANIFESTS, 4))
def test_no_manifest(program: Program, tmp_path: Path, name: str) -> None:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "manifest.json").write_bytes(NOT_MANIFESTS[name])
    refused(program, bundle, tmp_path)
    check_error(program.run("inspect", bundle), BAD_MODEL)
    check_error(program.run("tokenize", "--model", bundle, stdin=b'"a"\n'), BAD_MODEL)


def set_field(path: str, value: object) -> Damage:
    """`value` at "clip.tokenizer.start"; a slash keeps dots together: "files/unet.pt/bytes"."""

    def damage(bundle: Path) -> None:
        manifest = read_manifest(bundle)
        *parents, last = path.split("/") if "/" in path else path.split(".")
        place = manifest
        for parent in parents:
            place = place[parent]
        if value is MISSING:
            del place[last]
        else:
            place[last] = value
        write_manifest(bundle, manifest)

    return damage


MISSING = object()
HUGE = 10**30
FIELDS = {
    "format": (MISSING, None, "", "other", 1),
    "format_version": (MISSING, 0, 2, "1", 1.5, -1, HUGE),
    "name": (MISSING, 7, [], {}),
    "files": (MISSING, [], {}, None, "all"),
    "files/unet.pt": (MISSING, None, {}, []),
    "files/unet.pt/bytes": (MISSING, -1, 0, 1.5, "12", HUGE, 2**64 - 1, None),
    "files/unet.pt/sha256": (MISSING, "", "0" * 64, "g" * 64, "0" * 63, 0),
    "latents": (MISSING, [], 8),
    "latents.channels": (0, -4, 5, 8, "4", HUGE, 4.5),
    "latents.scale": (0, -1, "x", HUGE, None),
    "latents.factor": (0, -8, 7, 16, 2**31, HUGE),
    "latents.multiple": (0, -1, 2**40, "2"),
    "latents.width": (0, -64, 100, 2**40, 64.5),
    "latents.height": (0, HUGE),
    "schedule": (MISSING, None),
    "schedule.beta_start": (MISSING, 0, -0.1, 2, "0.1"),
    "schedule.beta_end": (0, 1, 1e-5, HUGE),
    "schedule.beta_schedule": ("cosine", None),
    "schedule.prediction": ("v_prediction", 1),
    "schedule.train_timesteps": (0, 1, -1000, HUGE, 2**31),
    "text_encoder": (MISSING, []),
    "text_encoder.module": (MISSING, 5, "", "other.pt", "../unet.pt", "/etc/passwd"),
    "text_encoder.tokens": (MISSING, "unet.pt", "nothing.safetensors"),
    "text_encoder.width": (0, -1, 63, 65, 2**40),
    "text_encoder.vocabulary": (0, 39, 41, 2**40),
    "text_encoder.length": (0, 1, 2, -77, 78, 2**31, 10**9),
    "text_encoder.tokenizer": (MISSING, {}, "clip_bpe"),
    "text_encoder.tokenizer.kind": ("word", None, "clip_bpe"),
    "text_encoder.tokenizer.model": (MISSING, "../x", "unet.pt"),
    "text_encoder.tokenizer.start": (-1, 40, 2**40, "2", 2.5),
    "text_encoder.tokenizer.end": (-1, 40, HUGE),
    "text_encoder.tokenizer.pad": (-1, 40),
    "text_encoder.tokenizer.lower_case": ("yes", 1),
    "unet.module": (MISSING, "vae_decoder.pt", TABLE),
    "unet.context_width": (0, 63, 768),
    "vae.decoder": (MISSING, "unet.pt", "vae_encoder.pt"),
    "clip": (MISSING, None),
    "clip.image_module": ("clip_text.pt", "unet.pt", None),
    "clip.text_module": ("clip_image.pt",),
    "clip.image_size": (0, -32, 64, 10**6, HUGE),
    "clip.mean": ([], [0.5, 0.5], [0.5] * 4, ["a", "b", "c"], None, 0.5),
    "clip.std": ([0, 0, 0], [0.5, 0.5, -0.5], [HUGE] * 3),
    "clip.features": (0, 23, -1),
    "clip.width": (0, 31),
    "clip.vocabulary": (39, 49408),
    "clip.length": (0, 2, 78, 10**9),
    "clip.pooling": (MISSING, "mean", None),
    "reference": (MISSING, "nothing.safetensors", 3),
}
FIELD_CASES = [(path, value) for path, values in FIELDS.items() for value in values]


def field_name(value: object) -> str:
    return "missing" if value is MISSING else repr(value)[:24]


@pytest.mark.parametrize(("path", "value"), sample(FIELD_CASES, 12), ids=field_name)
def test_field(
    program: Program, tiny: RandomModel, tmp_path: Path, path: str, value: object
) -> None:
    check_damage(program, tiny, tmp_path, set_field(path, value))


def textual(change: Callable[[str], str]) -> Damage:
    """A manifest that json.dumps would not write."""

    def damage(bundle: Path) -> None:
        manifest = bundle / "manifest.json"
        text = json.dumps(read_manifest(bundle))
        changed = change(text)
        assert changed != text
        manifest.write_text(changed, encoding="utf-8")

    return damage


TEXTUAL = {
    "NaN": textual(lambda text: text.replace('"scale": 0.18215', '"scale": NaN')),
    "infinity": textual(lambda text: text.replace('"scale": 0.18215', '"scale": 1e999')),
    "trailing text": textual(lambda text: text + "x"),
    "two documents": textual(lambda text: text + text),
    "trailing comma": textual(lambda text: text[:-1] + ",}"),
    "key twice": textual(lambda text: text[:-1] + ', "format": "maulstick-bundle"}'),
    "files twice": textual(lambda text: text[:-1] + ', "files": {}}'),
    "larger than 1 MiB": textual(lambda text: text + " " * (2 << 20)),
    "long value": textual(lambda text: text.replace('"name": "', '"name": "' + "x" * 2_000_000)),
    "deep inside": textual(lambda text: text[:-1] + ', "x": ' + "[" * 20000 + "]" * 20000 + "}"),
    "lone surrogate": textual(lambda text: text.replace('"name": "', '"name": "\\ud800')),
    "name with a NUL": textual(lambda text: text.replace('"unet.pt"', '"unet.pt\\u0000"')),
}


@pytest.mark.parametrize("name", sample(TEXTUAL, 4))
def test_manifest_text(program: Program, tiny: RandomModel, tmp_path: Path, name: str) -> None:
    check_damage(program, tiny, tmp_path, TEXTUAL[name])


def test_many_files(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    def damage(bundle: Path) -> None:
        manifest = read_manifest(bundle)
        manifest["files"] |= {f"f{n}": {"bytes": 0, "sha256": "0" * 64} for n in range(9000)}
        write_manifest(bundle, manifest)

    check_damage(program, tiny, tmp_path, damage)


# ----------------------------------------------------------------------------------------- names


def renamed(name: str) -> Damage:
    """The UNet under another name, everything else in order, the file at that very place."""

    def damage(bundle: Path) -> None:
        place = Path(name) if name.startswith("/") else bundle / name
        if "\\" not in name:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes((bundle / "unet.pt").read_bytes())
        manifest = read_manifest(bundle)
        manifest["files"][name] = manifest["files"].pop("unet.pt")
        manifest["unet"]["module"] = name
        write_manifest(bundle, manifest)

    return damage


OUTSIDE = [
    "../unet.pt",
    "//unet.pt",
    "a/../../unet.pt",
    "./../unet.pt",
    "a\\unet.pt",
    "..\\unet.pt",
]


@pytest.mark.parametrize("name", sample(OUTSIDE, 3))
def test_names_that_leave_the_folder(
    program: Program, tiny: RandomModel, tmp_path: Path, name: str
) -> None:
    if name.startswith("//"):
        name = str(tmp_path / "outside.pt")
    check_damage(program, tiny, tmp_path, renamed(name))


def test_links_that_leave_the_folder(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    def link_file(bundle: Path) -> None:
        (bundle / "unet.pt").rename(tmp_path / "outside.pt")
        (bundle / "unet.pt").symlink_to(tmp_path / "outside.pt")

    def link_folder(bundle: Path) -> None:
        (bundle / "tokenizer").rename(tmp_path / "outside")
        (bundle / "tokenizer").symlink_to("../outside")

    def link_in_a_circle(bundle: Path) -> None:
        (bundle / "unet.pt").unlink()
        (bundle / "unet.pt").symlink_to("unet.pt")

    for number, damage in enumerate((link_file, link_folder, link_in_a_circle)):
        folder = tmp_path / str(number)
        folder.mkdir()
        check_damage(program, tiny, folder, damage)


@pytest.mark.parametrize("kind", sample(["pipe", "folder", "device"], 3))
def test_a_module_that_is_no_file(
    program: Program, tiny: RandomModel, tmp_path: Path, kind: str
) -> None:
    def damage(bundle: Path) -> None:
        place = bundle / "unet.pt"
        place.unlink()
        if kind == "folder":
            place.mkdir()
        elif kind == "pipe":
            os.mkfifo(place)
        else:
            place.symlink_to("/dev/zero")

    check_damage(program, tiny, tmp_path, damage)


def test_a_bundle_behind_a_link_is_fine(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tiny.bundle)
    assert program.run("inspect", tmp_path / "link").code == 0


# ----------------------------------------------------------------------------------------- files


def missing(name: str) -> Damage:
    return lambda bundle: (bundle / name).unlink()


def cut(name: str) -> Damage:
    return lambda bundle: os.truncate(bundle / name, (bundle / name).stat().st_size // 2)


def flipped(name: str) -> Damage:
    def damage(bundle: Path) -> None:
        content = bytearray((bundle / name).read_bytes())
        content[len(content) * 2 // 3] ^= 4
        (bundle / name).write_bytes(content)

    return damage


NAMED = [
    *MODULES,
    "vae_encoder.pt",
    "reference.safetensors",
    TABLE,
    "clip_text.tokens.safetensors",
    "tokenizer/prompt/tokenizer.model",
    "tokenizer/guidance/tokenizer.model",
]


@pytest.mark.parametrize(
    ("name", "damage"),
    sample([(name, damage) for name in NAMED for damage in (flipped, cut, missing)], 7),
)
def test_file_against_its_hash(
    program: Program, tiny: RandomModel, tmp_path: Path, name: str, damage: Callable[[str], Damage]
) -> None:
    """Every file that the manifest names, also those that generate does not need."""
    assert set(NAMED) == set(read_manifest(tiny.bundle)["files"])
    message = check_damage(program, tiny, tmp_path, damage(name))
    assert Path(name).name in message
    outcome = program.run("inspect", tmp_path / "bundle")
    outcome.out = ""  # what was found is printed all the same
    check_error(outcome, BAD_MODEL)


def resigned(damage: Callable[[str], Damage], name: str) -> Damage:
    def both(bundle: Path) -> None:
        damage(name)(bundle)
        sign(bundle, name)

    return both


SIGNED = [*MODULES, TABLE, "clip_text.tokens.safetensors", "tokenizer/prompt/tokenizer.model"]


@pytest.mark.parametrize("name", sample(SIGNED, 3))
def test_cut_and_signed(program: Program, tiny: RandomModel, tmp_path: Path, name: str) -> None:
    check_damage(program, tiny, tmp_path, resigned(cut, name))


def flat_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("archive/version", "3\n")
        archive.writestr("archive/constants.pkl", b"\x80\x02).")
        archive.writestr("archive/data.pkl", b"\x80\x02}.")
    return buffer.getvalue()


CONTENTS = {
    "empty": lambda bundle: b"",
    "one byte": lambda bundle: b"P",
    "noise": lambda bundle: hashlib.shake_128(b"noise").digest(100_000),
    "a text": lambda bundle: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "a zip of something else": lambda bundle: flat_zip(),
    "another module": lambda bundle: (bundle / "vae_encoder.pt").read_bytes(),
    "a table": lambda bundle: (bundle / TABLE).read_bytes(),
}


@pytest.mark.parametrize(
    ("name", "content"), sample([(name, content) for name in MODULES for content in CONTENTS], 6)
)
def test_wrong_and_signed(
    program: Program, tiny: RandomModel, tmp_path: Path, name: str, content: str
) -> None:
    check_damage(
        program, tiny, tmp_path, lambda bundle: replace(bundle, name, CONTENTS[content](bundle))
    )


def scripted(module: torch.nn.Module) -> Damage:
    def damage(bundle: Path) -> None:
        torch.jit.script(module).save(str(bundle / "unet.pt"))
        sign(bundle, "unet.pt")

    return damage


class TakesNothing(torch.nn.Module):
    def forward(self) -> torch.Tensor:
        return torch.zeros(1)


class GivesAList(torch.nn.Module):
    def forward(self, z: torch.Tensor, t: torch.Tensor, context: torch.Tensor) -> list[int]:
        return [1]


class GivesAnotherShape(torch.nn.Module):
    def forward(self, z: torch.Tensor, t: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        return z[:, :2]


class Raises(torch.nn.Module):
    def forward(self, z: torch.Tensor, t: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        if z.numel() > 0:
            raise RuntimeError("a story of several lines\nframe #0: which nobody wants to read")
        return z


class GivesNan(torch.nn.Module):
    def forward(self, z: torch.Tensor, t: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        return z * float("nan")


@pytest.mark.parametrize("module", [TakesNothing, GivesAList, GivesAnotherShape, Raises])
def test_a_module_that_misbehaves(
    program: Program, tiny: RandomModel, tmp_path: Path, module: type[torch.nn.Module]
) -> None:
    """It is the model or, seen only while it runs, the device that fails."""
    bundle = copied(tiny.bundle, tmp_path)
    scripted(module())(bundle)
    outcome = program.run(
        "generate", "--model", bundle, "--steps", "10", "--quiet", "--output", tmp_path / "a.png"
    )
    check_error(outcome, outcome.code if outcome.code in (3, 5) else BAD_MODEL)
    assert not (tmp_path / "a.png").exists()


def test_latents_that_are_not_finite(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    bundle = copied(tiny.bundle, tmp_path)
    scripted(GivesNan())(bundle)
    outcome = program.run(
        "generate", "--model", bundle, "--steps", "10", "--quiet", "--output", tmp_path / "a.png"
    )
    check_error(outcome, 5)
    assert "step" in outcome.errors()[0]
    assert not (tmp_path / "a.png").exists()


def test_a_state_dict_as_a_module(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """It is said in words what was given; and old torch files, which are bare pickles."""
    for number, new in enumerate((True, False)):
        folder = tmp_path / str(number)
        folder.mkdir()

        def damage(bundle: Path, new: bool = new) -> None:
            torch.save(
                {"weight": torch.zeros(3)}, bundle / "unet.pt", _use_new_zipfile_serialization=new
            )
            sign(bundle, "unet.pt")

        message = check_damage(program, tiny, folder, damage)
        assert "unet.pt" in message
        if new:
            assert "torch.save" in message or "TorchScript" in message


# ---------------------------------------------------------------------------------------- tables


def table(header: object, data: bytes = b"", length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def entry(dtype: object = "F32", shape: object = (2, 2), offsets: object = (0, 16)) -> dict:
    return {"weight": {"dtype": dtype, "shape": shape, "data_offsets": offsets}}


TABLES = {
    "empty": b"",
    "seven bytes": b"1234567",
    "huge header": table(b"{}", length=2**63),
    "header past the end": table(b"{}", length=1000),
    "no JSON": table(b"{weight"),
    "nested": table(b"[" * 100_000),
    "list": table([]),
    "no weight": table({"other": entry()["weight"]}, bytes(16)),
    "odd type": table(entry(dtype="Q9"), bytes(16)),
    "type of a number": table(entry(dtype=7), bytes(16)),
    "negative shape": table(entry(shape=(-2, 2)), bytes(16)),
    "overflowing shape": table(entry(shape=(2**32, 2**32)), bytes(16)),
    "zero shape": table(entry(shape=(0, 64), offsets=(0, 0))),
    "another shape": table(entry(), bytes(16)),
    "shape of texts": table(entry(shape=("2", "2")), bytes(16)),
    "offsets backwards": table(entry(offsets=(16, 0)), bytes(16)),
    "offsets past the end": table(entry(offsets=(0, 1 << 40)), bytes(16)),
    "negative offsets": table(entry(offsets=(-16, 0)), bytes(16)),
    "fewer bytes than the shape": table(entry(offsets=(0, 8)), bytes(16)),
    "integers": table(entry(dtype="I64", shape=(1, 2)), bytes(16)),
}


@pytest.mark.parametrize("name", sample(TABLES, 6))
def test_hostile_tables(program: Program, tiny: RandomModel, tmp_path: Path, name: str) -> None:
    check_damage(program, tiny, tmp_path, lambda bundle: replace(bundle, TABLE, TABLES[name]))


def test_table_with_numbers_that_are_not_finite(
    program: Program, tiny: RandomModel, tmp_path: Path
) -> None:
    bundle = copied(tiny.bundle, tmp_path)
    weight = torch.full_like(load_file(bundle / TABLE)["weight"], float("nan"))
    rewrite_tensors(bundle, TABLE, {"weight": weight})
    outcome = program.run(
        "generate", "--model", bundle, "--steps", "10", "--quiet", "--output", tmp_path / "a.png"
    )
    check_error(outcome, outcome.code if outcome.code in (3, 5) else 5)


# ------------------------------------------------------------------------------------ tokenizers


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"\x0a\xff\xff\xff\xff\x0f" * 10,
        b"\x08" * 10_000,
        hashlib.shake_128(b"x").digest(9999),
    ],
)
def test_hostile_sentencepiece(
    program: Program, tiny: RandomModel, tmp_path: Path, content: bytes
) -> None:
    name = "tokenizer/prompt/tokenizer.model"
    check_damage(program, tiny, tmp_path, lambda bundle: replace(bundle, name, content))


VOCABULARIES = {
    "empty": b"",
    "list": b"[]",
    "no tokens": b"{}",
    "negative id": b'{"a": -1, "b</w>": 1}',
    "id of text": b'{"a": "1"}',
    "huge id": b'{"a": 99999999999999999999}',
    "nested": b'{"a":' * 50_000,
    "broken text": b'{"\xff": 1}',
}
MERGES = {
    "one word a line": b"#version: 0.2\nab\n",
    "three words a line": b"#version: 0.2\na b c\n",
    "unknown tokens": "#version: 0.2\nыы юю\n".encode(),
    "binary": bytes(range(256)) * 100,
    "broken text": b"#version: 0.2\n\xff \xfe\n",
}


@pytest.mark.parametrize(
    ("file", "name"),
    sample(
        [
            *(("vocab.json", name) for name in VOCABULARIES),
            *(("merges.txt", name) for name in MERGES),
        ],
        3,
    ),
)
def test_hostile_clip_vocabularies(program: Program, tmp_path: Path, file: str, name: str) -> None:
    bundle = copied(random_model("levels").bundle, tmp_path)
    content = VOCABULARIES[name] if file == "vocab.json" else MERGES[name]
    replace(bundle, f"tokenizer/guidance/{file}", content)
    outcome = program.run("tokenize", "--model", bundle, "--encoder", "guidance", stdin=b'"a"\n')
    check_error(outcome, BAD_MODEL)
    refused(program, bundle, tmp_path)
