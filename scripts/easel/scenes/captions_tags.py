"""Captions as lists of tags: "lighthouse, red, left, night"."""

from __future__ import annotations

from scenes.captions_dice import Dice
from scenes.captions_fillers import FILLER_ENDINGS
from scenes.captions_phrases import noun
from scenes.captions_styles import STYLE_NAMES, STYLE_PROMPTS
from scenes.captions_subjects import SUBJECT_WORDS
from scenes.scene import Scene
from scenes.words import (
    COLOUR_WORDS,
    DISTANCE_TAGS,
    FOCUS_PHRASES,
    NUMBER_WORDS,
    POSITION_TAGS,
    SEASON_TAGS,
    TIME_TAGS,
    WEATHER_TAGS,
)

_TAGS = {
    "position": POSITION_TAGS,
    "time": TIME_TAGS,
    "weather": WEATHER_TAGS,
    "season": SEASON_TAGS,
    "distance": DISTANCE_TAGS,
    "focus": FOCUS_PHRASES,
}


def tag_list(scene: Scene, named: set[str], dice: Dice) -> str:
    subject, tags = _subject(scene, named, dice)
    for attribute, words in _TAGS.items():
        if attribute in named:
            tags.append(dice.pick(words[getattr(scene, attribute)]))
    if dice.chance(0.15):
        filler = dice.pick(FILLER_ENDINGS)
        if scene.focus != "soft" and filler not in tags:
            tags.append(filler)
    if dice.chance(0.5):
        dice.shuffle(tags)
    style = _style(scene, named, dice)
    if style and dice.chance(0.2):
        return ", ".join([style, subject, *tags])
    return ", ".join([subject, *tags, style] if style else [subject, *tags])


def _subject(scene: Scene, named: set[str], dice: Dice) -> tuple[str, list[str]]:
    """The subject, and tags for the number and the colour unless it bears them itself."""
    words, tags = SUBJECT_WORDS[scene.subject], []
    subject = noun(scene, dice)
    if "colour" in named and scene.colour is not None:
        colour = dice.pick(COLOUR_WORDS[scene.colour])
        if dice.chance(0.5):
            subject = words.colours[0].format(n=subject, c=colour, a="").replace("  ", " ")
        else:
            tags.append(colour)
    if "count" in named and words.plurals and scene.count > 1:
        subject = f"{dice.pick(NUMBER_WORDS[scene.count])} {subject}"
    elif scene.subject == "campfire" and scene.count > 0:
        number = dice.pick(NUMBER_WORDS[scene.count]) if "count" in named else "group of"
        tags.append(f"{number} people")
    elif scene.subject == "campfire" and "count" in named:
        tags.append("no people")
    return subject, tags


def _style(scene: Scene, named: set[str], dice: Dice) -> str:
    if "style" not in named:
        return ""
    if scene.style != "plain" and dice.chance(0.5):
        return STYLE_PROMPTS[scene.style]
    return dice.pick(STYLE_NAMES[scene.style])
