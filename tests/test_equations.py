"""The four equations, each checked on its own, and broken versions that the checks must name."""

from types import SimpleNamespace

import numpy as np
import pytest
from equation_checks import NAMES, PROBLEMS, differences, failing

from nnlib import equations
from nnlib.equations import (
    bias_gradient,
    cost_derivative,
    hidden_error,
    output_error,
    quadratic_cost,
    weight_gradient,
)
from nnlib.neurons import sigmoid, sigmoid_prime


def weights_of_the_wrong_layer(weights_next, delta_next, z):
    """Equation 2 with W_l in place of W_{l+1}."""
    problem = next(p for p in PROBLEMS if np.array_equal(p.W_next, weights_next))
    return hidden_error(problem.W, delta_next, z)


BROKEN = {
    "output_error": {
        "sigma' is missing": lambda a, y, z: a - y,
        "sigma'(a) in place of sigma'(z)": lambda a, y, z: (a - y) * sigmoid_prime(a),
        "sigma(z) in place of sigma'(z)": lambda a, y, z: (a - y) * sigmoid(z),
        "the sign is wrong": lambda a, y, z: (y - a) * sigmoid_prime(z),
        "twice too large": lambda a, y, z: 2 * (a - y) * sigmoid_prime(z),
        "the mean over the examples": lambda a, y, z: output_error(a, y, z) / a.shape[1],
        "summed over the examples": lambda a, y, z: output_error(a, y, z).sum(1, keepdims=True),
        "a matrix product": lambda a, y, z: (a - y) @ sigmoid_prime(z).T,
        "z in place of a": lambda a, y, z: (z - y) * sigmoid_prime(z),
    },
    "hidden_error": {
        "the transpose is lost": lambda W, d, z: (W @ d) * sigmoid_prime(z),
        "sigma' is missing": lambda W, d, z: W.T @ d,
        "sigma'(a) in place of sigma'(z)": lambda W, d, z: (W.T @ d) * sigmoid_prime(sigmoid(z)),
        "sigma(z) in place of sigma'(z)": lambda W, d, z: (W.T @ d) * sigmoid(z),
        "the sign is wrong": lambda W, d, z: -hidden_error(W, d, z),
        "weights of the wrong layer": weights_of_the_wrong_layer,
        "the wrong factor is transposed": lambda W, d, z: (d.T @ W) * sigmoid_prime(z),
        "the mean over the next layer": lambda W, d, z: hidden_error(W, d, z) / len(W),
        "sigma' inside the product": lambda W, d, z: W.T @ (d * sigmoid_prime(d)),
    },
    "bias_gradient": {
        "the mean, not the sum": lambda d: d.mean(axis=1, keepdims=True),
        "summed over everything": lambda d: d.sum(),
        "summed over everything, then spread": lambda d: np.full((len(d), 1), d.sum()),
        "summed over the neurons": lambda d: d.sum(axis=0, keepdims=True),
        "a vector, no column": lambda d: d.sum(axis=1),
        "not summed": lambda d: d,
        "the first example alone": lambda d: d[:, :1],
        "the sign is wrong": lambda d: -bias_gradient(d),
    },
    "weight_gradient": {
        "a @ delta.T": lambda d, a: a @ d.T,
        "the transpose is lost": lambda d, a: d @ a,
        "the wrong factor is transposed": lambda d, a: d.T @ a,
        "the mean, not the sum": lambda d, a: weight_gradient(d, a) / d.shape[1],
        "summed over everything": lambda d, a: np.sum(d @ a.T),
        "elementwise": lambda d, a: d * a,
        "the sign is wrong": lambda d, a: -weight_gradient(d, a),
        "the first example alone": lambda d, a: d[:, :1] @ a[:, :1].T,
        "sigma' of the inputs": lambda d, a: d @ sigmoid_prime(a).T,
    },
}


def test_every_equation_passes_its_own_check():
    assert failing(equations) == []


@pytest.mark.parametrize(
    ("name", "mistake"), [(name, mistake) for name in NAMES for mistake in BROKEN[name]]
)
def test_a_broken_equation_is_named_and_no_other(name, mistake):
    four = {n: getattr(equations, n) for n in NAMES}
    assert failing(SimpleNamespace(**(four | {name: BROKEN[name][mistake]}))) == [name]


def test_the_cost_is_half_the_squared_distance():
    assert quadratic_cost(np.zeros((2, 1)), np.array([[3.0], [4.0]])) == 12.5


def test_the_cost_of_a_set_is_the_mean_over_its_columns():
    a, y = np.zeros((2, 2)), np.array([[3.0, 0.0], [4.0, 0.0]])
    assert quadratic_cost(a, y) == 6.25


def test_the_cost_derivative_is_the_slope_of_the_cost():
    rng = np.random.default_rng(0)
    a, y = rng.uniform(size=(3, 5)), rng.uniform(size=(3, 5))
    slope = differences(lambda a: 5 * quadratic_cost(a, y), a)
    np.testing.assert_allclose(cost_derivative(a, y), slope, atol=1e-8)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_equations_keep_the_dtype_and_give_the_shapes_they_promise(dtype):
    a_prev, z, W, d = (np.full(s, 0.5, dtype) for s in [(3, 6), (4, 6), (5, 4), (5, 6)])
    results = {
        (5, 6): output_error(d, d, d),
        (4, 6): hidden_error(W, d, z),
        (4, 1): bias_gradient(z),
        (4, 3): weight_gradient(z, a_prev),
    }
    assert [array.shape for array in results.values()] == list(results)
    assert {array.dtype for array in results.values()} == {np.dtype(dtype)}


def test_a_saturated_neuron_has_no_error_to_learn_from():
    a, y, z = np.ones((1, 1)), np.zeros((1, 1)), np.full((1, 1), 50.0)
    assert abs(output_error(a, y, z).item()) < 1e-20
