"""Photographs of numbers: how they are made, and what is found in them on the way to the ink."""

import io

import numpy as np
import pytest
from PIL import Image

from nnlib import DataError, ShapeError, read_number
from nnlib.digits.mnist import read_embedded
from nnlib.reading.blobs import along_an_edge, find_blobs, is_frame
from nnlib.reading.finding import Search, find_ink, look, straighten
from nnlib.reading.paper import (
    dark_on_light,
    darkness,
    find_slope,
    highest,
    lowest,
    paper_brightness,
    printed_lines,
    shrink,
)
from nnlib.reading.photographs import CONDITIONS, KINDS, NOT_TOGETHER, photograph
from nnlib.reading.pictures import read_picture
from nnlib.reading.stages import reading_stages
from nnlib.reading.strings import number_picture

DIGITS = read_embedded().validation
NUMBER = number_picture("504192", DIGITS, 0)


def on_paper(number=NUMBER, around=20, times=4):
    """A number as dark ink on light paper, larger and with more paper around: float (h, w)."""
    picture = np.kron(np.pad(number.picture, around), np.ones((times, times)))
    return 230 - 200 * picture / 255


def found_in(picture):
    search = Search(np.asarray(picture, np.float32))
    look(search)
    return search


# How they are made


def test_a_photograph_is_a_jpeg_in_colour_400_to_1600_pixels_wide():
    for seed in range(5):
        image = Image.open(io.BytesIO(photograph("7", DIGITS, seed)))
        assert image.format == "JPEG"
        assert image.mode == "RGB"
        assert 400 <= image.width <= 1600
        assert 0.39 < image.height / image.width < 0.76


def test_the_same_seed_makes_the_same_photograph():
    first = photograph("504192", DIGITS, 5, "squared", "tilt")
    assert photograph("504192", DIGITS, 5, "squared", "tilt") == first
    assert photograph("504192", DIGITS, 6, "squared", "tilt") != first


def test_the_kinds_are_none_each_alone_and_all_pairs_that_go_together():
    assert len(KINDS) == len(set(KINDS)) == 1 + 9 + 36 - len(NOT_TOGETHER)
    assert not set(KINDS) & set(NOT_TOGETHER)
    assert {name for kind in KINDS for name in kind} == set(CONDITIONS)


def test_a_condition_that_is_none_is_named():
    with pytest.raises(DataError, match=r"'fog' is no condition\. There are: lined, squared"):
        photograph("7", DIGITS, 0, "fog")


def test_a_condition_that_a_star_took_apart_is_written_in_brackets():
    with pytest.raises(DataError, match=r"'p' is no condition.* write \['pencil'\], in brackets"):
        photograph("7", DIGITS, 0, *"pencil")
    with pytest.raises(DataError, match=r"'f' is no condition.*lined, squared(?!.*star)"):
        photograph("7", DIGITS, 0, *"fog")


def test_a_list_of_conditions_without_its_star_is_told_to_have_one():
    with pytest.raises(DataError, match=r"\['pencil'\] is no condition.* a star before the list"):
        photograph("7", DIGITS, 0, ["pencil"])


def grey(seed, *conditions):
    """A photograph of a 0 as grey values from 0 to 1."""
    image = Image.open(io.BytesIO(photograph("0", DIGITS, seed, *conditions))).convert("L")
    return np.asarray(image) / 255


def stroke(picture):
    """The mean lightness of the strokes, beside that of the paper."""
    paper = np.median(picture)
    return picture[picture < 0.75 * paper].mean() / paper


def test_conditions_are_seen_in_the_photographs():
    for seed in range(4):
        plain = grey(seed)
        corners = grey(seed, "light")[[0, 0, -1, -1], [0, -1, 0, -1]]
        assert corners.min() < 0.9 * np.median(grey(seed, "light"))
        assert np.median(plain) > 0.55
        assert stroke(grey(seed, "pencil")) > stroke(plain) + 0.1
        rim = grey(seed, "rim")
        edges = [np.median(edge) for edge in (rim[0], rim[-1], rim[:, 0], rim[:, -1])]
        assert 1 <= sum(edge < 0.35 for edge in edges) <= 2


# Blobs


def flooded(mask):
    """The blobs of a mask, found by flooding each from its first pixel: int (height, width)."""
    labels, n = np.zeros(mask.shape, int), 0
    for start in zip(*np.nonzero(mask), strict=True):
        if labels[start]:
            continue
        n, waiting = n + 1, [start]
        while waiting:
            row, column = waiting.pop()
            around = slice(max(row - 1, 0), row + 2), slice(max(column - 1, 0), column + 2)
            new = mask[around] & (labels[around] == 0)
            labels[around][new] = n
            rows, columns = np.nonzero(new)
            waiting += zip(rows + around[0].start, columns + around[1].start, strict=True)
    return labels


@pytest.mark.parametrize("seed", range(40))
def test_blobs_are_those_that_a_flood_finds(seed):
    rng = np.random.default_rng(seed)
    mask = rng.random(rng.integers(1, 40, 2)) < rng.uniform(0, 0.7)
    expected, blobs = flooded(mask), find_blobs(mask)
    n = expected.max()
    assert len(blobs.areas) == n
    pairs = set(zip(expected.ravel().tolist(), blobs.labels.ravel().tolist(), strict=True))
    assert len(pairs - {(0, 0)}) == n
    for i in range(n):
        rows, columns = np.nonzero(blobs.labels == i + 1)
        assert blobs.areas[i] == len(rows)
        box = [rows.min(), columns.min(), rows.max() + 1, columns.max() + 1]
        assert blobs.boxes[:, i].tolist() == box


def test_what_touches_a_corner_or_half_an_edge_lies_along_it():
    mask = np.zeros((20, 30), bool)
    mask[:, -2:] = True  # a desk at the right
    mask[5:10, 0] = True  # something short at the left
    mask[0, 3:8] = True  # and at the top
    blobs = find_blobs(mask)
    assert blobs.mask(along_an_edge(blobs))[:, -1].all()
    assert along_an_edge(blobs).sum() == 1


@pytest.mark.parametrize("open_side", [None, "right"])
def test_a_frame_is_what_is_around_another_blob(open_side):
    mask = np.zeros((40, 60), bool)
    mask[5:35, 5:55] = True
    mask[7:33, 7 : (60 if open_side else 53)] = False
    mask[12:28, 20:40] = True
    blobs = find_blobs(mask)
    assert is_frame(blobs).sum() == 1
    assert not blobs.mask(is_frame(blobs))[20, 30]


def test_a_zero_with_a_dot_inside_is_no_frame():
    mask = np.zeros((40, 60), bool)
    mask[5:35, 15:45] = True
    mask[9:31, 19:41] = False
    mask[18:22, 28:32] = True
    assert not is_frame(find_blobs(mask)).any()


# Paper


def test_the_highest_and_lowest_among_the_neighbours():
    a = np.random.default_rng(0).random((9, 12))
    rows, columns = np.indices(a.shape)
    for row, column in ((0, 0), (4, 5), (8, 11), (2, 10)):
        near = (abs(rows - row) <= 2) & (abs(columns - column) <= 2)
        assert highest(a, 2)[row, column] == a[near].max()
        assert lowest(a, 2)[row, column] == a[near].min()


@pytest.mark.parametrize("shape", [(2500, 1300), (3, 2500), (2500, 1)])
def test_a_shrunk_picture_has_the_means_of_blocks(shape):
    picture = np.random.default_rng(0).random(shape)
    small = shrink(picture, 1000)
    assert max(small.shape) <= 1000
    assert small[0, 0] == pytest.approx(picture[:3, :3].mean())
    assert shrink(small, 1000).shape == small.shape


def test_the_brightness_of_the_paper_is_found_under_ink_and_in_shadow():
    picture = on_paper()
    rows, columns = np.indices(picture.shape)
    light = 1 - 0.35 * ((rows / rows.max() - 0.5) ** 2 + (columns / columns.max() - 0.5) ** 2) * 2
    light[columns > 400] *= 0.6
    paper = paper_brightness(picture * light, 30)
    assert np.abs(paper / (230 * light) - 1).mean() < 0.02
    dark = darkness(picture * light, paper)
    assert np.quantile(dark[picture < 60], 0.05) > 0.8


@pytest.mark.parametrize("times", [1, 4])
def test_light_ink_on_dark_paper_is_turned_over(times):
    picture = on_paper(times=times)
    assert dark_on_light(picture) is picture
    assert np.allclose(dark_on_light(230 + 30 - picture), picture)


def ruled(slope, height=300, width=500, apart=40, thickness=3):
    """Lines of darkness 0.2: (height, width)."""
    rows, columns = np.indices((height, width))
    away = (rows - slope * columns) % apart
    return np.where(away < thickness, 0.2, 0.0)


@pytest.mark.parametrize("degrees", [-12, -3.3, 0, 7])
def test_printed_lines_and_their_slope_are_found_but_no_ink(degrees):
    slope = np.tan(np.radians(degrees))
    dark = ruled(slope)
    inked = np.zeros(dark.shape, bool)
    inked[120:180, 100:400:50] = True  # six dark bars
    dark[inked] = 0.9
    assert np.degrees(np.arctan(find_slope(dark))) == pytest.approx(degrees, abs=0.15)
    lines = printed_lines(dark, find_slope(dark), 0.9)
    middle = ruled(slope)[60:240]
    assert lines[60:240][middle > 0].mean() > 0.15
    assert lines[60:240][middle == 0].mean() < 0.02
    assert (0.9 - lines[inked]).min() > 0.6


def test_dark_ink_from_edge_to_edge_is_no_printed_line():
    dark = np.zeros((60, 90))
    dark[30:32] = 0.9
    assert not printed_lines(dark, 0.0, 0.9).any()


# From a photograph to ink


@pytest.mark.parametrize("number", ["7", "504192"])
@pytest.mark.parametrize("dark", [0, 60])
def test_a_dark_edge_is_no_ink(number, dark):
    plain = 255.0 - number_picture(number, DIGITS, 3).picture
    text = read_number(plain).text
    for edge in (np.s_[:, -1:], np.s_[:, :2], np.s_[-3:], np.s_[:1]):
        picture = plain.copy()
        picture[edge] = dark
        assert read_number(picture).text == text


def test_a_picture_cut_to_its_ink_is_still_read():
    picture = number_picture("72", DIGITS, 1, jitter=0).picture
    rows, columns = (np.flatnonzero(picture.any(axis=axis)) for axis in (1, 0))
    tight = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    assert read_number(tight).text == read_number(picture).text == "72"


def test_what_is_drawn_keeps_its_darkness():
    found = find_ink(NUMBER.picture)
    inked = found > 0
    assert inked.sum() > 500
    assert np.allclose(found[inked], NUMBER.picture[inked] / NUMBER.picture.max(), atol=0.01)


def test_a_blot_above_the_digits_is_left_out_as_it_would_make_them_small():
    picture = on_paper()
    clean = find_ink(picture)
    picture[16:32, 200:216] = 30  # as dark as a stroke, and no speck
    ink = find_ink(picture)
    assert not ink[16:32].any()
    assert np.array_equal(np.flatnonzero(ink.any(axis=1)), np.flatnonzero(clean.any(axis=1)))


def test_a_frame_and_dirt_are_left_out():
    picture = on_paper()
    expected = find_ink(picture) > 0.5
    picture[20:24, 20:-20] = picture[-24:-20, 20:-20] = 40
    picture[20:-20, 20:24] = picture[20:-20, -24:-20] = 40
    picture[40:43, 300:304] = 40
    assert ((find_ink(picture) > 0.5) == expected).mean() > 0.999
    assert found_in(picture).frame[22, 100]


def test_digits_that_hang_together_by_a_printed_line_are_no_frame():
    picture = on_paper()
    expected = find_ink(picture) > 0.5
    ruled_row = picture.shape[0] // 2 + 30  # through most of the digits
    row = picture[ruled_row : ruled_row + 3]
    row[:] = np.minimum(row, 120)
    search = found_in(picture)
    assert not search.frame.any()
    assert search.lines.max() > 0.4
    assert ((search.ink > 0.5) == expected).mean() > 0.99


@pytest.mark.parametrize("degrees", [-12, 8])
def test_a_tilted_number_is_made_level(degrees):
    image = Image.fromarray(np.float32(on_paper(around=40)))
    tilted = image.rotate(-degrees, Image.Resampling.BILINEAR, fillcolor=230)
    search = found_in(tilted)
    assert np.degrees(np.arctan(search.slope)) == pytest.approx(degrees, abs=3)
    level = straighten(search.ink, search.slope)
    rows = np.flatnonzero((level > 0.5).any(axis=1))
    assert len(rows) < 1.35 * np.flatnonzero(NUMBER.picture.any(axis=1)).size * 4


def test_a_number_that_is_level_is_not_turned():
    for seed in range(10):
        assert found_in(on_paper(number_picture("504192", DIGITS, seed))).slope == 0


EXAMPLES = [
    *[((name,), "504192") for name in CONDITIONS],
    *[(kind, "7") for kind in (("lined", "pencil"), ("squared", "tilt"), ("rim", "frame"))],
]


def test_photographs_are_read(tmp_path):
    right = 0
    for seed, (kind, text) in enumerate(EXAMPLES):
        (tmp_path / "number.jpg").write_bytes(photograph(text, DIGITS, seed, *kind))
        answer = read_number(read_picture(tmp_path / "number.jpg"))
        right += answer.text == text
        assert answer.text == text or answer.confidence < 0.9
    assert right >= len(EXAMPLES) - 2


# Stages


def test_the_stages_of_a_reading_end_in_the_same_number():
    picture = on_paper()
    stages, answer = reading_stages(picture), read_number(picture)
    assert stages.reading.text == answer.text
    assert np.array_equal(stages.line, answer.line)
    assert np.array_equal(stages.ink, find_ink(picture))
    shapes = {a.shape for a in (stages.picture, stages.paper, stages.lines, stages.ink)}
    assert shapes == {picture.shape}
    assert stages.trouble is None
    assert repr(stages).startswith("Stages(Reading('504192'")


def test_the_stages_tell_how_far_a_reading_came():
    noise = np.random.default_rng(0).integers(0, 256, (60, 200))
    stages = reading_stages(noise)
    assert stages.ink is stages.line is stages.reading is None
    assert "as in noise" in stages.trouble
    assert "as in noise" in repr(stages)
    stroke = reading_stages(np.pad(np.ones((4, 600)), 20))
    assert stroke.ink is not None
    assert "600 pixels wide" in stroke.trouble


def test_stages_of_what_is_no_picture_are_refused():
    with pytest.raises(ShapeError, match="colour picture"):
        reading_stages(np.zeros((40, 90, 3)))
