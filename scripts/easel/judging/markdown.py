"""Markdown tables, and what a report says about the machine and the versions behind its figures."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

import torch


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]
    return "\n".join(lines) + "\n"


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def processor() -> str:
    """The processor's name, where the system tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def versions() -> str:
    return f"Python {platform.python_version()}, torch {torch.__version__}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
