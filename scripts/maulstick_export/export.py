"""The export, step by step: a module is traced, written and checked before the next is loaded."""

import gc
from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from . import parts
from .checks import check_module
from .errors import reason, source_error
from .guidance_clip import GuidanceClip
from .manifest import write_manifest
from .open_source import open_clip, open_source
from .options import Options
from .output_folder import OutputFolder
from .parts import Part, Sample
from .precision import PRECISIONS, frozen
from .preview import fit_preview
from .progress import Progress
from .reference import PROMPT, SEED, Reference
from .schedule import schedule_of
from .source import Source
from .suitability import check_description, context_width
from .tensor_file import save_tensors
from .tracing import save_traced
from .wrappers import text_model

# The smallest side of latents that modules are traced and checked with.
SMALLEST_SIDE = 8
# Stable Diffusion v1's side of latents, for a UNet that does not say its own.
DEFAULT_SIDE = 64


def export(options: Options, progress: Progress) -> None:
    """Writes the bundle; on any error nothing is left of it."""
    with OutputFolder(options.output) as output:
        progress.phase("reading configurations")
        source, clip = _open(options)
        _Export(options, source, clip, output, progress).run()
        progress.phase("writing to disk")
        output.commit()
    progress.end()


def _open(options: Options) -> tuple[Source, GuidanceClip]:
    """Both models, known to be of a kind that can be exported."""
    try:
        source = open_source(options.source)
        check_description(source.description, source.where)
        return source, open_clip(options.clip)
    except OSError as error:
        where = error.filename or options.source
        raise source_error("unreadable source", where, "a readable model", reason(error)) from None


class _Export:
    """One export's state: the source, the folder being filled, and what is known of both."""

    def __init__(
        self,
        options: Options,
        source: Source,
        clip: GuidanceClip,
        output: OutputFolder,
        progress: Progress,
    ) -> None:
        self.options = options
        self.source = source
        self.clip = clip
        self.folder = output.path
        self.progress = progress
        self.precision = PRECISIONS[options.precision]
        self.random = torch.Generator().manual_seed(SEED)
        self.reference = Reference()
        self.body: dict[str, Any] = {}

    def run(self) -> None:
        """All files, in the order of the manifest."""
        self._describe()
        self._check_tokenizers()
        self._text_encoder()
        self._unet()
        self._vae_decoder()
        self._vae_encoder()
        self._clip_image()
        self._clip_text()
        self.progress.step("manifest")
        self.progress.phase("hashing")
        self.reference.save(self.folder / "reference.safetensors")
        write_manifest(self.folder, self.body | {"reference": "reference.safetensors"})

    def _describe(self) -> None:
        description = self.source.description
        unet, vae = description.unet, description.vae
        self.multiple = 2 ** (len(unet["block_out_channels"]) - 1)
        self.factor = 2 ** (len(vae["block_out_channels"]) - 1)
        self.side = max(SMALLEST_SIDE, self.multiple)
        self.prompt_tokenizer = self.source.tokenizer()
        height, width = _pair(unet["sample_size"] or DEFAULT_SIDE)
        self.body = {
            "name": self.options.name or _printable(description.name),
            "source": _printable(self.source.where),
            "licence": self.options.licence or description.licence,
            "precision": self.options.precision,
            "latents": {
                "channels": 4,
                "scale": float(vae["scaling_factor"]),
                "factor": self.factor,
                "multiple": self.multiple,
                "width": width * self.factor,
                "height": height * self.factor,
            },
            "schedule": schedule_of(description.scheduler, self.source.where),
        }

    def _check_tokenizers(self) -> None:
        """Every id must have a row in the table of token embeddings."""
        text = self.source.description.text_encoder
        for tokenizer, rows, where in (
            (self.prompt_tokenizer, text["vocab_size"], self.source.where),
            (self.clip.tokenizer, self.clip.text["vocab_size"], self.options.clip),
        ):
            if tokenizer.largest >= rows:
                expected = f"ids below {rows}, the rows of the token embeddings"
                raise source_error("tokenizer", where, expected, f"{tokenizer.largest}")

    def _text_encoder(self) -> None:
        tokenizer, text = self.prompt_tokenizer, self.source.description.text_encoder
        ids = tokenizer.encode_padded(PROMPT)

        def build() -> Part:
            model = self._frozen(self.source.load_text_encoder(), self.source.where)
            self._save_tokens(model, "text_encoder.tokens.safetensors")
            return parts.text_encoder_part(model, ids, self.random)

        sample = self._write("text encoder", "text_encoder.pt", build)
        self.reference.add_text("text_encoder", ids, sample)
        self.body["text_encoder"] = {
            "module": "text_encoder.pt",
            "tokens": "text_encoder.tokens.safetensors",
            "width": text["hidden_size"],
            "vocabulary": text["vocab_size"],
            "length": tokenizer.length,
            "tokenizer": tokenizer.manifest(self.folder, "tokenizer/prompt"),
        }

    def _unet(self) -> None:
        def build() -> Part:
            unet = self._frozen(self.source.load_unet(), self.source.where)
            return parts.unet_part(unet, self.side, self.prompt_tokenizer.length, self.random)

        self.reference.add("unet", self._write("UNet", "unet.pt", build))
        width = context_width(self.source.description.unet)
        self.body["unet"] = {"module": "unet.pt", "context_width": width}

    def _vae_decoder(self) -> None:
        def build() -> Part:
            vae = self._frozen(self.source.load_vae(), self.source.where)
            return parts.vae_decoder_part(vae, self.side, self.random)

        self.reference.add("vae_decoder", self._write("VAE decoder", "vae_decoder.pt", build))
        self.progress.phase("fitting the preview")
        latents = self.body["latents"]
        latents["preview"] = fit_preview(
            self.folder / "vae_decoder.pt", latents["scale"], self.factor
        )

    def _vae_encoder(self) -> None:
        def build() -> Part:
            vae = self._frozen(self.source.load_vae(), self.source.where)
            return parts.vae_encoder_part(vae, self.side * self.factor, self.random)

        self.reference.add("vae_encoder", self._write("VAE encoder", "vae_encoder.pt", build))
        self.body["vae"] = {"decoder": "vae_decoder.pt", "encoder": "vae_encoder.pt"}

    def _clip_image(self) -> None:
        def build() -> Part:
            clip = self._frozen(self.clip.load(), self.options.clip)
            return parts.clip_image_part(clip, self.random)

        sample = self._write("CLIP image tower", "clip_image.pt", build)
        self.reference.add("clip_image", sample)

    def _clip_text(self) -> None:
        tokenizer = self.clip.tokenizer
        ids = tokenizer.encode(PROMPT)

        def build() -> Part:
            clip = self._frozen(self.clip.load(), self.options.clip)
            self._save_tokens(clip.text_model, "clip_text.tokens.safetensors")
            return parts.clip_text_part(clip, ids, self.clip.pooling, tokenizer.end)

        sample = self._write("CLIP text tower", "clip_text.pt", build)
        self.reference.add_text("clip_text", ids, sample)
        self.body["clip"] = {
            "image_module": "clip_image.pt",
            "text_module": "clip_text.pt",
            "tokens": "clip_text.tokens.safetensors",
            "features": self.clip.features,
            "image_size": self.clip.image_size,
            "mean": self.clip.mean,
            "std": self.clip.std,
            "width": self.clip.text["hidden_size"],
            "vocabulary": self.clip.text["vocab_size"],
            "length": tokenizer.length,
            "pooling": self.clip.pooling,
            "tokenizer": tokenizer.manifest(self.folder, "tokenizer/guidance"),
        }

    def _write(self, title: str, name: str, build: Callable[[], Part]) -> Sample:
        """Builds, traces, writes and checks a module, and returns its recorded sample."""
        self.progress.step(title)
        self.progress.phase("loading")
        samples = self._trace(name, build)
        gc.collect()
        self.progress.phase("checking")
        check_module(self.folder / name, samples)
        return samples[0]

    def _trace(self, name: str, build: Callable[[], Part]) -> list[Sample]:
        """In a function of its own, so that the model is gone before its archive is loaded."""
        part = build()
        self.progress.phase("tracing")
        save_traced(part.module, part.trace_inputs, self.precision, self.folder / name)
        return part.samples

    def _frozen(self, model: nn.Module, where: str) -> nn.Module:
        return frozen(model, self.precision, where)

    def _save_tokens(self, model: nn.Module, name: str) -> None:
        table = text_model(model).embeddings.token_embedding.weight
        save_tensors(self.folder / name, {"weight": table.to(self.precision)}, {})


def _pair(size: int | list[int]) -> tuple[int, int]:
    """Height and width of a configuration's `sample_size`."""
    return (size, size) if isinstance(size, int) else (size[0], size[1])


def _printable(text: str) -> str:
    """A folder's name may be any bytes; the manifest is UTF-8."""
    return "".join(char if char.isprintable() else "?" for char in text)
