#!/usr/bin/env python3
"""Exports a Stable Diffusion v1 model as a bundle that Maulstick paints with."""

import argparse
import shlex
import sys
from pathlib import Path
from typing import NoReturn

from maulstick_export.errors import (
    ExportError,
    Kind,
    is_out_of_memory,
    option_error,
    output_error,
    reason,
    source_error,
)
from maulstick_export.options import Options
from maulstick_export.output_folder import check_target
from maulstick_export.progress import Progress
from maulstick_export.quiet import silence_environment, silence_libraries
from maulstick_export.stopping import stop_on_signals

STEPS = 8
INTERRUPTED = 130
DEFAULT_CLIP = "openai/clip-vit-base-patch32"
MAX_TEXT = 200

DESCRIPTION = """\
Exports a Stable Diffusion v1 model and a guidance CLIP as a bundle: a folder that
Maulstick checks, loads and paints with.

Every written module is compared with the Python model before the bundle is put in its
place; if anything fails, nothing is left behind."""

EPILOGUE = """\
sources:
  FOLDER            a model in diffusers' layout (model_index.json, unet/, vae/, …)
  FILE              one .safetensors or .ckpt file of a Stable Diffusion v1 model;
                    needs no network
  OWNER/NAME        a model of the Hugging Face hub

examples:
  export_weights.py CompVis/stable-diffusion-v1-4 --output models/sd-v1-4
  export_weights.py v1-5-pruned-emaonly.safetensors --clip clip/ --output models/sd-v1-5
  export_weights.py my-model/ --clip clip/ --output models/mine --precision float16

exit codes:
  0 done; 2 bad option; 3 the source or the CLIP is missing, damaged or of another kind;
  4 the bundle could not be written; 5 memory ran out; 130 interrupted"""


class Parser(argparse.ArgumentParser):
    """Reports bad options in the program's own form."""

    def error(self, message: str) -> NoReturn:
        error = option_error("options", self.prog, "what --help shows", message)
        sys.exit(fail(error))


def parse(arguments: list[str] | None) -> Options:
    parser = Parser(
        prog="export_weights.py",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("source", metavar="SOURCE", help="the model: FOLDER, FILE or OWNER/NAME (see below)")
    add("--output", metavar="DIR", required=True, help="the bundle; an older one is replaced")
    add(
        "--clip",
        metavar="CLIP",
        default=DEFAULT_CLIP,
        help="the CLIP that guides: a transformers folder or a hub id (default: %(default)s)",
    )
    add(
        "--precision",
        choices=("float32", "float16", "bfloat16"),
        default="float32",
        help="the type weights are stored in: 4 or 2 bytes each (default: %(default)s)",
    )
    add("--name", metavar="NAME", help="what the model is called (default: the source's name)")
    add("--licence", metavar="TEXT", help="its licence (default: the model card's, else unknown)")
    values = parser.parse_args(arguments)
    for option in ("name", "licence"):
        _check_text(option, getattr(values, option))
    if not values.output:
        raise option_error("--output", "options", "a folder", "an empty name")
    return Options(**vars(values) | {"output": Path(values.output)})


def _check_text(option: str, text: str | None) -> None:
    if text is not None and not (text.isprintable() and 0 < len(text.strip()) <= MAX_TEXT):
        expected = f"1 to {MAX_TEXT} printable characters"
        raise option_error(f"--{option}", "options", expected, f"“{text}”")


def run(options: Options, progress: Progress) -> None:
    check_target(options.output)
    progress.step("model")
    progress.phase("loading libraries")
    try:
        from maulstick_export.export import export

        silence_libraries()
    except ImportError as error:
        hint = "run it with .venv/bin/python, which scripts/run.sh sets up"
        expected = "the packages of scripts/requirements.txt and torch"
        raise source_error(
            "Python packages", sys.executable, expected, reason(error), hint
        ) from None
    export(options, progress)


def report(options: Options, progress: Progress) -> None:
    """What was made, and what to type next."""
    files = [path for path in options.output.rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    folder = shlex.quote(str(options.output))
    print(f"bundle: {folder}, {megabytes:.1f} MB in {len(files)} files, {progress.seconds():.1f} s")
    print(f'next:   scripts/run.sh generate --model {folder} --prompt "A campfire at night"')


def as_export_error(error: Exception, options: Options) -> ExportError:
    """The error to print for any exception; what writes reports OSError, what reads does not."""
    if isinstance(error, ExportError):
        return error
    if is_out_of_memory(error):
        hint = "close other programs; an export takes about 1.2 times the largest part in float32"
        expected = "room for one part of the model"
        return ExportError(Kind.MEMORY, "memory ran out", options.source, expected, "less", hint)
    if isinstance(error, OSError):
        return output_error(error.filename or options.output, error)
    got = f"{type(error).__name__}: {reason(error)}"
    return source_error("export failed", options.source, "a model that can be traced", got)


def fail(error: ExportError) -> int:
    for line in error.lines():
        print(line, file=sys.stderr)
    return int(error.kind)


def main(arguments: list[str] | None = None) -> int:
    silence_environment()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        options = parse(arguments)
    except ExportError as error:
        return fail(error)
    progress = Progress(STEPS)
    stop_on_signals()
    try:
        run(options, progress)
    except KeyboardInterrupt:
        progress.abort()
        print("interrupted: nothing was written", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        progress.abort()
        return fail(as_export_error(error, options))
    report(options, progress)
    return 0


if __name__ == "__main__":
    sys.exit(main())
