"""Writes the numbers that the C++ unit tests compare with, into data/*.json.

    python tests/reference/write_references.py [--output DIR]

Every file has "versions" (of the libraries that gave the numbers) beside what is listed here.
Numbers that were float32 are written as the double of the same value, so that reading a double and
narrowing it gives the bits back.

schedule.json   {"cases": [{"steps": n, "timesteps": [n], "sigmas": [n + 1],
                 "sigmas_float64": [n + 1]}]}
                timesteps and sigmas are diffusers' float32 values; sigmas_float64 is the same
                formula in float64 throughout. The last sigma is 0.
lms.json        {"cases": [{"steps": n, "exact": [n][k], "diffusers": [n][k]}],
                 "loop": {"sum": …, "mean": …, "sigmas": […], "timesteps": […]}}
                Row i holds the k = min(i + 1, 4) coefficients of step i, newest derivative first,
                for diffusers' float32 sigmas: "exact" by rational arithmetic, rounded once to
                float64; "diffusers" by its adaptive quadrature.
                "loop" is the toy run described at toy_loop() below.
losses.json     {"cases": [{"image": KIND, "seed": s, "height": H, "width": W, "positions": [[c, y,
                 x]], "frequency": LOSS, "composition": LOSS}]}
                LOSS = {"float64": v, "float32": v, "gradient": [one number a position, float64] or
                null, "gradient_norm": v or null}. The gradient is with respect to the picture in
                [0, 1]; it is null where it is not defined (bins of the spectrum that are zero).
measures.json   {"cases": [{"image": KIND, "seed": s, "height": H, "width": W, "centre": [x, y],
                 "high_share": v, "power": [64]}]}
                By numpy in float64 (measures() below); power is the mean of M² / (H·W) over each
                ring of the spectrum, M = |FFT2(Y)|.
resize.json     {"cases": [{"image": KIND, "seed": s, "from": [H, W], "to": [H, W], "positions":
                 [[c, y, x]], "values": [float32]}]}
                Bilinear, half-pixel centres, no antialiasing.
noise.json      {"cases": [{"seed": "decimal text", "shape": [1, 4, h, w], "first": [16 float32],
                 "last": [4 float32], "sum": float64}]}
guide.json      {"cases": [{"mode": …, "scales": {name: s}, "strength": P, "sigma": σ,
                 "height": h, "width": w, "losses": {name: v}, "gradient_norm": v, "push_norm": v,
                 "positions": [[c, y, x]], "gradient": […], "push": […]}]}
                One guided move in float64 with a toy decoder: the first three of four latent
                channels, times 0.25, each cell repeated 8 × 8, which gives [-1, 1] before the
                clamp. z = 2 · latent(seed 1), ε = latent(seed 2) / 2 (see toy_latent()); push =
                pushed z - z.

Pictures are made by formula, in unsigned 32-bit integers (picture() below): the value of channel c,
row y, column x is an integer 0 … 255, to be divided by 255 in the type of the test.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import sys
from fractions import Fraction
from pathlib import Path

import diffusers
import numpy as np
import scipy
import torch
import torch.nn.functional as F  # noqa: N812
from diffusers import LMSDiscreteScheduler
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parent))
import guided_sampler as reference

STEP_COUNTS = (10, 11, 23, 50, 100)
KINDS = ("noise", "slope", "disc", "checker", "flat")
# Kinds whose spectrum has no zero bins, so that the frequency loss has a gradient.
SMOOTH_KINDS = ("noise", "slope", "disc")
LOSS_SIZES = ((128, 128), (97, 64), (64, 97), (224, 224), (33, 45), (5, 7))


# ------------------------------------------------------------------------------------- formulas


def hashed(c: int | np.ndarray, y: np.ndarray, x: np.ndarray, seed: int) -> np.ndarray:
    """A well mixed uint32 of a place. All arithmetic is modulo 2^32."""
    with np.errstate(over="ignore"):
        h = (
            np.uint32(c) * np.uint32(73856093)
            ^ y.astype(np.uint32) * np.uint32(19349663)
            ^ x.astype(np.uint32) * np.uint32(83492791)
            ^ np.uint32(seed) * np.uint32(2654435761)
        )
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x7FEB352D)
        h ^= h >> np.uint32(15)
        h *= np.uint32(0x846CA68B)
        h ^= h >> np.uint32(16)
    return h


def picture(kind: str, seed: int, height: int, width: int) -> np.ndarray:
    """uint8 [3, H, W]. Divisions are integer divisions, & is the bitwise one."""
    planes = []
    for c in range(3):
        y, x = np.mgrid[0:height, 0:width].astype(np.int64)
        h = hashed(c, y, x, seed).astype(np.int64)
        if kind == "noise":
            plane = h & 255
        elif kind == "slope":
            rising = (x, y, x + y)[c] * 200 // (width - 1, height - 1, width + height - 2)[c]
            plane = rising + (h & 15)
        elif kind == "disc":
            inside = (3 * x - width) ** 2 + (3 * y - height) ** 2 <= min(width, height) ** 2
            plane = np.where(inside, 210 - 40 * c, 20 + 30 * c) + (h & 31)
        elif kind == "checker":
            plane = (x // 3 + y // 5 + c) % 2 * 255
        else:
            plane = np.full_like(x, 128)
        planes.append(plane)
    return np.stack(planes).astype(np.uint8)


def as_image(pixels: np.ndarray, dtype: torch.dtype) -> Tensor:
    """[1, 3, H, W] in [0, 1]."""
    return torch.from_numpy(pixels)[None].to(dtype) / 255


def toy_latent(seed: int, height: int, width: int) -> Tensor:
    """float64 [1, 4, h, w] in [-1, 1): (hash & 65535) / 32768 - 1."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [(hashed(c, y, x, seed) & np.uint32(65535)) / 32768.0 - 1.0 for c in range(4)]
    return torch.from_numpy(np.stack(planes))[None]


def spread_positions(shape: tuple[int, int, int], count: int, seed: int) -> list[list[int]]:
    """Places to sample, the four corners of channel 0 first."""
    channels, height, width = shape
    corners = [[0, 0, 0], [0, 0, width - 1], [0, height - 1, 0], [0, height - 1, width - 1]]
    draw = np.random.default_rng(seed)
    rest = [
        [int(draw.integers(channels)), int(draw.integers(height)), int(draw.integers(width))]
        for _ in range(count - len(corners))
    ]
    return corners + rest


def at(tensor: Tensor, positions: list[list[int]]) -> list[float]:
    return [tensor[0, c, y, x].item() for c, y, x in positions]


# ---------------------------------------------------------------------------------------- files


def schedule_cases() -> dict:
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
    alphas = torch.cumprod(1 - betas, dim=0)
    table = torch.sqrt((1 - alphas) / alphas).numpy()
    cases = []
    for steps in STEP_COUNTS:
        scheduler = reference.make_schedule(steps)
        exact = np.interp(np.linspace(999, 0, steps), np.arange(1000), table)
        cases.append(
            {
                "steps": steps,
                "timesteps": scheduler.timesteps.tolist(),
                "sigmas": scheduler.sigmas.tolist(),
                "sigmas_float64": [*exact.tolist(), 0.0],
            }
        )
    return {"cases": cases}


def exact_coefficient(sigmas: list[Fraction], step: int, order: int, which: int) -> float:
    """The integral of one Lagrange basis polynomial, by rational arithmetic."""
    polynomial = [Fraction(1)]  # lowest power first
    for k in range(order):
        if k == which:
            continue
        root = sigmas[step - k]
        scale = sigmas[step - which] - root
        shifted = [Fraction(0), *polynomial]
        lowered = [*(root * a for a in polynomial), Fraction(0)]
        polynomial = [(a - b) / scale for a, b in zip(shifted, lowered, strict=True)]

    def integral(upper: Fraction) -> Fraction:
        return sum(a * upper ** (p + 1) / (p + 1) for p, a in enumerate(polynomial))

    return float(integral(sigmas[step + 1]) - integral(sigmas[step]))


def lms_cases() -> dict:
    cases = []
    for steps in STEP_COUNTS:
        scheduler = reference.make_schedule(steps)
        sigmas = [Fraction(s) for s in scheduler.sigmas.tolist()]
        orders = [min(i + 1, 4) for i in range(steps)]
        cases.append(
            {
                "steps": steps,
                "exact": [
                    [exact_coefficient(sigmas, i, k, j) for j in range(k)]
                    for i, k in enumerate(orders)
                ],
                "diffusers": [
                    [float(scheduler.get_lms_coefficient(k, i, j)) for j in range(k)]
                    for i, k in enumerate(orders)
                ],
            }
        )
    return {"cases": cases, "loop": toy_loop()}


def toy_loop() -> dict:
    """Ten steps over linear betas 0.0001 … 0.02 of 1100 training steps, on a toy network.

    The start is [4, 3, 8, 8] with value (((c · 8 + y) · 8 + x) · 4 + b) / 768, times sigma_0. At
    each step z is *replaced* by z / sqrt(sigma² + 1), the network's answer is z · t / (t + 1), and
    the LMS step takes that z. The sum of absolute values and their mean are those that diffusers
    expects of its own scheduler.
    """
    scheduler = LMSDiscreteScheduler(
        num_train_timesteps=1100, beta_start=0.0001, beta_end=0.02, beta_schedule="linear"
    )
    scheduler.set_timesteps(10)
    z = (torch.arange(768).reshape(3, 8, 8, 4) / 768).permute(3, 0, 1, 2)
    z = z * scheduler.init_noise_sigma
    for timestep in scheduler.timesteps:
        z = scheduler.scale_model_input(z, timestep)
        z = scheduler.step(z * timestep / (timestep + 1), timestep, z).prev_sample
    return {
        "sum": z.abs().sum().item(),
        "mean": z.abs().mean().item(),
        "sigmas": scheduler.sigmas.tolist(),
        "timesteps": scheduler.timesteps.tolist(),
    }


def loss_record(
    loss: reference.Loss, pixels: np.ndarray, positions: list[list[int]], with_gradient: bool
) -> dict:
    image = as_image(pixels, torch.float64).requires_grad_()
    value = loss(image)
    (gradient,) = torch.autograd.grad(value, image)
    return {
        "float64": value.item(),
        "float32": loss(as_image(pixels, torch.float32)).item(),
        "gradient": at(gradient, positions) if with_gradient else None,
        "gradient_norm": gradient.norm().item() if with_gradient else None,
    }


def loss_cases() -> dict:
    cases = []
    for number, (height, width) in enumerate(LOSS_SIZES):
        for kind in KINDS:
            pixels = picture(kind, number + 1, height, width)
            positions = spread_positions(pixels.shape, 10, number)
            smooth = kind in SMOOTH_KINDS
            cases.append(
                {
                    "image": kind,
                    "seed": number + 1,
                    "height": height,
                    "width": width,
                    "positions": positions,
                    "frequency": loss_record(reference.frequency_loss, pixels, positions, smooth),
                    "composition": loss_record(
                        reference.composition_loss, pixels, positions, smooth
                    ),
                }
            )
    return {"cases": cases}


def measures(pixels: np.ndarray) -> dict:
    """What can be drawn of a picture uint8 [3, H, W]; rings without bins repeat the one before."""
    y = np.tensordot([0.2989, 0.5870, 0.1140], pixels / 255.0, axes=1)
    height, width = y.shape
    gx = np.diff(y, axis=1, append=y[:, -1:])
    gy = np.diff(y, axis=0, append=y[-1:])
    saliency = np.sqrt(gx**2 + gy**2 + 1e-12)
    centre = [
        float((saliency * np.linspace(0, 1, width)).sum() / (saliency.sum() + 1e-8)),
        float((saliency * np.linspace(0, 1, height)[:, None]).sum() / (saliency.sum() + 1e-8)),
    ]
    magnitude = np.abs(np.fft.fftshift(np.fft.fft2(y)))
    u, v = np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height)[:, None]
    radius = np.sqrt(u**2 + v**2)
    share = magnitude[radius > 0.15].sum() / (magnitude.sum() + 1e-8 * magnitude.size)
    power: list[float] = []
    for ring in range(64):
        upper = radius <= 0.5 if ring == 63 else radius * 128 < ring + 1
        inside = magnitude[(radius * 128 >= ring) & upper]
        power.append(float((inside**2).mean() / magnitude.size) if inside.size else math.nan)
    filled = [value for value in power if not math.isnan(value)]
    for ring, value in enumerate(power):
        if math.isnan(value):
            power[ring] = power[ring - 1] if ring > 0 else filled[0]
    return {"centre": centre, "high_share": float(share), "power": power}


def measures_cases() -> dict:
    cases = []
    for number, (height, width) in enumerate(LOSS_SIZES):
        for kind in ("noise", "slope", "disc"):
            where = {"image": kind, "seed": number + 1, "height": height, "width": width}
            cases.append(where | measures(picture(kind, number + 1, height, width)))
    return {"cases": cases}


def resize_cases() -> dict:
    sizes = (
        ((37, 53), (16, 16)),
        ((16, 16), (37, 53)),
        ((128, 128), (224, 224)),
        ((96, 160), (64, 64)),
        ((64, 64), (64, 64)),
    )
    cases = []
    for number, (source, target) in enumerate(sizes):
        image = as_image(picture("noise", number + 11, *source), torch.float32)
        resized = F.interpolate(image, size=target, mode="bilinear", align_corners=False)
        positions = spread_positions((3, *target), 24, number)
        cases.append(
            {
                "image": "noise",
                "seed": number + 11,
                "from": source,
                "to": target,
                "positions": positions,
                "values": at(resized, positions),
            }
        )
    return {"cases": cases}


def noise_cases() -> dict:
    cases = []
    for seed in (0, 42, 2**63 - 1):
        for side in (16, 64):
            shape = (1, 4, side, side)
            noise = torch.randn(shape, generator=torch.Generator().manual_seed(seed)).flatten()
            cases.append(
                {
                    "seed": str(seed),
                    "shape": shape,
                    "first": noise[:16].tolist(),
                    "last": noise[-4:].tolist(),
                    "sum": noise.double().sum().item(),
                }
            )
    return {"cases": cases}


def toy_decode(x0: Tensor) -> Tensor:
    picture_cells = x0[:, :3] * 0.25
    return picture_cells.repeat_interleave(8, dim=-2).repeat_interleave(8, dim=-1)


def guide_cases() -> dict:
    cases = []
    losses = {"frequency": reference.frequency_loss, "composition": reference.composition_loss}
    mixtures = (
        {"frequency": 30.0, "composition": 10.0},
        {"frequency": 500.0},
        {"composition": 0.5},
        {"frequency": 1.0, "composition": 400.0},
    )
    for mode in ("reference", "relative"):
        for number, scales in enumerate(mixtures):
            height, width, sigma = 6 + 2 * number, 8, (3.5, 0.75, 12.0, 0.03)[number]
            request = reference.Request(
                mode=mode,
                strength=8.0,
                clip=0.0,
                frequency=scales.get("frequency", 0.0),
                composition=scales.get("composition", 0.0),
            )
            z = 2 * toy_latent(1, height, width)
            epsilon = toy_latent(2, height, width) / 2
            done = reference.push(
                z, epsilon, torch.tensor(sigma, dtype=torch.float64), toy_decode, losses, request
            )
            positions = spread_positions((3, height, width), 12, number)
            cases.append(
                {
                    "mode": mode,
                    "scales": scales,
                    "strength": 8.0,
                    "sigma": sigma,
                    "height": height,
                    "width": width,
                    "losses": done.losses,
                    "gradient_norm": done.gradient.norm().item(),
                    "push_norm": done.push_norm,
                    "positions": positions,
                    "gradient": at(done.gradient, positions),
                    "push": at(done.pushed - z, positions),
                }
            )
    return {"cases": cases}


FILES = {
    "schedule": schedule_cases,
    "lms": lms_cases,
    "losses": loss_cases,
    "measures": measures_cases,
    "resize": resize_cases,
    "noise": noise_cases,
    "guide": guide_cases,
}


def versions() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "torch": torch.__version__.split("+")[0],
        "diffusers": diffusers.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


def to_text(content: dict) -> str:
    """JSON with one case a line, so that a change of one shows as one."""
    lines = [f'"versions": {json.dumps(content["versions"])}']
    cases = ",\n".join(json.dumps(case) for case in content["cases"])
    lines.append(f'"cases": [\n{cases}\n]')
    lines += [
        f'"{key}": {json.dumps(value)}'
        for key, value in content.items()
        if key not in ("versions", "cases")
    ]
    return "{" + ",\n".join(lines) + "}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = Path(__file__).resolve().parent
    parser.add_argument("--output", type=Path, default=here / "data", help="default: data/ here")
    folder = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        text = to_text({"versions": versions(), **make()})
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        print(f"{name}.json: {len(text)} bytes")


if __name__ == "__main__":
    main()
