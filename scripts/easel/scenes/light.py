"""What time of day and weather do to colours."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.canvas import Colour, mix, scaled

_SKIES: dict[str, tuple[Colour, Colour, Colour]] = {
    "day": ((74, 150, 226), (126, 188, 240), (204, 230, 248)),
    "sunset": ((92, 58, 128), (226, 98, 84), (255, 190, 96)),
    "night": ((10, 14, 46), (24, 36, 88), (52, 70, 128)),
    "dawn": ((128, 152, 214), (236, 184, 208), (255, 224, 196)),
}
_ON_THINGS: dict[str, Colour] = {
    "day": (1.0, 1.0, 1.0),
    "sunset": (1.0, 0.92, 0.86),
    "night": (0.76, 0.77, 0.88),
    "dawn": (0.99, 0.95, 0.97),
}
_ON_LAND: dict[str, Colour] = {
    "day": (1.0, 1.0, 1.0),
    "sunset": (0.86, 0.66, 0.60),
    "night": (0.32, 0.40, 0.62),
    "dawn": (0.92, 0.84, 0.90),
}
_GREY_SKIES: dict[str, Colour] = {
    "day": (168, 180, 194),
    "sunset": (170, 118, 124),
    "night": (34, 40, 62),
    "dawn": (196, 186, 200),
}
_OVERCAST = {"clear": 0.0, "cloudy": 0.35, "rain": 0.75, "fog": 0.6, "snow": 0.55}


@dataclass(frozen=True)
class Light:
    """The light of one scene."""

    time: str
    weather: str
    sky: tuple[Colour, Colour, Colour]  # from the top to the horizon

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.time in ("night", "sunset")

    def on_thing(self, colour: Colour) -> Colour:
        """A subject's colour: darker at night, but still the same colour to the eye."""
        return scaled(colour, _ON_THINGS[self.time])

    def on_land(self, colour: Colour) -> Colour:
        return scaled(colour, _ON_LAND[self.time])

    def far(self, colour: Colour, distance: float) -> Colour:
        """The colour of land seen through air; `distance` 0 is here and 1 is the horizon."""
        return mix(self.on_land(colour), self.sky[2], distance * 0.7)


def light_of(time: str, weather: str) -> Light:
    grey = _OVERCAST[weather]
    top, middle, bottom = (mix(stop, _GREY_SKIES[time], grey) for stop in _SKIES[time])
    return Light(time, weather, (top, middle, bottom))
