"""Subjects that travel."""

from __future__ import annotations

from scenes.canvas import mix, scaled
from scenes.place import Place


def sailboat(place: Place) -> None:
    """A boat whose sails have its colour."""
    reflection = mix(place.colour, place.light.on_land((40, 104, 160)), 0.55)
    for k in range(3):
        place.ellipse(0.02, -0.1 - 0.07 * k, 0.3 - 0.07 * k, 0.022, reflection)
    side = 1 if place.rng.random() < 0.5 else -1
    place.line([(0, 0.1), (0, 1.0)], 0.03, place.lit(110, 76, 52))
    place.polygon(
        [(side * 0.03, 0.2), (side * 0.03, 0.98), (side * 0.2, 0.62), (side * 0.42, 0.2)],
        place.colour,
    )
    place.polygon(
        [(-side * 0.03, 0.2), (-side * 0.03, 0.86), (-side * 0.32, 0.2)], scaled(place.colour, 0.84)
    )
    hull = place.lit(122, 78, 52)
    place.polygon([(-0.46, 0.15), (0.48, 0.15), (0.34, -0.06), (-0.32, -0.06)], hull)
    place.polygon(
        [(-0.46, 0.15), (0.48, 0.15), (0.45, 0.1), (-0.43, 0.1)], place.lit(240, 232, 214)
    )


def balloon(place: Place) -> None:
    """A hot-air balloon; its place is the middle of the whole."""
    basket, rope = place.lit(150, 100, 58), place.lit(96, 74, 60)
    for u in (-1, 1):
        place.line([(0.2 * u, -0.06), (0.075 * u, -0.36)], 0.022, rope)
    place.rectangle(-0.1, -0.5, 0.1, -0.35, basket)
    place.polygon([(-0.37, 0.16), (-0.12, -0.16), (0.12, -0.16), (0.37, 0.16)], place.colour)
    place.ellipse(0, 0.2, 0.39, 0.37, place.colour)
    pale = mix(place.colour, (255, 255, 255), 0.55)
    if place.colour[0] > 140 and min(place.colour) > 140:
        pale = scaled(place.colour, 0.78)
    place.ellipse(0, 0.2, 0.16, 0.365, pale)
    place.polygon([(-0.155, 0.14), (-0.06, -0.16), (0.06, -0.16), (0.155, 0.14)], pale)
    place.ellipse(-0.2, 0.34, 0.06, 0.1, mix(place.colour, (255, 255, 255), 0.35))
    if place.light.dark:
        place.glow(0, -0.12, 0.3, (255, 214, 130), 0.6)


def rocket(place: Place) -> None:
    """A rocket on its flame, just above the ground."""
    smoke = place.lit(232, 230, 236)
    for u, radius in ((-0.34, 0.13), (0.34, 0.14), (-0.15, 0.15), (0.16, 0.15), (0, 0.14)):
        place.ellipse(u, 0.04, radius, radius * 0.7, smoke)
    place.glow(0, 0.14, 0.5, (255, 190, 80), 0.7)
    place.polygon([(-0.11, 0.3), (0, 0.0), (0.11, 0.3)], (255, 150, 40))
    place.polygon([(-0.06, 0.3), (0, 0.1), (0.06, 0.3)], (255, 238, 150))
    hull = place.lit(240, 240, 244)
    dark = place.colour
    for side in (-1, 1):
        place.polygon(
            [(side * 0.12, 0.52), (side * 0.3, 0.26), (side * 0.1, 0.3)], scaled(dark, 0.9)
        )
    place.polygon(
        [(-0.12, 0.28), (-0.17, 0.55), (-0.14, 0.76), (0.14, 0.76), (0.17, 0.55), (0.12, 0.28)],
        hull,
    )
    place.polygon(
        [(0.04, 0.28), (0.07, 0.55), (0.05, 0.76), (0.14, 0.76), (0.17, 0.55), (0.12, 0.28)],
        scaled(hull, 0.84),
    )
    place.polygon([(-0.145, 0.74), (-0.09, 0.92), (0, 1.05), (0.09, 0.92), (0.145, 0.74)], dark)
    place.rectangle(-0.155, 0.36, 0.155, 0.43, dark)
    place.ellipse(0, 0.6, 0.075, 0.075, dark)
    place.ellipse(0, 0.6, 0.05, 0.05, place.lit(150, 206, 236))


def car(place: Place) -> None:
    """A small round car, seen from its side."""
    place.shadow(0.74)
    side = 1 if place.rng.random() < 0.5 else -1
    glass, tyre = place.lit(176, 214, 234), place.lit(44, 44, 52)
    place.ellipse(-0.04 * side, 0.44, 0.4, 0.3, place.colour)
    place.ellipse(-0.04 * side, 0.45, 0.33, 0.22, glass)
    place.rectangle(-0.07 * side - 0.03, 0.4, -0.07 * side + 0.03, 0.72, place.colour)
    place.ellipse(0, 0.28, 0.7, 0.17, place.colour)
    place.rectangle(-0.64, 0.14, 0.64, 0.3, place.colour)
    place.rectangle(-0.64, 0.13, 0.64, 0.19, scaled(place.colour, 0.78))
    for u in (-0.4, 0.4):
        place.ellipse(u, 0.13, 0.16, 0.16, tyre)
        place.ellipse(u, 0.13, 0.075, 0.075, place.lit(214, 216, 222))
    place.ellipse(0.63 * side, 0.28, 0.05, 0.055, (255, 244, 190))
    place.ellipse(-0.65 * side, 0.28, 0.035, 0.045, (226, 50, 44))
    if place.light.dark:
        place.glow(0.7 * side, 0.27, 0.3, (255, 244, 190), 0.8)
