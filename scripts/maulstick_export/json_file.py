"""JSON objects of a source, read with errors that name the file."""

import json
from pathlib import Path
from typing import Any

from .errors import reason, source_error


def read_json(path: Path) -> dict[str, Any]:
    """The object in a file; anything else there is the source's fault."""
    if not path.is_file():
        raise source_error("missing file", path, "a JSON file", "no such file")
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise source_error("unreadable file", path, "a JSON object", reason(error)) from None
    if not isinstance(value, dict):
        raise source_error("unreadable file", path, "a JSON object", type(value).__name__)
    return value
