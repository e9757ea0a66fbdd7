"""The pictures show what their descriptions say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scenes.paint import paint
from scenes.scene import (
    COLOURS,
    DISTANCES,
    POSITIONS,
    STYLES,
    SUBJECTS,
    Scene,
    held_out_scene,
    is_held_out,
    random_scene,
    training_scene,
)

SIZE = 128
COLOURED = [name for name, subject in SUBJECTS.items() if subject.coloured]
BASE = Scene(
    subject="lighthouse",
    style="plain",
    position="center",
    distance="middle",
    count=1,
    colour="red",
    time="day",
    weather="clear",
    season="summer",
    focus="plain",
    seed=7,
)


def scene_of(subject: str, **changes: object) -> Scene:
    may = SUBJECTS[subject]
    scene = replace(
        BASE,
        subject=subject,
        colour="red" if may.coloured else None,
        count=may.counts[-1] if subject == "campfire" else 1,
        season="winter" if subject == "snowman" else "summer",
    )
    return replace(scene, **changes)


def difference(a: Scene, b: Scene) -> np.ndarray:
    """Where two pictures differ: [SIZE, SIZE], 0 to 255."""
    return np.abs(paint(a, SIZE).astype(int) - paint(b, SIZE).astype(int)).mean(2)


def nearness(picture: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Which pixels have the hue of `colour`: the cosine of the colours' difference from grey."""
    chroma = picture.astype(float) - picture.mean(2, keepdims=True)
    wanted = np.array(colour, float) - np.mean(colour)
    length = np.linalg.norm(chroma, axis=2)
    cosine = chroma @ wanted / (length * np.linalg.norm(wanted) + 1e-9)
    return (cosine > 0.93) & (length > 36)


def test_the_same_scene_is_the_same_picture() -> None:
    assert np.array_equal(paint(BASE, SIZE), paint(BASE, SIZE))
    assert difference(BASE, replace(BASE, seed=8)).mean() > 1


@pytest.mark.parametrize("style", STYLES)
def test_no_caption_tells_how_a_picture_is_exposed(style: str) -> None:
    """Pictures of one description differ in lightness, contrast and warmth, but not by much."""
    scene = replace(BASE, style=style)
    pictures = [paint(replace(scene, seed=seed), SIZE).astype(float) for seed in range(12)]
    lightness = np.array([picture.mean() for picture in pictures])
    warmth = np.array([(picture[..., 0] - picture[..., 2]).mean() for picture in pictures])
    assert 6 < lightness.std() < 25
    assert 3 < warmth.std() < 25


@pytest.mark.parametrize("size", [64, 128, 192, 256])
def test_size(size: int) -> None:
    picture = paint(BASE, size)
    assert picture.shape == (size, size, 3) and picture.dtype == np.uint8


def test_any_scene_can_be_painted() -> None:
    rng = np.random.default_rng(1)
    for _ in range(150):
        scene = random_scene(rng)
        picture = paint(scene, SIZE)
        assert picture.std() > 2, scene


@pytest.mark.parametrize("subject", COLOURED)
@pytest.mark.parametrize("colour", ["red", "blue", "purple"])
def test_the_subject_has_its_colour(subject: str, colour: str) -> None:
    """Against the same picture in yellow, in which that colour must be rarer by far."""
    time = "night" if subject == "city" else "day"
    asked = nearness(paint(scene_of(subject, colour=colour, time=time), SIZE), COLOURS[colour])
    other = nearness(paint(scene_of(subject, colour="yellow", time=time), SIZE), COLOURS[colour])
    assert asked.sum() > 40 + other.sum()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_subject_is_where_it_should_be(subject: str) -> None:
    """Where the picture differs from the one with the subject elsewhere: its own side gains."""
    columns = np.arange(SIZE)
    centres = []
    for position in POSITIONS:
        here = paint(scene_of(subject, position=position), SIZE).astype(float)
        others = [
            paint(scene_of(subject, position=p), SIZE).astype(float)
            for p in POSITIONS
            if p != position
        ]
        own = np.min([np.abs(here - other).mean(2) for other in others], axis=0)
        weight = np.clip(own - 12, 0, None).sum(0)
        centres.append((weight * columns).sum() / weight.sum() / SIZE)
    assert centres[0] + 0.05 < centres[1] < centres[2] - 0.05, centres


@pytest.mark.parametrize("subject", ["tree", "cabin", "car", "cat", "flower", "rocket"])
def test_near_is_larger_than_far(subject: str) -> None:
    areas = []
    for distance in DISTANCES:
        scene = scene_of(subject, distance=distance, position="left")
        moved = scene_of(subject, distance=distance, position="right")
        areas.append((difference(scene, moved)[:, : SIZE // 2] > 20).sum())
    assert areas[0] > areas[1] > areas[2]


def test_night_is_darker_than_day_and_fog_is_paler() -> None:
    for subject in SUBJECTS:
        day, night = (paint(scene_of(subject, time=time), SIZE).mean() for time in ("day", "night"))
        assert night < day - 25, subject
    clear, fog = (paint(scene_of("tree", weather=w), SIZE).std() for w in ("clear", "fog"))
    assert fog < clear - 5


def test_soft_pictures_have_less_detail_than_crisp_ones() -> None:
    def detail(focus: str) -> float:
        picture = paint(scene_of("cabin", focus=focus), SIZE).astype(float)
        return float(np.abs(np.diff(picture, axis=1)).mean())

    assert detail("soft") < detail("plain") < detail("crisp")


def test_counts_can_be_seen() -> None:
    for subject in ("balloon", "sailboat", "tree", "flower"):
        assert difference(scene_of(subject), scene_of(subject, count=3)).mean() > 1, subject
    people = [paint(scene_of("campfire", count=count), SIZE) for count in (0, 2, 5)]
    assert np.abs(people[0].astype(int) - people[1].astype(int)).mean() > 0.5
    assert np.abs(people[1].astype(int) - people[2].astype(int)).mean() > 0.5


def test_held_out_combinations_are_kept_out_of_training() -> None:
    rng = np.random.default_rng(3)
    assert not any(is_held_out(training_scene(rng)) for _ in range(500))
    assert all(is_held_out(held_out_scene(rng)) for _ in range(50))
    share = np.mean([is_held_out(random_scene(rng)) for _ in range(4000)])
    assert 0.07 < share < 0.13


def test_what_is_held_out_does_not_depend_on_the_seed_or_the_weather() -> None:
    rng = np.random.default_rng(4)
    for _ in range(100):
        scene = random_scene(rng)
        assert is_held_out(scene) == is_held_out(replace(scene, seed=1, weather="fog", count=2))
