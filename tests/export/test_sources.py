"""Weights are found in every layout that the libraries write, and on the hub."""

import shutil
from collections.abc import Callable
from pathlib import Path

import huggingface_hub
import pytest
import torch
from diffusers import UNet2DConditionModel
from huggingface_hub.utils import filter_repo_objects
from maulstick_export.diffusers_folder import licence_of
from maulstick_export.pretrained import load_diffusers, load_transformers
from torch import nn
from transformers import CLIPTextModel

from exporter_run import Export, Small
from small_models import text_encoder_of, unet_of


def pickled(model: nn.Module, folder: Path, name: str) -> None:
    """The layout of older versions of the libraries."""
    if isinstance(model, CLIPTextModel):
        model.config.save_pretrained(folder)
    else:
        model.save_config(folder)
    torch.save(model.state_dict(), folder / name)


UNET_LAYOUTS = {
    "one file": lambda model, folder: model.save_pretrained(folder),
    "several files": lambda model, folder: model.save_pretrained(folder, max_shard_size="1MB"),
    "pickle": lambda model, folder: pickled(model, folder, "diffusion_pytorch_model.bin"),
    "half": lambda model, folder: model.half().save_pretrained(folder, variant="fp16"),
}
TEXT_LAYOUTS = {
    "one file": lambda model, folder: model.save_pretrained(folder),
    "several files": lambda model, folder: model.save_pretrained(folder, max_shard_size="100KB"),
    "pickle": lambda model, folder: pickled(model, folder, "pytorch_model.bin"),
    "half": lambda model, folder: model.half().save_pretrained(folder, variant="fp16"),
}

Save = Callable[[nn.Module, Path], None]


def assert_same(loaded: nn.Module, model: nn.Module) -> None:
    expected = model.float().state_dict()
    weights = loaded.state_dict()
    assert weights.keys() == expected.keys()
    for name, value in weights.items():
        assert value.dtype == torch.float32
        assert torch.equal(value, expected[name]), name


@pytest.mark.parametrize("save", UNET_LAYOUTS.values(), ids=UNET_LAYOUTS.keys())
def test_diffusers_layouts(save: Save, small: Small, tmp_path: Path) -> None:
    model = unet_of(small.shape)
    save(model, tmp_path)
    assert_same(load_diffusers(UNet2DConditionModel, tmp_path), model)


@pytest.mark.parametrize("save", TEXT_LAYOUTS.values(), ids=TEXT_LAYOUTS.keys())
def test_transformers_layouts(save: Save, small: Small, tmp_path: Path) -> None:
    model = text_encoder_of(small.shape)
    save(model, tmp_path)
    assert_same(load_transformers(CLIPTextModel, tmp_path), model)


def test_older_names_of_a_text_encoder(small: Small, tmp_path: Path) -> None:
    """Published models nest its weights in `text_model` and keep a buffer of positions."""
    model = text_encoder_of(small.shape)
    model.config.save_pretrained(tmp_path)
    weights = {f"text_model.{name}": value for name, value in model.state_dict().items()}
    weights["text_model.embeddings.position_ids"] = torch.arange(77)[None]
    torch.save(weights, tmp_path / "pytorch_model.bin")
    assert_same(load_transformers(CLIPTextModel, tmp_path), model)


def test_hub(small: Small, export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are asked for part by part; pickles only where a part has nothing else."""
    model = shutil.copytree(small.model, tmp_path / "m")
    pickled(text_encoder_of(small.shape), model / "text_encoder", "pytorch_model.bin")
    (model / "text_encoder" / "model.safetensors").unlink()
    (model / "vae" / "diffusion_pytorch_model.bin").write_bytes(b"not wanted")
    (model / "safety_checker").mkdir()
    (model / "safety_checker" / "config.json").write_text("{}")
    repositories = {"owner/model": model, "owner/clip": small.clip}
    cache = tmp_path / "cache"

    def snapshot(name: str, allow_patterns: list[str], ignore_patterns: list[str]) -> str:
        root = repositories[name]
        files = [x.relative_to(root).as_posix() for x in root.rglob("*") if x.is_file()]
        wanted = filter_repo_objects(
            files, allow_patterns=allow_patterns, ignore_patterns=ignore_patterns
        )
        for file in wanted:
            target = cache / name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / file, target)
        return str(cache / name)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot)
    outcome = export("owner/model", "owner/clip")
    assert outcome.code == 0, outcome.err
    manifest = outcome.manifest
    assert (manifest["source"], manifest["name"]) == ("owner/model", "model")
    fetched = {x.relative_to(cache).as_posix() for x in cache.rglob("*") if x.is_file()}
    assert "owner/model/text_encoder/pytorch_model.bin" in fetched
    assert "owner/model/vae/diffusion_pytorch_model.safetensors" in fetched
    assert "owner/model/vae/diffusion_pytorch_model.bin" not in fetched
    assert "owner/model/safety_checker/config.json" not in fetched
    assert "owner/clip/model.safetensors" in fetched


@pytest.mark.parametrize(
    ("card", "licence"),
    [
        ("---\nlicense: mit\n---\n", "mit"),
        (
            "---\r\ntags: [a]\r\nlicense: creativeml-openrail-m\r\n---\r\ntext",
            "creativeml-openrail-m",
        ),
        ("# Title\nlicense: mit\n", "unknown"),
        ("---\nlicense:\n  - mit\n---\n", "unknown"),
        ("\x00\xff", "unknown"),
    ],
)
def test_licence_of_a_model_card(card: str, licence: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(card, encoding="latin-1", newline="")
    assert licence_of(tmp_path) == licence
