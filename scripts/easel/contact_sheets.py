#!/usr/bin/env python3
"""Paints sheets of pictures with the program: subjects in all styles, and with and without
guidance.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from judging.program import UNGUIDED, Program, Request
from judging.sheet import Sheet
from judging.sources import open_sources, source_parser
from scenes.captions import STYLE_PROMPTS, SUBJECT_PROMPTS
from training.errors import run_command

SEED = 42
SUBJECTS_A_SHEET = 8
GUIDED_PROMPTS = (
    "A futuristic city with neon lights",
    "A campfire with group of people",
    "A red lighthouse on the left at sunset",
    "A yellow sailboat on the right at night",
    "A blue car on the left in the snow",
    "A purple hot air balloon on the right at dawn",
)
STRENGTHS = (4.0, 8.0, 16.0)


def parse() -> argparse.Namespace:
    parser = source_parser(__doc__)
    add = parser.add_argument
    add(
        "--output",
        type=Path,
        default=Path("docs/images"),
        metavar="FOLDER",
        help="for the easel-*.jpg (default: %(default)s)",
    )
    add("--seed", type=int, default=SEED, help="of all pictures (default: %(default)s)")
    add(
        "--strengths",
        type=float,
        nargs="*",
        default=STRENGTHS,
        metavar="P",
        help="of relative mode, in per cent (default: %(default)s)",
    )
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    program = open_sources(options).program
    subjects = list(SUBJECT_PROMPTS)
    parts = range(0, len(subjects), SUBJECTS_A_SHEET)
    for number, start in enumerate(parts, 1):
        sheet = style_sheet(program, subjects[start : start + SUBJECTS_A_SHEET], options.seed)
        save(sheet, options.output / f"easel-styles-{number}.jpg")
    sheet = guidance_sheet(program, options.strengths, options.seed)
    save(sheet, options.output / "easel-guidance.jpg")


def style_sheet(program: Program, subjects: list[str], seed: int) -> Sheet:
    """A row for each subject, by its own prompt; a column for each style, by its full text."""
    prompts = [
        ", ".join(part for part in (SUBJECT_PROMPTS[subject], text) if part)
        for subject in subjects
        for text in STYLE_PROMPTS.values()
    ]
    paintings = program.paint_all([Request(prompt, seed) for prompt in prompts], "styles")
    rows = [SUBJECT_PROMPTS[subject] for subject in subjects]
    return Sheet(list(STYLE_PROMPTS), rows, [painting.pixels for painting in paintings])


def guidance_sheet(program: Program, strengths: list[float], seed: int) -> Sheet:
    """A row for each prompt; without guidance, in reference mode, and in relative mode."""
    ways = {"unguided": UNGUIDED, "reference": ("--mode", "reference")}
    for strength in strengths:
        ways[f"relative {strength:g} %"] = ("--mode", "relative", "--strength", f"{strength:g}")
    requests = [
        Request(prompt, seed, options) for prompt in GUIDED_PROMPTS for options in ways.values()
    ]
    paintings = program.paint_all(requests, "guidance")
    return Sheet(list(ways), GUIDED_PROMPTS, [painting.pixels for painting in paintings])


def save(sheet: Sheet, path: Path) -> None:
    sheet.save(path)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
