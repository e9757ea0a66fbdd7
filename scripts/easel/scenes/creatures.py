"""Subjects with eyes."""

from __future__ import annotations

import math

from scenes.canvas import mix, scaled
from scenes.place import Place


def cat(place: Place) -> None:
    """A cat that sits and looks at you."""
    place.shadow(0.42)
    fur, shade = place.colour, scaled(place.colour, 0.82)
    side = 1 if place.rng.random() < 0.5 else -1
    place.line(
        [(0.2 * side, 0.06), (0.42 * side, 0.1), (0.48 * side, 0.3), (0.42 * side, 0.44)],
        0.09,
        shade,
    )
    place.ellipse(0, 0.24, 0.29, 0.27, fur)
    place.polygon([(-0.27, 0.2), (-0.16, 0.56), (0.16, 0.56), (0.27, 0.2)], fur)
    pale = mix(fur, (255, 255, 255), 0.6)
    place.ellipse(0, 0.3, 0.13, 0.19, pale)
    for u in (-0.12, 0.12):
        place.ellipse(u, 0.03, 0.1, 0.06, pale)
    for u in (-1, 1):
        place.polygon([(0.06 * u, 0.84), (0.25 * u, 1.02), (0.27 * u, 0.7)], fur)
        place.polygon(
            [(0.12 * u, 0.84), (0.215 * u, 0.95), (0.225 * u, 0.78)], place.lit(240, 164, 160)
        )
    place.ellipse(0, 0.7, 0.27, 0.22, fur)
    dark = (34, 32, 40)
    for u in (-0.115, 0.115):
        place.ellipse(
            u, 0.73, 0.062, 0.072, (246, 232, 130) if place.light.dark else place.lit(226, 236, 150)
        )
        place.ellipse(u, 0.73, 0.032, 0.06, dark)
    place.ellipse(0, 0.62, 0.1, 0.07, pale)
    place.ellipse(0, 0.645, 0.035, 0.025, place.lit(232, 120, 128))


def snowman(place: Place) -> None:
    """Three balls of snow with a hat and a scarf in its colour."""
    place.shadow(0.42)
    snow, shade = place.lit(250, 251, 255), place.lit(204, 214, 234)
    for v, radius in ((0.2, 0.26), (0.52, 0.19), (0.76, 0.14)):
        place.ellipse(0, v, radius, radius, shade)
        place.ellipse(-radius * 0.12, v + radius * 0.08, radius * 0.86, radius * 0.88, snow)
    wood, coal = place.lit(100, 68, 46), (40, 40, 48)
    for side in (-1, 1):
        place.line([(0.17 * side, 0.54), (0.42 * side, 0.68)], 0.035, wood)
        place.line([(0.36 * side, 0.65), (0.42 * side, 0.58)], 0.03, wood)
    place.rectangle(-0.16, 0.62, 0.16, 0.69, place.colour)
    place.polygon([(0.05, 0.66), (0.14, 0.66), (0.18, 0.42), (0.08, 0.42)], place.colour)
    for v in (0.3, 0.18, 0.5):
        place.ellipse(0, v, 0.026, 0.026, coal)
    for u in (-0.055, 0.055):
        place.ellipse(u, 0.8, 0.022, 0.024, coal)
    place.polygon([(0, 0.78), (0, 0.73), (0.17, 0.74)], (240, 130, 40))
    place.rectangle(-0.2, 0.87, 0.2, 0.905, place.colour)
    place.rectangle(-0.12, 0.9, 0.12, 1.08, place.colour)


def whale(place: Place) -> None:
    """A whale at the surface, blowing."""
    side = 1 if place.rng.random() < 0.5 else -1
    skin, shade = place.colour, scaled(place.colour, 0.8)
    spray = place.lit(232, 244, 252)
    for u in (-1, 1):
        place.line(
            [(0.3 * side, 0.5), ((0.3 + 0.06 * u) * side, 0.7), ((0.3 + 0.2 * u) * side, 0.74)],
            0.05,
            spray,
        )
    place.line([(-0.5 * side, 0.1), (-0.7 * side, 0.3)], 0.16, shade)
    for u in (-0.86, -0.58):
        place.tilted_ellipse(
            u * side, 0.44, 0.07, 0.17, side * (0.75 if u < -0.7 else -0.75) * -1, shade
        )
    back = [
        (0.08 * side + 0.6 * math.cos(k * math.pi / 16), 0.5 * math.sin(k * math.pi / 16))
        for k in range(17)
    ]
    place.polygon(back, skin)
    belly = [(0.2 * side, 0.0), (0.34 * side, 0.12), (0.66 * side, 0.1), (0.67 * side, 0.0)]
    place.polygon(belly, mix(skin, (255, 255, 255), 0.55))
    place.ellipse(0.44 * side, 0.22, 0.045, 0.045, (30, 30, 40))
    place.ellipse(0.455 * side, 0.235, 0.015, 0.015, (255, 255, 255))
    for u in (-0.62, -0.3, 0.1, 0.45, 0.72):
        place.ellipse(u, 0.0, 0.16, 0.028, spray)
