"""Stable Diffusion v1's noise schedule, and how much each timestep's error counts."""

from __future__ import annotations

import torch
from torch import Tensor

from training.settings import (
    BETA_END,
    BETA_START,
    LAYOUT_WEIGHT_LIMIT,
    SNR_LIMIT,
    TRAIN_TIMESTEPS,
)


def signal_shares() -> Tensor:
    """ᾱ of each timestep [1000]."""
    betas = torch.linspace(BETA_START**0.5, BETA_END**0.5, TRAIN_TIMESTEPS, dtype=torch.float64)
    return (1 - betas**2).cumprod(0).float()


def noisy(latents: Tensor, noise: Tensor, shares: Tensor) -> Tensor:
    """`shares` [N] is ᾱ of each sample's timestep."""
    shares = shares.view(-1, 1, 1, 1)
    return shares.sqrt() * latents + (1 - shares).sqrt() * noise


def timestep_weights(shares: Tensor) -> Tensor:
    """Min-SNR weights for the prediction of noise (Hang et al. 2023)."""
    ratio = shares / (1 - shares)
    return ratio.clamp(max=SNR_LIMIT) / ratio


def layout_weights(shares: Tensor) -> Tensor:
    """Weights that favour high noise: 1/√SNR (Yu et al. 2023), limited.

    Where things stand is decided while little but noise is seen. Knowing it makes the noise there
    hardly easier to predict, so that min-SNR weights, which are 1 there, leave it unlearnt.
    """
    ratio = shares / (1 - shares)
    return ratio.rsqrt().clamp(max=LAYOUT_WEIGHT_LIMIT)
