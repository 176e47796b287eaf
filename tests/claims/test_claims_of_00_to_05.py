"""What lessons 00 to 05 claim and chance could spoil: noise, untrained networks, hollows."""

import copy

import numpy as np
import pytest

from nnlib import Network, answers, data_file, descend, perceptron
from nnlib.classroom.widgets.lesson_00 import damaged
from nnlib.landscapes import LANDSCAPES

pytestmark = pytest.mark.slow
SEEDS = range(100, 105)


@pytest.fixture(scope="module")
def shipped():
    return Network.load(data_file("trained_784_30_10.npz"))


@pytest.fixture(scope="module")
def five(embedded):
    """Five networks of 784, 30 and 10 neurons, trained on the embedded digits."""
    networks = [Network([784, 30, 10], seed=seed, init="scaled") for seed in SEEDS]
    for net in networks:
        net.SGD(embedded.train, 10, 10, 3.0, quiet=True)
    return networks


@pytest.fixture(scope="module")
def count_right(embedded):
    """A function: how many of the 500 embedded test pictures a network reads."""
    test, pictures = embedded.test, embedded.test.images / 256

    def count(net, changed=lambda pictures: pictures):
        columns = changed(pictures).reshape(500, 784).T
        return int(np.sum(answers(net.feedforward(columns)) == test.labels))

    return count


def without(net, j):
    broken = copy.deepcopy(net)
    broken.weights[1][:, j] = 0
    return broken


def noisy(net, layer, seed):
    """A copy with noise of size 1 on the weights of one layer."""
    broken, rng = copy.deepcopy(net), np.random.default_rng(seed)
    broken.weights[layer] += rng.standard_normal(broken.weights[layer].shape)
    return broken


def test_noise_on_all_numbers_costs_13_digits_on_average(shipped, count_right, holds):
    twenties = [range(start, start + 20) for start in range(20, 120, 20)]
    means = [np.mean([count_right(damaged(shipped, 0.5, s)) for s in some]) for some in twenties]
    holds("00 noise", [475 - mean for mean in means])
    numbers = np.concatenate([n.ravel() for n in shipped.weights + shipped.biases])
    noise = [0.5 * np.random.default_rng(s).standard_normal(numbers.size) for s in SEEDS]
    holds("00 a quarter moved", [np.mean(np.abs(one) > np.abs(numbers)) for one in noise])


def test_at_damage_19_about_half_of_the_digits_are_left(shipped, count_right, holds):
    holds("00 ruin", [count_right(damaged(shipped, 1.9, seed)) for seed in range(20, 40)])


def test_noise_costs_more_in_the_first_weights_than_in_the_second(shipped, count_right, holds):
    for layer, key in ((0, "00 first weights"), (1, "00 second weights")):
        fives = np.array([count_right(noisy(shipped, layer, seed)) for seed in range(100)])
        holds(key, fives.reshape(5, 20).mean(axis=1))


def test_pictures_unlike_those_it_learned_are_lost(five, count_right, holds):
    holds("00 swapped", [count_right(net, lambda p: 1 - p) for net in five])
    holds("00 moved by 3", [count_right(net, lambda p: np.roll(p, 3, axis=2)) for net in five])


def test_neurons_do_not_share_the_work_equally(five, count_right, holds):
    costs = [[count_right(net) - count_right(without(net, j)) for j in range(30)] for net in five]
    holds("00 unequal neurons", [max(each) - np.median(each) for each in costs])


def test_rosenblatts_rule_finds_every_table_that_one_perceptron_can_make(holds):
    rows = [(0, 0), (0, 1), (1, 0), (1, 1)]

    def learned(table, seed):
        rng = np.random.default_rng(seed)
        w, b = rng.integers(-5, 6, 2), int(rng.integers(-5, 6))
        for _ in range(100):
            for i in rng.permutation(4):
                error = table[i] - perceptron(w, b, rows[i])
                w, b = w + error * np.array(rows[i]), b + error
        return [perceptron(w, b, x) for x in rows] == table

    tables = [[n >> i & 1 for i in range(4)] for n in range(16)]
    holds("01 rule", [sum(learned(table, seed) for table in tables) for seed in SEEDS])


def test_untrained_networks_are_right_about_one_time_in_ten(embedded, holds):
    seeds = [range(start, start + 10) for start in range(10, 60, 10)]
    shares = [
        [Network([784, 30, 10], seed=s).evaluate(embedded.test) / 5 for s in some] for some in seeds
    ]
    holds("03 worst untrained", map(min, shares))
    holds("03 best untrained", map(max, shares))
    holds("03 mean untrained", map(np.mean, shares))


def test_the_score_of_an_untrained_nine_follows_how_often_it_says_no(embedded, holds):
    x, _ = embedded.test.columns(range(500))
    nine = embedded.test.labels == 9

    def follows(seeds):
        says = [Network([784, 15, 1], seed=s).feedforward(x)[0] > 0.5 for s in seeds]
        no = [np.mean(~each) for each in says]
        return np.corrcoef(no, [np.mean(each == nine) for each in says])[0, 1]

    holds("03 parrot", [follows(range(10 * k, 10 * k + 10)) for k in range(1, 6)])


def test_a_neuron_with_random_weights_learns_nand(holds):
    rows = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    examples = [(rows[:, [i]], [[1 - i // 3]]) for i in range(4)]
    worst = []
    for seed in SEEDS:
        neuron = Network([2, 1], seed=seed)
        neuron.SGD(examples, 1000, 4, 3.0, quiet=True)
        worst.append(np.abs(neuron.feedforward(rows) - [1, 1, 1, 0]).max())
    holds("05 nand", worst)


def test_noise_pushes_paths_over_the_pass(holds):
    def in_the_deep_one(noise, seed):
        rng = np.random.default_rng(seed)

        def noisy_gradient(p):
            return LANDSCAPES["two minima"].gradient(p) + noise * rng.standard_normal(2)

        paths = [descend(noisy_gradient, (3, 2), 0.1, 100) for _ in range(50)]
        return sum(path[-1, 0] < 0 for path in paths)

    for noise in (0, 2, 4):
        holds(f"05 noise {noise}", [in_the_deep_one(noise, seed) for seed in SEEDS])
