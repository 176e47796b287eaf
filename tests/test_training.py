"""The loop of stochastic gradient descent, what runs it, and the data that it takes."""

import copy
import os
import re
import signal
import sys

import numpy as np
import pytest
from equation_checks import differences

from nnlib import (
    Convolution,
    DataError,
    Dense,
    Examples,
    Flatten,
    Network,
    ReLU,
    Sequential,
    ShapeError,
    Shifted,
    Sigmoid,
    Softmax,
    as_examples,
    cross_entropy,
    load_mnist,
    mini_batches,
    one_hot,
    run_sweep,
    updates,
)
from nnlib.digits.mnist import Digits, read_embedded

MNIST = read_embedded()
DIGITS, TEST = MNIST.train[:205], MNIST.test[:50]


def network(**options):
    return Network([784, 6, 10], **options)


def sequential(**options):
    layers = [Dense(6), ReLU(), Dense(10), Softmax()]
    return Sequential(layers, input_shape=784, **options)


KINDS = pytest.mark.parametrize("make", [network, sequential])


def numbers(net):
    """All weights and biases as bytes."""
    return [array.tobytes() for array in (*net.weights, *net.biases)]


# --- the loop ----------------------------------------------------------------------------------


def by_hand(net, digits, epochs, m, eta):
    """The loop of lesson 09."""
    for _ in range(epochs):
        for x, y in mini_batches(digits, m, net.rng):
            nabla_b, nabla_w = net.backprop(x, y)
            rate = eta / x.shape[1]
            net.weights = [W - rate * nw for W, nw in zip(net.weights, nabla_w, strict=True)]
            net.biases = [b - rate * nb for b, nb in zip(net.biases, nabla_b, strict=True)]


@KINDS
@pytest.mark.parametrize("m", [1, 10, 60, 500])
def test_the_loop_is_that_of_lesson_09_to_the_last_bit(make, m):
    nets = [make(seed=3) for _ in range(3)]
    by_hand(nets[0], DIGITS, 2, m, 0.3)
    done = list(updates(nets[1], DIGITS, 2, m, 0.3))
    nets[2].SGD(DIGITS, 2, m, 0.3, quiet=True)
    assert numbers(nets[0]) == numbers(nets[1]) == numbers(nets[2])
    assert done == ([*["update"] * -(-205 // m), "epoch"]) * 2


@KINDS
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_loop_may_stop_after_any_mini_batch_and_go_on_later(make, momentum):
    together, apart = make(), make()
    together.SGD(DIGITS, 2, 10, 0.3, quiet=True, momentum=momentum)
    training = updates(apart, DIGITS, 2, 10, 0.3, momentum=momentum)
    for done in training:
        if done == "update":
            apart.evaluate(TEST)
            x, y = TEST.columns(slice(0, 3))
            apart.backprop(x, y)
    assert numbers(apart) == numbers(together)
    with pytest.raises(StopIteration):
        next(training)


def test_eta_and_the_size_of_mini_batches_may_change_between_updates():
    net, twin, now = network(), network(), {"eta": 3.0, "m": 10}
    seen = []
    training = updates(net, DIGITS, 1, lambda: now["m"], lambda: now["eta"])
    order = np.random.Generator(type(twin.rng.bit_generator)())
    order.bit_generator.state = twin.rng.bit_generator.state
    order, start = order.permutation(205), 0
    for done in training:
        if done == "epoch":
            break
        x, y = DIGITS.columns(order[start : start + now["m"]])
        twin.update_mini_batch((x, y), now["eta"])
        seen.append(x.shape[1])
        start += now["m"]
        assert [W.tolist() for W in net.weights] == [W.tolist() for W in twin.weights]
        now = {"eta": 0.5, "m": 7} if len(seen) < 8 else {"eta": 1.0, "m": 60}
    assert seen == [10, *[7] * 7, 60, 60, 26]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"eta": lambda: -1.0}, "eta.*positive"),
        ({"eta": 0}, "eta.*positive"),
        ({"mini_batch_size": lambda: 0}, "mini_batch_size must be 1 or more"),
        ({"mini_batch_size": 2.5}, "mini_batch_size must be a whole number"),
        ({"epochs": 0}, "epochs must be 1 or more"),
        ({"momentum": 1.0}, "momentum must be"),
    ],
)
def test_the_loop_refuses_what_sgd_refuses(changed, message):
    net = network()
    before = numbers(net)
    arguments = {"epochs": 1, "mini_batch_size": 10, "eta": 3.0, **changed}
    with pytest.raises(DataError, match=message):
        list(updates(net, DIGITS, **arguments))
    assert numbers(net) == before


@KINDS
def test_weights_from_before_stay_as_they_were(make):
    net = make()
    kept = [*net.weights, *net.biases]
    before = [array.copy() for array in kept]
    training = updates(net, DIGITS, 2, 10, 0.3)
    for _ in range(25):  # into the second epoch
        next(training)
    net.update_mini_batch(DIGITS[:10], 0.3)
    net.update_with_momentum(DIGITS.columns(slice(0, 10)), 0.3, 0.9)
    for array, copied in zip(kept, before, strict=True):
        np.testing.assert_array_equal(array, copied)
    after = [*net.weights, *net.biases]
    assert not any(np.array_equal(a, b) for a, b in zip(after, before, strict=True))


@KINDS
@pytest.mark.parametrize("momentum", [None, 0.5])
def test_an_update_outside_the_loop_makes_new_arrays(make, momentum):
    net = make()
    list(updates(net, DIGITS, 1, 10, 0.3))
    kept = [*net.weights, *net.biases]
    before = [array.copy() for array in kept]
    if momentum is None:
        net.update_mini_batch(DIGITS.columns(slice(0, 10)), 0.3)
    else:
        net.update_with_momentum(DIGITS.columns(slice(0, 10)), 0.3, momentum)
    for array, copied in zip(kept, before, strict=True):
        np.testing.assert_array_equal(array, copied)


@KINDS
def test_two_copies_of_a_network_learn_apart(make):
    net = make()
    list(updates(net, DIGITS, 1, 10, 0.3))
    twin = copy.deepcopy(net)
    before = numbers(net)
    twin.SGD(DIGITS, 1, 10, 0.3, quiet=True)
    assert numbers(net) == before != numbers(twin)


def test_whole_numbers_for_weights_become_the_network_s_own_kind():
    net = Network([2, 1], dtype=np.float64)
    net.weights, net.biases = [np.array([[2, -1]])], [np.array([[0]])]
    net.update_mini_batch((np.array([[1.0], [0.5]]), np.array([[1.0]])), 1.0)
    assert net.weights[0].dtype == np.float64
    assert 2 < net.weights[0][0, 0] < 2.1


@KINDS
def test_quiet_training_says_nothing(make, capfd):
    net = make()
    history = net.SGD(DIGITS, 2, 10, 0.3, TEST, quiet=True)
    assert capfd.readouterr() == ("", "")
    assert [row["total"] for row in history] == [50, 50]


def test_quiet_loading_says_nothing_and_gives_the_same_digits(capfd):
    quiet = load_mnist("embedded", quiet=True)
    assert capfd.readouterr() == ("", "")
    loud = load_mnist("embedded")
    assert capfd.readouterr().out.startswith("MNIST, the embedded set")
    assert np.array_equal(quiet.test.images, loud.test.images)


def test_a_quiet_training_that_is_stopped_says_nothing(monkeypatch, capfd):
    def stop(self, mini_batch, eta):
        raise KeyboardInterrupt

    monkeypatch.setattr(Network, "update_mini_batch", stop)
    with pytest.raises(KeyboardInterrupt):
        network().SGD(DIGITS, 1, 10, 3.0, quiet=True)
    assert capfd.readouterr() == ("", "")


# --- checks, once ------------------------------------------------------------------------------


@KINDS
def test_the_loop_checks_no_mini_batch_and_others_are_checked_as_ever(make, monkeypatch):
    net = make()
    bad = np.full((784, 1), np.nan, np.float32)
    training = updates(net, DIGITS, 1, 10, 0.3)
    next(training)
    with pytest.raises(DataError, match="NaN"):  # between two updates of the loop
        net.backprop(bad, one_hot(3))
    checked = []
    monkeypatch.setattr("nnlib.training.check_columns", lambda *a, **k: checked.append(1))
    list(training)
    assert checked == []


class Custom:
    """Examples of another kind: images made up on the way."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return self.x.shape[1]

    def columns(self, indices, dtype=np.float32):
        return self.x[:, indices], self.y[:, indices]


def custom(n=200):
    rng = np.random.default_rng(0)
    return Custom(rng.random((4, n)), one_hot(rng.integers(0, 3, n), 3))


def test_examples_of_another_kind_are_taken_and_brought_to_the_dtype():
    net, data = Network([4, 5, 3]), custom()
    net.SGD(data, 2, 10, 1.0, data, quiet=True)
    assert net.weights[0].dtype == np.float32
    assert net.history[-1]["total"] == 200


@pytest.mark.parametrize("where", [0, 150, 199])
def test_nan_in_examples_of_another_kind_is_refused(where):
    data = custom()
    data.x[2, where] = np.nan
    for call in (
        lambda: Network([4, 3]).SGD(data, 1, 10, 1.0, quiet=True),
        lambda: Network([4, 3]).evaluate(data),
    ):
        with pytest.raises(DataError, match="NaN or infinity"):
            call()


def test_inputs_and_targets_of_another_kind_are_refused_like_others():
    data = custom()
    with pytest.raises(DataError, match="size"):
        Network([4, 3]).SGD(Custom(data.x * 255, data.y), 1, 10, 1.0, quiet=True)
    with pytest.raises(DataError, match="between 0 and 1"):
        Network([4, 3]).SGD(Custom(data.x, data.y * 3), 1, 10, 1.0, quiet=True)


def test_shifted_digits_of_the_same_seed_train_the_same_network():
    nets = [sequential(), sequential()]
    for net in nets:
        net.SGD(Shifted(DIGITS, seed=1), 2, 32, 0.1, quiet=True)
    assert numbers(nets[0]) == numbers(nets[1])


# --- interrupts --------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
@KINDS
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_an_interrupt_waits_for_the_end_of_an_update(make, momentum, monkeypatch):
    net, twin, calls = make(), make(), []
    kind, usual = type(net), signal.getsignal(signal.SIGINT)
    real = kind.backprop

    def interrupted(self, x, y):
        gradients = real(self, x, y)
        calls.append(1)
        if len(calls) == 7:
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(1000):
                pass  # time enough for Python to look for signals
        return gradients

    training = updates(twin, DIGITS, 1, 10, 0.3, momentum=momentum)
    for _ in range(7):
        next(training)
    monkeypatch.setattr(kind, "backprop", interrupted)
    with pytest.raises(KeyboardInterrupt):
        net.SGD(DIGITS, 1, 10, 0.3, momentum=momentum, quiet=True)
    assert len(calls) == 7
    assert numbers(net) == numbers(twin)
    assert signal.getsignal(signal.SIGINT) is usual


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_an_interrupt_between_updates_comes_at_once(monkeypatch):
    net, after = network(), []

    def evaluate(self, data):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass
        after.append(1)
        return 0

    monkeypatch.setattr(Network, "evaluate", evaluate)
    with pytest.raises(KeyboardInterrupt):
        net.SGD(DIGITS, 3, 10, 0.3, TEST, quiet=True)
    assert after == []


def test_training_in_another_thread_leaves_interrupts_alone():
    import threading

    net, usual, failed = network(), signal.getsignal(signal.SIGINT), []

    def train():
        try:
            net.SGD(DIGITS, 1, 10, 3.0, quiet=True)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=train)
    thread.start()
    thread.join()
    assert failed == []
    assert len(net.history) == 1
    assert signal.getsignal(signal.SIGINT) is usual


def test_an_update_that_fails_leaves_interrupts_as_they_were(monkeypatch):
    usual = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(Network, "backprop", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        network().SGD(DIGITS, 1, 10, 3.0, quiet=True)
    assert signal.getsignal(signal.SIGINT) is usual


# --- another cost ------------------------------------------------------------------------------


class CrossEntropyNetwork(Network):
    """The cost Eₓ = −Σ_j (y_j log a_j + (1 − y_j) log(1 − a_j)) behind sigmoids."""

    def cost_derivative(self, output_activations, y):
        a = output_activations
        return (a - y) / (a * (1 - a))


def test_a_subclass_may_have_another_cost():
    net = CrossEntropyNetwork([3, 4, 2], dtype=np.float64)
    rng = np.random.default_rng(0)
    x, y = rng.random((3, 5)), rng.random((2, 5))

    def cost(W):
        net.weights[0] = W
        a = net.feedforward(x)
        return -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))

    start = net.weights[0].copy()
    measured = differences(cost, start.copy())
    net.weights[0] = start
    np.testing.assert_allclose(net.backprop(x, y)[1][0], measured, rtol=1e-5, atol=1e-8)


def test_sequential_uses_its_cost_derivative_too():
    class Doubled(Sequential):
        def cost_derivative(self, output_activations, y):
            return 2 * super().cost_derivative(output_activations, y)

    x, y = DIGITS.columns(slice(0, 5))
    layers = lambda: [Dense(4), Sigmoid(), Dense(10), Sigmoid()]  # noqa: E731
    once, twice = (kind(layers(), input_shape=784) for kind in (Sequential, Doubled))
    for single, double in zip(once.backprop(x, y)[1], twice.backprop(x, y)[1], strict=True):
        np.testing.assert_array_equal(2 * single, double)


# --- evaluating --------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("n", [1, 2, 999, 1000, 1001, 1999, 2000, 2001])
def test_evaluate_counts_every_example_the_last_ones_too(make, n):
    net = make()
    x, _ = MNIST.train.columns(np.arange(n))
    said = net.feedforward(x).argmax(axis=0)
    right = Digits(MNIST.train.images[:n], said.astype(np.uint8))
    assert net.evaluate(right) == n
    only_last = (said + 1) % 10
    only_last[-1] = said[-1]
    assert net.evaluate(Digits(MNIST.train.images[:n], only_last.astype(np.uint8))) == 1


@pytest.mark.parametrize("n", [10, 100, 333])
def test_a_sweep_trains_on_the_first_digits(n):
    train, validation = MNIST.train[:1000], MNIST.validation
    accuracies = []
    for part in (train[:n], train[-n:]):
        net = Network([784, 8, 10], seed=0)
        net.SGD(part, 2, 10, 3.0, quiet=True)
        accuracies.append(net.evaluate(validation) / len(validation))
    setting = {"hidden": 8, "epochs": 2, "n_training": n}
    (row,) = run_sweep([setting], train, validation, jobs=1)
    assert row["accuracy"] == accuracies[0] != accuracies[1]


# --- data as people have them (the cases A1 to A5, and others of their kinds) ---------------------


def labelled(n_in, labels, seed=0):
    rng = np.random.default_rng(seed)
    return [(rng.random((n_in, 1)), label) for label in labels]


@pytest.mark.parametrize(
    ("labels", "network_to_write"),
    [
        (range(10), r"labels from 0 to 9.*Write Network\(\[5, 4, 10\]\)"),
        ([0, 1, 2], r"labels from 0 to 2.*Write Network\(\[5, 4, 3\]\)"),
        ([1, 2], r"labels from 1 to 2.*Write Network\(\[5, 4, 3\]\)"),
        ([0.2, 13.5], "Bring the targets between 0 and 1.*Dense"),
        ([0, -1], "Bring the targets between 0 and 1"),
        ([[[0.5]], [[7.5]]], "Bring the targets between 0 and 1"),
    ],
)
def test_one_sigmoid_output_refuses_targets_that_it_cannot_reach(labels, network_to_write):
    net, data = Network([5, 4, 1]), labelled(5, labels)
    before = numbers(net)
    with pytest.raises(DataError, match=rf"lies between 0 and 1.*{network_to_write}"):
        net.SGD(data, 1, 10, 3.0, quiet=True)
    assert numbers(net) == before


def test_the_message_about_a_target_says_where_it_is():
    with pytest.raises(DataError, match=r"5 came, in the y of training_data\[3\]"):
        Network([5, 1]).SGD(labelled(5, [0, 1, 1, 5, 0]), 1, 10, 3.0)


def test_targets_beyond_0_and_1_are_refused_in_every_output():
    data = [(np.zeros((2, 1)), np.array([[0.0], [1.5]]))]
    for net in (
        Network([2, 2]),
        Sequential([Dense(2), Sigmoid()], input_shape=2),
        Sequential([Dense(2), Softmax()], input_shape=2),
    ):
        with pytest.raises(DataError, match=r"1\.5 came"):
            net.SGD(data, 1, 1, 0.1)


def test_a_linear_output_takes_any_target():
    net = Sequential([Dense(1)], input_shape=1, dtype=np.float64)
    data = [(np.array([[x]]), 30 * x - 7) for x in np.linspace(0, 1, 20)]
    net.SGD(data, 300, 5, 0.3, quiet=True)
    assert net.weights[0][0, 0] == pytest.approx(30, abs=0.01)


@pytest.mark.parametrize("kind", ["Network", "Sigmoid", "Dense"])
@pytest.mark.parametrize("labels", [[0, 1, 5], [0.5, 1], [-1, 1], [True, 2]])
def test_evaluate_with_one_output_takes_labels_0_and_1_only(kind, labels):
    net = {
        "Network": lambda: Network([5, 1]),
        "Sigmoid": lambda: Sequential([Dense(1), Sigmoid()], input_shape=5),
        "Dense": lambda: Sequential([Dense(1)], input_shape=5),
    }[kind]()
    with pytest.raises(DataError, match=r"answers yes \(1\) or no \(0\), so its labels are 0 and"):
        net.evaluate(labelled(5, labels))
    ordinary = labelled(5, [0, 1, True, 1.0])
    assert 0 <= net.evaluate(ordinary) <= 4
    with pytest.raises(DataError, match=r"test_data\[\d\]"):
        net.SGD(ordinary, 1, 10, 0.1, labelled(5, labels), quiet=True)


def test_the_eight_by_eight_digits_of_another_library_are_told_to_divide_by_16():
    rng = np.random.default_rng(0)
    data = [(rng.integers(0, 17, (64, 1)), int(label)) for label in rng.integers(0, 10, 50)]
    with pytest.raises(DataError, match=r"size 16;.*Divide all by the largest, x / 16") as caught:
        Network([64, 30, 10]).SGD(data, 1, 10, 3.0)
    assert "256" not in str(caught.value)
    net = Network([64, 30, 10])
    net.SGD([(x / 16, y) for x, y in data], 1, 10, 3.0, quiet=True)


def table(n=200, **columns):
    """n examples of four ordinary inputs, some of them replaced."""
    rng = np.random.default_rng(1)
    x = rng.standard_normal((n, 4))
    for name, values in columns.items():
        x[:, int(name[1:])] = values
    return x


def fed(x):
    return [(row.reshape(-1, 1), i % 2) for i, row in enumerate(x)]


def test_a_column_of_ages_is_named_and_standardised():
    ages = np.random.default_rng(2).integers(18, 90, 200)
    x = table(_2=ages)
    with pytest.raises(DataError, match=r"It is input 2, while input 0.*So standardise") as caught:
        Network([4, 5, 1]).SGD(fed(x), 1, 10, 3.0)
    assert "256" not in str(caught.value)
    Network([4, 5, 1]).SGD(fed((x - x.mean(axis=0)) / x.std(axis=0)), 1, 10, 3.0, quiet=True)


@pytest.mark.parametrize("largest", [255, 254.0, 256])
def test_about_255_means_undivided_pixels(largest):
    x = np.zeros((784, 1))
    x[300:500] = largest
    with pytest.raises(DataError, match=r"division of the pixels by 256 forgotten\? Write x / 256"):
        Network([784, 10]).SGD([(x, 3)], 1, 10, 3.0)


def test_pixels_of_sixteen_bits_are_divided_by_their_largest():
    with pytest.raises(DataError, match="Divide all by the largest, x / 65535"):
        Network([784, 10]).SGD([(np.full((784, 1), 65535.0), 3)], 1, 10, 3.0)


def test_negative_inputs_count_by_their_size():
    with pytest.raises(DataError, match="size 80"):
        Network([4, 1]).SGD(fed(table(_1=-80.0)), 1, 10, 3.0)


def test_a_few_outliers_among_many_ordinary_values_pass():
    x = table(1000)
    x[[5, 300, 720], [0, 2, 2]] = [12.0, -15.0, 31.0]
    net = Network([4, 5, 1])
    net.SGD(fed(x), 1, 10, 3.0, fed(x), quiet=True)
    Examples(x, np.zeros((1000, 1)))


def test_a_code_for_missing_values_is_named():
    x = table(1000)
    x[17, 3] = 9999
    with pytest.raises(DataError, match=r"input 3 of example 17. Is it a code for “missing”"):
        Network([4, 5, 1]).SGD(fed(x), 1, 10, 3.0)


@pytest.mark.parametrize(
    "make_iterator",
    [
        lambda pairs: zip(*zip(*pairs, strict=True), strict=True),
        iter,
        lambda pairs: (p for p in pairs),
        lambda pairs: map(tuple, pairs),
    ],
)
def test_an_iterator_that_is_used_up_is_named(make_iterator):
    pairs = labelled(5, [0, 1, 1, 0])
    net, data = Network([5, 1]), make_iterator(pairs)
    net.SGD(data, 1, 2, 3.0, quiet=True)
    for call in (
        lambda: net.SGD(data, 1, 2, 3.0),
        lambda: net.SGD(pairs, 1, 2, 3.0, data),
        lambda: net.evaluate(data),
        lambda: net.update_mini_batch(data, 3.0),
        lambda: as_examples(data, 5, 1),
    ):
        with pytest.raises(DataError, match=r"used up.*Make a list of them: list\(zip\(xs, ys\)\)"):
            call()


@pytest.mark.parametrize(
    "layers",
    [
        lambda: [Dense(1), Softmax()],
        lambda: [Dense(30), ReLU(), Dense(1), Softmax()],
        lambda: [Dense(1), Sigmoid(), Softmax()],
        lambda: [Dense(1), Softmax(), Dense(2), Softmax()],
        lambda: [Convolution(1, 28), Flatten(), Softmax()],
    ],
)
def test_a_softmax_of_one_number_is_refused(layers):
    first = layers()[0]
    shape = (1, 28, 28) if isinstance(first, Convolution) else 784
    with pytest.raises(
        ShapeError, match=r"always 1.*Dense\(1\), Sigmoid\(\).*Dense\(2\), Softmax\(\)"
    ):
        Sequential(layers(), input_shape=shape)


@pytest.mark.parametrize("i", [0, 731, 999])
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ((np.zeros((3, 1)), 1), r"x of {}.*\(3, 1\)"),
        ((np.zeros(5), 1), r"x of {}.*\(5,\)"),
        ((np.full((5, 1), np.nan), 1), r"x of {}.*NaN"),
        (("ab", 1), r"x of {}.*must hold numbers"),
        ((np.zeros((5, 1)), np.zeros((2, 1))), r"y of {}.*\(2, 1\)"),
        ((np.zeros((5, 1)), np.nan), r"y of {}.*NaN"),
    ],
)
def test_one_wrong_pair_among_1000_is_named_by_its_index(wrong, message, i):
    data = labelled(5, [0, 1] * 500)
    data[i] = wrong
    place = re.escape(f"training_data[{i}]")
    with pytest.raises((DataError, ShapeError), match=message.format(place)):
        Network([5, 1]).SGD(data, 1, 10, 3.0)


@pytest.mark.parametrize("label", [3, -1, 1.5, "2", None])
def test_one_wrong_label_among_1000_is_named_by_its_index(label):
    data = labelled(5, [0, 1, 2, 2] * 250)
    data[731] = (data[731][0], label)
    with pytest.raises(DataError, match=r"from 0 to 2; .* came.*training_data\[731\]"):
        Network([5, 4, 3]).SGD(data, 1, 10, 3.0)


def test_what_is_no_pair_is_named_by_its_index():
    data = [*labelled(5, [0, 1, 1]), (1, 2, 3)]
    with pytest.raises(DataError, match=r"does not fall into pairs \(training_data\[3\]"):
        Network([5, 1]).SGD(data, 1, 10, 3.0)


def test_letters_counted_from_1_are_told_to_subtract_1():
    with pytest.raises(DataError, match=r"These go from 1 to 26.*write label - 1"):
        Network([5, 26]).SGD(labelled(5, range(1, 27)), 1, 10, 3.0)
    net = Network([5, 26])
    net.SGD(labelled(5, range(26)), 1, 10, 3.0, labelled(5, range(26)), quiet=True)


@pytest.mark.parametrize(
    ("net", "message"),
    [
        (Network([5, 4, 10]), r"Write Network\(\[5, 4, 26\]\)"),
        (Sequential([Dense(10), Softmax()], input_shape=5), r"Dense\(26\), Softmax\(\)"),
    ],
)
def test_more_kinds_of_labels_than_outputs_are_told_which_network_to_write(net, message):
    with pytest.raises(DataError, match=rf"from 0 to 9; 10 came.*{message}"):
        net.SGD(labelled(5, range(26)), 1, 10, 3.0)


@pytest.mark.parametrize(("n_in", "n_out"), [(4, 3), (13, 1), (64, 10), (784, 26), (1, 2)])
def test_a_network_trains_on_data_of_any_sizes(n_in, n_out):
    rng = np.random.default_rng(0)
    labels = rng.integers(0, max(2, n_out), 60)
    data = [(rng.random((n_in, 1)), int(label)) for label in labels]
    for net in (
        Network([n_in, 5, n_out]),
        Sequential([Dense(5), ReLU(), Dense(n_out), Sigmoid()], input_shape=n_in),
    ):
        net.SGD(data, 1, 10, 0.1, data, quiet=True)
        assert net.history[-1]["total"] == 60


# --- saving ------------------------------------------------------------------------------------


def test_a_file_from_before_the_dtype_was_stored_is_read(tmp_path):
    import json

    path = network(dtype=np.float64).save(tmp_path / "net")
    with np.load(path) as file:
        arrays = dict(file)
    state = json.loads(str(arrays["state"]))
    del state["dtype"]
    np.savez(path, **(arrays | {"state": json.dumps(state)}))
    assert numbers(Network.load(path)) == numbers(network(dtype=np.float64))
    assert Network.load(path).dtype == np.float64


def test_both_kinds_say_which_kind_a_file_should_hold(tmp_path):
    for make, other in ((network, Sequential), (sequential, Network)):
        path = make().save(tmp_path / "net")
        with pytest.raises(
            DataError, match=rf"no network that save\(\) wrote for {other.__name__}"
        ):
            other.load(path)


def test_a_loaded_subclass_is_of_its_own_kind(tmp_path):
    net = CrossEntropyNetwork([3, 2])
    assert type(CrossEntropyNetwork.load(net.save(tmp_path / "net"))) is CrossEntropyNetwork


def test_the_cost_of_softmax_is_still_the_cross_entropy():
    net, (x, y) = sequential(), DIGITS.columns(slice(0, 5))
    z = net.weights[1] @ np.maximum(net.weights[0] @ x + net.biases[0], 0) + net.biases[1]
    assert net.cost(x, y) == pytest.approx(cross_entropy(z, y), rel=1e-6)
