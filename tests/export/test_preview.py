"""The map from latents to colours, and giving it to a bundle that lacks it."""

import json
import shutil
from pathlib import Path

import fit_preview as command
import pytest
import torch
from maulstick_export.preview import as_picture, fit_preview, smooth_latents
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d

from exporter_run import Outcome

MAP = torch.tensor([[0.1, 0.0, -0.05], [0.0, 0.08, 0.0], [0.02, 0.0, 0.06], [0.0, -0.03, 0.0]])
ADDED = torch.tensor([0.5, 0.4, 0.6])
PATTERN = torch.tensor([[0.1, -0.1], [-0.1, 0.1]])


class LinearDecoder(nn.Module):
    """Decodes latents divided by 0.25 to the colours of MAP, four pixels a cell, with a pattern."""

    def forward(self, latents: Tensor) -> Tensor:
        colours = torch.einsum("bchw,cr->brhw", 0.25 * latents, MAP) + ADDED.view(1, 3, 1, 1)
        pixels = colours.repeat_interleave(2, dim=-1).repeat_interleave(2, dim=-2)
        return 2 * (pixels + PATTERN.repeat(latents.shape[2], latents.shape[3])) - 1


def saved(module: nn.Module, folder: Path) -> Path:
    path = folder / "decoder.pt"
    torch.jit.save(torch.jit.trace(module, torch.zeros(1, 4, 16, 16)), str(path))
    return path


def test_the_map_of_a_linear_decoder_is_found(tmp_path: Path) -> None:
    """The mean of a cell's pixels counts, so the pattern inside of a cell does not."""
    rows = torch.tensor(fit_preview(saved(LinearDecoder(), tmp_path), scale=0.25, factor=2))
    torch.testing.assert_close(rows[:4], MAP, atol=5e-3, rtol=0)
    torch.testing.assert_close(rows[4], ADDED, atol=5e-3, rtol=0)


def test_latents_are_smooth_and_of_unit_variance() -> None:
    latents = smooth_latents()
    assert torch.equal(latents, smooth_latents())
    torch.testing.assert_close(latents.std(dim=(2, 3)), torch.ones(16, 4))
    step = (latents[..., 1:] - latents[..., :-1]).square().mean()
    assert step < 1  # 2 for white noise


@torch.no_grad()
def test_an_exported_bundle_has_the_map_of_its_decoder(bundle: Outcome) -> None:
    """Better than the one colour that fits best, on the latents that it was fitted to."""
    latents = bundle.manifest["latents"]
    rows = torch.tensor(latents["preview"])
    decoder = torch.jit.load(str(bundle.folder / "vae_decoder.pt"))
    cells = smooth_latents()
    truth = avg_pool2d(as_picture(decoder(cells / latents["scale"])), latents["factor"])
    shown = torch.einsum("bchw,cr->brhw", cells, rows[:4]) + rows[4].view(1, 3, 1, 1)
    error, spread = (shown - truth).square().mean(), truth.var(dim=(0, 2, 3)).mean()
    assert error < 0.9 * spread


def test_a_bundle_without_a_map_is_given_one(
    bundle: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(bundle.folder, tmp_path / "bundle")
    manifest = bundle.manifest
    del manifest["latents"]["preview"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["fit_preview.py", str(folder)])
    assert command.main() == 0
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8")) == bundle.manifest
    assert {path.name for path in folder.iterdir()} == {p.name for p in bundle.folder.iterdir()}


@pytest.mark.parametrize("content", [None, "{", "[]", '{"format": "zip"}'])
def test_what_is_no_bundle_is_refused(
    content: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    monkeypatch.setattr("sys.argv", ["fit_preview.py", str(tmp_path)])
    assert command.main() == 3
    assert capsys.readouterr().err.startswith("error: bundle (")
