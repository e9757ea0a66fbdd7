"""The installed programs start from wherever the prefix is, and paint with the model in it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import ROOT, Installation
from PIL import Image

VERSION = re.search(r"VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text().split("project(")[1])[1]
BAD_ARGUMENT, BAD_MODEL, NO_DISPLAY = 2, 3, 5


@pytest.fixture
def studio(installed: Installation, has_studio: bool) -> str:
    if not has_studio:
        pytest.skip("built without the desktop app")
    return "bin/maulstick-studio"


@pytest.fixture
def another(installed: Installation, tmp_path: Path) -> Installation:
    """A copy that may be damaged."""
    shutil.copytree(installed.prefix, tmp_path / "another", symlinks=True)
    return Installation(tmp_path / "another", installed.home)


def test_everything_is_there(installed: Installation, has_studio: bool) -> None:
    wanted = [
        "bin/maulstick",
        f"lib/libmaulstick.so.{VERSION}",
        "lib/cmake/Maulstick/MaulstickConfig.cmake",
        "include/maulstick/engine/engine.h",
        "include/maulstick/engine/version.h",
        "share/doc/Maulstick/LICENSE",
        *(
            f"share/maulstick/models/{path.relative_to(ROOT / 'models')}"
            for path in (ROOT / "models" / "easel").rglob("*")
        ),
    ]
    if has_studio:
        wanted += [
            "bin/maulstick-studio",
            "share/applications/org.maulstick.Studio.desktop",
            "share/metainfo/org.maulstick.Studio.metainfo.xml",
            "share/icons/hicolor/scalable/apps/org.maulstick.Studio.svg",
            "share/icons/hicolor/48x48/apps/org.maulstick.Studio.png",
        ]
    assert [path for path in wanted if not (installed.prefix / path).exists()] == []
    assert sorted(p.name for p in installed.prefix.iterdir()) == ["bin", "include", "lib", "share"]


@pytest.mark.parametrize("name", ["maulstick", "maulstick-studio"])
def test_programs_say_their_version(installed: Installation, has_studio: bool, name: str) -> None:
    if name == "maulstick-studio" and not has_studio:
        pytest.skip("built without the desktop app")
    done = installed.run(f"bin/{name}", "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Maulstick {VERSION}\n", "")
    assert "Usage" in installed.run(f"bin/{name}", "--help").stdout


def test_command_line_paints(installed: Installation, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    done = installed.run(
        "bin/maulstick", "generate", "--steps", 10, "--output", picture, "--json", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["output"] == str(picture)
    assert Image.open(picture).size == (128, 128)


def test_model_is_that_of_the_prefix(another: Installation) -> None:
    manifest = another.prefix / "share/maulstick/models/easel/manifest.json"
    manifest.write_text("{}")
    done = another.run("bin/maulstick", "generate", "--steps", 10)
    assert done.returncode == BAD_MODEL
    assert str(manifest)[-40:] in done.stderr


def test_torch_in_the_prefix_comes_first(another: Installation, torch_folder: Path) -> None:
    own = another.prefix / "lib/maulstick"
    own.symlink_to(torch_folder / "lib")
    for file in ("bin/maulstick", "lib/libmaulstick.so"):
        listed = subprocess.run(
            ["ldd", another.prefix / file], capture_output=True, text=True, check=True
        ).stdout
        path = re.search(r"libtorch_cpu\S* => (\S.*) \(", listed)[1]
        assert Path(path).parent.absolute().resolve() == own.resolve()
        assert str(another.prefix) in path
    assert another.run("bin/maulstick", "--version").returncode == 0


# --- The desktop app ---


def is_ready(process: subprocess.Popen) -> bool:
    """Whether it is past its start: it has its own answer to SIGTERM."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = int(re.search(r"SigCgt:\s*(\w+)", status)[1], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def test_studio_starts_and_ends_when_asked(installed: Installation, studio: str) -> None:
    process = subprocess.Popen(
        [installed.prefix / studio],
        env=installed.environment(QT_QPA_PLATFORM="offscreen"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 120
        while process.poll() is None and not is_ready(process) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    # What the offscreen display says of itself is no fault of the app.
    said = [line for line in err.splitlines() if not line.startswith("This plugin does not")]
    assert (process.returncode, out, said) == (0, "", [])
    assert list(installed.home.rglob("settings.json")), "the settings were not saved"


def test_studio_without_a_display(installed: Installation, studio: str) -> None:
    done = installed.run(studio)
    assert done.returncode == NO_DISPLAY
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: no display")
    assert "maulstick generate" in hint


def test_studio_refuses_what_it_does_not_know(installed: Installation, studio: str) -> None:
    done = installed.run(studio, "--nonsense", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == BAD_ARGUMENT
    assert "--nonsense" in done.stderr
