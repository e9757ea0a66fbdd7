"""How well the guidance CLIP of a bundle tells right captions of drawn pictures from wrong ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scenes.captions import prompt_of, swappable, swapped
from scenes.scene import Scene
from torch import Tensor

from .bundle import Bundle
from .labels import QUESTIONS
from .markdown import percent
from .report import Row
from .retrieval import retrieval

AMONG = 64
RETRIEVAL_TARGET = 0.9
FALLS_TARGET = 0.9
SWAP_SEED = 7_004


def guidance_clip_rows(bundle: Bundle, scenes: Sequence[Scene], drawn: Tensor) -> list[Row]:
    pictures = bundle.embed_pictures(drawn)
    captions = bundle.embed_captions([prompt_of(scene) for scene in scenes])
    among = min(AMONG, len(scenes))
    found = retrieval(pictures, captions, among).mean().item()
    rows = [
        Row(
            f"guidance CLIP: own caption among {among}, drawn pictures",
            percent(found),
            "",
            f"≥ {100 * RETRIEVAL_TARGET:.0f} %",
            found >= RETRIEVAL_TARGET,
        )
    ]
    fits = (pictures * captions).sum(1)
    return rows + [_swap_row(bundle, scenes, pictures, fits, name) for name in QUESTIONS]


def _swap_row(
    bundle: Bundle, scenes: Sequence[Scene], pictures: Tensor, fits: Tensor, attribute: str
) -> Row:
    rng = np.random.default_rng(SWAP_SEED)
    asked = [i for i, scene in enumerate(scenes) if attribute in swappable(scene)]
    wrong = bundle.embed_captions([prompt_of(swapped(scenes[i], attribute, rng)) for i in asked])
    fall = fits[asked] - (pictures[asked] * wrong).sum(1)
    falls = (fall > 0).float().mean().item()
    what = f"… its similarity falls when the {attribute} is swapped: how often (mean fall)"
    measured = f"{percent(falls)} ({fall.mean():+.3f})"
    return Row(what, measured, "", f"≥ {100 * FALLS_TARGET:.0f} %", falls >= FALLS_TARGET)
