"""PNG files chunk by chunk, and a reader of A1111's settings line written from its grammar."""

from __future__ import annotations

import json
import re
import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
Chunk = tuple[bytes, bytes]


def chunk(kind: bytes, data: bytes, length: int | None = None, crc: int | None = None) -> bytes:
    """One chunk, with another length or checksum where a test wants one."""
    head = struct.pack(">I", len(data) if length is None else length) + kind
    return head + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)


def header(width: int = 8, height: int = 8, depth: int = 8, colour: int = 2) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def pixels(width: int = 8, height: int = 8) -> bytes:
    return chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 3 * width) * height))


def png(*between: bytes, tail: bytes = b"") -> bytes:
    """A small sound picture with chunks behind its header and before its end."""
    return SIGNATURE + header() + b"".join(between) + pixels() + tail + chunk(b"IEND", b"")


def international(keyword: str, text: str, compressed: bool = False) -> bytes:
    data = text.encode()
    flag = b"\1\0" if compressed else b"\0\0"
    body = zlib.compress(data) if compressed else data
    return chunk(b"iTXt", keyword.encode() + b"\0" + flag + b"\0\0" + body)


def chunks_of(content: bytes) -> list[Chunk]:
    assert content.startswith(SIGNATURE)
    found, place = [], len(SIGNATURE)
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        kind, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        (crc,) = struct.unpack_from(">I", content, place + 8 + length)
        assert crc == zlib.crc32(kind + data), kind
        found.append((kind, data))
        place += 12 + length
    return found


@dataclass
class Settings:
    prompt: str
    negative: str
    values: dict[str, str]


# A key has two or more of these, and its value is a JSON string or has neither comma nor newline.
PAIR = re.compile(r'\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])*"|[^,]*)(?:,|$)')


def read_parameters(text: str) -> Settings:
    """Prompt lines, then perhaps "Negative prompt: …" lines, then one line of pairs."""
    *lines, last = text.split("\n")
    values = {
        key: json.loads(value) if value.startswith('"') else value
        for key, value in PAIR.findall(last)
    }
    prompt: list[str] = []
    negative: list[str] = []
    into = prompt
    for line in lines:
        if line.startswith("Negative prompt:") and into is prompt:
            into, line = negative, line.removeprefix("Negative prompt:").lstrip(" ")
        into.append(line)
    return Settings("\n".join(prompt), "\n".join(negative), values)
