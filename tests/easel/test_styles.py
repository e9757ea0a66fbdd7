"""The painting styles change the technique and keep the picture."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from scenes.scene import COLOURS, STYLES, STYLES_WITHOUT_COLOUR
from scenes.styles import apply_style

SIZE = 128
BACKGROUND = (132, 134, 138)
HUES = [name for name in COLOURS if name != "white"]


def picture_of(colour: tuple[int, int, int], size: int = SIZE) -> np.ndarray:
    """A square of the colour on a mid grey that grows lighter downwards."""
    shade = np.linspace(-30, 30, size)[:, None, None]
    picture = np.clip(np.full((size, size, 3), BACKGROUND) + shade, 0, 255).astype(np.uint8)
    picture[size // 3 : 2 * size // 3, size // 3 : 2 * size // 3] = colour
    return picture


def painted(picture: np.ndarray, style: str, seed: int = 0) -> np.ndarray:
    return apply_style(picture, style, np.random.default_rng(seed))


def inside(picture: np.ndarray) -> np.ndarray:
    """The mean colour of the square, away from its edges."""
    size = picture.shape[0]
    middle = slice(size * 7 // 16, size * 9 // 16)
    return picture[middle, middle].reshape(-1, 3).mean(0)


def hue_angle(first: np.ndarray, second: np.ndarray) -> float:
    hues = [colorsys.rgb_to_hsv(*(colour / 255))[0] for colour in (first, second)]
    apart = abs(hues[0] - hues[1]) * 360
    return min(apart, 360 - apart)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", (128, 192, 256))
def test_result_is_a_picture_of_the_same_size(style: str, size: int) -> None:
    picture = picture_of(COLOURS["red"], size)
    before = picture.copy()
    result = painted(picture, style)
    assert result.dtype == np.uint8
    assert result.shape == picture.shape
    assert np.array_equal(picture, before), "the given picture was painted over"


@pytest.mark.parametrize("style", STYLES)
def test_same_seed_gives_same_picture(style: str) -> None:
    picture = picture_of(COLOURS["blue"])
    assert np.array_equal(painted(picture, style, 3), painted(picture, style, 3))


@pytest.mark.parametrize("style", STYLES)
def test_variants_are_a_small_fixed_set(style: str) -> None:
    picture = picture_of(COLOURS["blue"])
    assert len({painted(picture, style, seed).tobytes() for seed in range(24)}) <= 4


def test_plain_is_the_picture_itself() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (SIZE, SIZE, 3), dtype=np.uint8)
    assert np.array_equal(painted(picture, "plain"), picture)


@pytest.mark.parametrize("style", [style for style in STYLES if style != "plain"])
def test_every_other_style_changes_the_picture(style: str) -> None:
    picture = picture_of(COLOURS["green"])
    change = np.abs(painted(picture, style).astype(int) - picture).mean()
    assert change > 4


@pytest.mark.parametrize("style", [style for style in STYLES if style not in STYLES_WITHOUT_COLOUR])
@pytest.mark.parametrize("colour", HUES)
def test_colours_keep_their_hue(style: str, colour: str) -> None:
    result = inside(painted(picture_of(COLOURS[colour]), style))
    assert hue_angle(result, np.array(COLOURS[colour])) < 40
    assert result.max() - result.min() > 60, f"{colour} has become grey: {result}"


@pytest.mark.parametrize("style", ("oil", "watercolor", "pixel"))
def test_white_stays_white(style: str) -> None:
    result = inside(painted(picture_of(COLOURS["white"]), style))
    assert result.min() > 215
    assert result.max() - result.min() < 25


def test_cyberpunk_turns_white_to_white_cyan() -> None:
    red, green, blue = inside(painted(picture_of(COLOURS["white"]), "cyberpunk"))
    assert green > 180 and blue > 180
    assert red < min(green, blue)


@pytest.mark.parametrize("colour", HUES)
def test_cyberpunk_is_dark_with_a_shining_subject(colour: str) -> None:
    picture = picture_of(COLOURS[colour])
    result = painted(picture, "cyberpunk")
    assert result.mean() < 0.75 * picture.mean()
    corner = result[:16, :16].reshape(-1, 3).mean(0)
    assert corner.max() < 100
    assert inside(result).max() > 1.5 * corner.max()


def test_pencil_is_grey_on_light_paper() -> None:
    result = painted(picture_of(COLOURS["red"]), "pencil").astype(int)
    assert (result.max(-1) - result.min(-1)).max() <= 8, "paper may be warm, graphite has no colour"
    assert 140 < result.mean() < 235


def test_pencil_hatches_darker_tones_more() -> None:
    tones = [inside(painted(picture_of((tone,) * 3), "pencil")).mean() for tone in (235, 110, 12)]
    assert tones[0] > tones[1] + 15 > tones[2] + 30


def test_pencil_hatching_has_the_period_of_the_latent_grid() -> None:
    result = painted(picture_of((12, 12, 12)), "pencil")[56:72, 56:72].astype(int)
    assert np.abs(result[:8, :8] - result[8:, 8:]).max() <= 6


@pytest.mark.parametrize("size", (128, 192, 256))
def test_pixel_art_is_made_of_blocks_of_few_colours(size: int) -> None:
    ramps = np.indices((size, size)).transpose(1, 2, 0) * 255 // size
    picture = np.concatenate((ramps, 255 - ramps[..., :1]), -1).astype(np.uint8)
    result = painted(picture, "pixel")
    blocks = result.reshape(size // 4, 4, size // 4, 4, 3)
    assert np.array_equal(blocks, np.broadcast_to(blocks[:, :1, :, :1], blocks.shape))
    assert 8 < len(np.unique(result.reshape(-1, 3), axis=0)) <= 48


def test_watercolor_leaves_white_paper_around() -> None:
    result = painted(picture_of(COLOURS["blue"]), "watercolor")
    frame = np.concatenate((result[0], result[-1], result[:, 0], result[:, -1]))
    assert frame.min() > 215
    assert result[20:30, 20:30].mean() < 215


def test_unknown_style_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="style: expected one of plain, oil, .*, got 'fresco'"):
        painted(picture_of(COLOURS["red"]), "fresco")
