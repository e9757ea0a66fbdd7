"""Subjects that grow, rise or burn."""

from __future__ import annotations

import math

from scenes.canvas import Colour, mix, scaled
from scenes.place import Place

SHORE = 0.68  # of the mountain's lake

_LEAVES: dict[str, Colour] = {
    "spring": (250, 172, 200),
    "summer": (70, 150, 72),
    "autumn": (228, 116, 40),
    "winter": (244, 248, 255),
}
_PETALS_OF_PEOPLE: tuple[Colour, ...] = (
    (196, 62, 56),
    (62, 116, 196),
    (86, 158, 88),
    (232, 182, 62),
    (150, 92, 176),
    (226, 226, 220),
)
_SKIN: tuple[Colour, ...] = ((246, 206, 172), (222, 168, 126), (172, 116, 80), (118, 78, 56))


def mountain(place: Place) -> None:
    """A peak with snow above a lake that mirrors it."""
    canvas, light, rng = place.canvas, place.light, place.rng
    rock = light.far((120, 124, 152), 0.25)
    snow = light.on_thing((250, 250, 255))
    for offset, part in ((-0.42, 0.62), (0.45, 0.55), (0.0, 1.0)):
        x = place.x + offset * (0.8 + 0.3 * rng.random())
        height, half = place.size * 0.95 * part, place.size * 0.78 * part
        peak = SHORE - height
        body = rock if part == 1.0 else light.far((120, 130, 160), 0.6)
        canvas.polygon([(x - half, SHORE), (x, peak), (x + half, SHORE)], body)
        canvas.polygon([(x, peak), (x + half, SHORE), (x + half * 0.25, SHORE)], scaled(body, 0.78))
        cap = [
            (x, peak),
            (x - half * 0.34, peak + height * 0.34),
            (x - half * 0.14, peak + height * 0.28),
        ]
        cap += [
            (x, peak + height * 0.42),
            (x + half * 0.12, peak + height * 0.27),
            (x + half * 0.34, peak + height * 0.34),
        ]
        canvas.polygon(cap, snow)
    _shore_trees(place)
    canvas.mirror(SHORE, light.on_land((70, 120, 160)), 0.35)
    for _ in range(7):
        x, y = rng.random(), rng.uniform(SHORE + 0.04, 0.97)
        canvas.ellipse(x, y, 0.07, 0.006, mix(light.sky[2], (255, 255, 255), 0.2))


def _shore_trees(place: Place) -> None:
    needles: dict[str, Colour] = {
        "winter": (150, 176, 190),
        "autumn": (190, 110, 50),
        "spring": (110, 168, 96),
    }
    colour = place.light.on_land(needles.get(place.season, (44, 104, 70)))
    for k in range(13):
        x = k / 12 + place.rng.uniform(-0.03, 0.03)
        height = place.rng.uniform(0.05, 0.12)
        shade = scaled(colour, place.rng.uniform(0.8, 1.05))
        place.canvas.polygon(
            [(x - 0.045, SHORE + 0.005), (x, SHORE - height), (x + 0.045, SHORE + 0.005)], shade
        )


def tree(place: Place) -> None:
    """A big tree in the season's leaves; bare and white in winter."""
    place.shadow(0.42)
    bark = place.lit(112, 74, 50)
    place.polygon([(-0.09, 0), (-0.05, 0.45), (0.05, 0.45), (0.1, 0)], bark)
    for u, v in ((-0.24, 0.72), (0.26, 0.7), (0.02, 0.85)):
        place.line([(0, 0.36), (u, v)], 0.05, bark)
    leaf = place.light.on_thing(_LEAVES[place.season])
    crown = (
        (-0.26, 0.62, 0.2),
        (0.26, 0.6, 0.2),
        (0.0, 0.58, 0.22),
        (-0.14, 0.8, 0.2),
        (0.15, 0.8, 0.2),
        (0.0, 0.9, 0.16),
    )
    if place.season == "winter":
        for u, v, radius in crown:
            place.ellipse(u, v + radius * 0.35, radius * 0.62, radius * 0.3, leaf)
        return
    for u, v, radius in crown:
        place.ellipse(u, v, radius, radius * 0.92, scaled(leaf, 0.84))
    for u, v, radius in crown:
        place.ellipse(u - 0.03, v + 0.04, radius * 0.74, radius * 0.68, leaf)
    for u, v, radius in crown[2:]:
        place.ellipse(
            u - 0.06, v + 0.07, radius * 0.36, radius * 0.3, mix(leaf, (255, 255, 235), 0.3)
        )


def flower(place: Place) -> None:
    """A tall tulip."""
    stem = place.lit(66, 140, 66)
    place.line([(0, 0), (0.03, 0.3), (0, 0.6)], 0.05, stem)
    place.tilted_ellipse(-0.14, 0.22, 0.06, 0.22, -0.6, stem)
    place.tilted_ellipse(0.15, 0.2, 0.06, 0.2, 0.6, scaled(stem, 0.85))
    petal = place.colour
    place.ellipse(0, 0.72, 0.21, 0.2, scaled(petal, 0.86))
    place.polygon(
        [
            (-0.21, 0.72),
            (-0.22, 1.0),
            (-0.09, 0.84),
            (0, 1.02),
            (0.09, 0.84),
            (0.22, 1.0),
            (0.21, 0.72),
        ],
        scaled(petal, 0.86),
    )
    place.polygon([(-0.12, 0.62), (-0.15, 0.84), (0, 1.0), (0.15, 0.84), (0.12, 0.62)], petal)
    place.ellipse(0, 0.69, 0.125, 0.15, petal)


def campfire(place: Place, people: int) -> None:
    """A fire with people around it, who face the flames."""
    place.glow(0, 0.2, 1.6, (255, 150, 50), 0.75)
    place.ellipse(0, 0.0, 0.9, 0.2, mix(place.light.on_land((120, 96, 64)), (255, 150, 60), 0.4))
    seats = {
        0: (),
        2: (-1, 1),
        3: (-1, 1, -1.75),
        4: (-1, 1, -1.8, 1.8),
        5: (-1, 1, -1.8, 1.8, 0.1),
    }[people]
    coats = place.rng.permutation(len(_PETALS_OF_PEOPLE))
    for number, seat in sorted(enumerate(seats), key=lambda each: abs(abs(each[1]) - 0.1)):
        _person(place, seat, _PETALS_OF_PEOPLE[coats[number]])
    for lean in (-1, 1):
        place.line([(-0.24 * lean, -0.05), (0.22 * lean, 0.05)], 0.08, (92, 56, 34))
    sway = place.rng.uniform(-0.05, 0.05)
    for share, colour in ((1.0, (232, 78, 26)), (0.72, (255, 152, 38)), (0.42, (255, 236, 140))):
        width, height = 0.22 * share, 0.66 * share
        outline = [
            (-width, 0.08),
            (-width * 0.85, height * 0.5),
            (-width * 0.35 + sway, height * 0.62),
            (sway, height + 0.06),
        ]
        outline += [
            (width * 0.3 + sway, height * 0.58),
            (width * 0.8, height * 0.66),
            (width, 0.1),
            (width * 0.5, 0.0),
            (-width * 0.5, 0.0),
        ]
        place.polygon(outline, colour)
    for _ in range(6):
        u, v = place.rng.uniform(-0.25, 0.25), place.rng.uniform(0.75, 1.3)
        place.ellipse(u, v, 0.02, 0.02, (255, 196, 90))


def _person(place: Place, seat: float, coat: Colour) -> None:
    """Sits at `seat`, in steps to the left or right of the fire; at about zero behind it."""
    u = 0.5 * seat
    behind = abs(seat) < 0.5
    v = 0.22 if behind else 0.04 - 0.02 * abs(seat)
    towards = 0.0 if behind else -math.copysign(1.0, seat)
    body = mix(place.light.on_thing(coat), (255, 170, 80), 0.15)
    skin = mix(_SKIN[int(place.rng.integers(len(_SKIN)))], (255, 180, 90), 0.2)
    hair = (60, 42, 36)
    legs = scaled(body, 0.6)
    if not behind:
        place.ellipse(u + 0.16 * towards, v + 0.05, 0.17, 0.07, legs)
    place.polygon(
        [
            (u - 0.17, v),
            (u - 0.14, v + 0.3),
            (u - 0.06, v + 0.4),
            (u + 0.06, v + 0.4),
            (u + 0.14, v + 0.3),
            (u + 0.17, v),
        ],
        body,
    )
    if not behind:
        place.line(
            [(u + 0.05 * towards, v + 0.28), (u + 0.22 * towards, v + 0.2)],
            0.08,
            scaled(body, 0.85),
        )
    place.ellipse(u, v + 0.53, 0.125, 0.135, hair)
    place.ellipse(u + 0.03 * towards, v + 0.5, 0.105, 0.11, skin)
