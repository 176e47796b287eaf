"""Layers for columns of numbers: Dense, the activations, softmax, and Flatten, which makes columns.

The rules of `Dense` and `Sigmoid` are the four equations of `nnlib.equations`, cut where one
layer ends and the next begins.
"""

import math

import numpy as np

from nnlib import equations
from nnlib.layers.layer import Layer, words
from nnlib.neurons import sigmoid, sigmoid_prime
from nnlib.support.checks import check_count
from nnlib.support.errors import ShapeError


class Dense(Layer):
    """Every neuron takes every number that enters: z = W a + b.

    weights: (neurons, n), row j belongs to neuron j. biases: (neurons, 1).
    """

    settings = ("neurons",)

    def __init__(self, neurons):
        self.neurons = check_count(neurons, "neurons")

    def connect(self, shape):
        """shape: (n,). Returns (neurons,)."""
        if len(shape) != 1:
            raise ShapeError(
                f"{self} takes columns of numbers, but {words(shape)} enter. "
                "Put Flatten() before it."
            )
        (self.inputs,) = shape
        self.weights_shape, self.biases_shape = (self.neurons, self.inputs), (self.neurons, 1)
        return (self.neurons,)

    def forward(self, a):
        """a: (n, m). Returns z: (neurons, m)."""
        self.a = a
        return self.weights @ a + self.biases

    def gradients(self, delta):
        """delta: ∂Eₓ/∂z, (neurons, m). Equations 3 and 4, summed over the m columns."""
        self.nabla_b = equations.bias_gradient(delta)
        self.nabla_w = equations.weight_gradient(delta, self.a)

    def error_before(self, delta):
        """delta: ∂Eₓ/∂z, (neurons, m). Returns ∂Eₓ/∂a = Wᵀ δ, (n, m): equation 2's first half."""
        return self.weights.T @ delta


class Sigmoid(Layer):
    """a = σ(z), elementwise, any shape."""

    def forward(self, z):
        """Each z becomes σ(z), between 0 and 1."""
        self.z = z
        return sigmoid(z)

    def error_before(self, delta):
        """delta: ∂Eₓ/∂a. Returns ∂Eₓ/∂z = ∂Eₓ/∂a ⊙ σ′(z): the other half of equations 1 and 2."""
        return delta * sigmoid_prime(self.z)


class ReLU(Layer):
    """a = max(0, z), elementwise, any shape: the rectified linear unit.

    Its slope is 1 where z > 0, else 0; at the kink z = 0, where there is no slope, 0 is taken.
    Source: X. Glorot, A. Bordes and Y. Bengio, AISTATS 2011.
    """

    def forward(self, z):
        """Each positive z stays, every other becomes 0."""
        self.z = z
        return np.maximum(z, 0)

    def error_before(self, delta):
        """delta: ∂Eₓ/∂a. Returns ∂Eₓ/∂z: delta where z > 0, else 0."""
        return delta * (self.z > 0)


class Flatten(Layer):
    """Images become columns: (channels, height, width) numbers, channel by channel, row by row."""

    def connect(self, shape):
        """shape: (channels, height, width). Returns (channels · height · width,)."""
        self.shape = shape
        return (math.prod(shape),)

    def forward(self, a):
        """a: (channels, height, width, m). Returns (channels · height · width, m)."""
        return a.reshape(-1, a.shape[-1])

    def error_before(self, delta):
        """The same numbers, in the shape of the images again."""
        return delta.reshape(*self.shape, -1)


class Softmax(Layer):
    """a_j = exp(z_j) / Σₖ exp(z_k): each column becomes probabilities, which add up to 1.

    As the last layer of a `Sequential` it comes with the cross-entropy as the cost. Then the two
    slopes together are simply ∂Eₓ/∂z = a − y, and `error_before` is not asked.
    """

    def connect(self, shape):
        """shape: (n,). Returns (n,)."""
        if len(shape) != 1:
            raise ShapeError(
                f"Softmax() takes columns of numbers, but {words(shape)} enter. "
                "Put Flatten() and Dense(...) before it."
            )
        return shape

    def forward(self, z):
        """z: (n, m). Returns a: (n, m)."""
        self.z, self.a = z, softmax(z)
        return self.a

    def error_before(self, delta):
        """delta: ∂Eₓ/∂a, (n, m). Returns ∂Eₓ/∂z_j = a_j (δ_j − Σₖ a_k δ_k), (n, m)."""
        return self.a * (delta - (self.a * delta).sum(axis=0))


def softmax(z):
    """Each column of z, (n, m), as probabilities: exp(z_j) / Σₖ exp(z_k). Returns (n, m).

    Taking the column's largest z away changes no quotient, and then no exp is too large.
    """
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def log_sum_exp(z):
    """log Σₖ exp(z_k) of each column of z, (n, m), without a number too large. Returns (m,)."""
    highest = z.max(axis=0)
    return highest + np.log(np.exp(z - highest).sum(axis=0))


def cross_entropy(z, y):
    """Mean over the m columns of Eₓ = −Σ_j y_j log a_j, where a = softmax(z). Returns a number.

    z: (n, m), the softmax's weighted inputs; y: (n, m), one-hot (or probabilities).
    It is computed from z, by log a_j = z_j − log Σₖ exp(z_k): no a_j is ever rounded to 0.
    """
    return float(np.mean(np.sum(y * (log_sum_exp(z) - z), axis=0)))
