"""What a scene is made of: the attributes that a caption can name and an eye can check."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Value = TypeVar("Value")

COLOURS = {
    "red": (212, 42, 44),
    "orange": (242, 124, 24),
    "yellow": (255, 222, 64),
    "green": (66, 162, 78),
    "blue": (48, 108, 208),
    "purple": (142, 76, 182),
    "white": (244, 242, 236),
}
POSITIONS = ("left", "center", "right")
DISTANCES = ("near", "middle", "far")
TIMES = ("day", "sunset", "night", "dawn")
WEATHERS = ("clear", "cloudy", "rain", "fog", "snow")
SEASONS = ("spring", "summer", "autumn", "winter")
FOCUSES = ("plain", "soft", "crisp")
STYLES = ("plain", "oil", "watercolor", "pencil", "cyberpunk", "pixel")
STYLES_WITHOUT_COLOUR = ("pencil",)


@dataclass(frozen=True)
class Subject:
    """What may vary of one subject."""

    coloured: bool = True
    counts: tuple[int, ...] = (1,)
    times: tuple[str, ...] = TIMES
    weathers: tuple[str, ...] = WEATHERS
    seasons: tuple[str, ...] = SEASONS


SUBJECTS = {
    "city": Subject(times=("night", "night", "night", "sunset", "dawn")),
    "campfire": Subject(
        coloured=False,
        counts=(0, 2, 3, 4, 5),  # of people around the fire
        times=("night", "night", "night", "sunset", "dawn"),
        weathers=("clear", "cloudy", "fog", "snow"),
    ),
    "mountain": Subject(coloured=False),
    "tree": Subject(coloured=False, counts=(1, 1, 2, 3)),
    "lighthouse": Subject(),
    "sailboat": Subject(counts=(1, 1, 2, 3)),
    "cabin": Subject(),
    "castle": Subject(),
    "windmill": Subject(),
    "balloon": Subject(counts=(1, 1, 2, 3), weathers=("clear", "cloudy", "fog")),
    "rocket": Subject(),
    "car": Subject(),
    "cat": Subject(),
    "snowman": Subject(seasons=("winter",)),
    "flower": Subject(counts=(1, 1, 2, 3), seasons=("spring", "summer", "autumn")),
    "whale": Subject(),
}


@dataclass(frozen=True)
class Scene:
    """One picture's description. `seed` decides everything that has no name: the shape of the
    hills, the stars, how a flame leans."""

    subject: str
    style: str
    position: str
    distance: str
    count: int
    colour: str | None  # of the subject; None where it has none of its own
    time: str
    weather: str
    season: str
    focus: str
    seed: int


HELD_OUT_SHARE = 10  # one in ten


def is_held_out(scene: Scene) -> bool:
    """Whether the scene's combination is kept out of all training, for the evaluation.

    The combination is subject, style, position, colour and time of day; a hash decides, so that
    the answer is the same on every machine and for every number of pictures.
    """
    combination = (scene.subject, scene.style, scene.position, scene.colour, scene.time)
    digest = hashlib.sha256(repr(combination).encode()).digest()
    return digest[0] % HELD_OUT_SHARE == 0


def random_scene(rng: np.random.Generator) -> Scene:
    """Any scene, held out or not."""
    subject = _pick(rng, tuple(SUBJECTS))
    may = SUBJECTS[subject]
    season = _pick(rng, may.seasons)
    weathers = [weather for weather in may.weathers if weather != "snow" or season == "winter"]
    weather = "clear" if rng.random() < 0.5 else _pick(rng, weathers)
    return Scene(
        subject=subject,
        style=_pick(rng, STYLES),
        position=_pick(rng, POSITIONS),
        distance=_pick(rng, DISTANCES),
        count=_pick(rng, may.counts),
        colour=_pick(rng, tuple(COLOURS)) if may.coloured else None,
        time=_pick(rng, may.times),
        weather=weather,
        season=season,
        focus=FOCUSES[rng.choice(3, p=(0.74, 0.12, 0.14))],
        seed=int(rng.integers(2**31)),
    )


def training_scene(rng: np.random.Generator) -> Scene:
    """A scene whose combination may be trained on."""
    while is_held_out(scene := random_scene(rng)):
        pass
    return scene


def held_out_scene(rng: np.random.Generator) -> Scene:
    """A scene whose combination no model has been trained on."""
    while not is_held_out(scene := random_scene(rng)):
        pass
    return scene


def _pick(rng: np.random.Generator, values: Sequence[Value]) -> Value:
    return values[int(rng.integers(len(values)))]
