"""Sizes and recipes: everything about the training that one might want to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SIZE = 128  # of a picture, in pixels
FACTOR = 8  # pixels a latent cell, along one side
LATENT_CHANNELS = 4
LATENT_SIZE = SIZE // FACTOR

PICTURES = 60_000
PICTURE_SEED = 20_240  # scene i is drawn from the generator seeded with this and i
HELD_OUT_SEED = 77_000

TEXT_WIDTH = 128
TEXT_LENGTH = 77
START, END, PAD = 2, 3, 3  # token ids; texts are filled up with the end token, as the engine does


@dataclass(frozen=True)
class Recipe:
    """How long, how fast and how much at a time one stage is trained.

    Horizons of the weights' moving average are in samples, so that a large batch averages over as
    much training as a small one.
    """

    name: str  # of the checkpoint
    samples: int
    batch: int  # of all processes together
    batch_on_gpu: int
    learning_rate: float
    seed: int
    warm_up: int = 200  # steps
    floor: float = 0.01  # of the learning rate at the end
    decay: float = 1.0  # share of the training, its last, in which the learning rate falls
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = 1e-2
    average_over: int = 10_000
    average_over_late: int = 32_000
    late: float = 0.6  # share of the training after which the moving average grows longer
    clip_norm: float = 1.0
    bfloat16_on_cpu: bool = True


VAE_RECIPE = Recipe(
    name="vae",
    samples=27_000,
    batch=4,
    batch_on_gpu=64,
    learning_rate=2e-3,
    seed=1,
    betas=(0.9, 0.98),
    weight_decay=1e-4,
    average_over=2_000,
    average_over_late=6_000,
)
DECODER_RECIPE = Recipe(
    name="vae_decoder",
    samples=10_000,
    batch=4,
    batch_on_gpu=64,
    learning_rate=7e-4,
    seed=2,
    betas=(0.9, 0.98),
    weight_decay=1e-4,
    average_over=2_000,
    average_over_late=6_000,
)
POLISH_RECIPE = Recipe(
    name="vae_polish",
    samples=16_000,
    batch=4,
    batch_on_gpu=64,
    learning_rate=7e-4,
    seed=6,
    betas=(0.9, 0.98),
    weight_decay=1e-4,
    average_over=2_000,
    average_over_late=6_000,
)
UNET_RECIPE = Recipe(
    name="unet",
    samples=500_000,
    batch=32,
    batch_on_gpu=512,
    learning_rate=1e-3,
    seed=3,
    decay=0.3,  # before that a training can be made longer without a loss
)
LAYOUT_RECIPE = Recipe(
    name="unet_layout",
    samples=450_000,
    batch=32,
    batch_on_gpu=512,
    learning_rate=6e-4,
    seed=5,
    decay=0.5,
)
CLIP_RECIPE = Recipe(
    name="clip",
    samples=400_000,
    batch=128,
    batch_on_gpu=512,
    learning_rate=1e-3,
    seed=4,
    warm_up=200,
    betas=(0.9, 0.98),
    weight_decay=5e-2,
)


@dataclass(frozen=True)
class VaeLoss:
    """Weights of the terms that the autoencoder is trained on."""

    pooled: float = 0.5
    gradient: float = 0.5
    structure: float = 0.3
    square: float = 1.0
    divergence: float = 5e-4


VAE_LOSS = VaeLoss()
DECODER_LOSS = VaeLoss(square=3.0, divergence=0.0)
LATENTS_HELD = 0.02  # of the squared way that they move, in squares of their spread
CROP = 64  # side of the pieces that the autoencoder is first trained on
CROPPED_SHARE = 0.8

RECONSTRUCTIONS = 12_000  # pictures that the CLIP sees as the decoder makes them

CAPTION_DROPOUT = 0.1
SNR_LIMIT = 5.0
LAYOUT_WEIGHT_LIMIT = 5.0
LAYOUT_CANONICAL_SHARE = 0.5  # of captions that name all there is to name
REHEARSED = {"tree": 1.6, "flower": 1.6, "snowman": 1.5, "car": 1.2}  # how much oftener than others


@dataclass(frozen=True)
class QuestionWeights:
    """Of the errors in the answers, beside that in a network's own task."""

    meaning: float
    column: float
    place: float = 0.0


QUESTION_WEIGHTS = QuestionWeights(meaning=0.3, column=0.2, place=0.05)
CLIP_QUESTION_WEIGHTS = QuestionWeights(meaning=1.0, column=5.0)
TRAIN_TIMESTEPS = 1000
BETA_START, BETA_END = 0.00085, 0.012

VAE: dict[str, Any] = dict(
    in_channels=3,
    out_channels=3,
    down_block_types=("DownEncoderBlock2D",) * 4,
    up_block_types=("UpDecoderBlock2D",) * 4,
    block_out_channels=(16, 32, 64, 128),
    layers_per_block=1,
    latent_channels=LATENT_CHANNELS,
    norm_num_groups=8,
    sample_size=SIZE,
)
UNET: dict[str, Any] = dict(
    sample_size=LATENT_SIZE,
    in_channels=LATENT_CHANNELS,
    out_channels=LATENT_CHANNELS,
    block_out_channels=(64, 128, 160),
    layers_per_block=1,
    cross_attention_dim=TEXT_WIDTH,
    attention_head_dim=4,  # diffusers reads this as the number of heads
    norm_num_groups=16,
    # On the finer level attention costs half as much again as all the rest.
    down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
    up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
)
TEXT: dict[str, Any] = dict(
    hidden_size=TEXT_WIDTH,
    intermediate_size=4 * TEXT_WIDTH,
    num_hidden_layers=3,
    num_attention_heads=4,
    max_position_embeddings=TEXT_LENGTH,
    hidden_act="quick_gelu",
    bos_token_id=START,
    eos_token_id=END,
    pad_token_id=PAD,
    projection_dim=TEXT_WIDTH,
)
VISION: dict[str, Any] = dict(
    image_size=SIZE,
    patch_size=16,
    hidden_size=160,
    intermediate_size=640,
    num_hidden_layers=4,
    num_attention_heads=4,
    hidden_act="quick_gelu",
    projection_dim=128,
)
CLIP_PROJECTION = 128
