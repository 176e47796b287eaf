"""The pad without a browser: strokes become ink, and networks read it."""

import numpy as np
import pytest

from nnlib import DataError, Network, ShapeError, draw, my_digits
from nnlib.classroom.widgets import pad as module
from nnlib.classroom.widgets.live import STILLS, WIDGET_VIEW
from nnlib.reading.drawing import drawn_digit, drawn_ink

SEVEN = [{"width": 2.6, "points": [(9, 6), (19, 6), (13, 22)]}]
ONE = {"width": 2.6, "points": [(40, 6), (40, 22)]}


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(module, "_kept", [])


def test_ink_lies_where_the_pen_went():
    ink = drawn_ink(SEVEN)
    assert ink.shape == (112, 112)
    assert ink[4 * 6, 4 * 14] == 1  # the bar, drawn from left to right
    assert ink[4 * 14, 4 * 16] == 1  # the stem: x 16 at y 14
    assert ink[4 * 14, 4 * 6] == 0  # x and y are not exchanged
    assert ink[:12].max() == 0


def test_a_thick_pen_leaves_more_ink_and_a_point_is_a_dot():
    thin, thick = (drawn_ink([{**SEVEN[0], "width": w}]).sum() for w in (1.4, 2.6))
    assert 1.6 < thick / thin < 2.1
    dot = drawn_ink([{"width": 2, "points": [(14, 14)]}])
    assert 0.9 < dot.sum() / (np.pi * 4**2) < 1.2


@pytest.mark.parametrize(
    "stroke",
    [
        {},
        7,
        {"width": 2, "points": []},
        {"width": 0, "points": [(1, 2)]},
        {"width": 2, "points": 3},
    ],
)
def test_what_is_no_stroke_is_refused_with_an_example(stroke):
    with pytest.raises(DataError, match="is no stroke"):
        drawn_ink([stroke])


def test_a_drawing_is_centred_and_scaled_wherever_it_stands():
    moved = [{"width": 1.3, "points": [(x / 2, y / 2) for x, y in SEVEN[0]["points"]]}]
    image = drawn_digit(moved)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    rows = np.flatnonzero(image.any(axis=1))
    assert rows[-1] - rows[0] + 1 == 20
    for axis in (0, 1):  # the ink's centre of mass is in the middle
        profile = image.sum(axis=1 - axis)
        assert abs(profile @ np.arange(28) / profile.sum() - 14) <= 0.5
    pad = draw()
    pad.strokes = moved
    assert [outputs.index(max(outputs)) for outputs in pad.reading["outputs"]] == [7, 7]


def test_where_nobody_has_drawn_an_example_stands():
    pad = draw()
    assert repr(pad).startswith("an example: 784–30–10 says 3")
    assert pad.reading["example"]
    with pytest.raises(DataError, match="Nothing is drawn yet"):
        pad.keep(3)


def test_a_stroke_is_read_and_the_answer_carries_its_turn():
    pad = draw()
    with pad.hold_trait_notifications():
        pad.strokes, pad.turn = SEVEN, 5
    assert pad.reading["turn"] == 5
    assert repr(pad) == pad.reading["fact"]
    for name, net in pad.networks.items():
        outputs = net.feedforward(pad.x).ravel()
        assert int(outputs.argmax()) == 7
        at = list(pad.networks).index(name)
        assert np.allclose(pad.reading["outputs"][at], outputs, atol=1e-4)
    assert np.array_equal(np.frombuffer(pad.reading["image"], np.uint8), pad.image.ravel())
    pad.clear()
    assert pad.reading["example"]


def test_the_students_own_network_stands_first():
    net = Network([784, 12, 10])
    pad = draw(net)
    assert list(pad.networks) == ["your network", "convolutional"]
    pad.strokes = SEVEN
    assert np.allclose(pad.reading["outputs"][0], net.feedforward(pad.x).ravel(), atol=1e-4)


def test_inside_shows_the_hidden_neurons_and_their_weights():
    net = Network([784, 12, 10])
    pad = draw(net, inside=True)
    pad.strokes = SEVEN
    z = net.weights[0] @ pad.x + net.biases[0]
    assert np.allclose(pad.reading["hidden"], 1 / (1 + np.exp(-z.ravel())), atol=1e-4)
    shown = np.frombuffer(pad.page["weights"], np.int8).reshape(12, 784)
    assert np.allclose(shown, 127 * net.weights[0] / np.abs(net.weights[0]).max(), atol=0.51)


def test_what_is_unsure_is_said():
    outputs = np.zeros(10)
    outputs[[4, 9]] = 0.6, 0.4
    assert module.words(outputs) == "is not sure: 4 (0.60) or 9 (0.40)"
    outputs[9] = 0.05
    assert module.words(outputs) == "says 4 (0.60)"


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (([784, 30, 10],), DataError, "draw takes networks; list came"),
        ((print,), DataError, "without brackets"),
        ((Network([64, 10]),), ShapeError, "784 pixels"),
        ((Network([784, 1]),), ShapeError, "1 outputs"),
        ((Network([784, 10]),) * 3, DataError, "two networks at most; 3 came"),
    ],
)
def test_a_network_that_cannot_read_a_drawing_is_refused(arguments, error, says):
    with pytest.raises(error, match=says):
        draw(*arguments)


def test_kept_digits_are_a_test_set_of_ones_own():
    assert "No digit is kept yet" in repr(my_digits())
    pad = draw()
    pad.strokes = SEVEN
    pad.keep(7)
    mine = my_digits()
    assert len(mine) == 1
    assert mine.labels.tolist() == [7]
    assert np.array_equal(mine.images[0], pad.image)
    assert repr(mine) == "1 digit of yours: 784–30–10 reads 1, convolutional reads 1"
    assert "image/png" in mine._repr_mimebundle_()[0]
    for wrong in (10, -1, 7.0, "7", True):
        with pytest.raises(DataError, match="0 to 9"):
            pad.keep(wrong)


def test_the_page_may_keep_a_digit_too():
    pad = draw()
    pad.strokes = SEVEN
    pad._asked(pad, {"keep": 7}, [])
    assert "kept as a 7; you have 1 digit now" in pad.kept


def test_a_wide_pad_reads_a_number():
    pad = draw(wide=True)
    assert repr(pad).startswith("an example: 504192")
    pad.strokes = [*SEVEN, ONE]
    assert pad.reading["number"] == "71"
    assert [piece["digit"] for piece in pad.reading["pieces"]] == ["7", "1"]
    assert pad.still().png.startswith(b"\x89PNG")


@pytest.mark.parametrize("options", [{}, {"wide": True}, {"inside": True}])
def test_a_pad_is_alive_still_and_tested_in_one_output(options, monkeypatch):
    monkeypatch.setenv(STILLS, "1")
    data, metadata = draw(**options)._repr_mimebundle_()
    assert WIDGET_VIEW in data
    assert metadata["image/png"]["alt"].startswith(data["text/plain"])  # and may tell more
    assert "image/png" in data
