"""Arguments for the figures of softmax, ReLU and the full-batch descent, and their facts."""

import numpy as np

Z = np.array([1.0, -2.0, 0.0])
A = np.exp(Z) / np.exp(Z).sum()
DATA = {
    "softmax_bars": ((Z, A, A), "the highest is output 0 with 0.705"),
    "where_z_stands": ((), "every z stands in S"),
    "size_of_delta": ((), "at a = 1 the size of a − y is 1"),
    "relu_and_slope": ((), "ReLU's slope is 0 below z = 0 and 1 above"),
    "course_of_accuracy": (
        ({"one": [0.1, 0.5], "two": [0.2, 0.6]}, 10),
        "at step 10: one 50.0%, two 60.0%",
    ),
    "bias_moves": (
        ({"p": {"b1": np.ones(3), "b2": np.zeros((3, 1))}, "q": {"b1": Z, "b2": -Z}},),
        "moved by: p b1 1.00 to 1.00, p b2 0.00 to 0.00, q b1 -2.00 to 1.00",
    ),
}
