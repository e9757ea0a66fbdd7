"""Processes that train one network together: each on its share of a batch, gradients averaged.

On CPUs several one-thread processes are faster than one process of several threads, and suffer far
less when another program takes a core. On a CUDA device there is one process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import torch
import torch.distributed
from torch import Tensor, nn

from training.errors import TrainingError
from training.parallel import interrupt_on_termination

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
PATIENCE = timedelta(hours=1)  # others wait while the first process validates or saves


@dataclass
class Team:
    """One process's view of the team."""

    rank: int
    size: int
    device: torch.device
    asked_to_stop: bool = field(default=False)

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def watch_signals(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, _signal: int, _frame: object) -> None:
        self.asked_to_stop = True

    def average_gradients(self, parameters: list[nn.Parameter]) -> bool:
        """Averages in place; returns whether any process was asked to stop."""
        if self.size == 1:
            return self.asked_to_stop
        gradients = [_gradient(parameter) for parameter in parameters]
        stop = torch.tensor([float(self.asked_to_stop)])
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients] + [stop])
        torch.distributed.all_reduce(flat)
        if flat[-1] > 0:
            return True
        flat /= self.size
        pieces = flat[:-1].split([gradient.numel() for gradient in gradients])
        for gradient, piece in zip(gradients, pieces, strict=True):
            gradient.copy_(piece.view(gradient.shape))
        return False

    @property
    def memory_format(self) -> torch.memory_format:
        """Of the weights of convolutions: what is fastest on the device."""
        on_gpu = self.device.type == "cuda"
        return torch.channels_last if on_gpu else torch.contiguous_format

    def autocast(self, bfloat16_on_cpu: bool) -> AbstractContextManager[Any]:
        enabled = self.device.type == "cuda" or bfloat16_on_cpu
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=enabled)


def _gradient(parameter: nn.Parameter) -> Tensor:
    if parameter.grad is None:
        parameter.grad = torch.zeros_like(parameter)
    return parameter.grad


@dataclass(frozen=True)
class Meeting:
    """The processes wait for each other here, and not within the library, where a signal would find
    no hearing. Without the folder the meeting is off."""

    folder: Path
    size: int

    def call_others(self, task: Callable[[Team], None]) -> list[BaseProcess]:
        """Starts the other processes, which ignore signals until they train."""
        context = multiprocessing.get_context("spawn")
        others = [
            context.Process(target=_follow, args=(task, rank, self), daemon=True)
            for rank in range(1, self.size)
        ]
        old = {number: signal.signal(number, signal.SIG_IGN) for number in STOP_SIGNALS}
        for other in others:
            other.start()
        for number, handler in old.items():
            signal.signal(number, handler)
        return others

    def gather(self, rank: int, goes_on: Callable[[], bool]) -> None:
        """Returns when all have come."""
        (self.folder / str(rank)).touch()
        while not all((self.folder / str(other)).exists() for other in range(self.size)):
            if not goes_on():
                got = "the end of one of them"
                raise TrainingError("training", "start", f"{self.size} processes", got)
            time.sleep(0.05)


def _follow(task: Callable[[Team], None], rank: int, meeting: Meeting) -> None:
    """What the other processes do; of errors it is the first process that tells."""
    _set_up_cpu()
    leader = multiprocessing.parent_process()
    try:
        meeting.gather(rank, lambda: meeting.folder.exists() and leader.is_alive())
        _run(task, rank, meeting)
    except (TrainingError, FileNotFoundError):
        sys.exit(1)


def work_together(task: Callable[[Team], None], processes: int) -> None:
    """Runs `task` in `processes` processes, this one among them; in this one only on CUDA."""
    interrupt_on_termination()  # until training begins
    if torch.cuda.is_available():
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
        return _alone(task, torch.device("cuda"))
    _set_up_cpu()
    if processes == 1:
        return _alone(task, torch.device("cpu"))
    with tempfile.TemporaryDirectory() as folder:
        meeting = Meeting(Path(folder), processes)
        others = meeting.call_others(task)
        meeting.gather(0, lambda: all(other.is_alive() for other in others))
        _run(task, 0, meeting)
        for other in others:
            other.join()


def _set_up_cpu() -> None:
    """On CPUs the backward pass of fused attention takes a quarter of the UNet's step; plain matrix
    products are done in a third of that. The switch is named after CUDA and holds for CPUs too."""
    torch.set_num_threads(1)
    torch.backends.cuda.enable_flash_sdp(False)


def _alone(task: Callable[[Team], None], device: torch.device) -> None:
    team = Team(0, 1, device)
    team.watch_signals()
    task(team)


def _run(task: Callable[[Team], None], rank: int, meeting: Meeting) -> None:
    if sys.platform == "linux":
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    place = f"file://{meeting.folder / 'store'}"
    torch.distributed.init_process_group(
        "gloo", init_method=place, rank=rank, world_size=meeting.size, timeout=PATIENCE
    )
    team = Team(rank, meeting.size, torch.device("cpu"))
    team.watch_signals()
    try:
        task(team)
    finally:
        torch.distributed.destroy_process_group()
