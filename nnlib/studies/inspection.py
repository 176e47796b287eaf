"""A look inside a network: its weighted inputs, what it says, and which of its outputs are dead."""

import numpy as np

from nnlib.network import answers
from nnlib.support.checks import check_labels
from nnlib.support.errors import ShapeError

DEAD = -5.0  # below it σ′ is under 0.007, a fortieth of what it is at 0


def weighted_inputs(net, x):
    """z of every layer: a list of arrays (n_l, m), the first hidden layer's first.

    x: (n₀, m), a column for each of m examples.
    """
    z, _ = net.forward(x)
    return z[1:]


def count_answers(net, x):
    """How often the network gives each answer to the m columns of x. Integers, shape (n_L,)."""
    return np.bincount(answers(net.feedforward(x)), minlength=net.sizes[-1])


def count_confusions(labels, predictions, n=10):
    """How often each label got each answer: integers (n, n), labels in rows, answers in columns.

    labels, predictions: (m,), whole numbers from 0 to n − 1.
    """
    labels, predictions = check_labels(labels, n), check_labels(predictions, n)
    if labels.shape != predictions.shape:
        raise ShapeError(
            f"labels has shape {labels.shape}, predictions {predictions.shape}; a prediction for "
            "each label is expected."
        )
    counts = np.zeros((n, n), dtype=int)
    np.add.at(counts, (labels, predictions), 1)  # a pair that comes again counts again
    return counts


def own_z(z, labels):
    """For each output the median of its z over its own digits, those that have its label.

    z: the last layer's, (n_L, m); labels: (m,), each digit at least once. Returns shape (n_L,).
    """
    return np.array([np.median(z[j, np.asarray(labels) == j]) for j in range(len(z))])


def dead_outputs(z, labels):
    """The outputs whose own digits mostly have z < −5, where σ is flat: a list of digits."""
    return [int(j) for j in np.flatnonzero(own_z(z, labels) < DEAD)]
