"""Chains of single neurons: every slope against finite differences, and against `Network`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.descent import numerical_gradient
from nnlib.network import Network
from nnlib.studies.chains import (
    along_path,
    bias_slope,
    chain_error,
    chain_values,
    local_slopes,
    over_paths,
    weight_slope,
)

numbers = st.floats(-3, 3)
chains = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4)


def test_slopes_multiply_along_a_path_and_add_over_paths():
    assert along_path([2, -3, 0.5]) == -3
    assert over_paths([[9, 2], [7, 6]]) == 60
    assert along_path([]) == 1


@given(chains, numbers, st.floats(0, 1))
def test_the_product_of_the_local_slopes_is_the_slope_of_the_error(chain, x, y):
    weights, biases = map(list, zip(*chain, strict=True))
    for_weights = numerical_gradient(lambda w: chain_error(w, biases, x, y), weights)
    for_biases = numerical_gradient(lambda b: chain_error(weights, b, x, y), biases)
    layers = range(1, len(chain) + 1)
    slopes = [weight_slope(weights, biases, x, y, l) for l in layers]
    np.testing.assert_allclose(slopes, for_weights, atol=1e-8)
    slopes = [bias_slope(weights, biases, x, y, l) for l in layers]
    np.testing.assert_allclose(slopes, for_biases, atol=1e-8)


def test_a_chain_is_a_network_of_single_neurons():
    weights, biases, x, y = [1.5, -2.0, 0.7], [-0.5, 1.0, 0.2], 0.8, 1.0
    net = Network([1, 1, 1, 1], dtype=np.float64)
    net.weights, net.biases = ([np.array([[v]]) for v in values] for values in (weights, biases))
    _, a = chain_values(weights, biases, x)
    assert a[-1] == pytest.approx(net.feedforward(np.array([[x]])).item())
    nabla_b, nabla_w = net.backprop(np.array([[x]]), np.array([[y]]))
    for l in (1, 2, 3):
        assert weight_slope(weights, biases, x, y, l) == pytest.approx(nabla_w[l - 1].item())
        assert bias_slope(weights, biases, x, y, l) == pytest.approx(nabla_b[l - 1].item())


def test_the_path_from_a_weight_starts_with_the_activation_before_it():
    chain = ([1.5, -2.0], [-0.5, 1.0], 0.8, 1.0)
    assert len(local_slopes(*chain, 1)) == 5
    assert len(local_slopes(*chain, 2)) == 3
    assert local_slopes(*chain, 1)[0] == 0.8
    assert local_slopes(*chain, 1, of="b")[0] == 1
    assert local_slopes(*chain, 1)[1:] == local_slopes(*chain, 1, of="b")[1:]
