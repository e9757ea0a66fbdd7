"""Work on an array in blocks, by several one-thread processes, in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from typing import NoReturn, TypeVar

Result = TypeVar("Result")


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def blocks(start: int, stop: int, length: int) -> list[range]:
    return [range(i, min(i + length, stop)) for i in range(start, stop, length)]


def each_block(
    task: Callable[[range], Result], todo: list[range], processes: int
) -> Iterator[tuple[range, Result]]:
    """Results of `task` in the order of `todo`; processes end with the iteration."""
    interrupt_on_termination()
    if processes == 1:
        yield from ((block, task(block)) for block in todo)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, initializer=_start_process) as pool:
        yield from zip(todo, pool.imap(task, todo), strict=True)


def interrupt_on_termination() -> None:
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _start_process() -> None:
    """Interruptions are the first process's business: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
