"""One neuron: the perceptron with its step, the sigmoid neuron with its curve, and logic gates.

Here x and w are vectors of shape (n,), b is a number, and z = w·x + b is the weighted input.
"""

import numpy as np


def step(z):
    """The step function: 1 where z ≥ 0, else 0. Works elementwise; returns the shape of z.

    At z = 0 the step function gives 1 while a perceptron gives 0 (see `perceptron`).
    """
    return np.where(np.asarray(z) >= 0, 1, 0)


# For a very negative z, e⁻ᶻ is too large for a float and becomes inf. Then 1 / (1 + inf) is 0,
# which is the right answer, so only NumPy's warning is switched off.
@np.errstate(over="ignore")
def sigmoid(z):
    """The sigmoid (or logistic) function σ(z) = 1 / (1 + e⁻ᶻ), between 0 and 1, elementwise.

    z: numbers, any shape. Returns the same shape; float32 stays float32.
    """
    z = np.asarray(z)
    if z.dtype.kind != "f":
        z = z.astype(float)  # whole numbers without a sign have no −z
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    """The slope of the sigmoid, σ′(z) = σ(z) (1 − σ(z)), at most 0.25 (at z = 0). Elementwise."""
    a = sigmoid(z)
    return a * (1 - a)


def perceptron(w, b, x):
    """Output of a perceptron (Rosenblatt, 1958): 1 if w·x + b > 0, else 0.

    w, x: shape (n,); b: a number, minus the threshold. At exactly w·x + b = 0 the output is 0.
    """
    return int(np.dot(w, x) + b > 0)


def sigmoid_neuron(w, b, x):
    """Output of a sigmoid neuron: σ(w·x + b), a number between 0 and 1. w, x: shape (n,)."""
    return float(sigmoid(np.dot(w, x) + b))


def AND(x1, x2):
    """1 if both inputs are 1: a perceptron with weights 0.6, 0.6 and threshold 1."""
    return perceptron([0.6, 0.6], -1, [x1, x2])


def OR(x1, x2):
    """1 if at least one input is 1: a perceptron with weights 2, 2 and bias −1."""
    return perceptron([2, 2], -1, [x1, x2])


def NAND(x1, x2):
    """0 only if both inputs are 1: a perceptron with weights −2, −2 and bias 3."""
    return perceptron([-2, -2], 3, [x1, x2])


def XOR(x1, x2):
    """1 if the inputs differ. One perceptron cannot do it; a network of four NANDs can."""
    both = NAND(x1, x2)
    return NAND(NAND(x1, both), NAND(both, x2))


def half_adder(x1, x2):
    """Adds two bits: returns (carry, sum), so that 1 + 1 gives (1, 0). Built from NANDs."""
    both = NAND(x1, x2)
    return NAND(both, both), XOR(x1, x2)
