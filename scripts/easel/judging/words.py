"""The judge's own reading of captions: whole words, from a vocabulary of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import torch
from torch import Tensor

LENGTH = 48
PADDING, UNKNOWN = 0, 1
FIRST_WORD = 2
WORD = re.compile(r"[a-z0-9]+")


def words_of(caption: str) -> list[str]:
    return WORD.findall(caption.lower())


def vocabulary(captions: Iterable[str], at_least: int = 3) -> list[str]:
    """The words that occur `at_least` so often, in the order of the alphabet."""
    counts = Counter(word for caption in captions for word in words_of(caption))
    return sorted(word for word, count in counts.items() if count >= at_least)


class Reader:
    """Turns captions into rows of word numbers."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self._number = {word: FIRST_WORD + i for i, word in enumerate(words)}

    @property
    def size(self) -> int:
        return FIRST_WORD + len(self.words)

    def read(self, captions: list[str]) -> Tensor:
        """[B, LENGTH] int64; words beyond the length are cut."""
        rows = torch.full((len(captions), LENGTH), PADDING)
        for row, caption in zip(rows, captions):
            numbers = [self._number.get(word, UNKNOWN) for word in words_of(caption)[:LENGTH]]
            row[: len(numbers)] = torch.tensor(numbers or [UNKNOWN])[: len(row)]
        return rows
