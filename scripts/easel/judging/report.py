"""The parts of a report: figures with their targets, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .bootstrap import Estimate
from .markdown import table


@dataclass(frozen=True)
class Row:
    """`compared` is the same figure for pictures that are drawn: the best that could be hoped for."""

    what: str
    measured: str
    compared: str = ""
    target: str = ""
    met: bool | None = None  # None where there is no target


def rows_as_table(rows: Sequence[Row]) -> str:
    head = ("", "measured", "drawn pictures", "target", "met")
    marks = {True: "yes", False: "**no**", None: ""}
    return table(
        head, [(row.what, row.measured, row.compared, row.target, marks[row.met]) for row in rows]
    )


def share(value: Estimate) -> str:
    return f"{100 * value.mean:.1f} ± {100 * value.error:.1f} %"
