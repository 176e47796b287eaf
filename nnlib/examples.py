"""Examples as columns: from pairs (x, y) to the matrices that a network works on.

A network takes an example as a column, and a mini-batch as a matrix with one column per example.
"""

import numpy as np

from nnlib.support.checks import (
    check_columns,
    check_count,
    check_finite,
    check_inputs,
    check_labels,
)
from nnlib.support.errors import DataError, ShapeError


class Examples:
    """Examples in two arrays: a row per example in `inputs` (n, n₀) and in `targets` (n, n_L)."""

    def __init__(self, inputs, targets, name="Examples"):
        inputs, targets = np.asarray(inputs), np.asarray(targets)
        if inputs.ndim != 2 or targets.ndim != 2 or len(inputs) != len(targets):
            raise ShapeError(
                f"inputs of shape {inputs.shape} and targets of shape {targets.shape} came; "
                "(n, n₀) and (n, n_L) are expected, a row per example. "
                "Write images.reshape(len(images), -1) / 256 and one_hot(labels).T."
            )
        self.inputs = check_inputs(inputs, name) if len(inputs) else inputs
        self.targets = check_finite(targets, name)

    def __len__(self):
        return len(self.inputs)

    def columns(self, indices, dtype=np.float32):
        """The chosen examples as a mini-batch (x, y) of shapes (n₀, m) and (n_L, m)."""
        return self.inputs[indices].T.astype(dtype), self.targets[indices].T.astype(dtype)


def one_hot(labels, n=10):
    """Labels as one-hot columns: m integers from 0 to n − 1 give (n, m) of 0.0 and 1.0.

    `one_hot(5)` has shape (10, 1) and its 1.0 in row 5. Raises DataError for other labels.
    """
    return np.eye(n, dtype=np.float32)[:, check_labels(np.atleast_1d(labels), n)]


def mini_batches(data, size, rng, dtype=np.float32):
    """Shuffle the examples, then yield them as mini-batches (x, y), each example once.

    data: training data from `load_mnist` or `as_examples`; it stays as it is.
    x: (n₀, size), y: (n_L, size); the last mini-batch may be smaller.
    rng: a numpy.random.Generator.
    """
    size = check_count(size, "size")
    order = rng.permutation(len(data))
    # Fifty examples or more are turned into columns at a time: much quicker than ten at a time.
    many = size * max(1, 50 // size)
    for start in range(0, len(data), many):
        x, y = data.columns(order[start : start + many], dtype)
        for i in range(0, x.shape[1], size):
            yield x[:, i : i + size], y[:, i : i + size]


def as_examples(data, n_in, n_out, name="training_data"):
    """Training or test data, checked for a network with n_in inputs and n_out outputs.

    data: digits from `load_mnist`, or a list of pairs (x, y): x of shape (n_in, 1), y of shape
    (n_out, 1) or a label. Returns an object with `len` and `columns(indices, dtype)`.
    Raises ShapeError or DataError.
    """
    if callable(getattr(data, "columns", None)):
        return _check_examples(data, n_in, n_out, name)
    try:
        pairs = [(x, y) for x, y in data]
    except (TypeError, ValueError):
        raise DataError(
            f"{name} must be digits, as load_mnist().train, or a list of pairs (x, y); what came "
            f"is a {type(data).__name__} that does not fall into pairs. Write list(zip(xs, ys))."
        ) from None
    if not pairs:
        raise DataError(f"{name} is empty; give it at least one pair (x, y).")
    inputs = np.vstack([check_columns(x, n_in, f"an x of {name}", m=1).T for x, _ in pairs])
    targets = np.vstack([_target(y, n_out, f"a y of {name}").T for _, y in pairs])
    return Examples(inputs, targets, name)


def _check_examples(data, n_in, n_out, name):
    if not len(data):
        raise DataError(f"{name} is empty; give it at least one example.")
    x, y = data.columns(slice(0, 1))
    if (len(x), len(y)) != (n_in, n_out):
        raise ShapeError(
            f"The examples of {name} have {len(x)} inputs and {len(y)} targets, but the network "
            f"has {n_in} inputs and {n_out} outputs. Write Network([{len(x)}, …, {len(y)}])."
        )
    return data


def _target(y, n_out, name):
    """One target as a column (n_out, 1): a label becomes one-hot; one output takes a number."""
    y = np.asarray(y)
    if y.ndim == 0:
        return check_columns(y.reshape(1, 1), 1, name) if n_out == 1 else one_hot(y, n_out)
    return check_columns(y, n_out, name, m=1)
