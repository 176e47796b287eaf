"""The interactive of lesson 03: the shapes of W @ a + b."""

import numpy as np

from nnlib.classroom import figures
from nnlib.classroom.widgets.base import interactive
from nnlib.classroom.widgets.controls import Menu, Slider, Switch

ROWS = {"n_in": 0, "n_in + 1": 1, "n_in - 1": -1}  # how far the rows of a are from n_in


@interactive(
    "the slider that leaves W unchanged. Then give a the wrong number of rows, and read.",
    draw=lambda data: figures.matrix_product_boxes(**data),
)
def explore_matrix_product(
    n_in: Slider(2, 6, 1, "n_in, inputs of the layer") = 2,
    n_out: Slider(1, 6, 1, "n_out, neurons of the layer") = 3,
    m: Slider(1, 6, 1, "m, examples side by side") = 4,
    rows_of_a: Menu(tuple(ROWS), "rows of a") = "n_in",
    flat_b: Switch("b of shape (n_out,) instead of (n_out, 1)") = False,
):
    """Lesson 03: the matrix product W @ a + b as boxes, and what Python says if they do not fit."""
    W, a = np.zeros((n_out, n_in)), np.zeros((n_in + ROWS[rows_of_a], m))
    b = np.zeros(n_out if flat_b else (n_out, 1))
    shapes = {"W": W.shape, "a": a.shape, "b": b.shape}
    try:
        return {**shapes, "result": (W @ a + b).shape}
    except ValueError as error:
        return {**shapes, "error": str(error)}
