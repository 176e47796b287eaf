"""`look_inside`, compared with a computation of its own and swept over its controls."""

import math

import numpy as np
import pytest
from words_seen import touching

from nnlib import DataError, Dense, Network, Sequential, ShapeError, data_file, figures, load_mnist
from nnlib import look_inside as look
from nnlib.classroom.widgets.inside import Neurons

DIGITS = load_mnist("embedded", quiet=True).test
TRAINED = Network.load(data_file("trained_784_30_10.npz"))


def changed(net, neuron, factor):
    """A copy of a network in which what a hidden neuron passes on arrives `factor` times as strong.

    It is done where it arrives, at the weights of the next layer.
    """
    other = Network(net.sizes)
    other.weights = [W.copy() for W in net.weights]
    other.biases = [b.copy() for b in net.biases]
    other.weights[1][:, neuron] *= factor
    return other


@pytest.mark.parametrize(("neuron", "factor"), [(3, 0.0), (4, 1.0), (11, 2.5), (29, 0.3)])
@pytest.mark.parametrize("net", [TRAINED, Network([784, 30, 12, 10], seed=5)], ids=["30", "30-12"])
def test_outputs_and_count_are_those_of_a_network_with_other_weights(net, neuron, factor):
    data = Neurons(net, DIGITS).at_work(17, neuron, off=False, scale=factor)
    other = changed(net, neuron, factor)
    x, label = DIGITS[17]
    assert np.allclose(data["before"], net.feedforward(x).ravel(), atol=1e-5)
    assert np.allclose(data["after"], other.feedforward(x).ravel(), atol=1e-5)
    assert data["right"] == (net.evaluate(DIGITS), other.evaluate(DIGITS), len(DIGITS))
    assert data["label"] == label


def test_sum_bias_and_sigma_are_added_up_pixel_by_pixel():
    neuron, digit = 7, 21
    data = Neurons(TRAINED, DIGITS).at_work(digit, neuron, off=False, scale=1.0)
    pixels = [int(v) / 256 for v in DIGITS.images[digit].ravel()]
    weights = [float(w) for w in TRAINED.weights[0][neuron]]
    total = math.fsum(w * p for w, p in zip(weights, pixels, strict=True))
    z = total + float(TRAINED.biases[0][neuron, 0])
    assert data["image"].ravel().tolist() == pixels
    assert data["weights"].ravel().tolist() == weights
    assert data["z"] == pytest.approx(z, abs=1e-4)
    assert data["activation"] == pytest.approx(1 / (1 + math.exp(-z)), abs=1e-5)
    assert np.array_equal(data["outgoing"], TRAINED.weights[1][:, neuron])


def test_off_is_times_nothing_whatever_the_scale():
    neurons = Neurons(TRAINED, DIGITS)
    off, zero = neurons.at_work(2, 5, off=True, scale=3.0), neurons.at_work(2, 5, False, 0.0)
    assert off["sent"] == zero["sent"] == 0
    assert np.array_equal(off["after"], zero["after"])
    assert off["right"] == zero["right"]
    assert not np.array_equal(off["after"], off["before"])


def test_the_picture_shows_the_product_its_sum_and_where_it_goes():
    view = look(TRAINED, DIGITS, digit=21, neuron=7, scale=2.0)
    (weights, ink, product), (words, forward, outputs) = np.reshape(
        view.picture.figure.axes, (2, 3)
    )
    shown = [axis.images[0].get_array() for axis in (weights, ink, product)]
    assert np.array_equal(shown[0], TRAINED.weights[0][7].reshape(28, 28))
    assert np.array_equal(shown[1] > 0, DIGITS.images[21] > 0)
    assert np.allclose(shown[2], np.multiply(shown[0], shown[1]))
    said = [text.get_text().replace("−", "-") for text in words.texts]
    values = dict(zip(said[::2], said[1::2], strict=True))
    total = float(shown[2].sum())
    assert float(values["sum of the product"]) == pytest.approx(total, abs=0.006)
    bias = float(TRAINED.biases[0][7, 0])
    assert float(values["bias"].strip("+ ()")) == pytest.approx(bias, abs=0.006)
    assert float(values["z"]) == pytest.approx(total + bias, abs=0.006)
    sigma = 1 / (1 + math.exp(-total - bias))
    assert float(values["σ(z)"]) == pytest.approx(sigma, abs=0.0006)
    assert float(values["it passes on"]) == pytest.approx(2 * sigma, abs=0.0011)
    pushed = [bar.get_width() for bar in forward.patches]
    assert np.allclose(pushed, 2 * sigma * TRAINED.weights[1][:, 7], atol=1e-4)
    after = changed(TRAINED, 7, 2.0).feedforward(DIGITS[21][0]).ravel()
    assert np.allclose([bar.get_width() for bar in outputs.patches], after, atol=1e-5)
    before = TRAINED.feedforward(DIGITS[21][0]).ravel()
    marks = outputs.collections[0].get_offsets()
    assert np.allclose(marks[:, 0], before, atol=1e-5)


def test_the_fact_says_what_is_read_now_and_as_it_was():
    view = look(TRAINED, DIGITS, digit=21, neuron=7)
    count = TRAINED.evaluate(DIGITS)
    assert repr(view).endswith(f"{count:,} of 500 right")
    view.set(off=True)
    without = changed(TRAINED, 7, 0.0).evaluate(DIGITS)
    assert "neuron 7 switched off: z = " in repr(view)
    assert f"{without} of 500 right" in repr(view)
    assert f"{count} right)" in repr(view)


def test_every_setting_of_every_control_is_drawn():
    view, rng = look(TRAINED, DIGITS), np.random.default_rng(1)
    for key, control in view.controls.items():
        for value in control.some(rng):
            view.set(**{key: value})
            assert view.state[key] == value
            assert "nan" not in repr(view)
    asked = {"view": "v", "number": 1, "state": {"neuron": 12}}
    view._heard(None, {**asked, "quick": True}, [])
    quick = view.shown["fact"]
    view._heard(None, {**asked, "quick": False}, [])
    assert quick == view.shown["fact"]
    assert view.shown["fact"].startswith("neuron 12")


def test_who_scales_a_neuron_that_is_switched_off_switches_it_on():
    widget = look(TRAINED, DIGITS, neuron=5, off=True, scale=2.0)
    assert widget.state["off"]
    widget.set(neuron=6)
    assert widget.state["off"]
    widget.set(scale=3.0)
    assert not widget.state["off"]
    widget.set(off=True)
    assert widget.state == {"digit": 0, "neuron": 6, "off": True, "scale": 3.0}


@pytest.mark.parametrize("weight", [-0.16, -0.002, 0.0, 0.07, 0.16])
def test_no_number_of_it_touches_another_word(weight):
    ink = np.ones((28, 28))
    z = weight * 784 - 12.34
    rows = np.linspace(-4.9, 5, 10)
    picture = figures.neuron_at_work(
        ink, weight * ink, -12.34, z, 1.0, 1.0, rows, np.linspace(0, 1, 10), np.ones(10), "x"
    )
    assert touching(picture) == []


def test_the_line_of_python_recreates_the_state():
    view = look(TRAINED, DIGITS, digit=3, neuron=4, off=True, scale=0.5)
    assert view.line == "look_inside(net, test_data, digit=3, neuron=4, off=True, scale=0.5)"
    again = eval(view.line, {"look_inside": look, "net": TRAINED, "test_data": DIGITS})
    assert again.picture.png == view.picture.png


def test_it_shows_the_network_as_it_was_and_leaves_it_alone():
    net = Network([784, 8, 10], seed=1)
    before = [W.copy() for W in net.weights]
    view = look(net, DIGITS)
    view.set(off=True)
    assert all(np.array_equal(a, b) for a, b in zip(before, net.weights, strict=True))
    first = repr(look(net, DIGITS))
    view = look(net, DIGITS)
    net.SGD(DIGITS, 1, 10, 3.0, quiet=True)
    view.set(neuron=1)
    view.set(neuron=0)
    assert repr(view) == first


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ((Network, DIGITS), DataError, "without brackets"),
        ((Sequential([Dense(10)], input_shape=784), DIGITS), DataError, "Sequential came"),
        ((Network([784, 10]), DIGITS), DataError, "no hidden layer"),
        ((Network([783, 5, 10]), DIGITS), ShapeError, "no square picture"),
        ((Network([64, 5, 10]), DIGITS), ShapeError, "784 inputs"),
        ((TRAINED, []), DataError, "empty"),
        ((TRAINED, DIGITS, 500), DataError, "0 to 499"),
        ((TRAINED, DIGITS, 0, 30), DataError, "0 to 29"),
        ((TRAINED, DIGITS, 0, 0, False, 6), DataError, "0.0 to 5.0"),
    ],
)
def test_what_cannot_be_looked_into_is_refused(arguments, error, says):
    with pytest.raises(error, match=says):
        look(*arguments)
