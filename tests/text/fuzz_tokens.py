"""Compares the ids of a program with those of the `tokenizers` library, for very many prompts.

    python tests/text/fuzz_tokens.py --command "maulstick tokenize --model DIR" [--count N]
    python tests/text/fuzz_tokens.py --command … --every-code-point

The command reads one JSON string a line and answers each with a JSON object that has "ids", from
start to end token, at most 77. Exits 1 if any prompt gave other ids, 2 if the command failed.
"""

import argparse
import json
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reference"))

from clip_tokenizer import CLIPTokenizer, cut, folder_tokenizer, full_tokenizer, versions

BATCH = 50_000

WORDS = """a an the of in with and neon futuristic city campfire people lighthouse oil painting
    watercolor sketch cyberpunk 8k trending artstation unreal engine bokeh octane Monet Zdzisław
    café naïve Straße Ærø coöperate e.g. U.S.A. 1984 3.14 100% $5 #art @home it's C++
    foo_bar""".split()
SIGNS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~…–—“”‘’«»¿¡§¶†‡•°±×÷€£¥©®™")
CONTRACTIONS = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"]
SPECIAL = ["<|startoftext|>", "<|endoftext|>"]
SPACES = [chr(c) for c in (9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x85, 0xA0, 0x1680, 0x180E)]
SPACES += [chr(c) for c in (*range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060)]
SPACES += ["\u3000", "\ufeff"]
EMOJI = ["👩", "👨", "👧", "❤️", "🏳️", "🌈", "🏻", "🏿", "🇩🇪", "🇯🇵", "👍", "🔥", "1️⃣", "🧑‍🚀", "😂"]

# Blocks of the scripts that composition, casing or a change of category touches.
SCRIPTS = [
    (0xC0, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x58F), (0x590, 0x6FF), (0x900, 0x97F),
    (0x980, 0x9FF), (0xB00, 0xBFF), (0xC00, 0xCFF), (0xD00, 0xDFF), (0xE00, 0xE7F), (0xF00, 0xFFF),
    (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x13A0, 0x13FF), (0x1B00, 0x1B4F),
    (0x1C80, 0x1CBF), (0x1E00, 0x1FFF), (0x2100, 0x218F), (0x2460, 0x24FF), (0x2C00, 0x2DFF),
    (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xAB30, 0xABBF),
    (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFF00, 0xFFEF), (0x10400, 0x1044F),
    (0x10D40, 0x10D8F), (0x11000, 0x114DF), (0x16D40, 0x16D7F), (0x16E40, 0x16EDF),
    (0x1D100, 0x1D7FF), (0x1E000, 0x1E95F), (0x1F100, 0x1FAFF), (0x2F800, 0x2FA1F),
]  # fmt: skip
MARKS = [
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x610, 0x61A), (0x64B, 0x65F), (0x897, 0x8FF),
    (0x93C, 0x94D), (0x9BE, 0x9D7), (0xB3E, 0xB57), (0xC3C, 0xC56), (0xCBC, 0xCD6), (0xDCA, 0xDDF),
    (0xF71, 0xF84), (0x102E, 0x103A), (0x1AB0, 0x1AFF), (0x1B34, 0x1B35), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0), (0x3099, 0x309A), (0xFE20, 0xFE2F), (0x110B9, 0x110BA), (0x11127, 0x11134),
    (0x1133B, 0x11374), (0x114B0, 0x114C3), (0x11930, 0x11943), (0x16D63, 0x16D6A),
    (0x16FF0, 0x16FF1), (0x1D165, 0x1D172), (0x1E000, 0x1E02A), (0x1E2AE, 0x1E2EF),
]  # fmt: skip
UNASSIGNED = [
    (0x378, 0x379), (0x530, 0x530), (0x2FE0, 0x2FEF), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF),
    (0xFFF0, 0xFFFF), (0x1FFFE, 0x1FFFF), (0x323B0, 0x3FFFF), (0x50000, 0x5FFFF),
    (0xE0000, 0xE01EF), (0xF0000, 0xFFFFF), (0x100000, 0x10FFFF),
]  # fmt: skip

Ranges = list[tuple[int, int]]


def one_of(random: Random, ranges: Ranges) -> str:
    first, last = random.choice(ranges)
    return chr(random.randint(first, last))


def any_character(random: Random) -> str:
    code_point = random.randrange(0x110000 - 0x800)
    return chr(code_point if code_point < 0xD800 else code_point + 0x800)


def any_case(random: Random, text: str) -> str:
    return "".join(random.choice((c, c.upper(), c.lower())) for c in text)


def english(random: Random) -> str:
    words = (random.choice(WORDS) + random.choice(["", "", "", *SIGNS]) for _ in range(12))
    return " ".join(islice(words, random.randint(1, 12)))


def contraction(random: Random) -> str:
    ending = any_case(random, random.choice(CONTRACTIONS))
    after = random.choice(["", " ", "x", "'", "1", "!", ending])
    return random.choice(["it", "I", "9", "!", "'", " ", "", "é"]) + ending + after


def script(random: Random) -> str:
    block = [random.choice(SCRIPTS)]
    return "".join(one_of(random, block) for _ in range(random.randint(1, 10)))


def marked(random: Random) -> str:
    text = ""
    for _ in range(random.randint(1, 4)):
        text += random.choice(["a", "E", "o", "1", "!", " ", "", one_of(random, SCRIPTS)])
        text += "".join(one_of(random, MARKS) for _ in range(random.randint(0, 5)))
    return text


def hangul(random: Random) -> str:
    jamo = [(0x1100, 0x1112), (0x1161, 0x1175), (0x11A7, 0x11C2), (0xAC00, 0xD7A3)]
    return "".join(one_of(random, jamo) for _ in range(random.randint(1, 8)))


def emoji(random: Random) -> str:
    joiners = ["\u200d", "\ufe0f", "", " "]
    parts = (random.choice(EMOJI) + random.choice(joiners) for _ in range(random.randint(1, 6)))
    return "".join(parts)


def special(random: Random) -> str:
    text = random.choice(SPECIAL)
    change = random.randrange(5)
    if change == 0:
        text = any_case(random, text)
    elif change == 1:
        place = random.randrange(len(text) + 1)
        text = text[:place] + random.choice([" ", "|", "<", "x", "", "\u0301"]) + text[place:]
    elif change == 2:
        text = text[: random.randrange(len(text))] + random.choice(SPECIAL)
    around = ["", " ", "a", "!", "'", "1", "<", "|>", "\u0301", "é", "\t"]
    return random.choice(around) + text + random.choice(around)


def long_run(random: Random) -> str:
    unit = random.choice(["a", "A", "!", "1", "é", "aB", "ab1", "字", "\u0301", "<|", "'s", "🔥"])
    return unit * random.choice([2, 5, 17, 80, 300, 2000])


def repeated(draw: Callable[[Random], str]) -> Callable[[Random], str]:
    return lambda random: "".join(draw(random) for _ in range(random.randint(1, 8)))


FRAGMENTS: list[tuple[int, Callable[[Random], str]]] = [
    (6, english),
    (3, contraction),
    (4, script),
    (4, marked),
    (2, hangul),
    (2, emoji),
    (4, special),
    (3, repeated(any_character)),
    (2, repeated(lambda random: one_of(random, UNASSIGNED))),
    (2, repeated(lambda random: random.choice(SPACES))),
    (2, repeated(lambda random: random.choice(SIGNS))),
    (2, lambda random: any_case(random, english(random))),
    (1, long_run),
]


def random_prompts(count: int, seed: int) -> Iterator[str]:
    random = Random(seed)
    weights = [weight for weight, _ in FRAGMENTS]
    draws = [draw for _, draw in FRAGMENTS]
    for _ in range(count):
        chosen = random.choices(draws, weights, k=random.choice([1, 1, 2, 3, 4, 6]))
        glue = random.choice(["", "", " ", random.choice(SPACES), random.choice(SIGNS)])
        yield glue.join(draw(random) for draw in chosen)


def every_code_point() -> Iterator[str]:
    """Each one alone, doubled, between letters and marks, and after a number."""
    for code_point in range(0x110000):
        if not 0xD800 <= code_point < 0xE000:
            c = chr(code_point)
            yield from (c, c + c, f"a{c}b", f"1{c}2", f"!{c}'s", f"A{c}\u0301", f"e\u0323{c}\u0307")


def every_sequence() -> Iterator[str]:
    """What may compose: jamo after jamo, all canonical decompositions, and each mark after each."""
    leading = [chr(c) for c in (*range(0x1100, 0x1113), 0xAC00, 0xAC01)]
    following = [chr(c) for c in (*range(0x1161, 0x1176), *range(0x11A7, 0x11C3))]
    yield from (a + b + c for a in leading for b in following for c in ("", *following))
    for code_point in range(0x110000):
        parts = unicodedata.normalize("NFD", chr(code_point))
        if parts != chr(code_point):
            for mark in ("", "\u0301", "\u0323", "\u0334", "\u0345", "\u11a8", "\u1df6"):
                yield from (parts + mark, chr(code_point) + mark, parts[0] + mark + parts[1:])
    marks = [chr(c) for first, last in MARKS for c in range(first, last + 1)]
    yield from ("a" + first + second for first in marks for second in marks)


class CommandFailure(Exception):
    """The command did not answer every line."""


@dataclass
class Tally:
    compared: int = 0
    different: int = 0


def answers(command: list[str], prompts: list[str]) -> list[list[int]]:
    # Every other line is plain ASCII with escapes: both spellings are JSON.
    lines = [json.dumps(text, ensure_ascii=i % 2 == 0) + "\n" for i, text in enumerate(prompts)]
    done = subprocess.run(command, input="".join(lines).encode(), stdout=subprocess.PIPE)
    rows = done.stdout.split(b"\n")[:-1]
    if done.returncode != 0 or len(rows) != len(prompts):
        raise CommandFailure(f"exit code {done.returncode} and {len(rows)} of {len(prompts)} lines")
    return [json.loads(row)["ids"] for row in rows]


def compare(
    tokenizer: CLIPTokenizer, command: list[str], prompts: Iterable[str], show: int
) -> Tally:
    tally = Tally()
    remaining = iter(prompts)
    while batch := list(islice(remaining, BATCH)):
        wanted = [cut(e.ids) for e in tokenizer.backend_tokenizer.encode_batch_fast(batch)]
        for text, want, got in zip(batch, wanted, answers(command, batch), strict=True):
            if want != got:
                tally.different += 1
                if tally.different <= show:
                    print(f"{text!a}\n  library {want}\n  program {got}")
        tally.compared += len(batch)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", required=True, type=shlex.split)
    parser.add_argument("--count", type=int, default=20_000, help="random prompts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="differences to print")
    parser.add_argument(
        "--tokenizer", type=Path, help="folder with vocab.json and merges.txt; default: CLIP's own"
    )
    parser.add_argument(
        "--every-code-point",
        action="store_true",
        help="instead of random prompts: all code points in seven places, and what may compose",
    )
    options = parser.parse_args()
    tokenizer = folder_tokenizer(options.tokenizer) if options.tokenizer else full_tokenizer()
    prompts = random_prompts(options.count, options.seed)
    if options.every_code_point:
        prompts = (text for source in (every_code_point(), every_sequence()) for text in source)
    try:
        tally = compare(tokenizer, options.command, prompts, options.show)
    except (OSError, CommandFailure) as failure:
        print(f"error: the command failed ({options.command[0]}): expected ids, got {failure}")
        sys.exit(2)
    library = ", ".join(f"{name} {version}" for name, version in versions().items())
    print(f"{tally.compared} prompts compared with {library}: {tally.different} different")
    sys.exit(1 if tally.different else 0)


if __name__ == "__main__":
    main()
