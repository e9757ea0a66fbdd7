"""From a scene's description to its picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scenes import backdrop
from scenes.buildings import STREET, cabin, castle, city, lighthouse, windmill
from scenes.canvas import Canvas
from scenes.creatures import cat, snowman, whale
from scenes.exposure import exposed
from scenes.light import light_of
from scenes.nature import SHORE, campfire, flower, mountain, tree
from scenes.place import Place
from scenes.scene import COLOURS, Scene
from scenes.styles import apply_style
from scenes.things import balloon, car, rocket, sailboat

DRAWERS: dict[str, Callable[[Place], None]] = {
    "city": city,
    "mountain": mountain,
    "tree": tree,
    "lighthouse": lighthouse,
    "sailboat": sailboat,
    "cabin": cabin,
    "castle": castle,
    "windmill": windmill,
    "balloon": balloon,
    "rocket": rocket,
    "car": car,
    "cat": cat,
    "snowman": snowman,
    "flower": flower,
    "whale": whale,
}
_OWN_GROUND = {"city": STREET, "mountain": SHORE}  # and where it begins
_AT_SEA = ("lighthouse", "sailboat", "whale")
_X = {"left": 0.24, "center": 0.5, "right": 0.76}
_SIZE = {"near": 0.72, "middle": 0.56, "far": 0.42}
_BELOW_HORIZON = {"near": 0.28, "middle": 0.19, "far": 0.12}
_BREADTH = {"car": 0.72, "whale": 0.7, "campfire": 0.58, "castle": 0.9, "flower": 1.1, "cat": 1.0}
_SPACING = {"sailboat": 0.8, "balloon": 0.75, "flower": 0.5, "tree": 0.75}
_SHARE_OF_SEVERAL = {1: 1.0, 2: 0.78, 3: 0.66}
_SOFT_BLUR = 0.011


def paint(scene: Scene, size: int) -> np.ndarray:
    """The scene as uint8 [size, size, 3]; the same scene always gives the same picture."""
    rng = np.random.default_rng(scene.seed)
    canvas = Canvas(size)
    light = light_of(scene.time, scene.weather)
    horizon = rng.uniform(0.56, 0.66)
    _draw_backdrop(canvas, scene, horizon, rng)
    _draw_subject(canvas, scene, horizon, rng)
    backdrop.weather(canvas, light, horizon, rng)
    blur = _SOFT_BLUR if scene.focus == "soft" else 0.0
    return exposed(apply_style(canvas.picture(blur), scene.style, rng), rng)


def _draw_backdrop(canvas: Canvas, scene: Scene, horizon: float, rng: np.random.Generator) -> None:
    light = light_of(scene.time, scene.weather)
    if scene.subject in _OWN_GROUND:
        backdrop.sky(canvas, light, _OWN_GROUND[scene.subject], rng)
        return
    backdrop.sky(canvas, light, horizon, rng)
    if scene.subject in _AT_SEA:
        backdrop.sea(canvas, light, scene.season, horizon, rng)
        return
    backdrop.hills(canvas, light, scene.season, horizon, rng)
    backdrop.land(canvas, light, scene.season, horizon, rng)
    if scene.focus == "crisp":
        backdrop.far_trees(canvas, light, scene.season, horizon, rng)


def _draw_subject(canvas: Canvas, scene: Scene, horizon: float, rng: np.random.Generator) -> None:
    light = light_of(scene.time, scene.weather)
    colour = light.on_thing(COLOURS[scene.colour or "white"])
    several = 1 if scene.subject == "campfire" else scene.count
    size = _SIZE[scene.distance] * _BREADTH.get(scene.subject, 1.0) * _SHARE_OF_SEVERAL[several]
    if scene.subject == "campfire" and scene.count > 3:
        size *= 0.8
    size *= rng.uniform(0.93, 1.07)
    x = _X[scene.position] + rng.uniform(-0.05, 0.05)
    y = horizon + _BELOW_HORIZON[scene.distance]
    if scene.subject == "balloon":
        y = {"near": 0.44, "middle": 0.36, "far": 0.3}[scene.distance] + rng.uniform(-0.04, 0.06)
    for number in range(several):
        aside = (number - (several - 1) / 2) * _SPACING.get(scene.subject, 0) * size
        along = rng.uniform(-0.04, 0.04) if several > 1 else 0.0
        place = Place(canvas, light, scene.season, x + aside, y + along, size, colour, rng)
        if scene.subject == "campfire":
            campfire(place, scene.count)
        else:
            DRAWERS[scene.subject](place)
