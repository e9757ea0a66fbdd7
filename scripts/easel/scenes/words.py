"""The words of the caption grammar: for each value of an attribute, the phrases that may name it.

Choices are equally likely; what people say most often stands in a list more than once. The first
choice is the canonical one.
"""

from __future__ import annotations


def choices(text: str) -> tuple[str, ...]:
    """The choices of a list such as "at night | by night"."""
    return tuple(choice.strip() for choice in text.split("|"))


def article(phrase: str) -> str:
    """`a` or `an`, whichever stands before the phrase."""
    return "an" if phrase[0] in "aeio" else "a"


COLOUR_WORDS = {
    "red": ("red",) * 6 + choices("bright red | scarlet | crimson"),
    "orange": ("orange",) * 7 + choices("bright orange"),
    "yellow": ("yellow",) * 7 + choices("bright yellow"),
    "green": ("green",) * 6 + choices("bright green | emerald green"),
    "blue": ("blue",) * 6 + choices("bright blue | royal blue"),
    "purple": ("purple",) * 5 + choices("violet"),
    "white": ("white",) * 7 + choices("pure white"),
}

NUMBER_WORDS = {
    1: choices("one | one | a single | 1 | just one"),
    2: choices("two | two | two | 2 | 2 | a pair of | a couple of"),
    3: choices("three | three | three | 3 | 3 | a group of three"),
    4: choices("four | four | 4"),
    5: choices("five | five | 5"),
}
NUMBER_UNNAMED = ("", "some")  # more than one, without saying how many

PEOPLE = choices("people | people | people | people | friends | campers")
PEOPLE_UNCOUNTED = choices(
    "a group of people | a group of people | group of people | people | friends"
    " | a group of friends | some people"
)
PEOPLE_TEMPLATES = choices(
    "with {people} around it | with {people} | with {people} | with {people} sitting around it"
    " | and {people} | surrounded by {people}"
)
PEOPLE_NONE = choices(
    "with nobody around it | with nobody around | with no people | without people"
)

POSITION_PHRASES = {
    "left": choices(
        "on the left | on the left | to the left | on the left side | at the left"
        " | on the left of the picture | over to the left | on the left-hand side"
    ),
    "center": choices(
        "in the middle | in the center | in the centre | in the middle of the picture"
        " | at the center | centered | centred"
    ),
    "right": choices(
        "on the right | on the right | to the right | on the right side | at the right"
        " | on the right of the picture | over to the right | on the right-hand side"
    ),
}
POSITION_TAGS = {
    "left": choices("left | left | on the left | left side | to the left"),
    "center": choices("center | centre | centered | middle | in the middle"),
    "right": choices("right | right | on the right | right side | to the right"),
}

TIME_PHRASES = {
    "day": choices("during the day | by day | in daylight | in the daytime | at noon | at midday"),
    "sunset": choices(
        "at sunset | at sunset | at dusk | in the evening | at sundown | as the sun goes down"
        " | in the light of the sunset"
    ),
    "night": choices("at night | at night | at night | by night | at midnight | in the dark"),
    "dawn": choices(
        "at dawn | at dawn | at sunrise | at daybreak | early in the morning"
        " | in the early morning | at first light"
    ),
}
# Only under a clear sky.
CLEAR_TIME_PHRASES = {
    "day": choices("on a sunny day | in bright sunshine | under a blue sky"),
    "sunset": choices("in the evening sun | under a glowing evening sky"),
    "night": choices("under the stars | in the moonlight | under a starry sky | on a starry night"),
    "dawn": choices("in the morning light | under a pale morning sky"),
}
TIME_TAGS = {
    "day": choices("day | daytime | daylight | noon"),
    "sunset": choices("sunset | sunset | dusk | evening"),
    "night": choices("night | night | nighttime | midnight"),
    "dawn": choices("dawn | dawn | sunrise | morning"),
}
TIME_NOUNS = {
    "day": choices("day | day | afternoon"),
    "sunset": choices("evening"),
    "night": choices("night"),
    "dawn": choices("morning"),
}

WEATHER_PHRASES = {
    "clear": choices("under a clear sky | in clear weather | in fine weather"),
    "cloudy": choices(
        "under a cloudy sky | under clouds | under an overcast sky | in cloudy weather"
        " | under grey clouds | under gray clouds"
    ),
    "rain": choices(
        "in the rain | in the rain | in rainy weather | while it rains | in pouring rain"
        " | in heavy rain"
    ),
    "fog": choices("in the fog | in fog | in thick fog | in the mist | in foggy weather | in mist"),
    "snow": choices(
        "in falling snow | in falling snow | in the snow | while it snows | in a snowfall"
        " | in snowy weather"
    ),
}
WEATHER_TAGS = {
    "clear": choices("clear | clear sky"),
    "cloudy": choices("cloudy | clouds | overcast"),
    "rain": choices("rain | rain | rainy | raining"),
    "fog": choices("fog | fog | foggy | mist"),
    "snow": choices("falling snow | snowing | snowfall | snow"),
}
WEATHER_ADJECTIVES = {
    "clear": choices("clear"),
    "cloudy": choices("cloudy | overcast"),
    "rain": choices("rainy | rainy | wet"),
    "fog": choices("foggy | misty"),
    "snow": choices("snowy"),
}

SEASON_PHRASES = {
    "spring": choices("in spring | in spring | in springtime | in the spring"),
    "summer": choices("in summer | in summer | in summertime | in the summer"),
    "autumn": choices("in autumn | in autumn | in the fall | in the autumn"),
    "winter": choices("in winter | in winter | in wintertime | in the winter"),
}
# Only where the picture shows meadows.
MEADOW_PHRASES = {
    "spring": choices("with spring blossom | with meadows in blossom"),
    "summer": choices("with green meadows | in the green of summer"),
    "autumn": choices("with autumn leaves | with autumn colours | with fall colors"),
    "winter": choices("with snow on the ground | in a snowy landscape"),
}
SEASON_TAGS = {
    "spring": choices("spring | spring | springtime | blossom"),
    "summer": choices("summer | summer | summertime"),
    "autumn": choices("autumn | autumn | fall | autumn leaves"),
    "winter": choices("winter | winter | wintertime | winter landscape"),
}
SEASON_ADJECTIVES = {
    "spring": choices("spring"),
    "summer": choices("summer"),
    "autumn": choices("autumn | autumn | fall"),
    "winter": choices("winter"),
}

DISTANCE_ADJECTIVES = {
    "near": choices("big | large | huge"),
    "middle": choices("medium-sized"),
    "far": choices("small | tiny | distant | little"),
}
DISTANCE_PHRASES = {
    "near": choices("close up | seen from up close | in the foreground | very near"),
    "middle": choices("at a medium distance"),
    "far": choices("in the distance | far away | seen from afar | far off"),
}
DISTANCE_TAGS = {
    "near": choices("close-up | near | big | large"),
    "middle": choices("medium size"),
    "far": choices("far | far away | distant | small"),
}

FOCUS_PHRASES = {
    "soft": choices(
        "soft focus | soft focus | in soft focus | soft and hazy | blurry | hazy | out of focus"
    ),
    "crisp": choices(
        "sharp focus | sharp focus | in sharp focus | crisp | crisp and sharp | finely detailed"
        " | highly detailed"
    ),
}
