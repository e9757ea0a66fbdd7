"""Textual inversion: files in every layout of the wild, spliced as the reference does, and files
that are no embeddings at all."""

from __future__ import annotations

import io
import os
import pickle
import struct
import time
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from guided_sampler import Models, Request, load_models
from guided_sampler import paint as paint_reference
from harness import BAD_VALUE, Program, check_error, paint, relative_error, sample
from random_models import RandomModel, random_model
from safetensors.torch import save_file
from torch import Tensor

WIDTH = 64
TOKEN = "<birb-style>"
Write = Callable[[Path, Tensor], None]


def vectors(count: int = 1, width: int = WIDTH, seed: int = 5) -> Tensor:
    return torch.randn(count, width, generator=torch.Generator().manual_seed(seed)) * 0.5


def a1111(name: str | None, parameter: bool = False) -> Callable[[Path, Tensor], None]:
    def write(path: Path, tensor: Tensor) -> None:
        held = torch.nn.Parameter(tensor) if parameter else tensor
        torch.save(
            {
                "string_to_token": {"*": 265},
                "string_to_param": {"*": held},
                "name": name,
                "step": 3000,
                "sd_checkpoint": None,
                "sd_checkpoint_name": "x",
            },
            path,
        )

    return write


LAYOUTS: dict[str, tuple[str, Write]] = {
    "bin, [D]": ("learned_embeds.bin", lambda path, t: torch.save({TOKEN: t[0]}, path)),
    "bin, [1, D]": ("learned_embeds.bin", lambda path, t: torch.save({TOKEN: t}, path)),
    "bin, a parameter": ("e.bin", lambda p, t: torch.save({TOKEN: torch.nn.Parameter(t)}, p)),
    "bin, float16": ("e.bin", lambda path, t: torch.save({TOKEN: t.half()}, path)),
    "bin, part of a larger storage": (
        "e.bin",
        lambda path, t: torch.save({TOKEN: torch.cat([t * 0, t, t * 9])[1]}, path),
    ),
    "bin, ordered": ("e.bin", lambda path, t: torch.save(OrderedDict({TOKEN: t[0]}), path)),
    "pt of A1111": ("file.pt", a1111(TOKEN)),
    "pt of A1111, a parameter": ("file.pt", a1111(TOKEN, parameter=True)),
    "pt of A1111, no name": (f"{TOKEN}.pt", a1111(None)),
    "safetensors": ("file.safetensors", lambda path, t: save_file({TOKEN: t[0]}, path)),
    "safetensors, float16": ("f.safetensors", lambda path, t: save_file({TOKEN: t.half()}, path)),
    "safetensors, bfloat16": (
        "f.safetensors",
        lambda path, t: save_file({TOKEN: t.bfloat16()}, path),
    ),
    "emb_params": (f"{TOKEN}.safetensors", lambda path, t: save_file({"emb_params": t}, path)),
}


def reference_with(name: str, embeddings: dict[str, Tensor]) -> Models:
    model = random_model(name)
    return load_models(model.model, model.clip, embeddings)


def check_against_reference(
    program: Program,
    folder: Path,
    model: str,
    request: Request,
    files: list[Path],
    embeddings: dict[str, Tensor],
) -> None:
    options = [part for file in files for part in ("--embedding", file)]
    painted = paint(program, folder, request, *options, model=random_model(model).bundle)
    run = paint_reference(reference_with(model, embeddings), request)
    for name in (f"latents/{request.steps - 1:03d}", "image", "latents/000"):
        assert relative_error(painted.trace[name], run.trace[name]) < 2e-5, name


@pytest.mark.parametrize("layout", sample(LAYOUTS, 4))
def test_layouts(program: Program, tmp_path: Path, layout: str) -> None:
    name, write = LAYOUTS[layout]
    tensor = vectors()
    if "float16" in layout:
        tensor = tensor.bfloat16().float() if "bfloat16" in layout else tensor.half().float()
    write(tmp_path / name, tensor)
    request = Request(prompt=f"a campfire in {TOKEN} style, at night", steps=10, seed=3)
    check_against_reference(program, tmp_path, "bpe", request, [tmp_path / name], {TOKEN: tensor})


def test_embedding_changes_the_picture(program: Program, tmp_path: Path) -> None:
    """Else the comparisons would pass for files that nobody reads."""
    request = Request(prompt=f"a {TOKEN}", steps=10)
    bundle = random_model("bpe").bundle
    pictures = []
    for seed in (1, 2):
        torch.save({TOKEN: vectors(seed=seed)[0]}, tmp_path / "e.bin")
        pictures.append(
            paint(
                program, tmp_path, request, "--embedding", tmp_path / "e.bin", model=bundle
            ).trace["image"]
        )
    assert not torch.equal(*pictures)


PROMPTS = {
    "twice": f"{TOKEN} and {TOKEN}",
    "alone": TOKEN,
    "without spaces": f"a{TOKEN}b",
    "punctuation around": f"(a,{TOKEN}),{TOKEN}.",
    "another case": f"a {TOKEN.upper()} b",
    "not in the prompt": "a campfire",
    "in a long prompt": f"a lake {TOKEN} " * 30,
    "at the cut": "a " * 74 + TOKEN,
}


@pytest.mark.parametrize(
    ("name", "model"), sample([(name, model) for name in PROMPTS for model in ("bpe", "levels")], 3)
)
def test_places_in_the_prompt(program: Program, tmp_path: Path, name: str, model: str) -> None:
    """Three vectors are three tokens; also with a SentencePiece vocabulary."""
    tensor = vectors(3)
    torch.save({TOKEN: tensor}, tmp_path / "e.bin")
    request = Request(prompt=PROMPTS[name], negative=f"no {TOKEN}", steps=10, every=100)
    check_against_reference(
        program, tmp_path, model, request, [tmp_path / "e.bin"], {TOKEN: tensor}
    )


def test_several_files(program: Program, tmp_path: Path) -> None:
    first, second = vectors(2, seed=1), vectors(1, seed=2)
    torch.save({"<one>": first}, tmp_path / "one.bin")
    save_file({"<two>": second[0]}, tmp_path / "two.safetensors")
    request = Request(prompt="<two> a <one>, <two>", steps=10, every=100)
    check_against_reference(
        program,
        tmp_path,
        "bpe",
        request,
        [tmp_path / "one.bin", tmp_path / "two.safetensors"],
        {"<one>": first, "<two>": second},
    )


# --------------------------------------------------------------------------------- hostile files


class RunsCode:
    """A pickle that would run a command."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple:
        return os.system, (f"touch {self.mark}",)


def pickled(
    data: bytes,
    entries: dict[str, bytes] | None = None,
    compressed: bool = False,
    name: str = "archive",
) -> bytes:
    """A torch.save archive around a pickle."""
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(f"{name}/data.pkl", data)
        archive.writestr(f"{name}/version", "3\n")
        for entry, content in (entries or {}).items():
            archive.writestr(f"{name}/{entry}", content)
    return buffer.getvalue()


def tensor_pickle(
    shape: str = "K@\x85",
    offset: str = "K\0",
    size: str = "K@",
    stride: str = "K\1\x85",
    storage: str = "FloatStorage",
    key: str = "0",
    function: str = "torch._utils\n_rebuild_tensor_v2",
) -> bytes:
    """{TOKEN: tensor} by hand, with one thing or another that torch.save would not write."""

    def text(value: str) -> bytes:
        return b"X" + struct.pack("<I", len(value)) + value.encode()

    return (
        b"\x80\x02}"
        + text(TOKEN)
        + b"c"
        + function.encode()
        + b"\n(("
        + text("storage")
        + b"ctorch\n"
        + storage.encode()
        + b"\n"
        + text(key)
        + text("cpu")
        + size.encode("latin-1")
        + b"tQ"
        + offset.encode("latin-1")
        + shape.encode("latin-1")
        + stride.encode("latin-1")
        + b"\x89ccollections\nOrderedDict\n)RtRs."
    )


DATA = vectors().numpy().tobytes()
SOUND = pickled(tensor_pickle(), {"data/0": DATA})


def saved(value: object) -> bytes:
    buffer = io.BytesIO()
    torch.save(value, buffer)
    return buffer.getvalue()


def saved_tensors(tensors: dict[str, Tensor]) -> bytes:
    from safetensors.torch import save

    return save(tensors)


LIST_BOMB = b"\x80\x02" + b"(" * 200_000 + b"l" * 200_000 + b"."
MEMO_BOMB = (
    b"\x80\x02]q\0"
    + b"".join(b"]q" + bytes([n]) + (b"h" + bytes([n - 1])) * 10 + b"e" for n in range(1, 60))
    + b"."
)
HOSTILE: dict[str, tuple[str, bytes]] = {
    "empty": ("e.bin", b""),
    "text": ("e.bin", b"hello"),
    "picture": ("e.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "old torch file": ("e.pt", pickle.dumps({TOKEN: [1.0] * WIDTH}, protocol=2)),
    "cut in the middle": ("e.bin", SOUND[: len(SOUND) // 2]),
    "cut at the end": ("e.bin", SOUND[:-10]),
    "only the end of a zip": ("e.bin", SOUND[-22:]),
    "no pickle": ("e.bin", pickled(b"")),
    "no storage": ("e.bin", pickled(tensor_pickle())),
    "short storage": ("e.bin", pickled(tensor_pickle(), {"data/0": DATA[:100]})),
    "storage outside": ("e.bin", pickled(tensor_pickle(key="../../data/0"), {"data/0": DATA})),
    "offset past the end": ("e.bin", pickled(tensor_pickle(offset="K\x20"), {"data/0": DATA})),
    "negative offset": (
        "e.bin",
        pickled(tensor_pickle(offset="J\xff\xff\xff\xff"), {"data/0": DATA}),
    ),
    "negative shape": (
        "e.bin",
        pickled(tensor_pickle(shape="J\xc0\xff\xff\xff\x85"), {"data/0": DATA}),
    ),
    "huge shape": (
        "e.bin",
        pickled(tensor_pickle(shape="J\xff\xff\xff\x7f\x85"), {"data/0": DATA}),
    ),
    "overflowing shape": (
        "e.bin",
        pickled(
            tensor_pickle(shape="J\0\0\0\x40J\0\0\0\x40\x86", stride="K\1K\1\x86"), {"data/0": DATA}
        ),
    ),
    "shape of nothing": ("e.bin", pickled(tensor_pickle(shape=")", stride=")"), {"data/0": DATA})),
    "zero stride": ("e.bin", pickled(tensor_pickle(stride="K\0\x85"), {"data/0": DATA})),
    "huge stride": (
        "e.bin",
        pickled(tensor_pickle(stride="J\xff\xff\xff\x7f\x85"), {"data/0": DATA}),
    ),
    "shape of texts": ("e.bin", pickled(tensor_pickle(shape="X\1\0\0\0a\x85"), {"data/0": DATA})),
    "unknown type": ("e.bin", pickled(tensor_pickle(storage="QInt8Storage"), {"data/0": DATA})),
    "integers": ("e.bin", saved({TOKEN: torch.ones(WIDTH, dtype=torch.int64)})),
    "another function": ("e.bin", pickled(tensor_pickle(function="os\nsystem"), {"data/0": DATA})),
    "numpy": ("e.bin", saved({TOKEN: vectors().numpy()})),
    "a whole module": ("e.pt", saved(torch.nn.Linear(4, 4))),
    "a list": ("e.bin", saved([vectors()])),
    "only a tensor": ("e.bin", saved(vectors()[0])),
    "an empty dictionary": ("e.bin", saved({})),
    "keys that are numbers": ("e.bin", saved({1: vectors()[0]})),
    "an empty token": ("e.bin", saved({"": vectors()[0]})),
    "values that are texts": ("e.bin", saved({TOKEN: "x"})),
    "nested lists": ("e.bin", pickled(LIST_BOMB)),
    "lists of lists": ("e.bin", pickled(MEMO_BOMB)),
    "no stop": ("e.bin", pickled(b"\x80\x02}")),
    "only a stop": ("e.bin", pickled(b".")),
    "pops of nothing": ("e.bin", pickled(b"\x80\x020000.")),
    "an unknown memo": ("e.bin", pickled(b"\x80\x02h\x63.")),
    "a long text": ("e.bin", pickled(b"\x80\x02X\xff\xff\xff\x7fabc.")),
    "protocol 5 frames": ("e.bin", pickled(b"\x80\x05\x95" + b"\xff" * 8 + b"}.")),
    "compressed": ("e.bin", pickled(tensor_pickle(), {"data/0": DATA}, compressed=True)),
    "zip bomb": ("e.bin", pickled(tensor_pickle(), {"data/0": bytes(200 << 20)}, compressed=True)),
    "too large": ("e.bin", pickled(tensor_pickle(), {"data/0": bytes(20 << 20)})),
    "many entries": ("e.bin", pickled(tensor_pickle(), {f"data/{n}": b"" for n in range(9000)})),
    "1024 wide": ("e.bin", saved({TOKEN: vectors(1, 1024)[0]})),
    "1024 wide, safetensors": ("e.safetensors", saved_tensors({TOKEN: vectors(1, 1024)})),
    "one too wide": ("e.bin", saved({TOKEN: vectors(1, WIDTH + 1)[0]})),
    "of SDXL": (
        "e.safetensors",
        saved_tensors({"clip_l": vectors(2, 768), "clip_g": vectors(2, 1280)}),
    ),
    "of SDXL, torch": ("e.pt", saved({"clip_l": vectors(2, 768), "clip_g": vectors(2, 1280)})),
    "three dimensions": ("e.bin", saved({TOKEN: vectors()[None]})),
    "no vectors": ("e.bin", saved({TOKEN: torch.zeros(0, WIDTH)})),
    "more vectors than tokens": ("e.bin", saved({TOKEN: vectors(5000)})),
    "not finite": ("e.bin", saved({TOKEN: torch.full((WIDTH,), float("nan"))})),
    "emb_params without a tensor": ("e.pt", saved({"string_to_param": {"*": 3}, "name": "x"})),
    "string_to_param of nothing": ("e.pt", saved({"string_to_param": {}, "name": "x"})),
    "safetensors that is cut": ("e.safetensors", saved_tensors({TOKEN: vectors()})[:-5]),
    "safetensors with a huge header": ("e.safetensors", struct.pack("<Q", 2**62) + b"{}"),
    "safetensors of nesting": ("e.safetensors", struct.pack("<Q", 100_000) + b"[" * 100_000),
    "safetensors without tensors": ("e.safetensors", struct.pack("<Q", 2) + b"{}"),
}


def use(program: Program, model: RandomModel, folder: Path, file: Path | str) -> object:
    return program.run(
        "generate",
        "--model",
        model.bundle,
        "--steps",
        "10",
        "--quiet",
        "--prompt",
        f"a {TOKEN}",
        "--embedding",
        file,
        "--output",
        folder / "painted.png",
    )


@pytest.mark.parametrize("name", sample(HOSTILE, 6))
def test_hostile_files(program: Program, tiny: RandomModel, tmp_path: Path, name: str) -> None:
    file, content = HOSTILE[name]
    (tmp_path / file).write_bytes(content)
    outcome = use(program, tiny, tmp_path, tmp_path / file)
    check_error(outcome, BAD_VALUE)
    assert [path.name for path in tmp_path.iterdir()] == [file]
    if "1024" in name:
        assert "1024" in outcome.err
    if "SDXL" in name:
        assert "SDXL" in outcome.err


def test_code_does_not_run(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for number, content in enumerate(
        (
            saved({TOKEN: RunsCode(mark)}),
            saved(RunsCode(mark)),
            saved({RunsCode(mark): vectors()}),
            pickle.dumps(RunsCode(mark)),
            pickled(pickle.dumps({TOKEN: RunsCode(mark)}, protocol=4)),
        )
    ):
        file = tmp_path / f"{number}.bin"
        file.write_bytes(content)
        check_error(use(program, tiny, tmp_path, file), BAD_VALUE)
        assert not mark.exists()


@pytest.mark.parametrize("place", ["missing.bin", ".", "/dev/zero", "/dev/null", ""])
def test_places_that_are_no_files(
    program: Program, tiny: RandomModel, tmp_path: Path, place: str
) -> None:
    began = time.monotonic()
    outcome = program.run(
        "generate",
        "--model",
        tiny.bundle,
        "--embedding",
        place,
        "--output",
        tmp_path / "a.png",
        cwd=tmp_path,
    )
    check_error(outcome, BAD_VALUE)
    assert time.monotonic() - began < 10


def test_the_hand_made_file_is_sound(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """So that the hostile ones differ from it by their fault only."""
    (tmp_path / "e.bin").write_bytes(SOUND)
    assert use(program, tiny, tmp_path, tmp_path / "e.bin").code == 0
