"""Lesson 12's network on the embedded digits, and the one that ships: python -m pytest -m slow."""

import os

import pytest

from nnlib import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    ReLU,
    Sequential,
    Shifted,
    Softmax,
    data_file,
    load_mnist,
)

pytestmark = pytest.mark.slow
full_set = pytest.mark.skipif(
    not os.environ.get("NNLIB_DATA_DIR"),
    reason="needs the full MNIST set in the folder NNLIB_DATA_DIR",
)


def new_network(seed):
    """20,522 weights and biases."""
    layers = [
        *(Convolution(8, 5), MaxPooling(2), ReLU()),
        *(Convolution(16, 5), MaxPooling(2), ReLU()),
        *(Flatten(), Dense(64), ReLU()),
        *(Dense(10), Softmax()),
    ]
    return Sequential(layers, input_shape=(1, 28, 28), seed=seed)


@full_set
@pytest.mark.sample
def test_the_network_that_ships_reads_992_of_1000_test_digits():
    assert Sequential.load(data_file("trained_conv.npz")).evaluate(load_mnist("full").test) >= 9920


@pytest.mark.parametrize("seed", range(5))
def test_the_embedded_digits_are_enough_for_95_of_100_and_more_with_shifts(seed, capsys):
    mnist = load_mnist("embedded")
    plain, shifted = new_network(seed), new_network(seed)
    for epochs, eta in ((4, 0.02), (2, 0.005), (2, 0.001)):
        plain.SGD(mnist.train, epochs, 32, eta, momentum=0.9)
    for epochs, eta in ((20, 0.02), (10, 0.005)):
        shifted.SGD(Shifted(mnist.train, 2, seed), epochs, 32, eta, momentum=0.9)
    right = [net.evaluate(mnist.test) for net in (plain, shifted)]
    with capsys.disabled():
        print(f"\nseed {seed}: {right} of 500 embedded test digits, without and with shifts")
    assert right[0] >= 475
    assert right[1] >= 480
