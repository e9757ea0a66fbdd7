"""Writes src/text/clip_unicode_tables.h: what the `tokenizers` library makes of each code point.

The library's parts follow different versions of Unicode: its regular expressions one, its
lower-casing another, its NFC a third. Asking the library itself is the one way to the same
ids for every text, and keeps them independent of the ICU that happens to be installed.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

ROOT = Path(__file__).resolve().parents[2]
CODE_POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
CHUNK = 4096

HEADER = """#pragma once
// Written by tests/reference/clip_unicode.py with tokenizers {version}; do not edit.
//
// What that library takes for a letter, a number and white space, and how it lower-cases. Its
// tables are newer than the ICU of current systems and their versions differ among themselves, so
// taking ICU's would give other ids for thousands of code points, and others again after an update
// of ICU. Only clip_unicode.cpp includes this file.
//
// clang-format off

#include "text/clip_unicode.h"

namespace maulstick::text::clip {{

"""


def matching(pattern: str) -> list[int]:
    """The code points that the library's regular expressions match with `pattern`."""
    keep_matches = pre_tokenizers.Split(Regex(pattern), behavior="removed", invert=True)
    found: list[int] = []
    for begin in range(0, len(CODE_POINTS), CHUNK):
        text = "".join(map(chr, CODE_POINTS[begin : begin + CHUNK]))
        for piece, _ in keep_matches.pre_tokenize_str(text):
            found.extend(map(ord, piece))
    return found


def lower_case() -> list[tuple[int, int]]:
    """(code point, what is added to it) for each that changes; U+0130 is clip_unicode.cpp's."""
    lower = normalizers.Lowercase().normalize_str
    pairs = [(c, lower(chr(c))) for c in CODE_POINTS if lower(chr(c)) != chr(c)]
    long = [c for c, text in pairs if len(text) != 1]
    if long != [0x130] or lower("\u0130") != "i\u0307":
        sys.exit(f"error: expected only U+0130 to become two code points, got {long}")
    return [(c, ord(text) - c) for c, text in pairs if len(text) == 1]


def ranges(code_points: Iterable[int]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for c in code_points:
        if joined and joined[-1][1] == c - 1:
            joined[-1] = (joined[-1][0], c)
        else:
            joined.append((c, c))
    return joined


def strides(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(first, last, step, delta): runs of one delta at every code point or at every other one."""
    runs: list[tuple[int, int, int, int]] = []
    for c, delta in pairs:
        if runs:
            first, last, step, same = runs[-1]
            gap = c - last
            if same == delta and gap <= 2 and (first == last or gap == step):
                runs[-1] = (first, c, gap, delta)
                continue
        runs.append((c, c, 1, delta))
    return runs


def wrapped(items: Iterable[str]) -> Iterator[str]:
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 100:
            yield line
            line = "   "
        line += f" {item},"
    yield line


def table(kind: str, name: str, rows: Iterable[tuple[int, ...]]) -> str:
    items = ["{" + ", ".join(f"0x{v:X}" if v > 9 else str(v) for v in row) + "}" for row in rows]
    return "\n".join([f"inline constexpr {kind} {name}[] = {{", *wrapped(items), "};", "", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = ROOT / "src/text/clip_unicode_tables.h"
    parser.add_argument("--output", type=Path, default=default)
    arguments = parser.parse_args()
    text = HEADER.format(version=tokenizers.__version__)
    text += table("Range", "letters", ranges(matching(r"\p{L}")))
    text += table("Range", "numbers", ranges(matching(r"\p{N}")))
    text += table("Range", "spaces", ranges(matching(r"\s")))
    text += table("LowerCaseRun", "lower_case_runs", strides(lower_case()))
    text += "}  // namespace maulstick::text::clip\n"
    arguments.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
