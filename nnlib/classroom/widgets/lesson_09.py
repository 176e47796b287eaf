"""The interactive of lesson 09: the gradients of mini-batches."""

import functools

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Stops
from nnlib.digits.mnist import read_embedded
from nnlib.network import Network

MINI_BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@interactive(
    "the smallest m whose median angle is under 15°.",
    draw=lambda data: figures.gradient_arrows(**data),
)
def explore_mini_batches(m: Stops(MINI_BATCH_SIZES, "m, examples in a mini-batch") = 10):
    """Lesson 09: the gradients of 100 mini-batches of m examples around the whole set's."""
    return mini_batch_gradients(m)


@functools.lru_cache(maxsize=32)
def mini_batch_gradients(m, count=100, seed=0):
    """Lengths and angles of `count` mini-batch gradients of an untrained network, as a dict.

    The network is the lesson's, Network([784, 30, 10], seed=2), and the whole set the first 4,000
    training digits.
    Lengths are in units of the whole gradient's, angles in degrees; sides (±1) only spread the
    arrows over the picture.
    """
    whole = _mean_gradient(slice(None))
    rng = np.random.default_rng(seed)
    drawn = np.array([_mean_gradient(rng.choice(4000, m, replace=False)) for _ in range(count)])
    lengths = np.linalg.norm(drawn, axis=1)
    cosines = drawn @ whole / (lengths * np.linalg.norm(whole))
    return {
        "m": m,
        "lengths": lengths / np.linalg.norm(whole),
        "angles": np.degrees(np.arccos(np.clip(cosines, -1, 1))),
        "sides": np.where(np.arange(count) % 2, 1, -1),
    }


def _mean_gradient(indices):
    """The mean gradient over some of the first 4,000 training digits, as one long vector."""
    net, digits = _untrained()
    x, y = digits.columns(indices)
    nabla_b, nabla_w = net.backprop(x, y)
    return np.concatenate([g.ravel() for g in nabla_b + nabla_w]) / x.shape[1]


@functools.cache
def _untrained():
    return Network([784, 30, 10], seed=2), read_embedded().train
