"""The map from a cell of latents to a colour, with which a picture is shown while it is painted.

A decoder is far from linear, but the mean colour of the pixels of one cell nearly is: least squares
over latents that look like a picture's, smooth and of unit variance.
"""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from .errors import source_error

SEED = 20241
PICTURES = 16
SIDE = 16
# Keeps the map small where the decoder hardly listens to a channel.
RIDGE = 1e-3
# More than a picture of 8 bits can show, and few enough to be the same on every machine.
DECIMALS = 4


@torch.no_grad()
def fit_preview(archive: Path, scale: float, factor: int) -> list[list[float]]:
    """Five rows of red, green and blue: the factors of the four channels, and what is added.

    `archive` is a bundle's decoder, which takes latents divided by `scale` and gives `factor`
    pixels a cell along each side. Colours are in [0, 1].
    """
    decoder = torch.jit.load(str(archive), map_location="cpu").float().eval()
    latents = smooth_latents()
    colours = [avg_pool2d(as_picture(decoder(one[None] / scale)), factor) for one in latents]
    rows = least_squares(_cells(latents), _cells(torch.cat(colours)))
    if not torch.isfinite(rows).all():
        hint = "the source's weights are damaged or not of a trained model"
        raise source_error("preview", archive.name, "finite colours", "NaN", hint)
    return [[round(value, DECIMALS) for value in row] for row in rows.tolist()]


def smooth_latents() -> Tensor:
    """[PICTURES, 4, SIDE, SIDE] of unit variance, whose amplitudes fall with the frequency."""
    random = torch.Generator().manual_seed(SEED)
    white = torch.randn(PICTURES, 4, SIDE, SIDE, generator=random)
    v, u = torch.fft.fftfreq(SIDE)[:, None], torch.fft.rfftfreq(SIDE)
    frequency = (u.square() + v.square()).sqrt().clamp_min(1 / SIDE)
    smooth = torch.fft.irfft2(torch.fft.rfft2(white) / frequency, s=(SIDE, SIDE))
    return smooth / smooth.std(dim=(2, 3), keepdim=True)


def as_picture(decoded: Tensor) -> Tensor:
    """From the decoder's [-1, 1] to [0, 1]."""
    return (decoded / 2 + 0.5).clamp(0, 1)


def least_squares(cells: Tensor, colours: Tensor) -> Tensor:
    """The rows [5, 3] that map latents [N, 4] to colours [N, 3], with a little ridge."""
    ones = torch.ones(len(cells), 1, dtype=cells.dtype)
    inputs = torch.cat([cells, ones], dim=1)
    ridge = RIDGE * len(cells) * torch.eye(5, dtype=cells.dtype)
    ridge[4, 4] = 0
    return torch.linalg.solve(inputs.T @ inputs + ridge, inputs.T @ colours)


def _cells(maps: Tensor) -> Tensor:
    """[N, C, h, w] → float64 [N·h·w, C]."""
    return maps.permute(0, 2, 3, 1).flatten(0, 2).double()
