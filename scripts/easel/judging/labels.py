"""What the judge is asked about a picture, and the right answers of a scene."""

from __future__ import annotations

from dataclasses import replace

from scenes.captions_canonical import shows_colour
from scenes.scene import COLOURS, POSITIONS, STYLES, SUBJECTS, Scene

NO_COLOUR = "none"
QUESTIONS = {
    "subject": tuple(SUBJECTS),
    "style": STYLES,
    "position": POSITIONS,
    "colour": (*COLOURS, NO_COLOUR),
}
UNANSWERABLE = -100  # cross_entropy leaves such labels out
MIRRORED = {"left": "right", "center": "center", "right": "left"}


def answers(scene: Scene) -> dict[str, int]:
    """The right answer to each question, as an index into QUESTIONS."""
    hidden = scene.colour is not None and not shows_colour(scene)
    colour = QUESTIONS["colour"].index(scene.colour or NO_COLOUR)
    return {
        "subject": QUESTIONS["subject"].index(scene.subject),
        "style": QUESTIONS["style"].index(scene.style),
        "position": QUESTIONS["position"].index(scene.position),
        "colour": UNANSWERABLE if hidden else colour,
    }


def mirrored(scene: Scene) -> Scene:
    """What the scene's picture shows once it is flipped."""
    return replace(scene, position=MIRRORED[scene.position])
