"""Layers together: `Sequential`, its training with and without momentum, its files."""

import contextlib
import io
import itertools
import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib import (
    Convolution,
    DataError,
    Dense,
    Digits,
    Flatten,
    MaxPooling,
    Network,
    ReLU,
    Sequential,
    ShapeError,
    Sigmoid,
    Softmax,
    data_file,
    load_mnist,
    numerical_gradient,
    one_hot,
)

with contextlib.redirect_stdout(io.StringIO()):
    MNIST = load_mnist("embedded")
DIGITS, TEST = MNIST.train[:205], MNIST.test[:50]


def dense(sizes, **options):
    """The twin of Network(sizes)."""
    layers = [layer for n in sizes[1:] for layer in (Dense(n), Sigmoid())]
    return Sequential(layers, input_shape=sizes[0], **({"init": "normal"} | options))


def convolutional(**options):
    """The network of lesson 12."""
    layers = [
        *(Convolution(8, 5), MaxPooling(2), ReLU()),
        *(Convolution(16, 5), MaxPooling(2), ReLU()),
        *(Flatten(), Dense(64), ReLU()),
        *(Dense(10), Softmax()),
    ]
    return Sequential(layers, input_shape=(1, 28, 28), **options)


def small(**options):
    """A convolutional network for the embedded digits that learns something in no time."""
    layers = [MaxPooling(2), Convolution(2, 3), ReLU(), Flatten(), Dense(10), Softmax()]
    return Sequential(layers, input_shape=(1, 28, 28), **options)


def parameters(net):
    return [array.tobytes() for array in (*net.weights, *net.biases)]


def state(net):
    """All that decides how the training goes on."""
    velocity = [v.tobytes() for v in net.velocity or []]
    return parameters(net), velocity, net.rng.bit_generator.state


def batch(n_in, n_out, m, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n_in, m)), np.eye(n_out)[:, rng.integers(0, n_out, m)]


# --- a new network ---------------------------------------------------------------------------


def test_the_network_of_lesson_12_has_20522_parameters():
    net = convolutional()
    assert net.num_parameters == 20_522
    assert net.sizes == [784, 4608, 1152, 1152, 1024, 256, 256, 256, 64, 64, 10, 10]
    assert [W.shape for W in net.weights] == [(8, 1, 5, 5), (16, 8, 5, 5), (64, 256), (10, 64)]
    assert [b.shape for b in net.biases] == [(8, 1), (16, 1), (64, 1), (10, 1)]


def test_a_summary_names_layers_shapes_and_parameters():
    lines = convolutional().summary().splitlines()
    assert lines[0].split() == ["enters", "(1,", "28,", "28)"]
    assert re.fullmatch(r"Convolution\(16, 5\) +\(16, 8, 8\) +3,216", lines[4])
    assert re.fullmatch(r"in all +20,522", lines[-1])
    assert len(lines) == 13


def test_a_network_shows_how_it_was_made():
    net = Sequential([Convolution(2, 3), Flatten(), Dense(4)], input_shape=(1, 5, 5))
    shown = "Sequential([Convolution(2, 3), Flatten(), Dense(4)], input_shape=(1, 5, 5))"
    assert repr(net) == shown


def test_he_weights_have_the_spread_for_relu_and_biases_of_0():
    net = Sequential(
        [Convolution(40, 5), Flatten(), Dense(300)], input_shape=(4, 8, 8), dtype=np.float64
    )
    for W, inputs in zip(net.weights, (100, 640), strict=True):
        assert W.std() == pytest.approx(np.sqrt(2 / inputs), rel=0.03)
        assert abs(W.mean()) < 0.01
    assert not any(b.any() for b in net.biases)


def test_uniform_weights_and_biases_lie_between_minus_and_plus_a_half():
    net = Sequential([Dense(300), ReLU(), Dense(300)], input_shape=100, init="uniform")
    for array in net.weights + net.biases:
        assert np.abs(array).max() <= 0.5
        assert array.std() == pytest.approx(np.sqrt(1 / 12), rel=0.15)


def test_the_seed_decides_the_network_and_none_gives_a_new_one():
    assert parameters(small(seed=7)) == parameters(small(seed=7))
    assert parameters(small(seed=7)) != parameters(small(seed=8))
    assert parameters(small(seed=None)) != parameters(small(seed=None))


# --- the twin of Network ---------------------------------------------------------------------


@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5),
    m=st.integers(1, 5),
    seed=st.integers(0, 1000),
    init=st.sampled_from(["normal", "scaled"]),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_dense_and_sigmoid_give_exactly_the_gradients_of_network(sizes, m, seed, init, dtype):
    options = {"seed": seed, "init": init, "dtype": dtype}
    net, twin = Network(sizes, **options), dense(sizes, **options)
    x, y = batch(sizes[0], sizes[-1], m, seed)
    assert parameters(net) == parameters(twin)
    assert net.feedforward(x).tobytes() == twin.feedforward(x).tobytes()
    for one, other in zip(net.backprop(x, y), twin.backprop(x, y), strict=True):
        assert [g.tobytes() for g in one] == [g.tobytes() for g in other]


@pytest.mark.parametrize("momentum", [0, 0.9])
def test_dense_and_sigmoid_train_exactly_as_network_does(momentum, capsys):
    nets = [make([784, 30, 10], seed=1) for make in (Network, dense)]
    for net in nets:
        net.SGD(DIGITS, 3, 10, 1.0, TEST, momentum=momentum)
    assert state(nets[0]) == state(nets[1])
    lines = [line.split(",")[0] for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == lines[3:]


# --- backprop of whole networks --------------------------------------------------------------

ENDS = {
    "softmax": [Flatten, lambda: Dense(3), Softmax],
    "sigmoid": [Flatten, lambda: Dense(3), Sigmoid],
    "linear": [Flatten, lambda: Dense(3)],
    "softmax, then sigmoid": [Flatten, lambda: Dense(3), Softmax, Sigmoid],
}


@pytest.mark.parametrize("end", ENDS)
@given(m=st.integers(1, 3), seed=st.integers(0, 1000))
@settings(max_examples=10)
def test_backprop_agrees_with_central_differences(end, m, seed):
    layers = [Convolution(2, 3), Sigmoid(), Convolution(3, 2), Sigmoid()]
    layers += [make() for make in ENDS[end]]
    net = Sequential(layers, input_shape=(2, 6, 5), seed=seed, init="scaled", dtype=np.float64)
    x, y = batch(60, 3, m, seed)
    nabla_b, nabla_w = net.backprop(x, y)
    for layer, nb, nw in zip(net._learning, nabla_b, nabla_w, strict=True):
        for name, gradient in (("weights", nw), ("biases", nb)):
            centre = getattr(layer, name)

            def cost(values, layer=layer, name=name):
                setattr(layer, name, values)
                return m * net.cost(x, y)

            measured = numerical_gradient(cost, centre)
            setattr(layer, name, centre)
            norm = np.linalg.norm
            assert norm(gradient - measured) < 1e-6 * (norm(gradient) + norm(measured))


@given(m=st.integers(1, 8), seed=st.integers(0, 1000))
@settings(max_examples=20)
def test_backprop_on_a_batch_is_the_sum_over_its_examples(m, seed):
    net = small(dtype=np.float64)
    x, y = batch(784, 10, m, seed)
    together = net.backprop(x, y)
    alone = [net.backprop(x[:, [i]], y[:, [i]]) for i in range(m)]
    for part in (0, 1):
        for l, gradient in enumerate(together[part]):
            expected = sum(gradients[part][l] for gradients in alone)
            np.testing.assert_allclose(gradient, expected, rtol=0, atol=1e-10)


def test_many_images_are_fed_forward_as_each_of_them_alone():
    net = small(dtype=np.float64)
    x, _ = MNIST.train[:230].columns(slice(None))
    together = net.feedforward(x)
    assert together.shape == (10, 230)
    for i in (0, 99, 100, 229):
        np.testing.assert_allclose(together[:, [i]], net.feedforward(x[:, [i]]), atol=1e-12)


def test_the_cost_of_many_images_is_the_mean_of_their_costs():
    net = small(dtype=np.float64)
    x, y = MNIST.train[:230].columns(slice(None))
    each = [net.cost(x[:, [i]], y[:, [i]]) for i in range(230)]
    assert net.cost(x, y) == pytest.approx(np.mean(each))
    a = net.feedforward(x)
    assert net.cost(x, y) == pytest.approx(-np.mean(np.log((a * y).sum(axis=0))))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_stays_in_the_dtype_of_the_network(dtype):
    net, digits = small(dtype=dtype), DIGITS
    net.SGD(digits, 1, 10, 0.1, momentum=0.9)
    nabla_b, nabla_w = net.backprop(*digits.columns(slice(3), np.float64))
    arrays = [*net.weights, *net.biases, *nabla_b, *nabla_w, *net.velocity]
    arrays.append(net.feedforward(np.zeros((784, 1))))
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


# --- training --------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda: Network([784, 5, 10]), small])
def test_momentum_adds_to_a_velocity_that_goes_on(make):
    net = make()
    W, b = net.weights[0], net.biases[-1]
    v_w = v_b = 0
    for start in (0, 8, 16):
        x, y = DIGITS.columns(slice(start, start + 8))
        nabla_b, nabla_w = net.backprop(x, y)
        v_w, v_b = 0.5 * v_w - 0.1 / 8 * nabla_w[0], 0.5 * v_b - 0.1 / 8 * nabla_b[-1]
        W, b = W + v_w, b + v_b
        net.update_with_momentum((x, y), 0.1, 0.5)
        np.testing.assert_allclose(net.weights[0], W, rtol=1e-5)
        np.testing.assert_allclose(net.biases[-1], b, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("make", [lambda: Network([784, 5, 10]), small])
def test_without_momentum_there_is_no_velocity(make):
    net, plain = make(), make()
    net.SGD(DIGITS, 1, 10, 0.1, momentum=0.0)
    plain.SGD(DIGITS, 1, 10, 0.1)
    assert state(net) == state(plain)
    assert net.velocity is None
    net.SGD(DIGITS, 1, 10, 0.1, momentum=0.9)
    assert net.velocity is not None
    net.SGD(DIGITS, 1, 10, 0.1)
    assert net.velocity is None


@pytest.mark.parametrize("momentum", [0, 0.9])
@pytest.mark.parametrize("make", [lambda: Network([784, 5, 10]), small])
def test_training_again_goes_on_where_it_stopped(make, momentum, tmp_path):
    together, apart, stored = make(), make(), make()
    together.SGD(DIGITS, 2, 10, 0.1, TEST, momentum=momentum)
    for _ in range(2):
        apart.SGD(DIGITS, 1, 10, 0.1, TEST, momentum=momentum)
    stored.SGD(DIGITS, 1, 10, 0.1, TEST, momentum=momentum)
    stored = type(stored).load(stored.save(tmp_path / "net"))
    stored.SGD(DIGITS, 1, 10, 0.1, TEST, momentum=momentum)
    for net in (apart, stored):
        assert state(net) == state(together)
        assert [r["correct"] for r in net.history] == [r["correct"] for r in together.history]


def test_a_convolutional_network_reads_95_of_100_digits_after_4000():
    net = convolutional()
    for epochs, eta in ((4, 0.02), (2, 0.005), (2, 0.001)):
        net.SGD(MNIST.train, epochs, 32, eta, momentum=0.9)
    assert net.evaluate(MNIST.test) >= 475  # of 500; five seeds gave 479 to 486


def test_two_layers_of_relu_and_softmax_learn_from_all_digits_at_once():
    net = Sequential([Dense(10), ReLU(), Dense(10), Softmax()], input_shape=784, init="uniform")
    x, y = MNIST.train.columns(slice(None))
    costs = [net.cost(x, y)]
    for _ in range(60):
        net.update_mini_batch((x, y), 0.1)
        costs.append(net.cost(x, y))
    assert all(later < earlier for earlier, later in itertools.pairwise(costs))
    assert net.evaluate(MNIST.test) > 150  # of 500; chance is 50


def test_ctrl_c_leaves_a_network_that_trains_on(monkeypatch, capsys):
    net, update, calls = small(), Sequential.update_with_momentum, []

    def update_or_stop(self, *arguments, **options):
        calls.append(1)
        if len(calls) > 30:
            raise KeyboardInterrupt
        update(self, *arguments, **options)

    monkeypatch.setattr(Sequential, "update_with_momentum", update_or_stop)
    with pytest.raises(KeyboardInterrupt):
        net.SGD(DIGITS, 5, 10, 0.1, TEST, momentum=0.9)
    assert "Stopped during epoch 1. The network keeps" in capsys.readouterr().out
    assert len(net.history) == 1
    monkeypatch.undo()
    net.SGD(DIGITS, 1, 10, 0.1, TEST, momentum=0.9)
    assert net.history[-1]["correct"] == net.evaluate(TEST)


@pytest.mark.parametrize("hidden", [1, 2, 4])
@pytest.mark.parametrize(("eta", "momentum"), [(10.0, 0), (1e3, 0), (1e3, 0.9), (1e6, 0)])
def test_a_learning_rate_far_too_large_is_named(hidden, eta, momentum):
    layers = [layer for _ in range(hidden) for layer in (Dense(30), ReLU())]
    net = Sequential([*layers, Dense(10)], input_shape=784)
    with pytest.raises(DataError, match=r"grown beyond all bounds.*smaller eta"):
        net.SGD(DIGITS, 50, 10, eta, momentum=momentum)  # pytest turns a warning into an error
    assert all(np.isfinite(W).all() for W in net.weights)


# --- bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "shape", "message"),
    [
        (lambda: [Convolution(2, 5), Dense(3)], (1, 9, 9), r"Layer 2: Dense\(3\) takes columns"),
        (lambda: [Convolution(2, 5)], (1, 9, 9), r"\(2, 5, 5\) leave the last layer.*End with Fl"),
        (lambda: [Flatten(), Dense(2), MaxPooling(2)], (1, 4, 4), "Layer 3: .*before Flatten"),
        (lambda: [Dense(2)], (28, 28), r"such as \(1, 28, 28\) for images; \(28, 28\) came"),
        (lambda: [Dense(2)], "784", "input_shape must be a number such as 784"),
        (lambda: [Dense(2)], None, "input_shape must be a number such as 784"),
        (lambda: [Dense(2)], 0, "Each number of input_shape must be 1 or more"),
        (lambda: [Dense(2)], (1, 28.0, 28), "Each number of input_shape must be a whole"),
        (lambda: [Dense(2), ReLU], 4, r"brackets of a layer missing\? Write ReLU\(\)"),
        (lambda: [784, 30, 10], 784, r"layers must be a list such as.*784 came"),
        (lambda: "Dense", 784, "layers must be a list such as"),
        (lambda: [], 784, "No layer has weights"),
        (lambda: [Softmax()], 784, "No layer has weights"),
        (lambda: [Dense(4), *[ReLU()] * 2], 4, r"This ReLU\(\) is used twice"),
        (lambda: small().layers, (1, 28, 28), r"This Convolution\(2, 3\) is used twice"),
    ],
)
def test_layers_that_make_no_network_are_refused(layers, shape, message):
    with pytest.raises((DataError, ShapeError), match=message):
        Sequential(layers(), input_shape=shape)


@pytest.mark.parametrize("init", ["He", "xavier", None])
def test_an_unknown_init_is_refused(init):
    with pytest.raises(DataError, match="init must be one of normal, scaled, he, uniform"):
        small(init=init)


def test_weights_cannot_be_replaced_where_it_would_have_no_effect():
    with pytest.raises(TypeError):
        small().weights[0] = np.zeros((2, 1, 3, 3))


@pytest.mark.parametrize("method", ["feedforward", "backprop", "cost", "SGD", "evaluate"])
@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.zeros(784), r"\(784,\).*x.reshape\(-1, 1\)"),
        (np.zeros((1, 784)), r"Write x\.T"),
        (np.zeros((3, 28, 28)), r"images\.reshape"),
        (np.full((784, 1), np.nan), "NaN or infinity"),
    ],
)
def test_bad_inputs_are_refused_as_by_network(method, x, message):
    net, y = small(), one_hot(5)
    calls = {
        "feedforward": lambda: net.feedforward(x),
        "backprop": lambda: net.backprop(x, y),
        "cost": lambda: net.cost(x, y),
        "SGD": lambda: net.SGD([(x, y)], 1, 10, 3.0),
        "evaluate": lambda: net.evaluate([(x, 5)]),
    }
    with pytest.raises((DataError, ShapeError), match=message):
        calls[method]()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"eta": 0}, "eta.*positive"),
        ({"epochs": 0}, "epochs must be 1 or more"),
        ({"mini_batch_size": 2.5}, "mini_batch_size must be a whole number"),
        ({"momentum": 1}, "momentum must be a number from 0 to less than 1.*1 came"),
        ({"momentum": -0.1}, "momentum must be"),
        ({"momentum": np.nan}, "momentum must be"),
        ({"momentum": "0.9"}, "momentum must be"),
        ({"momentum": None}, "momentum must be"),
        ({"training_data": DIGITS[:0]}, "training_data is empty"),
        ({"training_data": [(np.full((784, 1), 255.0), 5)]}, "by 256 forgotten"),
    ],
)
@pytest.mark.parametrize("make", [lambda: Network([784, 5, 10]), small])
def test_sgd_refuses_what_it_cannot_train_with(make, changed, message):
    net = make()
    before = state(net)
    arguments = {"training_data": DIGITS, "epochs": 1, "mini_batch_size": 10, "eta": 3.0}
    with pytest.raises(DataError, match=message):
        net.SGD(**(arguments | changed))
    assert state(net) == before


def test_data_of_other_sizes_than_the_network_are_refused():
    net = Sequential([Dense(5), Softmax()], input_shape=784)
    with pytest.raises(ShapeError, match=r"784 inputs and 10 targets.*Choose input_shape"):
        net.SGD(DIGITS, 1, 10, 0.1)
    with pytest.raises(ShapeError, match=r"test_data have 784 inputs.*Choose input_shape"):
        net.evaluate(TEST)


# --- saving and loading ----------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_loaded_network_is_the_saved_one(tmp_path, dtype):
    net = small(seed=4, dtype=dtype)
    net.SGD(DIGITS, 1, 10, 0.1, TEST, momentum=0.9)
    again = Sequential.load(net.save(tmp_path / "net"))
    assert state(again) == state(net)
    assert (repr(again), again.dtype, again.history) == (repr(net), net.dtype, net.history)
    assert again.backprop(*batch(784, 10, 3))[1][0].dtype == dtype


def test_half_of_the_bytes_hold_rounded_weights(tmp_path):
    net = convolutional()
    whole, half = net.save(tmp_path / "whole"), net.save(tmp_path / "half", np.float16)
    assert half.stat().st_size < 0.6 * whole.stat().st_size
    again = Sequential.load(half)
    for W, V in zip(net.weights + net.biases, again.weights + again.biases, strict=True):
        assert V.dtype == np.float32
        np.testing.assert_array_equal(W.astype(np.float16), V)


def saved(path, **changed):
    """The bytes of a saved network with some of its arrays changed."""
    net = small()
    net.SGD(DIGITS[:10], 1, 10, 0.1, momentum=0.9)
    with np.load(net.save(path)) as file:
        arrays = dict(file)
    told = json.loads(str(arrays["state"])) | changed.pop("state", {})
    np.savez(path, **(arrays | changed | {"state": json.dumps(told)}))
    return path.read_bytes()


BAD_FILES = {
    "truncated": lambda path: saved(path)[:-200],
    "another layer": lambda path: saved(path, state={"layers": [["Banana"]]}),
    "a layer too few": lambda path: saved(path, state={"layers": [["Flatten"], ["Dense", 10]]}),
    "huge": lambda path: saved(path, state={"layers": [["Flatten"], ["Dense", 10**12]]}),
    "layers that do not fit": lambda path: saved(path, state={"layers": [["Dense", 10]]}),
    "no arguments": lambda path: saved(path, state={"layers": [["Dense"]]}),
    "numbers for layers": lambda path: saved(path, state={"layers": 3}),
    "no dtype": lambda path: saved(path, state={"dtype": None}),
    "no random state": lambda path: saved(path, state={"rng": {}}),
    "no input": lambda path: saved(path, state={"input_shape": [0]}),
    "other shape": lambda path: saved(path, weights_1=np.zeros((2, 1, 3, 4))),
    "whole numbers": lambda path: saved(path, weights_1=np.zeros((2, 1, 3, 3), int)),
    "nan": lambda path: saved(path, biases_1=np.full((2, 1), np.nan)),
    "other velocity": lambda path: saved(path, velocity_1=np.zeros((2, 2))),
    "velocity with nan": lambda path: saved(path, velocity_0=np.full((2, 1), np.nan)),
    "text for velocity": lambda path: saved(path, velocity_0=np.full((2, 1), "a")),
    "one velocity more": lambda path: saved(path, velocity_9=np.zeros((2, 1))),
    "objects": lambda path: saved(path, weights_1=np.array([{}], object)),
    "of Network": lambda path: Network([4, 3]).save(path).read_bytes(),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_by_its_name(tmp_path, kind):
    path = tmp_path / "net.npz"
    path.write_bytes(BAD_FILES[kind](path))
    with pytest.raises(DataError, match=r"net\.npz"):
        Sequential.load(path)


def test_network_refuses_a_file_of_sequential_and_a_wrong_velocity(tmp_path):
    with pytest.raises(DataError, match="no network that save"):
        Network.load(small().save(tmp_path / "net"))
    net = Network([784, 5, 10])
    net.SGD(DIGITS, 1, 10, 1.0, momentum=0.9)
    path = net.save(tmp_path / "net")
    with np.load(path) as file:
        np.savez(path, **(dict(file) | {"velocity_0": np.zeros((4, 1))}))
    with pytest.raises(DataError, match="no network that save"):
        Network.load(path)


# --- the network that ships ------------------------------------------------------------------


def test_the_network_that_ships_reads_the_embedded_digits_it_has_never_seen():
    net = Sequential.load(data_file("trained_conv.npz"))
    unseen = Digits(
        np.concatenate([MNIST.validation.images, MNIST.test.images]),
        np.concatenate([MNIST.validation.labels, MNIST.test.labels]),
    )
    assert net.evaluate(unseen) >= 985  # of 1,000
    assert data_file("trained_conv.npz").stat().st_size < 1_000_000
