import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import warnings

import numpy as np
import pytest
from equation_checks import differences
from hypothesis import given
from hypothesis import strategies as st

from nnlib import (
    DataError,
    Digits,
    Network,
    ShapeError,
    equations,
    load_mnist,
    one_hot,
    quadratic_cost,
)
from nnlib.examples import Examples, as_examples
from nnlib.network import answers

with contextlib.redirect_stdout(io.StringIO()):
    MNIST = load_mnist("embedded")
DIGITS, TEST = MNIST.train[:205], MNIST.test[:50]
NAND_PAIRS = [(np.array([[a], [b]]), 1 - a * b) for a in (0, 1) for b in (0, 1)]
SIZES = st.lists(st.integers(1, 6), min_size=2, max_size=6)  # no hidden layer to five layers


def batch(sizes, m, seed=0):
    """A mini-batch (x, y) of m random examples."""
    rng = np.random.default_rng(seed)
    return rng.uniform(0, 1, (sizes[0], m)), rng.uniform(0, 1, (sizes[-1], m))


def pairs(sizes, n, seed=0):
    x, y = batch(sizes, n, seed)
    return [(x[:, [i]], y[:, [i]]) for i in range(n)]


def parameters(net):
    """All weights and biases as bytes."""
    return [array.tobytes() for array in net.weights + net.biases]


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def gradient(net, x, y):
    """All that backprop returns, as one vector."""
    nabla_b, nabla_w = net.backprop(x, y)
    return flat(nabla_b + nabla_w)


# --- a new network ---------------------------------------------------------------------------


def test_a_2_3_1_network_has_the_shapes_of_the_book():
    net = Network([2, 3, 1])
    assert [W.shape for W in net.weights] == [(3, 2), (1, 3)]
    assert [b.shape for b in net.biases] == [(3, 1), (1, 1)]
    assert (net.sizes, net.num_layers) == ([2, 3, 1], 3)


def test_a_784_30_10_network_has_23820_weights_and_40_biases():
    net = Network([784, 30, 10])
    assert (sum(W.size for W in net.weights), sum(b.size for b in net.biases)) == (23_820, 40)


def test_weights_and_biases_are_drawn_from_the_standard_normal_distribution():
    values = flat(Network([784, 30, 10]).weights)
    assert abs(values.mean()) < 0.03
    assert abs(values.std() - 1) < 0.03


def test_scaled_weights_are_normal_ones_divided_by_the_root_of_the_inputs():
    normal, scaled = (
        Network([9, 4, 2], init=init, dtype=np.float64) for init in ("normal", "scaled")
    )
    for W, V in zip(normal.weights, scaled.weights, strict=True):
        np.testing.assert_allclose(V, W / np.sqrt(W.shape[1]), rtol=1e-15)
    assert [b.tobytes() for b in normal.biases] == [b.tobytes() for b in scaled.biases]


@pytest.mark.parametrize("init", ["normal", "scaled"])
def test_float32_and_float64_start_equal_up_to_rounding(init):
    single, double = (Network([9, 4, 2], init=init, dtype=d) for d in (np.float32, np.float64))
    for W, V in zip(single.weights + single.biases, double.weights + double.biases, strict=True):
        assert (W.dtype, V.dtype) == (np.float32, np.float64)
        np.testing.assert_array_equal(W, V.astype(np.float32))


def test_the_seed_decides_the_network_and_none_gives_a_new_one():
    assert parameters(Network([5, 3], seed=7)) == parameters(Network([5, 3], seed=7))
    assert parameters(Network([5, 3], seed=7)) != parameters(Network([5, 3], seed=8))
    assert parameters(Network([5, 3], seed=None)) != parameters(Network([5, 3], seed=None))


def test_the_sizes_may_be_a_tuple_or_an_array():
    assert Network((3, 2)).sizes == Network(np.array([3, 2])).sizes == [3, 2]


# --- forward and backward --------------------------------------------------------------------


@given(sizes=SIZES, m=st.integers(1, 5), seed=st.integers(0, 1000))
def test_feedforward_gives_each_column_what_it_gets_alone(sizes, m, seed):
    net = Network(sizes, seed=seed, dtype=np.float64)
    x, _ = batch(sizes, m, seed)
    together = net.feedforward(x)
    assert together.shape == (sizes[-1], m)
    for i in range(m):
        np.testing.assert_allclose(together[:, [i]], net.feedforward(x[:, [i]]), rtol=1e-12)


@given(sizes=SIZES, m=st.integers(1, 5), seed=st.integers(0, 1000))
def test_backprop_agrees_with_central_differences(sizes, m, seed):
    net = Network(sizes, seed=seed, dtype=np.float64)
    x, y = batch(sizes, m, seed)
    nabla_b, nabla_w = net.backprop(x, y)
    measured = []
    for array in net.biases + net.weights:
        centre = array.copy()

        def cost(values, array=array):
            array[...] = values
            return m * quadratic_cost(net.feedforward(x), y)

        measured.append(differences(cost, centre, h=1e-5))
        array[...] = centre
    assert [g.shape for g in nabla_b + nabla_w] == [g.shape for g in measured]
    g, g_hat = flat(nabla_b + nabla_w), flat(measured)
    norm = np.linalg.norm
    assert norm(g - g_hat) / (norm(g) + norm(g_hat)) < 1e-6


@given(sizes=SIZES, m=st.integers(1, 20), seed=st.integers(0, 1000))
def test_backprop_on_a_batch_is_the_sum_over_its_examples(sizes, m, seed):
    net = Network(sizes, seed=seed, dtype=np.float64)
    x, y = batch(sizes, m, seed)
    single = [gradient(net, x[:, [i]], y[:, [i]]) for i in range(m)]
    together = gradient(net, x, y)
    np.testing.assert_allclose(together, sum(single), rtol=0, atol=1e-10)


@pytest.mark.parametrize(
    "name", ["output_error", "hidden_error", "bias_gradient", "weight_gradient", "cost_derivative"]
)
def test_backprop_has_no_mathematics_of_its_own(monkeypatch, name):
    net, (x, y) = Network([4, 3, 3, 2]), batch([4, 3, 3, 2], 5)
    before = gradient(net, x, y)
    original = getattr(equations, name)
    monkeypatch.setattr(equations, name, lambda *arguments: 2 * original(*arguments))
    after = gradient(net, x, y)
    assert not np.allclose(after, before)


def test_cost_derivative_is_that_of_equation_1():
    assert Network([2, 1]).cost_derivative(np.array([[0.75]]), np.array([[1.0]])) == [[-0.25]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_stays_in_the_dtype_of_the_network(dtype):
    net, (x, y) = Network([4, 3, 2], dtype=dtype), batch([4, 3, 2], 5)
    net.update_mini_batch((x, y), 3.0)
    arrays = [net.feedforward(x), *net.weights, *net.biases, gradient(net, x, y)]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


# --- mini-batches ----------------------------------------------------------------------------


@pytest.mark.parametrize("m", [1, 4, 10])
def test_update_mini_batch_divides_by_the_number_of_examples(m):
    net, (x, y) = Network([4, 3, 2], dtype=np.float64), batch([4, 3, 2], m)
    W, b = net.weights[0], net.biases[1]
    nabla_b, nabla_w = net.backprop(x, y)
    net.update_mini_batch((x, y), eta=2.0)
    np.testing.assert_allclose(net.weights[0], W - 2.0 / m * nabla_w[0], rtol=1e-12)
    np.testing.assert_allclose(net.biases[1], b - 2.0 / m * nabla_b[1], rtol=1e-12)


def test_a_mini_batch_may_be_pairs_or_digits_or_two_matrices():
    digits = DIGITS[:10]
    ways = [
        list(digits),
        digits,
        digits.columns(slice(None)),
        [(x, int(y.argmax())) for x, y in digits],
    ]
    nets = [Network([784, 5, 10]) for _ in ways]
    for net, way in zip(nets, ways, strict=True):
        net.update_mini_batch(way, 3.0)
    assert all(parameters(net) == parameters(nets[0]) for net in nets)
    assert parameters(nets[0]) != parameters(Network([784, 5, 10]))


@pytest.mark.parametrize("order", ["C", "F"])
def test_examples_lie_in_memory_one_after_the_other_however_they_came(order):
    """On some processors a product of the same numbers rounds as its matrices lie."""
    inputs = np.array(DIGITS.columns(slice(None))[0].T, order=order)
    targets = np.array(DIGITS.columns(slice(None))[1].T, order=order)
    images = np.array(DIGITS.images, order=order)
    images_last = np.moveaxis(np.array(np.moveaxis(DIGITS.images, 0, 2), order=order), 2, 0)
    for data in (
        Digits(images, DIGITS.labels),
        Digits(images_last, DIGITS.labels),
        Examples(inputs, targets),
        as_examples(list(DIGITS), 784, 10),
    ):
        for indices in (slice(0, 10), np.arange(10)):
            x, y = data.columns(indices)
            for columns, rows in ((x, inputs), (y, targets)):
                assert columns.T.flags.c_contiguous
                assert not np.shares_memory(columns, rows)


def test_old_weights_that_somebody_kept_are_left_as_they_were():
    net = Network([4, 3, 2])
    kept = net.weights + net.biases
    before = [array.copy() for array in kept]
    net.SGD(pairs([4, 3, 2], 20), 2, 10, 3.0)
    for array, copy in zip(kept, before, strict=True):
        np.testing.assert_array_equal(array, copy)
    assert not np.array_equal(net.weights[0], before[0])


# --- training --------------------------------------------------------------------------------


def test_sgd_prints_a_line_per_epoch_and_returns_its_history(capsys):
    net = Network([784, 5, 10])
    history = net.SGD(DIGITS, 2, 10, 3.0, test_data=TEST)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    for epoch, line in enumerate(lines):
        assert re.fullmatch(rf"Epoch {epoch}: \d+ / 50, took \d+\.\d\d seconds", line)
    assert history is net.history
    assert [list(row) for row in history] == [["epoch", "correct", "total", "seconds"]] * 2
    assert history[-1]["correct"] == net.evaluate(TEST)
    assert history[-1]["seconds"] > 0


def test_sgd_without_test_data_says_that_an_epoch_is_complete(capsys):
    (row,) = Network([784, 5, 10]).SGD(DIGITS, 1, 10, 3.0)
    assert re.fullmatch(r"Epoch 0 complete, took \d+\.\d\d seconds\n", capsys.readouterr().out)
    assert (row["epoch"], row["correct"], row["total"]) == (0, None, None)


def test_training_again_goes_on_where_it_stopped(tmp_path):
    together, apart, stored = (Network([784, 5, 10], seed=3) for _ in range(3))
    together.SGD(DIGITS, 2, 10, 3.0, test_data=TEST)
    apart.SGD(DIGITS, 1, 10, 3.0, test_data=TEST)
    apart.SGD(DIGITS, 1, 10, 3.0, test_data=TEST)
    stored.SGD(DIGITS, 1, 10, 3.0, test_data=TEST)
    stored = Network.load(stored.save(tmp_path / "net"))
    stored.SGD(DIGITS, 1, 10, 3.0, test_data=TEST)
    for net in (apart, stored):
        assert parameters(net) == parameters(together)
        assert net.rng.bit_generator.state == together.rng.bit_generator.state
        assert [row["epoch"] for row in net.history] == [0, 1]
        assert [r["correct"] for r in net.history] == [r["correct"] for r in together.history]


def test_test_data_change_nothing_about_training():
    with_test, without = Network([784, 5, 10]), Network([784, 5, 10])
    with_test.SGD(DIGITS, 2, 10, 3.0, test_data=TEST)
    without.SGD(DIGITS, 2, 10, 3.0)
    assert parameters(with_test) == parameters(without)


def test_the_data_given_are_never_changed():
    examples = pairs([4, 3, 2], 23)
    order = list(examples)
    before = [(x.tobytes(), y.tobytes()) for x, y in examples]
    images, labels = DIGITS.images.tobytes(), DIGITS.labels.tobytes()
    Network([4, 3, 2]).SGD(examples, 3, 10, 3.0, test_data=examples)
    Network([784, 5, 10]).SGD(DIGITS, 3, 10, 3.0, test_data=DIGITS)
    assert [(x.tobytes(), y.tobytes()) for x, y in examples] == before
    assert all(now is then for now, then in zip(examples, order, strict=True))
    assert (DIGITS.images.tobytes(), DIGITS.labels.tobytes()) == (images, labels)


@pytest.mark.parametrize(("size", "expected"), [(10, [10, 10, 3]), (23, [23]), (100, [23])])
def test_the_last_mini_batch_may_be_smaller(monkeypatch, size, expected):
    sizes = []
    monkeypatch.setattr(Network, "update_mini_batch", lambda _, b, eta: sizes.append(b[0].shape[1]))
    Network([4, 2]).SGD(pairs([4, 2], 23), 1, size, 3.0)
    assert sizes == expected


def test_every_epoch_takes_the_examples_in_a_new_order(monkeypatch):
    orders = []
    monkeypatch.setattr(
        Network, "update_mini_batch", lambda _, b, eta: orders.append(b[0].tolist())
    )
    net, examples = Network([1, 1]), pairs([1, 1], 20)
    net.SGD(examples, 2, 20, 3.0)
    net.SGD(examples, 1, 20, 3.0)
    first, second, third = orders
    assert first != second != third != first


@pytest.mark.parametrize("sizes", [[784, 10], [784, 5, 10], [784, 12, 11, 10, 10]])
def test_networks_of_two_to_five_layers_lower_their_cost(sizes):
    net = Network(sizes, init="scaled")
    x, y = DIGITS.columns(slice(None))
    before = quadratic_cost(net.feedforward(x), y)
    net.SGD(DIGITS, 3, 10, 1.0)
    assert quadratic_cost(net.feedforward(x), y) < before


def test_digits_and_pairs_and_labels_train_the_same_network():
    ways = [DIGITS, list(DIGITS), [(x, int(y.argmax())) for x, y in DIGITS]]
    nets = [Network([784, 5, 10]) for _ in ways]
    for net, way in zip(nets, ways, strict=True):
        net.SGD(way, 2, 10, 3.0)
    assert parameters(nets[0]) == parameters(nets[1]) == parameters(nets[2])


def test_a_network_learns_to_read_most_of_the_digits():
    net = Network([784, 30, 10], init="scaled")
    net.SGD(MNIST.train[:2000], 10, 10, 3.0)
    assert net.evaluate(MNIST.test) > 350  # of 500; chance is 50


@pytest.mark.parametrize("kind", [int, float, bool, np.bool_, np.uint8])
def test_a_network_with_one_output_learns_nand(kind):
    examples = [(x, kind(y)) for x, y in NAND_PAIRS]
    net = Network([2, 1])
    net.SGD(examples, 300, 4, 3.0)
    assert net.evaluate(examples) == 4
    assert answers(net.feedforward(np.array([[0, 0, 1, 1], [0, 1, 0, 1]]))).tolist() == [1, 1, 1, 0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_learning_rate_of_100_trains_without_a_warning(dtype):
    net = Network([784, 30, 10], dtype=dtype)
    net.SGD(DIGITS, 3, 10, 100.0, test_data=TEST)  # pytest turns a warning into an error
    assert all(np.isfinite(W).all() for W in net.weights)


@pytest.mark.parametrize("labels", ["integers", "one-hot", "digits"])
def test_evaluate_takes_integer_and_one_hot_labels(labels):
    net = Network([784, 5, 10])
    x = TEST.columns(slice(None))[0]
    expected = int((net.feedforward(x).argmax(axis=0) == TEST.labels).sum())
    data = {
        "integers": [(x, label) for x, label in TEST],
        "one-hot": [(x, one_hot(label)) for x, label in TEST],
        "digits": TEST,
    }
    assert net.evaluate(data[labels]) == expected


# --- interrupted -----------------------------------------------------------------------------


@pytest.mark.parametrize(("calls", "epochs_done"), [(1, 0), (21, 1), (50, 2)])
def test_ctrl_c_leaves_a_network_that_trains_on(monkeypatch, capsys, calls, epochs_done):
    net, update, count = Network([784, 5, 10]), Network.update_mini_batch, 0

    def update_or_stop(self, mini_batch, eta):
        nonlocal count
        count += 1
        if count > calls:
            raise KeyboardInterrupt
        update(self, mini_batch, eta)

    monkeypatch.setattr(Network, "update_mini_batch", update_or_stop)
    with pytest.raises(KeyboardInterrupt):
        net.SGD(DIGITS, 5, 10, 3.0, test_data=TEST)
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"Stopped during epoch {epochs_done}. The network keeps what it has learned so far."
    )
    assert len(net.history) == epochs_done
    assert parameters(net) != parameters(Network([784, 5, 10]))
    monkeypatch.undo()
    net.SGD(DIGITS, 1, 10, 3.0, test_data=TEST)
    assert net.history[-1]["epoch"] == epochs_done
    assert net.history[-1]["correct"] == net.evaluate(TEST)


INTERRUPTED = """
import numpy as np
from nnlib import Network
net = Network([20, 10, 2])
examples = [(np.full((20, 1), i / 200), i % 2) for i in range(200)]
try:
    net.SGD(examples, 100_000, 10, 3.0, test_data=examples)
except KeyboardInterrupt:
    print("caught", len(net.history), net.evaluate(examples), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_a_real_ctrl_c_leaves_a_usable_network():
    with subprocess.Popen(
        [sys.executable, "-u", "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline().startswith("Epoch 0: ")
        process.send_signal(signal.SIGINT)
        lines = process.stdout.read().splitlines()
    stopped = re.fullmatch(
        r"Stopped during epoch (\d+)\. The network keeps what it has learned so far\.", lines[-2]
    )
    assert stopped
    assert re.fullmatch(rf"caught {stopped[1]} \d+", lines[-1])
    assert process.returncode == 0


# --- the progress bar ------------------------------------------------------------------------

TRAINING = """
import numpy as np
from nnlib import Network
Network([4, 2]).SGD([(np.full((4, 1), i / 50), i % 2) for i in range(50)], 2, 10, 3.0)
"""


def surroundings(tqdm_disable):
    """The environment with TQDM_DISABLE set to a value, or without it."""
    rest = {key: value for key, value in os.environ.items() if key != "TQDM_DISABLE"}
    return rest if tqdm_disable is None else rest | {"TQDM_DISABLE": tqdm_disable}


def shown_in_a_terminal(tqdm_disable):
    """What the training shows in a pseudo terminal."""
    import pty
    import termios

    master, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-c", TRAINING],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=surroundings(tqdm_disable),
    )
    os.close(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # Linux reports the end of a terminal as an error
        while some := os.read(master, 4096):
            shown += some
    os.close(master)
    assert process.wait() == 0
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
@pytest.mark.parametrize(("tqdm_disable", "seen"), [(None, True), ("0", True), ("1", False)])
def test_a_terminal_shows_a_progress_bar_unless_it_is_switched_off(tqdm_disable, seen):
    shown = shown_in_a_terminal(tqdm_disable)
    assert ("epoch 2 of 2:  50%|" in shown) is seen
    assert ("| 00:00 left" in shown) is seen
    assert "Epoch 1 complete" in shown


def test_a_pipe_gets_the_lines_without_a_progress_bar():
    done = subprocess.run(
        [sys.executable, "-c", TRAINING],
        capture_output=True,
        text=True,
        env=surroundings(None),
        check=True,
    )
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == [
        "Epoch 0 complete",
        "Epoch 1 complete",
    ]
    assert done.stderr == ""


# --- bad input -------------------------------------------------------------------------------

WRONG_INPUTS = {
    "a vector": (np.zeros(784), r"\(784,\).*quietly give \(30, 30\).*x.reshape\(-1, 1\)"),
    "a row": (np.zeros((1, 784)), r"\(1, 784\).*Write x\.T"),
    "too short": (np.zeros((783, 1)), r"\(783, 1\).*784 neurons"),
    "images": (np.zeros((3, 28, 28)), r"\(3, 28, 28\).*images\.reshape\(len\(images\), -1\)\.T"),
    "a number": (3, r"\(\).*single number"),
    "nothing": (np.zeros((784, 0)), r"\(784, 0\).*empty"),
    "ragged": ([[1, 2], [3]], "rows of different lengths"),
}


@pytest.mark.parametrize("kind", WRONG_INPUTS)
@pytest.mark.parametrize("method", ["feedforward", "backprop", "SGD", "evaluate"])
def test_an_input_of_the_wrong_shape_is_refused_with_advice(method, kind):
    x, message = WRONG_INPUTS[kind]
    net, y = Network([784, 30, 10]), one_hot(5)
    calls = {
        "feedforward": lambda: net.feedforward(x),
        "backprop": lambda: net.backprop(x, y),
        "SGD": lambda: net.SGD([(x, y)], 1, 10, 3.0),
        "evaluate": lambda: net.evaluate([(x, 5)]),
    }
    with pytest.raises(ShapeError, match=message):
        calls[method]()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nan_and_infinity_are_refused_everywhere(value, dtype):
    net, x, y = Network([784, 30, 10]), np.zeros((784, 1), dtype), one_hot(5)
    bad_x, bad_y = x.copy(), y.copy()
    bad_x[400], bad_y[4] = value, value
    before = parameters(net)
    for call in (
        lambda: net.feedforward(bad_x),
        lambda: net.backprop(bad_x, y),
        lambda: net.backprop(x, bad_y),
        lambda: net.update_mini_batch((bad_x, y), 3.0),
        lambda: net.update_mini_batch([(bad_x, y)], 3.0),
        lambda: net.SGD([(bad_x, y)], 1, 10, 3.0),
        lambda: net.SGD([(x, bad_y)], 1, 10, 3.0),
        lambda: net.evaluate([(bad_x, 5)]),
    ):
        with pytest.raises(DataError, match="NaN or infinity"):
            call()
    assert parameters(net) == before


def test_pixels_left_at_0_to_255_are_refused():
    net, x = Network([784, 30, 10]), np.full((784, 1), 255.0)
    message = "size 255.*division of the pixels by 256 forgotten"
    for call in (
        lambda: net.SGD([(x, 5)], 1, 10, 3.0),
        lambda: net.SGD(DIGITS, 1, 10, 3.0, test_data=[(x, 5)]),
        lambda: net.evaluate([(x, 5)]),
    ):
        with pytest.raises(DataError, match=message):
            call()


@pytest.mark.parametrize("label", [10, -1, 2.5, "5", None])
def test_a_label_that_is_no_digit_is_refused(label):
    net, x = Network([784, 30, 10]), np.zeros((784, 1))
    for call in (lambda: net.SGD([(x, label)], 1, 10, 3.0), lambda: net.evaluate([(x, label)])):
        with pytest.raises(DataError, match="whole numbers from 0 to 9"):
            call()


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (np.zeros(10), r"\(10,\)"),
        (np.zeros((1, 10)), r"\(1, 10\)"),
        (np.zeros((9, 1)), r"\(9, 1\), but \(10, 1\) is expected"),
    ],
)
def test_a_target_of_the_wrong_shape_is_refused(y, message):
    net, x = Network([784, 30, 10]), np.zeros((784, 1))
    for call in (lambda: net.backprop(x, y), lambda: net.SGD([(x, y)], 1, 10, 3.0)):
        with pytest.raises(ShapeError, match=message):
            call()


def test_as_many_targets_as_inputs_are_needed():
    with pytest.raises(ShapeError, match="as many columns in x as in y"):
        Network([784, 30, 10]).backprop(np.zeros((784, 3)), np.zeros((10, 2)))


@pytest.mark.parametrize(
    "sizes",
    [
        [784, 0, 10],
        [784, -30, 10],
        784,
        [784],
        [],
        "784",
        [784, 30.0, 10],
        None,
        [784, "30"],
        [2, True],
    ],
)
def test_sizes_that_make_no_network_are_refused(sizes):
    with pytest.raises(DataError, match=r"sizes.*came|Every layer needs one neuron.*came"):
        Network(sizes)


@pytest.mark.parametrize("init", ["Normal", "xavier", None, 1])
def test_an_unknown_init_is_refused(init):
    with pytest.raises(DataError, match='init must be "normal" or "scaled"'):
        Network([2, 1], init=init)


@pytest.mark.parametrize("dtype", [int, "float16", "banana", np.complex64, object])
def test_a_dtype_other_than_float32_and_float64_is_refused(dtype):
    with pytest.raises(DataError, match=r"dtype must be numpy\.float32 or numpy\.float64"):
        Network([2, 1], dtype=dtype)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"eta": 0}, "eta.*positive.*0 came"),
        ({"eta": -3.0}, "eta.*positive.*-3.0 came"),
        ({"eta": np.nan}, "eta.*nan came"),
        ({"eta": np.inf}, "eta.*inf came"),
        ({"eta": "3.0"}, "eta.*must be a number.*'3.0' came"),
        ({"eta": None}, "eta.*must be a number.*None came"),
        ({"epochs": 0}, "epochs must be 1 or more; 0 came"),
        ({"epochs": -1}, "epochs must be 1 or more; -1 came"),
        ({"epochs": np.nan}, "epochs must be a whole number.*nan came"),
        ({"epochs": 2.5}, "epochs must be a whole number.*2.5 came"),
        ({"epochs": "30"}, "epochs must be a whole number.*'30' came"),
        ({"mini_batch_size": 0}, "mini_batch_size must be 1 or more; 0 came"),
        ({"mini_batch_size": -10}, "mini_batch_size must be 1 or more"),
        ({"mini_batch_size": "10"}, "mini_batch_size must be a whole number"),
        ({"training_data": []}, "training_data is empty"),
        ({"training_data": DIGITS[:0]}, "training_data is empty"),
        ({"test_data": []}, "test_data is empty"),
        ({"training_data": [1, 2, 3]}, "list of pairs.*list that does not fall into pairs"),
        ({"training_data": 5}, "int that does not fall into pairs"),
        ({"training_data": DIGITS.images}, "ndarray that does not fall into pairs"),
        ({"training_data": MNIST}, "Mnist that does not fall into pairs"),
        ({"training_data": [(np.zeros((784, 1)), 1, 2)]}, "does not fall into pairs"),
        ({"training_data": None}, "NoneType that does not fall into pairs"),
        ({"training_data": [("a", 1)]}, "must hold numbers"),
    ],
)
def test_sgd_refuses_what_it_cannot_train_with(changed, message):
    net = Network([784, 5, 10])
    before = parameters(net)
    arguments = {"training_data": DIGITS, "epochs": 1, "mini_batch_size": 10, "eta": 3.0}
    with pytest.raises(DataError, match=message):
        net.SGD(**(arguments | changed))
    assert parameters(net) == before
    assert net.history == []


@pytest.mark.parametrize("sizes", [[4, 3, 10], [784, 30, 5], [784, 30, 1]])
def test_data_of_other_sizes_than_the_network_are_refused(sizes):
    net, message = Network(sizes), r"784 inputs and 10 targets.*Write Network\(\[784, …, 10\]\)"
    own = pairs(sizes, 5)
    for call in (
        lambda: net.SGD(DIGITS, 1, 10, 3.0),
        lambda: net.SGD(own, 1, 10, 3.0, test_data=DIGITS),
        lambda: net.evaluate(TEST),
    ):
        with pytest.raises(ShapeError, match=message):
            call()


# --- saving and loading ----------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_loaded_network_is_the_saved_one(tmp_path, dtype):
    net = Network([784, 5, 10], seed=4, dtype=dtype)
    net.SGD(DIGITS, 1, 10, 3.0, test_data=TEST)
    path = net.save(tmp_path / "net")
    again = Network.load(path)
    assert path.name == "net.npz"
    assert (again.sizes, again.dtype, again.history) == (net.sizes, net.dtype, net.history)
    assert parameters(again) == parameters(net)
    assert parameters(Network.load(tmp_path / "net")) == parameters(net)


def npz(path, **arrays):
    np.savez(path, **arrays)
    return path.read_bytes()


def saved(path, **changed):
    """The bytes of a saved network with some of its arrays changed."""
    with np.load(Network([4, 3, 2]).save(path)) as file:
        return npz(path, **(dict(file) | changed))


STATE = {"sizes": [4, 3, 2], "rng": {}, "history": []}
BAD_FILES = {
    "empty": (lambda path: b"", "empty"),
    "text": (lambda path: b"weights: 1, 2, 3", r"no \.npz file"),
    "truncated": (lambda path: saved(path)[:-200], "damaged or cut short"),
    "half": (lambda path: saved(path)[:300], "damaged or cut short"),
    "damaged": (lambda path: saved(path).replace(b"\x93NUMPY", b"\x93NUMPX"), "damaged"),
    "objects": (lambda path: saved(path, weights_1=np.array([{}, []], object)), "could run code"),
    "foreign": (lambda path: npz(path, images=np.zeros((5, 28, 28))), r"no network that save\(\)"),
    "no weights": (lambda path: npz(path, state=json.dumps(STATE)), r"no network that save\(\)"),
    "no state": (lambda path: saved(path, state="{"), r"no network that save\(\)"),
    "a list": (lambda path: saved(path, state="[1]"), r"no network that save\(\)"),
    "other sizes": (lambda path: saved(path, weights_2=np.zeros((2, 4))), "no network that save"),
    "huge sizes": (
        lambda path: saved(path, state=json.dumps(STATE | {"sizes": [10**9, 10**9]})),
        r"no network that save\(\)",
    ),
    "no random state": (lambda path: saved(path, state=json.dumps(STATE)), "no network that save"),
    "integers": (lambda path: saved(path, weights_1=np.ones((3, 4), int)), "no network that save"),
    "text for weights": (lambda path: saved(path, weights_1=np.full((3, 4), "a")), "no network"),
    "nan": (lambda path: saved(path, biases_1=np.full((3, 1), np.nan)), "no network that save"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_by_its_name(tmp_path, kind):
    content, message = BAD_FILES[kind]
    path = tmp_path / "net.npz"
    path.write_bytes(content(path))
    with pytest.raises(DataError, match=message) as caught:
        Network.load(path)
    assert "net.npz" in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"no file .*nothing\.npz"):
        Network.load(tmp_path / "nothing.npz")


def half_written(file, **arrays):
    file.write(b"PK half of it")
    raise OSError(28, "No space left on device")


def not_renamed(old, new):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("module", "name", "fails"),
    [(np, "savez_compressed", half_written), (os, "replace", not_renamed)],
)
def test_a_save_that_fails_leaves_the_old_file_as_it_was(
    tmp_path, monkeypatch, module, name, fails
):
    path = Network([4, 3, 2], seed=1).save(tmp_path / "net")
    before = path.read_bytes()
    monkeypatch.setattr(module, name, fails)
    with pytest.raises(DataError, match="No space left"):
        Network([4, 3, 2], seed=2).save(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["net.npz"]


def test_loading_a_network_warns_of_nothing(tmp_path):
    path = Network([4, 3, 2]).save(tmp_path / "net.npz")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert repr(Network.load(path)) == "Network([4, 3, 2])"
