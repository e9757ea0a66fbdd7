"""The engine as a package: headers that stand alone, and a program that is built with them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, Installation, from_environment
from PIL import Image

PROMPT = "A campfire with group of people"
FOREIGN = ("torch", "ATen", "c10", "nlohmann", "Q")


def configure(
    installed: Installation, build: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [from_environment("CMAKE"), "-S", ROOT / "examples/paint", "-B", build]
        + ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_PREFIX_PATH={installed.prefix}"]
        + list(options),
        capture_output=True,
        text=True,
        check=False,
    )


def build_example(installed: Installation, build: Path, *options: str) -> Path:
    configured = configure(installed, build, *options)
    assert configured.returncode == 0, configured.stderr
    built = subprocess.run(
        [from_environment("CMAKE"), "--build", build], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout
    return build / "paint"


@pytest.fixture(scope="module")
def example(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_example(installed, tmp_path_factory.mktemp("example"))


def torch_of(program: Path) -> str:
    """Where the dynamic linker takes torch from."""
    listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return re.search(r"libtorch_cpu\S* => (\S.*) \(", listed)[1]


def test_headers_stand_alone(installed: Installation) -> None:
    include = installed.prefix / "include"
    headers = sorted(path.relative_to(include) for path in include.rglob("*.h"))
    assert len(headers) > 15
    for header in headers:
        done = subprocess.run(
            [from_environment("CXX"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"]
            + [f"-I{include}", "-x", "c++", "-"],
            input=f"#include <{header}>\n#include <{header}>\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{header}: {done.stderr}"


def test_headers_include_nothing_foreign(installed: Installation) -> None:
    named = {
        name
        for header in (installed.prefix / "include").rglob("*.h")
        for name in re.findall(r"#include *[<\"]([^>\"]+)", header.read_text())
    }
    assert [name for name in named if name.startswith(FOREIGN)] == []
    assert {name for name in named if "/" in name and not name.startswith("maulstick/")} == set()


def test_example_paints_what_the_command_line_paints(
    installed: Installation, example: Path, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "example.png", tmp_path / "maulstick.png"
    done = installed.run(example, PROMPT, ours, 10)
    assert done.returncode == 0, done.stderr
    done = installed.run(
        "bin/maulstick", "generate", "--prompt", PROMPT, "--steps", 10, "--output", theirs
    )
    assert done.returncode == 0, done.stderr
    assert Image.open(ours).tobytes() == Image.open(theirs).tobytes()
    assert Image.open(ours).text["parameters"] == Image.open(theirs).text["parameters"]


def test_errors_cross_the_library(installed: Installation, example: Path, tmp_path: Path) -> None:
    done = installed.run(example, PROMPT, tmp_path / "none.png", 2)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and "--steps" in done.stderr


def test_library_brings_its_model(installed: Installation, example: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(installed.prefix, copy, symlinks=True)
    (copy / "share/maulstick/models/easel/manifest.json").write_text("{}")
    done = installed.run(
        example, PROMPT, tmp_path / "none.png", 10, LD_LIBRARY_PATH=str(copy / "lib")
    )
    assert done.returncode == 3, done.stderr


def test_library_shows_its_door_only(installed: Installation) -> None:
    listed = subprocess.run(
        [
            "nm",
            "--dynamic",
            "--defined-only",
            "--demangle",
            installed.prefix / "lib/libmaulstick.so",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert " maulstick::Engine::paint(" in listed
    for hidden in ("maulstick::model::", "maulstick::text::", "sentencepiece::", "google::"):
        assert hidden not in listed


def test_torch_elsewhere(installed: Installation, torch_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "torch"
    elsewhere.symlink_to(torch_folder)
    program = build_example(installed, tmp_path / "build", f"-DMAULSTICK_TORCH_DIR={elsewhere}")
    assert torch_of(program).startswith(str(elsewhere))


def test_torch_that_is_not_there(installed: Installation, tmp_path: Path) -> None:
    done = configure(installed, tmp_path / "build", f"-DMAULSTICK_TORCH_DIR={tmp_path}")
    assert done.returncode != 0
    assert "expected its libraries, got none" in " ".join(done.stderr.split())
