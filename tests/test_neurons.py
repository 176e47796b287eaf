import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import (
    AND,
    NAND,
    OR,
    XOR,
    half_adder,
    perceptron,
    sigmoid,
    sigmoid_neuron,
    sigmoid_prime,
    step,
)

FOUR = [(0, 0), (0, 1), (1, 0), (1, 1)]
FLOATS = {
    np.float32: st.floats(width=32, allow_nan=False, allow_infinity=False),
    np.float64: st.floats(width=64, allow_nan=False, allow_infinity=False),
}


@pytest.mark.parametrize(
    ("gate", "answers"),
    [
        (AND, [0, 0, 0, 1]),
        (OR, [0, 1, 1, 1]),
        (NAND, [1, 1, 1, 0]),
        (XOR, [0, 1, 1, 0]),
        (half_adder, [(0, 0), (0, 1), (0, 1), (1, 0)]),
    ],
)
def test_a_gate_has_its_whole_truth_table(gate, answers):
    assert [gate(*inputs) for inputs in FOUR] == answers


def test_and_is_the_perceptron_with_weights_06_and_threshold_1():
    assert [perceptron([0.6, 0.6], -1, x) for x in FOUR] == [AND(*x) for x in FOUR]


def test_nand_weighs_its_inputs_to_3_1_1_and_minus_1():
    assert [np.dot([-2, -2], x) + 3 for x in FOUR] == [3, 1, 1, -1]
    assert [perceptron([-2, -2], 3, x) for x in FOUR] == [NAND(*x) for x in FOUR]


def test_at_zero_a_perceptron_gives_0_and_the_step_function_1():
    assert perceptron([1, -1], 0, [1, 1]) == 0
    assert step(0) == 1


def test_elsewhere_perceptron_and_step_agree():
    z = np.array([-2.0, -1e-9, 1e-9, 2.0])
    assert step(z).tolist() == [perceptron([1], 0, [value]) for value in z] == [0, 0, 1, 1]


@pytest.mark.parametrize(("bias", "output"), [(0.1, 1), (0, 0), (-0.1, 0)])
def test_a_perceptron_without_inputs_outputs_a_constant(bias, output):
    assert perceptron([], bias, []) == output


def test_a_sigmoid_neuron_takes_inputs_between_0_and_1():
    assert sigmoid_neuron([2, -1], 0.5, [0.638, 0.2]) == pytest.approx(
        1 / (1 + np.exp(-(2 * 0.638 - 0.2 + 0.5)))
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(data=st.data())
def test_sigmoid_takes_any_finite_number_without_a_warning(dtype, data):
    z = np.array(data.draw(st.lists(FLOATS[dtype], min_size=1, max_size=20)), dtype)
    a = sigmoid(z)  # pytest turns a warning into an error
    assert a.dtype == dtype
    assert ((a >= 0) & (a <= 1)).all()
    assert sigmoid_prime(z).dtype == dtype
    np.testing.assert_allclose(a + sigmoid(-z), 1, rtol=1e-6)
    assert (np.diff(sigmoid(np.sort(z))) >= 0).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_takes_the_largest_numbers_there_are(dtype):
    z = np.array([np.finfo(dtype).min, -1000, 1000, np.finfo(dtype).max], dtype)
    assert sigmoid(z).tolist() == [0, 0, 1, 1]
    assert sigmoid_prime(z).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(("dtype", "lowest"), [(np.float32, -80), (np.float64, -700)])
def test_sigmoid_of_a_very_negative_number_is_small_and_still_exact(dtype, lowest):
    z = np.linspace(lowest, -40, 50).astype(dtype)
    np.testing.assert_allclose(sigmoid(z), np.exp(z), rtol=8 * np.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_of_zero_is_a_half_and_its_slope_a_quarter(dtype):
    z = np.zeros((2, 3), dtype)
    assert (sigmoid(z) == 0.5).all()
    assert (sigmoid_prime(z) == 0.25).all()


@pytest.mark.parametrize("z", [5, [0, 5], np.uint8(5), np.array([0, 5], np.uint8), True, [[1.5]]])
def test_sigmoid_takes_numbers_lists_and_pixels(z):
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-np.array(z, float))))
    assert np.shape(sigmoid(z)) == np.shape(z)


def test_sigmoid_prime_is_the_slope_of_sigmoid():
    z, h = np.linspace(-8, 8, 33), 1e-5
    slope = (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
    np.testing.assert_allclose(sigmoid_prime(z), slope, atol=1e-9)


@pytest.mark.parametrize(("z", "power"), [(1.0, 2), (0.0, 3)])
def test_the_error_of_the_linear_approximation_shrinks_with_a_power_of_the_step(z, power):
    def error(d):
        return abs(sigmoid(z + d) - sigmoid(z) - sigmoid_prime(z) * d)

    assert error(0.01) / error(0.001) == pytest.approx(10**power, rel=0.05)


def test_students_see_the_formula_in_the_source():
    assert "1 / (1 + np.exp(-z))" in inspect.getsource(sigmoid)
