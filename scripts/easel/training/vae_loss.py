"""What the autoencoder's pictures are compared by."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from diffusers.models.autoencoders.vae import DiagonalGaussianDistribution
from torch import Tensor

from training.settings import VaeLoss

# SSIM's constants for signals in [-1, 1]
LUMINANCE, CONTRAST = (0.01 * 2) ** 2, (0.03 * 2) ** 2


def picture_loss(made: Tensor, wanted: Tensor, weights: VaeLoss) -> Tensor:
    loss = F.l1_loss(made, wanted)
    coarse_made, coarse_wanted = made, wanted
    for _ in range(2):
        coarse_made, coarse_wanted = F.avg_pool2d(coarse_made, 2), F.avg_pool2d(coarse_wanted, 2)
        loss = loss + weights.pooled * F.l1_loss(coarse_made, coarse_wanted)
    loss = loss + weights.gradient * gradient_loss(made, wanted)
    loss = loss + weights.structure * (1 - structural_similarity(made, wanted))
    return loss + weights.square * F.mse_loss(made, wanted)


def gradient_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """Of differences between neighbours: keeps edges sharp."""
    difference = made - wanted
    return difference.diff(dim=-1).abs().mean() + difference.diff(dim=-2).abs().mean()


def structural_similarity(a: Tensor, b: Tensor) -> Tensor:
    """SSIM (Wang et al. 2004) with a flat 7×7 window at every second pixel."""
    mean_a, mean_b = _window(a), _window(b)
    variance_a = _window(a * a) - mean_a**2
    variance_b = _window(b * b) - mean_b**2
    covariance = _window(a * b) - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + LUMINANCE) / (mean_a**2 + mean_b**2 + LUMINANCE)
    contrast = (2 * covariance + CONTRAST) / (variance_a + variance_b + CONTRAST)
    return (luminance * contrast).mean()


def _window(x: Tensor) -> Tensor:
    return F.avg_pool2d(x, 7, 2)


def divergence(latents: DiagonalGaussianDistribution) -> Tensor:
    """KL divergence from the standard normal distribution, a mean over all latents."""
    mean, variance, log_variance = (
        value.float() for value in (latents.mean, latents.var, latents.logvar)
    )
    return 0.5 * (mean**2 + variance - 1 - log_variance).mean()


def psnr(made: Tensor, wanted: Tensor) -> Tensor:
    """Of each picture, in dB; signals in [-1, 1]."""
    error = (made.float().clamp(-1, 1) - wanted).square().mean((1, 2, 3)) / 4
    return -10 * torch.log10(error)
