#!/usr/bin/env python3
"""Gives a bundle that was exported without one the map for live previews (models/README.md).

Only manifest.json is written; the model's identity, which is the manifest's SHA-256, changes.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from maulstick_export.errors import ExportError, source_error
from maulstick_export.manifest import FORMAT, MANIFEST, manifest_text
from maulstick_export.preview import fit_preview


def add_preview(bundle: Path) -> None:
    """Fits the map to the bundle's decoder and puts it into `latents.preview`."""
    path = bundle / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise source_error("bundle", path, f"the format {FORMAT}", "another")
    latents = manifest["latents"]
    decoder = bundle / manifest["vae"]["decoder"]
    latents["preview"] = fit_preview(decoder, latents["scale"], latents["factor"])
    temporary = path.with_suffix(".json.new")
    temporary.write_text(manifest_text(manifest), encoding="utf-8")
    os.replace(temporary, path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("bundle", metavar="DIR", type=Path, help="a bundle of this exporter")
    bundle = parser.parse_args().bundle
    try:
        add_preview(bundle)
    except ExportError as error:
        print(*error.lines(), sep="\n", file=sys.stderr)
        return int(error.kind)
    except (OSError, ValueError, KeyError) as error:
        fault = source_error("bundle", bundle, "a bundle folder", f"{type(error).__name__} {error}")
        print(*fault.lines(), sep="\n", file=sys.stderr)
        return int(fault.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
