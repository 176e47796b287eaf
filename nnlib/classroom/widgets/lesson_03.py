"""The interactive of lesson 03: the shapes of W @ a + b."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import Interactive, Menu, Slider, Switch

ROWS = {"n_in": 0, "n_in + 1": 1, "n_in - 1": -1}  # how far the rows of a are from n_in


def explore_matrix_product(n_in=2, n_out=3, m=4, rows_of_a="n_in", flat_b=False):
    """Lesson 03: the matrix product W @ a + b as boxes, and what Python says if they do not fit."""
    return Interactive(
        "explore_matrix_product",
        "the slider that leaves W unchanged. Then give a the wrong number of rows, and read.",
        matrix_product,
        lambda data: figures.matrix_product_boxes(**data),
        {
            "n_in": Slider(2, 6, 1, "n_in, inputs of the layer"),
            "n_out": Slider(1, 6, 1, "n_out, neurons of the layer"),
            "m": Slider(1, 6, 1, "m, examples side by side"),
            "rows_of_a": Menu(tuple(ROWS), "rows of a"),
            "flat_b": Switch("b of shape (n_out,) instead of (n_out, 1)"),
        },
        {"n_in": n_in, "n_out": n_out, "m": m, "rows_of_a": rows_of_a, "flat_b": flat_b},
    )


def matrix_product(n_in, n_out, m, rows_of_a="n_in", flat_b=False):
    """The shapes in W @ a + b, as a dict: W, a, b, and the result, or None and Python's error."""
    W, a = np.zeros((n_out, n_in)), np.zeros((n_in + ROWS[rows_of_a], m))
    b = np.zeros(n_out if flat_b else (n_out, 1))
    shapes = {"W": W.shape, "a": a.shape, "b": b.shape}
    try:
        return {**shapes, "result": (W @ a + b).shape}
    except ValueError as error:
        return {**shapes, "error": str(error)}
