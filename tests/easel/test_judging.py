"""The judge and what is measured with it, on pictures for which the answer is known."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from judging.augment import augment, blur, degrade, warp
from judging.bootstrap import estimate
from judging.bundle import Bundle
from judging.effect import CHANGE, JUDGE_FIGURES, Effect, falls, highest_harmless
from judging.judge import Judge, load_judge, save_judge
from judging.judged import judged
from judging.labels import QUESTIONS, UNANSWERABLE, answers, mirrored
from judging.measures import contrast_kept, psnr, spectrum_ratio, thin_parts
from judging.neighbours import apart, copy_rows, look_at, nearest
from judging.network import SIDE, JudgeNet
from judging.own_pictures import own_scene
from judging.own_pictures import test_scene as judge_test_scene
from judging.program import Program, Request
from judging.retrieval import retrieval
from judging.sheet import GAP, Sheet
from judging.sources import command_again, evaluation_scenes, requests_for
from judging.stage import captions, question_loss
from judging.tensors import to_tensor
from judging.variants import Scales, Variant, own_variant, relative_variants
from judging.words import LENGTH, PADDING, UNKNOWN, Reader, vocabulary
from safetensors import safe_open
from scenes.captions import prompt_of
from scenes.paint import paint
from scenes.scene import is_held_out
from torch.nn import functional as F
from training.errors import TrainingError
from training.scene_file import held_out_at, scene_at

ROOT = Path(__file__).resolve().parents[2]
EASEL = ROOT / "models" / "easel"
torch.set_num_threads(1)  # the network is small
FAKE_PROGRAM = """#!{python}
import json, sys
import numpy as np
from PIL import Image
arguments = sys.argv[1:]
if arguments == ["--version"]:
    print("Maulstick 0")
    sys.exit()
value = lambda name: arguments[arguments.index(name) + 1]
if value("--prompt") == "broken":
    print("error: broken (prompt): expected a whole one, got none", file=sys.stderr)
    sys.exit(2)
with open("{calls}", "a") as calls:
    calls.write(value("--prompt") + "\\n")
Image.fromarray(np.full((8, 8, 3), int(value("--seed")), np.uint8)).save(value("--output"))
print(json.dumps({{"losses": {{"clip": 0.5}}, "seconds": 1, "output": value("--output")}}))
"""


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Untrained, but it answers."""
    torch.manual_seed(0)
    prompts = [prompt_of(scene) for scene in evaluation_scenes(40)]
    reader = Reader(vocabulary(prompts, at_least=1))
    return Judge(JudgeNet(reader.size), reader)


@pytest.fixture(scope="module")
def drawn() -> list[np.ndarray]:
    return [paint(own_scene(index), 64) for index in range(12)]


# What is asked and answered.


def test_flipped_scenes_swap_left_and_right() -> None:
    scene = replace(own_scene(0), position="left")
    assert mirrored(scene).position == "right"
    assert mirrored(mirrored(scene)) == scene


def test_colour_is_not_asked_where_the_style_hides_it() -> None:
    scene = replace(own_scene(0), subject="car", colour="red", style="oil")
    assert QUESTIONS["colour"][answers(scene)["colour"]] == "red"
    assert answers(replace(scene, style="pencil"))["colour"] == UNANSWERABLE
    tree = replace(scene, subject="tree", colour=None)
    assert QUESTIONS["colour"][answers(tree)["colour"]] == "none"


def test_no_two_streams_of_scenes_are_one() -> None:
    streams = (scene_at, held_out_at, own_scene, judge_test_scene)
    lists = [{stream(index).seed for index in range(40)} for stream in streams]
    lists.append({scene.seed for scene in evaluation_scenes(40)})
    assert len(set.union(*lists)) == 40 * len(lists)
    assert all(is_held_out(scene) for scene in evaluation_scenes(40))


def test_words_unknown_and_too_many() -> None:
    reader = Reader(vocabulary(["A red cat", "a RED dog", "a red cat."], at_least=2))
    assert reader.words == ["a", "cat", "red"]
    row = reader.read(["Red unicorn!", "a " * 100])
    assert row[0, :3].tolist() == [4, UNKNOWN, PADDING]
    assert row.shape == (2, LENGTH) and (row[1] == 2).all()


def test_wrong_captions_are_wrong() -> None:
    scenes = [own_scene(index) for index in range(60)]
    right, wrong = captions(scenes, np.random.default_rng(0))
    assert len(right) == 60 and 15 < len(wrong) < 45
    assert not set(right) & set(wrong)


# The network.


def test_the_judge_is_the_same_after_saving(
    judge: Judge, drawn: list[np.ndarray], tmp_path: Path
) -> None:
    save_judge(judge.network, judge.reader, tmp_path / "judge.safetensors")
    again = load_judge(tmp_path / "judge.safetensors")
    assert again.reader.words == judge.reader.words
    before, after = judge.look(drawn), again.look(drawn)
    assert torch.allclose(before.features, after.features, atol=5e-3)
    assert torch.allclose(judge.read(["red cat"]), again.read(["red cat"]), atol=5e-3)
    assert (tmp_path / "judge.safetensors").stat().st_size < 3_000_000


def test_the_network_learns_a_handful_of_pictures(drawn: list[np.ndarray]) -> None:
    torch.manual_seed(0)
    network = JudgeNet(10)
    scenes = [own_scene(index) for index in range(len(drawn))]
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3)
    losses = []
    for _ in range(10):
        loss = question_loss(network, network.eye(to_tensor(drawn[:4])), scenes[:4])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.7 * losses[0]


# Augmentations.


def test_augmented_pictures_are_pictures(drawn: list[np.ndarray]) -> None:
    pictures = to_tensor(drawn)
    once = augment(pictures, 1.0, torch.Generator().manual_seed(1))
    again = augment(pictures, 1.0, torch.Generator().manual_seed(1))
    assert torch.equal(once, again)
    assert once.shape == pictures.shape and once.min() >= 0 and once.max() <= 1
    assert 0.01 < (once - pictures).abs().mean() < 0.25
    half = augment(pictures, 0.5, torch.Generator().manual_seed(1))
    untouched = (half == pictures).flatten(1).all(1).float().mean()
    assert 0.2 < untouched < 0.8


def test_warping_moves_things_a_little_only() -> None:
    dot = torch.zeros(16, 3, SIDE, SIDE)
    dot[:, :, 60:68, 60:68] = 1
    moved = warp(dot, torch.Generator().manual_seed(2))[:, 0]
    along = torch.arange(SIDE) - 63.5
    x = (moved * along).sum((1, 2)) / moved.sum((1, 2))
    assert 1 < x.abs().max() < 0.12 * SIDE


def test_blur_keeps_flat_parts_and_softens_lines() -> None:
    flat = torch.full((1, 3, 16, 16), 0.4)
    assert torch.allclose(blur(flat, torch.tensor([1.0])), flat, atol=1e-5)
    line = torch.zeros(1, 3, 16, 16)
    line[..., 8] = 1
    assert 0.35 < blur(line, torch.tensor([1.0]))[0, 0, 8, 8] < 0.45
    assert degrade(line, torch.Generator().manual_seed(0)).shape == line.shape


# Measures.


def test_retrieval_counts_only_the_best() -> None:
    captions = F.normalize(torch.randn(20, 8, generator=torch.Generator().manual_seed(0)), dim=1)
    assert retrieval(captions, captions, 20).mean() == 1
    assert retrieval(captions.roll(1, 0), captions, 20).mean() == 0
    twice = torch.cat([captions, captions])
    assert retrieval(twice, twice, 20).mean() == 1  # equal captions are no rivals
    with pytest.raises(ValueError, match="expected 21 different captions, got 20"):
        retrieval(twice, twice, 21)


def test_psnr_of_a_known_error() -> None:
    picture = torch.full((1, 3, 8, 8), 0.5)
    assert psnr(picture + 0.1, picture).item() == pytest.approx(20, abs=1e-3)


def test_spectrum_ratio_of_flat_and_of_noisy_pictures() -> None:
    noise = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    assert spectrum_ratio(torch.full((1, 3, 64, 64), 0.5)).item() == pytest.approx(0, abs=1e-4)
    assert spectrum_ratio(noise).item() > spectrum_ratio(blur(noise, torch.tensor([1.0]))).item()


def test_thin_lines_lose_contrast_when_blurred() -> None:
    picture = torch.zeros(1, 3, 64, 64)
    picture[..., 20:22] = 1
    picture[..., 40:60] = 1  # broad: not thin
    mask = thin_parts(picture)[0]
    assert mask[:, 20:22].all() and not mask[:, 24:].any()
    assert contrast_kept(picture, picture).item() == pytest.approx(1)
    kept = contrast_kept(blur(picture, torch.tensor([1.0])), picture).item()
    assert 0.5 < kept < 0.8


def test_standard_errors_are_those_of_prompts() -> None:
    rng = np.random.default_rng(0)
    by_prompt = rng.normal(3, 2, (400, 1))
    same = estimate(np.repeat(by_prompt, 5, axis=1))
    assert same.mean == pytest.approx(by_prompt.mean())
    assert same.error == pytest.approx(2 / 20, rel=0.15)
    assert estimate(np.array([[1.0, np.nan], [np.nan, 3.0]])).mean == 2
    assert np.isnan(estimate(np.full((3, 1), np.nan)).mean)


def test_copies_are_found(judge: Judge, drawn: list[np.ndarray]) -> None:
    training, new = look_at(drawn[:8], judge), look_at(drawn[8:], judge)
    copies = nearest(look_at([drawn[3], drawn[9]], judge), training)
    assert copies.pixels[0] < 1e-3 < copies.pixels[1]
    assert copies.features[0] < 1e-5
    rows = copy_rows(copies, nearest(new, training), 8)
    assert rows[-1].measured == "1" and rows[-1].met is False
    assert apart(training, training).pixels.max() == 0


def test_the_judge_is_asked_once_a_picture(judge: Judge) -> None:
    scenes = evaluation_scenes(40)
    pictures = [np.full((16, 16, 3), index, np.uint8) for index in range(80)]
    figures = judged(judge, pictures, scenes)
    assert {values.shape for values in figures.values()} == {(40, 2)}
    assert np.isnan(figures["colour"]).any() and not np.isnan(figures["subject"]).any()


# Ways of guiding.


def effect(name: str, strength: float | None, subject: np.ndarray) -> Effect:
    figures = {figure: np.ones((50, 1)) for figure in JUDGE_FIGURES}
    return Effect(Variant(name, (), strength), figures | {"subject": subject, CHANGE: subject})


def test_the_highest_harmless_strength_comes_before_the_first_fall() -> None:
    right, wrong = np.ones((50, 1)), np.ones((50, 1))
    wrong[:10] = 0
    one_lucky = right.copy()
    one_lucky[0] = 0  # one picture of fifty is noise
    base = effect("unguided", None, right)
    tried = [
        effect("8", 8, one_lucky),
        effect("4", 4, right),
        effect("16", 16, wrong),
        effect("20", 20, right),
        effect("reference", None, wrong),
    ]
    assert falls(tried[2], base) == ["subject"]
    best = highest_harmless(tried, base)
    assert best is not None and best.variant.strength == 8
    assert highest_harmless(tried[2:], base) is None


def test_variants_as_options() -> None:
    scales = Scales(200, 30, 10, ("--every", "3"))
    variants = relative_variants(scales, (8, 4), 6)
    assert [variant.strength for variant in variants] == [None, None, None, 4, 8]
    assert variants[0].options[-8:] == (
        "--clip",
        "200",
        "--frequency",
        "0",
        "--composition",
        "0",
        "--every",
        "3",
    )
    assert own_variant("late=--start 0.5").options == ("--start", "0.5")
    with pytest.raises(TrainingError, match="expected NAME=OPTIONS"):
        own_variant("--start 0.5")


# The program.


@pytest.fixture
def program(tmp_path: Path) -> Program:
    executable = tmp_path / "maulstick"
    executable.write_text(FAKE_PROGRAM.format(python=sys.executable, calls=tmp_path / "calls"))
    executable.chmod(executable.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "manifest.json").write_text("{}")
    return Program(executable, tmp_path, tmp_path / "kept", processes=2)


def test_pictures_are_painted_once_for_each_bundle(program: Program, tmp_path: Path) -> None:
    requests = [Request("one", 1), Request("two", 2)]
    paintings = program.paint_all(requests, "test")
    assert [painting.pixels[0, 0, 0] for painting in paintings] == [1, 2]
    assert paintings[0].result == {"losses": {"clip": 0.5}, "seconds": 1}
    program.paint_all([*requests, Request("two", 3)], "test")
    calls = tmp_path / "calls"
    assert sorted(calls.read_text().split()) == ["one", "two", "two"]
    (tmp_path / "manifest.json").write_text(json.dumps({"other": 1}))
    program.paint_all(requests[:1], "test")
    assert sorted(calls.read_text().split()) == ["one", "one", "two", "two"]


def test_the_programs_own_error_is_told(program: Program) -> None:
    with pytest.raises(TrainingError, match="got error: broken"):
        program.paint_all([Request("broken", 1)], "test")
    absent = replace(program, executable=Path("no-such-program"))
    with pytest.raises(TrainingError, match="expected the built maulstick"):
        absent.paint_all([Request("one", 1)], "test")


def test_reports_name_no_place_of_this_machine() -> None:
    arguments = ["--work", "/a/b", "--prompts", "9", "--judge=/c", "--output", "docs/x.md"]
    assert command_again("e.py", arguments) == "e.py --prompts 9 --output docs/x.md"


def test_every_picture_has_noise_of_its_own() -> None:
    requests = requests_for(evaluation_scenes(30), 2)
    assert len({request.seed for request in requests}) == 60
    assert requests[0].prompt == requests[1].prompt != requests[2].prompt


def test_a_sheet_shows_pictures_twice_as_large(drawn: list[np.ndarray], tmp_path: Path) -> None:
    sheet = Sheet(["a", "b"], ["one", "two", "three"], drawn[:6]).draw()
    assert sheet.width > 2 * (128 + GAP) and sheet.height > 3 * (128 + GAP)


# The bundle, against what its exporter recorded.


def test_bundles_open_in_python_as_in_the_program() -> None:
    bundle = Bundle(EASEL)
    with safe_open(EASEL / "reference.safetensors", "pt") as file:
        pixels = file.get_tensor("clip_image/pixels")
        image, text = file.get_tensor("clip_image/output"), file.get_tensor("clip_text/output")
        picture = file.get_tensor("vae_encoder/image") / 2 + 0.5
        latents = file.get_tensor("vae_encoder/output")
        prompt = file.metadata()["prompt"]
    mean, std = (
        torch.tensor(bundle.manifest["clip"][name])[:, None, None] for name in ("mean", "std")
    )
    seen = bundle.embed_pictures(pixels * std + mean)
    assert torch.allclose(seen, F.normalize(image, dim=-1), atol=1e-4)
    assert torch.allclose(bundle.embed_captions([prompt]), F.normalize(text, dim=-1), atol=1e-4)
    wanted = bundle._decoder(latents[:, :4]) / 2 + 0.5
    assert torch.allclose(bundle.reconstruct(picture), wanted.clamp(0, 1), atol=1e-4)
