#!/usr/bin/env python3
"""Measures what guidance does: the same prompts and seeds, painted in many ways by the program."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from judging.effect import Effect, highest_harmless, measure
from judging.effect_tables import judge_table, loss_table, verdict
from judging.sources import (
    Sources,
    command_again,
    evaluation_scenes,
    open_sources,
    requests_for,
    source_parser,
)
from judging.variants import (
    Scales,
    Variant,
    own_variant,
    reference_variants,
    relative_variants,
    unguided,
)
from training.errors import run_command
from training.work import write_atomically

PROMPTS, SEEDS = 48, 2
STRENGTHS = (2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 20.0)
ALONE_AT = 6.0
CLIP, FREQUENCY, COMPOSITION = 200.0, 30.0, 10.0  # guidance.md's defaults


def parse() -> argparse.Namespace:
    parser = source_parser(__doc__)
    add = parser.add_argument
    add("--prompts", type=int, default=PROMPTS, help="held-out prompts (default: %(default)s)")
    add("--seeds", type=int, default=SEEDS, help="of each prompt (default: %(default)s)")
    add(
        "--strengths",
        type=strengths,
        default=STRENGTHS,
        metavar="P,P,…",
        help="of relative mode, in per cent (default: %(default)s)",
    )
    add(
        "--alone-at",
        type=float,
        default=ALONE_AT,
        metavar="P",
        help="strength for each loss alone (default: %(default)s)",
    )
    add("--clip", type=float, default=CLIP, metavar="X")
    add("--frequency", type=float, default=FREQUENCY, metavar="X")
    add("--composition", type=float, default=COMPOSITION, metavar="X")
    add("--every", type=int, metavar="N", help="for all guided pictures")
    add("--start", type=float, metavar="X", help="for all guided pictures")
    add(
        "--variant",
        type=str,
        action="append",
        default=[],
        metavar="NAME=OPTIONS",
        help="one more way of guiding, as options of `maulstick generate`; repeatable",
    )
    add("--only-variants", action="store_true", help="compare only those with the unguided")
    add("--output", type=Path, metavar="FILE.md", help="also write the report there")
    return parser.parse_args()


def strengths(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def main(options: argparse.Namespace) -> None:
    sources = open_sources(options)
    base, *effects = effects_of(variants_of(options), sources, options)
    report = document(sources, base, effects, options)
    print(report)
    if options.output:
        write_atomically(options.output, lambda place: place.write_text(report, encoding="utf-8"))


def variants_of(options: argparse.Namespace) -> list[Variant]:
    common: list[str] = []
    for name in ("every", "start"):
        if getattr(options, name) is not None:
            common += [f"--{name}", f"{getattr(options, name):g}"]
    scales = Scales(options.clip, options.frequency, options.composition, tuple(common))
    given = [own_variant(text) for text in options.variant]
    if options.only_variants:
        return [unguided(), *given]
    relative = relative_variants(scales, options.strengths, options.alone_at)
    return [unguided(), *reference_variants(scales), *relative, *given]


def effects_of(
    variants: list[Variant], sources: Sources, options: argparse.Namespace
) -> list[Effect]:
    """Of the unguided pictures first."""
    scenes = evaluation_scenes(options.prompts)
    effects, first = [], None
    for variant in variants:
        requests = requests_for(scenes, options.seeds, variant.options)
        paintings = sources.program.paint_all(requests, variant.name)
        first = first or paintings
        effects.append(measure(variant, paintings, first, scenes, sources.judge))
    return effects


def document(
    sources: Sources, base: Effect, effects: list[Effect], options: argparse.Namespace
) -> str:
    command = command_again("scripts/easel/efficacy.py", sys.argv[1:])
    return f"""# What guidance does to Easel's pictures

{options.prompts} held-out prompts, seeds of each: {options.seeds}, painted by `maulstick generate`
without guidance and in every way below: pairs of pictures from the same prompt and seed are compared. After
each mean stands its difference from the unguided one ± standard error, resampled over prompts.

## The losses

Of the finished pictures. Centre offset: how far the centre of the edges is from the middle, in
sides of the picture. Spectrum ratio: the share of high frequencies; the frequency loss wants 0.35.
Change: mean difference of the pixels from the unguided picture's, as a share of their range.
Seconds: median of a picture on one thread, without the program's start; {options.processes} were
painted at a time.

{loss_table(base, effects)}
## The judge

A network that guidance never sees: the share of pictures that it finds right, and how well they fit
their captions. In bold: lower than without guidance by more than two standard errors.

{judge_table(base, effects)}
{verdict(highest_harmless(effects, base), effects, base)}

## How to measure it again

```sh
.venv/bin/python {command}
```

Measured with {sources.in_words()}
"""


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
