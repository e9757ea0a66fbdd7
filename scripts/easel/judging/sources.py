"""What evaluations take from outside: the program, the bundle, the judge and the prompts."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scenes.captions import prompt_of
from scenes.scene import Scene
from training.errors import missing
from training.parallel import cores
from training.scene_file import held_out_at
from training.work import Work, add_work_option

from .bundle import Bundle
from .judge import Judge, load_judge
from .markdown import processor, versions
from .own_pictures import judge_folder
from .program import UNGUIDED, Program, Request, sha256_of

EVALUATION_SEED = 91_000  # scene i is drawn from the generator seeded with this and i
FIRST_PAINTING_SEED = 1_000
CHECKED_IN = Path(__file__).resolve().parents[3] / "tests" / "easel" / "judge"
JUDGE_FILE = "judge.safetensors"
PLACES = ("--work", "--model", "--program", "--judge", "--processes")


@dataclass(frozen=True)
class Sources:
    work: Work
    program: Program
    judge_path: Path

    @cached_property
    def judge(self) -> Judge:
        if not self.judge_path.exists():
            raise missing(self.judge_path, "train_judge.py")
        return load_judge(self.judge_path)

    @cached_property
    def bundle(self) -> Bundle:
        return Bundle(self.program.model)

    @property
    def size(self) -> int:
        """The side of the bundle's own pictures."""
        return int(self.bundle.manifest["latents"]["width"])

    def in_words(self) -> str:
        """What the figures of a report were measured with."""
        return (
            f"{self.program.version()}, bundle `{sha256_of(self.program.manifest)[:12]}` and judge "
            f"`{sha256_of(self.judge_path)[:12]}` (first digits of SHA-256; of the bundle, its "
            f"manifest's); {versions()}; {processor()}."
        )


def source_parser(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, allow_abbrev=False)
    add_work_option(parser)
    add = parser.add_argument
    add(
        "--model",
        type=Path,
        default=Path("models/easel"),
        metavar="FOLDER",
        help="the bundle (default: %(default)s)",
    )
    add(
        "--program",
        type=Path,
        default=Path("build/release/bin/maulstick"),
        metavar="FILE",
        help="the command line (default: %(default)s)",
    )
    add(
        "--judge",
        type=Path,
        metavar="FILE",
        help="default: the work folder's, else the one among the tests",
    )
    add(
        "--processes",
        type=int,
        default=cores(),
        help="that paint, with one thread each (default: %(default)s)",
    )
    return parser


def command_again(script: str, arguments: list[str]) -> str:
    """The command as others would type it, without where things lie on this machine."""
    kept = []
    words = iter(arguments)
    for word in words:
        name, separator, _ = word.partition("=")
        if name not in PLACES:
            kept.append(word)
        elif not separator:
            next(words, None)
    return shlex.join([script, *kept])


def open_sources(options: argparse.Namespace) -> Sources:
    work = Work(options.work)
    own = judge_folder(work) / JUDGE_FILE
    judge = options.judge or (own if own.exists() else CHECKED_IN / JUDGE_FILE)
    folder = work.folder / "evaluation"
    program = Program(options.program.resolve(), options.model, folder, options.processes)
    return Sources(work, program, judge)


def evaluation_scenes(count: int) -> list[Scene]:
    """Held-out scenes, whose prompts the evaluations paint."""
    return [held_out_at(index, EVALUATION_SEED) for index in range(count)]


def painting_seed(scene: int, number: int) -> int:
    """The seed of a scene's `number`-th picture: no two pictures start from the same noise."""
    return FIRST_PAINTING_SEED * (number + 1) + scene


def requests_for(
    scenes: list[Scene], seeds: int, options: tuple[str, ...] = UNGUIDED
) -> list[Request]:
    """Pictures of one scene lie together."""
    return [
        Request(prompt_of(scene), painting_seed(index, number), options)
        for index, scene in enumerate(scenes)
        for number in range(seeds)
    ]
