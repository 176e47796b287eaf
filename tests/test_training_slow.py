"""The full run of the classic course, ten times: python -m pytest -m slow (about two minutes)."""

import os
import statistics

import pytest

from nnlib import Network, load_mnist

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("NNLIB_DATA_DIR"),
        reason="needs the full MNIST set in the folder NNLIB_DATA_DIR",
    ),
]


def test_ten_full_runs_reach_what_the_course_reports(capsys):
    mnist = load_mnist("full")
    right = []
    for seed in range(10):
        net = Network([784, 30, 10], seed=seed)
        net.SGD(mnist.train, 30, 10, 3.0, test_data=mnist.test)
        right.append(net.history[-1]["correct"])
    with capsys.disabled():
        print(f"\nright of 10,000 after 30 epochs, seeds 0 to 9: {right}")
    assert statistics.median(right) >= 9465
    assert sum(number >= 9420 for number in right) >= 7
