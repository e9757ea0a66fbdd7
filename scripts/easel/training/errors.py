"""Errors that a person can act on, in the one-line form of all of this project's commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


class TrainingError(Exception):
    """`what` is wrong `where`; printed without a traceback."""

    def __init__(
        self, what: str, where: Path | str, expected: str, got: str, hint: str = ""
    ) -> None:
        self.what, self.where = what, str(where)
        self.expected, self.got, self.hint = expected, got, hint
        super().__init__(f"{what} ({where}): expected {expected}, got {got}")

    def __reduce__(self) -> tuple[type[TrainingError], tuple[str, ...]]:
        return type(self), (self.what, self.where, self.expected, self.got, self.hint)


def run_command(command: Callable[[], None]) -> int:
    """The exit code of a command, its error printed."""
    try:
        command()
    except TrainingError as error:
        print(f"error: {error}"[:400], file=sys.stderr)
        if error.hint:
            print(f"hint: {error.hint}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: the next run goes on from here", file=sys.stderr)
        return 130
    return 0


def missing(path: Path, command: str) -> TrainingError:
    """The error for a stage started before the one that it builds on."""
    return TrainingError(
        "missing file", path, "the work of an earlier stage", "nothing", f"run {command} first"
    )
