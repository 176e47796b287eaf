"""What lesson 11 claims of vanishing gradients, silent ReLUs, a published bug, and momentum."""

import numpy as np
import pytest

from nnlib import Dense, ReLU, Sequential, Sigmoid, Softmax, kaggle, one_hot

pytestmark = pytest.mark.slow
SEEDS = range(100, 105)


def small(seed, init="he"):
    """784–10–10 with ReLU and softmax: 7,960 numbers."""
    layers = [Dense(10), ReLU(), Dense(10), Softmax()]
    return Sequential(layers, input_shape=784, seed=seed, init=init)


def columns(images):
    return images.reshape(-1, 784).T.astype(np.float32) / 255


@pytest.fixture(scope="module")
def kaggles(full):
    """Images and labels as the published program splits them: validation first, then training."""
    x, labels = columns(full.train.images[:42_000]), full.train.labels[:42_000]
    return x[:, :1000], labels[:1000], x[:, 1000:], labels[1000:]


@pytest.mark.parametrize(
    ("words", "activation", "init"),
    [("sigmoid", Sigmoid, "scaled"), ("ReLU, scaled", ReLU, "scaled"), ("ReLU, he", ReLU, "he")],
)
def test_the_gradient_shrinks_as_told(words, activation, init, embedded, holds):
    x, y = embedded.train.columns(range(100))

    def times_smaller(seed):
        layers = [layer for _ in range(4) for layer in (Dense(30), activation())]
        layers += [Dense(10), Softmax()]
        net = Sequential(layers, input_shape=784, seed=seed, init=init, dtype=float)
        nabla_b, _ = net.backprop(x, y)
        return np.abs(nabla_b[-1]).mean() / np.abs(nabla_b[0]).mean()

    holds(f"11 shrinks, {words}", [times_smaller(seed) for seed in range(10)])


@pytest.mark.parametrize(("eta", "output"), [(0.1, Softmax), (1.0, Softmax), (1.0, Sigmoid)])
def test_too_large_a_step_silences_relus(eta, output, embedded, holds):
    x, _ = embedded.train.columns(range(4000))

    def silent(seed):
        layers = [Dense(30), ReLU(), Dense(10), output()]
        net = Sequential(layers, input_shape=784, seed=seed, init="he")
        net.SGD(embedded.train, 1, 10, eta, quiet=True)
        z = net.weights[0] @ x + net.biases[0]
        return int((z <= 0).all(axis=1).sum())

    holds(f"11 silent, {eta:g}, {output.__name__}", [silent(seed) for seed in SEEDS])


def without_biases(parameters, x, y):
    """The mended gradients, but for the biases, which get none."""
    nabla_w1, nabla_b1, nabla_w2, nabla_b2 = kaggle.mended_gradients(parameters, x, y)
    return nabla_w1, 0 * nabla_b1, nabla_w2, 0 * nabla_b2


KINDS = (kaggle.published_gradients, kaggle.mended_gradients, without_biases)


@pytest.fixture(scope="module")
def runs(kaggles):
    """For each seed its start, and for each of the three programs (parameters, course)."""
    _, _, x, labels = kaggles
    x, y, found = x[:, :3000], one_hot(labels[:3000]), []
    for seed in SEEDS:
        start = kaggle.first_parameters(seed=seed)
        found.append((start, [kaggle.descend(gradients, start, x, y) for gradients in KINDS]))
    return found


def test_the_published_run_comes_out_from_any_seed(kaggles, runs, holds):
    courses = 100 * np.array([ends[0][1] for _, ends in runs])
    holds("11 published, before", courses[:, 0])
    holds("11 published, step 200", courses[:, 20])
    holds("11 published, step 490", courses[:, 49])
    validation = [kaggle.accuracy(ends[0][0], *kaggles[:2]) for _, ends in runs]
    holds("11 published, validation", [100 * share for share in validation])


def test_the_bug_costs_nothing_and_moves_all_biases_alike(runs, holds):
    last = 100 * np.array([[course[-1] for _, course in ends] for _, ends in runs])
    holds("11 cost of the bug", last[:, 1] - last[:, 0])
    holds("11 biases that do not learn", last[:, 2] - last[:, 0])
    holds("11 b1 moved alike", [np.ptp(ends[0][0][1] - start[1]) for start, ends in runs])
    holds("11 b2 stayed", [np.abs(ends[0][0][3] - start[3]).max() for start, ends in runs])


def test_mini_batches_read_far_more_with_the_same_numbers(full, holds):
    found = {"he": [], "uniform": []}
    for init in found:
        for seed in SEEDS:
            net = small(seed, init)
            for epochs, eta in ((6, 0.1), (3, 0.02)):
                net.SGD(full.train[1000:42_000], epochs, 20, eta, quiet=True)
            found[init].append(net.evaluate(full.validation) / 100)
    holds("11 mini-batches", found["he"])
    holds("11 mini-batches, published start", found["uniform"])


def test_smaller_and_smaller_rates_reach_what_was_reached(full, holds):
    reached = []
    for seed in SEEDS:
        net = small(seed)
        for epochs, eta in ((12, 0.1), (6, 0.03), (6, 0.01)):
            net.SGD(full.train[1000:42_000], epochs, 10, eta, quiet=True)
        reached.append(net.evaluate(full.validation) / 100)
    holds("11 reached", reached)


def test_momentum_makes_full_batch_steps_go_farther(kaggles, holds):
    _, _, x, labels = kaggles
    x, y = x[:, :3000], one_hot(labels[:3000])

    def after_100_steps(seed, momentum):
        net = small(seed, "uniform")
        for _ in range(100):
            net.update_with_momentum((x, y), 0.1, momentum)
        return 100 * np.mean(net.feedforward(x).argmax(axis=0) == labels[:3000])

    without = np.array([after_100_steps(seed, 0.0) for seed in SEEDS])
    with_it = np.array([after_100_steps(seed, 0.9) for seed in SEEDS])
    holds("11 without momentum", without)
    holds("11 with momentum", with_it)
    holds("11 momentum gains", with_it - without)
