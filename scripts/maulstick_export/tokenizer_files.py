"""The tokenizer of a source: what the bundle stores of it, and the ids that it gives."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .clip_vocabulary import END, START, clip_merges, clip_vocabulary
from .errors import reason, source_error
from .json_file import read_json

TokenIds = Callable[[str], list[int]]


@dataclass
class Tokenizer:
    """`save` writes the files of the bundle into a folder and returns their manifest entries."""

    kind: str
    length: int
    start: int
    end: int
    pad: int
    largest: int
    pieces: TokenIds
    save: Callable[[Path], dict[str, str]]
    lower_case: bool | None = None

    def encode(self, text: str) -> list[int]:
        """Ids from start to end token, cut to the length."""
        return [self.start, *self.pieces(text)[: self.length - 2], self.end]

    def encode_padded(self, text: str) -> list[int]:
        """As `encode`, padded to the length."""
        ids = self.encode(text)
        return ids + [self.pad] * (self.length - len(ids))

    def manifest(self, folder: Path, prefix: str) -> dict[str, Any]:
        """Writes the files below `folder`/`prefix` and describes them."""
        target = folder / prefix
        target.mkdir(parents=True)
        entry: dict[str, Any] = {"kind": self.kind}
        entry |= {key: f"{prefix}/{name}" for key, name in self.save(target).items()}
        if self.lower_case is not None:
            entry["lower_case"] = self.lower_case
        return entry | {"start": self.start, "end": self.end, "pad": self.pad}


def tokenizer_of(folder: Path, positions: int) -> Tokenizer:
    """The tokenizer in a folder; `positions` is the length of its text encoder."""
    if not folder.is_dir():
        raise source_error("missing folder", folder, "the tokenizer's files", "no such folder")
    settings = {}
    if (folder / "tokenizer_config.json").is_file():
        settings = read_json(folder / "tokenizer_config.json")
    length = _length(settings, positions, folder)
    if settings.get("tokenizer_class") == "sentencepiece":
        return _sentencepiece(folder, settings, length)
    if (folder / "vocab.json").is_file() and (folder / "merges.txt").is_file():
        lines = _read_text(folder / "merges.txt").split("\n")
        merges = [line for line in lines if line.strip() and not line.startswith("#version")]
        return clip_bpe(read_json(folder / "vocab.json"), merges, length, folder)
    if (folder / "tokenizer.json").is_file():
        return _from_tokenizer_json(folder / "tokenizer.json", length)
    expected = "vocab.json and merges.txt, tokenizer.json, or a sentencepiece tokenizer.model"
    raise source_error("missing tokenizer files", folder, expected, "none of these")


def openai_tokenizer(positions: int) -> Tokenizer:
    """The tokenizer of every OpenAI CLIP, from the merges that lie beside this file."""
    merges = clip_merges()
    return clip_bpe(clip_vocabulary(merges), merges, positions, "built-in CLIP vocabulary")


def clip_bpe(
    vocabulary: dict[str, int], merges: list[str], length: int, where: object
) -> Tokenizer:
    """CLIP's byte-pair tokenizer with the given vocabulary and merges."""
    for token in (START, END):
        if not isinstance(vocabulary.get(token), int):
            raise source_error("tokenizer", where, f"{token} in the vocabulary", "none")

    def save(folder: Path) -> dict[str, str]:
        text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
        (folder / "vocab.json").write_text(text + "\n", encoding="utf-8")
        text = "\n".join(["#version: 0.2", *merges]) + "\n"
        (folder / "merges.txt").write_text(text, encoding="utf-8")
        return {"vocab": "vocab.json", "merges": "merges.txt"}

    start, end = vocabulary[START], vocabulary[END]
    pieces = _clip_pieces(vocabulary, merges, where)
    largest = max(vocabulary.values())
    return Tokenizer("clip_bpe", length, start, end, end, largest, pieces, save)


def _clip_pieces(vocabulary: dict[str, int], merges: list[str], where: object) -> TokenIds:
    from transformers import CLIPTokenizer

    try:
        pairs = [tuple(merge.split()) for merge in merges]
        tokenizer = CLIPTokenizer(vocab=vocabulary, merges=pairs)
    except Exception as error:  # the library raises bare Exception for files that disagree
        raise source_error(
            "tokenizer", where, "a vocabulary and its merges", reason(error)
        ) from None
    return lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]


def _from_tokenizer_json(path: Path, length: int) -> Tokenizer:
    model = read_json(path).get("model") or {}
    vocabulary, merges = model.get("vocab"), model.get("merges")
    if not isinstance(vocabulary, dict) or not isinstance(merges, list):
        kind = model.get("type", "no model")
        raise source_error("tokenizer", path, "CLIP's BPE with vocabulary and merges", f"{kind}")
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in merges]
    return clip_bpe(vocabulary, merges, length, path)


def _sentencepiece(folder: Path, settings: dict[str, Any], length: int) -> Tokenizer:
    import sentencepiece

    path = folder / "tokenizer.model"
    if not path.is_file():
        raise source_error("missing file", path, "the sentencepiece model", "no such file")
    try:
        processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    except Exception as error:
        raise source_error("tokenizer", path, "a sentencepiece model", reason(error)) from None
    ids = [settings.get(f"{name}_token_id") for name in ("bos", "eos", "pad")]
    if not all(isinstance(value, int) and value >= 0 for value in ids):
        expected = "bos_token_id, eos_token_id and pad_token_id"
        raise source_error("tokenizer", folder / "tokenizer_config.json", expected, f"{ids}")
    lower_case = bool(settings.get("do_lower_case", False))

    def pieces(text: str) -> list[int]:
        return processor.encode(text.lower() if lower_case else text)

    def save(target: Path) -> dict[str, str]:
        shutil.copyfile(path, target / "tokenizer.model")
        return {"model": "tokenizer.model"}

    largest = max(processor.get_piece_size() - 1, *ids)
    return Tokenizer("sentencepiece", length, *ids, largest, pieces, save, lower_case)


def _length(settings: dict[str, Any], positions: int, folder: Path) -> int:
    """`model_max_length` where one is set that the encoder can take."""
    length = settings.get("model_max_length", positions)
    # transformers writes an int of 31 digits for "no limit".
    if not isinstance(length, int) or length > 10**6:
        return positions
    if not 3 <= length <= positions:
        expected = f"model_max_length from 3 to {positions}, the text encoder's positions"
        raise source_error("tokenizer", folder / "tokenizer_config.json", expected, f"{length}")
    return length


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise source_error("unreadable file", path, "UTF-8 text", reason(error)) from None
