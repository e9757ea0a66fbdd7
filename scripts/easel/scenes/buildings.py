"""Subjects with walls."""

from __future__ import annotations

import math

from scenes.canvas import Colour, mix, scaled
from scenes.place import Place

_WINDOW_LIT: Colour = (255, 214, 110)
STREET = 0.84  # where the city's towers stand


def _window(place: Place) -> Colour:
    return _WINDOW_LIT if place.light.dark else place.lit(112, 150, 186)


def lighthouse(place: Place) -> None:
    """A tower with stripes on a rock."""
    rock = place.lit(112, 98, 92)
    place.polygon(
        [(-0.5, -0.06), (-0.36, 0.08), (-0.18, 0.15), (0.2, 0.14), (0.4, 0.05), (0.52, -0.06)], rock
    )
    place.polygon([(0.05, -0.06), (0.16, 0.1), (0.4, 0.05), (0.52, -0.06)], scaled(rock, 0.75))
    white = place.lit(246, 244, 238)
    foot, top, base, height = 0.15, 0.095, 0.12, 0.62
    for band in range(5):
        low, high = band / 5, (band + 1) / 5
        a, b = foot + (top - foot) * low, foot + (top - foot) * high
        v0, v1 = base + height * low, base + height * high
        colour = place.colour if band % 2 == 0 else white
        place.polygon([(-a, v0), (-b, v1), (b, v1), (a, v0)], colour)
        place.polygon([(a * 0.4, v0), (b * 0.4, v1), (b, v1), (a, v0)], scaled(colour, 0.82))
    dark = place.lit(54, 56, 70)
    place.rectangle(-0.14, 0.74, 0.14, 0.77, dark)
    lamp = (255, 244, 170) if place.light.dark else place.lit(206, 226, 236)
    place.rectangle(-0.075, 0.77, 0.075, 0.87, lamp)
    place.polygon([(-0.11, 0.87), (0, 1.0), (0.11, 0.87)], place.colour)
    if place.light.dark:
        side = -1 if place.x > 0.5 else 1
        place.glow(0, 0.82, 0.34, (255, 240, 170), 0.85)
        for spread in (0.5, 0.25):
            place.glow(side * (0.2 + spread), 0.82, 0.2, (255, 240, 170), 0.3)


def cabin(place: Place) -> None:
    """A house of logs with a chimney that smokes."""
    place.shadow(0.62)
    wall, roof = place.colour, place.lit(92, 62, 52)
    if place.season == "winter":
        roof = place.lit(246, 249, 255)
    smoke = mix(place.light.sky[1], (255, 255, 255), 0.5)
    for puff in range(4):
        place.ellipse(
            0.3 + 0.05 * puff, 0.98 + 0.13 * puff, 0.05 + 0.02 * puff, 0.05 + 0.015 * puff, smoke
        )
    place.rectangle(0.22, 0.55, 0.36, 0.92, place.lit(134, 84, 70))
    place.rectangle(-0.5, 0, 0.5, 0.5, wall)
    for row in range(1, 4):
        place.rectangle(-0.5, row * 0.125 - 0.012, 0.5, row * 0.125 + 0.012, scaled(wall, 0.8))
    place.polygon([(-0.5, 0.5), (0, 0.86), (0.5, 0.5)], scaled(wall, 0.88))
    place.polygon(
        [(-0.62, 0.45), (0, 0.95), (0.62, 0.45), (0.56, 0.4), (0, 0.82), (-0.56, 0.4)], roof
    )
    place.rectangle(-0.1, 0, 0.12, 0.36, place.lit(84, 54, 40))
    for u in (-0.3, 0.32):
        place.rectangle(u - 0.1, 0.17, u + 0.1, 0.38, place.lit(250, 244, 228))
        place.rectangle(u - 0.075, 0.195, u + 0.075, 0.355, _window(place))
        if place.light.dark:
            place.glow(u, 0.28, 0.26, _WINDOW_LIT, 0.5)


def castle(place: Place) -> None:
    """Towers with pointed roofs and flags."""
    place.shadow(0.66)
    stone, shade = place.lit(196, 190, 186), place.lit(158, 152, 156)
    place.rectangle(-0.42, 0, 0.42, 0.36, stone)
    for k in range(7):
        place.rectangle(-0.42 + 0.13 * k, 0.36, -0.36 + 0.13 * k, 0.42, stone)
    for u, width, height in ((0.0, 0.16, 0.66), (-0.46, 0.12, 0.5), (0.46, 0.12, 0.5)):
        place.rectangle(u - width, 0, u + width, height, stone if u <= 0 else shade)
        place.rectangle(u + width * 0.35, 0, u + width, height, shade)
        place.polygon(
            [(u - width - 0.05, height), (u, height + 0.3), (u + width + 0.05, height)],
            place.colour,
        )
        place.polygon(
            [(u, height + 0.3), (u + width * 0.3, height), (u + width + 0.05, height)],
            scaled(place.colour, 0.8),
        )
        place.rectangle(u - 0.035, height - 0.2, u + 0.035, height - 0.07, _window(place))
    place.line([(0, 0.94), (0, 1.12)], 0.025, shade)
    place.polygon([(0.01, 1.12), (0.2, 1.06), (0.01, 1.0)], place.colour)
    place.rectangle(-0.1, 0, 0.1, 0.17, place.lit(88, 60, 48))
    place.ellipse(0, 0.17, 0.1, 0.1, place.lit(88, 60, 48))


def windmill(place: Place) -> None:
    """A mill whose cap and sails have its colour."""
    place.shadow(0.4)
    wall = place.lit(240, 232, 214)
    place.polygon([(-0.24, 0), (-0.15, 0.62), (0.15, 0.62), (0.24, 0)], wall)
    place.polygon([(0.06, 0), (0.05, 0.62), (0.15, 0.62), (0.24, 0)], scaled(wall, 0.82))
    place.rectangle(-0.07, 0, 0.07, 0.2, place.lit(110, 72, 48))
    place.rectangle(-0.05, 0.33, 0.05, 0.43, _window(place))
    place.ellipse(0, 0.64, 0.19, 0.16, place.colour)
    turn = place.rng.uniform(0, math.pi / 2)
    for k in range(4):
        angle = turn + k * math.pi / 2
        c, s = math.cos(angle), math.sin(angle)
        along = [
            (r * c - w * s, 0.66 + r * s + w * c)
            for r, w in ((0.12, 0.01), (0.5, 0.01), (0.5, 0.13), (0.12, 0.11))
        ]
        place.polygon(along, scaled(place.colour, 0.92))
        place.line([(0, 0.66), (0.52 * c, 0.66 + 0.52 * s)], 0.034, place.lit(96, 66, 50))
    place.ellipse(0, 0.66, 0.05, 0.05, place.lit(96, 66, 50))


def city(place: Place) -> None:
    """Towers from edge to edge with signs in the city's colour; the tallest stands at the place."""
    light, canvas = place.light, place.canvas
    scale = 0.62 + 0.75 * place.size
    haze = mix(light.sky[2], place.colour, 0.4)
    canvas.veil(0.25, STREET, place.colour, (0.0, 0.3, 0.5))
    canvas.glow(place.x, STREET - 0.2, 0.62, mix(place.colour, (255, 255, 255), 0.15), 0.55)
    _row_of_towers(place, (0.16 * scale, 0.36 * scale), mix((30, 26, 62), haze, 0.5), signs=False)
    _landmark(place, 0.105 * scale, 0.74 * scale)
    _row_of_towers(place, (0.1 * scale, 0.3 * scale), mix((24, 22, 50), haze, 0.1), signs=True)
    canvas.mirror(STREET, (16, 14, 38), 0.45)
    canvas.rectangle(0, STREET, 1, STREET + 0.016, _neon(place.colour))


def _neon(colour: Colour) -> Colour:
    return mix(scaled(colour, 1.15), (255, 255, 255), 0.1)


def _row_of_towers(place: Place, heights: tuple[float, float], body: Colour, signs: bool) -> None:
    rng = place.rng
    x = -0.04 - 0.1 * rng.random()
    while x < 1.0:
        width = rng.uniform(0.11, 0.17)
        rise = rng.uniform(*heights)
        if signs and abs(x + width / 2 - place.x) < 0.13:
            rise = heights[0] * rng.uniform(0.5, 0.8)
        _tower(
            place, x, x + width * 0.9, STREET - rise, scaled(body, rng.uniform(0.85, 1.15)), signs
        )
        x += width


def _tower(place: Place, left: float, right: float, top: float, body: Colour, signs: bool) -> None:
    canvas, rng = place.canvas, place.rng
    width, middle = right - left, (left + right) / 2
    roof = int(rng.integers(4))
    if roof == 1:
        canvas.polygon(
            [(left, top), (right, top - width * 0.5), (right, top + 0.02), (left, top + 0.02)], body
        )
    elif roof == 2:
        canvas.ellipse(middle, top, width / 2, width * 0.4, body)
    elif roof == 3:
        canvas.line([(middle, top), (middle, top - 0.08)], 0.014, body)
    canvas.rectangle(left, top, right, STREET, body)
    if not signs:
        return
    canvas.rectangle(left + width * 0.62, top, right, STREET, scaled(body, 0.72))
    _windows(place, left, width, top)
    if rng.random() < 0.6:
        canvas.rectangle(left, top, left + 0.018, STREET, _neon(place.colour))
    if roof in (0, 3):
        canvas.rectangle(left, top, right, top + 0.018, _neon(place.colour))
        canvas.glow(middle, top, width * 0.9, place.colour, 0.5)


def _windows(place: Place, left: float, width: float, top: float) -> None:
    lamp = (255, 216, 140) if place.rng.random() < 0.5 else mix(place.colour, (255, 255, 255), 0.55)
    for column in (0.26, 0.66):
        for row in range(int((STREET - top - 0.05) / 0.055)):
            if place.rng.random() < 0.55:
                x, y = left + width * column, top + 0.045 + row * 0.055
                place.canvas.rectangle(x, y, x + width * 0.2, y + 0.024, lamp)


def _landmark(place: Place, half: float, rise: float) -> None:
    """The tallest tower: tapered, ringed with light, with a mast."""
    canvas, x, top = place.canvas, place.x, STREET - rise
    body, neon = mix((28, 24, 58), place.colour, 0.16), _neon(place.colour)
    canvas.glow(x, top + rise * 0.2, 0.3, place.colour, 0.6)
    canvas.line([(x, top + 0.02), (x, top - 0.1)], 0.018, neon)
    canvas.polygon(
        [
            (x - half, STREET),
            (x - half * 0.5, top + rise * 0.12),
            (x, top),
            (x + half * 0.5, top + rise * 0.12),
            (x + half, STREET),
        ],
        body,
    )
    canvas.polygon(
        [
            (x + half * 0.2, STREET),
            (x + half * 0.15, top + rise * 0.08),
            (x + half * 0.5, top + rise * 0.12),
            (x + half, STREET),
        ],
        scaled(body, 0.65),
    )
    for share in (0.16, 0.3, 0.46, 0.64):
        reach = half * (0.5 + 0.5 * share) * 1.15
        canvas.rectangle(x - reach, top + rise * share, x + reach, top + rise * share + 0.02, neon)
    canvas.rectangle(
        x - 0.009, top + rise * 0.1, x + 0.009, STREET, mix(neon, (255, 255, 255), 0.4)
    )
    canvas.glow(x, top, 0.1, mix(neon, (255, 255, 255), 0.5), 0.8)
