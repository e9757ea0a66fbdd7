"""How captions name the subjects: nouns, the colour's place, what always belongs to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from scenes.words import choices

SUBJECT_PROMPTS = {
    "city": "A futuristic city with neon lights",
    "campfire": "A campfire with group of people",
    "mountain": "A snowy mountain above a lake",
    "tree": "An old tree in a field",
    "lighthouse": "A lighthouse on a rock in the sea",
    "sailboat": "A sailboat on the sea",
    "cabin": "A wooden cabin in the countryside",
    "castle": "A castle with towers and flags",
    "windmill": "A windmill in the countryside",
    "balloon": "A hot air balloon in the sky",
    "rocket": "A rocket taking off",
    "car": "A car seen from the side",
    "cat": "A cat sitting outside",
    "snowman": "A snowman with a hat and a scarf",
    "flower": "A flower in a meadow",
    "whale": "A whale spouting in the sea",
}


@dataclass(frozen=True)
class SubjectWords:
    """`colours` are templates of noun {n}, colour {c} and its article {a}. Of nouns, plurals and
    colours the first is the canonical one. `settings` and `verbs` (singular and plural) fit every
    picture of the subject."""

    nouns: tuple[str, ...]
    plurals: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    verbs: tuple[tuple[str, str], ...] = (("stands", "stand"),)
    seasons: dict[str, tuple[str, ...]] = field(default_factory=dict)  # how the subject shows them
    shows_season: bool = True
    on_meadow: bool = True


_BEFORE = ("{c} {n}",)

SUBJECT_WORDS = {
    "city": SubjectWords(
        nouns=choices("futuristic city | city | city | city skyline | skyline | metropolis"),
        colours=choices(
            "{n} with {c} neon lights | {n} with {c} neon lights | {n} with {c} neon signs"
            " | {n} with {c} lights | {n} lit by {c} neon | {n} glowing in {c}"
        ),
        settings=choices("with tall towers | with skyscrapers | with neon lights | by the water"),
        verbs=(("rises", "rise"), ("shines", "shine")),
        shows_season=False,
    ),
    "campfire": SubjectWords(
        nouns=choices("campfire | campfire | campfire | camp fire | bonfire | fire"),
        verbs=(),
    ),
    "mountain": SubjectWords(
        nouns=choices(
            "mountain | mountain | snowy mountain | mountain peak | snow-capped mountain"
        ),
        settings=choices("above a lake | by a lake | over a mountain lake"),
        verbs=(("rises", "rise"), ("stands", "stand")),
        on_meadow=False,
    ),
    "tree": SubjectWords(
        nouns=choices("tree | tree | tree | old tree"),
        plurals=choices("trees | trees | trees | old trees"),
        settings=choices("in a field | in a meadow"),
        verbs=(("stands", "stand"), ("grows", "grow")),
        seasons={
            "spring": choices("in blossom | with pink blossom | in bloom | in pink blossom"),
            "summer": choices("with green leaves | with green foliage | in green leaf"),
            "autumn": choices("with orange leaves | with autumn leaves | with autumn foliage"),
            "winter": choices("without leaves | with bare branches | covered in snow"),
        },
    ),
    "lighthouse": SubjectWords(
        nouns=("lighthouse",) * 5 + choices("light house | beacon"),
        colours=_BEFORE * 6 + choices("{n} with {c} stripes | {n} in {c} | {c} striped {n}"),
        settings=choices("by the sea | on a rock | on the coast | on a rock in the sea"),
        verbs=(("stands", "stand"), ("shines", "shine")),
        shows_season=False,
    ),
    "sailboat": SubjectWords(
        nouns=choices("sailboat | sailboat | sailing boat | boat | yacht | sailing ship"),
        plurals=choices("sailboats | sailboats | sailing boats | boats | yachts | sailing ships"),
        colours=choices(
            "{n} with {c} sails | {n} with {c} sails | {n} under {c} sails | {c} {n} | {c} {n}"
        ),
        settings=choices("on the sea | at sea | on the water | on the ocean"),
        verbs=(("glides", "glide"), ("drifts", "drift")),
        shows_season=False,
    ),
    "cabin": SubjectWords(
        nouns=choices("cabin | cabin | wooden cabin | log cabin | wooden house | hut | cottage"),
        colours=_BEFORE * 5 + choices("{n} with {c} walls | {n} painted {c}"),
        settings=choices("in the countryside | with a chimney"),
    ),
    "castle": SubjectWords(
        nouns=choices("castle | castle | castle | old castle | fortress | fairy-tale castle"),
        colours=choices(
            "{n} with {c} roofs | {n} with {c} roofs | {n} with {c} roofs and flags"
            " | {n} with {c} flags | {c} {n}"
        ),
        settings=choices("with towers | with flags | with towers and flags"),
        verbs=(("stands", "stand"), ("rises", "rise")),
    ),
    "windmill": SubjectWords(
        nouns=choices("windmill | windmill | windmill | old windmill | mill | wind mill"),
        colours=choices(
            "{n} with {c} blades | {n} with {c} blades | {n} with {c} sails"
            " | {n} with {a} {c} cap | {c} {n} | {c} {n}"
        ),
        settings=choices("in the fields | in the countryside"),
        verbs=(("stands", "stand"), ("turns", "turn")),
    ),
    "balloon": SubjectWords(
        nouns=choices("hot air balloon | hot-air balloon | balloon | air balloon"),
        plurals=choices("hot air balloons | hot-air balloons | balloons | air balloons"),
        colours=_BEFORE * 8 + choices("{n} in {c}"),
        settings=choices("in the sky | in the air | up in the sky"),
        verbs=(("floats", "float"), ("flies", "fly")),
    ),
    "rocket": SubjectWords(
        nouns=choices("rocket | rocket | rocket | space rocket | spaceship | rocket ship"),
        colours=_BEFORE * 6 + choices("{n} painted {c} | {n} in {c}"),
        settings=choices("with flames and smoke | on its way to the stars"),
        verbs=(("takes off", "take off"), ("lifts off", "lift off")),
    ),
    "car": SubjectWords(
        nouns=choices("car | car | car | round car | automobile | vintage car"),
        colours=_BEFORE * 6 + choices("{n} painted {c} | {n} in {c}"),
        settings=choices("from the side | seen from the side"),
        verbs=(("is parked", "are parked"), ("stands", "stand")),
    ),
    "cat": SubjectWords(
        nouns=choices("cat | cat | cat | cat | kitty | house cat"),
        colours=_BEFORE * 8 + choices("{n} with {c} fur"),
        settings=choices("sitting | sitting down | sitting outside"),
        verbs=(),
    ),
    "snowman": SubjectWords(
        nouns=choices("snowman | snowman | snowman | snow man"),
        colours=choices(
            "{n} with {a} {c} scarf | {n} with {a} {c} scarf | {n} with {a} {c} hat"
            " | {n} with {a} {c} hat and scarf | {n} wearing {a} {c} scarf"
            " | {n} in {a} {c} scarf and hat"
        ),
        settings=choices("with a hat | with a scarf | with a hat and a scarf"),
        shows_season=False,
    ),
    "flower": SubjectWords(
        nouns=choices("flower | flower | flower | flower | tulip | blooming flower"),
        plurals=choices("flowers | flowers | flowers | flowers | tulips | blooming flowers"),
        colours=_BEFORE * 7 + choices("{n} with {c} petals"),
        settings=choices("in a meadow | in the grass | in a garden"),
        verbs=(("grows", "grow"), ("stands", "stand")),
    ),
    "whale": SubjectWords(
        nouns=choices("whale | whale | whale | whale | spouting whale"),
        colours=_BEFORE * 6 + choices("{n} of {c} colour | {n} of {c} color"),
        settings=choices("in the sea | in the ocean | in the water | at the surface of the sea"),
        verbs=(("swims", "swim"),),
        shows_season=False,
    ),
}
