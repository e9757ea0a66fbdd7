"""Captions say what is true of a scene, and often enough; prompts and swaps say all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from scenes import words
from scenes.captions import (
    STYLE_PROMPTS,
    SUBJECT_PROMPTS,
    describe,
    prompt_of,
    swappable,
    swapped,
)
from scenes.captions_subjects import SUBJECT_WORDS
from scenes.scene import (
    COLOURS,
    STYLES,
    STYLES_WITHOUT_COLOUR,
    SUBJECTS,
    Scene,
    held_out_scene,
    random_scene,
)

Captioned = list[tuple[Scene, str]]

STYLE_MARKS = {
    "oil": ("oil", "oils", "impasto"),
    "watercolor": (
        "watercolor",
        "watercolour",
        "watercolors",
        "watercolours",
        "soft wash",
        "aquarelle",
    ),
    "pencil": ("pencil", "graphite", "sketch", "a drawing of"),
    "cyberpunk": ("cyberpunk",),
    "pixel": ("pixel", "pixels", "retro game", "16-bit", "16 bit"),
}


def phrases_of(attribute: str) -> dict[str, tuple[str, ...]]:
    """All that may name each value of an attribute."""
    tables = {
        "position": (words.POSITION_PHRASES, words.POSITION_TAGS),
        "time": (
            words.TIME_PHRASES,
            words.CLEAR_TIME_PHRASES,
            words.TIME_TAGS,
            words.TIME_NOUNS,
        ),
        "weather": (words.WEATHER_PHRASES, words.WEATHER_TAGS, words.WEATHER_ADJECTIVES),
        "season": (words.SEASON_PHRASES, words.SEASON_TAGS, words.MEADOW_PHRASES),
        "distance": (words.DISTANCE_PHRASES, words.DISTANCE_TAGS, words.DISTANCE_ADJECTIVES),
        "focus": (words.FOCUS_PHRASES,),
        "style": (STYLE_MARKS,),
        "colour": (words.COLOUR_WORDS,),
    }[attribute]
    values = {value for table in tables for value in table}
    return {value: sum((table.get(value, ()) for table in tables), ()) for value in values}


def spelled(phrases: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether one of the phrases stands in a text as whole words."""
    pattern = "|".join(re.escape(phrase) for phrase in sorted(set(phrases)))
    return lambda text: re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None


def drawn(count: int, seed: int, draw: Callable[..., Scene] = random_scene) -> list[Scene]:
    rng = np.random.default_rng(seed)
    return [draw(rng) for _ in range(count)]


@pytest.fixture(scope="module")
def captioned() -> Captioned:
    """Scenes with a caption in lower case each."""
    rng = np.random.default_rng(1)
    return [(scene, describe(scene, rng).lower()) for scene in drawn(20_000, 2)]


def share(captioned: Captioned, fits: Callable[[Scene], bool], said: Callable[..., bool]) -> float:
    chosen = [(scene, caption) for scene, caption in captioned if fits(scene)]
    assert len(chosen) > 300
    return float(np.mean([said(scene, caption) for scene, caption in chosen]))


def test_same_generator_same_captions() -> None:
    scenes = drawn(200, 3)
    first, second = (np.random.default_rng(4) for _ in range(2))
    captions = [describe(scene, first) for scene in scenes]
    assert captions == [describe(scene, second) for scene in scenes]
    assert len(set(captions)) > 190


def test_one_scene_has_many_captions() -> None:
    scene, rng = drawn(1, 5)[0], np.random.default_rng(5)
    assert len({describe(scene, rng) for _ in range(1000)}) > 900


def test_captions_name_their_subject_and_no_other(captioned: Captioned) -> None:
    named = {
        subject: spelled(entry.nouns + entry.plurals) for subject, entry in SUBJECT_WORDS.items()
    }
    for scene, caption in captioned:
        assert {name for name, said in named.items() if said(caption)} == {scene.subject}, caption


@pytest.mark.parametrize(
    "attribute", ["position", "time", "weather", "season", "distance", "style", "focus"]
)
def test_captions_say_nothing_false(captioned: Captioned, attribute: str) -> None:
    elsewhere = re.compile(
        r"snow on the ground|covered in snow|snowy (landscape|mountain)|snow[ -](man|capped)"
    )
    said = {value: spelled(phrases) for value, phrases in phrases_of(attribute).items()}
    for scene, caption in captioned:
        value, rest = getattr(scene, attribute), elsewhere.sub("", caption)
        if attribute == "focus" and value == "plain":
            continue  # "highly detailed" is also said of pictures that are not
        wrong = [other for other in said if other != value and said[other](rest)]
        assert not wrong, f"{caption!r} of {scene}"


def test_colours_are_the_subjects(captioned: Captioned) -> None:
    elsewhere = re.compile(
        r"black and white|blue sky|pink|(green|orange) (meadows|leaves|foliage)|in the green of"
        r"|in green leaf"
    )
    said = {colour: spelled(names) for colour, names in phrases_of("colour").items()}
    for scene, caption in captioned:
        rest = elsewhere.sub("", caption)
        wrong = [other for other in said if other != scene.colour and said[other](rest)]
        assert not wrong, f"{caption!r} of {scene}"


def test_numbers_are_right(captioned: Captioned) -> None:
    numbers = {count: spelled(names) for count, names in words.NUMBER_WORDS.items() if count > 1}
    for scene, caption in captioned:
        wrong = [count for count in numbers if count != scene.count and numbers[count](caption)]
        assert not wrong, f"{caption!r} of {scene}"


def test_a_caption_without_a_style_is_of_a_plain_picture(captioned: Captioned) -> None:
    said = {style: spelled(phrases) for style, phrases in phrases_of("style").items()}
    for scene, caption in captioned:
        assert scene.style == "plain" or said[scene.style](caption), f"{caption!r} of {scene}"


@pytest.mark.parametrize(
    ("attribute", "fits", "low", "high"),
    [
        ("position", lambda s: True, 0.50, 0.60),
        ("colour", lambda s: s.colour and s.style not in STYLES_WITHOUT_COLOUR, 0.60, 0.70),
        ("time", lambda s: True, 0.50, 0.60),
        ("weather", lambda s: s.weather in ("cloudy", "rain", "fog"), 0.50, 0.60),
        ("season", lambda s: SUBJECT_WORDS[s.subject].shows_season, 0.34, 0.46),
        ("distance", lambda s: s.distance != "middle", 0.25, 0.36),
        ("focus", lambda s: s.focus != "plain", 0.53, 0.67),
    ],
)
def test_attributes_are_named_often_enough(
    captioned: Captioned, attribute: str, fits: Callable[[Scene], bool], low: float, high: float
) -> None:
    said = {value: spelled(phrases) for value, phrases in phrases_of(attribute).items()}
    named = share(captioned, fits, lambda s, caption: said[getattr(s, attribute)](caption))
    assert low < named < high


def test_numbers_are_named_often_enough(captioned: Captioned) -> None:
    said = {count: spelled(names) for count, names in words.NUMBER_WORDS.items()}
    named = share(captioned, lambda s: s.count > 1, lambda s, caption: said[s.count](caption))
    assert 0.68 < named < 0.80


@pytest.mark.parametrize("style", [style for style in STYLES if style != "plain"])
def test_full_style_prompts_are_common(captioned: Captioned, style: str) -> None:
    full = share(captioned, lambda s: s.style == style, lambda s, c: STYLE_PROMPTS[style] in c)
    assert 0.4 < full < 0.58


@pytest.mark.parametrize("subject", ["city", "campfire"])
def test_known_prompts_are_common(captioned: Captioned, subject: str) -> None:
    known = SUBJECT_PROMPTS[subject].lower()
    fits = lambda s: s.subject == subject and s.count > 0  # noqa: E731
    assert 0.12 < share(captioned, fits, lambda s, caption: known in caption) < 0.21


def test_grammar(captioned: Captioned) -> None:
    faults = re.compile(
        r"\ba [aeio]|\ban [^aeio]|\b(?:a|an|the|some) (?:a|an|the|some)\b|there is the"
        r"|\b(\w+) \1\b|  | [,.]|,,|[{}]|^\W"
    )
    for _, caption in captioned:
        assert not faults.search(caption), caption


def seen_of(scene: Scene) -> tuple[object, ...]:
    """What an eye can check."""
    colour = scene.colour if scene.style not in STYLES_WITHOUT_COLOUR else None
    season = scene.season if SUBJECT_WORDS[scene.subject].shows_season else None
    what = (scene.subject, scene.count, colour, scene.style)
    return (*what, scene.position, scene.time, scene.weather, season)


def test_prompts_differ_exactly_where_scenes_do() -> None:
    scenes = drawn(30_000, 6)
    pairs = {(seen_of(scene), prompt_of(scene)) for scene in scenes}
    assert len(pairs) == len({seen for seen, _ in pairs}) == len({prompt for _, prompt in pairs})


def test_prompt_of_reads_well() -> None:
    scene = Scene(
        "lighthouse", "oil", "left", "far", 1, "red", "sunset", "rain", "summer", "plain", 1
    )
    assert prompt_of(scene) == (
        "A red lighthouse on the left at sunset in the rain, "
        "oil painting, impasto, thick brush strokes, canvas texture"
    )


def is_valid(scene: Scene) -> bool:
    may = SUBJECTS[scene.subject]
    return (
        scene.count in may.counts
        and scene.time in may.times
        and scene.weather in may.weathers
        and scene.season in may.seasons
        and (scene.weather != "snow" or scene.season == "winter")
        and (scene.colour in COLOURS) == may.coloured
    )


@pytest.mark.parametrize("attribute", ["subject", "style", "position", "colour"])
def test_swapped_scenes_are_valid_and_differ(attribute: str) -> None:
    rng = np.random.default_rng(7)
    results: Counter[str] = Counter()
    for scene in drawn(4000, 8):
        if attribute not in swappable(scene):
            continue
        other = swapped(scene, attribute, rng)
        assert is_valid(other)
        assert getattr(other, attribute) != getattr(scene, attribute)
        assert prompt_of(other) != prompt_of(scene)
        if attribute != "subject":
            assert getattr(other, attribute) in {"style": STYLES, "colour": COLOURS}.get(
                attribute, words.POSITION_PHRASES
            )
            same = [name for name in Scene.__dataclass_fields__ if name != attribute]
            assert all(getattr(other, name) == getattr(scene, name) for name in same)
        elif scene.colour and other.colour:
            assert other.colour == scene.colour
        results[getattr(other, attribute)] += 1
    assert min(results.values()) > 0.5 * max(results.values())


def test_swapping_what_is_not_there_is_refused() -> None:
    scene = next(scene for scene in drawn(500, 9) if scene.colour is None)
    with pytest.raises(ValueError, match="no colour"):
        swapped(scene, "colour", np.random.default_rng(0))


def test_held_out_scenes_have_captions() -> None:
    rng = np.random.default_rng(10)
    for scene in drawn(300, 11, held_out_scene):
        assert describe(scene, rng).isascii()
        assert prompt_of(scene).isascii()
