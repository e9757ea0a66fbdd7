"""Rewrites a TorchScript archive without the entries that describe the exporter's machine."""

import shutil
import struct
import zipfile
from pathlib import Path

ALIGNMENT = 64
LOCAL_HEADER = 30
# torch marks its padding by the letters FB; readers skip extra fields that they do not know.
PADDING_FIELD = 0x4246
EPOCH = (1980, 1, 1, 0, 0, 0)
# Tables of source lines with the paths of the exporter's files, and a hash over them.
DEBUG_ENTRIES = (".debug_pkl", "/.data/serialization_id")


def strip_debug_entries(source: Path, target: Path) -> None:
    """Copies an archive without the entries that readers do not need.

    Entries are stored, not deflated, and their data begins at multiples of 64 bytes, as torch's
    own writer does it, so that readers may map them. Dates are fixed: the same model gives the
    same bytes on every machine.
    """
    root = target.stem
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            if entry.filename.endswith(DEBUG_ENTRIES):
                continue
            name = root + "/" + entry.filename.split("/", 1)[1]
            copy = zipfile.ZipInfo(name, EPOCH)
            copy.file_size = entry.file_size
            copy.extra = _padding(new.fp.tell(), copy)
            with old.open(entry) as reader, new.open(copy, "w") as writer:
                shutil.copyfileobj(reader, writer, 1 << 20)


def _padding(offset: int, entry: zipfile.ZipInfo) -> bytes:
    """The extra field after which the data of an entry at `offset` is aligned."""
    # zipfile adds its own field of 20 bytes to entries near 4 GiB.
    large = 20 if entry.file_size * 1.05 > zipfile.ZIP64_LIMIT else 0
    header = LOCAL_HEADER + len(entry.filename.encode()) + large + struct.calcsize("<HH")
    fill = -(offset + header) % ALIGNMENT
    return struct.pack("<HH", PADDING_FIELD, fill) + bytes(fill)
