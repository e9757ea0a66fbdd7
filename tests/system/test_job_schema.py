"""docs/jobs.schema.json takes and refuses the lines that the program takes and refuses.

tests/batch/job_test.cpp holds the program against the same table.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "jobs.schema.json").read_text(encoding="utf-8"))
TABLE = json.loads((ROOT / "tests" / "batch" / "job_lines.json").read_text(encoding="utf-8"))


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def read_line(line: str) -> Any:
    """JSON as RFC 8259 has it, which knows neither NaN nor half a character."""
    value = json.loads(line, object_pairs_hook=each_key_once, parse_constant=refuse_constant)
    json.dumps(value, ensure_ascii=False).encode()
    return value


def is_accepted(line: str) -> bool:
    try:
        return Draft202012Validator(SCHEMA).is_valid(read_line(line))
    except ValueError:
        return False


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["line"][:40])
def test_line(row: dict[str, Any]) -> None:
    assert is_accepted(row["line"]) == row["accepted"], row.get("why", "")


def test_longest_prompt() -> None:
    assert is_accepted(json.dumps({"prompt": "x" * 65536}))
    assert not is_accepted(json.dumps({"prompt": "x" * 65537}))


def test_defaults_are_valid() -> None:
    defaults = {
        name: entry["default"] for name, entry in SCHEMA["properties"].items() if "default" in entry
    }
    assert len(defaults) > 10
    assert Draft202012Validator(SCHEMA).is_valid(defaults)
