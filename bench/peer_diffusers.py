"""The guided run in Python: diffusers, transformers, eager PyTorch. One process, one picture.

Prints one JSON object with the seconds of every step; called by full_size.py.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "reference"))

import torch
from guided_sampler import Models, Request, load_models, paint, to_pixels
from PIL import Image
from transformers.utils import logging


def load(options: argparse.Namespace) -> Models:
    if options.diffusers:
        return load_models(options.diffusers, options.clip)
    from bundle_models import load_bundle

    return load_bundle(options.bundle)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--diffusers", type=Path, help="model folder")
    parser.add_argument("--clip", type=Path, help="guidance CLIP folder")
    parser.add_argument("--bundle", type=Path, help="in place of both: run its modules")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--request", required=True, help="fields of Request, as JSON")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    logging.disable_progress_bar()
    began = time.perf_counter()
    models = load(options)
    loaded = time.perf_counter()
    run = paint(models, Request(**json.loads(options.request)))
    painted = time.perf_counter()
    Image.fromarray(to_pixels(run.trace["image"]).numpy()).save(options.output)
    print(
        json.dumps(
            {
                "load_seconds": loaded - began,
                "seconds": painted - loaded,
                "decode_seconds": run.decode_seconds,
                "steps": [record["seconds"] for record in run.log],
                "guided": run.guided_steps(),
                "losses": run.losses,
            }
        )
    )


if __name__ == "__main__":
    main()
