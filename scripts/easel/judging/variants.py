"""The ways of guiding that the efficacy measurement compares."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from training.errors import TrainingError

from .program import UNGUIDED

LOSSES = ("clip", "frequency", "composition")


@dataclass(frozen=True)
class Scales:
    """Of the three losses, and options of `maulstick generate` that all guided variants take."""

    clip: float
    frequency: float
    composition: float
    common: tuple[str, ...] = ()

    def options(self, losses: Sequence[str] = LOSSES) -> tuple[str, ...]:
        """The given losses at their scales, the others off."""
        chosen = [
            part
            for name in LOSSES
            for part in (f"--{name}", f"{getattr(self, name) if name in losses else 0:g}")
        ]
        return (*chosen, *self.common)


@dataclass(frozen=True)
class Variant:
    name: str
    options: tuple[str, ...]
    strength: float | None = None  # of relative mode with all losses; such are candidates


def unguided() -> Variant:
    return Variant("unguided", UNGUIDED)


def reference_variants(scales: Scales) -> list[Variant]:
    mode = ("--mode", "reference")
    alone = [
        Variant(f"reference, {loss} alone", (*mode, *scales.options((loss,)))) for loss in LOSSES
    ]
    return [*alone, Variant("reference, all three", (*mode, *scales.options()))]


def relative_variants(scales: Scales, strengths: Sequence[float], alone_at: float) -> list[Variant]:
    alone = [
        Variant(f"relative {alone_at:g} %, {loss} alone", _relative(alone_at, scales, (loss,)))
        for loss in LOSSES
    ]
    together = [
        Variant(f"relative {strength:g} %, all three", _relative(strength, scales), strength)
        for strength in sorted(strengths)
    ]
    return [*alone, *together]


def own_variant(text: str) -> Variant:
    """NAME=OPTIONS, as the command line has it."""
    name, separator, options = text.partition("=")
    if not (name and separator):
        raise TrainingError("bad value", "--variant", "NAME=OPTIONS", text)
    return Variant(name, tuple(shlex.split(options)))


def _relative(strength: float, scales: Scales, losses: Sequence[str] = LOSSES) -> tuple[str, ...]:
    return ("--mode", "relative", "--strength", f"{strength:g}", *scales.options(losses))
