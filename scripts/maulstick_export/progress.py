"""One line a step on standard error: its number, what is being done, and how long it took."""

import contextlib
import sys
import time

from .stopping import check_stopped


class Progress:
    """Prints `[3/9] UNet: loading, tracing … 1.2 s` piece by piece while the work goes on."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._number = 0
        self._started = time.monotonic()
        self._step_started = 0.0
        self._phases = 0
        self._open = False

    def step(self, title: str) -> None:
        """Ends the line of the step before and begins the next one, unless a stop was asked for."""
        check_stopped()
        self.end()
        self._number += 1
        self._phases = 0
        self._open = True
        self._step_started = time.monotonic()
        self._print(f"[{self._number}/{self._steps}] {title}:")

    def phase(self, name: str) -> None:
        """Adds what is being done now to the line of the step."""
        self._print(("," if self._phases else "") + f" {name}")
        self._phases += 1

    def end(self) -> None:
        """Ends the line with the seconds of its step."""
        if self._open:
            self._print(f" … {time.monotonic() - self._step_started:.1f} s\n")
        self._open = False

    def abort(self) -> None:
        """Ends a line in the middle, so that an error begins on its own."""
        if self._open:
            self._print(" …\n")
        self._open = False

    def seconds(self) -> float:
        """Seconds since the first step."""
        return time.monotonic() - self._started

    def _print(self, text: str) -> None:
        # A reader that went away is no reason to stop.
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()
