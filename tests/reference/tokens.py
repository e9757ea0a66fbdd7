"""Writes the token ids that the C++ tests of src/text/ compare with, into tests/text/*.json.

    python tests/reference/tokens.py [--output DIR]

Every file has "versions", of the libraries that gave the ids, beside what is listed here. Ids are
without start and end token.

clip_tokens.json   {"cases": [{"text", "ids": […], "begin": […] or null}], "long": [{"unit",
                    "repeat", "count", "sum"}]}
                   CLIP's full tokenizer, from scripts/maulstick_export/clip_merges.txt. "begin" is
                   each token's byte offset in the text; null where composing moves characters,
                   since the library then counts differently. "long": unit · repeat gives `count`
                   ids with this sum.
clip_small.json    {"vocab": {token: id}, "merges": "…", "cases": as above}
                   A tokenizer with gaps: ids in no order, and few of the bytes.
sentencepiece_tokens.json   {"cases": [{"text", "lower_case", "ids", "begin": […] or null}]}
                   Easel's model. "begin" is null where lower case was asked for.
"""

import argparse
import json
import unicodedata
from itertools import accumulate
from pathlib import Path

import sentencepiece
from clip_tokenizer import CLIPTokenizer, build, full_tokenizer, versions

ROOT = Path(__file__).resolve().parents[2]
EASEL_MODEL = ROOT / "models/easel/tokenizer/prompt/tokenizer.model"

Case = dict[str, object]

ENGLISH = [
    "", " ", "a", "A futuristic city with neon lights", "A campfire with group of people",
    "a photo of an astronaut riding a horse on mars, 8k, trending on artstation",
    "Oil painting, impasto, thick brush strokes (canvas texture)", "e.g. U.S.A., 3.14 & 100%!",
    "hello_world foo-bar baz/qux #throwback @home $5 1984 2nd 0xFF",
    "don't; it's I'll we've they're", "DON'T IT'S I'LL WE'VE THEY'RE I'M HE'D",
    "rock 'n' roll 'twas 'tis 'cause", "''s '''t '' ' 's", "it’s ’s ‘quoted’ “double” «guillemets»",
    "a'sb a'tb a'reb a'veb a'mb a'llb a'db", "'sub 'real", "9's 9'9 !'s !'!s",
    "((masterpiece:1.2)), [bad]", "...!!!???", "a...b", "a , b ; c", "C++ C# .NET",
    "https://example.org/a?b=c&d=%20", "<birb-style> in a tree", "<|>", "<||>", "#version: 0.2",
    "\\n", "supercalifragilisticexpialidocious pneumonoultramicroscopicsilicovolcanoconiosis",
]  # fmt: skip
SPECIAL = [
    "A<|StartOfText|>b <|endoftext|> x", "<|startoftext|>", "<|endoftext|>", "<|startoftext|>a",
    "a<|endoftext|>b", "<|endoftext|><|endoftext|>", "<|startoftext|><|endoftext|>",
    " <|endoftext|> ", "\n<|endoftext|>\t<|startoftext|>", "<|ENDOFTEXT|>", "<|EndOfText|>!!",
    "!!<|EndOfText|>", "!!<|endoftext|>!!", "x<|ENDOFTEXT|>y", "'<|StartOfText|>", "<|startoftext",
    "<|startoftext |>", "<| startoftext|>", "<|endoftext|", "<<|endoftext|>>", "<|<|endoftext|>|>",
    "<|startoftext|endoftext|>", "<|endoftext\u0301|>", "e<|endoftext|>\u0301", "1<|ENDOFTEXT|>2",
    "<|startofte\u017ft|>", "<|\u212Aendoftext|>", "<|ENDOFTEXT|><|STARTOFTEXT|>",
    "<|endofte<|endoftext|>xt|>", "<|startoftext|>'s", "<|STARTOFTEXT|>'s", "startoftext",
]  # fmt: skip
CASES = [
    "İstanbul ΣΑΣ", "ΟΔΥΣΣΕΥΣ Σ ΑΣ. ΣΑ", "ǅ ǈ ǋ ǲ", "ẞ ß SS", "Ÿ Ā Ĳ Ŋ Ʃ", "Ⅷ ⅷ Ⓐ ⓐ", "ÅÅK Ω",
    "Ａ Ｂ ｚ", "ПРИВЕТ мир Ѐ Ҁ", "ԱԲԳ եւ", "ႠႡ Ⴀ ა Ა", "ᎠᎡ ꭰ", "𐐀𐐨 𞤀𞤢", "ﬁ ﬀ ǰ", "I ı İ i", "ᾈ ᾼ Ὰ",
    "ϴ ẛ K",
]  # fmt: skip
COMPOSED = [
    "é e\u0301 E\u0301", "a\u0308\u0304", "a\u0304\u0308", "q\u0307\u0323", "q\u0323\u0307",
    "\u1e69 s\u0323\u0307 s\u0307\u0323", "a\u0328\u0301", "\u0301a", "\u0301\u0301", " \u0301",
    "\u0344 \u0340 \u0341 \u0343", "\u2126 \u212b \u212a", "\u1100\u1161\u11a8", "가\u11a8",
    "한국어 \u1112\u1161\u11ab\u1100\u116e\u11a8", "\u1100\u1161\u1161\u11a8", "\u11a8\u1161",
    "か\u3099 が か\u309a", "\u0958 क\u093c", "\u09c7\u09be", "\u0f73 \u0f71\u0f72",
    "\ufb1f \u05f2\u05b7", "\u0cc6\u0cc2\u0cd5", "\ufa10 \uf900 豈 \U0002f800",
    "\u2adc \U0001d15e", "\U00011099\U000110ba",
    "\U00011131\U00011127", "\U00011347\U0001133e", "=\u0338 <\u0338 >\u0338",
    "e\u0301\u0323\u0308", "o\u0302\u0301 o\u0302 \u1ed1", "\u2260 ≠", "\u037e \u1fef \u0387",
    "\u2000 \u2001 x", "A\u030a Å", "\u01d5 U\u0308\u0304", "\u1f82 α\u0313\u0300\u0345",
    "a\u034f\u0301", "a\u200d\u0301", "e\u0301" *8, "\u0e33 \u0eb3",
]  # fmt: skip
# Marks and letters that came after Unicode 9.0, where the library's tables and others part.
NEWER = [
    "a\u1df6\u0334", "a\u0301\u1df9", "a\u08ca\u0334", "\u0cbf\u0301\u0c3c", "क\u0d3b\u0334",
    "\U00011935\U00011930", "\U0001193b\U00011930", "\U000105d2\u0307", "\U000105da\u0307",
    "\U00016d63\U00016d67", "\U00011382\U000113c9", "\U00011384\U000113bb", "\ua7cb \ua7da \ua7dc",
    "\U00010d50\U00010d70", "\U00016ea0", "\u1c89 \u1c8a", "\ua7c0\ua7c1", "\u2c2f\u2c5f", "\ua7f1",
    "a\U00031350b", "a\U000323b0b", "\U0001fae8 \U0001fadf", "\U0001e4d0\U0001e4ef\u0334",
    "1\U00010d40\U00016d70", "\u0897\u0334", "\U0001e5d0 \U0001e6c0", "\U00010efc\u0334",
]  # fmt: skip
SCRIPTS = [
    "漢字かな交じり文 カタカナ ｶﾅ", "中文，标点。", "العَرَبِيَّة ١٢٣", "עִבְרִית", "हिन्दी में लिखें १२३",
    "ไทย ภาษา", "བོད་ཡིག", "ភាសាខ្មែរ", "தமிழ்", "മലയാളം", "ქართული", "አማርኛ", "Ελληνικά",
    "Tiếng Việt", "čeština ŘŽ", "½ ² Ⅻ ① ㈠ ௧ 𝟘 𐄇 〇 ༳", "αβγ𝛼𝒜ℵ", "ªº µ", "\u02b0ʹ ˆ ˙ ʻ", "a_b‿c",
    "€£¥₿", "a\u00adb", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "👍🏽👍🏿", "🇩🇪🇯🇵", "❤️ ❤", "1️⃣",
    "🧑‍🚀🏳️‍🌈", "😀😀😀", "©®™", "\ue000\uf8ff\U000f0000\U0010ffff", "\ufdd0\uffff\ufffe",
    "\u0378\u0379", "\ufffd", "a\u0000b", "\x7f", "\x1c\x1d\x1e\x1f", "\u200e\u200fabc\u202e",
    "x\u2060y", "\U000e0041\U000e007f", "z̷̢̛a̸l̵g̴o̶",
]  # fmt: skip
SPACES = [9, 10, 11, 12, 13, 0x1C, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x180E, *range(0x2000, 0x200E)]
SPACES += [0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF]
BLANKS = ["a" + chr(c) + "b" for c in SPACES]
BLANKS += [" \t\r\n a \u3000\u00a0 b  ", "\u00a0"]
BLANKS += ["a\u200bb", " a", "a ", "a\n\nb", "a\u0301 \u0301b"]
CLIP_TEXTS = [*ENGLISH, *SPECIAL, *CASES, *COMPOSED, *NEWER, *SCRIPTS, *BLANKS]
CLIP_TEXTS += ["".join(chr(c) for c in range(b, b + 32)) for b in range(0, 0x300, 32)]
CLIP_TEXTS += ["abc" + chr(c) + "DEF" for c in range(0x1E00, 0x2000, 13)]

LONG = [("a", 65_536), ("aB1!", 16_384), ("字", 30_000), ("ing", 20_000), ("e\u0301", 8_000)]

SMALL_MERGES = ["#version: 0.2", "a b", "ab c</w>", "a ab", "b c</w>", "c c", "cc c</w>"]
SMALL_TOKENS = {
    "a": 70000, "b": 3, "c": 5, "a</w>": 9, "c</w>": 2147483647, "'": 12, "s</w>": 13, "ab": 0,
    "abc</w>": 1, "aab": 2, "bc</w>": 4, "cc": 6, "ccc</w>": 7, "<|endoftext|>": 50,
    "<|startoftext|>": 51,
}  # fmt: skip
SMALL_TEXTS = [
    "a", "b", "c", "abc", "aabc", "ABCabc", "cccc ccc cc", "xyz", "a'sb", "it's", "abcabcabc",
    "bca", "aab <|endoftext|>b<|startoftext|>", "é", "ababab abab ab", "abc1abc", "bbbcb",
]  # fmt: skip

PIECE_TEXTS = [
    "", " ", "A campfire with group of people", "  a   watercolor,  painting ", "Zürich 漢字 🔥",
    "a\u00a0b", "İSTANBUL İİ ΣΑΣ", "ÅNGSTRÖM Å \u212b", "ﬁre ﬂy ① ½", "e\u0301 é", "x\ty\nz",
    "<s> </s> <unk>", "ＡＢＣ ｶﾞ", "\u200b\u200d\ufeff", "a\u0000b",
    "lighthouse at night, cyberpunk style", "▁a ▁▁b", "\U0010ffff\ue000",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ẞ ǅ Ⅷ", "1984 3.14 #art", "ΟΔΥΣΣΕΥΣ",
]  # fmt: skip


def byte_offsets(text: str, places: list[int]) -> list[int]:
    """Offsets in characters as offsets in bytes of UTF-8."""
    offsets = [0, *accumulate(len(c.encode()) for c in text)]
    return [offsets[place] for place in places]


def clip_case(tokenizer: CLIPTokenizer, text: str) -> Case:
    encoded = tokenizer.backend_tokenizer.encode(text, add_special_tokens=False)
    begin = byte_offsets(text, [first for first, _ in encoded.offsets])
    composed = unicodedata.is_normalized("NFC", text)
    return {"text": text, "ids": encoded.ids, "begin": begin if composed else None}


def clip_full() -> Case:
    tokenizer = full_tokenizer()
    long = []
    for unit, repeat in LONG:
        ids = clip_case(tokenizer, unit * repeat)["ids"]
        long.append({"unit": unit, "repeat": repeat, "count": len(ids), "sum": sum(ids)})
    cases = [clip_case(tokenizer, text) for text in CLIP_TEXTS]
    return {"versions": versions(), "cases": cases, "long": long}


def clip_small() -> Case:
    tokenizer = build(SMALL_TOKENS, SMALL_MERGES[1:])
    return {
        "versions": versions(),
        "vocab": SMALL_TOKENS,
        "merges": "".join(line + "\n" for line in SMALL_MERGES),
        "cases": [clip_case(tokenizer, text) for text in SMALL_TEXTS],
    }


def piece_case(model: sentencepiece.SentencePieceProcessor, text: str, lower_case: bool) -> Case:
    pieces = model.encode_as_immutable_proto(text.lower() if lower_case else text).pieces
    return {
        "text": text,
        "lower_case": lower_case,
        "ids": [piece.id for piece in pieces],
        "begin": None if lower_case else byte_offsets(text, [piece.begin for piece in pieces]),
    }


def pieces(model_file: Path) -> Case:
    model = sentencepiece.SentencePieceProcessor(model_file=str(model_file))
    cases = [piece_case(model, text, lower) for text in PIECE_TEXTS for lower in (True, False)]
    return {"versions": {"sentencepiece": sentencepiece.__version__}, "cases": cases}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "tests/text")
    parser.add_argument("--model", type=Path, default=EASEL_MODEL, help="a SentencePiece model")
    arguments = parser.parse_args()
    files = {
        "clip_tokens": clip_full(),
        "clip_small": clip_small(),
        "sentencepiece_tokens": pieces(arguments.model),
    }
    for name, content in files.items():
        text = json.dumps(content, separators=(",", ":")).replace('{"text"', '\n{"text"')
        (arguments.output / f"{name}.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
