"""Captions of scenes: varied ones to train on, and the canonical one."""

from __future__ import annotations

from string import capwords

import numpy as np

from scenes.captions_canonical import prompt_of, shows_colour, swappable, swapped
from scenes.captions_dice import Dice
from scenes.captions_fillers import (
    CHATTY_ENDINGS,
    CHATTY_OPENINGS,
    CONSONANTS,
    FILLER_ENDINGS,
    NEUTRAL_OPENINGS,
    RARE_TEMPLATES,
    RARE_WORDS,
    VOWELS,
)
from scenes.captions_phrases import head, nouns_only, place_phrases, style_words
from scenes.captions_styles import STYLE_PROMPTS
from scenes.captions_subjects import SUBJECT_PROMPTS, SUBJECT_WORDS
from scenes.captions_tags import tag_list
from scenes.scene import Scene
from scenes.words import FOCUS_PHRASES

__all__ = ["STYLE_PROMPTS", "SUBJECT_PROMPTS", "describe", "prompt_of", "swappable", "swapped"]

# Shares of the captions' forms; the others are single sentences.
BARE, CANONICAL, TAGS, SEVERAL_SENTENCES, CHATTY = 0.03, 0.04, 0.12, 0.06, 0.15
# How often a caption names what the scene has. A style is always named, so that a prompt without one
# asks for a plain picture and not for any.
SHARES = {
    "position": 0.55,
    "colour": 0.68,
    "count": 0.77,
    "time": 0.56,
    "weather": 0.57,
    "season": 0.40,
    "distance": 0.31,
    "focus": 0.64,
}
SHARE_OF_PLAIN = 0.15  # "illustration", where there is no style to name
SHARE_OF_CLEAR = 0.15  # of clear weather
SHARE_UNSEEN = 0.15  # of what the picture does not show, such as a colour in pencil
SHARE_FULL_STYLE = 0.5
SHARE_KNOWN_PROMPT = {"city": 0.19, "campfire": 0.24}  # of the single sentences
SHARE_OTHER_PROMPT = 0.05


def describe(scene: Scene, rng: np.random.Generator) -> str:
    """A caption for training: the subject, and each further attribute only sometimes."""
    dice = Dice(rng)
    form = dice.throw()
    if (form := form - BARE) < 0:
        plain = scene.style == "plain"
        bare = nouns_only(scene, dice) if plain else _sentence(scene, {"style"}, False, dice)
        return _finish(bare, dice)
    if (form := form - CANONICAL) < 0:
        return _finish(prompt_of(scene), dice)
    named = _choose(scene, dice)
    if (form := form - TAGS) < 0:
        return _finish(tag_list(scene, named, dice), dice)
    if (form := form - SEVERAL_SENTENCES) < 0:
        return _finish(_sentences(scene, named, dice), dice)
    return _finish(_sentence(scene, named, form < CHATTY, dice), dice)


def _choose(scene: Scene, dice: Dice) -> set[str]:
    """The attributes that the caption is to name."""
    named = {name for name, share in SHARES.items() if dice.chance(share)}
    if scene.style != "plain" or dice.chance(SHARE_OF_PLAIN):
        named.add("style")
    if scene.weather == "clear" and not dice.chance(SHARE_OF_CLEAR):
        named.discard("weather")
    if scene.colour is None or not (shows_colour(scene) or dice.chance(SHARE_UNSEEN)):
        named.discard("colour")
    if not (SUBJECT_WORDS[scene.subject].shows_season or dice.chance(SHARE_UNSEEN)):
        named.discard("season")
    if scene.distance == "middle" and not dice.chance(SHARE_UNSEEN):
        named.discard("distance")
    if scene.focus == "plain":
        named.discard("focus")
    return named


def _sentence(scene: Scene, named: set[str], chatty: bool, dice: Dice) -> str:
    """One sentence: opening, subject, where and when, style."""
    style = style_words(scene, named, SHARE_FULL_STYLE, dice)
    opening = [dice.pick(CHATTY_OPENINGS)] if chatty and dice.chance(0.8) else []
    if style.opening:
        opening.append(style.opening)
    elif dice.chance(0.4 if chatty else 0.08):
        opening.append(dice.pick(NEUTRAL_OPENINGS))
    subject = _known_prompt(scene, named, dice) or head(scene, named, dice)
    body = _body(scene, " ".join(opening), subject, place_phrases(scene, named, dice), dice)
    if style.clause:
        body += f" {style.clause}"
    endings = _endings(scene, named, chatty, dice)
    if dice.chance(0.3):
        return ", ".join([*style.first, body, *style.last, *endings])
    return ", ".join([*style.first, body, *endings, *style.last])


def _known_prompt(scene: Scene, named: set[str], dice: Dice) -> str:
    """The subject's own prompt now and then, where it fits; it names no colour and no number."""
    share = SHARE_KNOWN_PROMPT.get(scene.subject, SHARE_OTHER_PROMPT)
    fits = scene.count > 0 if scene.subject == "campfire" else scene.count == 1
    if not fits or not dice.chance(share):
        return ""
    if dice.chance(0.4):
        named &= {"style", "focus"}
    return SUBJECT_PROMPTS[scene.subject].lower()


def _body(scene: Scene, opening: str, subject: str, phrases: list[str], dice: Dice) -> str:
    """The subject and its phrases, in one of several orders."""
    several = scene.count > 1 and scene.subject != "campfire"
    verbs = SUBJECT_WORDS[scene.subject].verbs
    turn = 1.0 if opening else dice.throw()
    if phrases and turn < 0.14:
        return f"{phrases[0]}, " + " ".join([subject, *phrases[1:]])
    if phrases and verbs and turn < 0.22:
        return " ".join([subject, dice.pick(verbs)[several], *phrases])
    if turn < 0.28 and not subject.startswith("the "):
        opening = "there are" if several else "there is"
    text = f"{opening} {subject}".lstrip()
    commas = 0.15 if dice.chance(0.7) else 0.8
    for phrase in phrases:
        apart = phrase.startswith(("cent", "close", "very")) or dice.chance(commas)
        text += (", " if apart else " ") + phrase
    return text


def _sentences(scene: Scene, named: set[str], dice: Dice) -> str:
    """Several short ones: "A red cabin. At night. Oil painting"."""
    style = style_words(scene, named, SHARE_FULL_STYLE, dice)
    subject = " ".join([style.opening, head(scene, named, dice), style.clause]).strip()
    parts = [subject, *place_phrases(scene, named, dice), *_endings(scene, named, False, dice)]
    parts += [*style.first, *style.last]
    return ". ".join(part[0].upper() + part[1:] for part in parts)


def _endings(scene: Scene, named: set[str], chatty: bool, dice: Dice) -> list[str]:
    """The focus, and words that say nothing."""
    endings = [dice.pick(CHATTY_ENDINGS)] if chatty and dice.chance(0.6) else []
    if "focus" in named:
        endings.append(dice.pick(FOCUS_PHRASES[scene.focus]))
    for _ in range(2):
        filler = dice.pick(FILLER_ENDINGS) if dice.chance(0.3 if chatty else 0.07) else ""
        contradicts = filler in FOCUS_PHRASES["crisp"] and scene.focus == "soft"
        if filler and filler not in endings and not contradicts:
            endings.append(filler)
    if dice.chance(0.06):
        endings.append(_rare_word(dice))
    return endings


def _rare_word(dice: Dice) -> str:
    """A word that no picture shows, or one that does not exist."""
    word = dice.pick(RARE_WORDS)
    if dice.chance(0.5):
        syllables = 2 if dice.chance(0.6) else 3
        word = "".join(dice.pick(CONSONANTS) + dice.pick(VOWELS) for _ in range(syllables))
        word += dice.pick(CONSONANTS)
    return dice.pick(RARE_TEMPLATES).format(word=word)


def _finish(caption: str, dice: Dice) -> str:
    """Capitals and a full stop, or none."""
    case = dice.throw()
    if case < 0.5:
        caption = caption[0].upper() + caption[1:]
    elif case < 0.52:
        caption = caption.upper()
    elif case < 0.55:
        caption = capwords(caption)
    return caption + "." if dice.chance(0.2) else caption
