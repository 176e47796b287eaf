"""Each layer alone: its forward rule against plain loops, its backward rule against differences."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    ReLU,
    ShapeError,
    Sigmoid,
    Softmax,
    cross_entropy,
    log_sum_exp,
    numerical_gradient,
    softmax,
    windows,
)
from nnlib.support.errors import DataError

SMALL, M, SEED = st.integers(1, 4), st.integers(1, 3), st.integers(0, 10_000)


def connected(layer, shape, rng):
    """The layer behind one that gives `shape`, its weights and biases drawn."""
    layer.connect(shape)
    if layer.weights_shape:
        layer.weights = rng.standard_normal(layer.weights_shape)
        layer.biases = rng.standard_normal(layer.biases_shape)
    return layer


def apart(shape, rng):
    """Random numbers of which no two are closer than 0.01, and none is closer than that to 0."""
    values = 0.02 * (rng.permutation(np.prod(shape)) + 1) * rng.choice([-1, 1], np.prod(shape))
    return (values + 0.001).reshape(shape)


def assert_close(g, g_hat):
    """‖g − ĝ‖ < 10⁻⁶ (‖g‖ + ‖ĝ‖), or both are 0."""
    assert g.shape == g_hat.shape
    norm = np.linalg.norm
    assert norm(g - g_hat) <= 1e-6 * (norm(g) + norm(g_hat))


def check_backward(layer, a, rng):
    """All that `backward` gives, against central differences of Σ delta ⊙ forward(a)."""
    delta = rng.standard_normal(layer.forward(a).shape)

    def cost_of_input(a):
        return np.sum(delta * layer.forward(a))

    error = numerical_gradient(cost_of_input, a)
    layer.forward(a)
    assert_close(layer.backward(delta), error)
    if layer.weights is None:
        assert layer.nabla_w is None
        assert layer.nabla_b is None
        return
    nabla_w, nabla_b = layer.nabla_w, layer.nabla_b
    for name, gradient in (("weights", nabla_w), ("biases", nabla_b)):
        centre = getattr(layer, name)

        def cost_of_parameters(values, name=name):
            setattr(layer, name, values)
            return np.sum(delta * layer.forward(a))

        assert_close(gradient, numerical_gradient(cost_of_parameters, centre))
        setattr(layer, name, centre)


# --- backward against central differences, float64 -------------------------------------------


@given(n=st.integers(1, 6), neurons=st.integers(1, 6), m=M, seed=SEED)
def test_dense_backward_agrees_with_central_differences(n, neurons, m, seed):
    rng = np.random.default_rng(seed)
    layer = connected(Dense(neurons), (n,), rng)
    check_backward(layer, rng.standard_normal((n, m)), rng)


@given(
    sides=st.tuples(SMALL, SMALL),
    channels=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    size=st.integers(1, 3),
    m=M,
    seed=SEED,
)
@settings(max_examples=50)
def test_convolution_backward_agrees_with_central_differences(sides, channels, size, m, seed):
    rng = np.random.default_rng(seed)
    shape = (channels[0], sides[0] + size - 1, sides[1] + size - 1)
    layer = connected(Convolution(channels[1], size), shape, rng)
    check_backward(layer, rng.standard_normal((*shape, m)), rng)


@given(channels=SMALL, sides=st.tuples(SMALL, SMALL), size=st.integers(1, 3), m=M, seed=SEED)
@settings(max_examples=50)
def test_pooling_backward_agrees_with_central_differences(channels, sides, size, m, seed):
    rng = np.random.default_rng(seed)
    shape = (channels, sides[0] * size, sides[1] * size)
    layer = connected(MaxPooling(size), shape, rng)
    check_backward(layer, apart((*shape, m), rng), rng)


@pytest.mark.parametrize("kind", [Sigmoid, ReLU, Flatten])
@given(shape=st.one_of(st.tuples(SMALL), st.tuples(SMALL, SMALL, SMALL)), m=M, seed=SEED)
def test_backward_of_a_layer_for_any_shape_agrees_with_central_differences(kind, shape, m, seed):
    rng = np.random.default_rng(seed)
    check_backward(connected(kind(), shape, rng), apart((*shape, m), rng), rng)


@given(n=st.integers(1, 6), m=M, seed=SEED)
def test_softmax_backward_agrees_with_central_differences(n, m, seed):
    rng = np.random.default_rng(seed)
    layer, a = connected(Softmax(), (n,), rng), rng.standard_normal((n, m))
    if n == 1:
        np.testing.assert_allclose(layer.forward(a), 1)  # whatever a is
        np.testing.assert_allclose(layer.backward(a), 0, atol=1e-12)
    else:
        check_backward(layer, a, rng)


@given(n=st.integers(2, 6), m=M, seed=SEED)
def test_the_slope_of_the_cross_entropy_by_z_is_a_minus_y(n, m, seed):
    rng = np.random.default_rng(seed)
    z, y = rng.standard_normal((n, m)), np.eye(n)[:, rng.integers(0, n, m)]
    assert_close(softmax(z) - y, numerical_gradient(lambda z: m * cross_entropy(z, y), z))


# --- dense -----------------------------------------------------------------------------------


def test_dense_is_w_a_plus_b():
    layer = Dense(2)
    assert layer.connect((3,)) == (2,)
    layer.weights, layer.biases = np.arange(6.0).reshape(2, 3), np.array([[10.0], [20.0]])
    np.testing.assert_array_equal(layer.forward(np.eye(3)), layer.weights + layer.biases)


def test_gradients_are_summed_over_the_columns():
    rng = np.random.default_rng(0)
    for layer, shape in ((Dense(2), (3,)), (Convolution(2, 3), (2, 5, 4))):
        connected(layer, shape, rng)
        a = rng.standard_normal((*shape, 4))
        delta = rng.standard_normal(layer.forward(a).shape)
        layer.backward(delta)
        together = layer.nabla_w, layer.nabla_b
        alone = [np.zeros_like(layer.weights), np.zeros_like(layer.biases)]
        for i in range(4):
            layer.forward(a[..., [i]])
            layer.backward(delta[..., [i]])
            alone[0] += layer.nabla_w
            alone[1] += layer.nabla_b
        for g, h in zip(together, alone, strict=True):
            np.testing.assert_allclose(g, h, rtol=0, atol=1e-12)


# --- convolution -----------------------------------------------------------------------------


@given(
    channels=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    sides=st.tuples(SMALL, SMALL),
    size=st.integers(1, 3),
    m=M,
    seed=SEED,
)
def test_convolution_is_the_sum_over_a_window_at_each_place(channels, sides, size, m, seed):
    rng = np.random.default_rng(seed)
    shape = (channels[0], sides[0] + size - 1, sides[1] + size - 1)
    layer, a = connected(Convolution(channels[1], size), shape, rng), None
    a = rng.standard_normal((*shape, m))
    z = layer.forward(a)
    assert z.shape == (channels[1], *sides, m)
    for j, row, column, i in np.ndindex(z.shape):
        window = a[:, row : row + size, column : column + size, i]
        expected = np.sum(layer.weights[j] * window) + layer.biases[j, 0]
        np.testing.assert_allclose(z[j, row, column, i], expected, rtol=0, atol=1e-10)


def test_a_kernel_of_5_by_5_has_24_by_24_places_on_a_digit():
    layer = Convolution(8, 5)
    assert layer.connect((1, 28, 28)) == (8, 24, 24)
    assert (layer.weights_shape, layer.biases_shape) == ((8, 1, 5, 5), (8, 1))


def test_windows_are_columns_place_by_place_with_the_examples_last():
    a = np.arange(2 * 3 * 3 * 2).reshape(2, 3, 3, 2)
    columns = windows(a, 2)
    assert columns.shape == (2 * 2 * 2, 2 * 2 * 2)
    for number, (row, column, i) in enumerate(np.ndindex(2, 2, 2)):
        window = a[:, row : row + 2, column : column + 2, i]
        np.testing.assert_array_equal(columns[:, number], window.ravel())


def test_a_convolution_that_covers_the_image_is_a_dense_layer():
    rng = np.random.default_rng(0)
    convolution, dense = Convolution(3, 4), Dense(3)
    connected(convolution, (2, 4, 4), rng)
    dense.connect((32,))
    dense.weights, dense.biases = convolution.matrix, convolution.biases
    a = rng.standard_normal((2, 4, 4, 5))
    np.testing.assert_allclose(
        convolution.forward(a).reshape(3, 5), dense.forward(a.reshape(32, 5)), atol=1e-12
    )


# --- pooling ---------------------------------------------------------------------------------


def test_pooling_keeps_the_highest_of_each_square():
    a = np.arange(16.0).reshape(1, 4, 4, 1)
    layer = MaxPooling(2)
    assert layer.connect((1, 4, 4)) == (1, 2, 2)
    np.testing.assert_array_equal(layer.forward(a)[0, :, :, 0], [[5, 7], [13, 15]])


def test_in_a_tie_the_first_of_the_highest_gets_the_whole_error():
    a = np.array([[1, 2, 7, 7], [2, 2, 7, 7], [0, 0, 3, 1], [0, 0, 4, 4]], float)
    layer = MaxPooling(2)
    layer.forward(a.reshape(1, 4, 4, 1))
    error = layer.backward(np.array([[10.0, 20], [30, 40]]).reshape(1, 2, 2, 1))
    np.testing.assert_array_equal(
        error[0, :, :, 0], [[0, 10, 20, 0], [0, 0, 0, 0], [30, 0, 0, 0], [0, 0, 40, 0]]
    )


@given(values=st.lists(st.integers(0, 2), min_size=36, max_size=36), seed=SEED)
def test_no_error_is_lost_or_doubled_by_ties(values, seed):
    a = np.array(values, float).reshape(1, 6, 6, 1)
    for size in (2, 3):
        layer = MaxPooling(size)
        delta = np.random.default_rng(seed).standard_normal(layer.forward(a).shape)
        error = layer.backward(delta)
        squares = error.reshape(6 // size, size, 6 // size, size)
        np.testing.assert_allclose(squares.sum(axis=(1, 3)), delta[0, :, :, 0], atol=1e-12)
        assert np.all((squares != 0).sum(axis=(1, 3)) == 1)


@given(seed=SEED)
def test_relu_after_pooling_gives_the_same_as_before_it(seed):
    rng = np.random.default_rng(seed)
    a = apart((2, 4, 4, 3), rng)
    delta = rng.standard_normal((2, 2, 2, 3))
    results = []
    for layers in ((ReLU(), MaxPooling(2)), (MaxPooling(2), ReLU())):
        forward = layers[1].forward(layers[0].forward(a))
        results.append((forward, layers[0].backward(layers[1].backward(delta))))
    for one, other in zip(*results, strict=True):
        np.testing.assert_array_equal(one, other)


# --- activations and softmax -----------------------------------------------------------------


def test_relu_keeps_what_is_positive_and_has_no_slope_at_0():
    layer, z = ReLU(), np.array([[-2.0], [0.0], [3.0]])
    np.testing.assert_array_equal(layer.forward(z), [[0], [0], [3]])
    np.testing.assert_array_equal(layer.backward(np.ones((3, 1))), [[0], [0], [1]])


def test_softmax_makes_each_column_a_set_of_probabilities():
    a = softmax(np.array([[1.0, -50.0], [2.0, 0.0], [3.0, 50.0]]))
    np.testing.assert_allclose(a.sum(axis=0), 1, rtol=1e-15)
    np.testing.assert_allclose(a[:, 0], np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum(), rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_and_cross_entropy_cope_with_huge_numbers(dtype):
    z = np.array([[1000, 1e6, -1e6], [0, 1e6, 0], [-1000, 0, 1e6]], dtype)
    a = softmax(z)
    np.testing.assert_array_equal(a, np.array([[1, 0.5, 0], [0, 0.5, 0], [0, 0, 1]], dtype))
    assert a.dtype == dtype
    y = np.eye(3, dtype=dtype)
    assert cross_entropy(z[:, [0]], y[:, [2]]) == 2000  # −log of e⁻²⁰⁰⁰, which is 0 in a float
    assert cross_entropy(z[:, [0]], y[:, [0]]) == 0
    np.testing.assert_allclose(log_sum_exp(z), [1000, 1e6 + np.log(2), 1e6])


@given(seed=SEED, constant=st.floats(-100, 100))
def test_a_constant_added_to_a_column_changes_no_softmax(seed, constant):
    z = np.random.default_rng(seed).standard_normal((5, 3))
    np.testing.assert_allclose(softmax(z + constant), softmax(z), atol=1e-12)


def test_cross_entropy_is_minus_the_log_of_the_right_output():
    z = np.array([[1.0, 0.0], [2.0, 0.0], [0.5, 4.0]])
    y = np.array([[0.0, 0], [1, 0], [0, 1]])
    a = softmax(z)
    assert cross_entropy(z, y) == pytest.approx(-(np.log(a[1, 0]) + np.log(a[2, 1])) / 2)


# --- all layers ------------------------------------------------------------------------------

LAYERS = [
    (Dense(3), (4,)),
    (Sigmoid(), (4,)),
    (ReLU(), (2, 4, 4)),
    (Flatten(), (2, 4, 4)),
    (Softmax(), (4,)),
    (Convolution(3, 2), (2, 4, 4)),
    (MaxPooling(2), (2, 4, 4)),
]


@pytest.mark.parametrize(("layer", "shape"), LAYERS, ids=str)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_layer_says_its_shapes_and_keeps_the_dtype(layer, shape, dtype):
    rng = np.random.default_rng(0)
    given = layer.connect(shape)
    if layer.weights_shape:
        layer.weights = rng.standard_normal(layer.weights_shape).astype(dtype)
        layer.biases = rng.standard_normal(layer.biases_shape).astype(dtype)
    a = rng.standard_normal((*shape, 5)).astype(dtype)
    before = a.copy()
    out = layer.forward(a)
    error = layer.backward(out)
    assert out.shape == (*given, 5)
    assert error.shape == a.shape
    assert out.dtype == error.dtype == dtype
    np.testing.assert_array_equal(a, before)
    if layer.weights_shape:
        assert layer.nabla_w.shape == layer.weights.shape
        assert layer.nabla_b.shape == layer.biases.shape
        assert layer.nabla_w.dtype == layer.nabla_b.dtype == dtype


@pytest.mark.parametrize(("layer", "shape"), LAYERS, ids=str)
def test_forward_stands_right_above_backward(layer, shape):
    names = list(vars(type(layer)))
    rules = [name for name in names if name in ("forward", "gradients", "error_before")]
    assert rules in (["forward", "gradients", "error_before"], ["forward", "error_before"])
    assert all(inspect.getdoc(getattr(layer, rule)) for rule in rules)


@pytest.mark.parametrize(
    ("layer", "shape", "message"),
    [
        (Dense(3), (1, 28, 28), r"images of shape \(1, 28, 28\) enter\. Put Flatten\(\) before"),
        (Softmax(), (4, 2, 2), r"images of shape \(4, 2, 2\) enter\. Put Flatten\(\)"),
        (Convolution(8, 5), (784,), r"columns of 784 numbers enter\. Write input_shape=\(1, 28"),
        (MaxPooling(2), (256,), r"columns of 256 numbers enter\. Put it before Flatten\(\)"),
        (MaxPooling(2), (8, 11, 12), "11×12 pixels cannot be cut into such squares"),
        (Convolution(8, 5), (8, 4, 12), "kernels of 5×5 pixels on images of only 4×12"),
    ],
)
def test_a_layer_that_does_not_fit_says_why(layer, shape, message):
    with pytest.raises(ShapeError, match=message):
        layer.connect(shape)


@pytest.mark.parametrize("value", [0, -1, 2.5, "3", None, True])
def test_sizes_that_make_no_layer_are_refused(value):
    for make in (
        lambda: Dense(value),
        lambda: Convolution(value, 5),
        lambda: Convolution(8, value),
        lambda: MaxPooling(value),
    ):
        with pytest.raises(DataError, match=r"(neurons|channels|size) must be"):
            make()
