"""The caption that names all that can be checked in a scene, and scenes that it does not fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.captions_dice import Dice
from scenes.captions_styles import STYLE_PROMPTS
from scenes.captions_subjects import SUBJECT_WORDS
from scenes.scene import COLOURS, POSITIONS, STYLES, STYLES_WITHOUT_COLOUR, SUBJECTS, Scene
from scenes.words import (
    NUMBER_WORDS,
    PEOPLE_NONE,
    PEOPLE_TEMPLATES,
    POSITION_PHRASES,
    SEASON_PHRASES,
    TIME_PHRASES,
    WEATHER_PHRASES,
    article,
)

SWAPS = ("subject", "style", "position", "colour")


def prompt_of(scene: Scene) -> str:
    """The canonical caption, which differs wherever two scenes differ in what an eye can check."""
    parts = [
        _noun_phrase(scene),
        POSITION_PHRASES[scene.position][0],
        _people(scene),
        TIME_PHRASES[scene.time][0],
        WEATHER_PHRASES[scene.weather][0] if scene.weather != "clear" else "",
    ]
    caption = " ".join(part for part in parts if part)
    if SUBJECT_WORDS[scene.subject].shows_season:
        caption += f", {SEASON_PHRASES[scene.season][0]}"
    if scene.style != "plain":
        caption += f", {STYLE_PROMPTS[scene.style]}"
    return caption[0].upper() + caption[1:]


def shows_colour(scene: Scene) -> bool:
    """Whether the picture shows the colour of its subject."""
    return scene.colour is not None and scene.style not in STYLES_WITHOUT_COLOUR


def _noun_phrase(scene: Scene) -> str:
    words = SUBJECT_WORDS[scene.subject]
    several = scene.count > 1 and bool(words.plurals)
    phrase = words.plurals[0] if several else words.nouns[0]
    if shows_colour(scene):
        assert scene.colour is not None
        phrase = words.colours[0].format(n=phrase, c=scene.colour, a=article(scene.colour))
    elif scene.subject == "city":
        phrase += " with neon lights"
    number = NUMBER_WORDS[scene.count][0] if several else article(phrase)
    return f"{number} {phrase}"


def _people(scene: Scene) -> str:
    if scene.subject != "campfire":
        return ""
    if scene.count == 0:
        return PEOPLE_NONE[0]
    return PEOPLE_TEMPLATES[0].format(people=f"{NUMBER_WORDS[scene.count][0]} people")


def swappable(scene: Scene) -> tuple[str, ...]:
    """The attributes of SWAPS whose swap makes the scene's caption wrong."""
    return tuple(name for name in SWAPS if name != "colour" or shows_colour(scene))


def swapped(scene: Scene, attribute: str, rng: np.random.Generator) -> Scene:
    """The scene with another value of one attribute; what a new subject cannot have goes too."""
    dice = Dice(rng)
    if attribute == "subject":
        return _with_subject(scene, dice.pick(_others(tuple(SUBJECTS), scene.subject)), dice)
    if attribute == "style":
        return replace(scene, style=dice.pick(_others(STYLES, scene.style)))
    if attribute == "position":
        return replace(scene, position=dice.pick(_others(POSITIONS, scene.position)))
    if attribute == "colour" and scene.colour is not None:
        return replace(scene, colour=dice.pick(_others(tuple(COLOURS), scene.colour)))
    raise ValueError(f"a {scene.subject} has no {attribute} to swap")


def _with_subject(scene: Scene, subject: str, dice: Dice) -> Scene:
    may = SUBJECTS[subject]
    season = scene.season if scene.season in may.seasons else dice.pick(may.seasons)
    snow_melts = scene.weather == "snow" and season != "winter"
    weather = scene.weather if scene.weather in may.weathers and not snow_melts else "clear"
    colour = scene.colour or dice.pick(tuple(COLOURS))
    return replace(
        scene,
        subject=subject,
        count=scene.count if scene.count in may.counts else dice.pick(may.counts),
        colour=colour if may.coloured else None,
        time=scene.time if scene.time in may.times else dice.pick(may.times),
        weather=weather,
        season=season,
    )


def _others(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(other for other in values if other != value)
