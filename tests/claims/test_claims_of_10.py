"""What lesson 10 claims of networks that stick, of their cure, and of one knob after the other."""

import numpy as np
import pytest

from nnlib import (
    Network,
    dead_outputs,
    mini_batches,
    quadratic_cost,
    random_settings,
    run_sweep,
    sigmoid,
    sigmoid_prime,
    weighted_inputs,
)
from nnlib.training import updates

pytestmark = pytest.mark.slow
SEEDS = range(100, 105)
SCALED = {"init": "scaled", "epochs": 3}


@pytest.fixture(scope="module")
def few(full):
    """The first 4,000 training digits, the same in the full and the embedded set."""
    return full.train[:4000]


@pytest.fixture(scope="module")
def columns(few):
    return few.columns(np.arange(4000))


@pytest.fixture(scope="module")
def sweep(few, full):
    """A function: the accuracies, in percent, of settings, each from five seeds; (settings, 5)."""

    def run(settings, digits=few, seeds=SEEDS):
        rows = run_sweep([s | {"seed": seed} for s in settings for seed in seeds], digits,
                         full.validation[:2000], jobs=1)  # fmt: skip
        return 100 * np.reshape(rows.column("accuracy"), (len(settings), len(seeds)))

    return run


def test_a_hundred_neurons_stick_and_scaled_weights_cure_them(full, sweep, holds):
    half = {"hidden": 100, "epochs": 2}
    normal, scaled = sweep([half, half | {"init": "scaled"}], full.train[:25_000])
    holds("10 best and worst", normal)
    holds("10 normal weights", normal)
    holds("10 cured", scaled - normal.max())


def test_ten_epochs_do_not_help_a_network_that_sticks(full, sweep, holds):
    ten = {"hidden": 100, "epochs": 10}
    normal, scaled = sweep([ten, ten | {"init": "scaled"}], full.train)
    holds("10 ten epochs", normal)
    thousands = (97 - normal) / 10
    holds("10 ten epochs, steps", np.abs(thousands - np.round(thousands)))
    holds("10 ten epochs, scaled", scaled)


def dead_counts(few, columns, seed, hidden=100, init="scaled", eta=3.0, hold=False, bias=0.0):
    """Dead outputs after 0, 1, 20 and 500 mini-batches; hold: the hidden layer learns nothing."""
    x, _ = columns
    net = Network([784, hidden, 10], seed=seed, init=init)
    net.biases[-1] = net.biases[-1] * (0 if bias else 1) + np.float32(bias)
    W, b = net.weights[0].copy(), net.biases[0].copy()
    found, activations, seen = {}, {}, 0

    def look():
        z_hidden, z = weighted_inputs(net, x)
        found[seen] = len(dead_outputs(z, few.labels))
        activations[seen] = sigmoid(z_hidden).mean()

    look()
    for done in updates(net, few, 2, 10, eta):
        if done == "update":
            seen += 1
            if hold:
                net.weights[0], net.biases[0] = W.copy(), b.copy()  # they change in place
            if seen in (1, 20, 500):
                look()
            if seen == 500:
                return found, activations
    raise AssertionError("800 updates were expected")


def test_scaling_does_not_prevent_death_it_revives(few, columns, holds):
    seeds = range(10)
    for init in ("normal", "scaled"):
        runs = [dead_counts(few, columns, seed, init=init) for seed in seeds]
        for seen in (0, 20, 500):
            holds(f"10 dead after {seen}, {init}", [found[seen] for found, _ in runs])
        fell = [act[0] - act[500] for _, act in runs]
        holds(f"10 activations fell, {init}", fell)
    small = [dead_counts(few, columns, seed, 10, "normal")[0][500] for seed in seeds]
    holds("10 ten neurons", small)


def test_the_hidden_layer_revives_them(few, columns, holds):
    held = [dead_counts(few, columns, seed, hold=True)[0][500] for seed in SEEDS]
    holds("10 held", held)


def test_other_ways_out_work_as_answered(few, columns, holds):
    modest = [dead_counts(few, columns, seed, bias=-2.2)[0] for seed in SEEDS]
    holds("10 modest biases, first update", [found[1] for found in modest])
    holds("10 modest biases, 20 updates", [found[20] for found in modest])
    slow = [dead_counts(few, columns, seed, init="normal", eta=0.3)[0] for seed in SEEDS]
    holds("10 normal and slow, 20 updates", [found[20] for found in slow])
    holds("10 normal and slow, 500 updates", [found[500] for found in slow])


def test_sums_spreads_and_slopes_before_training_are_as_told(columns, holds):
    x, _ = columns
    for hidden in (30, 100, 300):
        nets = [Network([784, hidden, 10], seed=seed) for seed in SEEDS]
        squares = [(sigmoid(weighted_inputs(n, x)[0]) ** 2).sum(axis=0).mean() for n in nets]
        holds(f"10 sum of squares, {hidden}", squares)
    for init in ("normal", "scaled"):
        z = [weighted_inputs(Network([784, 100, 10], seed=s, init=init), x)[0] for s in SEEDS]
        holds(f"10 spread, {init}", [each.std() for each in z])
        holds(f"10 slope, {init}", [sigmoid_prime(each).mean() for each in z])


def test_the_best_rate_is_between_and_both_ends_fail(sweep, holds):
    rates = [0.001, 0.01, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0]
    right = sweep([SCALED | {"eta": eta} for eta in rates])
    holds("10 best rate", [rates[i] for i in right.argmax(axis=0)])
    holds("10 rate 0.001", right[0])
    holds("10 rate 100", right[-1])


def test_too_small_a_rate_is_slow_and_too_large_a_one_kills(few, columns, holds):
    x, y = columns
    ends = {0.001: [], 100.0: []}
    dead = {0.001: [], 100.0: []}
    for eta in ends:
        for seed in SEEDS:
            net = Network([784, 30, 10], seed=seed, init="scaled")
            net.SGD(few, 3, 10, eta, quiet=True)
            ends[eta].append(quadratic_cost(net.feedforward(x), y))
            dead[eta].append(len(dead_outputs(weighted_inputs(net, x)[-1], few.labels)))
    for eta in ends:
        holds(f"10 error with {eta:g}", ends[eta])
        holds(f"10 dead with {eta:g}", dead[eta])


def test_a_network_that_broke_at_too_large_a_rate_does_not_recover(few, full, holds):
    broken, after = [], []
    for seed in SEEDS:
        net, eta = Network([784, 30, 10], seed=seed, init="scaled"), 3.0
        net.SGD(few, 2, 10, eta, quiet=True)
        while net.evaluate(full.validation[:2000]) > 1000 and eta < 1000:
            eta *= 2
            net.SGD(few, 1, 10, eta, quiet=True)
        broken.append(eta)
        net.SGD(few, 5, 10, 3.0, quiet=True)
        after.append(net.evaluate(full.validation[:2000]) / 20)
    holds("10 it breaks at", broken)
    holds("10 after it broke", after)


def test_few_neurons_are_too_few_and_300_too_many_for_this_rate(sweep, holds):
    layers = [1, 2, 10, 30, 100, 300]
    right = sweep([SCALED | {"hidden": n} for n in layers])
    for n, values in zip(layers, right, strict=True):
        holds(f"10 {n} neurons", values)


def test_a_smaller_rate_lets_300_neurons_learn(few, columns, sweep, holds):
    rates = [3.0, 1.0, 0.3, 0.1]
    right = sweep([SCALED | {"hidden": 300, "eta": eta} for eta in rates])
    holds("10 300 neurons, best rate", [rates[i] for i in right.argmax(axis=0)])
    for eta in (3.0, 0.3):
        dead = [dead_counts(few, columns, seed, 300, eta=eta)[0][20] for seed in SEEDS]
        holds(f"10 300 neurons, dead with {eta:g}", dead)


def test_the_best_mini_batch_is_between(sweep, holds):
    sizes = [1, 3, 10, 30, 100, 300, 1000]
    right = sweep([SCALED | {"mini_batch_size": m} for m in sizes])
    holds("10 best mini-batch", [sizes[i] for i in right.argmax(axis=0)])
    holds("10 mini-batch of 1", right.max(axis=0) - right[0])
    holds("10 mini-batch of 1000", right[-1])


def test_two_hundred_digits_are_learned_by_heart(full, holds):
    on_training, on_validation, later = [], [], []
    tiny, validation = full.train[:200], full.validation
    for seed in SEEDS:
        net = Network([784, 30, 10], seed=seed, init="scaled")
        net.SGD(tiny, 15, 10, 3.0, quiet=True)
        at_15 = net.evaluate(validation)
        net.SGD(tiny, 15, 10, 3.0, quiet=True)
        on_training.append(net.evaluate(tiny) / 2)
        on_validation.append(net.evaluate(validation) / 100)
        later.append(on_validation[-1] - at_15 / 100)
    holds("10 by heart", on_training)
    holds("10 new digits", on_validation)
    holds("10 stands still", later)


def test_the_winner_of_a_search_was_partly_lucky(few, full, holds):
    luck, fails, ahead, published = [], [], [], []
    knobs = ("eta", "hidden", "mini_batch_size", "init", "epochs")
    validation = full.validation[:2000]
    for seed in range(5):
        settings = random_settings(
            20, seed=seed, eta=(0.1, 30.0), mini_batch_size=[5, 10, 20, 50],
            hidden=(10, 100), init=["scaled"], epochs=[3],
        )  # fmt: skip
        search = run_sweep(settings, few, validation, jobs=1)
        fails += [100 * row["accuracy"] for row in search if row["eta"] > 10]
        best_three = sorted(search, key=lambda row: row["accuracy"])[-3:]
        medians = []
        for row in best_three:
            again = [{k: row[k] for k in knobs} | {"seed": s} for s in (1, 2, 3)]
            medians.append(np.median(run_sweep(again, few, validation, jobs=1).column("accuracy")))
        luck.append(100 * (best_three[-1]["accuracy"] - medians[-1]))
        usual = [SCALED | {"seed": s} for s in (0, 1)]
        usual = np.median(run_sweep(usual, few, validation, jobs=1).column("accuracy"))
        ahead.append(100 * (max(medians) - usual))
        winner = best_three[int(np.argmax(medians))]
        final = Network([784, winner["hidden"], 10], seed=seed, init="scaled")
        final.SGD(full.train, 3, winner["mini_batch_size"], winner["eta"], quiet=True)
        published.append(final.evaluate(full.test) / 100)
    holds("10 luck of the winner", luck)
    holds("10 large rates in a search", fails)
    holds("10 ahead of the usual", ahead)
    holds("10 published", published)


def test_the_best_of_twenty_equal_networks_looks_better(holds):
    for digits in (500, 10_000):
        best = []
        for seed in SEEDS:
            rights = np.random.default_rng(seed).binomial(digits, 0.9, (10_000, 20))
            best.append(100 * rights.max(axis=1).mean() / digits)
        holds(f"10 best of twenty on {digits}", best)


def test_late_in_training_smaller_steps_gain_a_little(full, holds):
    gains = {"as before": [], "a tenth of the rate": [], "ten times the digits": []}
    for seed in SEEDS:
        for words, eta, m in zip(gains, (3.0, 0.3, 3.0), (10, 10, 100), strict=True):
            net = Network([784, 30, 10], seed=seed, init="scaled")
            net.SGD(full.train, 4, 10, 3.0, quiet=True)
            before = net.evaluate(full.validation)
            net.SGD(full.train, 1, m, eta, quiet=True)
            gains[words].append((net.evaluate(full.validation) - before) / 100)
    for words, values in gains.items():
        holds(f"10 late: {words}", values)


def test_equal_neurons_stay_equal(few, holds):
    apart = []
    for seed in SEEDS:
        net = Network([784, 30, 10])
        net.weights = [0 * W for W in net.weights]
        net.biases = [0 * b for b in net.biases]
        for mini_batch in mini_batches(few[:100], 10, np.random.default_rng(seed)):
            net.update_mini_batch(mini_batch, 3.0)
        assert np.abs(net.weights[0]).max() > 0
        apart.append(np.abs(net.weights[0] - net.weights[0][0]).max())
    holds("10 equal neurons", apart)
