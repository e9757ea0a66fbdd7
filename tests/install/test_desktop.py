"""What tells desktops and software centres about the app, by their own validators."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest
from conftest import Installation
from PIL import Image

NAME = "org.maulstick.Studio"


@pytest.fixture
def share(installed: Installation, has_studio: bool) -> Path:
    if not has_studio:
        pytest.skip("built without the desktop app")
    return installed.prefix / "share"


def problems(*command: object) -> str:
    """What a validator says of a file; empty if it takes it."""
    if shutil.which(str(command[0])) is None:
        pytest.fail(f"{command[0]} is not here: see scripts/system-packages-test.txt")
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr + "refused"


def of_entry(path: Path) -> str:
    return problems("desktop-file-validate", path)


def of_metainfo(path: Path) -> str:
    return problems("appstreamcli", "validate", "--no-net", path)


def damaged(original: Path, folder: Path, before: str, after: str) -> Path:
    text = original.read_text()
    assert before in text
    copy = folder / original.name
    copy.write_text(text.replace(before, after))
    return copy


def test_desktop_entry_is_valid(share: Path) -> None:
    assert of_entry(share / f"applications/{NAME}.desktop") == ""


def test_metainfo_is_valid(share: Path) -> None:
    assert of_metainfo(share / f"metainfo/{NAME}.metainfo.xml") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Type=Application", "Type=Programme"),
        ("Categories=Graphics;", "Categories=Pictures;"),
        ("Exec=maulstick-studio", "Start=maulstick-studio"),
    ],
)
def test_damaged_entries_are_refused(share: Path, tmp_path: Path, before: str, after: str) -> None:
    original = share / f"applications/{NAME}.desktop"
    assert of_entry(damaged(original, tmp_path, before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</description>", ""),
        ("<metadata_license>MIT<", "<metadata_license>Ours<"),
        (f"<id>{NAME}</id>", ""),
    ],
)
def test_damaged_metainfo_is_refused(share: Path, tmp_path: Path, before: str, after: str) -> None:
    original = share / f"metainfo/{NAME}.metainfo.xml"
    assert of_metainfo(damaged(original, tmp_path, before, after))


def test_they_name_each_other(installed: Installation, share: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(share / f"applications/{NAME}.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    info = xml.parse(share / f"metainfo/{NAME}.metainfo.xml").getroot()
    assert info.findtext("id") == NAME
    assert info.findtext("launchable") == f"{NAME}.desktop"
    assert info.findtext("name") == section["Name"]
    assert info.findtext("summary") == section["Comment"]
    assert section["Icon"] == NAME
    said = installed.run("bin/maulstick", "--version").stdout.split()[1]
    assert info.find("releases/release").get("version") == said
    for binary in [section["Exec"].split()[0], *(b.text for b in info.iterfind("provides/binary"))]:
        assert (installed.prefix / "bin" / binary).exists()


def test_small_icon_has_its_size(share: Path) -> None:
    icon = Image.open(share / f"icons/hicolor/48x48/apps/{NAME}.png")
    assert icon.size == (48, 48) and icon.mode == "RGBA"
