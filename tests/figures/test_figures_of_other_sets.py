"""Figures of other data than MNIST: drawn in their own sizes, or refused in words."""

import numpy as np
import pytest

from nnlib import DataError, Network, ShapeError, figures

RNG = np.random.default_rng(0)
SMALL = RNG.integers(0, 17, (6, 8, 8))  # scikit-learn's digits
WIDE = RNG.integers(0, 256, (5, 6, 9)).astype(np.uint8)
COLOURS = RNG.integers(0, 256, (4, 8, 8, 3)).astype(np.uint8)
TABLE = RNG.normal(size=(5, 4))
LETTERS = RNG.random((26, 1))  # a network's outputs


@pytest.mark.parametrize("draw", [figures.digits_grid, figures.digit_strip])
def test_pictures_of_any_size_are_drawn_as_dark_as_their_values_have_it(draw):
    for images, dark in ((SMALL, 16), (SMALL * 1.0, 16), (SMALL / 16, 1), (WIDE, 255)):
        shown = draw(images).figure.axes[0].images[0]
        assert shown.get_clim() == (0, dark)
        assert shown.get_array().shape[0] == images.shape[1]


@pytest.mark.parametrize("draw", [figures.digits_grid, figures.digit_strip])
@pytest.mark.parametrize(
    ("images", "message"),
    [
        (COLOURS, r"For grey pictures write images\.mean\(axis=3\)"),
        (SMALL.reshape(6, 64), r"become pictures by images\.reshape\(-1, 8, 8\)"),
        (np.zeros((6, 784)), r"become pictures by images\.reshape\(-1, 28, 28\)"),
        (SMALL[0], r"Of one picture, write image\[None\]"),
        (TABLE, "Numbers of a table are no pictures"),
    ],
    ids=["colours", "rows of 64", "rows of 784", "one", "table"],
)
def test_what_is_no_list_of_pictures_is_told_what_to_write(draw, images, message):
    with pytest.raises(ShapeError, match=message):
        draw(images)


@pytest.mark.parametrize("n", [3, 26, 47, 60])
def test_bars_are_drawn_for_each_output(n):
    outputs = RNG.random(n)
    for picture in (
        figures.ten_bars(SMALL[0], outputs),
        figures.recognition(SMALL[0], outputs),
        figures.damage_panel(SMALL[0], outputs, 1, 30, 50),
        figures.drawn_digit(SMALL[0], {"my network": outputs}),
    ):
        bars = picture.figure.axes[1].patches[:n]
        assert [bar.get_width() for bar in bars] == pytest.approx(outputs.tolist())


def test_26_labels_have_26_rows_in_the_confusion_matrix():
    counts = RNG.integers(0, 9, (26, 26))
    picture = figures.confusion_matrix(counts)
    assert picture.figure.axes[0].images[0].get_array().shape == (26, 26)
    with pytest.raises(ShapeError, match="2 to 40 of them can be drawn"):
        figures.confusion_matrix(np.ones((62, 62), int))


def test_weights_into_small_pictures_are_drawn_and_those_into_a_table_are_not():
    shown = figures.weight_images(Network([64, 5, 3]).weights[0]).figure.axes[0].images[0]
    assert shown.get_array().shape == (8, 8)
    for n in (4, 9, 13, 54):
        net = Network([n, 5, 3])
        with pytest.raises(ShapeError, match=r"no picture: .*network_diagram\(net\.weights\)"):
            figures.weight_images(net.weights[0])
        assert "weights as lines" in figures.network_diagram(net.weights, net.biases).fact


def test_softmax_of_26_outputs_is_drawn_and_numbers_that_are_no_shares_are_refused():
    z = RNG.normal(size=26)
    shares = np.exp(z) / np.exp(z).sum()
    picture = figures.softmax_bars(z, shares)
    assert len(picture.figure.axes[1].patches) == 26
    assert picture.png
    with pytest.raises(DataError, match="stable must hold shares from 0 to 1"):
        figures.softmax_bars(z, z)


def test_outputs_of_a_drawn_digit_come_with_the_networks_names():
    with pytest.raises(DataError, match=r'such as \{"my network": net\.feedforward\(x\)\}'):
        figures.drawn_digit(SMALL[0], LETTERS)
    with pytest.raises(ShapeError, match="n at least 2"):
        figures.drawn_digit(SMALL[0], {"my network": [0.5]})


def test_a_map_of_pixels_takes_the_pictures_own_size():
    mask = np.arange(54) % 2 == 0
    assert figures.pixel_map(mask, WIDE[0]).fact == "27 of 54 pixels are marked"
    with pytest.raises(ShapeError, match="54 values; one for each pixel of a picture of 7 × 7"):
        figures.pixel_map(mask)


def test_averages_of_three_kinds_are_drawn_and_more_than_twelve_refused():
    averages = RNG.random((26, 8, 8)) * 16
    assert "the 3 digits" in figures.averages_and_spreads(averages[:3], averages[:3]).fact
    with pytest.raises(DataError, match=r"26 averages came; at most 12 are drawn: averages\[:12\]"):
        figures.averages_and_spreads(averages, averages)


def test_fifteen_curves_are_all_drawn_and_more_than_twenty_refused():
    curves = {f"run {i}": [0.1, 0.5, 0.6 + i / 100] for i in range(15)}
    picture = figures.learning_curve(curves)
    assert len(picture.figure.axes[0].lines) == 15
    assert all(name in picture.fact for name in curves)
    with pytest.raises(DataError, match="26 curves came; 1 to 20 can be drawn"):
        figures.learning_curve({str(i): [0.5] for i in range(26)})
