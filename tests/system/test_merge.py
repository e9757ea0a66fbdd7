"""`maulstick merge`: what came of a batch, and its contact sheets."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from harness import BAD_VALUE, Outcome, Program, check_error
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from random_models import RandomModel

SOME_FAILED = 1
PAGE, GRID = "contact-sheet.html", "contact-sheet.png"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><svg onload=alert(1)>",
    "</p></figcaption><iframe src='https://example.com'>",
    "<!-- a",
    "javascript:alert(1)",
    "&lt;script&gt; &#60;b&#62;",
    "\u202egnp.exe\u202c",
    "水墨 ☕ {prompt}",
]


@dataclass
class Page(HTMLParser):
    """What a browser would make of a page: its elements and its text."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, tag: str, name: str) -> list[str]:
        return [v for t, n, v in self.attributes if (t, n) == (tag, name)]


TAGS = set(
    "html head meta title style body h1 h2 p div span table thead tbody tr th td figure figcaption"
    " a img b ul li".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class scope href src width height alt title".split()
)


def read_page(folder: Path) -> Page:
    """The page; nothing in it may be anything but what the program itself writes."""
    page = Page()
    page.feed((folder / PAGE).read_text(encoding="utf-8"))
    page.close()
    assert set(page.tags) <= TAGS, set(page.tags) - TAGS
    assert {name for _, name, _ in page.attributes} <= ATTRIBUTES
    assert all(uri.startswith("data:image/jpeg;base64,") for uri in page.values("img", "src"))
    assert all((folder / link).is_file() for link in page.values("a", "href"))
    policy = page.values("meta", "content")[0]
    assert "default-src 'none'" in policy and "script" not in policy
    return page


def picture(
    folder: Path, name: str, prompt: str = "a lake", size: tuple[int, int] = (64, 48)
) -> None:
    settings = PngInfo()
    text = f"{prompt}\nSteps: 10, Sampler: LMS, CFG scale: 8, Seed: 1, Size: 64x48"
    settings.add_itxt("parameters", text)
    colour = (sum(name.encode()) * 7 % 256, 90, 160)
    Image.new("RGB", size, colour).save(folder / f"{name}.png", pnginfo=settings)


def done(name: str, line: int, **more: object) -> dict:
    losses = {"clip": 0.7125, "frequency": 0.1, "composition": None}
    return {"id": name, "status": "done", "seed": 42, "losses": losses, "line": line} | more


def failed(name: str, line: int, error: str = "it could not be painted") -> dict:
    return {"id": name, "status": "failed", "error": error, "line": line}


def write_results(folder: Path, shard: int, *results: dict) -> None:
    lines = "".join(json.dumps(result) + "\n" for result in results)
    (folder / f"results-{shard}.jsonl").write_text(lines, encoding="utf-8")


def write_jobs(path: Path, *names: str) -> Path:
    path.write_text("".join(json.dumps({"id": n}) + "\n" for n in names), encoding="utf-8")
    return path


def check_incomplete(outcome: Outcome) -> dict:
    """Something is wanting: it is said, and the sheets are there all the same."""
    assert outcome.code == SOME_FAILED, outcome.err
    assert len(outcome.errors()) == 1 and "not complete" in outcome.err
    (summary,) = outcome.lines()
    return summary


def test_all_is_well(program: Program, tmp_path: Path) -> None:
    for number, name in enumerate(["a", "b", "c"]):
        picture(tmp_path, name)
        write_results(tmp_path, number, done(name, number + 1, style="ink"))
    outcome = program.run("merge", "--out", tmp_path)
    assert outcome.code == 0, outcome.err
    assert outcome.err == ""
    (summary,) = outcome.lines()
    assert summary == {
        "done": 3,
        "failed": [],
        "missing": [],
        "extra": [],
        "unreadable_lines": 0,
        "html": str(tmp_path / PAGE),
        "png": str(tmp_path / GRID),
    }
    page = read_page(tmp_path)
    assert page.values("a", "href") == ["a.png", "b.png", "c.png"]
    assert page.values("img", "alt") == ["a lake"] * 3
    text = " ".join(page.texts)
    for words in ("3 painted", "ink", "seed 42", "clip 0.7125", "frequency 0.1"):
        assert words in text, words
    # A second run replaces the sheets, and does not take them for pictures.
    again = program.run("merge", "--out", tmp_path)
    assert (again.code, again.out) == (0, outcome.out)
    assert not list(tmp_path.glob("*.tmp*"))


def test_pictures_of_the_page_and_the_grid(program: Program, tmp_path: Path) -> None:
    """The colours of the pictures, in their places: styles down, seeds across."""
    colours = {}
    results = []
    for row, style in enumerate(["ink", "oil"]):
        for column, seed in enumerate([5, 3, 9]):
            name = f"{style}-{seed}"
            colours[name] = (40 + 90 * row, 60 + 60 * column, 200)
            Image.new("RGB", (512, 512), colours[name]).save(tmp_path / f"{name}.png")
            results.append(done(name, len(results) + 1, style=style, seed=seed))
    write_results(tmp_path, 0, *results[::-1])
    assert program.run("merge", "--out", tmp_path).code == 0
    page = read_page(tmp_path)
    assert "table" in page.tags
    heads = [text for text in page.texts if text.startswith("seed ")]
    assert heads[:3] == ["seed 5", "seed 3", "seed 9"]
    order = [f"{style}-{seed}" for style in ("ink", "oil") for seed in (5, 3, 9)]
    assert page.values("a", "href") == [f"{name}.png" for name in order]
    for name, uri in zip(order, page.values("img", "src"), strict=True):
        with Image.open(io.BytesIO(base64.b64decode(uri.split(",")[1], validate=True))) as small:
            assert small.size == (256, 256)
            assert np.abs(np.array(small).mean((0, 1)) - colours[name]).max() < 4
    with Image.open(tmp_path / GRID) as grid:
        pixels = np.array(grid.convert("RGB")).reshape(-1, 3)
        assert grid.width > 3 * 256 and grid.height > 2 * 256
        across, down = grid.width / 3, grid.height // 2
        centre = [
            grid.getpixel((int((i % 3 + 0.5) * across), i // 3 * down + 120)) for i in range(6)
        ]
    assert centre == [colours[name] for name in order]
    assert (pixels < 60).all(1).sum() > 300, "no captions"


def test_what_is_wanting_is_told(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("a", "again", "stray"):
        picture(folder, name)
    (folder / "damaged.png").write_bytes((folder / "a.png").read_bytes()[:80])
    write_results(
        folder,
        0,
        done("a", 1),
        failed("again", 2),
        done("again", 2),
        failed("bad", 3, "<b>why</b>"),
        done("gone", 4),
        done("damaged", 5),
    )
    with (folder / "results-0.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id":"torn","status":"do')
    summary = check_incomplete(program.run("merge", "--out", folder))
    assert summary["done"] == 2
    assert [one["id"] for one in summary["failed"]] == ["bad", "damaged"]
    assert summary["failed"][0]["error"] == "<b>why</b>"
    assert summary["missing"] == ["gone"]
    assert summary["extra"] == ["stray.png"]
    assert summary["unreadable_lines"] == 1
    text = " ".join(read_page(folder).texts)
    for words in ("<b>why</b>", "gone", "stray.png", "cannot be read", "2 painted, 2 failed"):
        assert words in text, words

    jobs = write_jobs(tmp_path / "jobs.jsonl", "a", "again", "never", "a")
    summary = check_incomplete(program.run("merge", "--out", folder, "--jobs", jobs))
    assert summary["done"] == 2
    assert summary["missing"] == ["never"]
    assert [(one["id"], one["line"]) for one in summary["failed"]] == [("a", 4)]
    assert summary["extra"] == ["damaged.png", "stray.png"]


def test_hostile_texts_stay_texts(program: Program, tmp_path: Path) -> None:
    results = []
    for number, text in enumerate(HOSTILE):
        picture(tmp_path, f"h{number}", prompt=text)
        losses = {text: 0.5}
        results.append(done(f"h{number}", number + 1, style=text, losses=losses))
    results.append(failed("f", 99, HOSTILE[0]))
    results.append({"id": "../../etc/passwd", "status": "done"})
    results.append({"id": "a<b", "status": "failed"})
    write_results(tmp_path, 0, *results)
    (tmp_path / "<svg onload=alert(1)>.png").write_bytes(b"")
    summary = check_incomplete(program.run("merge", "--out", tmp_path))
    assert summary["unreadable_lines"] == 2
    page = read_page(tmp_path)
    shown = [text for text in HOSTILE if "\u202e" not in text]
    assert [alt for alt in page.values("img", "alt") if "gnp" not in alt] == shown
    everything = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "\u202e" not in everything


def test_thousands_of_pictures_fit(program: Program, tmp_path: Path) -> None:
    count = 1500
    Image.new("RGB", (300, 8), (9, 99, 9)).save(tmp_path / "p0.png")
    bytes_of_one = (tmp_path / "p0.png").read_bytes()
    for i in range(count):
        (tmp_path / f"p{i}.png").write_bytes(bytes_of_one)
    write_results(tmp_path, 0, *(done(f"p{i}", i + 1, seed=i, style="ink") for i in range(count)))
    outcome = program.run("merge", "--out", tmp_path)
    assert outcome.code == 0, outcome.err
    with Image.open(tmp_path / GRID) as grid:
        assert max(grid.size) < 8000
    assert len(read_page(tmp_path).values("img", "src")) == count


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "--out"),
        (("--out", ""), "empty"),
        (("--out", "{folder}"), "there are no results"),
        (("--out", "{folder}/nowhere"), "there are no results"),
        (("--out", "{results}", "--jobs", "{folder}/nowhere"), "nowhere"),
        (("--out", "{results}", "--jobs", "{folder}"), "a regular file"),
    ],
)
def test_refusals(program: Program, tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    results = tmp_path / "results"
    results.mkdir()
    write_results(results, 0)
    (tmp_path / "empty").mkdir()
    places = {"{folder}": str(tmp_path / "empty"), "{results}": str(results)}
    for mark, path in places.items():
        options = tuple(option.replace(mark, path) for option in options)
    outcome = program.run("merge", *options)
    check_error(outcome, BAD_VALUE)
    assert words in outcome.err


def test_from_prompts_to_a_sheet(program: Program, tiny: RandomModel, tmp_path: Path) -> None:
    """The three commands one behind the other."""
    styles = tmp_path / "mine.json"
    entry = {
        "name": "ink",
        "prompt": "ink of {prompt}",
        "negative_prompt": "colour",
        "guidance": {"clip": 300, "frequency": 60},
    }
    styles.write_text(json.dumps([entry]), encoding="utf-8")
    expanded = program.run(
        "expand",
        *("--prompt", "a {calm|wild} lake", "--style", "ink", "--style", "Watercolor"),
        *("--styles", styles, "--seeds", "3,4", "--steps", "10", "--frequency", "5"),
    )
    assert expanded.code == 0, expanded.err
    jobs = tmp_path / "jobs.jsonl"
    jobs.write_text(expanded.out, encoding="utf-8")
    out = tmp_path / "out"
    common = ("--jobs", jobs, "--out", out, "--styles", styles)
    painted = program.run("batch", *common, "--model", tiny.bundle, "--quiet", timeout=300)
    assert painted.code == 0, painted.err
    merged = program.run("merge", *common)
    assert merged.code == 0, merged.err
    (summary,) = merged.lines()
    assert (summary["done"], summary["extra"]) == (8, [])
    page = read_page(out)
    assert "table" in page.tags
    prompts = page.values("img", "alt")
    assert prompts.count("ink of a calm lake") == 2
    assert prompts.count("a wild lake, watercolor painting, soft wash, paper texture") == 2
    job = expanded.lines()[0]
    inspected = json.loads(program.run("inspect", out / f"{job['id']}.png").out)
    request = inspected["settings"]["request"]
    assert request["negative"] == "colour"
    assert request["clip"] == 300, "the guidance of the style is lost"
    assert request["frequency"] == 5, "what the job says itself counts first"
