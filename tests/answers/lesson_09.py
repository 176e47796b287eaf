"""Lesson 09, training on MNIST: counting, mini-batches, a step, confusions, dead pixels."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import numpy as np

from answers import right, right_value, wrong, wrong_value
from answers.words import (
    ARGUMENTS,
    CHANGES,
    ENDLESS,
    FUNCTION,
    GAP,
    NO_FUNCTION,
    NOTHING,
    ORDER,
    QUOTES,
    SIGN,
)
from nnlib import mini_batches

# 9.1: 30 epochs of 50,000 / 10 updates: 150,000.

right_value("9.1", 150000, "the number")
right_value("9.1", 150_000, "with an underscore")
right_value("9.1", 30 * 50_000 // 10, "worked out")
right_value("9.1", 50_000 / 10 * 30, "a float")
right_value("9.1", np.int64(150_000), "a NumPy integer")
right_value("9.1", 1.5e5, "in powers of ten")
right_value("9.1", sum(len(range(0, 50_000, 10)) for _ in range(30)), "counted by ranges")
right_value("9.1", np.array([150_000]), "an array of one number")
right_value("9.1", Fraction(50_000, 10) * 30, "a fraction")
right_value("9.1", Decimal(150000), "a Decimal")
right_value("9.1", -(-50_000 // 10) * 30, "rounded up, where nothing is left")
right_value("9.1", len(list(range(0, 50_000 * 30, 10))), "the length of a list")

wrong_value("9.1", 5_000, "one epoch only", ("epoch",))
wrong_value("9.1", 1_500_000, "one update for each example", ("mini-batch",))
wrong_value("9.1", 50_000, "one for each example of one epoch", ("mini-batch", "epoch"))
wrong_value("9.1", 30, "one for each epoch", ("mini-batch", "each epoch", "one update"))
wrong_value("9.1", 300, "10 in each epoch", ("50,000", "mini-batches"))
wrong_value("9.1", 15_000_000, "multiplied by 10", ("divid", "multipl", "mini-batch"))
wrong_value("9.1", 150_000 * 23_860, "times the parameters", ("weight", "parameter", "once"))
wrong_value("9.1", 150_000 * 2, "weights and biases counted apart", ("twice", "weights and"))
wrong_value("9.1", 15_000, "a nought too few", ("nought", "zero", "ten times", "factor"))
wrong_value("9.1", 149_999, "one too few", None)
wrong_value("9.1", 150_001, "one too many", None)
wrong_value("9.1", 120_000, "30 epochs of 4,000, the embedded set, times 10", None)
wrong_value("9.1", 12_000, "the embedded set", ("4,000", "embedded"))
wrong_value("9.1", 180_000, "60,000 digits", ("60,000", "10,000 digits"))
wrong_value("9.1", 145_000, "29 epochs", ("29", "epoch"))
wrong_value("9.1", 50_000 / 30 / 10, "divided by the epochs", ("epoch", "divid", "multipl"))
wrong_value("9.1", 50_000 * 10 / 30, "10 and 30 exchanged", ("epoch", "divid"))
wrong_value("9.1", "150,000", "a text", QUOTES)
wrong_value("9.1", "150000", "a text without comma", QUOTES)
wrong_value("9.1", (150, 000), "a comma that makes two numbers", ("comma", "one number", "two"))
wrong_value("9.1", 150.000, "a point for thousands", ("point", "thousand", "decimal"))
wrong_value("9.1", (5_000, 30), "two numbers, not multiplied", ("one number", "multipl"))
wrong_value("9.1", None, "the result of print", NOTHING)
wrong_value("9.1", lambda: 150_000, "a function", FUNCTION)
wrong_value("9.1", float("inf"), "infinite", None)
wrong_value("9.1", True, "True", ("true", "number", "bool"))

# 9.2: shuffle the columns, cut them into pairs.


@right("9.2", "the lesson's gaps filled")
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    shuffled_x, shuffled_y = x[:, order], y[:, order]
    starts = range(0, n, m)
    return [(shuffled_x[:, s : s + m], shuffled_y[:, s : s + m]) for s in starts]


@right("9.2", "append in a loop")
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    shuffled_x, shuffled_y = x[:, order], y[:, order]
    pairs = []
    for start in range(0, n, m):
        pairs.append((shuffled_x[:, start : start + m], shuffled_y[:, start : start + m]))
    return pairs


@right("9.2", "the order is cut, not the columns")
def my_mini_batches(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    return [(x[:, order[s : s + m]], y[:, order[s : s + m]]) for s in range(0, len(order), m)]


@right("9.2", "np.split at the starts, zipped")
def my_mini_batches(inputs, targets, size, generator):
    n = inputs.shape[1]
    order = generator.permutation(n)
    cuts = list(range(size, n, size))
    xs = np.split(inputs[:, order], cuts, axis=1)
    ys = np.split(targets[:, order], cuts, axis=1)
    return list(zip(xs, ys, strict=True))


@right("9.2", "np.take, lists as pairs")
def my_mini_batches(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    result = []
    while len(order):
        now, order = order[:m], order[m:]
        result.append([np.take(x, now, axis=1), np.take(y, now, axis=1)])
    return result


@right("9.2", "rows by transpose, min for the last end")
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    xt, yt = x.T[order], y.T[order]
    return [(xt[s : min(s + m, n)].T, yt[s : min(s + m, n)].T) for s in range(0, n, m)]


@right("9.2", "x and y stacked, shuffled once, taken apart again; a tuple of pairs")
def my_mini_batches(x, y, m, rng):
    both = np.vstack([x, y])[:, rng.permutation(x.shape[1])]
    k = x.shape[0]
    return tuple((both[:k, s : s + m], both[k:, s : s + m]) for s in range(0, both.shape[1], m))


@right("9.2", "recursion")
def my_mini_batches(x, y, m, rng):
    def cut(order):
        if order.size == 0:
            return []
        return [(x[:, order[:m]], y[:, order[:m]]), *cut(order[m:])]

    return cut(rng.permutation(x.shape[1]))


SHUFFLE = ("shuffl", "order", "permut")
LAST = ("last", "rest", "left", "fewer", "smaller", "every example", "missing")
PAIRED = ("same order", "belong", "together", "pair", "both")


@wrong("9.2", "not shuffled", SHUFFLE)
def my_mini_batches(x, y, m, rng):
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, x.shape[1], m)]


@wrong("9.2", "only x shuffled", PAIRED)
def my_mini_batches(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x = x[:, order]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, x.shape[1], m)]


@wrong("9.2", "only y shuffled", PAIRED)
def my_mini_batches(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    y = y[:, order]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, x.shape[1], m)]


@wrong("9.2", "x and y each in an order of its own", PAIRED)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    x, y = x[:, rng.permutation(n)], y[:, rng.permutation(n)]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, n, m)]


@wrong("9.2", "the last, smaller one left out", LAST)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, k * m : (k + 1) * m], y[:, k * m : (k + 1) * m]) for k in range(n // m)]


@wrong("9.2", "one too many, empty", ("empty", "too many", "how many"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, n + m, m)]


@wrong("9.2", "the last one filled up from the first", LAST)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    order = np.concatenate([order, order[: -n % m]])
    return [(x[:, order[s : s + m]], y[:, order[s : s + m]]) for s in range(0, n, m)]


@wrong("9.2", "the last one cut from the end, with examples twice", ("twice", "once", *LAST))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, (e := min(s + m, n)) - m : e], y[:, e - m : e]) for s in range(0, n, m)]


@wrong("9.2", "m mini-batches in place of mini-batches of m", ("m columns", "size", "columns"))
def my_mini_batches(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    return [(x[:, part], y[:, part]) for part in np.array_split(order, m)]


@wrong("9.2", "equal parts by array_split", ("size", "columns", *LAST))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    return [(x[:, part], y[:, part]) for part in np.array_split(order, -(-n // m))]


@wrong("9.2", "rows for columns", ("row", "column", "x[:,"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[s : s + m], y[s : s + m]) for s in range(0, n, m)]


@wrong("9.2", "slices to m, not to start + m", ("start + m", "s + m", "empty", "slice"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, s:m], y[:, s:m]) for s in range(0, n, m)]


@wrong("9.2", "slices to the end", ("start + m", "s + m", "end", "columns"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, s:], y[:, s:]) for s in range(0, n, m)]


@wrong("9.2", "one column too many in each: start + m + 1", ("columns", "start + m", "twice"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, s : s + m + 1], y[:, s : s + m + 1]) for s in range(0, n, m)]


@wrong("9.2", "one column too few in each: start + m − 1", ("columns", "start + m", *LAST))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, s : s + m - 1], y[:, s : s + m - 1]) for s in range(0, n, m)]


@wrong("9.2", "one column alone at each start", ("columns", "start + m", *LAST))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(x[:, [s]], y[:, [s]]) for s in range(0, n, m)]


@wrong("9.2", "the first one only: return in the loop", ("first", "loop", "list", "return"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    for s in range(0, n, m):
        return [(x[:, s : s + m], y[:, s : s + m])]


@wrong("9.2", "two lists in place of a list of pairs", ("pair", "list of"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [x[:, s : s + m] for s in range(0, n, m)], [y[:, s : s + m] for s in range(0, n, m)]


@wrong("9.2", "y before x in each pair", ORDER)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    x, y = x[:, order], y[:, order]
    return [(y[:, s : s + m], x[:, s : s + m]) for s in range(0, n, m)]


@wrong("9.2", "x alone", ("pair", "without y"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    x = x[:, rng.permutation(n)]
    return [x[:, s : s + m] for s in range(0, n, m)]


@wrong("9.2", "drawn with replacement", ("twice", "once", "each example"))
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.integers(0, n, n)
    x, y = x[:, order], y[:, order]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, n, m)]


@wrong("9.2", "a random number source of its own", ("rng", "given", "own"))
def my_mini_batches(x, y, m, rng):
    order = np.random.default_rng(0).permutation(x.shape[1])
    return [(x[:, order[s : s + m]], y[:, order[s : s + m]]) for s in range(0, len(order), m)]


@wrong("9.2", "sorted", SHUFFLE)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = np.sort(rng.permutation(n))
    x, y = x[:, order], y[:, order]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, n, m)]


@wrong("9.2", "shuffles the arrays that came", CHANGES)
def my_mini_batches(x, y, m, rng):
    order = rng.permutation(x.shape[1])
    x[:], y[:] = x[:, order], y[:, order]
    return [(x[:, s : s + m], y[:, s : s + m]) for s in range(0, len(order), m)]


@wrong("9.2", "the gaps left open", GAP)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    shuffled_x, shuffled_y = ..., ...
    starts = range(0, n, m)  # noqa: F841
    return ...


@wrong("9.2", "the second gap left open", GAP)
def my_mini_batches(x, y, m, rng):
    n = x.shape[1]
    order = rng.permutation(n)
    shuffled_x, shuffled_y = x[:, order], y[:, order]
    return ...


@wrong("9.2", "never goes on", ENDLESS, hangs=True)
def my_mini_batches(x, y, m, rng):
    order, pairs, s = rng.permutation(x.shape[1]), [], 0
    while s < len(order):
        pairs = [(x[:, order[s : s + m]], y[:, order[s : s + m]])]
    return pairs


@wrong("9.2", "nnlib's, which takes digits", ("nnlib", "digits", "examples", "argument"))
def my_mini_batches(x, y, m, rng):
    return list(mini_batches((x, y), m, rng))


# 9.3: W − η/m · nabla_w.

right_value("9.3", lambda W, nabla_w, eta, m: W - eta / m * nabla_w, "the formula")
right_value("9.3", lambda W, nabla_w, eta, m: W - (eta * nabla_w) / m, "divided at the end")
right_value("9.3", lambda w, g, rate, n: w + (-rate / n) * g, "plus the negative")
right_value("9.3", lambda w, g, rate, n: np.subtract(w, np.multiply(rate, np.divide(g, n))), "np")
right_value(
    "9.3",
    lambda W, nabla_w, eta, m: np.array(
        [
            [w - eta * g / m for w, g in zip(p, q, strict=True)]
            for p, q in zip(W, nabla_w, strict=True)
        ]
    ),
    "a comprehension",
)


@right("9.3", "a copy, changed in place")
def my_step(W, nabla_w, eta, m):
    new = W.copy()
    new -= eta / m * nabla_w
    return new


@right("9.3", "loops over a new array")
def my_step(W, nabla_w, eta, m):
    new = np.empty(W.shape)
    for j in range(W.shape[0]):
        for k in range(W.shape[1]):
            new[j, k] = W[j, k] - eta * (nabla_w[j, k] / m)
    return new


@right("9.3", "the mean gradient first")
def my_step(W, nabla_w, eta, m):
    mean = nabla_w / m
    step = -eta * mean
    return W + step


DIVIDE = ("divi", "mean", "m examples", "eta / m", "/ m")

wrong_value("9.3", lambda W, nabla_w, eta, m: W - eta * nabla_w, "not divided by m", DIVIDE)
wrong_value("9.3", lambda W, nabla_w, eta, m: W + eta / m * nabla_w, "uphill", (*SIGN, "uphill"))
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W + eta * nabla_w,
    "uphill, not divided",
    (*SIGN, *DIVIDE, "uphill"),
)
wrong_value(
    "9.3", lambda W, nabla_w, eta, m: W - nabla_w / m, "η forgotten", ("eta", "η", "learning rate")
)
wrong_value(
    "9.3", lambda W, nabla_w, eta, m: W - nabla_w, "η and m forgotten", ("eta", "η", *DIVIDE)
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: eta / m * nabla_w,
    "the step alone",
    ("w -", "w −", "new weight", "step alone", "old"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: -eta / m * nabla_w,
    "the step alone, downhill",
    ("w -", "w −", "new weight", "step alone", "old"),
)
wrong_value(
    "9.3", lambda W, nabla_w, eta, m: W - eta * m * nabla_w, "multiplied by m", (*DIVIDE, "multipl")
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: (W - eta * nabla_w) / m,
    "W divided, too",
    (*DIVIDE, "bracket"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: (W - nabla_w) * eta / m,
    "brackets",
    ("bracket", "w itself", "eta / m"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W - m / eta * nabla_w,
    "upside down",
    ("eta / m", "η/m", "upside", "divi"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W * (1 - eta / m * nabla_w),
    "a factor",
    ("subtract", "minus", "w -", "w −"),
)
wrong_value(
    "9.3", lambda W, nabla_w, eta, m: W - eta // m * nabla_w, "a whole quotient", ("//", "whole")
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W - eta / nabla_w.shape[1] * nabla_w,
    "divided by the inputs",
    DIVIDE,
)
wrong_value(
    "9.3", lambda W, nabla_w, eta, m: W - eta / len(W) * nabla_w, "divided by the neurons", DIVIDE
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W - eta * nabla_w.mean(),
    "the mean over everything",
    (*DIVIDE, "each weight"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W - eta / m * np.sign(nabla_w),
    "the sign only",
    ("sign", "size", "steep"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W - eta / m * np.abs(nabla_w),
    "the gradient's signs lost",
    ("sign", "abs", "direction"),
)
wrong_value(
    "9.3", lambda W, nabla_w, eta, m: W - eta / m**0.5 * nabla_w, "the root of m", (*DIVIDE, "root")
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W - 3.0 / 10 * nabla_w,
    "the lesson's settings",
    ("eta", "argument", "always", "3.0"),
)
wrong_value("9.3", lambda W, nabla_w, eta, m: W - eta / 10 * nabla_w, "m is always 10", DIVIDE)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W @ (eta / m * nabla_w).T,
    "a matrix product",
    ("@", "subtract", "shape"),
)
wrong_value("9.3", lambda nabla_w, W, eta, m: W - eta / m * nabla_w, "parameters exchanged", ORDER)
wrong_value(
    "9.3",
    lambda W, nabla_w, m, eta: W - eta / m * nabla_w,
    "η and m exchanged",
    (*ORDER, "upside", "eta / m"),
)
wrong_value("9.3", lambda W, nabla_w, eta: W - eta * nabla_w, "no m", ARGUMENTS)
wrong_value("9.3", lambda W, nabla_w, eta, m: print(W - eta / m * nabla_w), "prints", NOTHING)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: np.round(W - eta / m * nabla_w, 1),
    "rounded",
    ("round", "digits"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: [W - eta / m * nabla_w, nabla_w],
    "two things",
    ("one", "two", "shape", "only"),
)
wrong_value(
    "9.3",
    lambda W, nabla_w, eta, m: W,
    "no step at all",
    ("step", "same", "not changed", "unchanged"),
)


@wrong("9.3", "changes W in place", CHANGES)
def my_step(W, nabla_w, eta, m):
    W -= eta / m * nabla_w
    return W


@wrong("9.3", "changes W in place and returns nothing", (*CHANGES, *NOTHING))
def my_step(W, nabla_w, eta, m):
    W -= eta / m * nabla_w


@wrong("9.3", "changes nabla_w in place", CHANGES)
def my_step(W, nabla_w, eta, m):
    nabla_w *= eta / m
    return W - nabla_w


@wrong("9.3", "no return", NOTHING)
def my_step(W, nabla_w, eta, m):
    W = W - eta / m * nabla_w


@wrong("9.3", "the new weights under another name for the same array", CHANGES)
def my_step(W, nabla_w, eta, m):
    new = W
    new -= eta / m * nabla_w
    return new


# 9.4: the label chooses the row, the prediction the column.


@right("9.4", "np.add.at")
def my_confusion(labels, predictions):
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@right("9.4", "a loop, counts as floats")
def my_confusion(labels, predictions):
    counts = np.zeros((10, 10))
    for label, prediction in zip(labels, predictions, strict=True):
        counts[label, prediction] += 1
    return counts


@right("9.4", "np.bincount of one number for each pair")
def my_confusion(labels, predictions):
    both = 10 * labels.astype(int) + predictions
    return np.bincount(both, minlength=100).reshape(10, 10)


@right("9.4", "one-hot rows multiplied")
def my_confusion(labels, predictions):
    eye = np.eye(10, dtype=int)
    return eye[labels].T @ eye[predictions]


@right("9.4", "a comprehension over all 100 pairs, lists")
def my_confusion(labels, predictions):
    return [[int(np.sum((labels == i) & (predictions == j))) for j in range(10)] for i in range(10)]


@right("9.4", "a Counter")
def my_confusion(labels, predictions):
    seen = Counter(zip(labels.tolist(), predictions.tolist(), strict=True))
    return np.array([[seen[i, j] for j in range(10)] for i in range(10)])


@right("9.4", "np.histogram2d")
def my_confusion(labels, predictions):
    edges = np.arange(11) - 0.5
    return np.histogram2d(labels, predictions, bins=(edges, edges))[0]


@right("9.4", "broadcast comparisons, einsum")
def my_confusion(truth, said):
    digits = np.arange(10)
    return np.einsum("in,jn->ij", 1 * (digits[:, None] == truth), 1 * (digits[:, None] == said))


@right("9.4", "a bincount of the predictions for each label")
def my_confusion(labels, predictions):
    return np.stack([np.bincount(predictions[labels == d], minlength=10) for d in range(10)])


def _counts(labels, predictions):
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


wrong_value(
    "9.4",
    lambda labels, predictions: _counts(predictions, labels),
    "row and column exchanged",
    (*ORDER, "row", "transpos"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels, predictions) / len(labels),
    "shares",
    ("share", "count", "divi"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: (
        _counts(labels, predictions) - np.diag(np.diag(_counts(labels, predictions)))
    ),
    "mistakes only",
    ("diagonal", "right answers", "right ones"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: np.diag(np.diag(_counts(labels, predictions))),
    "right answers only",
    ("diagonal", "wrong ones", "mistake"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels, predictions)[1:, 1:],
    "without 0",
    ("shape", "(9, 9)"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: np.sum(labels == predictions),
    "the number of right ones",
    ("shape", "table", "(10, 10)", "one number"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: labels == predictions,
    "True where right",
    ("shape", "count", "(10, 10)"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels, predictions).ravel(),
    "flat",
    ("shape", "flat", "(10, 10)"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: np.bincount(labels, minlength=10),
    "counts of the labels",
    ("shape", "predict", "(10, 10)"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: np.outer(
        np.bincount(labels, minlength=10), np.bincount(predictions, minlength=10)
    ),
    "products of the two counts",
    ("together", "pair", "example"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels[:-1], predictions[:-1]),
    "the last one forgotten",
    ("last", "one too few", "all", "one missing"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels[1:], predictions[1:]),
    "the first one forgotten",
    ("first", "one too few", "all", "one missing"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels, predictions) + _counts(predictions, labels),
    "counted both ways",
    ("twice", "both", "symmetr"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(np.sort(labels), np.sort(predictions)),
    "sorted first",
    ("sort", "pair", "together"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: (
        _counts(labels, predictions)
        / np.maximum(_counts(labels, predictions).sum(axis=1, keepdims=True), 1)
    ),
    "shares of each row",
    ("share", "count", "divi"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels, predictions).astype(np.uint8) // 2,
    "halves",
    None,
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(labels, predictions) > 0,
    "whether it occurs",
    ("count", "how often", "true"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: _counts(9 - labels, 9 - predictions),
    "counted from the end",
    ("revers", "from the end", "order"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: [(i, j) for i, j in zip(labels, predictions)],
    "a list of the pairs",
    ("shape", "count", "(10, 10)"),
)
wrong_value(
    "9.4",
    lambda labels, predictions: Counter(zip(labels.tolist(), predictions.tolist())),
    "a Counter itself",
    ("array", "(10, 10)", "dict"),
)
wrong_value(
    "9.4", lambda labels, predictions: print(_counts(labels, predictions)), "prints", NOTHING
)
wrong_value(
    "9.4",
    lambda labels, predictions: labels[:, None] == predictions,
    "all against all",
    ("shape", "(10, 10)"),
)
wrong_value(
    "9.4",
    lambda predictions, labels: _counts(labels, predictions),
    "parameters exchanged",
    (*ORDER, "row", "transpos"),
)
wrong_value("9.4", lambda labels: _counts(labels, labels), "one parameter", ARGUMENTS)
wrong_value("9.4", lambda labels, predictions: ..., "left open", GAP)
wrong_value("9.4", np.eye(10), "a matrix in place of a function", NO_FUNCTION)


@wrong(
    "9.4",
    "+= with a list of places counts each place once",
    ("once", "add.at", "several", "more than"),
)
def my_confusion(labels, predictions):
    counts = np.zeros((10, 10), dtype=int)
    counts[labels, predictions] += 1
    return counts


@wrong("9.4", "= 1 in place of += 1", ("once", "+= 1", "several", "more than", "count"))
def my_confusion(labels, predictions):
    counts = np.zeros((10, 10), dtype=int)
    for label, prediction in zip(labels, predictions, strict=True):
        counts[label, prediction] = 1
    return counts


@wrong("9.4", "only as large as the largest label", ("(10, 10)", "shape"))
def my_confusion(labels, predictions):
    n = labels.max() + 1
    counts = np.zeros((n, n), dtype=int)
    for label, prediction in zip(labels, predictions, strict=True):
        counts[label, prediction] += 1
    return counts


@wrong("9.4", "begins with ones", ("one too many", "zeros", "begin", "start"))
def my_confusion(labels, predictions):
    counts = np.ones((10, 10), dtype=int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@wrong("9.4", "counts that are not cleared, begun anew for each label", ("last", "row", "inside"))
def my_confusion(labels, predictions):
    for label, prediction in zip(labels, predictions, strict=True):
        counts = np.zeros((10, 10), dtype=int)
        counts[label, prediction] += 1
    return counts


@wrong(
    "9.4",
    "remembers the counts of the call before",
    ("second", "before", "again", "anew"),
    made=True,
)
def make():
    counts = np.zeros((10, 10), dtype=int)

    def my_confusion(labels, predictions):
        np.add.at(counts, (labels, predictions), 1)
        return counts

    return my_confusion


@wrong("9.4", "counts adds the prediction's value", ("add 1", "+= 1", "count", "value"))
def my_confusion(labels, predictions):
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (labels, predictions), predictions)
    return counts


@wrong("9.4", "predictions not right are lost: index of the loop", None)
def my_confusion(labels, predictions):
    counts = np.zeros((10, 10), dtype=int)
    for i in range(10):
        counts[labels[i], predictions[i]] += 1
    return counts


# 9.5: where no training image has ink.

right_value("9.5", lambda images: (images == 0).all(axis=0).ravel(), "all are 0")
right_value("9.5", lambda images: images.max(axis=0).reshape(784) == 0, "the largest is 0")
right_value("9.5", lambda images: ~images.any(axis=0).ravel(), "not any")
right_value("9.5", lambda images: np.sum(images, axis=0, dtype=float).ravel() == 0, "the sum is 0")
right_value("9.5", lambda images: images.mean(axis=0).flatten() == 0, "the mean is 0")
right_value(
    "9.5", lambda images: np.logical_not(np.any(images.reshape(len(images), -1), axis=0)), "np"
)
right_value("9.5", lambda images: np.count_nonzero(images, axis=0).ravel() < 1, "count_nonzero")
right_value(
    "9.5",
    lambda images: (
        np.bitwise_or.reduce(images, axis=0).ravel() == 0
        if images.dtype == np.uint8
        else ~images.any(axis=0).ravel()
    ),
    "bitwise or",
)


@right("9.5", "loops over rows and columns, a list")
def my_never_changed(images):
    result = []
    for row in range(28):
        for column in range(28):
            result.append(bool(np.all(images[:, row, column] == 0)))
    return result


@right("9.5", "image by image")
def my_never_changed(images):
    never = np.ones((28, 28), dtype=bool)
    for image in images:
        never &= image == 0
    return never.reshape(-1)


@right("9.5", "switches off the pixels with ink")
def my_never_changed(images):
    flat = images.reshape(images.shape[0], 784)
    never = np.full(784, True)
    never[np.unique(np.nonzero(flat)[1])] = False
    return never


wrong_value(
    "9.5", lambda images: (images == 0).all(axis=0), "(28, 28)", ("784", "shape", "flat", "ravel")
)
wrong_value(
    "9.5",
    lambda images: images.any(axis=0).ravel(),
    "turned round: those with ink",
    ("other way", "opposite", "turned", "exchang"),
)
wrong_value(
    "9.5", lambda images: (images == 0).any(axis=0).ravel(), "any for all", ("any", "all", "every")
)
wrong_value(
    "9.5",
    lambda images: (images == images[0]).all(axis=0).ravel(),
    "constant, not 0",
    ("constant", "same in", "always 0", "zero"),
)
wrong_value(
    "9.5",
    lambda images: images.std(axis=0).ravel() == 0,
    "no spread",
    ("constant", "same in", "always 0", "zero"),
)
wrong_value(
    "9.5",
    lambda images: (images[0] == 0).ravel(),
    "the first image only",
    ("first", "all", "every"),
)
wrong_value(
    "9.5",
    lambda images: (images[:-1] == 0).all(axis=0).ravel(),
    "the last image forgotten",
    ("last", "all", "every"),
)
wrong_value(
    "9.5",
    lambda images: (images[1:] == 0).all(axis=0).ravel(),
    "the first image forgotten",
    ("first", "all", "every"),
)
wrong_value(
    "9.5",
    lambda images: images.mean(axis=0).ravel() < 1,
    "nearly no ink",
    ("nearly", "faint", "little", "any ink", "single"),
)
wrong_value(
    "9.5",
    lambda images: (images < 128).all(axis=0).ravel(),
    "faint ink ignored",
    ("faint", "grey", "any ink", "little"),
)
wrong_value(
    "9.5",
    lambda images: (images <= 1).all(axis=0).ravel(),
    "ink of 1 ignored",
    ("faint", "grey", "any ink", "little"),
)
wrong_value(
    "9.5",
    lambda images: (images != 255).all(axis=0).ravel(),
    "no white",
    ("faint", "grey", "any ink"),
)
wrong_value(
    "9.5",
    lambda images: np.sum(images, axis=0, dtype=np.uint8).ravel() == 0,
    "a sum that overflows",
    ("overflow", "256", "uint8", "any ink"),
)
wrong_value(
    "9.5",
    lambda images: (images == 0).all(axis=(1, 2)),
    "an answer for each image",
    ("axis", "784", "shape", "each image"),
)
wrong_value(
    "9.5",
    lambda images: np.flatnonzero((images == 0).all(axis=0)),
    "numbers of the pixels",
    ("true", "784", "shape", "numbers of"),
)
wrong_value(
    "9.5",
    lambda images: int((images == 0).all(axis=0).sum()),
    "how many",
    ("784", "shape", "which", "one number"),
)
wrong_value(
    "9.5",
    lambda images: (images == 0).all(axis=0).T.ravel(),
    "column by column",
    ("row by row", "column", "order", "transpos"),
)
wrong_value(
    "9.5",
    lambda images: (images == 0).all(axis=0).ravel(order="F"),
    "Fortran's order",
    ("row by row", "column", "order", "transpos"),
)
wrong_value(
    "9.5",
    lambda images: (images == 0).all(axis=0).ravel()[::-1],
    "from the end",
    ("revers", "order", "from the end"),
)
wrong_value(
    "9.5",
    lambda images: (images == 0).reshape(len(images), -1),
    "for each image",
    ("shape", "784", "every image", "all"),
)
wrong_value("9.5", lambda images: np.zeros(784, dtype=bool), "none", ("none", "always"))
wrong_value("9.5", lambda images: np.ones(784, dtype=bool), "all", ("always", "every pixel"))
wrong_value(
    "9.5",
    lambda images: (np.arange(784) // 28 < 4) | (np.arange(784) // 28 > 23),
    "the rim, whatever comes",
    ("images", "always", "rim", "argument"),
)
wrong_value(
    "9.5",
    lambda images: (images.astype(float) - images.mean() < 0).all(axis=0).ravel(),
    "less than the mean",
    ("faint", "grey", "any ink", "little", "mean"),
)
wrong_value("9.5", lambda images: print((images == 0).all(axis=0).ravel()), "prints", NOTHING)
wrong_value(
    "9.5",
    lambda images: images.sum(axis=0).ravel(),
    "the sums",
    ("true", "false", "compare", "== 0"),
)
wrong_value(
    "9.5",
    lambda images: np.where((images == 0).all(axis=0).ravel(), "True", "False"),
    "texts",
    QUOTES,
)
wrong_value(
    "9.5",
    lambda images: ~(images == 0).all(axis=0).ravel(),
    "turned round by ~",
    ("other way", "opposite", "turned", "exchang"),
)
wrong_value(
    "9.5",
    lambda images: (np.diff(images.astype(int), axis=0) == 0).all(axis=0).ravel(),
    "no change from image to image",
    ("constant", "same in", "always 0", "zero"),
)
wrong_value("9.5", lambda: (), "no parameter", ARGUMENTS)
wrong_value("9.5", lambda images: ..., "left open", GAP)


@wrong("9.5", "clears the arrays that came", CHANGES)
def my_never_changed(images):
    images[images > 0] = 1
    return images.sum(axis=0).ravel() == 0


@wrong("9.5", "a loop that keeps only the last image's answer", ("last", "all", "every"))
def my_never_changed(images):
    for image in images:
        never = (image == 0).ravel()
    return never
