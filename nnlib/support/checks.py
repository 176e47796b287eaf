"""What would go wrong silently is refused here, in words: what came, what to write instead."""

import math
import numbers

import numpy as np

from nnlib.support.errors import DataError, ShapeError

LARGEST_INPUT = 10  # beyond it a neuron saturates
LARGEST_OUTLIER = 1000  # a few values may reach this far
FEW = 0.02  # the share of labels that may be a slip
OUTLIERS = 0.02  # the share of examples in which one input may lie beyond LARGEST_INPUT


def check_columns(x, n, name="x", m=None):
    """Return x as an array of finite numbers, shape (n, m), or say what is wrong with it.

    m=None: any number of columns.
    """
    check_unmasked(x, name)
    try:
        x = np.asarray(x)
    except ValueError:
        raise ShapeError(f"{name} has rows of different lengths, so it is no array.") from None
    if x.dtype.kind not in "fiub":
        raise DataError(
            f"{name} must hold numbers; it holds values of type {x.dtype}.{_number_advice(x)}"
        )
    if x.ndim == 2 and len(x) == n and m in (None, x.shape[1]) and x.size:
        return check_finite(x, name)
    expected = f"({n}, m), one column per example," if m is None else f"({n}, {m})"
    advice = _target_advice(x, n) if name.startswith("y of ") else _advice(x, n)
    raise ShapeError(f"{name} has shape {x.shape}, but {expected} is expected. {advice}")


def _number_advice(x):
    """What to write for text or objects that are numbers; "" if they are none."""
    if x.dtype.kind not in "OSU":
        return ""
    try:
        numbers_meant = np.isfinite(x.astype(float)).all()  # None would become NaN
    except (TypeError, ValueError):
        return ""
    return " They are numbers: write x.astype(float)." if numbers_meant else ""


def _target_advice(y, n):
    """What to write for a target of a wrong shape. n: how many outputs there are."""
    if y.shape == (n,):
        return "A target is a column: write y.reshape(-1, 1)."
    if y.shape == (1, n):
        return "A target is a column: write y.T."
    if y.size == 1:
        return "If it is a label, give the number alone: int(y.item())."
    if y.size and max(y.shape) == y.size:
        return (
            f"The network has {n} outputs, and a target as many numbers. If its first number is "
            "the label, as in QMNIST, give that alone: column 0 of all labels, labels[:, 0]."
        )
    return f"The network has {n} outputs, and a target is a column of as many numbers."


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
    if x.ndim == 2 and x.shape[1] == 1:
        return (
            f"The layer has {n} neurons, and each takes one number of every column. If every "
            f"example has {len(x)} numbers, the network needs {len(x)} there."
        )
    return f"The layer has {n} neurons, and each takes one number of every column."


def check_unmasked(x, name):
    """Refuse an array in which numbers are masked: the mask would be lost without a word."""
    if np.ma.is_masked(x):
        raise DataError(
            f"{name} holds masked numbers, and what stands below the mask would be learned. Leave "
            "such examples out, or put a usual value in place of each: x.filled(value)."
        )


def check_finite(x, name="x"):
    """Return x, or refuse it because of a NaN or an infinity."""
    if np.count_nonzero(np.isfinite(x)) < x.size:
        raise DataError(
            f"{name} holds NaN or infinity, which would spread to every weight. "
            "Write numpy.isfinite(x).all(axis=0) to see which columns are sound."
        )
    return x


def check_inputs(x, name="x"):
    """Return x, (n, n₀), or refuse it: values beyond ±10, unless they are a few outliers.

    A row per example. The advice follows from what came.
    """
    if not x.size:
        return x
    largest = max(float(check_finite(x, name).max()), -float(x.min()))
    if largest <= LARGEST_INPUT:
        return x
    shares = np.mean(np.abs(x) > LARGEST_INPUT, axis=0)  # of the examples, for each input
    if largest <= LARGEST_OUTLIER and shares.max() <= OUTLIERS:
        return x
    raise DataError(
        f"{name} holds an input of size {largest:g}; a network learns from inputs near 0 to 1, "
        f"and beyond ±{LARGEST_INPUT} its neurons saturate. {_input_advice(x, largest, shares)}"
    )


def _input_advice(x, largest, shares):
    example, j = (int(i) for i in np.argwhere(np.abs(x) == np.abs(x).max())[0])
    if 200 < largest <= 256 and x.min() >= 0 and x.shape[1] >= 64:
        return "Was the division of the pixels by 256 forgotten? Write x / 256."
    if shares.max() <= OUTLIERS:
        return (
            f"Only a few lie so far out, such as input {j} of example {example}. Is it a code for "
            "“missing”, or a slip? Leave such examples out, or put a usual value in its place."
        )
    if x.shape[1] >= 64 and (x.min() >= 0 or x.max() <= 0):  # as pictures have them
        return f"Divide all by the largest, x / {largest:g}."
    standardise = (
        "standardise: from each input take its mean, and divide by its standard deviation. With a "
        "row per example, X = (X - X.mean(axis=0)) / X.std(axis=0)."
    )
    if (x.min(axis=0) == x.max(axis=0)).any():
        standardise += " First leave out inputs that never change: their deviation is 0."
    ordinary = np.flatnonzero((shares <= OUTLIERS) & (np.abs(x).max(axis=0) > 0))
    if len(ordinary) and shares[j] > OUTLIERS:
        return f"It is input {j}, while input {ordinary[0]} has ordinary values. So {standardise}"
    return f"Divide all by the largest, x / {largest:g}, or {standardise}"


def check_targets(y, name, answers, fitting):
    """Return y, (n, n_out), or refuse it: targets that a sigmoid's outputs can never reach.

    answers=True: of a single output, to be evaluated; then 0 and 1 only.
    fitting: a function of the number of outputs; its sentence says which network to write.
    """
    wrong = ~((y == 0) | (y == 1)) if answers else ~((y >= 0) & (y <= 1))
    if not wrong.any():
        return y
    i, j = (int(k) for k in np.argwhere(wrong)[0])
    why = (
        "A single output answers yes (1) or no (0), so its labels are 0 and 1"
        if answers
        else "An output of this network lies between 0 and 1, and so must its targets"
    )
    return _refuse_targets(y, f"{why}; {y[i, j]:g} came, in the y of {name}[{i}].", fitting)


def _refuse_targets(y, message, fitting):
    if y.shape[1] == 1 and np.all((y == np.floor(y)) & (y >= 0)) and y.max() < 1000:
        lowest, highest = int(y.min()), int(y.max())
        raise DataError(
            f"{message} If these are labels from {lowest} to {highest}, each needs an output of "
            f"its own. {fitting(highest + 1)}"
        )
    raise DataError(
        f"{message} Bring the targets between 0 and 1, or end a Sequential with a Dense layer, "
        "whose outputs may be any numbers."
    )


def check_labels(labels, n=10, name=None, fitting=None):
    """Return labels as an array of integers from 0 to n − 1, or say what is wrong with them.

    name: what they belong to, so that the message can say where. fitting: as in `check_targets`.
    """
    labels = np.asarray(labels)
    if labels.dtype.kind in "fiu":
        fine = (labels >= 0) & (labels < n) & (labels == np.floor(labels))
        wrong = labels[~fine]
    else:
        fine = np.array([np.asarray(label).dtype.kind in "fiu" for label in labels.ravel()], bool)
        wrong = labels.ravel()[~fine]
    if wrong.size:
        raise DataError(
            f"Labels must be whole numbers from 0 to {n - 1}; {_plain(wrong.ravel()[0])!r} came."
            + _label_advice(labels, n, fitting)
            + (f" It is the y of {name}[{int(np.argmin(fine))}]." if name else "")
        )
    return labels if labels.dtype.kind in "iu" else labels.astype(np.int64)


def _plain(value):
    """A number or text as Python's own, to be shown."""
    return value.item() if isinstance(value, np.generic) else value


def _label_advice(labels, n, fitting):
    """What to do about wrong labels, from all that came."""
    if labels.dtype.kind in "SUOb":
        return _text_advice(labels)
    if labels.dtype.kind not in "fiu" or not np.all(labels == np.floor(labels)) or labels.min() < 0:
        return ""
    lowest, highest = (int(min(label, 10**6)) for label in (labels.min(), labels.max()))
    if labels.size > 1 and lowest == 1 and highest >= n:
        more = f" {fitting(highest)}" if fitting and n < highest < 1000 else ""
        return f" These go from 1 to {highest}, and a network counts from 0: write label - 1.{more}"
    wrong = int(np.count_nonzero((labels < 0) | (labels >= n)))
    if fitting and highest < 1000 and labels.size > 1 and wrong <= FEW * labels.size:
        return f" Only {wrong} of {labels.size:,} labels are so. If that is no slip: " + fitting(
            highest + 1
        )
    if fitting and highest < 1000:
        return f" Each label needs an output of its own. {fitting(highest + 1)}"
    return ""


def _text_advice(labels):
    """What to do about labels that are text, or a mixture of things."""
    kinds = {type(_plain(label)) for label in labels.ravel()}
    if bool in kinds:
        return " True and False become 1 and 0 by int(label)."
    texts = [label for label in labels.ravel().tolist() if isinstance(label, str | bytes)]
    if not texts:
        return ""
    try:
        for text in texts:
            int(text)
    except ValueError:
        return " Names become numbers by names, labels = numpy.unique(labels, return_inverse=True)."
    return " Text becomes a number by int(label)."


def label_columns_advice(labels):
    """What to write for labels that have several columns."""
    if labels.ndim != 2 or not labels.size or labels.dtype.kind not in "fiub":
        return ""
    if 1 in labels.shape:
        return " Write labels.ravel()."
    if ((labels == 0) | (labels == 1)).all():
        for axis in (1, 0):  # a row for each example, or a column
            if (labels.sum(axis=axis) == 1).all():
                return f" They are one-hot: write labels.argmax(axis={axis})."
    return " If the label is the first column, as in QMNIST, take column 0: labels[:, 0]."


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


def asked_each_time(value, check):
    """A function that gives the checked value: a fixed one, or what a function says each time."""
    if callable(value):
        return lambda: check(value())
    value = check(value)
    return lambda: value


def _whole(value):
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return int(value)
    raise TypeError(f"not a whole number: {value!r}")
