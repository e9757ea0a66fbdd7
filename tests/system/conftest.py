"""What the tests of the program share.

They run the executable of $MAULSTICK_EXECUTABLE, or else the release build's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [
    str(ROOT / part) for part in ("tests/system", "tests/reference", "tests/export", "scripts")
]

from maulstick_export.quiet import silence_environment  # noqa: E402

silence_environment()

import torch  # noqa: E402
import transformers  # noqa: E402
from harness import Program  # noqa: E402
from random_models import RandomModel, random_model  # noqa: E402

transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
# Small models are slower with more threads.
torch.set_num_threads(1)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes tens of seconds")


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    built = ROOT / "build" / "release" / "bin" / "maulstick"
    path = Path(os.environ.get("MAULSTICK_EXECUTABLE", built))
    if not path.exists():
        pytest.exit(f"no executable at {path}: build it, or set MAULSTICK_EXECUTABLE", returncode=2)
    return Program(path, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def tiny() -> RandomModel:
    """The smallest model, for tests that are not about numbers. Nobody changes its files."""
    return random_model("tiny")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB: sixteen pages."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", place], capture_output=True, check=False
    )
    if mount.returncode != 0:
        pytest.skip("a small file system cannot be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)
