"""Examples as columns: from pairs (x, y) to the matrices that a network works on.

A network takes an example as a column, and a mini-batch as a matrix with one column per example.
"""

import os

import numpy as np

from nnlib.support.checks import (
    asked_each_time,
    check_columns,
    check_count,
    check_finite,
    check_inputs,
    check_labels,
    check_targets,
    check_unmasked,
    label_columns_advice,
)
from nnlib.support.errors import DataError, ShapeError


class Examples:
    """Examples in two arrays: a row per example in `inputs` (n, n₀) and in `targets` (n, n_L)."""

    def __init__(self, inputs, targets, name="Examples"):
        check_unmasked(inputs, f"inputs of {name}")
        inputs, targets = np.asarray(inputs), np.asarray(targets)
        if inputs.ndim != 2 or targets.ndim != 2 or len(inputs) != len(targets):
            raise ShapeError(
                f"inputs of shape {inputs.shape} and targets of shape {targets.shape} came; "
                "(n, n₀) and (n, n_L) are expected, a row per example. "
                f"{_rows_advice(inputs, targets)}"
            )
        self.inputs = check_inputs(inputs, name)
        self.targets = check_finite(targets, name)

    def __len__(self):
        return len(self.inputs)

    def columns(self, indices, dtype=np.float32):
        """The chosen examples as a mini-batch (x, y) of shapes (n₀, m) and (n_L, m).

        In memory one example follows the other, however they came: a product rounds as its
        matrices lie, and equal examples are to give equal bits.
        """
        x = np.array(self.inputs[indices], dtype, order="C")
        y = np.array(self.targets[indices], dtype, order="C")
        return x.T, y.T


def _rows_advice(inputs, targets):
    """What to write for inputs and targets that are no rows."""
    if inputs.ndim == targets.ndim == 2:
        turned = {
            (inputs.shape[1], len(targets)): "inputs.T",
            (len(inputs), targets.shape[1]): "targets.T",
            (inputs.shape[1], targets.shape[1]): "inputs.T and targets.T",
        }
        fitting = next((words for (n, m), words in turned.items() if n == m), None)
        advice = f" If an example is a column there, write {fitting}." if fitting else ""
        return f"As many inputs as targets are needed.{advice}"
    known = targets.ndim == 1 and targets.size and targets.dtype.kind in "iu"
    n = int(targets.max()) + 1 if known and targets.min() >= 0 else "n"
    rows = "" if inputs.ndim == 2 else "images.reshape(len(images), -1) / 256 and "
    of_n = "" if n in ("n", 10) else f", {n}"
    return f"Write {rows}one_hot(labels{of_n}).T."


def one_hot(labels, n=10):
    """Labels as one-hot columns: m integers from 0 to n − 1 give (n, m) of 0.0 and 1.0.

    `one_hot(5)` has shape (10, 1) and its 1.0 in row 5. Raises DataError for other labels.
    """
    n = check_count(n, "n")
    labels = np.atleast_1d(list(labels) if hasattr(labels, "__next__") else labels)
    if labels.ndim > 1:
        raise ShapeError(
            f"labels have shape {labels.shape}; (m,) is expected.{label_columns_advice(labels)}"
        )
    return np.eye(n, dtype=np.float32)[:, check_labels(labels, n)]


def mini_batches(data, size, rng, dtype=np.float32):
    """Shuffle the examples, then yield them as mini-batches (x, y), each example once.

    data: training data from `load_mnist` or `as_examples`; it stays as it is.
    x: (n₀, size), y: (n_L, size); the last mini-batch may be smaller.
    size: a number, or a function without arguments that is asked for it before each mini-batch.
    rng: a numpy.random.Generator.
    """
    size = asked_each_time(size, lambda number: check_count(number, "mini_batch_size"))
    order, start = rng.permutation(len(data)), 0
    while start < len(order):
        m = size()
        # Fifty examples or more are turned into columns at a time: much quicker than ten at a time.
        x, y = data.columns(order[start : start + m * max(1, 50 // m)], dtype)
        for i in range(0, x.shape[1], m):
            if size() != m:
                break  # another size from now on: the examples that are left are cut anew
            yield x[:, i : i + m], y[:, i : i + m]
            start += m


def as_examples(data, n_in, n_out, name="training_data", *, fitting=None):
    """Training or test data, checked for a network with n_in inputs and n_out outputs.

    data: digits from `load_mnist`, or a list of pairs (x, y): x of shape (n_in, 1), y of shape
    (n_out, 1) or a label. Returns an object with `len` and `columns(indices, dtype)`.
    fitting: a function of how many inputs (None: as many as the network has) and targets the data
    have; its sentence ends a message.
    Raises ShapeError or DataError.
    """
    fitting = fitting or (lambda n_in, n_out: f"Write Network([{n_in or '…'}, …, {n_out}]).")
    if callable(getattr(data, "columns", None)):
        _check_sizes(data, n_in, n_out, name, fitting)
        return data
    xs, ys = _pairs(data, name)
    inputs = [_column(x, n_in, f"x of {name}[{i}]") for i, x in enumerate(xs)]
    targets = _targets(ys, n_out, name, lambda n: fitting(None, n))
    return Examples(np.hstack(inputs).T, targets, name)


class CheckedExamples:
    """Examples for one network: what is taken from them is checked, and in the network's shapes.

    data: as in `as_examples`. net: a `Network` or a `Sequential`.
    to_evaluate: the targets are answers, so those of a single output are 0 or 1.
    """

    def __init__(self, data, net, name="training_data", to_evaluate=False):
        self.data = as_examples(data, net.sizes[0], net.sizes[-1], name, fitting=net.fitting)
        self.net, self.name, self.to_evaluate = net, name, to_evaluate
        self._sound = getattr(self.data, "sound", False)  # by its kind: nothing to check
        self._known = isinstance(self.data, Examples)
        if self._known:
            self._check_targets(self.data.targets)

    def __len__(self):
        return len(self.data)

    def columns(self, indices, dtype=np.float32):
        """The chosen examples as a mini-batch (x, y) of shapes (n₀, m) and (n_L, m)."""
        x, y = self.data.columns(indices, dtype)
        if self._sound:
            return x, y
        x = check_columns(x, self.net.sizes[0], f"an x of {self.name}")
        y = check_columns(y, self.net.sizes[-1], f"a y of {self.name}", m=x.shape[1])
        if not self._known:  # the first that are taken stand for all
            check_inputs(x.T, self.name)
            self._check_targets(y.T)
            self._known = True
        return x.astype(dtype, copy=False), y.astype(dtype, copy=False)

    def _check_targets(self, targets):
        answer = self.to_evaluate and self.net.sizes[-1] == 1
        if answer or (self.net.squashes and not self.to_evaluate):
            check_targets(targets, self.name, answer, lambda n: self.net.fitting(None, n))


def _check_sizes(data, n_in, n_out, name, fitting):
    """Refuse data without examples, or with examples of other sizes."""
    if not len(data):
        raise DataError(f"{name} is empty; give it at least one example.")
    x, y = data.columns(slice(0, 2))
    if (len(x), len(y)) == (n_in, 1) and n_out > 1:
        _refuse_one_target(data, n_out, name)
    if (len(x), len(y)) != (n_in, n_out):
        raise ShapeError(
            f"The examples of {name} have {len(x)} inputs and {len(y)} targets, but the network "
            f"has {n_in} inputs and {n_out} outputs. {fitting(len(x), len(y))}"
        )


def _refuse_one_target(data, n_out, name):
    """Refuse a column of labels where every label needs a target of its own."""
    y = data.columns(slice(None))[1]
    if y.min() >= 0 and np.array_equal(y, np.round(y)):
        raise ShapeError(
            f"The examples of {name} have a single target each, from {y.min():g} to {y.max():g}, "
            f"and the network has {n_out} outputs. If these are labels, write "
            f"one_hot(labels, {n_out}).T in place of them."
        )


def _pairs(data, name):
    """The x and the y of all pairs, two lists of equal length."""
    xs, ys = [], []
    try:
        for x, y in data:
            xs.append(x)
            ys.append(y)
    except (TypeError, ValueError):
        place = f" ({name}[{len(xs)}] is the first that is none)" if xs else ""
        raise DataError(
            f"{name} must be digits, as load_mnist().train, or a list of pairs (x, y); what came "
            f"is a {type(data).__name__} that does not fall into pairs{place}. "
            f"{_pairs_advice(data)}"
        ) from None
    if xs:
        return xs, ys
    if iter(data) is data:
        raise DataError(
            f"{name} is a {type(data).__name__} that is used up, or was empty from the start: such "
            "an iterator gives its pairs only once. Make a list of them: list(zip(xs, ys))."
        )
    raise DataError(f"{name} is empty; give it at least one pair (x, y).")


def _pairs_advice(data):
    """What to write for data that are no pairs."""
    if isinstance(data, str | bytes | os.PathLike):
        return "A file is read first: read_kaggle_csv for a CSV of pictures, read_idx, read_npz."
    both = isinstance(data, tuple | list) and len(data) == 2 and all(map(np.ndim, data))
    if both and len(data[0]) == len(data[1]):
        return "Of two arrays with a row per example make Examples(inputs, one_hot(labels, n).T)."
    return "Write list(zip(xs, ys))."


def _column(values, n, name):
    return check_columns(values, n, name, m=1)


def _targets(ys, n_out, name, fitting):
    """The targets, (n, n_out): labels become one-hot; a single output takes numbers as they are."""
    ys = [np.asarray(y) for y in ys]
    if n_out > 1 and all(y.ndim == 0 for y in ys):
        numeric = all(y.dtype.kind in "fiu" for y in ys)
        labels = np.array([y[()] for y in ys], None if numeric else object)
        return one_hot(check_labels(labels, n_out, name, fitting), n_out).T
    return np.hstack([_target(y, n_out, f"y of {name}[{i}]") for i, y in enumerate(ys)]).T


def _target(y, n_out, name):
    """One target as a column (n_out, 1)."""
    if y.ndim == 0:
        return _column(y.reshape(1, 1), 1, name) if n_out == 1 else one_hot(y, n_out)
    return _column(y, n_out, name)
