"""Lesson 07, backpropagation one path at a time: equations 1, 3 and 4."""

import math
from decimal import Decimal
from fractions import Fraction
from functools import reduce

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import CHANGES, FUNCTION, GAP, NO_FUNCTION, NOTHING, ORDER, QUOTES, SIGN, SUM
from nnlib import (
    bias_gradient,
    chain_values,
    local_slopes,
    numerical_gradient,
    output_error,
    sigmoid,
    sigmoid_prime,
    weight_gradient,
    weight_slope,
)

SLOPE = ("σ′", "sigmoid_prime", "slope of σ", "sigmoid'", "σ'")
TRANSPOSE = ("transpos", ".t", "turn")

# 7.1: x · σ′(z₁) · w₂ · σ′(z₂) · (a₂ − y) = 3 · ¼ · 4 · ¼ · (−½) = −0.375.

right_value("7.1", -0.375, "a decimal")
right_value("7.1", -3 / 8, "a quotient")
right_value("7.1", 3 * 0.25 * 4 * 0.25 * (0.5 - 1), "the path's five factors")
right_value("7.1", Fraction(-3, 8), "a fraction")
right_value("7.1", Decimal("-0.375"), "a Decimal")
right_value("7.1", np.prod([3, 0.25, 4, 0.25, -0.5]), "np.prod of the local slopes")
right_value("7.1", math.prod((3, 1 / 4, 4, 1 / 4, -1 / 2)), "math.prod")
right_value("7.1", weight_slope([-5, 4], [15, -2], 3, 1, 1), "asked of nnlib")
right_value("7.1", reduce(float.__mul__, local_slopes([-5.0, 4.0], [15.0, -2.0], 3.0, 1.0, 1)), "*")
right_value("7.1", np.array([[-0.375]]), "a matrix of one number")
right_value("7.1", [-0.375], "a list of one number")


def _half_the_square(w):
    return 0.5 * (1 - chain_values([w, 4], [15, -2], 3)[1][2]) ** 2


right_value("7.1", (_half_the_square(-5 + 1e-5) - _half_the_square(-5 - 1e-5)) / 2e-5, "by nudging")

wrong_value("7.1", 0.375, "the sign of a₂ − y", SIGN)
wrong_value(
    "7.1",
    -0.125,
    "forgets x: the slope of b₁",
    ("factor x", "starts with x", "input", "b₁", "bias"),
)
wrong_value("7.1", -1.5, "forgets one σ′", SLOPE)
wrong_value("7.1", -6, "forgets both σ′", SLOPE)
wrong_value("7.1", -0.09375, "forgets w₂", ("w₂", "w2", "weight"))
wrong_value(
    "7.1",
    0.625 / 1,
    "starts with w₁ and not x: −5 for 3",
    ("w₁ itself", "starts with x", "begin", "not w₁"),
)
wrong_value("7.1", 0.75, "forgets a₂ − y", ("a₂", "last step", "target"))
wrong_value("7.1", 3 * 0.5 * 4 * 0.5 * -0.5, "σ and not σ′, twice", SLOPE)
wrong_value("7.1", 3 + 0.25 + 4 + 0.25 - 0.5, "adds along the path", ("multipl", "product", "add"))
wrong_value("7.1", -0.0625, "the slope of w₂", ("w₂", "w2"))
wrong_value("7.1", 0.125, "the error itself: ½ · ½²", ("error", "itself"))
wrong_value("7.1", -0.75, "a factor 2 kept: 2 · (a₂ − y)", ("½", "half", "twice", "factor 2"))
wrong_value("7.1", -0.1875, "a factor ½ kept", ("½", "half", "cancel"))
wrong_value("7.1", -0.38, "rounded to two digits", ("round", "digits", "decimal"))
wrong_value("7.1", -0.4, "rounded to one digit", ("round", "digits", "decimal"))
wrong_value("7.1", "-0.375", "a text", QUOTES)
wrong_value("7.1", "-3/8", "a quotient as text", QUOTES)
wrong_value("7.1", (-3, 8), "numerator and denominator", ("one number", "single", "two"))
wrong_value("7.1", (0, 375), "a decimal comma", ("comma", "point", "one number"))
wrong_value("7.1", None, "the result of print", NOTHING)
wrong_value("7.1", [3, 0.25, 4, 0.25, -0.5], "the factors, not multiplied", ("multipl", "product"))
wrong_value("7.1", lambda: -0.375, "a function", FUNCTION)
wrong_value("7.1", -0.375 + 1j, "a complex number", None)
wrong_value("7.1", float("nan"), "0 / 0", ("nan", "not a number"))

# 7.2: (a − y) ⊙ σ′(z), a column for each example.

right_value("7.2", lambda a, y, z: (a - y) * sigmoid_prime(z), "the equation")
right_value("7.2", lambda a, y, z: (a - y) * a * (1 - a), "σ′ from the activation")
right_value("7.2", lambda a, y, z: np.multiply(sigmoid_prime(z), np.subtract(a, y)), "np.multiply")
right_value("7.2", lambda a, y, z: -(y - a) * sigmoid_prime(z), "minus y − a")
right_value("7.2", lambda outputs, target, zs: output_error(outputs, target, zs), "nnlib's")
right_value("7.2", output_error, "nnlib's function itself")
right_value("7.2", lambda a, y, z: np.einsum("jm,jm->jm", a - y, sigmoid_prime(z)), "einsum")


@right("7.2", "σ′ written with exp, loops over neurons and examples")
def my_output_error(a, y, z):
    delta = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for k in range(z.shape[1]):
            e = math.exp(-z[j, k])
            delta[j, k] = (a[j, k] - y[j, k]) * e / (1 + e) ** 2
    return delta


@right("7.2", "example by example, stacked as columns")
def my_output_error(a, y, z):
    columns = []
    for one_a, one_y, one_z in zip(a.T, y.T, z.T, strict=True):
        s = sigmoid(one_z)
        columns.append((one_a - one_y) * s * (1 - s))
    return np.column_stack(columns)


@right("7.2", "a matrix with σ′ on the diagonal, for each example")
def my_output_error(a, y, z):
    return np.hstack([np.diag(sigmoid_prime(z[:, i])) @ (a - y)[:, [i]] for i in range(z.shape[1])])


@right("7.2", "a list of lists")
def my_output_error(a, y, z):
    slopes = sigmoid_prime(z)
    return [
        [float((p - t) * s) for p, t, s in zip(pr, tr, sr, strict=True)]
        for pr, tr, sr in zip(a, y, slopes, strict=True)
    ]


wrong_value("7.2", lambda a, y, z: (y - a) * sigmoid_prime(z), "y − a", SIGN)
wrong_value("7.2", lambda a, y, z: (a - y) * sigmoid_prime(a), "σ′ at a", ("at a", "at z", "(z)"))
wrong_value("7.2", lambda a, y, z: a - y, "forgets σ′", SLOPE)
wrong_value("7.2", lambda a, y, z: (a - y) * sigmoid(z), "σ and not σ′", SLOPE)
wrong_value("7.2", lambda a, y, z: sigmoid_prime(z), "forgets a − y", ("a - y", "a − y", "target"))
wrong_value(
    "7.2",
    lambda a, y, z: (a - y).T @ sigmoid_prime(z),
    "a matrix product",
    ("`*`", "⊙", "hadamard", "number by number", "shape"),
)
wrong_value(
    "7.2",
    lambda a, y, z: (a - y) @ sigmoid_prime(z).T,
    "the matrix product the other way",
    ("`*`", "⊙", "hadamard", "number by number", "shape"),
)
wrong_value(
    "7.2",
    lambda a, y, z: 2 * (a - y) * sigmoid_prime(z),
    "2 not cancelled",
    ("factor", "½", "twice"),
)
wrong_value(
    "7.2", lambda a, y, z: 0.5 * (a - y) * sigmoid_prime(z), "½ kept", ("½", "half", "factor")
)
wrong_value(
    "7.2",
    lambda a, y, z: (a - y) ** 2 / 2 * sigmoid_prime(z),
    "the error in place of its slope",
    ("square", "slope", "error"),
)
wrong_value(
    "7.2", lambda a, y, z: ((a - y) * sigmoid_prime(z)).sum(axis=1, keepdims=True), "summed", SUM
)
wrong_value(
    "7.2", lambda a, y, z: (a - y) * sigmoid_prime(z) / z.shape[1], "divided by m", ("mean", "divi")
)
wrong_value(
    "7.2",
    lambda a, y, z: (z - y) * sigmoid_prime(z),
    "z − y",
    ("z -", "z −", "a - y", "a − y", "activation"),
)
wrong_value("7.2", lambda a, y, z: np.abs(a - y) * sigmoid_prime(z), "no signs", SIGN)
wrong_value(
    "7.2",
    lambda a, y, z: ((a - y) * sigmoid_prime(z)).T,
    "turned",
    ("shape", "transpos", "turn", "column"),
)
wrong_value("7.2", lambda a, y, z: ((a - y) * sigmoid_prime(z)).ravel(), "flat", ("shape", "flat"))
wrong_value(
    "7.2", lambda a, y, z: ((a - y) * sigmoid_prime(z))[:, :1], "first example", ("shape", "exampl")
)
wrong_value("7.2", lambda a, y, z: print((a - y) * sigmoid_prime(z)), "prints", NOTHING)
wrong_value("7.2", lambda a, z, y: (a - y) * sigmoid_prime(z), "y and z exchanged", ORDER)
wrong_value("7.2", lambda y, a, z: (a - y) * sigmoid_prime(z), "a and y exchanged", (*ORDER, *SIGN))
wrong_value("7.2", lambda a, y, z: (a - y) * a * (1 + a), "a (1 + a)", SLOPE)
wrong_value("7.2", lambda a, y, z: a - y * a * (1 - a), "brackets forgotten", ("bracket", "paren"))
wrong_value(
    "7.2", lambda a, y, z: ((a - y) * sigmoid_prime(z)).round(2), "rounded", ("round", "digits")
)
wrong_value("7.2", np.array([[-0.0887], [0.0529]]), "the example's numbers", NO_FUNCTION)
wrong_value("7.2", lambda a, y, z: ..., "left open", GAP)


@wrong("7.2", "changes a", CHANGES)
def my_output_error(a, y, z):
    a -= y
    a *= sigmoid_prime(z)
    return a


@wrong("7.2", "no return", NOTHING)
def my_output_error(a, y, z):
    delta = (a - y) * sigmoid_prime(z)  # noqa: F841


@wrong("7.2", "yields the columns", ("yield", "generator", "return", "iterator"))
def my_output_error(a, y, z):
    yield from ((a - y) * sigmoid_prime(z)).T


@wrong("7.2", "the lesson's own example, whatever comes", ("argument", "always", "same", "example"))
def my_output_error(a, y, z):
    z = np.array([[0.5], [-1.0]])
    a, y = sigmoid(z), np.array([[1.0], [0.0]])
    return (a - y) * sigmoid_prime(z)


# 7.3: the sum over the columns, kept as a column.

right_value("7.3", lambda delta: delta.sum(axis=1, keepdims=True), "sum with keepdims")
right_value("7.3", lambda delta: np.sum(delta, axis=1).reshape(-1, 1), "reshaped")
right_value("7.3", lambda d: np.sum(d, 1)[:, None], "None for a new axis")
right_value("7.3", lambda delta: delta @ np.ones((delta.shape[1], 1)), "times a column of ones")
right_value("7.3", lambda delta: np.array([[sum(row)] for row in delta]), "sum of each row")
right_value("7.3", lambda delta: np.einsum("jm->j", delta)[:, np.newaxis], "einsum")
right_value("7.3", bias_gradient, "nnlib's function itself")
right_value("7.3", lambda delta: np.add.reduce(delta, axis=-1, keepdims=True), "np.add.reduce")
right_value("7.3", lambda delta: [[math.fsum(row)] for row in delta.tolist()], "lists")


@right("7.3", "columns added one after the other")
def my_bias_gradient(delta):
    total = np.zeros((delta.shape[0], 1))
    for i in range(delta.shape[1]):
        total += delta[:, [i]]
    return total


@right("7.3", "mean times m")
def my_bias_gradient(delta):
    return delta.mean(axis=1, keepdims=True) * delta.shape[1]


@right("7.3", "recursion over the columns")
def my_bias_gradient(delta):
    if delta.shape[1] == 1:
        return delta.copy()
    return delta[:, :1] + my_bias_gradient_of_rest(delta[:, 1:])


def my_bias_gradient_of_rest(delta):
    return delta if delta.shape[1] == 1 else delta[:, :1] + my_bias_gradient_of_rest(delta[:, 1:])


wrong_value("7.3", lambda delta: delta, "the formula for one example", ("sum", "add", "column"))
wrong_value("7.3", lambda delta: delta.sum(axis=0), "axis 0, flat", ("axis", "row", "column"))
wrong_value(
    "7.3", lambda delta: delta.sum(axis=0, keepdims=True), "axis 0", ("axis", "row", "column")
)
wrong_value(
    "7.3", lambda delta: delta.sum(axis=0).reshape(-1, 1), "axis 0, reshaped", ("axis", "example")
)
wrong_value("7.3", lambda delta: delta.sum(axis=1), "flat", ("keepdims", "flat", "column"))
wrong_value("7.3", lambda delta: delta.sum(), "one number", ("axis", "one number", "each neuron"))
wrong_value(
    "7.3", lambda delta: delta.mean(axis=1, keepdims=True), "mean", ("mean", "divi", "average")
)
wrong_value("7.3", lambda delta: delta.sum(axis=1)[None, :], "a row", ("column", "row", "shape"))
wrong_value("7.3", lambda delta: delta[:, :1], "the first example only", ("first", "sum", "all"))
wrong_value("7.3", lambda delta: delta[:, -1:], "the last example only", ("last", "sum", "all"))
wrong_value(
    "7.3",
    lambda delta: delta[:, :-1].sum(axis=1, keepdims=True),
    "without the last example",
    ("last", "all"),
)
wrong_value(
    "7.3",
    lambda delta: delta[:, 1:].sum(axis=1, keepdims=True),
    "without the first example",
    ("first", "all"),
)
wrong_value("7.3", lambda delta: -delta.sum(axis=1, keepdims=True), "the step's sign", SIGN)
wrong_value(
    "7.3", lambda delta: np.abs(delta).sum(axis=1, keepdims=True), "signs lost", (*SIGN, "abs")
)
wrong_value("7.3", lambda delta: np.cumsum(delta, axis=1), "running sums", ("sum", "shape"))
wrong_value(
    "7.3", lambda delta: delta.max(axis=1, keepdims=True), "the largest", ("sum", "largest", "max")
)
wrong_value("7.3", lambda delta: np.prod(delta, axis=1, keepdims=True), "product", ("sum", "add"))
wrong_value(
    "7.3",
    lambda delta: (delta**2).sum(axis=1, keepdims=True),
    "squares summed",
    ("square",),
)
wrong_value(
    "7.3",
    lambda delta: delta.sum(axis=1, keepdims=True) / len(delta),
    "divided by the number of neurons",
    ("divi", "mean", "sum"),
)
wrong_value("7.3", lambda delta: print(delta.sum(axis=1, keepdims=True)), "prints", NOTHING)
wrong_value(
    "7.3", lambda delta: np.ones((len(delta), 1)), "∂z/∂b only", ("times δ", "delta", "error at")
)
wrong_value("7.3", lambda delta: "delta.sum(axis=1)", "text of the code", QUOTES)
wrong_value("7.3", lambda: ..., "no parameter", ("argument", "parameter", "take", "gap"))
wrong_value(
    "7.3",
    lambda delta: np.array([delta.sum(axis=1, keepdims=True)]),
    "in one more array",
    ("shape", "bracket"),
)


@wrong("7.3", "adds into the first column of delta", CHANGES)
def my_bias_gradient(delta):
    for i in range(1, delta.shape[1]):
        delta[:, 0] += delta[:, i]
    return delta[:, :1]


@wrong("7.3", "returns inside the loop", ("first", "loop", "sum", "all"))
def my_bias_gradient(delta):
    total = np.zeros((len(delta), 1))
    for i in range(delta.shape[1]):
        total += delta[:, [i]]
        return total


# 7.4: delta @ a_prev.T.

right_value("7.4", lambda delta, a_prev: delta @ a_prev.T, "the equation")
right_value("7.4", lambda d, a: np.dot(d, np.transpose(a)), "np.dot")
right_value("7.4", lambda delta, a_prev: (a_prev @ delta.T).T, "turned twice")
right_value("7.4", lambda delta, a_prev: np.einsum("jm,km->jk", delta, a_prev), "einsum")
right_value("7.4", lambda delta, a_prev: np.inner(delta, a_prev), "np.inner of the rows")
right_value("7.4", lambda delta, a_prev: np.tensordot(delta, a_prev, axes=(1, 1)), "tensordot")
right_value("7.4", weight_gradient, "nnlib's function itself")
right_value(
    "7.4",
    lambda delta, a_prev: sum(np.outer(delta[:, i], a_prev[:, i]) for i in range(delta.shape[1])),
    "a sum of outer products",
)
right_value(
    "7.4",
    lambda delta, a_prev: (delta[:, None, :] * a_prev[None, :, :]).sum(axis=2),
    "broadcast and summed",
)


@right("7.4", "three loops")
def my_weight_gradient(delta, a_prev):
    n, m = delta.shape
    k = a_prev.shape[0]
    result = np.zeros((n, k))
    for j in range(n):
        for i in range(k):
            for e in range(m):
                result[j, i] += delta[j, e] * a_prev[i, e]
    return result


@right("7.4", "lists and zip")
def my_weight_gradient(delta, a_prev):
    return [[sum(p * q for p, q in zip(d, a, strict=True)) for a in a_prev] for d in delta]


wrong_value("7.4", lambda delta, a_prev: delta @ a_prev, "no transpose", TRANSPOSE)
wrong_value("7.4", lambda delta, a_prev: delta.T @ a_prev, "the wrong one turned", TRANSPOSE)
wrong_value(
    "7.4",
    lambda delta, a_prev: a_prev @ delta.T,
    "the factors exchanged",
    (*TRANSPOSE, *ORDER, "shape of the weights"),
)
wrong_value("7.4", lambda delta, a_prev: a_prev.T @ delta, "order, and the wrong turn", TRANSPOSE)
wrong_value(
    "7.4", lambda delta, a_prev: delta @ a_prev.T / delta.shape[1], "the mean", ("mean", "divi")
)
wrong_value("7.4", lambda delta, a_prev: delta * a_prev, "number by number", ("@", "*", "matrix"))
wrong_value(
    "7.4", lambda delta, a_prev: np.outer(delta, a_prev), "outer of everything", ("outer", "shape")
)
wrong_value("7.4", lambda delta, a_prev: -(delta @ a_prev.T), "the step's sign", SIGN)
wrong_value(
    "7.4",
    lambda delta, a_prev: np.outer(delta.sum(axis=1), a_prev.sum(axis=1)),
    "summed before multiplied",
    ("each example", "first", "sum", "mix"),
)
wrong_value(
    "7.4",
    lambda delta, a_prev: delta[:, [0]] @ a_prev[:, [0]].T,
    "the first example only",
    ("first", "all", "example"),
)
wrong_value(
    "7.4",
    lambda delta, a_prev: sum(
        np.outer(delta[:, i], a_prev[:, i]) for i in range(delta.shape[1] - 1)
    ),
    "the last example forgotten",
    ("last", "all", "example"),
)
wrong_value(
    "7.4",
    lambda delta, a_prev: np.einsum("jm,km->jkm", delta, a_prev),
    "not summed over the examples",
    ("sum", "add", "shape"),
)
wrong_value(
    "7.4",
    lambda delta, a_prev: delta @ sigmoid_prime(a_prev).T,
    "σ′ of the activations",
    (*SLOPE, "a_prev"),
)
wrong_value(
    "7.4",
    lambda delta, a_prev: delta @ sigmoid(a_prev).T,
    "σ once more",
    ("σ", "sigmoid", "a_prev"),
)
wrong_value(
    "7.4",
    lambda a_prev, delta: delta @ a_prev.T,
    "parameters exchanged",
    (*ORDER, *TRANSPOSE),
)
wrong_value(
    "7.4",
    lambda delta, a_prev: (delta @ a_prev.T).sum(axis=1, keepdims=True),
    "summed over the inputs",
    ("sum", "shape"),
)
wrong_value("7.4", lambda delta, a_prev: (delta @ a_prev.T).ravel(), "flat", ("shape", "flat"))
wrong_value("7.4", lambda delta, a_prev: np.abs(delta) @ a_prev.T, "signs lost", SIGN)
wrong_value(
    "7.4", lambda delta, a_prev: 2 * delta @ a_prev.T, "twice", ("twice", "factor", "times too")
)
wrong_value("7.4", lambda delta, a_prev: print(delta @ a_prev.T), "prints", NOTHING)
wrong_value(
    "7.4", lambda delta: delta @ delta.T, "one parameter", ("argument", "parameter", "take")
)
wrong_value(
    "7.4", lambda delta, a_prev: a_prev.T, "only what comes in", ("times δ", "delta", "error at")
)
wrong_value("7.4", lambda delta, a_prev: weight_gradient, "nnlib's, not called", FUNCTION)
wrong_value("7.4", lambda delta, a_prev: delta @ (a_prev > 0.5).T, "inputs as yes or no", None)


@wrong("7.4", "turns a_prev in place", CHANGES)
def my_weight_gradient(delta, a_prev):
    a_prev.resize(a_prev.size, refcheck=False)
    return delta @ a_prev.reshape(-1, delta.shape[1]).T


@wrong("7.4", "divides delta in place", (*CHANGES, "mean", "divi"))
def my_weight_gradient(delta, a_prev):
    delta /= delta.shape[1]
    return delta @ a_prev.T


@wrong("7.4", "the last example in place of the sum", ("last", "sum", "add", "all"))
def my_weight_gradient(delta, a_prev):
    for i in range(delta.shape[1]):
        gradient = np.outer(delta[:, i], a_prev[:, i])
    return gradient


# 7.5: the whole gradient of a network without hidden layer.


@right("7.5", "the three equations")
def my_gradients(W, b, x, y):
    z = W @ x + b
    a = sigmoid(z)
    delta = (a - y) * sigmoid_prime(z)
    nabla_b, nabla_w = delta.sum(axis=1, keepdims=True), delta @ x.T
    return nabla_b, nabla_w


@right("7.5", "nnlib's equations")
def my_gradients(W, b, x, y):
    z = W @ x + b
    delta = output_error(sigmoid(z), y, z)
    return bias_gradient(delta), weight_gradient(delta, x)


@right("7.5", "example by example")
def my_gradients(W, b, x, y):
    nabla_b, nabla_w = np.zeros(b.shape), np.zeros(W.shape)
    for i in range(x.shape[1]):
        z = W @ x[:, i : i + 1] + b
        a = sigmoid(z)
        delta = (a - y[:, i : i + 1]) * a * (1 - a)
        nabla_b += delta
        nabla_w += delta * x[:, i]
    return nabla_b, nabla_w


@right("7.5", "by nudging")
def my_gradients(W, b, x, y):
    def error(V, c):
        return float(np.sum((y - sigmoid(V @ x + c)) ** 2) / 2)

    nabla_b = numerical_gradient(lambda c: error(W, c), b)
    nabla_w = numerical_gradient(lambda V: error(V, b), W)
    return nabla_b, nabla_w


@right("7.5", "the bias as one more input that is always 1, a list returned")
def my_gradients(weights, biases, inputs, targets):
    ones = np.ones((1, inputs.shape[1]))
    more = np.vstack([inputs, ones])
    out = sigmoid(np.hstack([weights, biases]) @ more)
    both = np.einsum("jm,km->jk", (out - targets) * out * (1 - out), more)
    return [both[:, -1:], both[:, :-1]]


@right("7.5", "neuron by neuron, with loops")
def my_gradients(W, b, x, y):
    nabla_b, nabla_w = np.zeros_like(b, dtype=float), np.zeros_like(W, dtype=float)
    for j in range(W.shape[0]):
        for e in range(x.shape[1]):
            z = sum(W[j, k] * x[k, e] for k in range(W.shape[1])) + b[j, 0]
            a = 1 / (1 + math.exp(-z))
            d = (a - y[j, e]) * a * (1 - a)
            nabla_b[j, 0] += d
            for k in range(W.shape[1]):
                nabla_w[j, k] += d * x[k, e]
    return nabla_b, nabla_w


@right("7.5", "shapes by reshape, products by np.dot")
def my_gradients(W, b, x, y):
    a = sigmoid(np.dot(W, x) + b)
    d = np.multiply(a - y, a - a**2)
    return d.sum(1).reshape(b.shape), np.dot(x, d.T).T


def _parts(W, b, x, y):
    z = W @ x + b
    return z, sigmoid(z)


@wrong("7.5", "the order of the two", (*ORDER, "nabla_b"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta @ x.T, delta.sum(axis=1, keepdims=True)


@wrong("7.5", "σ′ forgotten", SLOPE)
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = a - y
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "y − a", SIGN)
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (y - a) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "σ′ at a", ("at a", "at z", "(z)"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(a)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "the bias forgotten on the way forward", ("+ b", "bias", "forward"))
def my_gradients(W, b, x, y):
    z = W @ x
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "the biases' gradient not summed", ("sum", "nabla_b", "column"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta, delta @ x.T


@wrong("7.5", "the biases' gradient flat", ("keepdims", "flat", "column", "shape"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta.sum(axis=1), delta @ x.T


@wrong("7.5", "summed over the neurons", ("axis", "column", "shape"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta.sum(axis=0, keepdims=True), delta @ x.T


@wrong("7.5", "means instead of sums", ("mean", "divi"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z) / x.shape[1]
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "only the biases' gradient a mean", ("mean", "divi", "nabla_b"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta.mean(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "the weights' gradient turned", (*TRANSPOSE, "nabla_w"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), x @ delta.T


@wrong(
    "7.5", "the output in place of the input in equation 4", ("x.t", "input", "a_prev", "comes in")
)
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta.sum(axis=1, keepdims=True), delta @ a.T


@wrong("7.5", "only nabla_w", ("two", "nabla_b", "both"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    return ((a - y) * sigmoid_prime(z)) @ x.T


@wrong("7.5", "gaps left open", GAP)
def my_gradients(W, b, x, y):
    nabla_b, nabla_w = ..., ...
    return nabla_b, nabla_w


@wrong("7.5", "one of the two gaps left open", GAP)
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    nabla_b, nabla_w = delta.sum(axis=1, keepdims=True), ...
    return nabla_b, nabla_w


@wrong("7.5", "no activation: z as output", ("σ", "sigmoid", "activation"))
def my_gradients(W, b, x, y):
    delta = W @ x + b - y
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "a step downhill taken in place", (*CHANGES, "step"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    nabla_b, nabla_w = delta.sum(axis=1, keepdims=True), delta @ x.T
    W -= nabla_w
    b -= nabla_b
    return nabla_b, nabla_w


@wrong("7.5", "the new weights in place of the gradients", ("gradient", "step", "new weight"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return b - delta.sum(axis=1, keepdims=True), W - delta @ x.T


@wrong("7.5", "prints both", NOTHING)
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    print(delta.sum(axis=1, keepdims=True), delta @ x.T)


@wrong("7.5", "the first example only", ("first", "all", "example", "column"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x[:, :1], y)
    delta = (a - y[:, :1]) * sigmoid_prime(z)
    return delta, delta @ x[:, :1].T


@wrong("7.5", "the last column forgotten in nabla_b", ("last", "nabla_b"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return delta[:, :-1].sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "δ as a matrix product", ("`*`", "⊙", "hadamard", "shape"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) @ sigmoid_prime(z).T
    return delta.sum(axis=1, keepdims=True), delta @ x.T


@wrong("7.5", "a dictionary", ("two", "dict", "pair", "tuple"))
def my_gradients(W, b, x, y):
    z, a = _parts(W, b, x, y)
    delta = (a - y) * sigmoid_prime(z)
    return {"b": delta.sum(axis=1, keepdims=True), "w": delta @ x.T}
