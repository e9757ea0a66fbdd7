"""Where and how one subject is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.canvas import Canvas, Colour, Point
from scenes.light import Light


@dataclass(frozen=True)
class Place:
    """A spot in the picture and what is drawn there.

    A subject's own coordinates have their origin where it stands, `u` to the right and `v`
    upwards, and are about one unit high.
    """

    canvas: Canvas
    light: Light
    season: str
    x: float
    y: float
    size: float  # the height of one unit, in the picture's sides
    colour: Colour  # the subject's main colour, as lit
    rng: np.random.Generator

    def at(self, u: float, v: float) -> Point:
        return (self.x + u * self.size, self.y - v * self.size)

    def polygon(self, points: list[Point], colour: Colour) -> None:
        self.canvas.polygon([self.at(u, v) for u, v in points], colour)

    def rectangle(self, u0: float, v0: float, u1: float, v1: float, colour: Colour) -> None:
        """From the lower left corner to the upper right one."""
        (x0, y1), (x1, y0) = self.at(u0, v0), self.at(u1, v1)
        self.canvas.rectangle(x0, y0, x1, y1, colour)

    def ellipse(self, u: float, v: float, ru: float, rv: float, colour: Colour) -> None:
        x, y = self.at(u, v)
        self.canvas.ellipse(x, y, ru * self.size, rv * self.size, colour)

    def tilted_ellipse(
        self, u: float, v: float, ru: float, rv: float, angle: float, colour: Colour
    ) -> None:
        x, y = self.at(u, v)
        self.canvas.tilted_ellipse(x, y, ru * self.size, rv * self.size, angle, colour)

    def line(self, points: list[Point], width: float, colour: Colour) -> None:
        self.canvas.line([self.at(u, v) for u, v in points], width * self.size, colour)

    def glow(self, u: float, v: float, radius: float, colour: Colour, strength: float) -> None:
        x, y = self.at(u, v)
        self.canvas.glow(x, y, radius * self.size, colour, strength)

    def lit(self, red: float, green: float, blue: float) -> Colour:
        """A colour of the subject that is not its main one."""
        return self.light.on_thing((red, green, blue))

    def shadow(self, width: float) -> None:
        """The dark ellipse under something that stands on the ground."""
        ground = {"winter": (178, 192, 218), "autumn": (124, 84, 46)}.get(
            self.season, (58, 104, 56)
        )
        self.ellipse(0, 0, width, 0.05, self.light.on_land(ground))
