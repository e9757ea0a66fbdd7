"""Bad sources, options and places: one line that says what is wrong, an exit code, nothing left."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import export_weights
import pytest
import torch
from maulstick_export import parts
from maulstick_export.stopping import STOP_SIGNALS
from safetensors.torch import load_file, save_file

from exporter_run import Export, Outcome, Small
from small_models import write_json

Change = Callable[[Path], None]


def remove(name: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def edit(name: str, **values: object) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        write_json(path, json.loads(path.read_text(encoding="utf-8")) | values)

    return change


def write(name: str, content: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes(content) and None


def cut(name: str) -> Change:
    return lambda folder: os.truncate(folder / name, (folder / name).stat().st_size // 2)


def set_weight(name: str, key: str, value: float) -> Change:
    def change(folder: Path) -> None:
        weights = load_file(folder / name)
        weights[key].view(-1)[0] = value
        save_file(weights, folder / name, metadata={"format": "pt"})

    return change


def drop_weight(name: str, key: str) -> Change:
    def change(folder: Path) -> None:
        weights = load_file(folder / name)
        del weights[key]
        save_file(weights, folder / name, metadata={"format": "pt"})

    return change


def assert_refused(outcome: Outcome, code: int, *messages: str) -> None:
    lines = [line for line in outcome.err.splitlines() if not line.startswith("[")]
    assert outcome.code == code, outcome.err
    assert lines[0].startswith("error: ")
    assert ": expected " in lines[0]
    assert ", got " in lines[0]
    assert all(len(line) < 400 for line in lines)
    assert lines[1:] == [] or (len(lines) == 2 and lines[1].startswith("hint: "))
    for message in messages:
        assert message in lines[0]
    assert outcome.out == ""


UNET = "unet/diffusion_pytorch_model.safetensors"
VAE = "vae/diffusion_pytorch_model.safetensors"

MODEL_FAULTS = {
    "no index": (remove("model_index.json"), "model_index.json"),
    "index is no object": (write("model_index.json", b"[]"), "model_index.json"),
    "index is no UTF-8": (write("model_index.json", b'{"_class_name": "\xff"}'), "index.json"),
    "SDXL": (edit("model_index.json", text_encoder_2=["transformers", "X"]), "SDXL"),
    "SDXL by name": (edit("model_index.json", _class_name="StableDiffusionXLPipeline"), "SDXL"),
    "inpainting by name": (
        edit("model_index.json", _class_name="StableDiffusionInpaintPipeline"),
        "inpainting",
    ),
    "another pipeline": (edit("model_index.json", _class_name="FluxPipeline"), "FluxPipeline"),
    "inpainting": (edit("unet/config.json", in_channels=9), "inpainting"),
    "SD 2": (edit("unet/config.json", cross_attention_dim=1024), "Stable Diffusion 2"),
    "SDXL by width": (edit("unet/config.json", cross_attention_dim=2048), "SDXL"),
    "v prediction": (
        edit("scheduler/scheduler_config.json", prediction_type="v_prediction"),
        "v_prediction",
    ),
    "linear betas": (edit("scheduler/scheduler_config.json", beta_schedule="linear"), "linear"),
    "extra input": (edit("unet/config.json", addition_embed_type="text_time"), "addition_embed"),
    "16 latent channels": (edit("vae/config.json", latent_channels=16), "16 latent channels"),
    "shifted latents": (edit("vae/config.json", shift_factor=0.1), "shift_factor"),
    "another text encoder": (edit("text_encoder/config.json", model_type="t5"), "t5"),
    "text of another width": (edit("unet/config.json", cross_attention_dim=32), "32"),
    "no unet": (remove("unet"), "unet/config.json"),
    "no scheduler": (remove("scheduler"), "scheduler_config.json"),
    "no tokenizer": (remove("tokenizer"), "tokenizer"),
    "no tokenizer model": (remove("tokenizer/tokenizer.model"), "tokenizer.model"),
    "damaged tokenizer": (cut("tokenizer/tokenizer.model"), "tokenizer.model"),
    "ids without embeddings": (edit("tokenizer/tokenizer_config.json", pad_token_id=99), "99"),
    "no weights": (remove(VAE), VAE),
    "cut weights": (cut(VAE), VAE),
    "no safetensors": (write(UNET, b"<html>not found</html>"), UNET),
    "weights of another shape": (edit("unet/config.json", block_out_channels=[64, 64]), "unet"),
    "missing weight": (drop_weight(UNET, "conv_in.bias"), "conv_in.bias"),
    "NaN": (set_weight(UNET, "conv_in.weight", torch.nan), "conv_in.weight"),
    "too large for float16": (set_weight(UNET, "conv_in.weight", 1e6), "65504"),
    "config of another kind": (edit("unet/config.json", block_out_channels="x"), ""),
}
CLIP_FAULTS = {
    "no preprocessor": (remove("preprocessor_config.json"), "preprocessor_config.json"),
    "no config": (remove("config.json"), "config.json"),
    "another model": (edit("config.json", model_type="siglip"), "siglip"),
    "another size": (edit("preprocessor_config.json", crop_size=64), "64"),
    "no mean": (edit("preprocessor_config.json", image_mean=[0.5]), "image_mean"),
    "no tokenizer": (remove("tokenizer.model"), "tokenizer.model"),
    "end tokens differ": (edit("tokenizer_config.json", eos_token_id=5), "eos_token_id"),
    "cut weights": (cut("model.safetensors"), "model.safetensors"),
}


@pytest.mark.parametrize(("change", "message"), MODEL_FAULTS.values(), ids=MODEL_FAULTS.keys())
def test_faults_of_a_model(
    change: Change, message: str, small: Small, export: Export, tmp_path: Path
) -> None:
    model = shutil.copytree(small.model, tmp_path / "model")
    change(model)
    before = set(tmp_path.iterdir())
    outcome = export(model, small.clip, "--precision", "float16")
    assert_refused(outcome, 3, message)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(("change", "message"), CLIP_FAULTS.values(), ids=CLIP_FAULTS.keys())
def test_faults_of_a_clip(
    change: Change, message: str, small: Small, export: Export, tmp_path: Path
) -> None:
    clip = shutil.copytree(small.clip, tmp_path / "clip")
    change(clip)
    assert_refused(export(small.model, clip), 3, message)
    assert not (tmp_path / "bundle").exists()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nowhere/at/all",
        "./nowhere",
        "nowhere",
        "../nowhere",
        "x" * 300,
        "\udcff\n",
        "nobody/x y",
    ],
)
def test_sources_that_are_not_there(name: str, small: Small, export: Export) -> None:
    assert_refused(export(name, small.clip), 3, "expected")
    assert_refused(export(small.model, name), 3, "guidance CLIP" if len(name) < 300 else "")


def test_files_that_are_no_models(small: Small, export: Export, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert_refused(export(tmp_path / "picture.png", small.clip), 3, ".png")
    for name in ("a.safetensors", "a.ckpt"):
        for content in (b"", b"\x80\x02", b"{}", bytes(range(256)) * 40):
            (tmp_path / name).write_bytes(content)
            assert_refused(export(tmp_path / name, small.clip), 3, name)
    (tmp_path / "lfs.ckpt").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    outcome = export(tmp_path / "lfs.ckpt", small.clip)
    assert_refused(outcome, 3, "lfs.ckpt")
    assert "git lfs pull" in outcome.err


def test_a_bundle_is_no_source(bundle: Outcome, small: Small, export: Export) -> None:
    assert_refused(export(bundle.folder, small.clip), 3, "an exported bundle")


def test_hub_without_network(small: Small, export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub

    def offline(*_: object, **__: object) -> str:
        raise huggingface_hub.errors.OfflineModeIsEnabled("no network\nat all")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", offline)
    assert_refused(export("nobody/nothing", small.clip), 3, "no network at all")
    assert_refused(export(small.model, "nobody/nothing"), 3, "nobody/nothing")


@pytest.mark.parametrize(
    "options",
    [
        ["--precision", "half"],
        ["--name", ""],
        ["--name", "two\nlines"],
        ["--name", "x" * 201],
        ["--licence", "\x1b[31m"],
        ["--output", ""],
        ["--wrong"],
        ["one more"],
        ["--prec", "float16"],
    ],
)
def test_bad_options(options: list[str], small: Small, export: Export) -> None:
    outcome = export(small.model, small.clip, *options)
    assert_refused(outcome, 2)
    assert not outcome.folder.exists()


def test_missing_options(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["x"], ["--output", "x"]):
        with pytest.raises(SystemExit) as caught:
            export_weights.main(arguments)
        assert caught.value.code == 2
        assert capsys.readouterr().err.startswith("error: ")


def test_places_that_are_taken(small: Small, export: Export, tmp_path: Path) -> None:
    files = {
        "file": {"": "x"},
        "other": {"notes.txt": "x"},
        "broken": {"manifest.json": "{", "unet.pt": "x"},
        "foreign": {"manifest.json": '{"format": "other"}'},
        "more": {"manifest.json": '{"format": "maulstick-bundle"}', "notes.txt": "x"},
    }
    for folder, content in files.items():
        for name, text in content.items():
            path = tmp_path / folder / name if name else tmp_path / folder
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        outcome = export(small.model, small.clip, output=folder)
        assert_refused(outcome, 2, "a bundle to replace")
        for name, text in content.items():
            assert (tmp_path / folder / name if name else tmp_path / folder).read_text() == text
    (tmp_path / "link").symlink_to(tmp_path / "other")
    assert_refused(export(small.model, small.clip, output="link"), 2, "no folder")


def test_places_that_cannot_be_written(small: Small, export: Export, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert_refused(export(small.model, small.clip, output="file/bundle"), 4, "file")
    assert_refused(export(small.model, small.clip, output="/proc/maulstick/bundle"), 4)
    assert_refused(export(small.model, small.clip, output="x" * 300), 4)


def test_parents_are_made_and_removed(small: Small, export: Export, tmp_path: Path) -> None:
    outcome = export(small.model, tmp_path / "nowhere", output="a/b/bundle")
    assert_refused(outcome, 3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", [4_000, 400_000])
def test_a_full_disk(limit: int, small: Small, export: Export, tmp_path: Path) -> None:
    """A limit on file sizes fails writes as a full disk does: ours, and torch's writer's."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limits[1]))
    try:
        outcome = export(small.model, small.clip)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert_refused(outcome, 4, "cannot write")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", STOP_SIGNALS)
def test_a_signal_leaves_nothing(
    number: int, small: Small, export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "unet_part", lambda *_: signal.raise_signal(number))
    outcome = export(small.model, small.clip)
    assert outcome.code == 130
    assert outcome.err.splitlines()[-1] == "interrupted: nothing was written"
    assert list(tmp_path.iterdir()) == []


def test_a_signal_that_a_library_swallows_still_counts(
    small: Small, export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python drops what is raised while an object goes away, as in a library's callbacks."""
    whole = parts.unet_part

    class Goes:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def swallow(*arguments: object) -> object:
        Goes()
        return whole(*arguments)

    monkeypatch.setattr(parts, "unet_part", swallow)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)  # pytest has its own
    outcome = export(small.model, small.clip)
    assert outcome.code == 130
    assert "Traceback" not in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_nothing(small: Small, tmp_path: Path) -> None:
    """As `test_a_signal_leaves_nothing`, in a process of its own and at any moment."""
    script = export_weights.__file__
    arguments = [str(small.model), "--clip", str(small.clip), "--output", str(tmp_path / "b")]
    process = subprocess.Popen(
        [sys.executable, script, *arguments],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A shell's background job ignores SIGINT, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 100
    while not list(tmp_path.glob(".b.*/*.pt")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().splitlines()[-1] == "interrupted: nothing was written"
    assert b"Traceback" not in err
    assert out == b""
    assert list(tmp_path.iterdir()) == []
