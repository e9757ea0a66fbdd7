"""The two grammars of A1111's web UI, and cases of them for the C++ tests.

    python tests/reference/a1111.py [--output DIR]

prompt_weights.json   {"cases": [{"prompt", "pieces": [[text, weight], …]}]}
parameters.json       {"cases": [{"text", "prompt", "negative", "values": [[key, value], …]}]}

The cases are drawn at random from the signs of each grammar, with a fixed seed, beside some that
are written out.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
from dataclasses import dataclass
from pathlib import Path

SIGNS = re.compile(
    r"""
    \\(?P<escape>[()\[\]\\]?)             # an escape; alone it vanishes
    | (?P<open>[(\[])
    | : \s* (?P<number>[+-]?[.\d]+) \s* \)  # closes a round bracket with a weight
    | (?P<close>[)\]])
    | [^\\()\[\]:]+
    | :
    """,
    re.VERBOSE,
)
PARTNER = {")": "(", "]": "["}
FACTOR = {"(": 1.1, "[": 1 / 1.1}


# ---------------------------------------------------------------------------------------- weights


def weighted_pieces(prompt: str) -> list[tuple[str, float]]:
    """The pieces of a prompt and their weights; neighbours of equal weight are one piece."""
    texts: list[str] = []
    weights: list[float] = []
    places: dict[str, list[int]] = {"(": [], "[": []}

    def close(bracket: str, factor: float) -> None:
        for i in range(places[bracket].pop(), len(texts)):
            weights[i] *= factor

    for match in SIGNS.finditer(prompt):
        bracket = PARTNER.get(match["close"] or "")
        if match["escape"] is not None:
            texts.append(match["escape"])
            weights.append(1.0)
        elif match["open"]:
            places[match["open"]].append(len(texts))
        elif match["number"] and places["("]:
            close("(", float(match["number"]))
        elif bracket and places[bracket]:
            close(bracket, FACTOR[bracket])
        else:
            texts.append(match[0])
            weights.append(1.0)
    for bracket, factor in FACTOR.items():
        while places[bracket]:
            close(bracket, factor)
    return merged(texts, weights)


def merged(texts: list[str], weights: list[float]) -> list[tuple[str, float]]:
    pieces: list[tuple[str, float]] = []
    for text, weight in zip(texts, weights, strict=True):
        if pieces and pieces[-1][1] == weight:
            pieces[-1] = (pieces[-1][0] + text, weight)
        else:
            pieces.append((text, weight))
    return pieces or [("", 1.0)]


def plain_text(prompt: str) -> str:
    return "".join(text for text, _ in weighted_pieces(prompt))


# ------------------------------------------------------------------------------------- parameters


@dataclass
class Parameters:
    prompt: str
    negative: str
    values: list[tuple[str, str]]


ENTRY = re.compile(
    r"""
    \s* (\w[\w \-/]+) :                 # a key of two characters or more
    \s* ( "(?:\\.|[^\\"])+" | [^,]* )   # a JSON string, or anything without a comma
    (?: ,|$ )
    """,
    re.VERBOSE,
)


def read_parameters(text: str) -> Parameters:
    """Prompt lines, negative lines, and a last line with at least three entries."""
    *lines, last = text.strip().split("\n")
    entries = ENTRY.findall(last)
    if len(entries) < 3:
        lines, entries = [*lines, last], []
    prompt: list[str] = []
    negative: list[str] = []
    into = prompt
    for line in map(str.strip, lines):
        if line.startswith("Negative prompt:"):
            into, line = negative, line[16:].strip()
        into.append(line)
    values = [(key, unquoted(value)) for key, value in entries]
    return Parameters(joined(prompt), joined(negative), values)


def joined(lines: list[str]) -> str:
    """Empty lines at the beginning are lost."""
    return "\n".join(lines).lstrip("\n")


def unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value.strip()


# ------------------------------------------------------------------------------------------ cases

WEIGHT_SIGNS = [
    *"()[]:\\", "(", ")", "[", "]", "\\(", "\\)", "\\\\", ":1.3)", ":0.5)", ": -1 )", ":1.)", ":.5)",
    ":+2)", ":1.1", "1.2", ":1.2.3)", ":)", ":.)", "a", "b", " ", ", ", "\n", "cat", "é", "火", "１",
    ":１.５)", "\u3000", ":\u30001.2\u2009)", "\x1f",
]  # fmt: skip
WEIGHT_CASES = [
    "", "()", "(", ")", "(a:1.2)", "((a))", "[a]", "[a:1.5]", "(a:-1)", "(a:b:1.3)", "a)", "(a",
    "(red:1.2, blue)", "(a (b:0.5):2)", "[[a](b])", "(a:1)b", "\\(a\\)", "(a\\:1.5)b", "a\\b",
    "a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).", "(" * 100 + "a" + ")" * 100,
    "([(a:1.3)]:0.7)", "(a:1.2)(b:1.2)", "x (a:1) y", "(a:1e5)", "(a:1.2:1.3)", "a: 1.2) b",
]  # fmt: skip
PARAMETER_SIGNS = [
    "Steps", "Seed", "CFG scale", "Size", "Hires upscale", "a", "a/b-c d", "é火", "1", "20", "7.5",
    "512x512", ": ", ":", ", ", ",", " ", "\n", '"', '\\"', "\\", '"a, b: c"', '"\\u00e9\\n"', '""',
    "Negative prompt:", "Negative prompt: x", "\nSteps: 20, Sampler: Euler a, CFG scale: 7",
    "<lora:x:1>", "(a:1.2)", "\t", "\u3000", "-", "_", "#",
]  # fmt: skip
PARAMETER_CASES = [
    "",
    "a lake",
    "a lake\nSteps: 20, Sampler: Euler a",
    "a lake\nSteps: 20, Sampler: Euler a, CFG scale: 7",
    "a\n\nb\nNegative prompt: c\nd\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64",
    'a\nSteps: 20, Lora hashes: "x: 1, y: 2", Template: "two\\nlines", Version: v1.10.1',
    "Steps: 1, Seed: 2, Size: 3x4",
    "a, Steps: 1, b: 2, cc: 3\nNegative prompt: x\nNegative prompt: y",
]


def drawn(signs: list[str], count: int, longest: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices(signs, k=draw.randint(1, longest))) for _ in range(count)]


def is_number(match: re.Match[str]) -> bool:
    try:
        float(match[1])
    except ValueError:
        return False
    return True


def has_odd_number(prompt: str) -> bool:
    """A weight like ":1.2.3)", at which A1111 breaks off with an error."""
    numbers = re.finditer(r":\s*([+-]?[.\d]+)\s*\)", prompt)
    return not all(map(is_number, numbers))


def weight_cases() -> list[dict]:
    prompts = [*WEIGHT_CASES, *drawn(WEIGHT_SIGNS, 1000, 24, 1)]
    return [
        {"prompt": prompt, "pieces": weighted_pieces(prompt)}
        for prompt in prompts
        if not has_odd_number(prompt)
    ]


def parameter_cases() -> list[dict]:
    texts = [*PARAMETER_CASES, *drawn(PARAMETER_SIGNS, 600, 24, 2)]
    return [{"text": text, **vars(read_parameters(text))} for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folder = Path(__file__).resolve().parent / "data"
    parser.add_argument("--output", type=Path, default=folder, help="folder for the files")
    output = parser.parse_args().output
    files = {"prompt_weights": weight_cases(), "parameters": parameter_cases()}
    for name, cases in files.items():
        lines = ",\n".join(json.dumps(case) for case in cases)
        versions = json.dumps({"python": platform.python_version()})
        text = f'{{"versions": {versions},\n"cases": [\n{lines}\n]}}\n'
        (output / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
