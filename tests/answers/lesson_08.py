"""Lesson 08, backpropagation through hidden layers: equation 2, and all four together."""

import math
from decimal import Decimal
from fractions import Fraction

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
    QUOTES,
    SIGN,
    SUM,
)
from nnlib import (
    Network,
    bias_gradient,
    hidden_error,
    numerical_gradient,
    output_error,
    relative_error,
    sigmoid,
    sigmoid_prime,
    weight_gradient,
)

SLOPE = ("σ′", "sigmoid_prime", "slope of σ", "own slope", "sigmoid'")
TRANSPOSE = ("transpos", ".t", "turn", "column of")
HADAMARD = ("⊙", "hadamard", "number by number", "elementwise", "`*`")

# 8.1: δ₁ = (W₂ᵀ δ₂) ⊙ ¼ = (2 · −⅛ · ¼, −4 · −⅛ · ¼) = (−1/16, 1/8).

right_value("8.1", (-1 / 16, 1 / 8), "two quotients")
right_value("8.1", [-0.0625, 0.125], "a list of decimals")
right_value("8.1", np.array([[-0.0625], [0.125]]), "a column")
right_value("8.1", np.array([-0.0625, 0.125]), "a flat array")
right_value("8.1", (Fraction(-1, 16), Fraction(1, 8)), "fractions")
right_value("8.1", (Decimal("-0.0625"), Decimal("0.125")), "Decimals")
right_value("8.1", [[-1 / 16], [2 / 16]], "a column as lists")
right_value(
    "8.1",
    hidden_error(np.array([[2.0, -4.0]]), np.array([[-1 / 8]]), np.zeros((2, 1))),
    "asked of nnlib",
)
right_value("8.1", np.array([2, -4]) * (-1 / 8) / 4, "the paths as an array")
right_value("8.1", np.array([[-1 / 16, 1 / 8]], dtype=np.float32), "a row of 7 digits")
right_value("8.1", lambda: (w * -1 / 8 * 1 / 4 for w in (2, -4)), "a generator", made=True)
right_value("8.1", tuple(w * d * 0.25 for w, d in zip((2, -4), (-0.125, -0.125))), "zip")

wrong_value("8.1", (1 / 16, -1 / 8), "the sign of δ₂", SIGN)
wrong_value("8.1", (-1 / 4, 1 / 2), "forgets σ′", SLOPE)
wrong_value("8.1", (1 / 8, -1 / 16), "the neurons exchanged", ORDER)
wrong_value("8.1", (-1 / 16, -1 / 8), "the minus of −4 forgotten", SIGN)
wrong_value("8.1", (1 / 16, 1 / 8), "the signs forgotten", SIGN)
wrong_value("8.1", 1 / 16, "the two added", ("two", "each", "one number"))
wrong_value("8.1", (-1 / 32, 1 / 32), "only the signs of the weights", ("weight", "w₂", "w2"))
wrong_value("8.1", (-1 / 32, -1 / 32), "δ₂ · ¼ for both", ("weight", "w₂", "w2"))
wrong_value("8.1", (0.5, -1.0), "weights times slope, δ₂ forgotten", ("δ₂", "delta2", "−1/8"))
wrong_value("8.1", (-1 / 8, 1 / 4), "the activation ½ for the slope ¼", ("½", "¼", *SLOPE))
wrong_value("8.1", (-1 / 4 * 2, 1 / 4 * 4), "δ₂ = −¼, no slope", SLOPE)
wrong_value("8.1", (-1 / 64, 1 / 32), "σ′ twice", ("twice", "once", *SLOPE))
wrong_value("8.1", (-1 / 16, -1 / 16), "the gradient of W₂", ("gradient", "w₂", "w2"))
wrong_value("8.1", (-0.06, 0.13), "rounded", ("round", "digits", "decimal"))
wrong_value("8.1", (-1, 2), "in sixteenths", ("16", "sixteen"))
wrong_value("8.1", "(-1/16, 1/8)", "a text", QUOTES)
wrong_value("8.1", ("-1/16", "1/8"), "two texts", QUOTES)
wrong_value("8.1", (-1 / 16,), "the first neuron only", ("two", "both", "second"))
wrong_value("8.1", (-1 / 16, 1 / 8, -1 / 8), "with δ₂", ("two", "three", "3"))
wrong_value("8.1", {-1 / 16, 1 / 8}, "a set, without order", ("set", "order"))
wrong_value("8.1", np.array([[-1 / 16, -1 / 8], [1 / 8, 1 / 4]]), "W₁'s gradient", ("two", "shape"))
wrong_value("8.1", None, "the result of print", NOTHING)
wrong_value("8.1", (-1 / 16, ...), "the second left open", GAP)
wrong_value("8.1", lambda: (-1 / 16, 1 / 8), "a function", FUNCTION)

# 8.2: (W_next.T @ delta_next) * σ′(z).

right_value(
    "8.2",
    lambda weights_next, delta_next, z: weights_next.T @ delta_next * sigmoid_prime(z),
    "the equation",
)
right_value("8.2", lambda w, d, z: np.dot(w.T, d) * sigmoid(z) * (1 - sigmoid(z)), "np.dot")
right_value("8.2", lambda w, d, z: (d.T @ w).T * sigmoid_prime(z), "rows of δ, turned back")
right_value("8.2", lambda w, d, z: np.einsum("kj,km,jm->jm", w, d, sigmoid_prime(z)), "einsum")
right_value(
    "8.2",
    lambda w, d, z: np.multiply(sigmoid_prime(z), np.matmul(np.transpose(w), d)),
    "np.multiply",
)
right_value("8.2", hidden_error, "nnlib's function itself")
right_value("8.2", lambda w, d, z: np.tensordot(w, d, axes=(0, 0)) * sigmoid_prime(z), "tensordot")
right_value(
    "8.2",
    lambda w, d, z: (w[:, :, None] * d[:, None, :]).sum(axis=0) * sigmoid_prime(z),
    "broadcast",
)


@right("8.2", "loops over neurons, paths and examples")
def my_hidden_error(weights_next, delta_next, z):
    delta = np.zeros(z.shape)
    for j in range(z.shape[0]):
        for m in range(z.shape[1]):
            for k in range(len(delta_next)):
                delta[j, m] += weights_next[k, j] * delta_next[k, m]
            delta[j, m] *= sigmoid_prime(z[j, m])
    return delta


@right("8.2", "the lesson's loop over the paths, a row at a time")
def my_hidden_error(weights_next, delta_next, z):
    rows = []
    for j in range(z.shape[0]):
        row = sum(weights_next[k, j] * delta_next[k] for k in range(weights_next.shape[0]))
        rows.append(row * sigmoid_prime(z[j]))
    return np.array(rows)


@right("8.2", "the slope inside the sum")
def my_hidden_error(weights_next, delta_next, z):
    return np.column_stack(
        [(weights_next * sigmoid_prime(z[:, e])).T @ delta_next[:, e] for e in range(z.shape[1])]
    )


wrong_value("8.2", lambda w, d, z: w @ d * sigmoid_prime(z), "no transpose", TRANSPOSE)
wrong_value("8.2", lambda w, d, z: w.T @ d, "forgets σ′", SLOPE)
wrong_value("8.2", lambda w, d, z: w.T @ d * sigmoid(z), "σ and not σ′", SLOPE)
wrong_value(
    "8.2", lambda w, d, z: w.T @ d * sigmoid_prime(sigmoid(z)), "σ′ at a", ("at a", "at z", "(z)")
)
wrong_value("8.2", lambda w, d, z: w.T @ d * z, "z in place of its slope", SLOPE)
wrong_value(
    "8.2",
    lambda w, d, z: w.T @ (d * sigmoid_prime(z)),
    "σ′ inside the product",
    (*SLOPE, "bracket"),
)
wrong_value("8.2", lambda w, d, z: w.T * d * sigmoid_prime(z), "* for @", ("@", "matrix product"))
wrong_value("8.2", lambda w, d, z: w.T @ d @ sigmoid_prime(z), "@ for ⊙", HADAMARD)
wrong_value("8.2", lambda w, d, z: (w.T @ d) @ sigmoid_prime(z).T, "@ for ⊙, made to fit", HADAMARD)
wrong_value("8.2", lambda w, d, z: -(w.T @ d) * sigmoid_prime(z), "minus", SIGN)
wrong_value(
    "8.2",
    lambda w, d, z: (w.T @ d * sigmoid_prime(z)).sum(axis=1, keepdims=True),
    "summed over the examples",
    SUM,
)
wrong_value(
    "8.2", lambda w, d, z: w.T @ d * sigmoid_prime(z) / d.shape[1], "divided by m", ("mean", "divi")
)
wrong_value(
    "8.2",
    lambda w, d, z: w.T @ d * sigmoid_prime(z) / d.shape[0],
    "mean of the paths",
    ("mean", "divi", "add"),
)
wrong_value("8.2", lambda w, d, z: d.T @ w * sigmoid_prime(z).T, "turned", (*TRANSPOSE, "shape"))
wrong_value(
    "8.2", lambda w, d, z: np.abs(w).T @ d * sigmoid_prime(z), "the weights' signs lost", SIGN
)
wrong_value("8.2", lambda w, d, z: w.T @ np.abs(d) * sigmoid_prime(z), "δ's signs lost", SIGN)
wrong_value(
    "8.2", lambda w, d, z: d * sigmoid_prime(z), "forgets the weights", ("weight", "w_next")
)
wrong_value(
    "8.2",
    lambda w, d, z: w.T @ np.ones_like(d) * sigmoid_prime(z),
    "forgets δ of the next",
    ("delta_next", "δ"),
)
wrong_value(
    "8.2", lambda w, d, z: w.T @ d * sigmoid_prime(z) ** 2, "σ′ twice", ("twice", "once", "square")
)
wrong_value(
    "8.2",
    lambda w, d, z: w.T @ d * sigmoid_prime(w @ z),
    "σ′ of the next layer's z",
    ("next layer", "at z", "z of"),
)
wrong_value("8.2", lambda w, d, z: w.T @ d * 0.25, "σ′ always ¼", ("¼", "1/4", "0.25", *SLOPE))
wrong_value("8.2", lambda w, d, z: w.T @ d * z * (1 - z), "z (1 − z)", ("sigmoid", "σ", "z (1"))
wrong_value(
    "8.2", lambda w, d, z: w.T @ d + sigmoid_prime(z), "plus for times", ("multipl", "times", "add")
)
wrong_value("8.2", lambda w, d, z: print(w.T @ d * sigmoid_prime(z)), "prints", NOTHING)
wrong_value("8.2", lambda d, w, z: w.T @ d * sigmoid_prime(z), "parameters exchanged", ORDER)
wrong_value("8.2", lambda w, z, d: w.T @ d * sigmoid_prime(z), "δ and z exchanged", ORDER)
wrong_value("8.2", lambda w, d: w.T @ d, "no z", ARGUMENTS)
wrong_value(
    "8.2",
    lambda w, d, z: (w.T @ d * sigmoid_prime(z))[:, [0]],
    "first example only",
    ("exampl", "column", "first"),
)
wrong_value(
    "8.2",
    lambda w, d, z: w[:1].T @ d[:1] * sigmoid_prime(z),
    "the first path only",
    ("path", "all", "sum"),
)
wrong_value(
    "8.2",
    lambda w, d, z: w[:-1].T @ d[:-1] * sigmoid_prime(z),
    "the last path forgotten",
    ("path", "all", "last"),
)
wrong_value("8.2", lambda w, d, z: ..., "left open", GAP)
wrong_value("8.2", np.array([[-0.0478], [0.0799], [0.0392]]), "numbers", NO_FUNCTION)


@wrong("8.2", "changes delta_next", CHANGES)
def my_hidden_error(weights_next, delta_next, z):
    delta_next *= 1.0 / delta_next.shape[1]
    return weights_next.T @ delta_next * delta_next.shape[1] * sigmoid_prime(z)


@wrong("8.2", "turns into the inverse", ("inverse", *TRANSPOSE))
def my_hidden_error(weights_next, delta_next, z):
    return np.linalg.pinv(weights_next) @ delta_next * sigmoid_prime(z)


# 8.3: D first, B before A, C after B: DBAC or DBCA.

right_value("8.3", "DBAC", "first output, then back, then the updates")
right_value("8.3", "DBCA", "the updates the other way round")
right_value("8.3", "dbac", "small letters")
right_value("8.3", "D B A C", "with blanks")
right_value("8.3", "D, B, C, A", "with commas")
right_value("8.3", "D-B-A-C", "with hyphens")
right_value("8.3", ["D", "B", "A", "C"], "a list of letters")
right_value("8.3", ("d", "b", "c", "a"), "a tuple of small letters")
right_value("8.3", " DBAC\n", "blanks around")
right_value("8.3", "D → B → A → C", "with arrows")
right_value("8.3", np.array(list("DBCA")), "an array of letters")
right_value("8.3", "D>B>C>A", "with >")

wrong_value("8.3", "DABC", "W₂ changed before it is used", ("old", "before", "w2", "changed"))
wrong_value("8.3", "DACB", "update and C before δ₁", ("delta1", "δ₁", "before b", "c needs"))
wrong_value(
    "8.3",
    "BDAC",
    "back before the output's error",
    ("delta2", "d first", "d is", "d comes", "starts", "output"),
)
wrong_value(
    "8.3", "ABCD", "as they stand", ("delta2", "d first", "d is", "d comes", "starts", "output")
)
wrong_value("8.3", "DCBA", "C before B", ("delta1", "δ₁", "before"))
wrong_value("8.3", "DCAB", "C before B, A before B", ("delta1", "δ₁", "before"))
wrong_value("8.3", "CABD", "backwards", ("delta2", "delta1", "first"))
wrong_value("8.3", "BADC", "pairs exchanged", ("delta2", "first"))
wrong_value("8.3", "ADBC", "A first", ("delta2", "first"))
wrong_value("8.3", "CADB", "the updates first", ("delta", "first"))
wrong_value("8.3", "DBA", "C forgotten", ("four", "missing", "each", "c is"))
wrong_value("8.3", "DB", "only δ", ("four", "missing", "each"))
wrong_value("8.3", "DBACA", "A twice", ("four", "twice", "once"))
wrong_value("8.3", "DBAE", "a letter that is none", ("letter",))
wrong_value("8.3", "", "empty", ("four", "letter", "empty"))
wrong_value("8.3", 4213, "numbers for letters", ("letter", "text", "quote"))
wrong_value("8.3", "4213", "places as digits", ("letter",))
wrong_value("8.3", "DBAC or DCAB", "two orders, one wrong", ("one order", "four", "twice"))
wrong_value("8.3", {"D", "B", "A", "C"}, "a set, which has no order", ("set", "order"))
wrong_value("8.3", None, "the result of print", NOTHING)
wrong_value("8.3", "delta2, delta1, W2, W1", "names in place of letters", ("letter",))
wrong_value("8.3", [["D", "A"], ["B", "C"]], "layer by layer", ("old", "before", "letter", "text"))

# 8.4: backpropagation for any number of layers.


def forward(weights, biases, x):
    z, a = [None], [x]
    for W, b in zip(weights, biases, strict=True):
        z.append(W @ a[-1] + b)
        a.append(sigmoid(z[-1]))
    return z, a


@right("8.4", "the lesson's gaps filled")
def my_backprop(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 0, -1):
        if l < L:
            delta = hidden_error(weights[l], delta, z[l])
        nabla_b[l - 1] = bias_gradient(delta)
        nabla_w[l - 1] = weight_gradient(delta, a[l - 1])
    return nabla_b, nabla_w


@right("8.4", "everything written out in NumPy")
def my_backprop(weights, biases, x, y):
    activations, zs = [x], []
    for w, b in zip(weights, biases, strict=True):
        zs.append(w @ activations[-1] + b)
        activations.append(1 / (1 + np.exp(-zs[-1])))
    d = (activations[-1] - y) * activations[-1] * (1 - activations[-1])
    nb, nw = [d.sum(axis=1, keepdims=True)], [d @ activations[-2].T]
    for l in range(2, len(weights) + 1):
        d = (weights[-l + 1].T @ d) * sigmoid_prime(zs[-l])
        nb.insert(0, d.sum(axis=1, keepdims=True))
        nw.insert(0, d @ activations[-l - 1].T)
    return nb, nw


@right("8.4", "recursion through the layers")
def my_backprop(weights, biases, x, y):
    def back(l, a_prev):
        z = weights[l] @ a_prev + biases[l]
        a = sigmoid(z)
        if l == len(weights) - 1:
            delta, nb, nw = output_error(a, y, z), [], []
        else:
            passed, nb, nw = back(l + 1, a)
            delta = passed * sigmoid_prime(z)
        nb = [delta.sum(axis=1, keepdims=True), *nb]
        return weights[l].T @ delta, nb, [delta @ a_prev.T, *nw]

    _, nabla_b, nabla_w = back(0, x)
    return nabla_b, nabla_w


@right("8.4", "collected from the back, then reversed")
def my_backprop(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    deltas = [output_error(a[-1], y, z[-1])]
    for W, z_l in zip(weights[:0:-1], z[-2:0:-1], strict=True):
        deltas.append(hidden_error(W, deltas[-1], z_l))
    deltas = deltas[::-1]
    return (
        [bias_gradient(d) for d in deltas],
        [weight_gradient(d, before) for d, before in zip(deltas, a, strict=False)],
    )


@right("8.4", "tuples of arrays, einsum")
def my_backprop(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    d = {L: (a[L] - y) * sigmoid_prime(z[L])}
    for l in range(L - 1, 0, -1):
        d[l] = np.einsum("kj,km->jm", weights[l], d[l + 1]) * sigmoid_prime(z[l])
    nabla_b = tuple(np.einsum("jm->j", d[l])[:, None] for l in range(1, L + 1))
    nabla_w = tuple(np.einsum("jm,km->jk", d[l], a[l - 1]) for l in range(1, L + 1))
    return nabla_b, nabla_w


@right("8.4", "asks a Network")
def my_backprop(weights, biases, x, y):
    sizes = [weights[0].shape[1], *(w.shape[0] for w in weights)]
    net = Network(sizes, dtype=np.float64)
    net.weights, net.biases = list(weights), list(biases)
    return net.backprop(x, y)


@right("8.4", "by nudging every array, slow but right")
def my_backprop(weights, biases, x, y):
    def cost(ws, bs):
        return float(np.sum((forward(ws, bs, x)[1][-1] - y) ** 2) / 2)

    nabla_b, nabla_w = [], []
    for i in range(len(weights)):
        nabla_b.append(
            numerical_gradient(
                lambda v, i=i: cost(weights, [*biases[:i], v, *biases[i + 1 :]]), biases[i]
            )
        )
        nabla_w.append(
            numerical_gradient(
                lambda v, i=i: cost([*weights[:i], v, *weights[i + 1 :]], biases), weights[i]
            )
        )
    return nabla_b, nabla_w


@right("8.4", "example by example, added up")
def my_backprop(weights, biases, x, y):
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    for e in range(x.shape[1]):
        z, a = forward(weights, biases, x[:, [e]])
        delta = output_error(a[-1], y[:, [e]], z[-1])
        for l in reversed(range(len(weights))):
            nabla_b[l] += delta
            nabla_w[l] += np.outer(delta, a[l])
            if l > 0:
                delta = hidden_error(weights[l], delta, z[l])
    return nabla_b, nabla_w


def _broken(what, says, first=None, second=None, third=None, fourth=None, done=None):
    """Write down the lesson's loop with one of its lines replaced by a mistake."""

    def my_backprop(weights, biases, x, y):
        z, a = forward(weights, biases, x)
        L = len(weights)
        nabla_b, nabla_w = [None] * L, [None] * L
        delta = output_error(a[L], y, z[L]) if first is None else first(a, y, z)
        for l in range(L, 0, -1):
            if l < L:
                delta = (
                    hidden_error(weights[l], delta, z[l])
                    if second is None
                    else second(weights, delta, z, a, l)
                )
            nabla_b[l - 1] = bias_gradient(delta) if third is None else third(delta)
            nabla_w[l - 1] = (
                weight_gradient(delta, a[l - 1]) if fourth is None else fourth(delta, a, z, l)
            )
        return (nabla_b, nabla_w) if done is None else done(nabla_b, nabla_w, biases, weights)

    wrong_value("8.4", my_backprop, what, says)


_broken(
    "y − a at the output", ("equation 1", *SIGN), lambda a, y, z: (y - a[-1]) * sigmoid_prime(z[-1])
)
_broken("no σ′ at the output", ("equation 1", *SLOPE), lambda a, y, z: a[-1] - y)
_broken("equation 2 without σ′", ("equation 2", *SLOPE), None, lambda w, d, z, a, l: w[l].T @ d)
_broken(
    "the layer's own weights, not the next one's",
    ("weights[l]", "equation 2", "next"),
    None,
    lambda w, d, z, a, l: hidden_error(w[l - 1], d, z[l]),
)
_broken(
    "σ′ of the layer after",
    ("z[l]", "equation 2"),
    None,
    lambda w, d, z, a, l: w[l].T @ d * sigmoid_prime(z[l + 1]),
)
_broken(
    "σ′ at the activation",
    ("at a", "z[l]", "equation 2"),
    None,
    lambda w, d, z, a, l: hidden_error(w[l], d, a[l]),
)
_broken(
    "no transpose",
    ("equation 2", *TRANSPOSE),
    None,
    lambda w, d, z, a, l: w[l] @ d * sigmoid_prime(z[l]),
)
_broken("δ does not go back at all", ("equation 2", "delta"), None, lambda w, d, z, a, l: d)
_broken("δ of the hidden layers left open", GAP, None, lambda w, d, z, a, l: ...)
_broken(
    "hidden layers never learn",
    ("equation 2", "hidden", "zero", " 0"),
    None,
    lambda w, d, z, a, l: 0 * z[l],
)
_broken(
    "a minus in equation 2",
    ("equation 2", *SIGN),
    None,
    lambda w, d, z, a, l: -hidden_error(w[l], d, z[l]),
)
_broken("biases not summed over the examples", ("equation 3", "sum", "column"), third=lambda d: d)
_broken(
    "biases as a mean",
    ("mean", "divi", "equation 3"),
    third=lambda d: d.mean(axis=1, keepdims=True),
)
_broken("biases flat", ("flat", "column", "shape"), third=lambda d: d.sum(axis=1))
_broken(
    "biases summed over the neurons",
    ("axis", "shape", "equation 3"),
    third=lambda d: d.sum(axis=0, keepdims=True),
)
_broken("biases left open", GAP, third=lambda d: ...)
_broken(
    "a[l] in place of a[l − 1]",
    ("a[l - 1]", "a[l-1]", "equation 4", "layer before"),
    fourth=lambda d, a, z, l: weight_gradient(d, a[l]),
)
_broken(
    "z in place of a in equation 4",
    ("z ", "equation 4", "activation"),
    fourth=lambda d, a, z, l: weight_gradient(d, a[l - 1] if l == 1 else z[l - 1]),
)
_broken(
    "x in place of every a",
    ("a[l - 1]", "a[l-1]", "equation 4"),
    fourth=lambda d, a, z, l: weight_gradient(d, a[0]),
)
_broken(
    "equation 4 turned",
    ("equation 4", *TRANSPOSE, "shape"),
    fourth=lambda d, a, z, l: weight_gradient(d, a[l - 1]).T,
)
_broken(
    "weights as a mean",
    ("mean", "divi", "equation 4"),
    fourth=lambda d, a, z, l: weight_gradient(d, a[l - 1]) / d.shape[1],
)
_broken("weights left open", GAP, fourth=lambda d, a, z, l: ...)
_broken("the two lists exchanged", (*ORDER, "nabla_b"), done=lambda nb, nw, b, w: (nw, nb))
_broken(
    "the layers in reverse order",
    ("order", "revers", "first layer", "backward"),
    done=lambda nb, nw, b, w: (nb[::-1], nw[::-1]),
)
_broken("only nabla_w", ("two", "nabla_b", "both"), done=lambda nb, nw, b, w: nw)
_broken(
    "only the first layer's", ("list", "layer", "each"), done=lambda nb, nw, b, w: (nb[0], nw[0])
)
_broken(
    "the last layer forgotten",
    ("layer", "length", "how many"),
    done=lambda nb, nw, b, w: (nb[:-1], nw[:-1]),
)
_broken("prints them", NOTHING, done=lambda nb, nw, b, w: print(nb, nw))
_broken(
    "a pair for each layer",
    ("two lists", "list", "nabla_b"),
    done=lambda nb, nw, b, w: list(zip(nb, nw)),
)
_broken(
    "the updated weights",
    ("gradient", "step", "update"),
    done=lambda nb, nw, b, w: ([p - g for p, g in zip(b, nb)], [p - g for p, g in zip(w, nw)]),
)


@wrong("8.4", "W₂ is changed before it carries δ back, in the student's arrays", (*CHANGES, "old"))
def my_backprop(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 0, -1):
        if l < L:
            delta = hidden_error(weights[l], delta, z[l])
        nabla_b[l - 1] = bias_gradient(delta)
        nabla_w[l - 1] = weight_gradient(delta, a[l - 1])
        weights[l - 1] = weights[l - 1] - nabla_w[l - 1]
    return nabla_b, nabla_w


@wrong("8.4", "works for two layers only", ("layers", "any number", "number of"))
def my_backprop(weights, biases, x, y):
    z, a = forward(weights[:2], biases[:2], x)
    delta2 = output_error(a[2], y, z[2])
    delta1 = hidden_error(weights[1], delta2, z[1])
    return (
        [bias_gradient(delta1), bias_gradient(delta2)],
        [weight_gradient(delta1, a[0]), weight_gradient(delta2, a[1])],
    )


@wrong("8.4", "the loop stops before the first layer", ("none", "first layer", "layer 1", "gap"))
def my_backprop(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    L = len(weights)
    nabla_b, nabla_w = [None] * L, [None] * L
    delta = output_error(a[L], y, z[L])
    for l in range(L, 1, -1):
        if l < L:
            delta = hidden_error(weights[l], delta, z[l])
        nabla_b[l - 1] = bias_gradient(delta)
        nabla_w[l - 1] = weight_gradient(delta, a[l - 1])
    return nabla_b, nabla_w


# 8.5: ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖).

right_value(
    "8.5",
    lambda g, g_hat: np.linalg.norm(g - g_hat) / (np.linalg.norm(g) + np.linalg.norm(g_hat)),
    "np.linalg.norm",
)
right_value(
    "8.5",
    lambda g, h: np.sqrt(((g - h) ** 2).sum()) / (np.sqrt((g**2).sum()) + np.sqrt((h**2).sum())),
    "roots of sums",
)
right_value("8.5", relative_error, "nnlib's function itself")
right_value(
    "8.5",
    lambda g, h: (
        math.dist(g.ravel(), h.ravel()) / (math.hypot(*g.ravel()) + math.hypot(*h.ravel()))
    ),
    "math.dist and hypot",
)
right_value(
    "8.5",
    lambda g, h: float(
        np.sqrt(np.vdot(g - h, g - h)) / (np.vdot(g, g) ** 0.5 + np.vdot(h, h) ** 0.5)
    ),
    "np.vdot",
)
right_value(
    "8.5",
    lambda g, h: np.array(
        [np.linalg.norm((h - g).ravel()) / sum(np.linalg.norm(v.ravel()) for v in (g, h))]
    ),
    "an array of one",
)


@right("8.5", "a helper with loops, 0 where both are 0")
def my_relative_error(g, g_hat):
    def length(matrix):
        total = 0
        for row in np.atleast_2d(matrix):
            for entry in row:
                total += entry * entry
        return math.sqrt(total)

    both = length(g) + length(g_hat)
    return length(g - g_hat) / both if both > 0 else 0.0


@right("8.5", "the trace of Gᵀ G")
def my_relative_error(g, g_hat):
    def length(m):
        m = np.asarray(m, dtype=float).reshape(len(m), -1)
        return np.trace(m.T @ m) ** 0.5

    return length(g - g_hat) / (length(g) + length(g_hat))


@right("8.5", "frobenius by name")
def my_relative_error(a, b):
    def n(v):
        return np.linalg.norm(np.asarray(v).reshape(-1, 1), "fro")

    return n(a - b) / (n(a) + n(b))


def _norm(v):
    return np.linalg.norm(v)


wrong_value("8.5", lambda g, h: _norm(g - h), "not divided", ("divi",))
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / _norm(g),
    "divided by one length",
    ("sum of", "both", "lengths"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / _norm(h),
    "divided by the other length",
    ("sum of", "both", "lengths"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / _norm(g + h),
    "the length of the sum",
    ("sum of", "length of"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / _norm(g) + _norm(h),
    "brackets forgotten",
    ("bracket", "paren"),
)
wrong_value(
    "8.5",
    lambda g, h: (_norm(g) - _norm(h)) / (_norm(g) + _norm(h)),
    "difference of the lengths",
    ("length of", "difference"),
)
wrong_value(
    "8.5",
    lambda g, h: abs(_norm(g) - _norm(h)) / (_norm(g) + _norm(h)),
    "difference of the lengths, no sign",
    ("length of", "difference"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) ** 2 / (_norm(g) ** 2 + _norm(h) ** 2),
    "roots forgotten",
    ("root", "square"),
)
wrong_value(
    "8.5",
    lambda g, h: np.abs(g - h).sum() / (np.abs(g).sum() + np.abs(h).sum()),
    "sums of absolute values",
    ("square", "root", "abs", "length"),
)
wrong_value(
    "8.5",
    lambda g, h: np.abs(g - h).max() / (np.abs(g).max() + np.abs(h).max()),
    "the largest entries",
    ("max", "largest", "square", "length"),
)
wrong_value(
    "8.5",
    lambda g, h: np.abs(g - h) / (np.abs(g) + np.abs(h)),
    "entry by entry",
    ("one number", "each", "entry"),
)
wrong_value(
    "8.5", lambda g, h: (g - h) / (g + h), "no lengths at all", ("one number", "length", "norm")
)
wrong_value(
    "8.5",
    lambda g, h: 2 * _norm(g - h) / (_norm(g) + _norm(h)),
    "by the mean length",
    ("mean", "twice", "sum of"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g + h) / (_norm(g) + _norm(h)),
    "the sum on top",
    ("difference", "minus", "sign"),
)
wrong_value(
    "8.5",
    lambda g, h: (_norm(g) + _norm(h)) / _norm(g - h),
    "upside down",
    ("upside", "other way", "divi"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / (_norm(g) * _norm(h)),
    "a product below",
    ("product", "sum of", "added"),
)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / max(_norm(g), _norm(h)),
    "by the longer one",
    ("sum of", "longer", "max"),
)
wrong_value(
    "8.5",
    lambda g, h: (
        np.linalg.norm(g - h, axis=0) / (np.linalg.norm(g, axis=0) + np.linalg.norm(h, axis=0))
    ),
    "column by column",
    ("one number", "axis", "whole"),
)
wrong_value(
    "8.5",
    lambda g, h: np.linalg.norm(g - h, 2) / (np.linalg.norm(g, 2) + np.linalg.norm(h, 2)),
    "the largest singular value",
    ("norm(", "singular", "squares"),
)
wrong_value("8.5", lambda g, h: np.mean((g - h) ** 2), "the mean square", ("mean", "divi"))
wrong_value(
    "8.5",
    lambda g, h: np.sqrt(np.sum(g - h) ** 2) / (_norm(g) + _norm(h)),
    "squared after the sum",
    ("square", "sum"),
)
wrong_value(
    "8.5",
    lambda g, h: round(_norm(g - h) / (_norm(g) + _norm(h)), 2),
    "rounded",
    ("round", "digits"),
)
wrong_value(
    "8.5",
    lambda g, h: 100 * _norm(g - h) / (_norm(g) + _norm(h)),
    "per cent",
    ("100", "per cent", "percent"),
)
wrong_value("8.5", lambda g, h: -_norm(g - h) / (_norm(g) + _norm(h)), "minus", SIGN)
wrong_value(
    "8.5",
    lambda g, h: 1 - _norm(g - h) / (_norm(g) + _norm(h)),
    "1 minus it",
    ("1 −", "1 -", "agree", "equal"),
)
wrong_value("8.5", lambda g, h: np.allclose(g, h), "yes or no", ("true", "false", "number", "bool"))
wrong_value("8.5", lambda g, h: print(_norm(g - h) / (_norm(g) + _norm(h))), "prints", NOTHING)
wrong_value(
    "8.5",
    lambda g, h: _norm(g - h) / (_norm(g) + _norm(h)) if _norm(g) > 1 else 0.0,
    "0 for small gradients",
    None,
)
wrong_value("8.5", lambda g: _norm(g), "one parameter", ARGUMENTS)
wrong_value("8.5", 0.0, "a number", NO_FUNCTION)
wrong_value("8.5", lambda g, h: ..., "left open", GAP)


@wrong("8.5", "the difference computed into g", CHANGES)
def my_relative_error(g, g_hat):
    lengths = np.linalg.norm(g) + np.linalg.norm(g_hat)
    g -= g_hat
    return np.linalg.norm(g) / lengths


@wrong("8.5", "the difference computed into g before g's length is taken", (*CHANGES, "length"))
def my_relative_error(g, g_hat):
    g -= g_hat
    return np.linalg.norm(g) / (np.linalg.norm(g) + np.linalg.norm(g_hat))
