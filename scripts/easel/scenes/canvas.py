"""A canvas with smooth edges: shapes are drawn several times too large and averaged down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[float, float, float]  # 0..255 each
Point = tuple[float, float]  # 0..1, x to the right and y down; may lie outside of the picture

OVERSAMPLING = 4
_HALO_SIZE = 128


def mix(a: Sequence[float], b: Sequence[float], share_of_b: float) -> Colour:
    """A colour between two."""
    red, green, blue = (x + (y - x) * share_of_b for x, y in zip(a, b, strict=True))
    return (red, green, blue)


def scaled(colour: Sequence[float], factors: Sequence[float] | float) -> Colour:
    """A colour under a light: channels multiplied by one factor, or by one each."""
    each = (factors,) * 3 if isinstance(factors, (int, float)) else factors
    red, green, blue = (x * factor for x, factor in zip(colour, each, strict=True))
    return (red, green, blue)


def _bytes(colour: Sequence[float]) -> tuple[int, int, int]:
    red, green, blue = (min(255, max(0, round(x))) for x in colour)
    return (red, green, blue)


def _halo() -> Image.Image:
    """A round spot of light, 255 in the middle and 0 at the rim."""
    axis = (np.arange(_HALO_SIZE) + 0.5) / _HALO_SIZE * 2 - 1
    distance = np.minimum(1.0, np.hypot(axis[:, None], axis[None, :]))
    return Image.fromarray(np.uint8(255 * (1 - distance) ** 2 * (1 + distance * 0.5)))


_HALO = _halo()


class Canvas:
    """A square picture whose coordinates run from 0 to 1."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._pixels = size * OVERSAMPLING
        self._image = Image.new("RGB", (self._pixels, self._pixels))
        self._draw = ImageDraw.Draw(self._image)

    def gradient(self, top: float, bottom: float, stops: Sequence[Sequence[float]]) -> None:
        """Rows of colour from `top` to `bottom`, through evenly spaced stops."""
        first, last = round(top * self._pixels), round(bottom * self._pixels)
        if last <= first:
            return
        where = np.linspace(0, len(stops) - 1, last - first)
        channels = [np.interp(where, range(len(stops)), [s[c] for s in stops]) for c in range(3)]
        column = np.uint8(np.clip(np.stack(channels, 1), 0, 255))[:, None]
        strip = Image.fromarray(column).resize(
            (self._pixels, last - first), Image.Resampling.NEAREST
        )
        self._image.paste(strip, (0, first))

    def polygon(self, points: Iterable[Point], colour: Sequence[float]) -> None:
        self._draw.polygon([self._at(point) for point in points], fill=_bytes(colour))

    def rectangle(
        self, x0: float, y0: float, x1: float, y1: float, colour: Sequence[float]
    ) -> None:
        (a, b), (c, d) = self._at((x0, y0)), self._at((x1, y1))
        if c > a and d > b:
            self._draw.rectangle((a, b, c, d), fill=_bytes(colour))

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Sequence[float]) -> None:
        (a, b), (c, d) = self._at((x - rx, y - ry)), self._at((x + rx, y + ry))
        self._draw.ellipse((a, b, c, d), fill=_bytes(colour))

    def tilted_ellipse(
        self, x: float, y: float, rx: float, ry: float, angle: float, colour: Sequence[float]
    ) -> None:
        """An ellipse turned by `angle` (radians, clockwise on the screen)."""
        cosine, sine = math.cos(angle), math.sin(angle)
        turns = (2 * math.pi * k / 24 for k in range(24))
        rim = ((rx * math.cos(turn), ry * math.sin(turn)) for turn in turns)
        self.polygon(
            ((x + u * cosine - v * sine, y + u * sine + v * cosine) for u, v in rim), colour
        )

    def line(self, points: Sequence[Point], width: float, colour: Sequence[float]) -> None:
        """A stroke with round ends."""
        pixels = max(2, round(width * self._pixels))
        self._draw.line(
            [self._at(p) for p in points], fill=_bytes(colour), width=pixels, joint="curve"
        )
        for x, y in (points[0], points[-1]):
            self.ellipse(x, y, width / 2, width / 2, colour)

    def glow(
        self, x: float, y: float, radius: float, colour: Sequence[float], strength: float
    ) -> None:
        """A soft spot of light; `strength` is its share in the middle, 0 to 1."""
        width = max(2, round(2 * radius * self._pixels))
        mask = _HALO.resize((width, width), Image.Resampling.BILINEAR)
        corner = self._at((x - radius, y - radius))
        self._image.paste(_bytes(colour), corner, mask.point(lambda value: value * strength))

    def veil(
        self, top: float, bottom: float, colour: Sequence[float], shares: Sequence[float]
    ) -> None:
        """Covers rows with a thin layer of colour; its share runs through `shares`, top to bottom."""
        first, last = round(top * self._pixels), round(bottom * self._pixels)
        if last <= first:
            return
        where = np.linspace(0, len(shares) - 1, last - first)
        share = np.uint8(255 * np.interp(where, range(len(shares)), shares))[:, None]
        mask = Image.fromarray(share).resize((self._pixels, last - first), Image.Resampling.NEAREST)
        self._image.paste(_bytes(colour), (0, first), mask)

    def mirror(self, horizon: float, tint: Sequence[float], share_of_tint: float) -> None:
        """Fills all below `horizon` with the upside-down picture above it, tinted: still water."""
        first = round(horizon * self._pixels)
        height = self._pixels - first
        above = self._image.crop((0, max(0, first - height), self._pixels, first))
        flipped = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        flipped = flipped.resize((self._pixels, height), Image.Resampling.BILINEAR)
        water = Image.new("RGB", flipped.size, _bytes(tint))
        self._image.paste(Image.blend(flipped, water, share_of_tint), (0, first))

    def picture(self, blur: float = 0.0) -> np.ndarray:
        """The picture, uint8 [size, size, 3]; `blur` in units of the picture's side."""
        image = self._image.reduce(OVERSAMPLING)
        if blur > 0:
            image = image.filter(ImageFilter.GaussianBlur(blur * self.size))
        return np.asarray(image)

    def _at(self, point: Point) -> tuple[int, int]:
        return round(point[0] * self._pixels), round(point[1] * self._pixels)
