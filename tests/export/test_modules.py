"""The written modules compute what diffusers and transformers compute, for every shape and type."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from exporter_run import Export, Outcome, Small
from small_models import (
    CLIP_SIZE,
    CLIP_WIDTH,
    WIDTH,
    Shape,
    clip_of,
    save_clip,
    save_model,
    text_encoder_of,
    unet_of,
    vae_of,
)

SHAPES = {
    "two levels, CLIP's tokenizer": Shape(
        tokenizer="clip_bpe",
        clip_tokenizer="clip_bpe",
        unet={"flip_sin_to_cos": False, "freq_shift": 1, "mid_block_type": None},
    ),
    "four levels": Shape(
        channels=(32, 64, 64, 96),
        crossed=(True, True, True, False),
        groups=16,
        seed=11,
        vae={"use_quant_conv": False, "use_post_quant_conv": False},
    ),
    "two layers, heads of each level": Shape(
        channels=(32, 64, 64),
        crossed=(False, True, True),
        layers=2,
        groups=8,
        seed=12,
        unet={"use_linear_projection": True, "attention_head_dim": [2, 4, 8]},
    ),
}

# Relative to float32 with the same weights.
TOLERANCES = {torch.float64: 1e-5, torch.float16: 1e-2, torch.bfloat16: 8e-2}

Module = Callable[..., Tensor]


@pytest.fixture(params=SHAPES.values(), ids=SHAPES.keys())
def shape(request: pytest.FixtureRequest) -> Shape:
    return request.param


@torch.no_grad()
def test_float32_is_bit_equal_at_other_shapes(shape: Shape, tmp_path: Path, export: Export) -> None:
    outcome = export(save_model(tmp_path / "m", shape), save_clip(tmp_path / "c", shape))
    assert outcome.code == 0, outcome.err
    side = 2 ** len(shape.channels)
    sizes = ((1, side, 2 * side), (5, 3 * side, side))
    check_unet(outcome, shape, sizes)
    check_vae(outcome, shape, sizes)
    check_text_encoder(outcome, shape)
    check_clip(outcome, shape)


def check_unet(outcome: Outcome, shape: Shape, sizes: tuple[tuple[int, int, int], ...]) -> None:
    written, unet = load(outcome, "unet.pt"), unet_of(shape)
    for batch, h, w in sizes:
        latents, context = torch.randn(batch, 4, h, w), torch.randn(batch, 77, WIDTH)
        for time in (torch.tensor([978.6122]), torch.tensor([0.0])):
            expected = unet(latents, time, context).sample
            assert torch.equal(written(latents, time, context), expected)


def check_vae(outcome: Outcome, shape: Shape, sizes: tuple[tuple[int, int, int], ...]) -> None:
    decoder, encoder = load(outcome, "vae_decoder.pt"), load(outcome, "vae_encoder.pt")
    vae = vae_of(shape)
    for batch, h, w in sizes:
        latents, picture = torch.randn(batch, 4, h, w), torch.randn(batch, 3, 2 * h, 2 * w)
        assert torch.equal(decoder(latents), vae.decode(latents).sample)
        assert torch.equal(encoder(picture), vae.encode(picture).latent_dist.parameters)


def check_text_encoder(outcome: Outcome, shape: Shape) -> None:
    written, model = load(outcome, "text_encoder.pt"), text_encoder_of(shape)
    tokens = load_file(outcome.folder / "text_encoder.tokens.safetensors")["weight"]
    for batch, length in ((1, 77), (2, 77), (5, 20), (1, 1)):
        ids = torch.randint(0, len(tokens), (batch, length))
        assert torch.equal(written(tokens[ids]), model(input_ids=ids).last_hidden_state)


def check_clip(outcome: Outcome, shape: Shape) -> None:
    image, text = load(outcome, "clip_image.pt"), load(outcome, "clip_text.pt")
    clip, end = clip_of(shape), outcome.manifest["clip"]["tokenizer"]["end"]
    tokens = load_file(outcome.folder / "clip_text.tokens.safetensors")["weight"]
    for batch in (1, 4):
        pixels = torch.randn(batch, 3, CLIP_SIZE, CLIP_SIZE)
        assert torch.equal(image(pixels), clip.get_image_features(pixels).pooler_output)
    for length, place in ((2, 1), (5, 4), (30, 12), (77, 76)):
        ids = torch.randint(4, 40, (1, length))
        ids[0, place] = end
        expected = clip.get_text_features(input_ids=ids).pooler_output
        assert torch.equal(text(tokens[ids], torch.tensor([place])), expected)


@torch.no_grad()
def test_modules_compute_in_every_type(bundle: Outcome) -> None:
    torch.manual_seed(3)
    inputs = {
        "unet.pt": (torch.randn(2, 4, 8, 8), torch.tensor([500.5]), torch.randn(2, 77, WIDTH)),
        "vae_decoder.pt": (torch.randn(1, 4, 8, 8),),
        "vae_encoder.pt": (torch.randn(1, 3, 16, 16),),
        "text_encoder.pt": (torch.randn(2, 77, WIDTH),),
        "clip_image.pt": (torch.randn(1, 3, CLIP_SIZE, CLIP_SIZE),),
        "clip_text.pt": (torch.randn(1, 9, CLIP_WIDTH), torch.tensor([8])),
    }
    for name, values in inputs.items():
        module = load(bundle, name)
        expected = module(*values)
        for dtype, tolerance in TOLERANCES.items():
            output = module.to(dtype)(*(converted(value, dtype) for value in values))
            assert output.dtype == dtype, name
            error = (output.double() - expected.double()).norm() / expected.double().norm()
            assert error < tolerance, (name, dtype)


def converted(value: Tensor, dtype: torch.dtype) -> Tensor:
    """As the engine does it: all but timesteps and positions, which are the vectors."""
    return value if value.ndim == 1 else value.to(dtype)


@torch.no_grad()
@pytest.mark.parametrize("precision", ["float16", "bfloat16"])
def test_stored_weights_are_the_rounded_model(precision: str, small: Small, export: Export) -> None:
    outcome = export(small.model, small.clip, "--precision", precision)
    assert outcome.code == 0, outcome.err
    dtype = getattr(torch, precision)
    for path in sorted(outcome.folder.glob("*.pt")):
        parameters = list(torch.jit.load(str(path)).parameters())
        assert {parameter.dtype for parameter in parameters} == {dtype}, path.name
        assert not any(parameter.requires_grad for parameter in parameters), path.name
    for path in outcome.folder.glob("*.tokens.safetensors"):
        assert load_file(path)["weight"].dtype == dtype, path.name
    unet = unet_of(small.shape).to(dtype).float()
    values = (torch.randn(1, 4, 4, 8), torch.tensor([7.25]), torch.randn(1, 77, WIDTH))
    assert torch.equal(load(outcome, "unet.pt").float()(*values), unet(*values).sample)


def test_gradient_through_the_decoder_is_bit_equal(bundle: Outcome, small: Small) -> None:
    latents = torch.randn(1, 4, 6, 10)
    gradients = []
    for decode in (load(bundle, "vae_decoder.pt"), lambda z: vae_of(small.shape).decode(z).sample):
        z = latents.clone().requires_grad_()
        gradients.append(torch.autograd.grad(decode(z).square().sum(), z)[0])
    assert torch.equal(*gradients)


def load(outcome: Outcome, name: str) -> torch.jit.ScriptModule:
    return torch.jit.load(str(outcome.folder / name))


def test_graphs_name_no_device(bundle: Outcome) -> None:
    """Nor do they hold tensors, other than single numbers, that would stay on the CPU."""
    for path in sorted(bundle.folder.glob("*.pt")):
        graph = torch.jit.load(str(path)).inlined_graph
        for node in graph.findAllNodes("prim::Constant"):
            value = node.output().toIValue()
            assert not isinstance(value, torch.device), (path.name, node)
            assert not isinstance(value, Tensor) or value.ndim == 0, (path.name, node)
