"""A source in diffusers' layout: a folder with `model_index.json` and one folder a part."""

import re
from pathlib import Path

from torch import nn

from . import hub
from .errors import source_error
from .json_file import read_json
from .pretrained import load_diffusers, load_transformers, with_defaults
from .source import Description
from .suitability import SD1, USE_SD1, not_sd1
from .tokenizer_files import Tokenizer, tokenizer_of
from .weight_files import DIFFUSERS_WEIGHTS, TRANSFORMERS_WEIGHTS, check_weights

WEIGHTS = {
    "text_encoder": TRANSFORMERS_WEIGHTS,
    "unet": DIFFUSERS_WEIGHTS,
    "vae": DIFFUSERS_WEIGHTS,
}


class DiffusersFolder:
    """Reads configurations at once, and weights of a part when asked.

    Of a model of the hub, `folder` is in the cache, and a part's weights are fetched before they
    are loaded.
    """

    def __init__(self, folder: Path, where: str, hub_id: str = "") -> None:
        self.where = where
        self._folder = folder
        self._hub_id = hub_id
        _check_index(folder)
        self.description = _describe(folder, where.rsplit("/", 1)[-1])
        for part, names in WEIGHTS.items():
            if not hub_id:
                check_weights(folder / part, names)

    def tokenizer(self) -> Tokenizer:
        positions = self.description.text_encoder["max_position_embeddings"]
        return tokenizer_of(self._folder / "tokenizer", positions)

    def load_text_encoder(self) -> nn.Module:
        from transformers import CLIPTextModel

        return load_transformers(CLIPTextModel, self._part("text_encoder"))

    def load_unet(self) -> nn.Module:
        from diffusers import UNet2DConditionModel

        return load_diffusers(UNet2DConditionModel, self._part("unet"))

    def load_vae(self) -> nn.Module:
        from diffusers import AutoencoderKL

        return load_diffusers(AutoencoderKL, self._part("vae"))

    def _part(self, name: str) -> Path:
        """The folder of a part, with its weights in it."""
        if self._hub_id:
            hub.fetch_weights(self._hub_id, f"{name}/", WEIGHTS[name])
        return self._folder / name


def _describe(folder: Path, name: str) -> Description:
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig

    text_encoder = read_json(folder / "text_encoder" / "config.json")
    kind = text_encoder.get("model_type", "clip_text_model")
    if kind not in ("clip_text_model", "clip"):
        raise source_error("text encoder", folder / "text_encoder", "CLIP's", f"{kind}")
    return Description(
        name=name,
        licence=licence_of(folder),
        unet=with_defaults(UNet2DConditionModel, read_json(folder / "unet" / "config.json")),
        vae=with_defaults(AutoencoderKL, read_json(folder / "vae" / "config.json")),
        text_encoder=CLIPTextConfig.from_dict(text_encoder).to_dict(),
        scheduler=read_json(folder / "scheduler" / "scheduler_config.json"),
    )


def _check_index(folder: Path) -> None:
    """Refuses folders of other programs and of other models, by what their index says."""
    if (folder / "manifest.json").is_file():
        hint = "give the model that the bundle was exported from"
        raise source_error("source", folder, "a model to export", "an exported bundle", hint)
    path = folder / "model_index.json"
    if not path.is_file():
        expected = "a diffusers folder with a model_index.json"
        raise source_error("source is no model", folder, expected, "a folder without one")
    index = read_json(path)
    pipeline = str(index.get("_class_name", "an index without _class_name"))
    if "text_encoder_2" in index or "XL" in pipeline:
        raise not_sd1(folder, f"SDXL ({pipeline}, two text encoders)")
    if "Inpaint" in pipeline:
        raise not_sd1(folder, f"an inpainting model ({pipeline})")
    if not pipeline.startswith("StableDiffusionPipeline"):
        raise source_error("unsupported model", path, SD1, pipeline, USE_SD1)


def licence_of(folder: Path) -> str:
    """The `license:` line at the head of a model card, else "unknown"."""
    card = folder / "README.md"
    if not card.is_file():
        return "unknown"
    head = card.read_bytes()[:4096].decode("utf-8", errors="replace").replace("\r\n", "\n")
    front = re.match(r"---\s*\n(.*?)\n---", head, re.DOTALL)
    line = re.search(r"^license:[ \t]*([\w.+-]+)[ \t]*$", front[1], re.MULTILINE) if front else None
    return line[1] if line else "unknown"
