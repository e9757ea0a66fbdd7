"""Keeps the libraries from talking: standard error is for progress and for one error line."""

import os
import warnings

SILENCE = {
    "DIFFUSERS_VERBOSITY": "critical",
    "TRANSFORMERS_VERBOSITY": "critical",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_VERBOSITY": "critical",
    "TOKENIZERS_PARALLELISM": "false",
    "TORCH_CPP_LOG_LEVEL": "FATAL",
    "TQDM_DISABLE": "1",
}


def silence_environment() -> None:
    """Called before the libraries are imported: they read these variables once."""
    os.environ.update(SILENCE)
    # Tracing warns of every shape that Python looks at, and TorchScript of its deprecation. The
    # checks of the written modules are what shows whether a trace holds for other shapes.
    warnings.simplefilter("ignore")


def silence_libraries() -> None:
    """Called after the import, for what no variable reaches."""
    import logging

    import diffusers
    import torch
    import transformers

    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity(logging.CRITICAL)
        library.utils.logging.disable_progress_bar()
    logging.getLogger("torch").setLevel(logging.CRITICAL)
    # One interpretation of the graph, without profiling runs and fusers, as the engine runs it.
    torch._C._jit_set_profiling_executor(False)
    torch._C._jit_set_profiling_mode(False)
    torch._C._jit_set_texpr_fuser_enabled(False)
