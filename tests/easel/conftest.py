"""Easel's scripts and the exporter on the path of imports."""

import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path[:0] = [str(SCRIPTS / "easel"), str(SCRIPTS)]
