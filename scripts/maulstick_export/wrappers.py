"""The modules that a bundle holds, with the inputs and outputs that the engine expects.

Each wrapper takes the layers of a library's model and keeps the library's arithmetic. None of them
holds a tensor made in `forward`, which a trace would tie to the exporter's device or type.
"""

import torch
from torch import Tensor, nn


@torch.jit.script
def timestep_sinusoid(
    sample: Tensor, timestep: Tensor, channels: int, flip: bool, shift: float, scale: float
) -> Tensor:
    """The embedding of a timestep [1], [B, channels] for even channels, in the sample's type.

    Ho et al., Denoising Diffusion Probabilistic Models (2020), with diffusers' order of
    operations. Angles are computed in float32 whatever the sample's type, and on the timestep's
    device: a script, unlike a trace, reads both when it runs.
    """
    half = channels // 2
    # -ln(10000), the longest period.
    exponent = -9.210340371976184 * torch.arange(
        0, half, dtype=torch.float32, device=timestep.device
    )
    frequencies = torch.exp(exponent / (half - shift))
    times = timestep.to(torch.float32).expand(sample.shape[0])
    angles = scale * (times[:, None] * frequencies[None, :])
    waves = [torch.sin(angles), torch.cos(angles)]
    if flip:
        waves = [torch.cos(angles), torch.sin(angles)]
    return torch.cat(waves, dim=-1).to(sample.dtype)


class NoisePrediction(nn.Module):
    """latents [B, 4, h, w], timestep [1] float32, context [B, L, D] → noise [B, 4, h, w]."""

    def __init__(self, unet: nn.Module) -> None:
        super().__init__()
        self.unet = unet
        time = unet.time_proj
        channels, flip = int(time.num_channels), bool(time.flip_sin_to_cos)
        shift, scale = float(time.downscale_freq_shift), float(time.scale)

        def embed_time(sample: Tensor, timestep: Tensor) -> Tensor:
            return timestep_sinusoid(sample, timestep, channels, flip, shift, scale)

        unet.get_time_embed = embed_time

    def forward(self, latents: Tensor, timestep: Tensor, context: Tensor) -> Tensor:
        return self.unet(latents, timestep, context, return_dict=False)[0]


class Decoder(nn.Module):
    """latents [B, 4, h, w] → picture in [-1, 1] [B, 3, H, W]."""

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.post_quant = vae.post_quant_conv or nn.Identity()
        self.decoder = vae.decoder

    def forward(self, latents: Tensor) -> Tensor:
        return self.decoder(self.post_quant(latents))


class Encoder(nn.Module):
    """picture in [-1, 1] [B, 3, H, W] → mean and log variance [B, 8, h, w], not clamped."""

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.encoder = vae.encoder
        self.quant = vae.quant_conv or nn.Identity()

    def forward(self, picture: Tensor) -> Tensor:
        return self.quant(self.encoder(picture))


class TextTower(nn.Module):
    """token embeddings [B, L, D] → hidden states after the last norm [B, L, D]."""

    def __init__(self, text_model: nn.Module) -> None:
        super().__init__()
        self.position = text_model.embeddings.position_embedding.weight
        self.layers = text_model.encoder.layers
        self.final_norm = text_model.final_layer_norm

    def forward(self, embeddings: Tensor) -> Tensor:
        hidden = embeddings + self.position[: embeddings.shape[1]]
        for layer in self.layers:
            # The causal mask is a flag of the attention, so that no mask has a type or a length.
            hidden = layer(hidden, None, is_causal=True)
        return self.final_norm(hidden)


class TextFeatures(nn.Module):
    """token embeddings [1, L, D], position [1] int64 → projected features [1, P]."""

    def __init__(self, clip: nn.Module) -> None:
        super().__init__()
        self.tower = TextTower(text_model(clip.text_model))
        self.projection = clip.text_projection

    def forward(self, embeddings: Tensor, position: Tensor) -> Tensor:
        pooled = self.tower(embeddings)[0].index_select(0, position)
        return self.projection(pooled)


class ImageFeatures(nn.Module):
    """normalised pixels [B, 3, S, S] → projected features [B, P]."""

    def __init__(self, clip: nn.Module) -> None:
        super().__init__()
        vision = getattr(clip.vision_model, "vision_model", clip.vision_model)
        self.patches = vision.embeddings.patch_embedding
        self.class_token = vision.embeddings.class_embedding
        self.position = vision.embeddings.position_embedding.weight
        self.first_norm = vision.pre_layrnorm
        self.layers = vision.encoder.layers
        self.last_norm = vision.post_layernorm
        self.projection = clip.visual_projection

    def forward(self, pixels: Tensor) -> Tensor:
        patches = self.patches(pixels).flatten(2).transpose(1, 2)
        first = self.class_token.expand(pixels.shape[0], 1, -1)
        hidden = self.first_norm(torch.cat([first, patches], dim=1) + self.position)
        for layer in self.layers:
            hidden = layer(hidden, None)
        return self.projection(self.last_norm(hidden[:, 0]))


def text_model(model: nn.Module) -> nn.Module:
    """The layers of a CLIP text model, which older versions of transformers nest one deeper."""
    return getattr(model, "text_model", model)
