"""A chain of single sigmoid neurons, [1, 1, 1, …]: one neuron in each layer, one path to the error.

`weights` and `biases` are lists of L numbers, x and the target y are numbers. Neuron l = 1 … L has
z_l = w_l a_{l−1} + b_l and a_l = σ(z_l), with a_0 = x. The error is Eₓ = ½ (y − a_L)².
"""

import math

from nnlib.neurons import sigmoid, sigmoid_prime


def along_path(slopes):
    """The slope along one path: the product of the local slopes on it."""
    return math.prod(slopes)


def over_paths(paths):
    """The slope over several paths: the sum of the slopes along each. paths: lists of slopes."""
    return sum(along_path(slopes) for slopes in paths)


def chain_values(weights, biases, x):
    """The lists z and a of a chain, z[l] and a[l] for neuron l; z[0] is None and a[0] is x."""
    z, a = [None], [float(x)]
    for w, b in zip(weights, biases, strict=True):
        z.append(w * a[-1] + b)
        a.append(float(sigmoid(z[-1])))
    return z, a


def chain_error(weights, biases, x, y):
    """The error of a chain: Eₓ = ½ (y − a_L)²."""
    _, a = chain_values(weights, biases, x)
    return (y - a[-1]) ** 2 / 2


def local_slopes(weights, biases, x, y, l, of="w"):
    """The local slopes on the path from w_l, or with of="b" from b_l, to the error, in order.

    From w_l to z_l: a_{l−1} (from b_l: 1); through σ: σ′(z_l); to the next neuron: w_{l+1}; and so
    on. The last step, from a_L to Eₓ, has slope a_L − y.
    """
    z, a = chain_values(weights, biases, x)
    slopes = [a[l - 1] if of == "w" else 1.0, float(sigmoid_prime(z[l]))]
    for k in range(l + 1, len(a)):
        slopes += [float(weights[k - 1]), float(sigmoid_prime(z[k]))]
    return [*slopes, a[-1] - y]


def weight_slope(weights, biases, x, y, l):
    """How the error changes with weight l: ∂Eₓ/∂w_l, the product of the slopes on its path."""
    return along_path(local_slopes(weights, biases, x, y, l))


def bias_slope(weights, biases, x, y, l):
    """How the error changes with bias l: ∂Eₓ/∂b_l, the product of the slopes on its path."""
    return along_path(local_slopes(weights, biases, x, y, l, of="b"))
