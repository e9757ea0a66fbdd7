"""What lies in a bundle: manifest, hashes, reference, and archives without traces of a machine."""

import hashlib
import shutil
import sys
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest
import torch
from maulstick_export.checks import check_module, relative_error
from maulstick_export.errors import ExportError
from maulstick_export.parts import Sample
from safetensors import safe_open
from safetensors.torch import load_file

from exporter_run import Export, Outcome, Small
from small_models import CLIP_SIZE, CLIP_WIDTH, MEAN, STD, WIDTH, save_clip, write_json

# What paths of the exporter's machine would hold.
PLACES = [
    place.encode()
    for place in (str(Path(__file__).parents[2]), sys.prefix, "site-packages", "/home")
]


def test_manifest_describes_the_model(bundle: Outcome) -> None:
    manifest = bundle.manifest
    assert manifest["format"] == "maulstick-bundle"
    assert manifest["format_version"] == 1
    assert manifest["precision"] == "float32"
    assert (manifest["name"], manifest["source"]) == ("model", "model")
    assert manifest["licence"] == "unknown"
    preview = manifest["latents"].pop("preview")
    assert [len(row) for row in preview] == [3] * 5
    assert manifest["latents"] == {
        "channels": 4,
        "scale": 0.18215,
        "factor": 2,
        "multiple": 2,
        "width": 32,
        "height": 32,
    }
    assert manifest["schedule"] == {
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "train_timesteps": 1000,
        "prediction": "epsilon",
    }
    assert manifest["unet"] == {"module": "unet.pt", "context_width": WIDTH}
    text, clip = manifest["text_encoder"], manifest["clip"]
    assert (text["width"], text["vocabulary"], text["length"]) == (WIDTH, 40, 77)
    assert (clip["width"], clip["vocabulary"], clip["length"]) == (CLIP_WIDTH, 40, 77)
    assert (clip["features"], clip["image_size"]) == (24, CLIP_SIZE)
    assert (clip["mean"], clip["std"], clip["pooling"]) == (MEAN, STD, "first_end")
    assert set(manifest["created_with"]) == {"torch", "diffusers", "transformers"}
    assert "+" not in manifest["created_with"]["torch"]


def test_manifest_lists_every_file(bundle: Outcome) -> None:
    files = bundle.manifest["files"]
    found = {
        path.relative_to(bundle.folder).as_posix(): path
        for path in bundle.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert files.keys() == found.keys()
    for name, path in found.items():
        content = path.read_bytes()
        assert files[name]["bytes"] == len(content)
        assert files[name]["sha256"] == hashlib.sha256(content).hexdigest()
    named = set(_file_names(bundle.manifest))
    assert named == found.keys()


def _file_names(value: object) -> list[str]:
    """Every file named outside of `files`."""
    if isinstance(value, dict):
        parts = [_file_names(child) for key, child in value.items() if key != "files"]
        return [name for part in parts for name in part]
    is_file = isinstance(value, str) and value.endswith((".pt", ".safetensors", ".json", ".model"))
    return [value] if is_file else []


def test_an_older_bundle_is_replaced(small: Small, export: Export, tmp_path: Path) -> None:
    """The new one has the name of the option and the licence of the model card."""
    model = shutil.copytree(small.model, tmp_path / "model")
    card = "---\nlanguage: en\nlicense: creativeml-openrail-m\n---\n# A model\n"
    (model / "README.md").write_text(card, encoding="utf-8")
    old = tmp_path / "bundle"
    write_json(old / "manifest.json", {"format": "maulstick-bundle", "files": {"old.pt": {}}})
    (old / "old.pt").write_text("old")
    before = set(tmp_path.iterdir())

    outcome = export(model, small.clip, "--name", "Kleine Öl")
    assert outcome.code == 0, outcome.err
    assert outcome.manifest["name"] == "Kleine Öl"
    assert outcome.manifest["licence"] == "creativeml-openrail-m"
    assert not (outcome.folder / "old.pt").exists()
    assert set(tmp_path.iterdir()) == before
    assert f"--model {outcome.folder}" in outcome.out


@torch.no_grad()
def test_reference_can_be_repeated(bundle: Outcome) -> None:
    tensors = load_file(bundle.folder / "reference.safetensors")
    with safe_open(bundle.folder / "reference.safetensors", framework="pt") as file:
        assert file.metadata() == {"prompt": "A campfire with group of people"}
    assert tensors["text_encoder/ids"].shape == (1, 77)
    assert tensors["unet/latents"].shape[0] == 2
    assert tensors["unet/timestep"].shape == (1,)
    assert tensors["vae_encoder/output"].shape[1] == 8
    for name, inputs in (
        ("text_encoder", ["ids"]),
        ("unet", ["latents", "timestep", "context"]),
        ("vae_decoder", ["latents"]),
        ("vae_encoder", ["image"]),
        ("clip_image", ["pixels"]),
        ("clip_text", ["ids", "position"]),
    ):
        values = [tensors.pop(f"{name}/{key}") for key in inputs]
        if inputs[0] == "ids":
            table = load_file(bundle.folder / f"{name}.tokens.safetensors")["weight"]
            values[0] = table[values[0]]
        module = torch.jit.load(str(bundle.folder / f"{name}.pt"))
        # Not bit-equal: the recording model's weights are mapped from a file and lie elsewhere in
        # a cache line than the archive's, for which BLAS has other kernels.
        assert relative_error(module(*values), tensors.pop(f"{name}/output")) < 1e-6, name
    assert not tensors


def test_archives_hold_no_paths_and_are_aligned(bundle: Outcome) -> None:
    for path in sorted(bundle.folder.glob("*.pt")):
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            assert archive.testzip() is None
            for entry in archive.infolist():
                assert entry.filename.startswith(path.stem + "/")
                assert not entry.filename.endswith(".debug_pkl")
                assert entry.compress_type == zipfile.ZIP_STORED
                assert data_offset(file, entry) % 64 == 0
                if "/data/" not in entry.filename:
                    content = archive.read(entry)
                    for trace in PLACES:
                        assert trace not in content, (path.name, entry.filename, trace)


def data_offset(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Where an entry's bytes begin: after its header, name and extra field."""
    file.seek(entry.header_offset + 26)
    name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
    return entry.header_offset + 30 + name + extra


def test_pooling_follows_the_configuration(small: Small, export: Export, tmp_path: Path) -> None:
    """Configurations with eos_token_id 2 pool at the largest id, wherever it stands."""
    outcome = export(small.model, save_clip(tmp_path / "c", small.shape, eos=2))
    assert outcome.code == 0, outcome.err
    assert outcome.manifest["clip"]["pooling"] == "largest_id"
    tensors = load_file(outcome.folder / "reference.safetensors")
    ids = tensors["clip_text/ids"][0].tolist()
    assert tensors["clip_text/position"].tolist() == [ids.index(max(ids))]


def test_a_module_that_differs_is_refused(bundle: Outcome) -> None:
    tensors = load_file(bundle.folder / "reference.safetensors")
    expected = tensors["vae_decoder/output"]
    inputs = (tensors["vae_decoder/latents"],)
    path = bundle.folder / "vae_decoder.pt"
    check_module(path, [Sample(inputs, expected)])
    moved = expected + 1e-4 * expected.std() * torch.randn_like(expected)
    for value in (moved, expected[..., :-1], expected * torch.nan):
        with pytest.raises(ExportError):
            check_module(path, [Sample(inputs, value)])
