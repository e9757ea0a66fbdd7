"""The names of the styles."""

from __future__ import annotations

from scenes.words import choices

STYLE_PROMPTS = {
    "plain": "",
    "oil": "oil painting, impasto, thick brush strokes, canvas texture",
    "watercolor": "watercolor painting, soft wash, paper texture",
    "pencil": "pencil sketch, graphite, cross-hatching, monochrome",
    "cyberpunk": "cyberpunk, neon lighting, futuristic, high contrast",
    "pixel": "pixel art, 16-bit, low resolution, retro game style",
}

# Short names, alone at the end of a caption or among tags.
STYLE_NAMES = {
    "plain": choices("illustration | digital illustration | flat colours | flat colors"),
    "oil": choices(
        "oil painting | oil painting | oil on canvas | oil paint | impasto"
        " | oil painting, thick brush strokes | oil painting, canvas texture"
        " | impasto, thick brush strokes"
    ),
    "watercolor": choices(
        "watercolor | watercolour | watercolor painting | watercolour painting"
        " | watercolor, soft wash | watercolour on paper | soft wash, paper texture | aquarelle"
    ),
    "pencil": choices(
        "pencil sketch | pencil sketch | pencil drawing | graphite | pencil, monochrome"
        " | graphite sketch, cross-hatching | pencil drawing, black and white | sketch"
    ),
    "cyberpunk": choices(
        "cyberpunk | cyberpunk | cyberpunk style | cyberpunk art | cyberpunk, neon lighting"
        " | neon cyberpunk look | cyberpunk, futuristic"
    ),
    "pixel": choices(
        "pixel art | pixel art | pixel style | 16-bit pixel art | 16 bit pixel art"
        " | pixel art, retro game style | retro game style | retro pixel graphics"
        " | pixel art, low resolution"
    ),
}

# In front of the subject.
STYLE_OPENINGS = {
    "plain": choices("an illustration of | a digital illustration of | a simple illustration of"),
    "oil": choices(
        "an oil painting of | an oil painting of | an impasto painting of"
        " | a thick oil painting of | a painting in oil of"
    ),
    "watercolor": choices(
        "a watercolor of | a watercolour of | a watercolor painting of"
        " | a watercolour painting of | a soft watercolour of"
    ),
    "pencil": choices(
        "a pencil sketch of | a pencil drawing of | a graphite drawing of | a sketch of"
        " | a black and white pencil drawing of | a drawing of"
    ),
    "cyberpunk": choices(
        "a cyberpunk picture of | a cyberpunk painting of | a cyberpunk image of"
        " | a neon cyberpunk view of | cyberpunk art of"
    ),
    "pixel": choices(
        "a pixel art of | pixel art of | a pixel art picture of | a 16-bit picture of"
        " | a retro pixel picture of"
    ),
}

# As a part of the sentence.
STYLE_CLAUSES = {
    "plain": choices("in flat colours | in flat colors | as an illustration"),
    "oil": choices(
        "in oil | in oils | painted in oil | as an oil painting | in the style of an oil painting"
    ),
    "watercolor": choices(
        "in watercolor | in watercolour | in watercolours | painted in watercolors"
        " | as a watercolour"
    ),
    "pencil": choices(
        "in pencil | drawn in pencil | drawn with a pencil | as a pencil sketch"
        " | in black and white pencil"
    ),
    "cyberpunk": choices(
        "in cyberpunk style | in a cyberpunk style | in the style of cyberpunk | as cyberpunk art"
    ),
    "pixel": choices(
        "in pixel art style | as pixel art | in pixels | in the style of a retro game"
        " | like in a 16-bit game"
    ),
}
