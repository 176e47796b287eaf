"""Lesson 11, ReLU, softmax and shapes: a softmax, its error, ReLU's way back, a published bug."""

import math

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    ARGUMENTS,
    CHANGES,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    SIGN,
)
from nnlib import hidden_error, log_sum_exp, sigmoid, sigmoid_prime, softmax

TRANSPOSE = ("transpos", ".t", "turn")
BREAKS = ("nan", "overflow", "too large", "largest", "inf", "break")

# 11.1: exp(z − largest of its column), divided by the column's sum.

right_value("11.1", softmax, "nnlib's function itself")
right_value("11.1", lambda z: np.exp(z - log_sum_exp(z)), "log_sum_exp")
right_value("11.1", lambda z: np.exp(z - np.logaddexp.reduce(z, axis=0)), "np.logaddexp")
right_value(
    "11.1",
    lambda z: (lambda e: e / e.sum(axis=0, keepdims=True))(
        np.exp(z - z.max(axis=0, keepdims=True))
    ),
    "a lambda in a lambda, keepdims",
)


@right("11.1", "two steps")
def my_softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@right("11.1", "column by column, lists")
def my_softmax(z):
    columns = []
    for column in z.T:
        top = max(column)
        powers = [math.exp(v - top) for v in column]
        total = sum(powers)
        columns.append([p / total for p in powers])
    return np.array(columns).T


@right("11.1", "in rows, turned back")
def my_softmax(z):
    t = np.transpose(z)
    t = np.exp(t - np.max(t, axis=1)[:, None])
    return (t / np.sum(t, 1)[:, None]).T


@right("11.1", "twice the largest taken away does no harm")
def my_softmax(z):
    shifted = z - np.amax(z, axis=0)
    shifted = shifted - shifted.max(axis=0)
    return np.exp(shifted) / np.exp(shifted).sum(axis=0)


@right("11.1", "apply_along_axis")
def my_softmax(z):
    def one(column):
        e = np.exp(column - column.max())
        return e / e.sum()

    return np.apply_along_axis(one, 0, z)


@right("11.1", "einsum for the sum")
def my_softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e * (1 / np.einsum("ij->j", e))


wrong_value("11.1", lambda z: np.exp(z) / np.exp(z).sum(axis=0), "the plain form", BREAKS)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=0),
    "the largest of all",
    ("each column", "axis", "own largest"),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.max(axis=0)) / np.exp(z - z.max(axis=0)).sum(),
    "the sum of all",
    ("each column", "axis", "add up"),
)
wrong_value(
    "11.1",
    lambda z: (
        np.exp(z - z.max(axis=1, keepdims=True))
        / np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)
    ),
    "along the rows",
    ("row", "axis", "column"),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.max(axis=0)) / np.exp(z - z.max(axis=0)).sum(axis=1, keepdims=True),
    "the sum along the rows",
    ("row", "axis", "column"),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.max(axis=1)) / np.exp(z - z.max(axis=1)).sum(axis=0),
    "the largest of each row",
    ("row", "axis", "column", "shape"),
)
wrong_value("11.1", lambda z: np.exp(z - z.max(axis=0)), "not divided", ("divi", "add up", "sum"))
wrong_value(
    "11.1",
    lambda z: np.exp(z) / np.exp(z - z.max(axis=0)).sum(axis=0),
    "the largest taken away below only",
    BREAKS,
)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.max(axis=0)) / np.exp(z).sum(axis=0),
    "the largest taken away above only",
    ("above and below", "both", *BREAKS),
)
wrong_value(
    "11.1",
    lambda z: z / z.sum(axis=0),
    "without the power",
    ("exp", "power", "positive", "negative"),
)
wrong_value(
    "11.1",
    lambda z: (z - z.max(axis=0)) / (z - z.max(axis=0)).sum(axis=0),
    "the largest, but no power",
    ("exp", "power"),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.min(axis=0)) / np.exp(z - z.min(axis=0)).sum(axis=0),
    "the smallest taken away",
    ("largest", "smallest", *BREAKS),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z - z.mean(axis=0)) / np.exp(z - z.mean(axis=0)).sum(axis=0),
    "the mean taken away",
    ("largest", "mean", *BREAKS),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z + z.max(axis=0)) / np.exp(z + z.max(axis=0)).sum(axis=0),
    "the largest added",
    ("minus", "subtract", "take", *BREAKS),
)
wrong_value(
    "11.1",
    lambda z: np.exp(z / z.max(axis=0)) / np.exp(z / z.max(axis=0)).sum(axis=0),
    "divided by the largest",
    ("subtract", "minus", "take", "difference"),
)
wrong_value(
    "11.1",
    lambda z: np.exp(np.clip(z, -700, 700)) / np.exp(np.clip(z, -700, 700)).sum(axis=0),
    "cut off at 700",
    ("clip", "difference", "cut off", *BREAKS),
)
wrong_value("11.1", lambda z: sigmoid(z), "the sigmoid", ("sigmoid", "add up"))
wrong_value(
    "11.1",
    lambda z: np.exp(z - 1000) / np.exp(z - 1000).sum(axis=0),
    "always 1,000 taken away",
    ("1000", "1,000", "largest", *BREAKS),
)
wrong_value(
    "11.1",
    lambda z: 2 ** (z - z.max(axis=0)) / (2 ** (z - z.max(axis=0))).sum(axis=0),
    "powers of 2",
    ("np.exp", "power of", "e^", "base"),
)
wrong_value(
    "11.1",
    lambda z: np.exp(-(z - z.min(axis=0))) / np.exp(-(z - z.min(axis=0))).sum(axis=0),
    "a minus: the smallest gets most",
    (*SIGN, "smallest"),
)
wrong_value("11.1", lambda z: np.log(softmax(z)), "its logarithm", ("log", "add up"))
wrong_value(
    "11.1",
    lambda z: (z == z.max(axis=0)) * 1.0,
    "one-hot for the largest",
    ("largest", "one-hot", "hard"),
)
wrong_value("11.1", lambda z: softmax(z).round(2), "rounded", ("round", "digits"))
wrong_value("11.1", lambda z: softmax(z).T, "turned", ("shape", *TRANSPOSE))
wrong_value("11.1", lambda z: softmax(z)[:, 0], "the first column", ("shape", "column", "first"))
wrong_value(
    "11.1",
    lambda z: softmax(z.reshape(-1, 1)).reshape(z.shape),
    "all columns as one",
    ("each column", "axis", "add up"),
)
wrong_value(
    "11.1",
    lambda z: np.nan_to_num(np.exp(z) / np.exp(z).sum(axis=0)),
    "nan papered over with 0",
    BREAKS,
)
wrong_value(
    "11.1", lambda z: np.exp(z - z.max(axis=0)) / len(z), "a mean", ("divi", "add up", "sum")
)
wrong_value("11.1", lambda z: print(softmax(z)), "prints", NOTHING)
wrong_value("11.1", lambda z: ..., "left open", GAP)
wrong_value("11.1", lambda z, m: softmax(z), "one parameter too many", ARGUMENTS)
wrong_value(
    "11.1",
    softmax(np.array([[2.0], [1.0], [-1.0]])),
    "called instead of passed",
    (*FUNCTION, *NO_FUNCTION),
)


@wrong("11.1", "changes z", CHANGES)
def my_softmax(z):
    z -= z.max(axis=0)
    e = np.exp(z)
    return e / e.sum(axis=0)


@wrong("11.1", "the first column's largest for all", ("each column", "own", "axis"))
def my_softmax(z):
    e = np.exp(z - max(z[:, 0]))
    return e / e.sum(axis=0)


# 11.2: softmax(z) − y.

right_value("11.2", lambda z, y: softmax(z) - y, "the formula")
right_value("11.2", lambda z, y: -(y - softmax(z)), "minus y − a")
right_value("11.2", lambda z, y: np.subtract(softmax(z), y), "np.subtract")
right_value("11.2", lambda z, y: np.exp(z - log_sum_exp(z)) - y, "log_sum_exp")


@right("11.2", "written out")
def my_softmax_error(z, y):
    e = np.exp(z - z.max(axis=0))
    a = e / e.sum(axis=0)
    return a - y


@right("11.2", "1 taken away at the label")
def my_softmax_error(z, y):
    a = softmax(z).copy()
    a[np.argmax(y, axis=0), np.arange(y.shape[1])] -= 1
    return a


@right("11.2", "column by column with the matrix of slopes")
def my_softmax_error(z, y):
    columns = []
    for k in range(z.shape[1]):
        a = softmax(z[:, [k]])
        columns.append((a * y[:, [k]].sum() - y[:, [k]])[:, 0])
    return np.array(columns).T


@right("11.2", "a list of rows")
def my_softmax_error(z, y):
    return [list(map(float, p - q)) for p, q in zip(softmax(z), y, strict=True)]


wrong_value("11.2", lambda z, y: y - softmax(z), "y − a", SIGN)
wrong_value(
    "11.2",
    lambda z, y: (softmax(z) - y) * sigmoid_prime(z),
    "with σ′",
    ("σ′", "sigmoid_prime", "without"),
)
wrong_value("11.2", lambda z, y: z - y, "softmax forgotten", ("softmax",))
wrong_value("11.2", lambda z, y: sigmoid(z) - y, "sigmoid for softmax", ("softmax", "sigmoid"))
wrong_value(
    "11.2",
    lambda z, y: (sigmoid(z) - y) * sigmoid_prime(z),
    "lesson 07's",
    ("softmax", "sigmoid", "σ′"),
)
wrong_value("11.2", lambda z, y: softmax(z), "y forgotten", ("- y", "− y", "target", "label"))
wrong_value("11.2", lambda z, y: softmax(z - y), "y inside", ("bracket", "after", "outside"))
wrong_value("11.2", lambda z, y: (softmax(z) - y) / z.shape[1], "the mean over m", ("mean", "divi"))
wrong_value(
    "11.2",
    lambda z, y: (softmax(z) - y).sum(axis=1, keepdims=True),
    "summed",
    ("sum", "each column", "shape"),
)
wrong_value(
    "11.2",
    lambda z, y: -np.log((softmax(z) * y).sum(axis=0)),
    "the error itself",
    ("error", "slope", "shape", "cross-entropy"),
)
wrong_value(
    "11.2",
    lambda z, y: -y * np.log(softmax(z)),
    "the error's terms",
    ("slope", "log", "cross-entropy"),
)
wrong_value(
    "11.2", lambda z, y: -y / softmax(z), "the slope at a", ("at z", "of a", "softmax's", "coupl")
)
wrong_value(
    "11.2",
    lambda z, y: (softmax(z) - y) * softmax(z) * (1 - softmax(z)),
    "with the slope a (1 − a)",
    ("σ′", "without", "(1 − a)", "slope"),
)
wrong_value("11.2", lambda z, y: (softmax(z) - y) ** 2, "squared", ("square",))
wrong_value("11.2", lambda z, y: np.abs(softmax(z) - y), "the signs lost", SIGN)
wrong_value(
    "11.2",
    lambda z, y: (softmax(z) - y) * y,
    "only at the label",
    ("label", "others", "coupl", "all outputs"),
)
wrong_value(
    "11.2",
    lambda z, y: softmax(z) - softmax(y),
    "softmax of the target",
    ("softmax(y)", "target", "y itself", "of y"),
)
wrong_value(
    "11.2", lambda z, y: softmax(z.T).T - y, "softmax along the rows", ("row", "axis", "column")
)
wrong_value("11.2", lambda z, y: softmax(softmax(z)) - y, "softmax twice", ("twice", "once"))
wrong_value("11.2", lambda z, y: 2 * (softmax(z) - y), "twice", ("twice", "factor"))
wrong_value("11.2", lambda z, y: (softmax(z) - y).T, "turned", ("shape", *TRANSPOSE))
wrong_value("11.2", lambda z, y: (softmax(z) - y).sum(), "one number", ("one number", "shape"))
wrong_value("11.2", lambda z, y: softmax(z) + y, "plus", ("minus", "sign", "subtract"))
wrong_value("11.2", lambda y, z: softmax(z) - y, "parameters exchanged", ORDER)
wrong_value("11.2", lambda z, y: print(softmax(z) - y), "prints", NOTHING)
wrong_value("11.2", lambda z: softmax(z), "no y", ARGUMENTS)
wrong_value("11.2", lambda z, y: np.round(softmax(z) - y, 1), "rounded", ("round", "digits"))
wrong_value(
    "11.2",
    lambda z, y: np.exp(z) / np.exp(z).sum() - y,
    "one sum for all columns",
    ("axis", "column", "each"),
)
wrong_value("11.2", lambda z, y: ..., "left open", GAP)


@wrong("11.2", "changes y", CHANGES)
def my_softmax_error(z, y):
    y *= -1
    y += softmax(z)
    return y


# 11.3: (Wᵀ δ) where z > 0, else 0.

right_value("11.3", lambda W, delta, z: (W.T @ delta) * (z > 0), "True and False as 1 and 0")
right_value("11.3", lambda W, delta, z: np.where(z > 0, W.T @ delta, 0), "np.where")
right_value("11.3", lambda W, d, z: np.einsum("kj,km->jm", W, d) * np.heaviside(z, 0), "heaviside")
right_value("11.3", lambda W, d, z: (d.T @ W).T * (np.maximum(z, 0) > 0), "turned")
right_value("11.3", lambda W, d, z: np.dot(W.T, d) * np.sign(z).clip(0), "the sign, cut at 0")


@right("11.3", "a copy with 0 written in")
def my_hidden_error(W, delta, z):
    back = W.T @ delta
    back[z <= 0] = 0
    return back


@right("11.3", "loops")
def my_hidden_error(W, delta, z):
    result = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for k in range(z.shape[1]):
            if z[j, k] > 0:
                result[j, k] = sum(W[i, j] * delta[i, k] for i in range(len(delta)))
    return result


@right("11.3", "a function for the slope")
def my_hidden_error(W, delta, z):
    def relu_prime(v):
        return 1.0 if v > 0 else 0.0

    return np.matmul(W.T, delta) * np.vectorize(relu_prime, otypes=[float])(z)


RELU = ("relu", "z > 0", "0 or 1", "slope")

wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * sigmoid_prime(z),
    "σ′",
    ("σ′", "sigmoid_prime", "relu"),
)
wrong_value("11.3", lambda W, delta, z: W.T @ delta, "the slope forgotten", RELU)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * np.maximum(0, z),
    "ReLU itself, not its slope",
    ("itself", *RELU),
)
wrong_value("11.3", lambda W, delta, z: W.T @ delta * z, "z itself", ("itself", *RELU))
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * (z >= 0),
    "1 at z = 0",
    ("z = 0", "exactly 0", "kink", ">="),
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * np.heaviside(z, 0.5),
    "½ at z = 0",
    ("z = 0", "exactly 0", "kink"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * (z < 0),
    "the wrong side",
    ("z > 0", "side", "other way"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * np.sign(z),
    "−1 for negative",
    ("negative", "−1", "-1", "sign"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ (delta * (z > 0)),
    "the slope inside",
    ("bracket", "inside", "shape"),
)
wrong_value("11.3", lambda W, delta, z: W @ delta * (z > 0), "no transpose", TRANSPOSE)
wrong_value(
    "11.3",
    lambda W, delta, z: np.maximum(0, W.T @ delta),
    "ReLU of what comes back",
    ("z > 0", "what comes back", "relu of"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * (W.T @ delta > 0),
    "the sign of what comes back",
    ("z > 0", "what comes back"),
)
wrong_value("11.3", lambda W, delta, z: W.T @ np.maximum(0, delta), "ReLU of δ", ("z > 0", "delta"))
wrong_value(
    "11.3", lambda W, delta, z: W.T @ (delta > 0) * z, "δ and z exchanged", (*ORDER, "z > 0")
)
wrong_value(
    "11.3", lambda W, delta, z: W.T @ delta * (z > 1), "above 1", ("z > 0", "between 0 and 1")
)
wrong_value(
    "11.3", lambda W, delta, z: W.T @ delta * (z > 0.5), "above ½", ("z > 0", "between 0 and")
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta @ (z > 0),
    "a matrix product",
    ("`*`", "⊙", "hadamard", "number by number"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: np.where(z > 0, W.T @ delta, 0.01 * (W.T @ delta)),
    "a leak",
    ("leak", "below 0", "z > 0"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: np.where(z > 0, W.T @ delta, z),
    "z where it should be 0",
    ("below 0", "z < 0", "0 there"),
)
wrong_value("11.3", lambda W, delta, z: -(W.T @ delta) * (z > 0), "a minus", SIGN)
wrong_value("11.3", lambda W, delta, z: np.abs(W.T @ delta) * (z > 0), "the signs lost", SIGN)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * (z.mean(axis=1, keepdims=True) > 0),
    "the neuron's mean decides",
    ("each example", "number by number", "mean"),
)
wrong_value(
    "11.3",
    lambda W, delta, z: W.T @ delta * (z > 0).any(axis=1, keepdims=True),
    "alive if any example is",
    ("each example", "number by number", "any"),
)
wrong_value(
    "11.3", lambda W, delta, z: W.T @ delta * (z > 0) / z.shape[1], "divided by m", ("mean", "divi")
)
wrong_value(
    "11.3",
    lambda W, delta, z: (W.T @ delta * (z > 0)).sum(axis=1, keepdims=True),
    "summed",
    ("sum", "shape"),
)
wrong_value("11.3", lambda W, delta, z: (W.T @ delta * (z > 0)).T, "turned", ("shape", *TRANSPOSE))
wrong_value(
    "11.3",
    lambda W, delta, z: (z > 0) * 1.0,
    "the slope alone",
    ("delta", "w.t", "come back", "comes back"),
)
wrong_value(
    "11.3", lambda W, delta, z: delta * (z > 0), "the weights forgotten", ("w.t", "weight", "shape")
)
wrong_value("11.3", lambda delta, W, z: W.T @ delta * (z > 0), "parameters exchanged", ORDER)
wrong_value("11.3", lambda W, z, delta: W.T @ delta * (z > 0), "z before delta", ORDER)
wrong_value("11.3", lambda W, delta: W.T @ delta, "no z", ARGUMENTS)
wrong_value("11.3", lambda W, delta, z: print(W.T @ delta * (z > 0)), "prints", NOTHING)
wrong_value(
    "11.3",
    lambda W, delta, z: hidden_error(W, delta, z),
    "nnlib's, for sigmoids",
    ("σ′", "sigmoid", "relu"),
)
wrong_value(
    "11.3", lambda W, delta, z: W.T @ delta if z.all() > 0 else 0 * z, "one decision for all", None
)
wrong_value("11.3", lambda W, delta, z: ..., "left open", GAP)


@wrong("11.3", "changes z into its slope", CHANGES)
def my_hidden_error(W, delta, z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return W.T @ delta * z


@wrong("11.3", "an if of a whole array", ("truth", "array", "whole", "np.where", "z > 0"))
def my_hidden_error(W, delta, z):
    if z > 0:
        return W.T @ delta
    return 0


# 11.4: the biases of both layers.

right_value("11.4", "b1 b2", "as in the example")
right_value("11.4", "b2 b1", "in the other order")
right_value("11.4", "b1, b2", "with a comma")
right_value("11.4", ["b1", "b2"], "a list")
right_value("11.4", {"b1", "b2"}, "a set")
right_value("11.4", ("b2", "b1"), "a tuple")
right_value("11.4", "b1 and b2", "with “and”")
right_value("11.4", "B1 B2", "capitals")
right_value("11.4", "b1+b2", "with a plus")
right_value("11.4", np.array(["b1", "b2"]), "an array")
right_value("11.4", "b1; b2", "with a semicolon")
right_value("11.4", "b1/b2", "with a slash")

wrong_value("11.4", "b1", "b2 overlooked", ("b2", "missing", "more", "all"))
wrong_value("11.4", "b2", "b1 overlooked", ("b1", "missing", "more", "all"))
wrong_value("11.4", "W1 W2", "the weights", ("weights", "w1", "right"))
wrong_value("11.4", "W1 b1", "the first layer", ("w1", "layer", "b2"))
wrong_value("11.4", "W2 b2", "the last layer", ("w2", "layer", "b1"))
wrong_value("11.4", "W1 b1 W2 b2", "all", ("w1", "w2", "weights"))
wrong_value("11.4", "b1 b2 W2", "one too many", ("w2",))
wrong_value("11.4", "b1 b2 W1", "one too many, the first", ("w1",))
wrong_value("11.4", "", "none", ("name", "empty", "block"))
wrong_value("11.4", "none", "none, in words", ("name", "block"))
wrong_value("11.4", "b1 b3", "a block that is none", ("b3", "name", "block"))
wrong_value("11.4", "b", "a letter", ("name", "block", "b1"))
wrong_value("11.4", 2, "how many", ("name", "text", "quote"))
wrong_value("11.4", 1.07, "an error", ("name", "text", "quote"))
wrong_value("11.4", [1.07, 1.0], "the errors", ("name", "text", "quote"))
wrong_value("11.4", "b0 b1", "counted from 0", ("from 1", "b0", "name"))
wrong_value("11.4", ["b1"], "a list of one", ("b2", "missing", "more", "all"))
wrong_value("11.4", ["b1", "b1"], "one of them twice", ("b2", "twice", "missing"))
wrong_value("11.4", None, "the result of print", NOTHING)
wrong_value("11.4", lambda: "b1 b2", "a function", FUNCTION)
wrong_value("11.4", [False, True, False, True], "True and False", ("name", "text", "quote"))
wrong_value("11.4", "W1", "W1 alone", ("w1", "weights"))
wrong_value("11.4", ["W2", "b1"], "a mixture", ("w2", "b2"))

# 11.5: the mean over the columns, kept as a column.

right_value("11.5", lambda delta: delta.mean(axis=1, keepdims=True), "mean with keepdims")
right_value("11.5", lambda d: d.sum(axis=1, keepdims=True) / d.shape[1], "the sum, divided by m")
right_value("11.5", lambda delta: np.mean(delta, 1).reshape(-1, 1), "reshaped")
right_value("11.5", lambda delta: np.average(delta, axis=1)[:, None], "np.average")
right_value("11.5", lambda d: d @ np.full((d.shape[1], 1), 1 / d.shape[1]), "a matrix product")
right_value("11.5", lambda delta: [[sum(row) / len(row)] for row in delta], "lists")
right_value("11.5", lambda delta: np.einsum("ij->i", delta)[:, None] / len(delta[0]), "einsum")


@right("11.5", "a loop over the examples")
def my_bias_gradient(delta):
    n, m = delta.shape
    total = np.zeros((n, 1))
    for k in range(m):
        total += delta[:, k : k + 1] / m
    return total


@right("11.5", "as the bug, mended: axis and keepdims")
def my_bias_gradient(delta):
    m = delta.shape[1]
    return 1 / m * np.sum(delta, axis=1, keepdims=True)


wrong_value(
    "11.5",
    lambda delta: np.sum(delta) / delta.shape[1],
    "the published line",
    ("axis", "one number", "everything"),
)
wrong_value(
    "11.5",
    lambda delta: delta.mean(),
    "the mean of everything",
    ("axis", "one number", "everything"),
)
wrong_value("11.5", lambda delta: delta.sum(axis=1, keepdims=True), "the sum", ("mean", "divi"))
wrong_value(
    "11.5", lambda delta: delta.mean(axis=1), "flat", ("keepdims", "flat", "shape", "column")
)
wrong_value("11.5", lambda delta: delta.mean(axis=0), "axis 0, flat", ("axis",))
wrong_value("11.5", lambda delta: delta.mean(axis=0, keepdims=True), "axis 0", ("axis",))
wrong_value(
    "11.5", lambda delta: delta.mean(axis=0).reshape(-1, 1), "axis 0, reshaped", ("axis", "example")
)
wrong_value(
    "11.5",
    lambda delta: delta.sum(axis=1, keepdims=True) / delta.shape[0],
    "divided by the neurons",
    ("shape[1]", "number of examples", "neurons", "columns"),
)
wrong_value(
    "11.5",
    lambda delta: delta.sum(axis=1, keepdims=True) / delta.size,
    "divided by everything",
    ("size", "number of examples", "columns"),
)
wrong_value("11.5", lambda delta: delta.mean(axis=1)[None, :], "a row", ("column", "row", "shape"))
wrong_value("11.5", lambda delta: delta, "as it came", ("mean", "axis", "shape"))
wrong_value("11.5", lambda delta: delta[:, :1], "the first example", ("first", "mean", "all"))
wrong_value("11.5", lambda delta: -delta.mean(axis=1, keepdims=True), "a minus", SIGN)
wrong_value("11.5", lambda delta: np.abs(delta).mean(axis=1, keepdims=True), "the signs lost", SIGN)
wrong_value(
    "11.5", lambda delta: np.median(delta, axis=1, keepdims=True), "the median", ("median", "mean")
)
wrong_value(
    "11.5",
    lambda delta: delta[:, 1:].mean(axis=1, keepdims=True),
    "the first example forgotten",
    ("first", "all"),
)
wrong_value(
    "11.5",
    lambda delta: delta[:, :-1].mean(axis=1, keepdims=True),
    "the last example forgotten",
    ("last", "all"),
)
wrong_value(
    "11.5",
    lambda delta: delta.sum(axis=1, keepdims=True) / (delta.shape[1] - 1),
    "divided by m − 1",
    ("m - 1", "m − 1", "number of examples"),
)
wrong_value(
    "11.5",
    lambda delta: np.full((len(delta), 1), delta.mean()),
    "everything's mean, for each",
    ("axis", "each neuron", "everything", "same"),
)
wrong_value(
    "11.5",
    lambda delta: np.full((len(delta), 1), np.sum(delta) / delta.shape[1]),
    "the published line, for each",
    ("axis", "each neuron", "everything", "same"),
)
wrong_value(
    "11.5",
    lambda delta: delta.mean(axis=1, keepdims=True) / delta.shape[1],
    "divided twice",
    ("twice", "once", "divi"),
)
wrong_value("11.5", lambda delta: (delta**2).mean(axis=1, keepdims=True), "squares", ("square",))
wrong_value(
    "11.5", lambda delta: delta.mean(axis=1, keepdims=True).round(1), "rounded", ("round", "digits")
)
wrong_value(
    "11.5",
    lambda delta: delta.sum(axis=1, keepdims=True) // delta.shape[1],
    "whole quotients",
    ("//", "whole"),
)
wrong_value("11.5", lambda delta: print(delta.mean(axis=1, keepdims=True)), "prints", NOTHING)
wrong_value(
    "11.5",
    lambda delta: np.sum(delta, axis=1, keepdims=True) / 41000,
    "the study's m",
    ("always", "41000", "41,000", "number of examples"),
)
wrong_value(
    "11.5", lambda delta, m: delta.sum(axis=1, keepdims=True) / m, "m as a parameter", ARGUMENTS
)
wrong_value("11.5", lambda delta: ..., "left open", GAP)
wrong_value("11.5", np.zeros((10, 1)), "an array", NO_FUNCTION)


@wrong("11.5", "divides delta in place", CHANGES)
def my_bias_gradient(delta):
    delta /= delta.shape[1]
    return delta.sum(axis=1, keepdims=True)
