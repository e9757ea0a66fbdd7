"""Files of styles as A1111's web UI reads and writes them, for the C++ tests.

    python tests/reference/styles_csv.py [--output DIR]

styles_csv.json   {"read": [{"file": text, "styles": [[name, prompt, negative], …]}],
                   "written": [{"styles": [[name, prompt, negative], …], "file": text}]}

The web UI reads with csv.DictReader(skipinitialspace=True) and writes with csv.DictWriter; Python's
csv is asked for both here. Files are drawn at random from what the format has trouble with: quotes,
commas, line breaks, columns in any order or missing, a byte order mark, rows that only divide a
list.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import platform
import random
from pathlib import Path

MARK = "\ufeff"
COLUMNS = ["name", "prompt", "negative_prompt"]
SIGNS = [
    "a",
    "B",
    "ж",
    "水",
    " ",
    ",",
    '"',
    '""',
    "\n",
    "\r\n",
    "{prompt}",
    "#",
    "---",
    ";",
    "'",
    "\t",
]
Style = tuple[str, str, str]


def is_divider(name: str) -> bool:
    return name.strip().startswith(("#", "---"))


def folded(name: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in name.strip())


def read(file: str) -> list[Style]:
    """What the web UI reads, without what says nothing; of two of one name the later counts."""
    styles: dict[str, Style] = {}
    lines = io.StringIO(file.removeprefix(MARK), newline="")
    for row in csv.DictReader(lines, skipinitialspace=True):
        prompt = row["prompt"] if "prompt" in row else row["text"]
        style = (row["name"], prompt or "", row.get("negative_prompt") or "")
        if not is_divider(style[0]) and (style[1] or style[2]):
            styles[folded(style[0])] = style
    return list(styles.values())


def written(styles: list[Style]) -> str:
    """What the web UI writes, as text: its encoding is utf-8-sig."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, fieldnames=COLUMNS)
    writer.writeheader()
    writer.writerows(dict(zip(COLUMNS, style, strict=True)) for style in styles)
    return MARK + file.getvalue()


def draw_text(source: random.Random, longest: int) -> str:
    return "".join(source.choices(SIGNS, k=source.randrange(longest)))


def draw_name(source: random.Random) -> str:
    text = draw_text(source, 5).replace("\r", "").replace("\n", "")
    return source.choice(["", "", "# ", "--- "]) + "n" + text


def draw_styles(source: random.Random) -> list[Style]:
    count = source.randrange(6)
    return [(draw_name(source), draw_text(source, 8), draw_text(source, 8)) for _ in range(count)]


def draw_file(source: random.Random) -> str:
    columns = source.choice(
        [
            COLUMNS,
            COLUMNS[:2],
            ["name", "text"],
            ["negative_prompt", "prompt", "name"],
            ["rating", "name", "note", "prompt", "negative_prompt"],
        ]
    )
    file = io.StringIO(newline="")
    writer = csv.writer(
        file,
        quoting=source.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        lineterminator=source.choice(["\n", "\r\n"]),
    )
    writer.writerow(columns)
    for name, prompt, negative in draw_styles(source):
        values = {"name": name, "prompt": prompt, "text": prompt, "negative_prompt": negative}
        writer.writerow([values.get(column, "5") for column in columns])
        file.write(source.choice(["", "", "", "\n", "\r\n"]))
    text = file.getvalue()
    if source.random() < 0.2:
        text = text.removesuffix("\n").removesuffix("\r")
    return source.choice(["", MARK]) + text


FILES = [
    "",
    "name,prompt,negative_prompt\r\n",
    "name,text\nold,ink\n",
    'name, prompt, negative_prompt\nink, "ink, wet", "colour"\n',
    'name,prompt,negative_prompt\nsize,a 12" print,\n',
    "name,prompt,negative_prompt\nshort,ink\nshorter\n\n\nlast,ink,rain",
    'name,prompt,negative_prompt\nquotes,"say ""ah""",""""\n',
    "name,prompt,negative_prompt\n# a comment,x,y\n---- mine ----,x,\nno,,\nnegative only,,rain\n",
    "name,prompt,negative_prompt\nInk,first,\nother,o,\nink ,second,\n",
    'name,prompt,negative_prompt\r\nlines,"a\r\nb\nc",\r\n',
]


def same_style(style: Style) -> bool:
    """Whether the web UI reads back what it writes: it loses blanks at the front."""
    return not is_divider(style[0]) and not any(text.startswith(" ") for text in style)


def cases() -> dict:
    source = random.Random(2026)
    files = FILES + [draw_file(source) for _ in range(60)]
    result = {
        "versions": {"python": platform.python_version()},
        "read": [{"file": file, "styles": read(file)} for file in files],
        "written": [],
    }
    for _ in range(40):
        styles = [s for s in draw_styles(source) if same_style(s) and (s[1] or s[2])]
        styles = list({folded(style[0]): style for style in styles}.values())
        file = written(styles)
        assert read(file) == styles, file
        result["written"].append({"styles": styles, "file": file})
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "data")
    folder = parser.parse_args().output
    text = json.dumps(cases(), indent=1)
    (folder / "styles_csv.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
