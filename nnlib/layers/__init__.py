"""Layers, each with its forward rule beside its backward rule, and `Sequential`, which joins them.

`layer` says what a layer is, `columns` and `images` hold the layers for columns of numbers and for
images, `sequential` the network that they make.
"""

from nnlib.layers.columns import (
    Dense,
    Flatten,
    ReLU,
    Sigmoid,
    Softmax,
    cross_entropy,
    log_sum_exp,
    softmax,
)
from nnlib.layers.images import Convolution, MaxPooling, windows
from nnlib.layers.sequential import Sequential

__all__ = [
    "Convolution",
    "Dense",
    "Flatten",
    "MaxPooling",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "Softmax",
    "cross_entropy",
    "log_sum_exp",
    "softmax",
    "windows",
]
