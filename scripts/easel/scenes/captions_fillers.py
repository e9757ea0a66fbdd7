"""Words that change nothing in the picture, so that a model learns to overlook them."""

from __future__ import annotations

from scenes.words import choices

FILLER_ADJECTIVES = choices(
    "beautiful | beautiful | peaceful | lovely | pretty | nice | wonderful | charming | amazing"
    " | stunning | quiet | lonely | cosy | cozy | magical | epic | cute | great"
)
FILLER_ENDINGS = choices(
    "trending | masterpiece | best quality | 4k | 8k | award winning | beautiful composition"
    " | very beautiful | peaceful mood | calm atmosphere | dramatic light | wallpaper"
    " | concept art | work of art | highly detailed | professional | popular | my favourite"
    " | my favorite"
)
NEUTRAL_OPENINGS = choices(
    "a picture of | a picture of | an image of | a view of | a scene with | picture of | a photo of"
)
CHATTY_OPENINGS = choices(
    "I would love to see | I would like to see | I want | please paint | please draw"
    " | please make | can you paint | could you draw me | show me | imagine | here is | this is"
    " | we see | my dream is | paint me | draw | create | let us look at | give me"
)
CHATTY_ENDINGS = choices(
    "please | thank you | and make it beautiful | for my wall | for a birthday card"
    " | for a postcard | that makes me smile | like in a story | like in a dream"
    " | it should look peaceful | as beautiful as you can | with a lot of feeling"
    " | just as I remember it | for my children's room | and take your time"
)
RARE_WORDS = choices(
    "serendipity | quixotic | ethereal | whimsical | nostalgic | baroque | kaleidoscope | surreal"
    " | volumetric | octane | bokeh | gouache | vignette | dragon | robot | piano | wizard"
    " | unicorn | dinosaur | kitchen | umbrella | violin | elephant | astronaut | pirate"
    " | library | teapot"
    " | guitar | temple | statue | samurai | cathedral | jungle | train | bicycle | dancer | wolf"
    " | clock | mirror | crystal | steampunk | victorian | cubism | sculpture | origami | ceramic"
    " | tapestry | hologram"
)
RARE_TEMPLATES = choices("{word} | {word} | by {word} | and {word}")
CONSONANTS, VOWELS = "bdfghjklmnprstvwxz", "aeiou"  # of invented words
