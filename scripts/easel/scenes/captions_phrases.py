"""The parts of a sentence: the subject with what belongs to it, where and when, the style."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.captions_dice import Dice
from scenes.captions_fillers import FILLER_ADJECTIVES
from scenes.captions_styles import STYLE_CLAUSES, STYLE_NAMES, STYLE_OPENINGS, STYLE_PROMPTS
from scenes.captions_subjects import SUBJECT_WORDS
from scenes.scene import Scene
from scenes.words import (
    CLEAR_TIME_PHRASES,
    COLOUR_WORDS,
    DISTANCE_ADJECTIVES,
    DISTANCE_PHRASES,
    MEADOW_PHRASES,
    NUMBER_UNNAMED,
    NUMBER_WORDS,
    PEOPLE,
    PEOPLE_NONE,
    PEOPLE_TEMPLATES,
    PEOPLE_UNCOUNTED,
    POSITION_PHRASES,
    SEASON_ADJECTIVES,
    SEASON_PHRASES,
    TIME_NOUNS,
    TIME_PHRASES,
    WEATHER_ADJECTIVES,
    WEATHER_PHRASES,
    article,
)


@dataclass(frozen=True)
class StyleWords:
    """Where a caption names the style: in at most one of these places."""

    opening: str = ""
    clause: str = ""
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


def style_words(scene: Scene, named: set[str], share_full: float, dice: Dice) -> StyleWords:
    """The style's full prompt in `share_full` of the captions that name one, else a short name."""
    if "style" not in named:
        return StyleWords()
    full = STYLE_PROMPTS[scene.style]
    if full and dice.chance(share_full):
        return StyleWords(first=(full,)) if dice.chance(0.12) else StyleWords(last=(full,))
    place = dice.throw()
    if place < 0.4:
        return StyleWords(opening=dice.pick(STYLE_OPENINGS[scene.style]))
    if place < 0.6:
        return StyleWords(clause=dice.pick(STYLE_CLAUSES[scene.style]))
    return StyleWords(last=(dice.pick(STYLE_NAMES[scene.style]),))


def head(scene: Scene, named: set[str], dice: Dice) -> str:
    """The subject with number, size, colour and people: "three small boats with red sails"."""
    words = SUBJECT_WORDS[scene.subject]
    phrase = noun(scene, dice)
    if "colour" in named and scene.colour is not None:
        colour = dice.pick(COLOUR_WORDS[scene.colour])
        phrase = dice.pick(words.colours).format(n=phrase, c=colour, a=article(colour))
    if "distance" in named and dice.chance(0.5):
        named.discard("distance")
        phrase = f"{dice.pick(DISTANCE_ADJECTIVES[scene.distance])} {phrase}"
    if dice.chance(0.12):
        phrase = f"{dice.pick(FILLER_ADJECTIVES)} {phrase}"
    phrase = _numbered(scene, phrase, "count" in named, dice)
    if scene.subject == "campfire":
        return f"{phrase} {people(scene, 'count' in named, dice)}".rstrip()
    if words.seasons and "season" in named and dice.chance(0.6):
        named.discard("season")
        return f"{phrase} {dice.pick(words.seasons[scene.season])}"
    if words.settings and " with " not in phrase and dice.chance(0.25):
        return f"{phrase} {dice.pick(words.settings)}"
    return phrase


def nouns_only(scene: Scene, dice: Dice) -> str:
    """The subject and nothing else."""
    phrase = noun(scene, dice)
    return phrase if dice.chance(0.4) else _numbered(scene, phrase, False, dice)


def noun(scene: Scene, dice: Dice) -> str:
    words = SUBJECT_WORDS[scene.subject]
    return dice.pick(words.plurals if scene.count > 1 and words.plurals else words.nouns)


def _numbered(scene: Scene, phrase: str, name_number: bool, dice: Dice) -> str:
    if scene.count > 1 and scene.subject != "campfire":
        number = dice.pick(NUMBER_WORDS[scene.count] if name_number else NUMBER_UNNAMED)
        return f"{number} {phrase}".lstrip()
    if name_number and SUBJECT_WORDS[scene.subject].plurals and dice.chance(0.2):
        return f"{dice.pick(NUMBER_WORDS[1])} {phrase}"
    return f"the {phrase}" if dice.chance(0.05) else f"{article(phrase)} {phrase}"


def people(scene: Scene, name_number: bool, dice: Dice) -> str:
    """Who sits around the campfire; nothing now and then."""
    if scene.count == 0:
        return dice.pick(PEOPLE_NONE) if name_number and dice.chance(0.7) else ""
    if name_number:
        who = f"{dice.pick(NUMBER_WORDS[scene.count])} {dice.pick(PEOPLE)}"
    elif dice.chance(0.7):
        who = dice.pick(PEOPLE_UNCOUNTED)
    else:
        return ""
    return dice.pick(PEOPLE_TEMPLATES).format(people=who)


def place_phrases(scene: Scene, named: set[str], dice: Dice) -> list[str]:
    """Where and when, in any order."""
    phrases = _occasion(scene, named, dice)
    if "position" in named:
        phrases.append(dice.pick(POSITION_PHRASES[scene.position]))
    if "distance" in named:
        phrases.append(dice.pick(DISTANCE_PHRASES[scene.distance]))
    dice.shuffle(phrases)
    # Nothing follows these that would read as a part of them: "as the sun goes down on the left".
    return sorted(phrases, key=lambda phrase: phrase.startswith(("as ", "while ", "with ")))


def _occasion(scene: Scene, named: set[str], dice: Dice) -> list[str]:
    """Time, weather and season: one phrase for all ("on a foggy autumn morning") or one each."""
    others = [name for name in ("weather", "season") if name in named]
    if "time" in named and others and dice.chance(0.35):
        words = []
        if "weather" in named:
            words.append(dice.pick(WEATHER_ADJECTIVES[scene.weather]))
        if "season" in named:
            words.append(dice.pick(SEASON_ADJECTIVES[scene.season]))
        words.append(dice.pick(TIME_NOUNS[scene.time]))
        phrase = " ".join(words)
        return [f"on {article(phrase)} {phrase}"]
    phrases = []
    if "time" in named:
        clear = scene.weather == "clear" and dice.chance(0.25)
        phrases.append(dice.pick((CLEAR_TIME_PHRASES if clear else TIME_PHRASES)[scene.time]))
    if "weather" in named:
        phrases.append(dice.pick(WEATHER_PHRASES[scene.weather]))
    if "season" in named:
        words = SUBJECT_WORDS[scene.subject]
        meadow = words.shows_season and words.on_meadow and dice.chance(0.25)
        phrases.append(dice.pick((MEADOW_PHRASES if meadow else SEASON_PHRASES)[scene.season]))
    return phrases
