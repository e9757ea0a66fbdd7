"""Lines that say how far a long command is, how fast it goes and how long it will still take."""

from __future__ import annotations

import time


class Pace:
    """Whether something that is done every so often is due."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last = time.monotonic()

    def due(self) -> bool:
        now = time.monotonic()
        if now - self._last < self._seconds:
            return False
        self._last = now
        return True


class Progress:
    """The speed counts only what this run has done; time spent elsewhere may be taken out."""

    def __init__(self, name: str, done: int, total: int, every: float = 15.0) -> None:
        self._name, self._start, self._total = name, done, total
        self._began = time.monotonic()
        self._pace = Pace(every)

    def update(self, done: int, note: str = "") -> None:
        """Prints a line if the last one is old, or all is done."""
        if self._pace.due() or done >= self._total:
            self.show(done, note)

    def show(self, done: int, note: str = "") -> None:
        seconds = max(time.monotonic() - self._began, 1e-9)
        rate = (done - self._start) / seconds
        left = duration(max(self._total - done, 0) / rate) if rate > 0 else "unknown time"
        share = min(100 * done / max(self._total, 1), 100)
        line = f"{self._name}  {done:,} of {self._total:,} ({share:.1f} %)"
        print(f"{line}  {rate:.1f}/s  {left} left  {note}".rstrip(), flush=True)


def duration(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes == 0:
        return f"{seconds:.0f} s"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min"
