"""An installation of the build that is being tested, moved away from where it was laid."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Installation:
    """A prefix, and how its programs are run: an empty home folder, no model chosen."""

    prefix: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MAULSTICK_", "XDG_", "LD_", "QT_", "DISPLAY", "WAYLAND_"))
        }
        own = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "LC_ALL": "C.UTF-8"}
        # OpenMP's busy waiting makes pictures crawl where another program takes a core.
        return kept | own | {"OMP_NUM_THREADS": "1", "GOMP_SPINCOUNT": "1000"} | more

    def run(
        self, *command: object, timeout: float = 240, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """A command whose program is a path below the prefix, or a whole path."""
        return subprocess.run(
            [self.prefix / str(command[0]), *map(str, command[1:])],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            env=self.environment(**environment),
            check=False,
        )


def from_environment(name: str) -> str:
    if name not in os.environ:
        pytest.exit(f"${name} is not set: run these tests with ctest -R install", returncode=2)
    return os.environ[name]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("installed")
    laid, moved, home = folder / "laid", folder / "moved elsewhere", folder / "home"
    home.mkdir(mode=0o700)
    done = subprocess.run(
        [from_environment("CMAKE"), "--install", from_environment("MAULSTICK_BUILD")]
        + ["--prefix", str(laid)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    laid.rename(moved)
    return Installation(moved, home)


@pytest.fixture
def has_studio() -> bool:
    return from_environment("MAULSTICK_STUDIO") == "1"


@pytest.fixture(scope="session")
def torch_folder() -> Path:
    return Path(from_environment("MAULSTICK_TORCH"))
