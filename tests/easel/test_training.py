"""Training goes on where it stopped, on scenes that may be trained on."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDPMScheduler
from maulstick_export.tokenizer_files import tokenizer_of
from render import render
from scenes.captions import prompt_of
from scenes.scene import is_held_out
from torch import Tensor, nn
from training import meanings, networks, settings, vae_loss, vae_stage
from training.chance import Chance
from training.clip_features import text_features
from training.clip_stage import captions_of
from training.errors import TrainingError
from training.growing_array import open_growing
from training.latents import encoder_fingerprint
from training.loop import train
from training.noise import layout_weights, signal_shares, timestep_weights
from training.pictures import open_pictures, to_signal
from training.questions import Questions, columns_of
from training.scene_file import (
    append_scenes,
    count_scenes,
    cut_partial_line,
    held_out_at,
    read_scenes,
    scene_at,
)
from training.schedule import average_decay, learning_rate
from training.settings import Recipe
from training.state import State, average_weights
from training.team import Team, work_together
from training.tokens import Tokens
from training.vae_stage import DecoderStage, PolishStage
from training.work import Work, write_atomically

RECIPE = Recipe(
    name="toy", samples=40, batch=2, batch_on_gpu=2, learning_rate=0.05, seed=9, warm_up=3
)
PROMPT_TOKENIZER = Path(__file__).resolve().parents[2] / "models/easel/tokenizer/prompt"


class ToyStage:
    """Learns a linear map from random numbers; `stop_at` is the step at which it is interrupted."""

    def __init__(self, team: Team, stop_at: int = -1) -> None:
        torch.manual_seed(0)
        self.module = nn.Linear(3, 1)
        self._team, self._stop_at, self._steps = team, stop_at, 0

    def loss(self, count: int, chance: Chance, share: float) -> Tensor:
        self._team.asked_to_stop = self._steps == self._stop_at
        self._steps += 1
        inputs = torch.randn((count, 3), generator=chance.tensors)
        wanted = inputs.sum(1, keepdim=True) + chance.numbers.normal()
        return (self.module(inputs) - wanted).square().mean()

    def validate(self, average: nn.Module) -> str:
        return "none"

    def preview(self, average: nn.Module, path: Path) -> None:
        path.write_bytes(b"")


def team_of_one() -> Team:
    return Team(0, 1, torch.device("cpu"))


def trained_toy(folder: Path, recipe: Recipe = RECIPE, stop_at: int = -1) -> State:
    team = team_of_one()
    return train(ToyStage(team, stop_at), recipe, team, Work(folder))


def test_an_interrupted_training_ends_with_the_same_weights(tmp_path: Path) -> None:
    whole = trained_toy(tmp_path / "whole")
    for stop_at in (7, 5):
        with pytest.raises(KeyboardInterrupt):
            trained_toy(tmp_path / "parts", stop_at=stop_at)
    parts = trained_toy(tmp_path / "parts")
    assert whole.samples == parts.samples == RECIPE.samples
    for name, weight in whole.module.state_dict().items():
        assert torch.equal(weight, parts.module.state_dict()[name])
        assert torch.equal(whole.average.state_dict()[name], parts.average.state_dict()[name])


def test_a_finished_training_can_be_made_longer(tmp_path: Path) -> None:
    trained_toy(tmp_path)
    assert trained_toy(tmp_path).step == 20
    assert trained_toy(tmp_path, replace(RECIPE, samples=60)).step == 30


def test_a_checkpoint_of_another_network_is_refused(tmp_path: Path) -> None:
    trained_toy(tmp_path)
    state = State.fresh(nn.Linear(4, 1), RECIPE)
    with pytest.raises(TrainingError, match="unsuitable checkpoint"):
        state.load(tmp_path / "toy.pt")


def target_of_rank(team: Team, folder: Path) -> None:
    """Each process pulls a weight towards its own number."""
    weight = nn.Parameter(torch.zeros(2))
    (weight - team.rank * torch.tensor([1.0, 3.0])).square().sum().backward()
    goes_on = not team.average_gradients([weight])
    team.asked_to_stop = team.rank == 1
    stopped = team.average_gradients([weight])
    result = [*weight.grad.tolist(), goes_on, stopped]
    (folder / f"{team.rank}.json").write_text(json.dumps(result))


def test_two_processes_share_gradients_and_stop_together(tmp_path: Path) -> None:
    work_together(partial(target_of_rank, folder=tmp_path), processes=2)
    for rank in (0, 1):
        # -2 · target, averaged over the targets 0 and (1, 3)
        assert json.loads((tmp_path / f"{rank}.json").read_text()) == [-1.0, -3.0, True, True]


@pytest.mark.parametrize(
    ("samples", "step", "expected"),
    [
        (0, 0, 1 / 3),
        (0, 1, 2 / 3),
        (0, 2, 1.0),
        (20, 10, 0.01 + 0.99 * 0.5),
        (40, 20, 0.01),
        (80, 40, 0.01),
    ],
)
def test_learning_rate(samples: int, step: int, expected: float) -> None:
    assert learning_rate(RECIPE, samples, step) == pytest.approx(0.05 * expected)


def test_learning_rate_stretches_with_the_length() -> None:
    longer = replace(RECIPE, samples=400)
    assert learning_rate(longer, 100, 50) == pytest.approx(learning_rate(RECIPE, 10, 50))


def test_learning_rate_holds_until_it_falls() -> None:
    recipe = replace(RECIPE, decay=0.25)
    shares = [learning_rate(recipe, samples, 20) / 0.05 for samples in (10, 29, 35, 40)]
    assert shares == pytest.approx([1.0, 1.0, 0.01 + 0.99 * 0.5, 0.01])


def test_the_average_reaches_as_far_with_any_batch() -> None:
    recipe = replace(RECIPE, samples=1_000_000)
    small = average_decay(recipe, 16, 100_000, 10_000)
    large = average_decay(recipe, 512, 100_000, 10_000)
    assert large == pytest.approx(small**32)
    assert average_decay(recipe, 16, 700_000, 10_000) > small
    assert average_decay(recipe, 16, 0, 0) == pytest.approx(1 / 15)


def test_the_average_follows_the_weights() -> None:
    state = State.fresh(nn.Linear(1, 1), RECIPE)
    before = state.average.weight.clone()
    state.module(torch.ones(1, 1)).sum().backward()
    state.apply_gradients(2)
    moved = state.module.weight - before
    assert moved.abs() > 0
    assert torch.allclose(state.average.weight, before + moved * 14 / 15)


def test_chance_depends_on_seed_step_and_process_only() -> None:
    like = torch.zeros(4)
    first = Chance.of_step(1, 2, 0).normal_like(like)
    assert torch.equal(first, Chance.of_step(1, 2, 0).normal_like(like))
    for other in ((2, 2, 0), (1, 3, 0), (1, 2, 1)):
        assert not torch.equal(first, Chance.of_step(*other).normal_like(like))


def test_no_training_scene_is_held_out() -> None:
    assert not any(is_held_out(scene_at(index)) for index in range(500))
    assert all(is_held_out(held_out_at(index)) for index in range(100))


def test_pictures_do_not_depend_on_when_they_are_painted(tmp_path: Path) -> None:
    options = Namespace(work=tmp_path / "a", count=3, seed=7, processes=1)
    for count in (2, 5):
        options.count = count
        render(options)
    whole = Namespace(work=tmp_path / "b", count=5, seed=7, processes=1)
    render(whole)
    works = Work(tmp_path / "a"), Work(tmp_path / "b")
    grown, at_once = (np.load(work.pictures) for work in works)
    assert grown.shape == (5, settings.SIZE, settings.SIZE, 3)
    assert grown.std(axis=(1, 2, 3)).min() > 0
    assert np.array_equal(grown, at_once)
    assert read_scenes(works[0].scenes) == [scene_at(index, 7) for index in range(5)]


def test_half_a_line_is_no_scene(tmp_path: Path) -> None:
    path = tmp_path / "scenes.jsonl"
    append_scenes(path, [scene_at(0), scene_at(1)])
    path.write_bytes(path.read_bytes() + b'{"subject": "ci')
    assert count_scenes(path) == 2
    cut_partial_line(path)
    append_scenes(path, [scene_at(2)])
    assert read_scenes(path) == [scene_at(index) for index in range(3)]


def test_growing_array_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "array.npy"
    open_growing(path, 3, (2,), np.float16)[:] = 5
    grown = open_growing(path, 100_000, (2,), np.float16)
    assert grown.shape == (100_000, 2)
    assert (grown[:3] == 5).all()
    assert (grown[3:] == 0).all()
    assert len(open_growing(path, 10, (2,), np.float16)) == 100_000
    with pytest.raises(TrainingError, match="array of another kind"):
        open_growing(path, 10, (3,), np.float16)


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def fail(temporary: Path) -> None:
        temporary.write_text("ne")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_token_ids_are_the_exporters(tmp_path: Path) -> None:
    config = {"tokenizer_class": "sentencepiece", "do_lower_case": True}
    config |= {"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 3}
    folder = tmp_path / "tokenizer"
    folder.mkdir()
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    model = (PROMPT_TOKENIZER / "tokenizer.model").read_bytes()
    (folder / "tokenizer.model").write_bytes(model)
    tokens, exported = Tokens(Work(tmp_path)), tokenizer_of(folder, settings.TEXT_LENGTH)
    for text in ("", "A RED Lighthouse, oil painting", "Überfluß ☂", "very " * 100):
        assert tokens([text]).tolist() == [exported.encode_padded(text)]


def test_noise_schedule_is_stable_diffusions() -> None:
    scheduler = DDPMScheduler(1000, 0.00085, 0.012, "scaled_linear")
    shares = signal_shares()
    assert torch.allclose(shares, scheduler.alphas_cumprod, atol=1e-6)
    weights = timestep_weights(shares)
    assert weights[-1] == 1
    assert torch.isclose(weights[0], 5 * (1 - shares[0]) / shares[0])


def test_layout_weights_grow_with_the_noise_up_to_a_limit() -> None:
    shares = torch.tensor([0.9999, 0.8, 0.5, 0.2, 0.001])
    weights = layout_weights(shares)
    assert torch.allclose(weights[:4], torch.tensor([0.01, 0.5, 1.0, 2.0]), atol=1e-4)
    assert weights[4] == settings.LAYOUT_WEIGHT_LIMIT


def test_wrong_captions_are_wrong() -> None:
    scenes = [scene_at(index) for index in range(60)]
    right, wrong, named = captions_of(scenes, np.random.default_rng(0))
    canonical = [prompt_of(scene) for scene in scenes]
    assert all(a == b for a, b, whole in zip(canonical, right, named, strict=True) if whole)
    assert not any(a == b for a, b in zip(canonical, wrong, strict=True))
    assert 10 < sum(a == b for a, b in zip(canonical, right, strict=True)) < 50


def test_what_follows_the_end_token_has_no_influence() -> None:
    clip = networks.new_clip(vocabulary=40, seed=1).eval()
    ids = torch.full((2, settings.TEXT_LENGTH), settings.PAD)
    ids[:, 0] = settings.START
    ids[0, 1:4], ids[1, 1:9] = 7, 12
    with torch.no_grad():
        whole = clip.get_text_features(input_ids=ids).pooler_output
        whole = nn.functional.normalize(whole, dim=-1)
        assert torch.allclose(text_features(clip, ids), whole, atol=1e-5)


def test_picture_loss_falls_with_likeness() -> None:
    generator = torch.Generator().manual_seed(0)
    wanted = torch.rand((2, 3, 32, 32), generator=generator) * 2 - 1
    worse, better = wanted + 0.2, wanted + 0.1

    def loss(made: Tensor) -> float:
        return vae_loss.picture_loss(made, wanted, settings.VAE_LOSS).item()

    assert loss(wanted) == pytest.approx(0, abs=1e-5)
    assert loss(worse) > loss(better) > 0
    half = torch.zeros(1, 3, 8, 8)
    assert vae_loss.psnr(half + 0.2, half).item() == pytest.approx(20, abs=1e-4)


def test_decoder_training_keeps_the_encoder(tmp_path: Path) -> None:
    work = Work(tmp_path)
    team = Team(1, 1, torch.device("cpu"))  # not the first, which would paint held-out pictures
    render(Namespace(work=tmp_path, count=2, seed=7, processes=1))
    State.fresh(networks.new_vae(seed=3), settings.VAE_RECIPE).save(work.checkpoint("vae"))
    stage = DecoderStage(work, team)
    recipe = replace(settings.DECODER_RECIPE, samples=2, batch=1)
    before = encoder_fingerprint(stage.module)
    state = train(stage, recipe, team, work)
    assert state.step == 2
    assert encoder_fingerprint(state.average) == encoder_fingerprint(state.module) == before
    started = average_weights(work.checkpoint("vae"))["decoder.conv_out.weight"]
    ended = state.module.decoder.conv_out.weight
    assert not torch.equal(started, ended)
    assert ended.isfinite().all()


def test_polishing_holds_the_latents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its weight they move less than without, and both parts learn."""
    work = Work(tmp_path)
    team = Team(1, 1, torch.device("cpu"))
    render(Namespace(work=tmp_path, count=2, seed=7, processes=1))
    State.fresh(networks.new_vae(seed=3), settings.VAE_RECIPE).save(work.checkpoint("vae"))
    picture = to_signal(open_pictures(work)[:1])
    recipe = replace(settings.POLISH_RECIPE, samples=4, batch=1, warm_up=0)

    def moved(held: float) -> float:
        monkeypatch.setattr(vae_stage, "LATENTS_HELD", held)
        stage = PolishStage(work, team)
        state = train(stage, recipe, team, work)
        started = average_weights(work.checkpoint("vae"))
        for name in ("encoder.conv_in.weight", "decoder.conv_out.weight"):
            assert not torch.equal(started[name], state.module.state_dict()[name])
        means = [vae.encode(picture).latent_dist.mean for vae in (stage.before, state.module)]
        return (means[1] - means[0]).square().mean().item()

    assert 0 < moved(100.0) < 0.5 * moved(0.0)


def test_questions_are_answered_from_one_pass_and_leave_the_painter_as_it_is() -> None:
    painter = networks.Painter(vocabulary=40, seed=1).train()
    names = set(painter.state_dict())
    questions = Questions(painter)
    scenes = [scene_at(index) for index in range(3)]
    named = torch.tensor([True, False, True])
    ids = torch.full((3, settings.TEXT_LENGTH), settings.PAD)

    def ask() -> torch.Tensor:
        context = painter.text_encoder(ids).last_hidden_state
        painter.unet(torch.zeros(3, 4, 16, 16), 500, context)
        return questions.error(scenes, named)

    error = ask()
    error.backward()
    for part in (painter.text_encoder.get_input_embeddings(), painter.unet.conv_in):
        assert any(weight.grad.abs().sum() > 0 for weight in part.parameters())
    assert torch.isclose(ask(), error)  # nothing of the first pass is left
    with torch.no_grad():
        named = torch.zeros(3, dtype=torch.bool)
        assert ask().isfinite()
        painter.eval()
        painter.text_encoder(ids)  # heard by nobody
    assert set(painter.state_dict()) == names


def test_meanings_can_be_read_only_where_they_are_written() -> None:
    scenes = [scene_at(index) for index in range(64)]
    asked = torch.ones(len(scenes))
    positions = [meanings.ATTRIBUTES["position"].index(scene.position) for scene in scenes]
    reader = meanings.Meanings(width=3)
    with torch.no_grad():
        reader.readers["position"].weight.copy_(20 * torch.eye(3))
    written = nn.functional.one_hot(torch.tensor(positions), 3).float()
    swapped_round = written.roll(1, dims=1)
    assert reader.error(written, scenes, asked) < reader.error(swapped_round, scenes, asked)
    asked[:] = 0
    assert reader.error(swapped_round, scenes, asked) == 0


def test_columns_are_where_the_subject_stands() -> None:
    scenes = [replace(scene_at(0), position=position) for position in ("left", "center", "right")]
    columns = columns_of(torch.zeros(3, 1, 4, 9), scenes)
    assert columns.argmax(-1).unique(dim=-1).flatten().tolist() == [2, 4, 6]
    assert columns.max() == 1
