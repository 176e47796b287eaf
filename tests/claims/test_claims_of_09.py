"""What lesson 09 claims of the full run of the classic course, over ten seeds."""

import copy

import numpy as np
import pytest

from nnlib import (
    Network,
    answers,
    as_examples,
    count_answers,
    count_confusions,
    mini_batches,
)

pytestmark = pytest.mark.slow
SEEDS = range(10)


@pytest.fixture(scope="module")
def ten(full):
    """The full run from ten seeds: networks, whose history counts validation digits."""
    networks = [Network([784, 30, 10], seed=seed) for seed in SEEDS]
    for net in networks:
        net.early = []  # right of the test digits after the first epoch
        for epochs in (1, 29):
            net.SGD(full.train, epochs, 10, 3.0, full.validation, quiet=True)
            net.early.append(net.evaluate(full.test))
    return networks


@pytest.fixture(scope="module")
def sound(ten):
    """Those of them that no output is silent in: lesson 10 is about the others."""
    return [net for net in ten if net.history[-1]["correct"] > 9000]


@pytest.fixture(scope="module")
def first_4000(full):
    return full.train.columns(np.arange(4000))


def gradient(net, x, y):
    """The mean gradient as one long arrow."""
    nabla_b, nabla_w = net.backprop(x, y)
    return np.concatenate([g.ravel() for g in nabla_b + nabla_w]) / x.shape[1]


def angle(g, h):
    cosine = g @ h / (np.linalg.norm(g) * np.linalg.norm(h))
    return float(np.degrees(np.arccos(cosine)))


def error(net, x, y):
    return np.sum((y - net.feedforward(x)) ** 2) / 2 / x.shape[1]


def test_noise_shrinks_like_one_over_the_root_of_m(holds):
    for m in (1, 10, 100, 1000):
        found = []
        for seed in SEEDS:
            rng = np.random.default_rng([seed, m])
            numbers = rng.random(50_000)
            means = [rng.choice(numbers, m).mean() for _ in range(1000)]
            found.append(np.std(means) * m**0.5)
        holds(f"09 noise of {m}", found)


def test_ten_digits_know_the_way_before_training(first_4000, holds):
    x, y = first_4000
    for m in (1, 10, 100, 1000):
        medians = []
        for seed in range(5):
            net, rng = Network([784, 30, 10], seed=seed), np.random.default_rng(seed)
            whole = gradient(net, x, y)
            tries = [rng.choice(4000, m, replace=False) for _ in range(50)]
            medians.append(
                np.median([angle(gradient(net, x[:, t], y[:, t]), whole) for t in tries])
            )
        holds(f"09 angle of {m}", medians)


def test_before_training_no_step_goes_uphill(full, first_4000, holds):
    uphill = []
    for seed in range(5):
        net, rng = Network([784, 30, 10], seed=seed), np.random.default_rng(seed)
        before = error(net, *first_4000)
        for ten_digits in rng.permutation(4000).reshape(400, 10)[:80]:
            moved = copy.deepcopy(net)
            moved.update_mini_batch(full.train[ten_digits], 3.0)
            uphill.append(error(moved, *first_4000) > before)
    holds("09 uphill at first", np.sum(np.reshape(uphill, (5, 80)), axis=1))


def test_ten_full_runs_reach_what_the_course_reports(ten, holds):
    first, right = zip(*[net.early for net in ten], strict=True)
    holds("09 after the first epoch", first)
    holds("09 last epoch", right)
    holds("09 last epoch, median", right)


def test_the_first_epochs_gain_most_and_the_curve_trembles_less_with_small_steps(
    sound, full, holds
):
    accuracy = np.array([[row["correct"] / row["total"] for row in net.history] for net in sound])
    start = [Network([784, 30, 10], seed=seed).evaluate(full.validation) for seed in SEEDS]
    holds("09 before", [100 * n / 10_000 for n in start])
    holds("09 early gain", accuracy[:, 2] - 0.12 - (accuracy.max(axis=1) - accuracy[:, 2]))
    calmer = []
    for net in sound[:5]:
        spread = []
        for eta in (3.0, 0.375):
            going_on = copy.deepcopy(net)
            rows = going_on.SGD(full.train, 12, 10, eta, full.validation, quiet=True)[-12:]
            steps = np.diff([row["correct"] for row in rows])
            spread.append(np.abs(steps).mean())
        calmer.append(spread[1] / spread[0])
    holds("09 trembles less", calmer)
    holds("09 trembles less, median", calmer)


def test_a_trained_network_is_nearly_blind_with_ten_digits(sound, full, first_4000, holds):
    off_by, over_90, uphill = [], [], []
    x, y = first_4000
    for seed, net in enumerate(sound):
        whole, before = gradient(net, x, y), error(net, x, y)
        tens = np.random.default_rng(seed).permutation(4000)[:500].reshape(50, 10)
        off = np.array([angle(gradient(net, x[:, t], y[:, t]), whole) for t in tens])
        off_by.append(np.median(off))
        over_90.append(np.sum(off > 90))
        up = []
        for t in tens:
            moved = copy.deepcopy(net)
            moved.update_mini_batch(full.train[t], 3.0)
            up.append(error(moved, x, y) > before)
        uphill.append(np.sum(up))
    holds("09 angle when trained", off_by)
    holds("09 over 90 degrees", over_90)
    holds("09 uphill when trained", uphill)
    holds("09 more uphill than over 90", np.subtract(uphill, over_90))


def test_sorted_digits_teach_the_last_one(full, holds):
    order = np.argsort(full.train.labels, kind="stable")
    in_order = full.train[order]
    right, nines = [], []
    x, _ = full.validation.columns(np.arange(10_000))
    for seed in range(5):
        net = Network([784, 30, 10], seed=seed)
        for start in range(0, len(in_order), 10):
            net.update_mini_batch(in_order[start : start + 10], 3.0)
        said = answers(net.feedforward(x))
        right.append(100 * np.mean(said == full.validation.labels))
        nines.append(100 * np.mean(said == 9))
    holds("09 sorted", right)
    holds("09 nines", nines)


def test_outputs_are_no_probabilities_and_too_sure(sound, full, holds):
    x, y = full.test.columns(np.arange(10_000))
    lowest, highest, near_08, too_sure, sure_mistakes = [], [], [], [], []
    for net in sound:
        a = net.feedforward(x)
        sums = a.sum(axis=0)
        lowest.append(sums.min())
        highest.append(sums.max())
        some = (a > 0.7) & (a <= 0.9)
        near_08.append(100 * y[some].mean())
        unsure = (a > 0.5) & (a < 0.9)
        too_sure.append(a[unsure].mean() - y[unsure].mean())
        wrong = answers(a) != full.test.labels
        sure_mistakes.append(np.mean(a.max(axis=0)[wrong] > 0.99))
    holds("09 lowest sum", lowest)
    holds("09 highest sum", highest)
    holds("09 outputs near 0.8", near_08)
    holds("09 too sure", too_sure)
    holds("09 sure mistakes", sure_mistakes)


def test_the_commonest_mistakes_are_between_digits_that_share_ink(sound, full, holds):
    x, _ = full.test.columns(np.arange(10_000))
    rank = []
    for net in sound:
        counts = count_confusions(full.test.labels, answers(net.feedforward(x)))
        pairs = counts + counts.T
        mistakes = np.sort(pairs[np.triu_indices(10, 1)])[::-1]
        rank.append(1 + list(mistakes).index(pairs[4, 9]))
    holds("09 4 and 9", rank)


def test_most_is_read_without_any_one_neuron_and_sometimes_more(sound, full, holds):
    worst, best = [], []
    for net in sound:
        whole, counts = net.evaluate(full.test), []
        for j in range(30):
            broken = copy.deepcopy(net)
            broken.weights[1][:, j] = 0
            counts.append(broken.evaluate(full.test))
        worst.append(min(counts) / 100)
        best.append(max(counts) - whole)
    holds("09 without a neuron", worst)
    holds("09 better without", best)


def test_four_outputs_make_more_mistakes_than_ten(ten, full, holds):
    bits = [8, 4, 2, 1]
    pairs = [
        (x, np.array([[label // bit % 2] for bit in bits]))
        for (x, _), label in zip(full.train, full.train.labels.astype(int), strict=True)
    ]
    examples = as_examples(pairs, 784, 4)
    x, _ = full.validation.columns(np.arange(10_000))
    more = []
    for net, seed in zip(ten[:6], SEEDS, strict=False):
        four = Network([784, 30, 4], seed=seed)
        four.SGD(examples, 10, 10, 3.0, quiet=True)
        read = bits @ (four.feedforward(x) > 0.5)
        mistakes = np.sum(read != full.validation.labels)
        more.append(mistakes - (10_000 - net.history[9]["correct"]))
    holds("09 four outputs", more)


def test_a_hundred_neurons_get_stuck_or_nearly(ten, full, holds):
    behind, silent = [], []
    x, _ = full.validation.columns(np.arange(10_000))
    for seed in range(5):
        large = Network([784, 100, 10], seed=seed)
        rows = large.SGD(full.train, 6, 10, 3.0, full.validation, quiet=True)
        behind.append(ten[seed].history[5]["correct"] - rows[-1]["correct"])
        silent.append(np.sum(count_answers(large, x) < 100))
    holds("09 a hundred neurons", behind)
    holds("09 silent", silent)


@pytest.mark.parametrize("name", ["full", "embedded"])
def test_so_few_digits_are_enough_for_80_in_a_hundred(name, request, holds):
    digits = request.getfixturevalue(name)
    validation = digits.validation[:2000]

    def reached(few, seed, hidden=30, eta=3.0, m=10):
        net = Network([784, hidden, 10], seed=seed)
        for _ in range(30):
            for x, y in mini_batches(digits.train[:few], m, net.rng):
                net.update_mini_batch((x, y), eta)
        return 100 * net.evaluate(validation) / len(validation)

    for few in (500, 1000, 2000):
        holds(f"09 {few} digits, {name}", [reached(few, seed) for seed in range(1, 8)])
    if name == "full":
        plain = np.median([reached(1000, seed) for seed in range(1, 6)])
        for words, other in {
            "a smaller rate": {"eta": 0.5},
            "larger mini-batches": {"m": 100},
            "60 neurons": {"hidden": 60},
        }.items():
            holds(f"09 {words}", [reached(1000, seed, **other) - plain for seed in range(1, 6)])


def test_blind_arrows_are_at_right_angles(holds):
    draws = [np.random.default_rng(seed).normal(size=(2, 23_860)) for seed in SEEDS]
    holds("09 blind arrows", [angle(*both) for both in draws])
