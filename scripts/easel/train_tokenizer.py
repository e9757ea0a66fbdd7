#!/usr/bin/env python3
"""Trains the tokenizer of both text encoders on captions: the folder tokenizer."""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from functools import partial

import numpy as np
import sentencepiece
from scenes.captions import describe
from scenes.captions_english import ENGLISH
from scenes.captions_styles import STYLE_PROMPTS
from scenes.captions_subjects import SUBJECT_PROMPTS, SUBJECT_WORDS
from scenes.scene import training_scene
from training.errors import TrainingError, run_command
from training.settings import END, PAD, START, TEXT_LENGTH
from training.work import Work, add_work_option, write_atomically, write_json

CAPTIONS = 200_000
SEED = 5
VOCABULARY = 1792  # of which 256 are bytes, for what no piece spells
UNKNOWN_ID, UNUSED_ID = 1, 0
ENGLISH_REPEATS = 40  # so that a word's pieces count as much as those of a rare caption
MOST_PIECES = 2  # of a word that the pictures depend on


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add_work_option(parser)
    parser.add_argument("--captions", type=int, default=CAPTIONS, help="(default: %(default)s)")
    return parser.parse_args()


def train(options: argparse.Namespace) -> None:
    work = Work(options.work)
    model = trained_model(options.captions)
    check_words(model)
    target = work.tokenizer / "tokenizer.model"
    write_atomically(target, lambda temporary: temporary.write_bytes(model))
    write_json(work.tokenizer / "tokenizer_config.json", configuration())
    print(f"tokenizer  {VOCABULARY:,} pieces from {options.captions:,} captions")


def trained_model(captions: int) -> bytes:
    """The same bytes for the same number of captions."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=texts(captions),
        model_writer=model,
        model_type="bpe",
        vocab_size=VOCABULARY,
        byte_fallback=True,
        character_coverage=1.0,
        pad_id=UNUSED_ID,
        unk_id=UNKNOWN_ID,
        bos_id=START,
        eos_id=END,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def texts(captions: int) -> Iterator[str]:
    rng = np.random.default_rng(SEED)
    for _ in range(captions):
        yield describe(training_scene(rng), rng).lower()
    for _ in range(ENGLISH_REPEATS):
        yield from ENGLISH


def configuration() -> dict[str, object]:
    """What Maulstick's exporter reads beside the model."""
    return {
        "tokenizer_class": "sentencepiece",
        "do_lower_case": True,
        "model_max_length": TEXT_LENGTH,
        "bos_token_id": START,
        "eos_token_id": END,
        "pad_token_id": PAD,
    }


def important_words() -> list[str]:
    """The words of the styles' and subjects' prompts and of all nouns."""
    phrases = [*STYLE_PROMPTS.values(), *SUBJECT_PROMPTS.values()]
    for words in SUBJECT_WORDS.values():
        phrases += [*words.nouns, *words.plurals]
    return sorted({word for phrase in phrases for word in re.findall(r"\w+", phrase.lower())})


def check_words(model: bytes) -> None:
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    for word in important_words():
        pieces = processor.encode(word, out_type=str)
        if len(pieces) > MOST_PIECES:
            got = f"{word!r} in {len(pieces)}"
            hint = "train on more captions, or with a larger vocabulary"
            raise TrainingError(
                "tokenizer", "tokenizer.model", f"words of at most {MOST_PIECES} pieces", got, hint
            )


if __name__ == "__main__":
    sys.exit(run_command(partial(train, parse())))
