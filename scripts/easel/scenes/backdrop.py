"""Everything around the subject: sky and what hangs in it, hills, land or sea, and the weather."""

from __future__ import annotations

import math

import numpy as np

from scenes.canvas import Canvas, Colour, Point, mix
from scenes.light import Light

_LAND: dict[str, tuple[Colour, Colour]] = {  # at the horizon, in front
    "spring": ((150, 200, 96), (112, 178, 84)),
    "summer": ((110, 172, 76), (70, 140, 66)),
    "autumn": ((206, 160, 80), (172, 116, 58)),
    "winter": ((240, 244, 250), (216, 226, 240)),
}
_HILLS: dict[str, Colour] = {
    "spring": (120, 176, 110),
    "summer": (78, 138, 90),
    "autumn": (186, 122, 72),
    "winter": (204, 216, 234),
}
_SEA: Colour = (40, 104, 160)
_ICE: Colour = (120, 160, 190)


def sky(canvas: Canvas, light: Light, horizon: float, rng: np.random.Generator) -> None:
    canvas.gradient(0, horizon + 0.02, light.sky)
    if light.weather == "clear":
        _sun_or_moon(canvas, light, horizon, rng)
    if light.time == "night" and light.weather in ("clear", "snow"):
        _stars(canvas, horizon, rng)
    if light.weather == "cloudy" or (light.weather == "clear" and rng.random() < 0.35):
        _clouds(canvas, light, horizon, 3 if light.weather == "clear" else 6, rng)


def _sun_or_moon(canvas: Canvas, light: Light, horizon: float, rng: np.random.Generator) -> None:
    x = rng.uniform(0.08, 0.92)
    if light.time == "night":
        y = rng.uniform(0.1, 0.25)
        canvas.glow(x, y, 0.2, (150, 170, 230), 0.5)
        canvas.ellipse(x, y, 0.05, 0.05, (246, 244, 222))
        if rng.random() < 0.5:
            canvas.ellipse(
                x + 0.022, y - 0.012, 0.042, 0.042, mix(light.sky[0], light.sky[1], y * 2)
            )
    elif light.time == "day":
        y = rng.uniform(0.1, 0.22)
        canvas.glow(x, y, 0.26, (255, 250, 210), 0.7)
        canvas.ellipse(x, y, 0.055, 0.055, (255, 244, 180))
    else:
        y = horizon - rng.uniform(0.06, 0.16)
        disc = (255, 226, 140) if light.time == "sunset" else (255, 246, 214)
        canvas.glow(x, y, 0.4, disc, 0.75)
        canvas.ellipse(x, y, 0.07, 0.07, mix(disc, (255, 255, 240), 0.4))


def _stars(canvas: Canvas, horizon: float, rng: np.random.Generator) -> None:
    for _ in range(int(rng.integers(14, 24))):
        radius = rng.uniform(0.005, 0.009)
        canvas.ellipse(rng.random(), horizon * 0.8 * rng.random(), radius, radius, (250, 246, 220))


def _clouds(
    canvas: Canvas, light: Light, horizon: float, count: int, rng: np.random.Generator
) -> None:
    white: Colour = {"night": (72, 84, 128), "sunset": (255, 196, 160)}.get(
        light.time, (252, 252, 252)
    )
    for _ in range(count):
        x, y = rng.uniform(0, 1), rng.uniform(0.06, horizon * 0.62)
        width = rng.uniform(0.09, 0.17)
        shade = mix(white, light.sky[1], rng.uniform(0.1, 0.4))
        for offset, radius in ((-0.6, 0.3), (-0.2, 0.46), (0.25, 0.4), (0.65, 0.26)):
            canvas.ellipse(
                x + offset * width,
                y - radius * width * 0.35,
                radius * width,
                radius * width * 0.8,
                shade,
            )
        canvas.ellipse(x, y, width, width * 0.2, shade)


def hills(
    canvas: Canvas, light: Light, season: str, horizon: float, rng: np.random.Generator
) -> None:
    """One or two rows of soft hills behind the land."""
    for distance, height in ((0.9, 0.13), (0.5, 0.07)):
        if distance > 0.6 and rng.random() < 0.3:
            continue
        phase, waves = rng.uniform(0, 6.3), rng.uniform(0.7, 1.6)
        second = rng.uniform(0, 6.3)
        ridge: list[Point] = []
        for k in range(33):
            x = k / 32
            swell = math.sin(waves * 6.3 * x + phase) + 0.5 * math.sin(waves * 11 * x + second)
            ridge.append((x, horizon - height * (0.55 + 0.3 * swell)))
        colour = light.far(_HILLS[season], distance)
        canvas.polygon([*ridge, (1.01, horizon + 0.02), (-0.01, horizon + 0.02)], colour)


def land(
    canvas: Canvas, light: Light, season: str, horizon: float, rng: np.random.Generator
) -> None:
    back, front = (light.on_land(colour) for colour in _LAND[season])
    canvas.gradient(horizon, 1, (back, front))
    _ground_cover(canvas, light, season, horizon, rng)


def _ground_cover(
    canvas: Canvas, light: Light, season: str, horizon: float, rng: np.random.Generator
) -> None:
    """Flowers in spring, grass in summer, leaves in autumn, drifts in winter."""
    blossoms = ((255, 250, 250), (255, 170, 200), (255, 226, 110))
    leaves = ((214, 84, 40), (236, 156, 48), (150, 72, 40))
    for _ in range(26):
        depth = rng.random()
        x, y = rng.random(), horizon + 0.03 + (0.97 - horizon) * depth
        reach = 0.008 + 0.012 * depth
        if season == "spring":
            canvas.ellipse(
                x, y, reach * 0.8, reach * 0.7, light.on_land(blossoms[int(rng.integers(3))])
            )
        elif season == "summer":
            blade = light.on_land((56, 122, 54))
            canvas.polygon([(x - reach, y), (x - reach * 0.4, y - 2.4 * reach), (x, y)], blade)
            canvas.polygon([(x, y), (x + reach * 0.6, y - 2 * reach), (x + reach, y)], blade)
        elif season == "autumn":
            canvas.ellipse(
                x, y, reach * 1.1, reach * 0.7, light.on_land(leaves[int(rng.integers(3))])
            )
        else:
            canvas.ellipse(x, y, reach * 6, reach * 1.2, light.on_land((226, 234, 246)))


def sea(
    canvas: Canvas, light: Light, season: str, horizon: float, rng: np.random.Generator
) -> None:
    water = light.on_land(_ICE if season == "winter" else _SEA)
    back = mix(water, light.sky[2], 0.45)
    canvas.gradient(horizon, 1, (back, water, mix(water, (0, 10, 30), 0.25)))
    crest = mix(water, light.sky[2], 0.6)
    for _ in range(16):
        depth = rng.random() ** 1.3
        x, y = rng.random(), horizon + 0.03 + (0.95 - horizon) * depth
        reach = 0.03 + 0.06 * depth
        canvas.ellipse(x, y, reach, 0.005 + 0.006 * depth, crest)


def weather(canvas: Canvas, light: Light, horizon: float, rng: np.random.Generator) -> None:
    """What is in the air in front of everything."""
    if light.weather == "fog":
        haze = mix(light.sky[2], (255, 255, 255), 0.15 if light.time == "night" else 0.5)
        canvas.veil(0.0, 1.0, haze, (0.1, 0.25, 0.45, 0.4, 0.2))
    elif light.weather == "rain":
        _rain(canvas, light, rng)
    elif light.weather == "snow":
        for _ in range(44):
            radius = rng.uniform(0.008, 0.016)
            canvas.ellipse(rng.random(), rng.random(), radius, radius, (252, 253, 255))


def _rain(canvas: Canvas, light: Light, rng: np.random.Generator) -> None:
    drop = mix(light.sky[2], (235, 243, 255), 0.6)
    for _ in range(40):
        x, y = rng.uniform(0, 1.05), rng.uniform(-0.05, 1)
        length = rng.uniform(0.06, 0.1)
        canvas.line([(x, y), (x - length * 0.3, y + length)], 0.009, drop)


def far_trees(
    canvas: Canvas, light: Light, season: str, horizon: float, rng: np.random.Generator
) -> None:
    """A row of small firs at the horizon: the fine detail of crisp pictures."""
    colour = light.far(
        {"winter": (170, 190, 204), "autumn": (170, 96, 44)}.get(season, (46, 104, 70)), 0.25
    )
    for k in range(24):
        x, height = (k + rng.uniform(-0.3, 0.3)) / 23, rng.uniform(0.035, 0.075)
        canvas.polygon(
            [(x - 0.02, horizon + 0.01), (x, horizon - height), (x + 0.02, horizon + 0.01)], colour
        )
