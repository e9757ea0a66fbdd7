"""The `tokenizers` library's CLIP tokenizer, as transformers' CLIPTokenizer builds it."""

import json
import sys
from pathlib import Path

import tokenizers
import transformers
from transformers import CLIPTokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from maulstick_export.clip_vocabulary import clip_merges, clip_vocabulary

LENGTH = 77


def versions() -> dict[str, str]:
    return {"tokenizers": tokenizers.__version__, "transformers": transformers.__version__}


def build(vocabulary: dict[str, int], merges: list[str]) -> CLIPTokenizer:
    """`merges`: two tokens with a space between, best first."""
    return CLIPTokenizer(vocab=vocabulary, merges=[tuple(merge.split(" ")) for merge in merges])


def full_tokenizer() -> CLIPTokenizer:
    """With all 49,408 tokens."""
    merges = clip_merges()
    return build(clip_vocabulary(merges), merges)


def folder_tokenizer(folder: Path) -> CLIPTokenizer:
    """Of a folder's vocab.json and merges.txt."""
    lines = (folder / "merges.txt").read_text(encoding="utf-8").splitlines()
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return build(vocabulary, [line for line in lines if not line.startswith("#version")])


def cut(ids: list[int]) -> list[int]:
    """The first 77 ids, of which the last stays the end token."""
    return ids if len(ids) <= LENGTH else [*ids[: LENGTH - 1], ids[-1]]
