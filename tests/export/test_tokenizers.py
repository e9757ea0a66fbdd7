"""Tokenizers keep their files and give the ids of the libraries that they come from."""

import json
from pathlib import Path

import pytest
from maulstick_export.clip_vocabulary import END, START, clip_merges, clip_vocabulary
from maulstick_export.errors import ExportError
from maulstick_export.tokenizer_files import Tokenizer, openai_tokenizer, tokenizer_of

from small_models import save_tokenizer, write_json

# Ids of OpenAI's CLIP.
CLIP_IDS = {
    "A futuristic city with neon lights": [320, 30987, 1305, 593, 13919, 3073],
    "İstanbul ΣΑΣ": [328, 16384, 11231, 139, 225, 138, 109, 139, 481],
    "": [],
}


@pytest.fixture(scope="module")
def clip_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clip_bpe")
    save_tokenizer(folder, "clip_bpe")
    return folder


def test_vocabulary_follows_from_the_merges() -> None:
    vocabulary = clip_vocabulary(clip_merges())
    assert len(vocabulary) == 49408
    assert (vocabulary[START], vocabulary[END]) == (49406, 49407)
    assert [vocabulary[token] for token in ("!", "a", "a</w>", "in", "the</w>")] == [
        0,
        64,
        320,
        512,
        518,
    ]


def test_clip_ids(clip_folder: Path) -> None:
    for tokenizer in (tokenizer_of(clip_folder, 77), openai_tokenizer(77)):
        for text, ids in CLIP_IDS.items():
            assert tokenizer.encode(text) == [49406, *ids, 49407]
        long = tokenizer.encode("a " * 200)
        assert (len(long), long[-2], long[-1]) == (77, 320, 49407)
        assert tokenizer.encode_padded("a") == [49406, 320] + [49407] * 75


def saved(tokenizer: Tokenizer, folder: Path) -> dict:
    entry = tokenizer.manifest(folder, "tokenizer/prompt")
    for key in ("vocab", "merges", "model"):
        assert key not in entry or (folder / entry[key]).is_file()
    return entry


def test_clip_files_are_read_back(clip_folder: Path, tmp_path: Path) -> None:
    entry = saved(tokenizer_of(clip_folder, 77), tmp_path)
    assert entry == {
        "kind": "clip_bpe",
        "vocab": "tokenizer/prompt/vocab.json",
        "merges": "tokenizer/prompt/merges.txt",
        "start": 49406,
        "end": 49407,
        "pad": 49407,
    }
    written = json.loads((tmp_path / entry["vocab"]).read_text(encoding="utf-8"))
    assert written == clip_vocabulary(clip_merges())
    lines = (tmp_path / entry["merges"]).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#version")
    assert lines[1:] == clip_merges()


@pytest.mark.parametrize("as_pairs", [True, False])
def test_tokenizer_json_alone(as_pairs: bool, tmp_path: Path) -> None:
    merges = clip_merges()
    listed = [merge.split() for merge in merges] if as_pairs else merges
    model = {"type": "BPE", "vocab": clip_vocabulary(merges), "merges": listed}
    write_json(tmp_path / "source" / "tokenizer.json", {"model": model})
    tokenizer = tokenizer_of(tmp_path / "source", 77)
    assert tokenizer.encode("neon lights") == [49406, 13919, 3073, 49407]
    saved(tokenizer, tmp_path)


def test_sentencepiece(tmp_path: Path) -> None:
    import sentencepiece

    source = tmp_path / "source"
    save_tokenizer(source, "sentencepiece")
    tokenizer = tokenizer_of(source, 77)
    model = str(source / "tokenizer.model")
    pieces = sentencepiece.SentencePieceProcessor(model_file=model).encode("a neon campfire")
    assert tokenizer.encode("A Neon CAMPFIRE") == [2, *pieces, 3]
    entry = saved(tokenizer, tmp_path)
    assert entry == {
        "kind": "sentencepiece",
        "model": "tokenizer/prompt/tokenizer.model",
        "lower_case": True,
        "start": 2,
        "end": 3,
        "pad": 3,
    }
    copied = (tmp_path / entry["model"]).read_bytes()
    assert copied == (source / "tokenizer.model").read_bytes()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "none of these"),
        ({"vocab.json": "{}", "merges.txt": ""}, START),
        ({"vocab.json": "[1]", "merges.txt": ""}, "a JSON object"),
        ({"vocab.json": "{", "merges.txt": ""}, "a JSON object"),
        ({"tokenizer.json": '{"model": {"type": "Unigram", "vocab": []}}'}, "Unigram"),
        ({"tokenizer_config.json": '{"tokenizer_class": "sentencepiece"}'}, "no such file"),
        ({"tokenizer_config.json": '{"model_max_length": 500}'}, "model_max_length"),
    ],
)
def test_faults_are_named(files: dict[str, str], message: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ExportError) as caught:
        tokenizer_of(tmp_path, 77)
    assert message in caught.value.lines()[0]
