"""The guidance CLIP: a folder in transformers' layout with its tokenizer and preprocessing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn

from . import hub
from .errors import source_error
from .json_file import read_json
from .pooling import FIRST_END, pooling_of
from .pretrained import load_transformers
from .tokenizer_files import Tokenizer, tokenizer_of
from .weight_files import TRANSFORMERS_WEIGHTS, check_weights

PREPROCESSOR = "preprocessor_config.json"


@dataclass
class GuidanceClip:
    """What the manifest says of the CLIP, and where to load it from.

    `text` is the text tower's configuration in transformers' words, `features` the width of what
    both towers give; `hub_id` is "" for a folder of the user's.
    """

    folder: Path
    text: dict[str, Any]
    features: int
    image_size: int
    mean: list[float]
    std: list[float]
    pooling: str
    tokenizer: Tokenizer
    hub_id: str

    def load(self) -> nn.Module:
        """A new float32 CLIPModel."""
        from transformers import CLIPModel

        if self.hub_id:
            hub.fetch_weights(self.hub_id, "", TRANSFORMERS_WEIGHTS)
        return load_transformers(CLIPModel, self.folder)


def open_clip_folder(folder: Path, hub_id: str = "") -> GuidanceClip:
    """Reads and checks everything but the weights, which a model of the hub fetches later."""
    config = read_json(folder / "config.json")
    if config.get("model_type") != "clip":
        got = f"model_type {config.get('model_type')}"
        raise source_error("guidance CLIP", folder, "a transformers CLIP", got)
    settings = _config(config)
    size, mean, std = _preprocessing(folder / PREPROCESSOR)
    if size != settings.vision_config.image_size:
        expected = f"the vision tower's image size, {settings.vision_config.image_size}"
        raise source_error("guidance CLIP", folder / PREPROCESSOR, expected, f"{size}")
    if not hub_id:
        check_weights(folder, TRANSFORMERS_WEIGHTS)
    tokenizer = tokenizer_of(folder, settings.text_config.max_position_embeddings)
    pooling = pooling_of(settings.text_config.eos_token_id)
    if pooling == FIRST_END and settings.text_config.eos_token_id != tokenizer.end:
        expected = f"eos_token_id {tokenizer.end}, as in the tokenizer"
        got = f"{settings.text_config.eos_token_id}"
        raise source_error("guidance CLIP", folder / "config.json", expected, got)
    return GuidanceClip(
        folder=folder,
        text=settings.text_config.to_dict(),
        features=settings.projection_dim,
        image_size=size,
        mean=mean,
        std=std,
        pooling=pooling,
        tokenizer=tokenizer,
        hub_id=hub_id,
    )


def _config(config: dict[str, Any]) -> Any:
    from transformers import CLIPConfig

    return CLIPConfig.from_dict(config)


def _preprocessing(path: Path) -> tuple[int, list[float], list[float]]:
    """Image size, mean and standard deviation of the CLIP's pixels."""
    settings = read_json(path)
    size = settings.get("crop_size") or settings.get("size")
    if isinstance(size, dict):
        size = size.get("height", size.get("shortest_edge"))
    mean, std = settings.get("image_mean"), settings.get("image_std")
    for name, value in (("image_mean", mean), ("image_std", std)):
        numbers = isinstance(value, list) and all(isinstance(x, int | float) for x in value)
        if not numbers or len(value) != 3:
            raise source_error("guidance CLIP", path, f"{name} of three numbers", f"{value}")
    if not isinstance(size, int):
        raise source_error("guidance CLIP", path, "crop_size or size", f"{size}")
    return size, [float(x) for x in mean], [float(x) for x in std]
