"""What lesson 12 claims of dense and convolutional networks, of shuffled and of moved digits."""

import numpy as np
import pytest

from nnlib import (
    Convolution,
    Dense,
    Digits,
    Flatten,
    MaxPooling,
    Network,
    ReLU,
    Sequential,
    Shifted,
    Softmax,
    shift,
)

pytestmark = pytest.mark.slow
SEEDS = range(5)


def new_network(seed):
    """20,522 weights and biases."""
    layers = [
        *(Convolution(8, 5), MaxPooling(2), ReLU()),
        *(Convolution(16, 5), MaxPooling(2), ReLU()),
        *(Flatten(), Dense(64), ReLU()),
        *(Dense(10), Softmax()),
    ]
    return Sequential(layers, input_shape=(1, 28, 28), seed=seed, init="he")


def new_dense(seed):
    layers = [Dense(30), ReLU(), Dense(10), Softmax()]
    return Sequential(layers, input_shape=784, seed=seed, init="he")


def shuffled(digits, seed):
    """The digits with all their pixels in one random order."""
    order = np.random.default_rng(seed).permutation(784)
    images = digits.images.reshape(-1, 784)[:, order].reshape(-1, 28, 28)
    return Digits(images, digits.labels, one_hot_targets=digits.one_hot_targets)


def trained(net, digits, stages, m=32):
    for epochs, eta in stages:
        net.SGD(digits, epochs, m, eta, momentum=0.9, quiet=True)
    return net


def percent(net, digits):
    return 100 * net.evaluate(digits) / len(digits)


def moved(digits, right):
    return Digits(shift(digits.images, 0, right), digits.labels)


@pytest.fixture(scope="module")
def dense(full):
    """784–30–10 as the lesson trains it, from five seeds."""
    networks = [Network([784, 30, 10], seed=seed, init="scaled") for seed in SEEDS]
    for net in networks:
        net.SGD(full.train, 4, 10, 1.0, quiet=True)
    return networks


@pytest.fixture(scope="module")
def convolutional(full):
    """The lesson's convolutional network, from five seeds."""
    stages = ((2, 0.02), (1, 0.006), (1, 0.002))
    return [trained(new_network(seed), full.train, stages) for seed in SEEDS]


def test_shuffled_pixels_are_learned_as_well_by_a_dense_network(dense, full, holds):
    straight = np.array([percent(net, full.validation) for net in dense])
    holds("12 straight", straight)
    mixed = []
    for seed in SEEDS:
        net = Network([784, 30, 10], seed=seed, init="scaled")
        net.SGD(shuffled(full.train, seed), 4, 10, 1.0, quiet=True)
        mixed.append(percent(net, shuffled(full.validation, seed)))
    holds("12 shuffled", mixed - straight)


def test_a_dense_network_loses_moved_digits(dense, full, holds):
    some = full.validation[:2000]
    for right in (2, 4):
        holds(f"12 dense, moved by {right}", [percent(net, moved(some, right)) for net in dense])


def test_a_convolutional_network_misreads_less_than_half_as_many(dense, convolutional, full, holds):
    stages = ((2, 0.02), (1, 0.006), (1, 0.002))
    alike = [trained(new_dense(seed), full.train, stages) for seed in SEEDS]
    wrong = np.array([100 - percent(net, full.validation) for net in convolutional])
    wrong_alike = np.array([100 - percent(net, full.validation) for net in alike])
    wrong_dense = np.array([100 - percent(net, full.validation) for net in dense])
    holds("12 times as many misread, dense", wrong_dense / wrong)
    holds("12 times as many misread, trained alike", wrong_alike / wrong)
    holds("12 convolutional, test digits", [percent(net, full.test) for net in convolutional])


def test_it_loses_moved_digits_later_and_learns_from_them(convolutional, full, holds):
    some = full.validation[:2000]
    for right in (2, 4):
        shares = [percent(net, moved(some, right)) for net in convolutional]
        holds(f"12 convolutional, moved by {right}", shares)
    at_0, at_4 = [], []
    for seed, net in enumerate(convolutional):
        before = percent(net, some)
        net.SGD(Shifted(full.train, 4, seed), 1, 32, 0.006, momentum=0.9, quiet=True)
        at_0.append(before - percent(net, some))
        at_4.append(percent(net, moved(some, 4)))
    holds("12 cost of moved digits", at_0)
    holds("12 learned from moved digits", at_4)


def test_the_bet_is_lost_on_shuffled_digits(full, holds):
    few, stages = full.train[:4000], ((4, 0.02), (1, 0.006), (1, 0.002))
    found = {}
    for words, new in (("convolutional", new_network), ("dense", new_dense)):
        straight = [trained(new(seed), few, stages) for seed in SEEDS]
        mixed = [trained(new(seed), shuffled(few, seed), stages) for seed in SEEDS]
        found[words, "straight"] = np.array([percent(net, full.validation) for net in straight])
        found[words, "shuffled"] = np.array(
            [percent(n, shuffled(full.validation, s)) for s, n in zip(SEEDS, mixed, strict=True)]
        )
    for (words, which), values in found.items():
        holds(f"12 few digits, {words}, {which}", values)
    lead = found["convolutional", "shuffled"] - found["dense", "shuffled"]
    holds("12 lead when shuffled", lead)
