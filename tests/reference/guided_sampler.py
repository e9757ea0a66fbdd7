"""The guided sampler of docs/guidance.md in Python, on diffusers and transformers.

The C++ engine is tested against this file: every intermediate tensor of a run is kept in a trace
with the names that `maulstick generate --trace` uses. It is written to be compared with the
specification line by line, not to be fast. One batch, CPU, float32.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import torch
import torch.nn.functional as F  # noqa: N812
from a1111 import plain_text, weighted_pieces
from diffusers import AutoencoderKL, LMSDiscreteScheduler, UNet2DConditionModel
from sentencepiece import SentencePieceProcessor
from torch import Tensor
from transformers import CLIPModel, CLIPTextModel, CLIPTokenizer

RECOMMENDED = {"clip": 200.0, "frequency": 30.0, "composition": 10.0}

Loss = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Request:
    """The controls of a run, with the defaults of the command line."""

    prompt: str = "A futuristic city with neon lights"
    negative: str = ""
    seed: int = 42
    steps: int = 50
    cfg: float = 8.0
    clip: float = 200.0
    frequency: float = 30.0
    composition: float = 10.0
    every: int = 5
    start: float = 0.2
    mode: str = "reference"
    strength: float = 4.0
    cap: bool = False  # reference mode: limit the gradient's norm instead of setting it
    width: int = 0  # 0: the model's own size
    height: int = 0
    weights: bool = False  # brackets in the prompts are weights

    def scales(self) -> dict[str, float]:
        """The losses that take part, by name."""
        every = {
            "clip": self.clip,
            "frequency": self.frequency,
            "composition": self.composition,
        }
        return {name: scale for name, scale in every.items() if scale > 0}

    def guides_at(self, step: int) -> bool:
        """Whether a push happens at `step`."""
        return bool(self.scales()) and step % self.every == 0 and step > self.start * self.steps


# ---------------------------------------------------------------------------------------- tokens


class Tokens(Protocol):
    """Text to ids from start to end token, cut at the encoder's length, not padded."""

    start: int
    end: int
    length: int

    def pieces(self, text: str) -> list[int]: ...
    def ids(self, text: str) -> list[int]: ...


class ClipTokens:
    """CLIP's byte-pair tokenizer as the `tokenizers` library has it."""

    def __init__(self, folder: Path, length: int) -> None:
        self._tokenizer = CLIPTokenizer.from_pretrained(folder)
        self.length = length
        self.start = self._tokenizer.bos_token_id
        self.end = self._tokenizer.eos_token_id

    def pieces(self, text: str) -> list[int]:
        return self._tokenizer(text, add_special_tokens=False).input_ids

    def ids(self, text: str) -> list[int]:
        return [self.start, *self.pieces(text)[: self.length - 2], self.end]


class SentencePieceTokens:
    """A SentencePiece model, with start and end tokens of the source's choice."""

    def __init__(self, model: Path, lower: bool, length: int, start: int, end: int) -> None:
        self._processor = SentencePieceProcessor(model_file=str(model))
        self._lower = lower
        self.length = length
        self.start = start
        self.end = end

    def pieces(self, text: str) -> list[int]:
        return self._processor.encode(text.lower() if self._lower else text)

    def ids(self, text: str) -> list[int]:
        return [self.start, *self.pieces(text)[: self.length - 2], self.end]


def load_tokens(folder: Path, length: int) -> ClipTokens | SentencePieceTokens:
    """The tokenizer of a diffusers or transformers folder."""
    model = folder / "tokenizer.model"
    if not model.exists():
        return ClipTokens(folder, length)
    config = json.loads((folder / "tokenizer_config.json").read_text())
    return SentencePieceTokens(
        model,
        config["do_lower_case"],
        config["model_max_length"],
        config["bos_token_id"],
        config["eos_token_id"],
    )


class WithEmbeddings:
    """A tokenizer that also knows placeholder tokens, each standing for one id or several."""

    def __init__(self, tokens: Tokens, known: dict[str, list[int]]) -> None:
        self._tokens = tokens
        self._known = known
        self.length = tokens.length
        self.start = tokens.start
        self.end = tokens.end

    def pieces(self, text: str) -> list[int]:
        places = [(text.find(name), -len(name), name) for name in self._known if name in text]
        if not places:
            return self._tokens.pieces(text) if text.strip() else []
        at, _, name = min(places)
        before, after = text[:at], text[at + len(name) :]
        return [*self.pieces(before), *self._known[name], *self.pieces(after)]

    def ids(self, text: str) -> list[int]:
        return [self._tokens.start, *self.pieces(text)[: self.length - 2], self.end]


# ---------------------------------------------------------------------------------------- models


@dataclass
class Models:
    """Everything a run needs. The networks are functions: frozen, float32, on the CPU."""

    encode_text: Callable[[Tensor], Tensor]  # padded ids [B, L] to context [B, L, D]
    denoise: Callable[[Tensor, Tensor, Tensor], Tensor]  # z/sqrt(σ² + 1), t, context to ε
    decode: Callable[[Tensor], Tensor]  # x0/s to a picture in [-1, 1]
    image_features: Callable[[Tensor], Tensor]  # normalised pixels to [B, P]
    text_features: Callable[[Tensor], Tensor]  # unpadded ids [1, L] to [1, P]
    prompt_tokens: Tokens
    guidance_tokens: Tokens
    clip_size: int
    clip_mean: list[float]
    clip_std: list[float]
    channels: int
    latent_scale: float
    factor: int  # pixels per latent cell along one side
    own_size: tuple[int, int]  # height, width in pixels


def frozen(network: torch.nn.Module) -> torch.nn.Module:
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    return network.float().eval()


def load_models(
    diffusers_folder: Path, clip_folder: Path, embeddings: dict[str, Tensor] | None = None
) -> Models:
    """Loads a diffusers folder and the guidance CLIP beside it.

    `embeddings` are custom ones, as textual inversion has them: placeholder token to [k, D].
    """
    text = frozen(CLIPTextModel.from_pretrained(diffusers_folder / "text_encoder"))
    unet = frozen(UNet2DConditionModel.from_pretrained(diffusers_folder / "unet"))
    vae = frozen(AutoencoderKL.from_pretrained(diffusers_folder / "vae"))
    clip = frozen(CLIPModel.from_pretrained(clip_folder))
    preprocessing = json.loads((clip_folder / "preprocessor_config.json").read_text())
    prompt_tokens = load_tokens(diffusers_folder / "tokenizer", text.config.max_position_embeddings)
    factor = 2 ** (len(vae.config.block_out_channels) - 1)
    side = unet.config.sample_size * factor
    return Models(
        encode_text=lambda ids: text(ids).last_hidden_state,
        denoise=lambda z, t, context: unet(z, t, context).sample,
        decode=lambda latents: vae.decode(latents).sample,
        image_features=lambda pixels: clip.get_image_features(pixels).pooler_output,
        text_features=lambda ids: clip.get_text_features(ids).pooler_output,
        prompt_tokens=add_embeddings(text, prompt_tokens, embeddings or {}),
        guidance_tokens=load_tokens(clip_folder, clip.config.text_config.max_position_embeddings),
        clip_size=clip.config.vision_config.image_size,
        clip_mean=preprocessing["image_mean"],
        clip_std=preprocessing["image_std"],
        channels=unet.config.in_channels,
        latent_scale=vae.config.scaling_factor,
        factor=factor,
        own_size=(side, side),
    )


def add_embeddings(text: CLIPTextModel, tokens: Tokens, embeddings: dict[str, Tensor]) -> Tokens:
    """Appends the vectors to the encoder's table and gives a tokenizer that knows their names."""
    known: dict[str, list[int]] = {}
    table = text.get_input_embeddings().weight.detach()
    for name, vectors in embeddings.items():
        known[name] = list(range(len(table), len(table) + len(vectors)))
        table = torch.cat([table, vectors])
    text.set_input_embeddings(torch.nn.Embedding.from_pretrained(table))
    return WithEmbeddings(tokens, known) if known else tokens


# ---------------------------------------------------------------------------------------- losses


def luminance(image: Tensor) -> Tensor:
    """[B, 3, H, W] to [B, H, W]."""
    return 0.2989 * image[:, 0] + 0.5870 * image[:, 1] + 0.1140 * image[:, 2]


def frequency_loss(image: Tensor) -> Tensor:
    """Distance of the share of high frequencies from 0.35."""
    y = luminance(image)
    height, width = y.shape[-2:]
    magnitude = torch.fft.fftshift(torch.fft.fft2(y), dim=(-2, -1)).abs()
    v = torch.linspace(-0.5, 0.5, height, dtype=y.dtype)[:, None]
    u = torch.linspace(-0.5, 0.5, width, dtype=y.dtype)[None, :]
    radius = torch.sqrt(u**2 + v**2)
    low = (magnitude * (radius <= 0.15)).mean(dim=(-2, -1))
    high = (magnitude * (radius > 0.15)).mean(dim=(-2, -1))
    ratio = high / (low + high + 1e-8)
    return (ratio - 0.35).abs().mean()


def composition_loss(image: Tensor) -> Tensor:
    """Squared distance of the centre of edges from the centre of the picture."""
    y = luminance(image)
    height, width = y.shape[-2:]
    gx = F.pad(y[..., :, 1:] - y[..., :, :-1], (0, 1))
    gy = F.pad(y[..., 1:, :] - y[..., :-1, :], (0, 0, 0, 1))
    saliency = torch.sqrt(gx**2 + gy**2 + 1e-12)
    ys = torch.linspace(0, 1, height, dtype=y.dtype)[:, None]
    xs = torch.linspace(0, 1, width, dtype=y.dtype)[None, :]
    mass = saliency.sum(dim=(-2, -1)) + 1e-8
    cx = (saliency * xs).sum(dim=(-2, -1)) / mass
    cy = (saliency * ys).sum(dim=(-2, -1)) / mass
    return ((cx - 0.5) ** 2 + (cy - 0.5) ** 2).mean()


def clip_loss(models: Models, prompt: str) -> Loss:
    """One minus the cosine of picture and prompt, in the features of the guidance CLIP."""
    ids = torch.tensor([models.guidance_tokens.ids(prompt)])
    with torch.no_grad():
        text = F.normalize(models.text_features(ids), dim=-1)
    mean = torch.tensor(models.clip_mean).view(1, 3, 1, 1)
    std = torch.tensor(models.clip_std).view(1, 3, 1, 1)
    size = (models.clip_size, models.clip_size)

    def loss(image: Tensor) -> Tensor:
        pixels = F.interpolate(image, size=size, mode="bilinear", align_corners=False)
        picture = F.normalize(models.image_features((pixels - mean) / std), dim=-1)
        return (1 - (picture * text).sum(dim=-1)).mean()

    return loss


def all_losses(models: Models, prompt: str) -> dict[str, Loss]:
    """The three losses by name."""
    return {
        "clip": clip_loss(models, prompt),
        "frequency": frequency_loss,
        "composition": composition_loss,
    }


# -------------------------------------------------------------------------------------- guidance


@dataclass
class Push:
    """What guidance did at one step. `gradient` is the one before its norm is set."""

    x0: Tensor
    gradient: Tensor
    pushed: Tensor
    push_norm: float
    losses: dict[str, float]


def to_image(decoded: Tensor) -> Tensor:
    """The decoder's [-1, 1] to the picture's [0, 1]."""
    return (decoded / 2 + 0.5).clamp(0, 1)


def push(
    z: Tensor,
    epsilon: Tensor,
    sigma: Tensor,
    decode: Callable[[Tensor], Tensor],
    losses: dict[str, Loss],
    request: Request,
) -> Push:
    """One guided move of z. `decode` takes x0 to the decoder's picture in [-1, 1]."""
    z = z.detach().requires_grad_()
    x0 = z - sigma * epsilon
    image = to_image(decode(x0))
    values = {name: losses[name](image) for name in losses}
    if request.mode == "reference":
        total = sum(scale * values[name] for name, scale in request.scales().items())
        (gradient,) = torch.autograd.grad(total, z)
        factor = 0.5 / (gradient.norm() + 1e-8)
        direction = gradient * (factor.clamp(max=1) if request.cap else factor)
        moved = 0.05 * direction * sigma**2
    else:
        wanted = wanted_change(image, losses, request)
        (gradient,) = torch.autograd.grad(image, z, grad_outputs=wanted)
        direction = gradient / (gradient.norm() + 1e-12)
        moved = request.strength / 100 * sigma * z.numel() ** 0.5 * direction
    numbers = {name: value.item() for name, value in values.items()}
    return Push(x0.detach(), gradient, z.detach() - moved, moved.norm().item(), numbers)


def wanted_change(image: Tensor, losses: dict[str, Loss], request: Request) -> Tensor:
    """Relative mode's mixture of unit gradients in the picture."""
    mixture = torch.zeros_like(image)
    for name, scale in request.scales().items():
        leaf = image.detach().requires_grad_()
        (gradient,) = torch.autograd.grad(losses[name](leaf), leaf)
        mixture += scale / RECOMMENDED[name] * gradient / (gradient.norm() + 1e-12)
    return mixture


# ------------------------------------------------------------------------------------------- run


@dataclass
class Run:
    """A run's tensors by trace name, one record a step as in the log, and its final losses."""

    trace: dict[str, Tensor] = field(default_factory=dict)
    log: list[dict] = field(default_factory=list)
    losses: dict[str, float] = field(default_factory=dict)
    decode_seconds: float = 0.0

    def guided_steps(self) -> list[int]:
        return [record["step"] for record in self.log if record["guidance"] is not None]


def make_schedule(steps: int) -> LMSDiscreteScheduler:
    """The schedule of Stable Diffusion v1, diffusers' own."""
    scheduler = LMSDiscreteScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        num_train_timesteps=1000,
    )
    scheduler.set_timesteps(steps)
    return scheduler


def encode_prompts(models: Models, request: Request) -> Tensor:
    """[2, 77, D]: the negative prompt's embedding, then the prompt's."""
    texts = (request.negative, request.prompt)
    if request.weights:
        return torch.cat([encode_weighted(models, text) for text in texts])
    rows = [models.prompt_tokens.ids(text) for text in texts]
    padded = [
        row + [models.prompt_tokens.end] * (models.prompt_tokens.length - len(row)) for row in rows
    ]
    with torch.no_grad():
        return models.encode_text(torch.tensor(padded))


def encode_weighted(models: Models, prompt: str) -> Tensor:
    """[1, 77, D]: pieces tokenised one by one, z scaled token by token, then to its old mean."""
    tokens = models.prompt_tokens
    ids: list[int] = []
    weights: list[float] = []
    for text, weight in weighted_pieces(prompt):
        found = tokens.pieces(text) if text else []
        ids += found
        weights += [weight] * len(found)
    ids, weights = ids[: tokens.length - 2], weights[: tokens.length - 2]
    rest = tokens.length - 1 - len(ids)
    with torch.no_grad():
        z = models.encode_text(torch.tensor([[tokens.start, *ids, *[tokens.end] * rest]]))
    scaled = z * torch.tensor([1.0, *weights, *[1.0] * rest])[None, :, None]
    return scaled * (z.mean() / scaled.mean())


def initial_noise(models: Models, request: Request) -> Tensor:
    """[1, 4, h, w] by the CPU generator."""
    height = (request.height or models.own_size[0]) // models.factor
    width = (request.width or models.own_size[1]) // models.factor
    generator = torch.Generator().manual_seed(request.seed)
    return torch.randn((1, models.channels, height, width), generator=generator)


def predict_noise(
    models: Models, model_input: Tensor, timestep: Tensor, context: Tensor, cfg: float
) -> Tensor:
    """Classifier-free guidance over one batch of two."""
    with torch.no_grad():
        both = models.denoise(torch.cat([model_input] * 2), timestep.reshape(1), context)
    unconditional, conditional = both.chunk(2)
    return unconditional + cfg * (conditional - unconditional)


def paint(
    models: Models, request: Request, on_step: Callable[[dict], None] = lambda record: None
) -> Run:
    """A whole run, from the request to the picture in [0, 1]."""
    run = Run()
    scheduler = make_schedule(request.steps)
    losses = all_losses(models, plain_text(request.prompt) if request.weights else request.prompt)
    context = encode_prompts(models, request)
    run.trace["noise"] = initial_noise(models, request)
    z = run.trace["noise"] * scheduler.init_noise_sigma

    def decode(x0: Tensor) -> Tensor:
        return models.decode(x0 / models.latent_scale)

    for i, timestep in enumerate(scheduler.timesteps):
        began = time.perf_counter()
        sigma = scheduler.sigmas[i]
        model_input = scheduler.scale_model_input(z, timestep)
        epsilon = predict_noise(models, model_input, timestep, context, request.cfg)
        guidance = None
        if request.guides_at(i):
            done = push(z, epsilon, sigma, decode, losses, request)
            guidance = describe(done, request)
            keep(run.trace, i, done)
            z = done.pushed
        z = scheduler.step(epsilon, timestep, z).prev_sample
        run.trace[f"latents/{i:03d}"] = z
        run.log.append(
            {
                "step": i,
                "timestep": timestep.item(),
                "sigma": sigma.item(),
                "seconds": time.perf_counter() - began,
                "guidance": guidance,
            }
        )
        on_step(run.log[-1])
    began = time.perf_counter()
    with torch.no_grad():
        image = to_image(decode(z))
        run.decode_seconds = time.perf_counter() - began
        run.losses = {name: loss(image).item() for name, loss in losses.items()}
    run.trace["image"] = image
    return run


def describe(done: Push, request: Request) -> dict[str, float]:
    """The log's account of a push."""
    total = sum(scale * done.losses[name] for name, scale in request.scales().items())
    return {
        **done.losses,
        "total": total,
        "gradient_norm": done.gradient.norm().item(),
        "push_norm": done.push_norm,
    }


def keep(trace: dict[str, Tensor], step: int, done: Push) -> None:
    trace[f"x0/{step:03d}"] = done.x0
    trace[f"gradient/{step:03d}"] = done.gradient
    trace[f"pushed/{step:03d}"] = done.pushed


def to_pixels(image: Tensor) -> Tensor:
    """[1, 3, H, W] in [0, 1] to 8-bit [H, W, 3], half to even."""
    return (image[0] * 255).round().to(torch.uint8).permute(1, 2, 0).contiguous()
