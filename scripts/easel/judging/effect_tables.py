"""The effects of ways of guiding as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .effect import (
    CHANGE,
    JUDGE_FIGURES,
    LOSS_FIGURES,
    NOISE,
    SECONDS,
    SIMILARITY,
    Effect,
    falls,
)
from .markdown import table


def loss_table(base: Effect, effects: Sequence[Effect]) -> str:
    head = ("", *LOSS_FIGURES, CHANGE, SECONDS)
    return table(head, [_loss_row(effect, base) for effect in (base, *effects)])


def judge_table(base: Effect, effects: Sequence[Effect]) -> str:
    head = ("", *JUDGE_FIGURES)
    return table(head, [_judge_row(effect, base) for effect in (base, *effects)])


def verdict(best: Effect | None, effects: Sequence[Effect], base: Effect) -> str:
    """What the figures say about the strength, in words."""
    tried = [effect for effect in effects if effect.variant.strength is not None]
    if not tried:
        return ""
    lines = []
    for effect in tried:
        fallen = falls(effect, base)
        what = f"falls: {', '.join(fallen)}" if fallen else "nothing falls"
        lines.append(f"- {effect.variant.name}: {what}")
    if best is None:
        lines.append("\nNo strength leaves all of the judge's figures as they are.")
    else:
        lines.append(
            f"\nThe highest strength up to which no figure of the judge falls by more than "
            f"{NOISE:g} standard errors is **{best.variant.strength:g} %**."
        )
    return "\n".join(lines)


def _loss_row(effect: Effect, base: Effect) -> list[str]:
    cells = [_cell(effect, base, name, 4) for name in LOSS_FIGURES]
    seconds = f"{np.median(effect.figures[SECONDS]):.2f}"
    return [effect.variant.name, *cells, f"{effect.mean(CHANGE):.4f}", seconds]


def _judge_row(effect: Effect, base: Effect) -> list[str]:
    fallen = falls(effect, base)
    cells = []
    for name in JUDGE_FIGURES:
        cell = _cell(effect, base, name, 3) if name == SIMILARITY else _percent(effect, base, name)
        cells.append(f"**{cell}**" if name in fallen else cell)
    return [effect.variant.name, *cells]


def _cell(effect: Effect, base: Effect, name: str, digits: int) -> str:
    mean = f"{effect.mean(name):.{digits}f}"
    if effect is base:
        return mean
    change = effect.difference(name, base)
    return f"{mean} ({change.mean:+.{digits}f} ± {change.error:.{digits}f})"


def _percent(effect: Effect, base: Effect, name: str) -> str:
    mean = f"{100 * effect.mean(name):.1f} %"
    if effect is base:
        return mean
    change = effect.difference(name, base)
    return f"{mean} ({100 * change.mean:+.1f} ± {100 * change.error:.1f})"
