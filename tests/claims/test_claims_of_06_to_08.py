"""What lessons 06 to 08 claim: readers without a network, one without a hidden layer, wrong δ."""

from unittest.mock import patch

import numpy as np
import pytest

from nnlib import (
    Network,
    average_digits,
    bias_gradient,
    hidden_error,
    nearest_average,
    nearest_neighbours,
    output_error,
    sigmoid,
    weight_gradient,
)

pytestmark = pytest.mark.slow
SEEDS = range(100, 105)
DEEP = [784, 30, 30, 30, 30, 10]


def some_of(digits, how_many, seed):
    """So many digits by chance."""
    return digits[np.random.default_rng(seed).permutation(len(digits))[:how_many]]


def test_the_best_of_a_thousand_blind_readers_is_only_lucky(embedded, holds):
    best, again = [], []
    for seed in SEEDS:
        readers = np.random.default_rng(seed).integers(0, 10, (1000, 500))
        scores = (readers == embedded.validation.labels).mean(axis=1)
        best.append(100 * scores.max())
        again.append(100 * np.mean(readers[scores.argmax()] == embedded.test.labels))
    holds("06 luckiest", best)
    holds("06 luckiest again", again)


def test_three_readers_without_a_network_score_as_told(full, holds):
    scores = {"darkness": [], "average": [], "neighbour": []}
    nearer = []
    for seed in SEEDS:
        train, test = some_of(full.train, 4000, seed), some_of(full.test, 1000, seed)
        dark = [train.images[train.labels == d].mean() for d in range(10)]
        off = np.abs(np.reshape(dark, (10, 1)) - test.images.mean(axis=(1, 2)))
        scores["darkness"].append(np.mean(off.argmin(axis=0) == test.labels))
        averages = average_digits(train.images, train.labels)
        found = nearest_average(averages, test.images)
        scores["average"].append(np.mean(found == test.labels))
        nearest = nearest_neighbours(train.images, test.images)
        scores["neighbour"].append(np.mean(train.labels[nearest] == test.labels))
        nearer.append(another_is_nearer(train.images[nearest], test.images))
    for reader, values in scores.items():
        holds(f"06 {reader}", [100 * value for value in values])
    holds("06 another is nearer", [100 * value for value in nearer])


def another_is_nearer(neighbours, images):
    """The share of images that are nearer to their neighbour than to themselves, moved a pixel."""

    def distances(others):
        return ((images.astype(float) - others) ** 2).sum(axis=(1, 2))

    return np.mean(distances(neighbours) < distances(np.roll(images, 1, axis=2)))


def test_the_nearest_of_fifty_thousand_reads_as_counted_once(full, holds):
    nearest = nearest_neighbours(full.train.images, full.test.images)
    right = full.train.labels[nearest] == full.test.labels
    assert round(100 * right.mean(), 1) == 96.7
    fifths = [
        100 * right[np.random.default_rng(s).permutation(10_000)[:1000]].mean() for s in SEEDS
    ]
    holds("06 neighbour among all", fifths)


@pytest.mark.parametrize("few", [10, 100, 1000, 1500])
def test_few_stored_digits_read_as_found(full, few, holds):
    shares = []
    for seed in SEEDS:
        kept, trial = some_of(full.train, few, seed), full.validation
        found = nearest_neighbours(kept.images, trial.images)
        shares.append(100 * np.mean(kept.labels[found] == trial.labels))
    holds(f"06 {few} stored", shares)


def train_without_hidden(net, digits, rounds, eta, seed, m=10):
    """Lesson 07's loop: the three equations, for a network without a hidden layer."""
    rng = np.random.default_rng(seed)
    W, b = net.weights[0], net.biases[0]
    for _ in range(rounds):
        order = rng.permutation(len(digits))
        for start in range(0, len(digits), m):
            x, y = digits.columns(order[start : start + m])
            z = W @ x + b
            delta = output_error(sigmoid(z), y, z)
            W = W - eta / m * weight_gradient(delta, x)
            b = b - eta / m * bias_gradient(delta)
    net.weights, net.biases = [W], [b]
    return net


@pytest.mark.parametrize("name", ["full", "embedded"])
def test_a_network_without_a_hidden_layer_reads_and_its_start_matters(name, request, holds):
    digits = request.getfixturevalue(name)
    shares = {}
    for init, eta in (("scaled", 1.0), ("normal", 1.0), ("scaled", 0.5)):
        nets = [Network([784, 10], seed=seed, init=init) for seed in SEEDS]
        for seed, net in zip(SEEDS, nets, strict=True):
            train_without_hidden(net, digits.train, 5, eta, seed)
        right = [net.evaluate(digits.validation) for net in nets]
        shares[init, eta] = 100 * np.array(right) / len(digits.validation)
        if (init, eta) == ("scaled", 1.0):
            middle = [net.weights[0][0].reshape(28, 28)[12:16, 12:16].mean() for net in nets]
            holds(f"07 hole of the 0, {name}", middle)
    holds(f"07 no hidden layer, {name}", shares["scaled", 1.0])
    holds(f"07 undivided weights, {name}", shares["scaled", 1.0] - shares["normal", 1.0])
    if name == "full":
        holds("07 a smaller rate", shares["scaled", 0.5] - shares["scaled", 1.0])


def versions(seed):
    """Functions in equation 2's place, as in lesson 08. seed: of the chance numbers."""
    rng = np.random.default_rng(seed)
    tables = {n: rng.normal(size=(n, 30)).astype(np.float32) for n in (10, 30)}
    return {
        "right": hidden_error,
        "no slope": lambda W, delta, z: W.T @ delta,
        "chance": lambda W, delta, z: hidden_error(tables[len(W)], delta, z),
        "never": lambda W, delta, z: 0 * z,
    }


@pytest.mark.parametrize(("sizes", "kind"), [([784, 30, 10], "shallow"), (DEEP, "deep")])
def test_wrong_versions_of_equation_2_learn_in_a_shallow_network_only(sizes, kind, embedded, holds):
    train, found = embedded.train, {name: [] for name in versions(0)}
    for seed in SEEDS:
        for name, equation_2 in versions(seed).items():
            net = Network(sizes, seed=seed)
            with patch("nnlib.equations.hidden_error", equation_2):
                for start in 6 * list(range(0, 4000, 10)):
                    net.update_mini_batch(train[start : start + 10], 3.0)
            found[name].append(net.evaluate(embedded.validation) / 5)
    for name, values in found.items():
        holds(f"08 {kind}, {name}", values)


def test_without_a_slope_one_step_throws_the_first_weights_away(embedded, holds):
    x, _ = embedded.train.columns(range(100))
    moved = {name: [] for name in ("right", "no slope", "chance")}
    same = {name: [] for name in moved}
    for seed in SEEDS:
        for name in moved:
            net = Network(DEEP, seed=seed, dtype=np.float64)
            before = net.weights[0].copy()
            with patch("nnlib.equations.hidden_error", versions(seed)[name]):
                net.update_mini_batch(embedded.train[:10], 3.0)
            step = np.linalg.norm(net.weights[0] - before) / np.linalg.norm(before)
            moved[name].append(step)
            _, a = net.forward(x)
            same[name].append(100 * np.mean(np.ptp(a[2], axis=1) < 0.01))
    for name in moved:
        holds(f"08 step, {name}", moved[name])
        holds(f"08 the same, {name}", same[name])


@pytest.mark.parametrize("init", ["scaled", "normal"])
def test_the_gradient_of_the_first_layer_vanishes_as_told(init, embedded, holds):
    def shrinks_by(seed):
        net = Network(DEEP, seed=seed, init=init, dtype=np.float64)
        nabla_b, _ = net.backprop(*embedded.train.columns(range(100)))
        return np.abs(nabla_b[-1]).mean() / np.abs(nabla_b[0]).mean()

    holds(f"08 vanishing, {init}", [shrinks_by(seed) for seed in range(10)])
