"""The tokenizer keeps the words that matter whole, and every caption fits the text encoders."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest
from maulstick_export.tokenizer_files import Tokenizer, tokenizer_of
from scenes.captions import STYLE_PROMPTS, SUBJECT_PROMPTS, describe, prompt_of
from scenes.captions_english import ENGLISH
from scenes.scene import held_out_scene
from train_tokenizer import VOCABULARY, check_words, important_words, train, trained_model
from training.errors import TrainingError

CAPTIONS = 20_000  # enough for the same pieces of all common words as the real number


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("easel")
    train(Namespace(work=work, captions=CAPTIONS))
    return work / "tokenizer"


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    """As the exporter reads it."""
    return tokenizer_of(folder, 77)


def test_frame_is_the_engines(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode_padded("A whale")
    assert (ids[0], ids[-1], len(ids)) == (2, 3, 77)
    assert ids == tokenizer.encode_padded("a WHALE")
    assert tokenizer.largest == VOCABULARY - 1


def test_training_again_gives_the_same_model() -> None:
    assert trained_model(4000) == trained_model(4000)


def test_important_words_are_kept_together(tokenizer: Tokenizer) -> None:
    lengths = {word: len(tokenizer.pieces(word)) for word in important_words()}
    assert {"impasto", "watercolor", "graphite", "lighthouse", "whale"} <= set(lengths)
    assert max(lengths.values()) <= 2
    assert np.mean(list(lengths.values())) < 1.3


def test_scattered_words_are_refused(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("train_tokenizer.important_words", lambda: ["xylophonist"])
    with pytest.raises(TrainingError, match="xylophonist"):
        check_words((folder / "tokenizer.model").read_bytes())


def test_common_english_is_split_into_few_pieces(tokenizer: Tokenizer) -> None:
    assert np.mean([len(tokenizer.pieces(word)) for word in ENGLISH]) < 2


def test_any_character_has_pieces(tokenizer: Tokenizer) -> None:
    unknown = 1
    assert unknown not in tokenizer.pieces("façade über 東京 🙂 #@~")


def test_captions_of_held_out_scenes_fit(tokenizer: Tokenizer) -> None:
    rng = np.random.default_rng(12)
    scenes = [held_out_scene(rng) for _ in range(5000)]
    described = [len(tokenizer.pieces(describe(scene, rng))) for scene in scenes]
    assert np.mean(np.array(described) <= 60) > 0.999
    assert max(described) <= 75
    assert max(len(tokenizer.pieces(prompt_of(scene))) for scene in scenes) < 70


def test_known_prompts_with_full_styles_fit(tokenizer: Tokenizer) -> None:
    for prompt in SUBJECT_PROMPTS.values():
        for style in STYLE_PROMPTS.values():
            assert len(tokenizer.pieces(f"{prompt}, {style}")) < 40
