"""Pictures from prompts, for previews."""

from __future__ import annotations

import torch
from torch import Tensor

from training.networks import Painter
from training.noise import signal_shares
from training.settings import LATENT_CHANNELS, LATENT_SIZE

NIGHT_CITY = "a futuristic city with neon lights"
CAMPFIRE = "a campfire with group of people"
OIL = "oil painting, impasto, thick brush strokes, canvas texture"
WATERCOLOUR = "watercolor painting, soft wash, paper texture"
PENCIL = "pencil sketch, graphite, cross-hatching, monochrome"
CYBERPUNK = "cyberpunk, neon lighting, futuristic, high contrast"
PIXEL = "pixel art, 16-bit, low resolution, retro game style"

PREVIEW_PROMPTS = (
    NIGHT_CITY,
    f"{NIGHT_CITY}, {CYBERPUNK}",
    CAMPFIRE,
    f"{CAMPFIRE}, {WATERCOLOUR}",
    "a mountain at sunset",
    f"a red lighthouse on the left at night, {OIL}",
    "a white sailboat on the right by day",
    f"a blue cabin in the snow, {PENCIL}",
    f"a purple castle at dawn, {PIXEL}",
    "three balloons in the sky, far away",
    f"a yellow car, {CYBERPUNK}",
    f"an orange cat, {WATERCOLOUR}",
    "two red flowers",
    f"a blue whale at sunset, {OIL}",
    f"a snowman on the left, {PIXEL}",
    f"a green windmill in autumn, {PENCIL}",
)
SEED = 1


@torch.no_grad()
def sample_latents(
    painter: Painter, ids: Tensor, empty: Tensor, steps: int = 25, cfg: float = 5.0
) -> Tensor:
    """Scaled latents [N, 4, h, w] for token ids [N, 77], from the same noise every time.

    Adams-Bashforth's method of second order in sigma, which comes close to the engine's.
    """
    device = painter.unet.device
    context = painter.text_encoder(torch.cat([empty.expand_as(ids), ids]).to(device))
    timesteps, sigmas = _schedule(steps)
    shape = (len(ids), LATENT_CHANNELS, LATENT_SIZE, LATENT_SIZE)
    noise = torch.randn(shape, generator=torch.Generator().manual_seed(SEED))
    latents = noise.to(device) * sigmas[0]
    old: tuple[Tensor, float] | None = None  # the last noise and the length of its step
    for timestep, sigma, following in zip(timesteps, sigmas, sigmas[1:], strict=False):
        scaled = (latents / (sigma**2 + 1) ** 0.5).repeat(2, 1, 1, 1)
        predicted = painter.unet(scaled, timestep, context.last_hidden_state).sample.float()
        without, wanted = predicted.chunk(2)
        noise = without + cfg * (wanted - without)
        length = following - sigma
        change = noise if old is None else noise + (noise - old[0]) * (0.5 * length / old[1])
        latents = latents + length * change
        old = noise, length
    return latents.cpu()


def _schedule(steps: int) -> tuple[list[int], list[float]]:
    """Timesteps from noise to picture, and their sigmas with a last zero."""
    shares = signal_shares()
    timesteps = torch.linspace(len(shares) - 1, 0, steps).round().long()
    sigmas = ((1 - shares) / shares).sqrt()[timesteps]
    return timesteps.tolist(), [*sigmas.tolist(), 0.0]
