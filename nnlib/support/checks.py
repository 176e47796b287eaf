"""What would go wrong silently is refused here, in words: what came, what to write instead."""

import math
import numbers

import numpy as np

from nnlib.support.errors import DataError, ShapeError

LARGEST_INPUT = 10


def check_columns(x, n, name="x", m=None):
    """Return x as an array of finite numbers, shape (n, m), or say what is wrong with it.

    m=None: any number of columns.
    """
    try:
        x = np.asarray(x)
    except ValueError:
        raise ShapeError(f"{name} has rows of different lengths, so it is no array.") from None
    if x.dtype.kind not in "fiub":
        raise DataError(f"{name} must hold numbers; it holds values of type {x.dtype}.")
    if x.ndim == 2 and len(x) == n and m in (None, x.shape[1]) and x.size:
        return check_finite(x, name)
    expected = f"({n}, m), one column per example," if m is None else f"({n}, {m})"
    raise ShapeError(f"{name} has shape {x.shape}, but {expected} is expected. {_advice(x, n)}")


def _advice(x, n):
    if x.ndim == 0:
        return f"It is a single number. If it is a label, write one_hot(label, {n})."
    if x.size == 0:
        return "It is empty."
    if x.ndim == 1 and len(x) == n:
        return (
            f"Shape ({n},) is no column: W @ x of, say, 30 neurons would have shape (30,), and "
            "adding biases of shape (30, 1) would quietly give (30, 30). Write x.reshape(-1, 1)."
        )
    if x.ndim == 2 and len(x) == n:
        return "Each input needs one target: as many columns in x as in y."
    if x.ndim == 2 and x.shape[1] == n:
        return "It has a row per example, and W @ x needs a column per example. Write x.T."
    if x.ndim == 3 and x[0].size == n:
        return "These look like images. Write images.reshape(len(images), -1).T / 256."
    return f"The layer has {n} neurons, and each takes one number of every column."


def check_finite(x, name="x"):
    """Return x, or refuse it because of a NaN or an infinity."""
    if np.count_nonzero(np.isfinite(x)) < x.size:
        raise DataError(
            f"{name} holds NaN or infinity, which would spread to every weight. "
            "Write numpy.isfinite(x).all(axis=0) to see which columns are sound."
        )
    return x


def check_inputs(x, name="x"):
    """Return x, or refuse it because of values beyond ±10: most often undivided pixels."""
    largest = np.abs(check_finite(x, name)).max()
    if largest > LARGEST_INPUT:
        raise DataError(
            f"{name} holds an input of size {largest:g}; a network learns from inputs near 0 to 1, "
            f"and beyond ±{LARGEST_INPUT} its neurons saturate. Was the division of the pixels by "
            "256 forgotten? Write x / 256."
        )
    return x


def check_labels(labels, n=10):
    """Return labels as an array of integers from 0 to n − 1, or say what is wrong with them."""
    labels = wrong = np.asarray(labels)
    if labels.dtype.kind in "fiu":
        wrong = labels[~((labels >= 0) & (labels < n) & (labels == np.floor(labels)))]
    if wrong.size:
        hint = " Text becomes a number by int(label)." if labels.dtype.kind in "SUO" else ""
        raise DataError(
            f"Labels must be whole numbers from 0 to {n - 1}; {wrong.ravel().tolist()[0]!r} came."
            + hint
        )
    return labels if labels.dtype.kind in "iu" else labels.astype(np.int64)


def check_sizes(sizes):
    """Return the sizes of the layers as a list of at least two positive integers."""
    try:
        sizes = [_whole(n) for n in sizes]
    except TypeError:
        raise DataError(
            f"sizes must be a list of whole numbers such as [784, 30, 10]; {sizes!r} came."
        ) from None
    if len(sizes) < 2:
        raise DataError(f"sizes must name two layers at least, as in [784, 10]; {sizes} came.")
    if min(sizes) < 1:
        raise DataError(f"Every layer needs one neuron at least; sizes {sizes} came.")
    return sizes


def check_dtype(dtype):
    """Return dtype as NumPy's own object for float32 or float64."""
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = None
    if found not in (np.float32, np.float64):
        raise DataError(f"dtype must be numpy.float32 or numpy.float64; {dtype!r} came.")
    return found


def check_count(value, name):
    """Return value as an integer of at least 1."""
    try:
        value = _whole(value)
    except TypeError:
        raise DataError(f"{name} must be a whole number, 1 or more; {value!r} came.") from None
    if value < 1:
        raise DataError(f"{name} must be 1 or more; {value} came.")
    return value


def check_eta(eta):
    """Return the learning rate η as a positive, finite number."""
    if not isinstance(eta, numbers.Real) or isinstance(eta, bool):
        raise DataError(f"eta, the learning rate, must be a number such as 3.0; {eta!r} came.")
    if not (eta > 0 and math.isfinite(eta)):
        raise DataError(
            f"eta, the learning rate, must be positive and finite; {eta} came. "
            "With 0 nothing is learned, and a negative one walks uphill."
        )
    return float(eta)


def _whole(value):
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return int(value)
    raise TypeError(f"not a whole number: {value!r}")
