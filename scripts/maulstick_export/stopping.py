"""The signals that stop an export, whenever they come.

A handler raises KeyboardInterrupt. Where a library happens to run a callback just then, Python drops
the exception and prints it. So a stop is also noted, and looked for at every step.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_asked = threading.Event()


def stop_on_signals() -> None:
    """Called once, before the work."""
    _asked.clear()
    sys.unraisablehook = _report_dropped
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)


def check_stopped() -> None:
    """Raises KeyboardInterrupt if a stop was asked for, though its exception was dropped."""
    if _asked.is_set():
        raise KeyboardInterrupt


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignores the signals for a moment in which the program must not end."""
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    _asked.set()
    raise KeyboardInterrupt


def _report_dropped(dropped: "sys.UnraisableHookArgs") -> None:
    if not (_asked.is_set() and issubclass(dropped.exc_type, KeyboardInterrupt)):
        sys.__unraisablehook__(dropped)
