"""A file in Stable Diffusion's first layout gives the bundle that a diffusers folder gives."""

import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from exporter_run import Export, Outcome, Small, run_exporter
from ldm_layout import Weights, ldm_weights
from small_models import Shape, save_model, text_encoder_of, unet_of, vae_of

SHAPE = Shape(
    channels=(32, 64, 64),
    crossed=(True, True, False),
    layers=2,
    tokenizer="clip_bpe",
    seed=21,
)


@pytest.fixture(scope="module")
def weights() -> Weights:
    return ldm_weights(unet_of(SHAPE), vae_of(SHAPE), text_encoder_of(SHAPE))


def save_checkpoint(weights: Weights, path: Path) -> None:
    """As official `.ckpt` files are: beside the weights, a class of another package as a key."""
    name = "pytorch_lightning.callbacks.model_checkpoint"
    module = types.ModuleType(name)
    module.ModelCheckpoint = type("ModelCheckpoint", (), {"__module__": name})
    parents = ["pytorch_lightning", "pytorch_lightning.callbacks"]
    try:
        sys.modules |= {parent: types.ModuleType(parent) for parent in parents} | {name: module}
        content = {
            "state_dict": weights,
            "global_step": 3,
            "callbacks": {module.ModelCheckpoint: {"best_model_score": torch.tensor(0.1)}},
        }
        torch.save(content, path)
    finally:
        for key in (*parents, name):
            del sys.modules[key]


@pytest.fixture(scope="module")
def from_folder(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("folder")
    outcome = run_exporter(folder / "bundle", save_model(folder / "model", SHAPE), small.clip)
    assert outcome.code == 0, outcome.err
    return outcome


@pytest.mark.parametrize("suffix", ["safetensors", "ckpt"])
def test_equals_the_diffusers_folder(
    suffix: str,
    weights: Weights,
    from_folder: Outcome,
    small: Small,
    export: Export,
    tmp_path: Path,
) -> None:
    path = tmp_path / f"model.{suffix}"
    extra = {
        "cond_stage_model.transformer.text_model.embeddings.position_ids": torch.arange(77)[None],
        "model_ema.decay": torch.tensor(0.5),
        "betas": torch.ones(1000),
    }
    (save_file if suffix == "safetensors" else save_checkpoint)(weights | extra, path)
    one, other = export(path, small.clip), from_folder
    assert one.code == 0, one.err
    for name in ("text_encoder", "unet", "vae_decoder", "vae_encoder"):
        modules = [torch.jit.load(str(x.folder / f"{name}.pt")) for x in (one, other)]
        first, second = (module.state_dict() for module in modules)
        assert first.keys() == second.keys()
        assert all(torch.equal(first[key], second[key]) for key in first), name
    references = [load_file(x.folder / "reference.safetensors") for x in (one, other)]
    assert all(torch.equal(references[0][key], references[1][key]) for key in references[0])
    same = ("latents", "schedule", "text_encoder", "unet", "vae")
    ours, theirs = one.manifest, other.manifest
    ours["latents"] |= {"width": 0, "height": 0}  # a file does not say the size: v1's is taken
    theirs["latents"] |= {"width": 0, "height": 0}
    assert [ours[key] for key in same] == [theirs[key] for key in same]
    assert (ours["name"], ours["source"]) == ("model", f"model.{suffix}")


def without(prefix: str) -> Callable[[Weights], Weights]:
    return lambda weights: {k: v for k, v in weights.items() if not k.startswith(prefix)}


def adding(name: str, *shape: int) -> Callable[[Weights], Weights]:
    return lambda weights: weights | {name: torch.zeros(shape)}


UNET = "model.diffusion_model."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (adding("conditioner.embedders.0.transformer.x", 1), "SDXL"),
        (adding("cond_stage_model.model.ln_final.weight", 1), "Stable Diffusion 2"),
        (adding(f"{UNET}input_blocks.0.0.weight", 32, 9, 3, 3), "inpainting"),
        (
            adding(f"{UNET}input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", 32, 1024),
            "1024",
        ),
        (without("first_stage_model."), "VAE"),
        (without("cond_stage_model."), "text encoder"),
        (without(UNET), "UNet"),
        (without(f"{UNET}middle_block.1.norm"), "mid_block.attentions.0.norm"),
        (without("first_stage_model.quant_conv"), "quant_conv"),
        (adding(f"{UNET}middle_block.0.in_layers.2.weight", 1, 1, 3, 3), "another shape"),
        (adding(f"{UNET}input_blocks.1.0.extra.weight", 1), "unexpected weights"),
        (adding("cond_stage_model.transformer.text_model.final_layer_norm.bias", 3), "shape"),
    ],
)
def test_other_models_are_refused(
    change: Callable[[Weights], Weights],
    message: str,
    weights: Weights,
    small: Small,
    export: Export,
    tmp_path: Path,
) -> None:
    save_file(change(weights), tmp_path / "model.safetensors")
    outcome = export(tmp_path / "model.safetensors", small.clip)
    assert outcome.code == 3
    assert message in outcome.err
    assert not outcome.folder.exists()


class Touch:
    """Pickles as a call that makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return _touch, (str(self.path),)


def _touch(path: str) -> None:
    Path(path).touch()


def test_code_in_a_checkpoint_does_not_run(
    weights: Weights, small: Small, export: Export, tmp_path: Path
) -> None:
    torch.save({"state_dict": weights, "x": Touch(tmp_path / "ran")}, tmp_path / "model.ckpt")
    outcome = export(tmp_path / "model.ckpt", small.clip)
    assert outcome.code == 3
    assert outcome.err.splitlines()[-1].startswith("error: unreadable file")
    assert not (tmp_path / "ran").exists()
