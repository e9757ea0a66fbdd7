#!/usr/bin/env python3
"""Paints the judge's own pictures, trains it on them, and tests it on others."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

import torch
from judging.judge import Judge, load_judge, save_judge
from judging.own_pictures import OwnPictures, judge_folder
from judging.self_test import in_words, self_test, test_cases
from judging.stage import JUDGE_RECIPE, JudgeStage, own_reader
from training.command import run_training, training_parser
from training.errors import run_command
from training.state import average_weights
from training.team import Team
from training.work import Work, write_json

PICTURES = 16_000
TESTED = 1_500


def parse() -> argparse.Namespace:
    parser = training_parser(__doc__, JUDGE_RECIPE)
    add = parser.add_argument
    add("--pictures", type=int, default=PICTURES, help="to paint and learn from (%(default)s)")
    add("--test", type=int, default=TESTED, help="pictures of the final test (%(default)s)")
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    work = Work(options.work)
    OwnPictures(work).paint(options.pictures, options.processes)
    own_reader(work)  # before several processes would make it at once
    run_training(JudgeStage, JUDGE_RECIPE, options)
    path = judge_folder(work) / "judge.safetensors"
    test(store(work, path), options.test, judge_folder(work) / "self-test.json")


def store(work: Work, path: Path) -> Judge:
    """Writes the averaged weights, and reads them as every user will."""
    stage = JudgeStage(work, Team(0, 1, torch.device("cpu")))
    network = stage.module
    network.load_state_dict(average_weights(work.checkpoint(JUDGE_RECIPE.name)))
    with torch.no_grad():
        stage.calibrate(network.eval())
    save_judge(network, stage.reader, path)
    print(f"judge  {path}: {path.stat().st_size / 1e6:.2f} MB")
    return load_judge(path)


def test(judge: Judge, count: int, record: Path) -> None:
    cases = test_cases(count)
    result = {
        "drawn": self_test(judge, cases, damaged=False),
        "blurred and noisy": self_test(judge, cases, damaged=True),
    }
    for name, shares in result.items():
        print(f"judge  {name}: {in_words(shares)}")
    write_json(record, {"pictures": count, **result})


if __name__ == "__main__":
    sys.exit(run_command(partial(main, parse())))
