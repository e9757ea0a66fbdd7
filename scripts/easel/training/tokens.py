"""Captions as token ids, exactly as the exporter and the engine make them."""

from __future__ import annotations

from collections.abc import Sequence

import sentencepiece
import torch
from torch import Tensor

from training.errors import missing
from training.settings import END, PAD, START, TEXT_LENGTH
from training.work import Work


class Tokens:
    def __init__(self, work: Work) -> None:
        path = work.tokenizer / "tokenizer.model"
        if not path.exists():
            raise missing(path, "train_tokenizer.py")
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.vocabulary: int = self._processor.get_piece_size()

    def __call__(self, captions: Sequence[str]) -> Tensor:
        """int64 [N, 77]"""
        pieces = self._processor.encode([caption.lower() for caption in captions])
        return torch.tensor([_framed(ids) for ids in pieces])


def _framed(pieces: list[int]) -> list[int]:
    ids = [START, *pieces[: TEXT_LENGTH - 2], END]
    return ids + [PAD] * (TEXT_LENGTH - len(ids))
