"""CLIP's vocabulary made from its merges, for single files, which carry no tokenizer."""

from pathlib import Path

START = "<|startoftext|>"
END = "<|endoftext|>"

# The byte-pair merges of OpenAI's CLIP (`bpe_simple_vocab_16e6.txt` of the openai/CLIP repository,
# MIT licence), cut to the 48,894 that the published models use.
MERGES_FILE = Path(__file__).with_name("clip_merges.txt")


def clip_merges() -> list[str]:
    """The merges, best first, each as two parts with a space between."""
    lines = MERGES_FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines[1:] if line]


def clip_vocabulary(merges: list[str]) -> dict[str, int]:
    """Byte characters, the same at a word's end, one token a merge, start, end."""
    characters = byte_characters()
    tokens = characters + [character + "</w>" for character in characters]
    tokens += ["".join(merge.split()) for merge in merges]
    tokens += [START, END]
    return {token: index for index, token in enumerate(tokens)}


def byte_characters() -> list[str]:
    """The printable stand-ins of the 256 bytes, in the order of CLIP's vocabulary.

    Bytes that are printable characters of Latin-1 stand for themselves and come first; the others
    take the characters from U+0100 on.
    """
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = 256 - len(printable)
    return [chr(byte) for byte in printable] + [chr(0x100 + place) for place in range(others)]
