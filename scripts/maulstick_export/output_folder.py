"""The folder of the bundle: filled beside its place, and put there when it is complete."""

import os
import shutil
import tempfile
from pathlib import Path

from .errors import ExportError, option_error, output_error
from .json_file import read_json
from .manifest import FORMAT, MANIFEST
from .stopping import check_stopped, uninterrupted

EXPECTED = "a new folder, or a bundle to replace"


class OutputFolder:
    """A context: `path` is a temporary folder, `commit` renames it, and leaving removes it."""

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()
        self.path = self.target
        self._made_parents: list[Path] = []

    def __enter__(self) -> "OutputFolder":
        check_target(self.target)
        with uninterrupted():
            try:
                self._make_parents()
                prefix = f".{self.target.name[:100]}."
                self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=self.target.parent))
            except OSError as error:
                self._remove_parents()
                raise output_error(self.target.parent, error) from None
        return self

    def __exit__(self, *_: object) -> None:
        with uninterrupted():
            shutil.rmtree(self.path, ignore_errors=True)
            if not self.target.exists():
                self._remove_parents()

    def commit(self) -> None:
        """Syncs every file, then puts the folder in its place; an older bundle goes only now."""
        mask = _umask()
        self.path.chmod(0o777 & ~mask)
        for path in sorted(self.path.rglob("*")):
            path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
            _sync(path)
        _sync(self.path)
        check_target(self.target)
        check_stopped()
        with uninterrupted():
            self._swap()

    def _swap(self) -> None:
        """Two renames, the first of which is undone if the second fails."""
        old = self.path.with_name(self.path.name + ".old")
        replaces = self.target.exists()
        if replaces:
            self.target.rename(old)
        try:
            self.path.rename(self.target)
        except OSError:
            if replaces:
                old.rename(self.target)
            raise
        _sync(self.target.parent)
        shutil.rmtree(old, ignore_errors=True)

    def _make_parents(self) -> None:
        missing = [parent for parent in self.target.parents if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir()
            self._made_parents.append(parent)

    def _remove_parents(self) -> None:
        for parent in reversed(self._made_parents):
            parent.rmdir()
        self._made_parents = []


def check_target(target: Path) -> None:
    """Only a new place, an empty folder or a bundle may be written to."""
    try:
        if not os.path.lexists(target):
            return
        if target.is_symlink() or not target.is_dir():
            raise option_error("--output", target, EXPECTED, "something that is no folder")
        if any(target.iterdir()):
            _check_bundle(target)
    except OSError as error:
        raise output_error(target, error) from None


def _check_bundle(target: Path) -> None:
    """Raises unless a folder holds a bundle and nothing else: it is about to be deleted."""
    try:
        manifest = read_json(target / MANIFEST)
    except ExportError:
        manifest = {}
    if manifest.get("format") != FORMAT:
        raise option_error("--output", target, EXPECTED, "a folder with other files in it")
    known = {MANIFEST, *manifest.get("files", {})}
    for path in target.rglob("*"):
        name = path.relative_to(target).as_posix()
        if not path.is_dir() and name not in known:
            hint = "move that file elsewhere"
            raise option_error(
                "--output", target, EXPECTED, f"a bundle that also holds {name}", hint
            )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
