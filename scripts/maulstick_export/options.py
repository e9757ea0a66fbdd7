"""What the command line chose."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Options:
    """`name` and `licence` are None where the source is to say them."""

    source: str
    clip: str
    output: Path
    precision: str
    name: str | None
    licence: str | None
