"""Reading whole numbers: pictures into ink, ink into pieces, and the best path through them."""

import contextlib
import io
import itertools
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from nnlib import DataError, Network, ShapeError
from nnlib.digits.mnist import read_embedded
from nnlib.reading import ink, pieces
from nnlib.reading.finding import find_ink
from nnlib.reading.ink import as_line, as_mnist, digit_image, resize
from nnlib.reading.pictures import read_picture
from nnlib.reading.pieces import (
    best_path,
    best_readings,
    candidate_cuts,
    cut_at_gaps,
    digit_scores,
    piece_images,
    piece_network,
    possible_pieces,
    read_number,
)
from nnlib.reading.strings import number_picture, number_pictures

DIGITS = read_embedded().validation
RNG = np.random.default_rng(0)
NOISE = RNG.integers(0, 256, (60, 200))
STRING = number_picture("504192", DIGITS, 0)


def cases(names, table):
    """Run a test on every row of {what it is about: the values of its arguments}."""
    return pytest.mark.parametrize(names, table.values(), ids=table)


# Numbers as pictures


def test_a_number_is_a_grey_picture_with_its_text_and_boxes():
    picture, text, boxes = STRING
    assert picture.dtype == np.uint8
    assert picture.ndim == 2
    assert len(picture) == 40
    assert text == "504192"
    assert boxes.shape == (6, 2)
    assert boxes[0, 0] > 0
    assert boxes[-1, 1] < picture.shape[1]


@pytest.mark.parametrize("gap", [8, 1, 0, -2])
def test_neighbours_stand_apart_by_the_gap(gap):
    picture, _, boxes = number_picture("504192", DIGITS, 1, gap=gap)
    assert (boxes[1:, 0] - boxes[:-1, 1] == gap).all()
    empty = ~picture.any(axis=0)
    assert all(
        empty[end:start].all() for end, start in zip(boxes[:-1, 1], boxes[1:, 0], strict=True)
    )


def test_where_digits_overlap_the_darker_one_is_seen():
    together = number_picture("88", DIGITS, 2, gap=-4, jitter=0, scale=1)
    left, right = together.boxes
    apart = number_picture("88", DIGITS, 2, gap=8, jitter=0, scale=1)
    first = apart.picture[:, slice(*apart.boxes[0])]
    last = apart.picture[:, slice(*apart.boxes[1])]
    expected = np.zeros_like(together.picture)
    expected[:, slice(*left)] = first
    expected[:, slice(*right)] = np.maximum(expected[:, slice(*right)], last)
    assert np.array_equal(together.picture, expected)


def test_digits_differ_in_size_and_stand_higher_and_lower():
    picture, _, boxes = number_picture("0" * 12, DIGITS, 0, scale=(0.8, 1.2), jitter=3)
    rows = [np.flatnonzero(picture[:, a:b].any(axis=1)) for a, b in boxes]
    heights = [r[-1] - r[0] + 1 for r in rows]
    assert min(heights) < 19 < 22 < max(heights)
    middles = [(r[0] + r[-1]) / 2 for r in rows]
    assert np.ptp(middles) > 2


def test_the_same_seed_makes_the_same_number():
    again = number_picture("504192", DIGITS, 0)
    assert np.array_equal(again.picture, STRING.picture)
    assert not np.array_equal(number_picture("504192", DIGITS, 1).picture, STRING.picture)


def test_random_numbers_have_the_length_asked_for():
    numbers = number_pictures(20, DIGITS, 0, length=4)
    assert len(numbers) == 20
    assert {len(number.text) for number in numbers} == {4}
    assert len({number.text for number in numbers}) > 15


@pytest.mark.parametrize("text", ["", "12a", "1 2", 504192, None, ["5"], "½"])
def test_a_text_that_is_no_number_is_refused(text):
    with pytest.raises(DataError, match='digits in quotes, such as "504192"'):
        number_picture(text, DIGITS)


def test_a_digit_of_which_there_is_no_image_is_refused():
    ones = DIGITS[DIGITS.labels == 1]
    with pytest.raises(DataError, match="no image of a 2"):
        number_picture("12", ones)


def test_digits_that_would_change_places_are_refused():
    with pytest.raises(DataError, match="gap from -12 to -9"):
        number_picture("1111", DIGITS, gap=(-12, -9))


# From a picture to ink


@cases(
    "change",
    {
        "dark on light": lambda p: 255 - p,
        "up to 1": lambda p: p / 255,
        "up to 16": lambda p: p / 16.0,
        "grey paper, brown ink": lambda p: 200 - p // 2,
        "a list": lambda p: p.tolist(),
    },
)
def test_ink_is_found_whatever_the_colours(change):
    expected = find_ink(STRING.picture)
    assert expected.max() == 1
    assert np.abs(find_ink(change(STRING.picture)) - expected).mean() < 0.005


def test_a_photograph_may_be_darker_at_one_end():
    picture = 255.0 - STRING.picture
    shadow = np.linspace(1, 0.6, picture.shape[1])
    assert read_number(picture * shadow).text == read_number(picture).text


def test_a_lonely_pixel_is_dirt_but_a_slanted_line_is_not():
    picture = np.zeros((50, 80))
    picture[np.arange(10, 40), np.arange(10, 40)] = 1
    picture[3, 75] = 1
    found = find_ink(picture)
    assert found[3, 75] == 0
    assert found.sum() == pytest.approx(30, abs=0.5)


def test_a_picture_is_left_as_it_was():
    picture = 255.0 - STRING.picture
    before = picture.copy()
    read_number(picture)
    assert np.array_equal(picture, before)


WRONG_PICTURES = {
    "colour": (np.zeros((40, 90, 3)), ShapeError, r"colour picture of shape \(40, 90, 3\)"),
    "colour with transparency": (np.zeros((40, 90, 4)), ShapeError, r"mean\(axis=2\)"),
    "many pictures": (DIGITS.images[:5], ShapeError, "one at a time"),
    "a column": (DIGITS[0][0].ravel(), ShapeError, r"x.reshape\(28, 28\)"),
    "a number": (5, ShapeError, r"shape \(\)"),
    "ragged rows": ([[0, 1], [1]], ShapeError, "different lengths"),
    "no pixels": (np.zeros((0, 50)), ShapeError, "has no pixels"),
    "a path": ("number.png", DataError, r"read_picture\(path\)"),
    "white": (np.full((40, 90), 255, np.uint8), DataError, "blank"),
    "black": (np.zeros((40, 90)), DataError, "blank"),
    "almost blank": (RNG.integers(240, 256, (40, 90)), DataError, "blank"),
    "NaN": (np.where(STRING.picture > 0, np.nan, 0), DataError, "NaN or infinity"),
    "infinity": (np.where(STRING.picture > 0, np.inf, 0), DataError, "NaN or infinity"),
    "numbers beyond all bounds": (STRING.picture * 1e300, DataError, "NaN or infinity"),
    "too many pixels": (np.zeros((3000, 4000), bool), DataError, r"4,000 × 3,000 .*\[::4, ::4\]"),
    "noise": (NOISE, DataError, "No digits are found"),
    "sparse noise": ((RNG.random((60, 200)) < 0.02) * 1.0, DataError, "No digits are found"),
    "one pixel": (np.eye(50)[:1].repeat(1, axis=0), DataError, "No digits are found"),
    "a long stroke": (np.pad(np.ones((4, 600)), 20), DataError, "600 pixels wide and only 4 high"),
}


@cases(("picture", "error", "words"), WRONG_PICTURES)
def test_a_picture_that_cannot_be_read_is_refused_in_words(picture, error, words):
    with pytest.raises(error, match=words):
        read_number(picture)


# Files


def png_bytes(picture, **options):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", **options)
    return file.getvalue()


def huge_png(width, height):
    """The first bytes of a PNG that promises so many pixels, and holds none."""
    header = b"IHDR" + struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    checked = header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + checked + bytes(4) + b"IDAT"


@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "bmp"])
def test_a_picture_file_is_read_as_grey_values(tmp_path, ending):
    path = tmp_path / f"number.{ending}"
    Image.fromarray(STRING.picture).save(path)
    picture = read_picture(path)
    assert picture.dtype == np.uint8
    assert picture.shape == STRING.picture.shape
    assert np.abs(picture.astype(int) - STRING.picture).mean() < 4


def test_a_colour_file_becomes_grey_and_what_is_transparent_white(tmp_path):
    ink_there = np.zeros((*STRING.picture.shape, 4), np.uint8)
    ink_there[..., 3] = STRING.picture  # black ink on nothing
    (tmp_path / "number.png").write_bytes(png_bytes(ink_there))
    picture = read_picture(tmp_path / "number.png")
    assert np.array_equal(picture, 255 - STRING.picture)


def test_a_file_of_16_bits_is_read(tmp_path):
    (tmp_path / "number.png").write_bytes(png_bytes(STRING.picture.astype(np.uint16) * 256))
    assert read_picture(tmp_path / "number.png").max() == 255


def test_a_photograph_is_turned_the_way_it_was_held(tmp_path):
    image = Image.fromarray(STRING.picture.T.copy())
    exif = Image.Exif()
    exif[0x0112] = 5  # what was at the left is at the top
    image.save(tmp_path / "number.png", exif=exif)
    assert np.array_equal(read_picture(tmp_path / "number.png"), STRING.picture)


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_phones_picture_of_12_million_pixels_is_read_smaller(tmp_path, ending):
    small = np.full((300, 400), 220, np.uint8)
    small[100:200, 60:240] = 30
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: what was at the left is at the top
    large = Image.fromarray(small).resize((4000, 3000))
    large.save(tmp_path / f"number.{ending}", exif=exif)
    picture = read_picture(tmp_path / f"number.{ending}")
    assert picture.dtype == np.uint8
    assert picture.shape in [(2000, 1500), (1000, 750)]
    dark = picture < 125
    assert dark.mean() == pytest.approx(100 * 180 / 120_000, rel=0.02)
    assert dark[picture.shape[0] * 3 // 10, picture.shape[1] // 2]


WRONG_FILES = {
    "no image": (b"504192\n", "no image: it starts with b'504192"),
    "empty": (b"", "is empty"),
    "a web page": (b"<!DOCTYPE html>", "web page"),
    "cut short": (png_bytes(NOISE.astype(np.uint8))[:2000], "damaged image, or cut short"),
    "only a header": (png_bytes(STRING.picture)[:30], "damaged image, or cut short|no image"),
    "a HEIC of an iPhone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC .* Save it as JPEG"),
    "too many pixels": (huge_png(20_000, 10_000), "more pixels than can be read, 120,000,000"),
    "a bomb": (huge_png(60_000, 60_000), "more pixels than can be read"),
}


@cases(("data", "words"), WRONG_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, data, words):
    (tmp_path / "number.png").write_bytes(data)
    with pytest.raises(DataError, match=words):
        read_picture(tmp_path / "number.png")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match="There is no file"):
        read_picture(tmp_path / "number.png")


# Images like MNIST's


def test_resizing_to_the_same_size_changes_nothing():
    image = RNG.random((5, 7)).astype(np.float32)
    assert np.allclose(resize(image, 5, 7), image, atol=1e-6)


@pytest.mark.parametrize("shape", [(1, 1), (3, 14), (40, 5)])
def test_resizing_keeps_what_is_plain(shape):
    assert np.allclose(resize(np.full((9, 11), 0.3), *shape), 0.3)


def test_resizing_takes_every_pixel_into_account():
    image = np.zeros((100, 100))
    image[np.arange(100), np.arange(100)] = 1
    small = resize(image, 10, 10)
    assert (small.diagonal() > 0.05).all()
    assert small.sum() * 100 == pytest.approx(image.sum(), rel=0.1)


def test_an_image_fits_into_20_pixels_and_is_centred_by_its_mass():
    wedge = np.tri(60, 90, 30)
    image = as_mnist(np.pad(wedge, ((5, 30), (0, 44)))).astype(float)
    rows, columns = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
    assert len(columns) == 20
    assert len(rows) in (13, 14)
    places = np.arange(28)
    assert image.sum(axis=1) @ places / image.sum() == pytest.approx(14, abs=0.6)
    assert image.sum(axis=0) @ places / image.sum() == pytest.approx(14, abs=0.6)


def test_mnists_own_images_come_back_almost_unchanged():
    for image in DIGITS.images[:50]:
        again = as_mnist(image / 255.0)
        assert np.abs(again.astype(int) - image).mean() < 12  # of 255


def test_a_digit_of_any_size_and_colour_gives_nearly_the_same_image():
    image = DIGITS.images[3]
    large = 255 - np.kron(np.pad(image, 4), np.ones((5, 5), np.uint8))
    assert np.abs(digit_image(large).astype(int) - digit_image(image)).mean() < 12


def test_no_ink_gives_an_empty_image():
    assert not as_mnist(np.zeros((28, 0))).any()


def test_a_thin_pen_is_made_thicker():
    picture = np.ones((300, 200))
    picture[50:250, 99:101] = 0
    assert as_line(picture).shape == (28, 3)


def test_thickness_is_that_of_the_strokes():
    square = np.pad(np.ones((40, 40)), 30)
    square[34:66, 34:66] = 0
    assert ink.thickness(square) == pytest.approx(4, abs=0.5)


# Cuts and pieces


def line_of(*widths, gap=3):
    """A line of solid blocks."""
    parts = [np.ones((28, width)) for width in widths]
    return np.hstack(list(itertools.chain(*((part, np.zeros((28, gap))) for part in parts))))[
        :, :-gap
    ]


def test_cuts_at_gaps_are_in_the_middle_of_each_gap():
    assert cut_at_gaps(line_of(10, 4, 6)) == [0, 11, 18, 26]
    assert cut_at_gaps(line_of(10)) == [0, 10]


def test_cutting_at_gaps_finds_all_digits_apart_and_too_few_if_they_touch():
    for seed in range(20):
        apart = number_picture("207", DIGITS, seed, gap=4)
        assert len(cut_at_gaps(as_line(apart.picture))) >= 4
        touching = number_picture("207", DIGITS, seed, gap=-2, jitter=0)
        assert len(cut_at_gaps(as_line(touching.picture))) <= 3 + 1


def test_candidate_cuts_come_in_order_and_hold_those_at_gaps():
    for seed in range(10):
        line = as_line(number_picture("504192", DIGITS, seed, gap=(-2, 5)).picture)
        cuts = candidate_cuts(line)
        assert cuts == sorted(set(cuts))
        assert set(cut_at_gaps(line)) <= set(cuts)
        assert cuts[0] == 0
        assert cuts[-1] == line.shape[1]


def test_near_every_true_end_of_a_digit_is_a_candidate():
    for number in number_pictures(20, DIGITS, 5, gap=(-2, 3)):
        line = as_line(number.picture)
        boxes = (number.boxes - number.boxes[0, 0]) * line.shape[1] / np.ptp(number.boxes)
        middles = (boxes[:-1, 1] + boxes[1:, 0]) / 2
        off = np.abs(middles.reshape(-1, 1) - candidate_cuts(line)).min(axis=1)
        assert off.max() <= 2.5


def test_possible_pieces_are_those_neither_too_wide_nor_too_low():
    line = as_line(number_picture("5041", DIGITS, 0, gap=(-1, 6)).picture)
    cuts = candidate_cuts(line)
    expected = []
    for i, j in itertools.combinations(range(len(cuts)), 2):
        height, width = ink.crop(line[:, cuts[i] : cuts[j]]).shape
        if width <= pieces.WIDEST and height >= pieces.LOWEST * 28:
            expected.append((i, j))
    assert possible_pieces(line, cuts) == expected
    assert len(piece_images(line, cuts, expected)) == len(expected)


def test_a_strip_without_ink_is_no_piece():
    line = line_of(10, 10, gap=20)
    assert possible_pieces(line, [0, 12, 20, 40]) == [(0, 1), (0, 2), (1, 3), (2, 3)]


# The best path


def all_paths(n):
    """All ways from cut 0 to cut n − 1."""
    inner = range(1, n - 1)
    chosen = itertools.chain(*(itertools.combinations(inner, size) for size in range(n - 1)))
    return [[0, *cuts, n - 1] for cuts in chosen]


@pytest.mark.parametrize("n", range(2, 9))
def test_the_best_path_is_the_best_of_all_paths(n):
    rng = np.random.default_rng(n)
    for _ in range(10):
        scores = np.log(rng.random((n, n)))
        scores[rng.random((n, n)) < 0.2] = -np.inf
        totals = [sum(scores[p] for p in itertools.pairwise(path)) for path in all_paths(n)]
        path, total = best_path(scores)
        assert total == pytest.approx(max(totals))
        if np.isfinite(total):
            assert path == all_paths(n)[int(np.argmax(totals))]


def test_a_greedy_path_may_be_worse():
    scores = np.full((4, 4), -np.inf)
    scores[0, 1], scores[1, 3] = np.log(0.95), np.log(0.1)
    scores[0, 2], scores[2, 3] = np.log(0.8), np.log(0.9)
    assert best_path(scores) == ([0, 2, 3], pytest.approx(np.log(0.72)))


def test_the_best_readings_are_the_best_of_all_readings():
    rng = np.random.default_rng(0)
    pairs = list(itertools.combinations(range(5), 2))
    scores = np.log(rng.random((10, len(pairs))))
    best = {}
    for path in all_paths(5):
        columns = [scores[:, pairs.index(pair)] for pair in itertools.pairwise(path)]
        likely = [np.argsort(column)[::-1][:3] for column in columns]
        for digits in itertools.product(*likely):
            text = "".join(map(str, digits))
            total = sum(column[digit] for column, digit in zip(columns, digits, strict=True))
            best[text] = max(total, best.get(text, -np.inf))
    expected = sorted(best.items(), key=lambda item: -item[1])[:5]
    found = best_readings(pairs, scores, 4, 5)
    assert [text for _, text, _ in found] == [text for text, _ in expected]
    assert [total for total, _, _ in found] == pytest.approx([total for _, total in expected])


def test_the_best_reading_and_the_best_path_agree():
    line = as_line(STRING.picture)
    cuts = candidate_cuts(line)
    pairs = possible_pieces(line, cuts)
    scores = digit_scores(piece_network(), piece_images(line, cuts, pairs))
    table = np.full((len(cuts), len(cuts)), -np.inf)
    table[tuple(np.array(pairs).T)] = scores.max(axis=0)
    path, total = best_path(table)
    best = best_readings(pairs, scores, len(cuts) - 1)[0]
    assert list(best[2]) == path
    assert best[0] == pytest.approx(total, rel=1e-5)


def test_a_piece_that_is_no_rubbish_earns_something():
    class Fixed:
        sizes = (784, 11)

        def feedforward(self, x):
            return np.full((11, x.shape[1]), [[0.09]] * 10 + [[0.1]])

    images = np.zeros((3, 28, 28), np.uint8)
    assert np.allclose(pieces.look_closely(Fixed(), images)[10], np.log(0.1))
    expected = np.log(0.09) - pieces.EARNED * np.log(0.1)
    assert np.allclose(digit_scores(Fixed(), images), expected)
    with_ten = Network([784, 10])
    assert np.allclose(
        digit_scores(with_ten, images), np.log(with_ten.feedforward(np.zeros((784, 3))))
    )


@pytest.mark.parametrize("net", [piece_network(), Network([784, 10])], ids=["eleven", "ten"])
def test_no_pieces_have_no_scores(net):
    assert digit_scores(net, np.zeros((0, 28, 28), np.uint8)).shape == (10, 0)


def test_ink_of_which_no_piece_is_likely_is_refused():
    tall = np.pad(np.kron(np.eye(4), np.ones((7, 60))), 20)
    with pytest.raises(DataError, match="No digits are found"):
        read_number(tall)


def test_no_way_through_gives_no_reading():
    assert best_readings([(0, 1), (2, 3)], np.zeros((10, 2)), 3) == []
    assert best_path(np.full((3, 3), -np.inf))[1] == -np.inf


# Reading


@pytest.mark.parametrize("gap", [(1, 8), (-2, 0)])
def test_most_numbers_are_read_right(gap):
    numbers = number_pictures(30, DIGITS, 1, gap=gap)
    right = sum(read_number(number.picture).text == number.text for number in numbers)
    assert right >= (25 if gap[0] > 0 else 20)


@pytest.mark.parametrize("text", ["7", "11", "2026", "0123456789"])
def test_the_number_of_digits_is_found_out(text):
    right = 0
    for seed in range(5):
        with contextlib.suppress(DataError):  # "No digits are found" is a wrong answer, too
            answer = read_number(number_picture(text, DIGITS, seed, gap=5).picture)
            right += len(answer.text) == len(text)
    assert right >= 4


def test_a_reading_tells_all_about_itself():
    answer = read_number(STRING.picture)
    n = len(answer.text)
    assert answer.text == "504192"
    assert 0 < answer.confidence <= 1
    assert answer.others[0] == (answer.text, answer.confidence)
    assert answer.others[1][0] == answer.second != answer.text
    assert sum(share for _, share in answer.others) == pytest.approx(1)
    assert len(answer.cuts) == n + 1
    assert answer.cuts == sorted(answer.cuts)
    assert (answer.cuts[0], answer.cuts[-1]) == (0, answer.line.shape[1])
    assert answer.images.shape == (n, 28, 28)
    assert answer.images.dtype == np.uint8
    assert answer.probabilities.shape == (n,)
    assert ((answer.probabilities > 0) & (answer.probabilities <= 1)).all()
    assert repr(answer).startswith("Reading('504192', ")


def test_size_and_colours_do_not_matter():
    large = 255 - np.kron(STRING.picture, np.ones((6, 6), np.uint8))
    assert read_number(large).text == "504192"


def test_another_network_can_be_asked():
    answer = read_number(number_picture("7", DIGITS, 0).picture, Network([784, 10]), k=1)
    assert answer.second is None
    assert answer.confidence == 1


def test_digits_apart_can_be_cut_at_the_gaps_alone():
    number = number_picture("204", DIGITS, 3, gap=6)
    answer = read_number(number.picture, cut=cut_at_gaps)
    assert len(answer.cuts) == 4


@pytest.mark.parametrize("sizes", [[100, 10], [784, 5]])
def test_a_network_of_other_sizes_is_refused(sizes):
    with pytest.raises(ShapeError, match=f"has {sizes[0]} inputs and {sizes[1]} outputs"):
        read_number(STRING.picture, Network(sizes))


def strokes(thickness):
    """A 7 and a 1 drawn with a pen, on a picture of 200 × 260 pixels."""
    picture = np.full((200, 260), 255, np.uint8)
    points = [((40, 40), (40, 120)), ((40, 120), (160, 70)), ((40, 190), (160, 180))]
    for (r0, c0), (r1, c1) in points:
        for t in np.linspace(0, 1, 300):
            r, c = round(r0 + t * (r1 - r0)), round(c0 + t * (c1 - c0))
            picture[r : r + thickness, c : c + thickness] = 0
    return picture


@pytest.mark.parametrize("thickness", [1, 3, 8, 16])
def test_a_number_drawn_with_a_thin_or_thick_pen_is_read(thickness):
    assert read_number(strokes(thickness)).text == "71"


def test_only_what_may_be_a_digit_is_looked_at_closely(monkeypatch):
    looked = []

    class Two:
        """Says of an empty image that it is a 3, and of a full one that it is no digit."""

        sizes = (784, 11)

        def feedforward(self, x):
            outputs = np.full((11, x.shape[1]), 1e-4)
            dark = x.mean(axis=0) > 0.5
            outputs[10, dark] = outputs[3, ~dark] = 0.99
            return outputs

    def watched(net, images):
        looked.append(images.copy())
        return np.log(np.maximum(pieces.piece_outputs(net, images), 1e-9))

    monkeypatch.setattr(pieces, "look_closely", watched)
    images = np.stack([np.full((28, 28), 255, np.uint8), np.zeros((28, 28), np.uint8)])
    scores = pieces.digit_scores(Two(), images)
    assert [len(some) for some in looked] == [1]
    assert not looked[0].any()
    assert scores[:, 1].argmax() == 3
