"""The exporter on the path of imports, and the small model that most tests share."""

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from maulstick_export.quiet import silence_environment

silence_environment()

import torch  # noqa: E402

from exporter_run import Export, Outcome, Small, run_exporter  # noqa: E402
from small_models import Shape, save_clip, save_model  # noqa: E402

# Small models are slower with more threads.
torch.set_num_threads(1)


def pytest_configure(config: pytest.Config) -> None:
    """TorchScript says at every use that it is deprecated."""
    config.addinivalue_line("filterwarnings", "ignore::DeprecationWarning")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """export(source, clip, *options) → Outcome, with a bundle of its own."""

    def run(*arguments: Any, output: str = "bundle") -> Outcome:
        return run_exporter(tmp_path / output, *arguments)

    return run


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The model of the tests that are not about models. They do not change its files."""
    folder = tmp_path_factory.mktemp("small")
    shape = Shape()
    return Small(shape, save_model(folder / "model", shape), save_clip(folder / "clip", shape))


@pytest.fixture(scope="session")
def bundle(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The small model exported in float32, for tests that only read."""
    outcome = run_exporter(tmp_path_factory.mktemp("bundle") / "b", small.model, small.clip)
    assert outcome.code == 0, outcome.err
    return outcome
