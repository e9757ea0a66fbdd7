"""The same request gives the same bits: twice, with other threads, and with guidance at nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from guided_sampler import Request
from harness import EASEL, Painted, Program, paint
from PIL import Image
from random_models import random_model

REQUEST = Request(prompt="A campfire with group of people", steps=11)


def pixels(painted: Painted) -> bytes:
    with Image.open(painted.picture) as opened:
        return opened.tobytes()


def assert_same(one: Painted, other: Painted) -> None:
    assert pixels(one) == pixels(other)
    assert set(one.trace) == set(other.trace)
    for name, tensor in one.trace.items():
        assert torch.equal(tensor, other.trace[name]), name


@pytest.fixture(params=["easel", pytest.param("levels", marks=pytest.mark.slow)])
def model(request: pytest.FixtureRequest) -> Path:
    return EASEL if request.param == "easel" else random_model(request.param).bundle


@pytest.mark.parametrize("mode", ["reference", "relative"])
def test_scales_of_zero_are_unguided(
    program: Program, tmp_path: Path, model: Path, mode: str
) -> None:
    off = Request(
        prompt=REQUEST.prompt, steps=11, mode=mode, clip=0.0, frequency=0.0, composition=0.0
    )
    never = Request(prompt=REQUEST.prompt, steps=11, mode=mode, every=100)
    late = Request(prompt=REQUEST.prompt, steps=11, mode=mode, start=1.0)
    first = paint(program, tmp_path, off, model=model, name="off")
    assert first.guided_steps() == []
    assert_same(first, paint(program, tmp_path, never, model=model, name="never"))
    assert_same(first, paint(program, tmp_path, late, model=model, name="late"))


def test_same_request_twice(program: Program, tmp_path: Path, model: Path) -> None:
    assert_same(
        paint(program, tmp_path, REQUEST, model=model, name="a"),
        paint(program, tmp_path, REQUEST, model=model, name="b"),
    )


@pytest.mark.parametrize("mode", ["reference", "relative"])
def test_one_or_two_threads(program: Program, tmp_path: Path, model: Path, mode: str) -> None:
    request = Request(prompt=REQUEST.prompt, steps=11, mode=mode)
    assert_same(
        paint(program, tmp_path, request, model=model, name="one"),
        paint(program, tmp_path, request, model=model, threads=2, name="two"),
    )


def test_one_or_two_threads_in_bfloat16(program: Program, tmp_path: Path, model: Path) -> None:
    fast = ("--precision", "bfloat16")
    assert_same(
        paint(program, tmp_path, REQUEST, *fast, model=model, name="one"),
        paint(program, tmp_path, REQUEST, *fast, model=model, threads=2, name="two"),
    )


def test_guidance_changes_something(program: Program, tmp_path: Path) -> None:
    """Else the comparisons above would prove nothing."""
    plain = paint(program, tmp_path, Request(steps=11, every=100), name="plain")
    guided = paint(program, tmp_path, Request(steps=11), name="guided")
    assert not torch.equal(plain.trace["image"], guided.trace["image"])
    assert torch.equal(plain.trace["latents/004"], guided.trace["latents/004"])
    assert not torch.equal(plain.trace["latents/005"], guided.trace["latents/005"])
