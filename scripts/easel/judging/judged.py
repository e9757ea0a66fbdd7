"""What the judge says about painted pictures, beside what it says about drawn ones of the same
scenes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scenes.captions import prompt_of
from scenes.captions_canonical import shows_colour
from scenes.scene import STYLES, SUBJECTS, Scene

from .bootstrap import Estimate, estimate
from .judge import Judge, Verdicts
from .labels import QUESTIONS, answers
from .markdown import percent, table
from .report import Row, share
from .retrieval import retrieval

AMONG = 32
RETRIEVAL = f"own caption among {AMONG}"
SIMILARITY = "similarity to the caption"
TARGETS = {"subject": 0.95, "style": 0.95, "position": 0.85, "colour": 0.85, RETRIEVAL: 0.9}
NAMES = {
    "subject": "subject right",
    "style": "style right",
    "position": "position right",
    "colour": "main colour right (coloured subjects in styles with colour)",
    RETRIEVAL: RETRIEVAL,
}
Figures = dict[str, np.ndarray]


def judged(judge: Judge, pictures: list[np.ndarray], scenes: Sequence[Scene]) -> Figures:
    """Per picture: 1 or 0 for each question and for retrieval, and the similarity; NaN where
    nothing is asked. Pictures of one scene lie together, equally many of each: arrays are [scenes,
    seeds].
    """
    seeds = len(pictures) // len(scenes)
    repeated = [scene for scene in scenes for _ in range(seeds)]
    verdicts = judge.look(pictures)
    figures = {name: _right(verdicts, repeated, name) for name in QUESTIONS}
    captions = judge.read([prompt_of(scene) for scene in repeated])
    figures[RETRIEVAL] = retrieval(verdicts.embeddings, captions, AMONG).numpy()
    figures[SIMILARITY] = (verdicts.embeddings * captions).sum(1).numpy()
    return {name: values.reshape(len(scenes), seeds) for name, values in figures.items()}


def judged_rows(painted: Figures, drawn: Figures) -> list[Row]:
    return [
        _row(NAMES[name], estimate(painted[name]), estimate(drawn[name]), target)
        for name, target in TARGETS.items()
    ]


def breakdown(figures: Figures, scenes: Sequence[Scene]) -> str:
    """The same by subject and by style: shares in per cent."""
    rows = []
    for attribute, values in (("subject", tuple(SUBJECTS)), ("style", STYLES)):
        for value in values:
            chosen = np.array([getattr(scene, attribute) == value for scene in scenes])
            if chosen.any():
                cells = [_mean(figures[name][chosen]) for name in TARGETS]
                rows.append((f"{attribute} {value}", str(chosen.sum()), *cells))
    return table(("", "prompts", *TARGETS), rows)


def _right(verdicts: Verdicts, scenes: Sequence[Scene], question: str) -> np.ndarray:
    truth = [answers(scene)[question] for scene in scenes]
    hits = (verdicts.answers[question].numpy() == truth).astype(float)
    if question == "colour":
        hits[[not shows_colour(scene) for scene in scenes]] = np.nan
    return hits


def _row(name: str, painted: Estimate, drawn: Estimate, target: float) -> Row:
    met = painted.mean >= target
    return Row(name, share(painted), percent(drawn.mean), f"≥ {100 * target:.0f} %", met)


def _mean(values: np.ndarray) -> str:
    return "" if np.isnan(values).all() else f"{100 * np.nanmean(values):.0f}"
