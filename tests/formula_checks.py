"""The formulas of lessons 07 and 08: where they stand, and a check for each function they name.

Beside the numbered equations, and others that a function computes, stands a marker, `→ in code: `
and that function. Each check takes the function and compares it with central differences or plain
arithmetic, written out here.
"""

import math
import re

import equation_checks
import numpy as np
from equation_checks import differences, sigma

from nnlib import Network

FORMULA = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
MARKER = re.compile(r"\s*→ in code: (`[`\w., ]+`)\s*(?:\n|$)")


def markers(text):
    """(formula, names) for each displayed formula of a Markdown text; names is [] without one."""
    found = []
    for formula in FORMULA.finditer(text):
        marker = MARKER.match(text, formula.end())
        names = re.findall(r"[\w.]+", marker.group(1)) if marker else []
        found.append((" ".join(formula.group(1).split()), names))
    return found


# The four equations of backpropagation by their left sides, and the functions that compute them.
EQUATIONS = {
    r"\delta_L =": "nnlib.equations.output_error",
    r"\delta_l =": "nnlib.equations.hidden_error",
    r"\frac{\partial E_x}{\partial b_l} =": "nnlib.equations.bias_gradient",
    r"\frac{\partial E_x}{\partial W_l} =": "nnlib.equations.weight_gradient",
}


def numbered(text):
    """(formula, its function, names beside it) for each of the four equations that a text shows."""
    return [
        (formula, function, names)
        for formula, names in markers(text)
        for left, function in EQUATIONS.items()
        if formula.startswith(left)
    ]


def close(result, expected):
    """Whether two arrays agree, in shape and in every number."""
    result, expected = np.asarray(result), np.asarray(expected)
    assert result.shape == expected.shape
    assert np.allclose(result, expected, rtol=1e-5, atol=1e-8)


RNG = np.random.default_rng(7)
A, Y = RNG.uniform(0.1, 0.9, (3, 4)), RNG.uniform(0, 1, (3, 4))
Z = RNG.normal(0, 2, (3, 4))


def check_sigmoid(sigmoid):
    close(sigmoid(Z), sigma(Z))


def check_sigmoid_prime(sigmoid_prime):
    close(sigmoid_prime(Z), (sigma(Z + 1e-5) - sigma(Z - 1e-5)) / 2e-5)


def check_descent_step(descent_step):
    close(descent_step(np.array([1.0, 3.0]), np.array([2.0, 6.0]), 0.01), [0.98, 2.94])


def check_numerical_gradient(numerical_gradient):
    close(numerical_gradient(lambda p: np.sum(p**3), np.array([[1.0, -2.0]])), [[3.0, 12.0]])


def check_quadratic_cost(quadratic_cost):
    total = sum((Y[j, i] - A[j, i]) ** 2 / 2 for j in range(3) for i in range(4))
    close(quadratic_cost(A, Y), total / 4)


def check_cost_derivative(cost_derivative):
    close(cost_derivative(A, Y), differences(lambda a: np.sum((Y - a) ** 2) / 2, A))


def check_feedforward(feedforward):
    net = network()
    a = X
    for W, b in zip(net.weights, net.biases, strict=True):
        a = sigma(W @ a + b)
    close(feedforward(net, X), a)


def check_forward(forward):
    net = network()
    z, a = forward(net, X)
    assert z[0] is None
    close(a[0], X)
    for l, (W, b) in enumerate(zip(net.weights, net.biases, strict=True), 1):
        close(z[l], W @ a[l - 1] + b)
        close(a[l], sigma(z[l]))
    assert len(z) == len(a) == 4


X, TARGETS = RNG.uniform(0, 1, (4, 5)), RNG.uniform(0, 1, (2, 5))


def network():
    """A network with two hidden layers, in double precision."""
    return Network([4, 3, 5, 2], seed=3, dtype=np.float64)


def total_cost(net):
    """Σₓ Eₓ over the columns of X."""
    a = X
    for W, b in zip(net.weights, net.biases, strict=True):
        a = sigma(W @ a + b)
    return np.sum((TARGETS - a) ** 2) / 2


def true_gradient(net):
    """The gradient of Σₓ Eₓ with respect to every bias and weight, by central differences."""
    return [
        [_slopes(net, parameters) for parameters in group] for group in (net.biases, net.weights)
    ]


def _slopes(net, parameters):
    kept = parameters.copy()

    def cost(values):
        parameters[...] = values
        return total_cost(net)

    slopes = differences(cost, kept)
    parameters[...] = kept
    return slopes


def check_backprop(backprop):
    net = network()
    for found, expected in zip(backprop(net, X, TARGETS), true_gradient(net), strict=True):
        for layer, (result, slopes) in enumerate(zip(found, expected, strict=True)):
            assert result.shape == slopes.shape, layer
            close(result, slopes)


def check_update_mini_batch(update_mini_batch):
    net, before = network(), network()
    biases, weights = true_gradient(before)
    update_mini_batch(net, (X, TARGETS), 3.0)
    for l in range(3):
        close(net.weights[l], before.weights[l] - 3.0 / 5 * weights[l])
        close(net.biases[l], before.biases[l] - 3.0 / 5 * biases[l])


# A chain of single neurons.
CHAIN = ([1.5, -2.0, 0.7], [0.3, -0.4, 1.1], 0.8, 0.2)


def plain_chain(weights, biases, x):
    z, a = [None], [x]
    for w, b in zip(weights, biases, strict=True):
        z.append(w * a[-1] + b)
        a.append(float(sigma(z[-1])))
    return z, a


def plain_error(weights, biases, x, y):
    return (y - plain_chain(weights, biases, x)[1][-1]) ** 2 / 2


def check_along_path(along_path):
    assert math.isclose(along_path([2.0, -3.0, 0.5]), -3.0)


def check_over_paths(over_paths):
    assert math.isclose(over_paths([[2.0, -3.0], [0.5, 8.0]]), -2.0)


def check_chain_values(chain_values):
    weights, biases, x, _ = CHAIN
    for found, expected in zip(
        chain_values(weights, biases, x), plain_chain(weights, biases, x), strict=True
    ):
        close(found[1:], expected[1:])


def check_chain_error(chain_error):
    assert math.isclose(chain_error(*CHAIN), plain_error(*CHAIN))


def _chain_slopes(function, which):
    weights, biases, x, y = CHAIN
    for l in (1, 2, 3):

        def error(value, l=l):
            changed = [list(weights), list(biases)]
            changed[which][l - 1] = float(value[0])
            return plain_error(*changed, x, y)

        point = np.array([CHAIN[which][l - 1]])
        close([function(weights, biases, x, y, l)], differences(error, point))


def check_weight_slope(weight_slope):
    _chain_slopes(weight_slope, 0)


def check_bias_slope(bias_slope):
    _chain_slopes(bias_slope, 1)


def check_local_slopes(local_slopes):
    _chain_slopes(lambda *chain: math.prod(local_slopes(*chain)), 0)


def check_relative_error(relative_error):
    assert math.isclose(relative_error(np.array([3.0, 4.0]), np.array([0.0, 0.0])), 1.0)
    assert math.isclose(relative_error(np.array([3.0, 4.0]), np.array([3.0, 0.0])), 4 / 8)
    assert relative_error(np.array([[3.0], [4.0]]), np.array([[3.0], [4.0]])) == 0


CHECKS = {
    **{f"nnlib.equations.{name}": getattr(equation_checks, f"check_{name}")
       for name in equation_checks.NAMES},
    "nnlib.equations.quadratic_cost": check_quadratic_cost,
    "nnlib.equations.cost_derivative": check_cost_derivative,
    "nnlib.neurons.sigmoid": check_sigmoid,
    "nnlib.neurons.sigmoid_prime": check_sigmoid_prime,
    "nnlib.descent.descent_step": check_descent_step,
    "nnlib.descent.numerical_gradient": check_numerical_gradient,
    "nnlib.network.Network.feedforward": check_feedforward,
    "nnlib.network.Network.forward": check_forward,
    "nnlib.network.Network.backprop": check_backprop,
    "nnlib.network.Network.update_mini_batch": check_update_mini_batch,
    "nnlib.studies.chains.along_path": check_along_path,
    "nnlib.studies.chains.over_paths": check_over_paths,
    "nnlib.studies.chains.chain_values": check_chain_values,
    "nnlib.studies.chains.chain_error": check_chain_error,
    "nnlib.studies.chains.local_slopes": check_local_slopes,
    "nnlib.studies.chains.weight_slope": check_weight_slope,
    "nnlib.studies.chains.bias_slope": check_bias_slope,
    "nnlib.descent.relative_error": check_relative_error,
}  # fmt: skip
